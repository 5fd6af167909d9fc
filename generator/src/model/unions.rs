//! Values of several shapes → a scalar that holds them all, or an enum that is told apart by its JSON.

use std::collections::BTreeSet;

use super::all_of;
use super::docs::{Docs, code};
use super::identifier;
use super::rust::{Item, RustType, Union, UnionVariant};
use super::rust_name::RustName;
use super::site::Site;
use super::type_names::Kind;
use super::types::Types;
use crate::spec::schema::{Discriminator, EnumScalar, EnumValue, Field, Presence, Schema, Shape};

impl Types<'_> {
    /// The type of a value that has one of the shapes of `variants`, which the member `tag` tells apart, if there is one.
    pub(super) fn union(
        &mut self,
        variants: &[Schema],
        tag: Option<&Discriminator>,
        site: &Site,
    ) -> RustType {
        let shapes = flattened(variants);
        if shapes.is_empty() || shapes.iter().any(|schema| matches!(schema.shape, Shape::Any)) {
            return RustType::Json;
        }
        if let Some(scalar) = scalar(&shapes) {
            return scalar;
        }
        if let [only] = shapes.as_slice() {
            return self.of(only, site);
        }
        // What is one of its own shapes would be tried without an end.
        if site.is.as_ref().is_some_and(|id| self.schemas.is_itself(id)) {
            return RustType::Json;
        }
        let mut shapes = shapes;
        // The first that fits is taken, so what demands more is tried before what demands less.
        shapes.sort_by_key(|schema| std::cmp::Reverse(self.schemas.demands(schema, &site.module)));
        self.told_apart(&shapes, tag, site)
    }

    /// The enum of values told apart by their tag, or by trying. A variant is called after its schema, its tag, a
    /// member that only it has, or its kind, so that the order they are tried in renames none.
    fn told_apart(&mut self, shapes: &[&Schema], tag: Option<&Discriminator>, site: &Site) -> RustType {
        let (name, rust_type) = self.name(site, Kind::Sole);
        let position = self.section(site).len();
        let mut variants: Vec<UnionVariant> = Vec::new();
        let mut taken = BTreeSet::new();
        for schema in shapes {
            let value = tag.and_then(|tag| self.tag_value(schema, tag, site));
            let own = self.own_member(schema, shapes, site);
            let locked = own.and_then(|own| self.variants.get(&site.key())?.get(own));
            let wanted = value.as_deref().or(locked.map(String::as_str)).or(own);
            let word = variant_word(schema, wanted, &taken);
            if let Some(own) = own.filter(|_| value.is_none()) {
                let names = self.variants.entry(site.key()).or_default();
                names.entry(own.to_owned()).or_insert_with(|| word.as_str().to_owned());
            }
            let inner = site.variant(word.as_str());
            let held = self.of(schema, &inner);
            let is_large = matches!(held, RustType::Item(_)) && self.schemas.is_large(schema, &site.module);
            let held = if is_large { RustType::Boxed(Box::new(held)) } else { held };
            if !variants.iter().any(|variant| variant.rust_type == held) {
                taken.insert(word.clone());
                let told = tag.zip(value.as_deref());
                let told =
                    told.map(|(tag, value)| format!(" whose {} is {}", code(tag.member()), code(value)));
                let told = told.or_else(|| own.map(|member| format!(" with {}", code(member))));
                let what = format!("{}{}.", described(schema), told.unwrap_or_default());
                let docs = Docs::new().quote(schema.description.as_deref()).say(what);
                variants.push(UnionVariant { docs, name: word, tag: value, rust_type: held });
            }
        }
        let tag = tag.filter(|_| variants.iter().any(|variant| variant.tag.is_some()));
        let tag = tag.map(|tag| tag.member().to_owned());
        let docs = site.whole();
        let docs = match &tag {
            Some(tag) => docs.say(format!("One of several shapes, told apart by {}.", code(tag))),
            None => docs.say("One of several shapes."),
        };
        let item = Union { docs, name, tag, variants, response_body: site.response_body };
        self.section(site).insert(position, Item::Union(item));
        rust_type
    }

    /// A member that an object without a name has and none of the other shapes: the one it is known by already, or else the
    /// first by name, if possible one that must be there.
    fn own_member<'s>(&self, schema: &'s Schema, shapes: &[&Schema], site: &Site) -> Option<&'s str> {
        let Shape::Object { fields } = &schema.shape else { return None };
        let others: Vec<&Schema> = shapes
            .iter()
            .copied()
            .filter(|other| !std::ptr::eq(*other, schema) && is_object(other))
            .collect();
        let mut own: Vec<&Field> = fields
            .iter()
            .filter(|field| !others.is_empty() && !others.iter().any(|other| has_member(other, &field.name)))
            .collect();
        let locked = self.variants.get(&site.key());
        let is_known = |field: &Field| locked.is_some_and(|names| names.contains_key(&field.name));
        own.sort_by_key(|field| (!is_known(field), field.presence != Presence::Required, field.name.clone()));
        own.first().map(|field| field.name.as_str())
    }

    /// What the member `tag` is in values of this schema: the value that stands for the schema, the only one that it can
    /// have, or the name of the schema. Where several stand for it, none is its own.
    fn tag_value(&self, schema: &Schema, tag: &Discriminator, site: &Site) -> Option<String> {
        let mut mapped = tag.mapping().filter(|(_, name)| is_called(schema, name)).map(|(value, _)| value);
        if let Some(value) = mapped.next() {
            return mapped.next().is_none().then(|| value.to_owned());
        }
        let resolved = all_of::resolved(schema, &site.module, &self.schemas);
        let Shape::Object { fields } = &resolved.shape else { return None };
        let field = fields.iter().find(|field| field.name == tag.member())?;
        let by_name = match &schema.shape {
            Shape::Ref { schema } => Some(schema.clone()),
            _ => None,
        };
        match all_of::resolved(&field.schema, &site.module, &self.schemas).shape {
            Shape::String { values, .. } => match values.as_slice() {
                [EnumValue { value: EnumScalar::String(value), .. }] => Some(value.clone()),
                [] => by_name,
                _ => None,
            },
            _ => None,
        }
    }
}

