//! Compares schemas: kinds of values, `null`, formats, listed values, and what is inside.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Property, Said};
use super::found::At;
use super::level::Event;
use super::users::Schemas;
use super::{Diff, paired, said, witnesses};
use crate::spec::place;
use crate::spec::schema::{Certainty, Discriminator, EnumValue, Field, Schema, Shape};
use crate::spec::type_words::type_words;

/// A kind of JSON value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Any,
    String,
    Integer,
    Number,
    Boolean,
    Binary,
    Array,
    Map,
    Object,
}

impl Kind {
    /// Whether all values of `other` are values of this kind.
    const fn covers(self, other: Self) -> bool {
        matches!((self, other), (Self::Any, _) | (Self::Number, Self::Integer)) || self as u8 == other as u8
    }
}

/// One shape that a value may have, with references followed and all that must hold at once put together.
struct Alternative<'a> {
    kind: Kind,
    schema: &'a Schema,
    /// The named schema it is, where a reference leads to it.
    named: Option<&'a str>,
    /// The members, if it is an object.
    fields: Vec<&'a Field>,
    /// What its members without a name are, if it is an object that has such.
    rest: Option<&'a Schema>,
}

/// What a value may look like.
#[derive(Default)]
struct Alternatives<'a> {
    shapes: Vec<Alternative<'a>>,
    nullable: bool,
}

impl<'a> Alternatives<'a> {
    fn of(schema: &'a Schema, schemas: &Schemas<'a>) -> Self {
        let mut alternatives = Self::default();
        alternatives.add(schema, schemas, None, &mut BTreeSet::new());
        alternatives
    }

    /// `followed` are the references on the way here, which may lead in circles.
    fn add(
        &mut self,
        schema: &'a Schema,
        schemas: &Schemas<'a>,
        named: Option<&'a str>,
        followed: &mut BTreeSet<&'a str>,
    ) {
        self.nullable |= schema.nullable;
        let kind = match &schema.shape {
            Shape::Null => {
                self.nullable = true;
                return;
            }
            Shape::Union { variants, .. } => {
                return variants.iter().for_each(|variant| self.add(variant, schemas, named, followed));
            }
            Shape::Ref { schema: name } => match schemas.get(name).filter(|_| followed.insert(name)) {
                Some(schema) => return self.add(schema, schemas, Some(name), followed),
                None => Kind::Any,
            },
            Shape::AllOf { parts } => {
                let mut inner = Self::default();
                for part in parts {
                    inner.add(part, schemas, named, followed);
                }
                let named = inner.shapes.iter().find_map(|shape| shape.named);
                let entries = |shape: &Alternative<'a>| match &shape.schema.shape {
                    Shape::Map { entries } => Some(&**entries),
                    _ => shape.rest,
                };
                let rest = inner.shapes.iter().find_map(entries);
                let fields = inner.shapes.into_iter().flat_map(|shape| shape.fields).collect();
                return self.shapes.push(Alternative { kind: Kind::Object, schema, named, fields, rest });
            }
            Shape::Any => Kind::Any,
            Shape::String { .. } => Kind::String,
            Shape::Integer { .. } => Kind::Integer,
            Shape::Number { .. } => Kind::Number,
            Shape::Boolean => Kind::Boolean,
            Shape::Binary => Kind::Binary,
            Shape::Array { .. } => Kind::Array,
            Shape::Map { .. } => Kind::Map,
            Shape::Object { .. } => Kind::Object,
        };
        let fields = match &schema.shape {
            Shape::Object { fields } => fields.iter().collect(),
            _ => Vec::new(),
        };
        self.shapes.push(Alternative { kind, schema, named, fields, rest: None });
    }

    /// Of texts and numbers one alternative holds all; several lists, maps or objects are as many as they are.
    fn covers(&self, other: &Self) -> bool {
        let count = |of: &Self, kind: Kind| of.shapes.iter().filter(|shape| shape.kind == kind).count();
        let is_nested = |kind: Kind| matches!(kind, Kind::Array | Kind::Map | Kind::Object);
        let is_any = self.shapes.iter().any(|shape| shape.kind == Kind::Any);
        other.shapes.iter().all(|inner| {
            self.shapes.iter().any(|outer| outer.kind.covers(inner.kind))
                && (is_any || !is_nested(inner.kind) || count(self, inner.kind) >= count(other, inner.kind))
        })
    }

    fn kinds(&self) -> Vec<Kind> {
        let mut kinds: Vec<Kind> = self.shapes.iter().map(|shape| shape.kind).collect();
        kinds.sort_unstable();
        kinds
    }
}

