//! Values of several shapes → a scalar that holds them all, or an enum that is told apart by its JSON.

use super::docs::Docs;
use super::rust::{Item, RustType, Union, UnionVariant};
use super::rust_name::RustName;
use super::site::Site;
use super::type_names::Kind;
use super::types::Types;
use crate::spec::schema::{Schema, Shape};

impl Types<'_> {
    /// The type of a value that has one of the shapes of `variants`.
    pub(super) fn union(&mut self, variants: &[Schema], site: &Site) -> RustType {
        let shapes = flattened(variants);
        if shapes.is_empty() || shapes.iter().any(|schema| matches!(schema.shape, Shape::Any | Shape::Binary))
        {
            return RustType::Json;
        }
        if let Some(scalar) = scalar(&shapes) {
            return scalar;
        }
        if let [only] = shapes.as_slice() {
            return self.of(only, site);
        }
        let mut shapes = shapes;
        // The first that fits is taken, so what demands more is tried before what demands less.
        shapes.sort_by_key(|schema| std::cmp::Reverse(self.schemas.demands(schema, &site.module)));
        self.untagged(&shapes, site)
    }

    /// The enum of values told apart by trying. Pages give a place one shape of each kind at most, so that its
    /// kind names a variant for good, whatever the order they are tried in.
    fn untagged(&mut self, shapes: &[&Schema], site: &Site) -> RustType {
        let (name, rust_type) = self.name(site, Kind::Sole);
        let position = self.section(site).len();
        let mut variants: Vec<UnionVariant> = Vec::new();
        for schema in shapes {
            let word = kind(schema);
            let same = variants.iter().filter(|variant| variant.name.as_str().starts_with(word)).count();
            let word = if same == 0 { word.to_owned() } else { format!("{word}{}", same + 1) };
            let inner = site.variant(&word);
            let held = self.of(schema, &inner);
            let is_large = matches!(held, RustType::Item(_)) && self.schemas.is_large(schema, &site.module);
            let held = if is_large { RustType::Boxed(Box::new(held)) } else { held };
            if !variants.iter().any(|variant| variant.rust_type == held) {
                let docs = Docs::new().say(format!("{}.", described(schema)));
                variants.push(UnionVariant { docs, name: RustName::new(word), rust_type: held });
            }
        }
        let docs = site.docs.clone().or(|| Docs::new().say(format!("{}.", super::docs::code(&site.place))));
        let docs = docs.say("One of several shapes.");
        let item = Union { docs, name, variants, response_body: site.response_body };
        self.section(site).insert(position, Item::Union(item));
        rust_type
    }
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
    let is_string = |schema: &&&Schema| matches!(schema.shape, Shape::String { .. });
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
        Shape::String { .. } => "String",
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
        Shape::String { .. } => "A string",
        Shape::Integer { .. } => "An integer",
        Shape::Number { .. } => "A number",
        Shape::Array { .. } => "A list",
        Shape::Map { .. } => "A map",
        _ => "An object",
    }
}