/// Whether a schema, or a part of it, is the one called `name`.
fn is_called(schema: &Schema, name: &str) -> bool {
    match &schema.shape {
        Shape::Ref { schema } => schema == name,
        Shape::AllOf { parts } => parts.iter().any(|part| is_called(part, name)),
        _ => false,
    }
}

const fn is_object(schema: &Schema) -> bool {
    matches!(schema.shape, Shape::Object { .. })
}

fn has_member(schema: &Schema, name: &str) -> bool {
    matches!(&schema.shape, Shape::Object { fields } if fields.iter().any(|field| field.name == name))
}

/// The name of a variant that none of `taken` has.
fn variant_word(schema: &Schema, tag: Option<&str>, taken: &BTreeSet<RustName>) -> RustName {
    let by_schema = match &schema.shape {
        Shape::Ref { schema } => Some(identifier::camel(schema)),
        _ => None,
    };
    let by_tag = tag.map(identifier::camel);
    let kind = kind(schema);
    let numbered = (2..).map(|number| format!("{kind}{number}"));
    let candidates = by_schema.into_iter().chain(by_tag).chain([kind.to_owned()]).chain(numbered);
    let mut valid = candidates.filter_map(|name| identifier::checked_type(&name));
    valid.find(|name| !taken.contains(name)).unwrap_or_else(|| RustName::new("Unnamed"))
}

/// The shapes without unions among them, and without `null`, which makes the whole optional.
fn flattened(variants: &[Schema]) -> Vec<&Schema> {
    let mut flat: Vec<&Schema> = Vec::new();
    for schema in variants {
        match &schema.shape {
            Shape::Null => {}
            Shape::Union { variants, .. } => flat.extend(flattened(variants)),
            shape if flat.iter().any(|other| other.shape == *shape) => {}
            _ => flat.push(schema),
        }
    }
    flat
}

/// The scalar that holds all of `shapes`, if they are numbers and strings.
fn scalar(shapes: &[&Schema]) -> Option<RustType> {
    let is_number = |schema: &&&Schema| matches!(schema.shape, Shape::Integer { .. } | Shape::Number { .. });
    let is_string = |schema: &&&Schema| matches!(schema.shape, Shape::String { .. } | Shape::Binary);
    let numbers = shapes.iter().filter(is_number).count();
    let strings = shapes.iter().filter(is_string).count();
    match (numbers, strings) {
        _ if shapes.len() < 2 || numbers + strings < shapes.len() => None,
        (_, 0) => Some(RustType::Number),
        (0, _) => Some(RustType::String),
        _ => Some(RustType::NumberOrString),
    }
}

const fn kind(schema: &Schema) -> &'static str {
    match schema.shape {
        Shape::Boolean => "Boolean",
        Shape::String { .. } | Shape::Binary => "String",
        Shape::Integer { .. } => "Integer",
        Shape::Number { .. } => "Number",
        Shape::Array { .. } => "List",
        Shape::Map { .. } => "Map",
        _ => "Object",
    }
}

const fn described(schema: &Schema) -> &'static str {
    match schema.shape {
        Shape::Boolean => "A boolean",
        Shape::String { .. } | Shape::Binary => "A string",
        Shape::Integer { .. } => "An integer",
        Shape::Number { .. } => "A number",
        Shape::Array { .. } => "A list",
        Shape::Map { .. } => "A map",
        _ => "An object",
    }
}