impl<'a> Diff<'a> {
    /// Compares what both versions have.
    pub(super) fn schema(&mut self, at: &At, before: &'a Schema, after: &'a Schema) {
        let (old, new) =
            (Alternatives::of(before, &self.before.schemas), Alternatives::of(after, &self.after.schemas));
        self.null(at, (before, old.nullable), (after, new.nullable));
        if let (Shape::Ref { schema: one }, Shape::Ref { schema: other }) = (&before.shape, &after.shape)
            && one == other
        {
            // Compared once, at a place of its own.
            return;
        }
        let both = |words: (String, String)| {
            (Some(Said::new(words.0, &witnesses(before))), Some(Said::new(words.1, &witnesses(after))))
        };
        let (was, is) = both((type_words(before), type_words(after)));
        let is_named = [before, after].iter().any(|schema| matches!(schema.shape, Shape::Ref { .. }));
        if old.kinds() != new.kinds() {
            let event = match (new.covers(&old), old.covers(&new)) {
                (true, true) => Event::Reworded,
                (true, false) => Event::TypeWidened,
                (false, true) => Event::TypeNarrowed,
                (false, false) => Event::TypeChanged,
            };
            self.found.push(at, Property::Type, event, was, is);
        } else if is_named {
            self.found.push(at, Property::SchemaName, Event::Reworded, was, is);
        } else if before.certainty != after.certainty {
            let (was, is) = both((certainty(before), certainty(after)));
            self.found.push(at, Property::Certainty, Event::NotOnTheWire, was, is);
        }
        self.discriminator(at, before, after);
        self.shapes(at, old, new);
    }

    fn null(&mut self, at: &At, before: (&Schema, bool), after: (&Schema, bool)) {
        if before.1 == after.1 {
            return;
        }
        let words = |(schema, nullable): (&Schema, bool)| {
            Some(Said::new(if nullable { "allowed" } else { "not allowed" }, &witnesses(schema)))
        };
        let event = if after.1 { Event::BecameNullable } else { Event::BecameNotNull };
        self.found.push(at, Property::Nullable, event, words(before), words(after));
    }

    fn discriminator(&mut self, at: &At, before: &Schema, after: &Schema) {
        let of = |schema: &Schema| match &schema.shape {
            Shape::Union { discriminator, .. } => discriminator.as_ref().map(in_words),
            _ => None,
        };
        let (was, is) = (of(before), of(after));
        if was != is {
            let (was, is) =
                (said(was.as_deref(), &witnesses(before)), said(is.as_deref(), &witnesses(after)));
            self.found.push(at, Property::Discriminator, Event::TypeChanged, was, is);
        }
    }

    /// Compares the shapes of the same kind: those of one name with each other, then the rest in their order. A schema
    /// that contains itself is compared once.
    fn shapes(&mut self, at: &At, before: Alternatives<'a>, after: Alternatives<'a>) {
        let mut others = after.shapes;
        let has_namesake = |one: &Alternative<'_>, others: &[Alternative<'_>]| {
            others
                .iter()
                .any(|other| other.kind == one.kind && other.named.is_some() && other.named == one.named)
        };
        let (same, rest): (Vec<_>, Vec<_>) =
            before.shapes.into_iter().partition(|one| has_namesake(one, &others));
        for one in same {
            let is_it = |other: &Alternative<'_>| other.kind == one.kind && other.named == one.named;
            if let Some(position) = others.iter().position(is_it) {
                let other = others.remove(position);
                self.named_shape(at, &one, &other);
            }
        }
        for one in rest {
            if let Some(position) = others.iter().position(|other| other.kind == one.kind) {
                let other = others.remove(position);
                self.named_shape(at, &one, &other);
            }
        }
    }

    fn named_shape(&mut self, at: &At, before: &Alternative<'a>, after: &Alternative<'a>) {
        let name = |one: &Alternative<'_>| one.named.unwrap_or_default().to_owned();
        let pair = (name(before), name(after));
        if before.named.is_none() && after.named.is_none() {
            self.shape(at, before, after);
        } else if before.named != after.named && self.open.insert(pair.clone()) {
            // What has one name in both is compared at a place of its own.
            self.shape(at, before, after);
            self.open.remove(&pair);
        }
    }

    fn shape(&mut self, at: &At, before: &Alternative<'a>, after: &Alternative<'a>) {
        self.format(at, before.schema, after.schema);
        let words = |schema: &Schema| said(schema.description.as_deref(), &schema.evidence);
        self.found.reword(at, Property::Description, words(before.schema), words(after.schema));
        let bounds = |schema: &'a Schema| (schema.bounds.as_slice(), schema.evidence.as_slice());
        self.limits(at, Property::Bounds, bounds(before.schema), bounds(after.schema));
        match (&before.schema.shape, &after.schema.shape) {
            (Shape::Array { items: old }, Shape::Array { items: new }) => {
                self.schema(&at.inner(place::items(&at.place)), old, new);
            }
            (Shape::Map { entries: old }, Shape::Map { entries: new }) => {
                self.schema(&at.inner(place::entries(&at.place)), old, new);
            }
            (Shape::String { values: old, .. }, Shape::String { values: new, .. })
            | (Shape::Integer { values: old, .. }, Shape::Integer { values: new, .. }) => {
                self.values(at, (before.schema, old), (after.schema, new));
            }
            _ => {
                self.fields(at, &before.fields, &after.fields);
                if let (Some(old), Some(new)) = (before.rest, after.rest) {
                    self.schema(&at.inner(place::entries(&at.place)), old, new);
                }
            }
        }
    }

    /// Compares members by their names; their order says nothing.
    pub(super) fn fields(&mut self, at: &At, before: &[&'a Field], after: &[&'a Field]) {
        let inner = |field: &Field| at.inner(place::member(&at.place, &field.name));
        let both = paired(before.iter().copied(), after.iter().copied(), |old, new| old.name == new.name);
        for pair in both {
            match pair {
                (Some(old), Some(new)) => self.field(&inner(old), old, new),
                (None, None) => {}
                (old, new) => {
                    let at = old.or(new).map_or_else(|| at.clone(), inner);
                    self.field_alone(&at, old, new);
                }
            }
        }
    }

    fn format(&mut self, at: &At, before: &Schema, after: &Schema) {
        let format = |schema: &Schema| match &schema.shape {
            Shape::String { format, .. } | Shape::Integer { format, .. } | Shape::Number { format } => {
                format.clone()
            }
            _ => None,
        };
        let (was, is) = (format(before), format(after));
        if was != is {
            let event = if was.is_some() && is.is_some() { Event::TypeChanged } else { Event::Reworded };
            let (was, is) =
                (said(was.as_deref(), &witnesses(before)), said(is.as_deref(), &witnesses(after)));
            self.found.push(at, Property::Format, event, was, is);
        }
    }

    fn values(&mut self, at: &At, before: (&Schema, &[EnumValue]), after: (&Schema, &[EnumValue])) {
        let list = |(schema, values): (&Schema, &[EnumValue])| {
            let words: Vec<String> = values.iter().map(|value| value.value.to_string()).collect();
            (!words.is_empty()).then(|| Said::new(words.join(", "), &witnesses(schema)))
        };
        if before.1.is_empty() != after.1.is_empty() {
            return self.found.push(at, Property::EnumList, Event::ValueAdded, list(before), list(after));
        }
        let by_value = |values: &'_ [EnumValue]| -> BTreeMap<String, EnumValue> {
            values.iter().map(|value| (value.value.to_string(), value.clone())).collect()
        };
        let (old, new) = (by_value(before.1), by_value(after.1));
        for value in super::union(old.keys(), new.keys()) {
            let at = at.detail(value.as_str());
            match (old.get(value), new.get(value)) {
                (Some(was), Some(is)) => {
                    let (was, is) = (docs(was, before.0), docs(is, after.0));
                    if was.words != is.words {
                        self.found.push(&at, Property::EnumWords, Event::Reworded, Some(was), Some(is));
                    }
                }
                (Some(was), None) => {
                    let was = Some(docs(was, before.0));
                    self.found.push(&at, Property::EnumValue, Event::ValueRemoved, was, None);
                }
                (None, is) => {
                    let is = is.map(|is| docs(is, after.0));
                    self.found.push(&at, Property::EnumValue, Event::ValueAdded, None, is);
                }
            }
        }
    }
}

/// A listed value with what the docs call it: `3 (Sent back)`.
fn docs(value: &EnumValue, schema: &Schema) -> Said {
    let words: Vec<&str> =
        [&value.name, &value.description].into_iter().flatten().map(String::as_str).collect();
    let words = if words.is_empty() { String::new() } else { format!(" ({})", words.join(", ")) };
    let evidence = if value.evidence.is_empty() { &witnesses(schema) } else { &value.evidence };
    Said::new(value.value.to_string() + &words, evidence)
}

fn certainty(schema: &Schema) -> String {
    let word = match schema.certainty {
        Certainty::Stated => "stated",
        Certainty::Example => "inferred from an example",
        Certainty::Call => "inferred from a sample call",
        Certainty::Placeholder => "inferred from a placeholder",
        Certainty::Unknown => "unknown",
    };
    format!("{}, {word}", type_words(schema))
}

/// A discriminator as a sentence says it.
fn in_words(discriminator: &Discriminator) -> String {
    let mapping: Vec<_> =
        discriminator.mapping().map(|(value, schema)| format!("{value} for {schema}")).collect();
    match mapping.as_slice() {
        [] => discriminator.member().to_owned(),
        mapping => format!("{} ({})", discriminator.member(), mapping.join(", ")),
    }
}
