//! The HTTP headers of a response, as the pages state them.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::ledger::Ledger;
use super::secrets::{WITHHELD, is_secret};
use crate::scrape::facts::{Badge, FieldFacts, Page, SchemaFacts, SchemaShape, ValueFacts};
use crate::scrape::json::JsonValue;
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::place;
use crate::spec::schema::{Certainty, Discriminator, EnumScalar, EnumValue, Field, Presence, Schema, Shape};
use crate::spec::type_words::{self, type_words};

/// References deeper than this go round in circles.
const DEEPEST: u8 = 16;

/// The headers of one response, each name once, in the order of the pages; the case of a name does not count.
pub(super) fn unite(id: &str, status: Option<u16>, pages: &[&Page], ledger: &mut Ledger) -> Vec<Field> {
    let mut united: Vec<Field> = Vec::new();
    for page in pages {
        let responses = page.responses.iter().filter(|response| response.status == status);
        for stated in responses.flat_map(|response| &response.headers) {
            let field = field(stated, page);
            let name = field.name.clone();
            match united.iter_mut().find(|known| known.name.eq_ignore_ascii_case(&name)) {
                Some(known) => {
                    let place = place::response_header(id, status, &known.name);
                    join(&place, known, field, ledger);
                }
                None => united.push(field),
            }
        }
    }
    united
}

fn field(stated: &FieldFacts, page: &Page) -> Field {
    let presence = match stated.presence {
        Some(Badge::Required) => Presence::Required,
        Some(Badge::Optional) => Presence::Optional,
        None => Presence::Unknown,
    };
    let facts = &stated.schema;
    let name = &stated.name.value;
    let is_private = is_secret(name) || name.to_ascii_lowercase().ends_with("cookie");
    let value =
        |text: &Option<String>| text.clone().map(|text| if is_private { WITHHELD.to_owned() } else { text });
    Field {
        title: facts.title.clone(),
        description: facts.description.clone(),
        default: value(&facts.default),
        example: value(&facts.example),
        bounds: facts.bounds.clone(),
        deprecated: facts.deprecated,
        ..Field::bare(name, schema(facts, &page.definitions, DEEPEST), presence)
    }
}

/// Headers are text, so that named schemas are followed: none of them is shared with a body.
fn schema(facts: &SchemaFacts, definitions: &BTreeMap<String, Arc<SchemaFacts>>, levels: u8) -> Schema {
    let evidence = vec![Evidence::lines(EvidenceKind::Schema, &facts.origin, facts.last_line)];
    let mut schema = Schema { evidence, nullable: facts.nullable, ..type_words::plain(Shape::Any) };
    let Some(levels) = levels.checked_sub(1) else { return schema };
    let inner = |facts: &SchemaFacts| self::schema(facts, definitions, levels);
    let boxed = |facts: &Option<Box<SchemaFacts>>| {
        Box::new(facts.as_ref().map_or_else(|| type_words::plain(Shape::Any), |facts| inner(facts)))
    };
    schema.shape = match &facts.shape {
        SchemaShape::Any => Shape::Any,
        SchemaShape::Null => Shape::Null,
        SchemaShape::String { format, values } => {
            Shape::String { format: format.clone(), values: values.iter().filter_map(listed).collect() }
        }
        SchemaShape::Integer { format, values } => {
            Shape::Integer { format: format.clone(), values: values.iter().filter_map(listed).collect() }
        }
        SchemaShape::Number { format, .. } => Shape::Number { format: format.clone() },
        SchemaShape::Boolean => Shape::Boolean,
        SchemaShape::Binary => Shape::Binary,
        SchemaShape::Array(items) => Shape::Array { items: boxed(items) },
        SchemaShape::Map(entries) => Shape::Map { entries: boxed(entries) },
        SchemaShape::Object { fields, .. } => {
            let member = |stated: &FieldFacts| {
                Field::bare(&stated.name.value, inner(&stated.schema), Presence::Unknown)
            };
            Shape::Object { fields: fields.iter().map(member).collect() }
        }
        SchemaShape::OneOf { variants, discriminator } => Shape::Union {
            variants: variants.iter().map(inner).collect(),
            discriminator: discriminator.as_ref().map(|stated| Discriminator::Member(stated.member.clone())),
        },
        SchemaShape::AnyOf(variants) => {
            Shape::Union { variants: variants.iter().map(inner).collect(), discriminator: None }
        }
        SchemaShape::AllOf(parts) => Shape::AllOf { parts: parts.iter().map(inner).collect() },
        SchemaShape::Reference(name) => match definitions.get(name) {
            Some(facts) => {
                let known = inner(facts);
                schema.nullable |= known.nullable;
                known.shape
            }
            None => Shape::Any,
        },
        SchemaShape::Collapsed { is_array: true, .. } => Shape::Array { items: boxed(&None) },
        SchemaShape::Collapsed { .. } => Shape::Object { fields: Vec::new() },
    };
    if schema.shape == Shape::Any {
        schema.certainty = Certainty::Unknown;
    }
    schema
}

fn listed(stated: &ValueFacts) -> Option<EnumValue> {
    let value = match &stated.value.value {
        JsonValue::String(text) => EnumScalar::String(text.clone()),
        JsonValue::Number(text) => {
            text.parse().map_or_else(|_| EnumScalar::String(text.clone()), EnumScalar::Integer)
        }
        _ => return None,
    };
    let evidence = vec![Evidence::line(EvidenceKind::Schema, &stated.origin)];
    Some(EnumValue { value, name: stated.name.clone(), description: stated.description.clone(), evidence })
}

/// Adds what another page says of the same header.
fn join(place: &str, known: &mut Field, other: Field, ledger: &mut Ledger) {
    if known.presence != other.presence {
        known.presence = match (known.presence, other.presence) {
            (Presence::Unknown, said) | (said, Presence::Unknown) => said,
            _ => {
                let says = |field: &Field, presence| Reading {
                    says: if presence == Presence::Required { "required" } else { "optional" }.to_owned(),
                    evidence: field.schema.evidence.clone(),
                };
                let readings = vec![says(known, known.presence), says(&other, other.presence)];
                let effect = "It is optional.";
                ledger.record(place, About::Presence, readings, Rule::WeakestDemand, effect);
                Presence::Optional
            }
        };
    }
    known.title = known.title.take().or(other.title);
    known.description = known.description.take().or(other.description);
    known.default = known.default.take().or(other.default);
    known.example = known.example.take().or(other.example);
    known.deprecated |= other.deprecated;
    known.schema.nullable |= other.schema.nullable;
    if known.schema.shape == Shape::Any {
        known.schema.certainty = other.schema.certainty;
        known.schema.shape = other.schema.shape;
    } else if other.schema.shape != Shape::Any && !type_words::is_same(&known.schema, &other.schema) {
        let says = |schema: &Schema| Reading { says: type_words(schema), evidence: schema.evidence.clone() };
        let readings = vec![says(&known.schema), says(&other.schema)];
        ledger.record(place, About::Type, readings, Rule::UnionOfTypes, "Both are accepted.");
        let variants = alternatives(&known.schema).chain(alternatives(&other.schema)).collect();
        known.schema.shape = Shape::Union { variants, discriminator: None };
    }
    let fresh = other.schema.evidence.into_iter().filter(|one| !known.schema.evidence.contains(one));
    let fresh: Vec<_> = fresh.collect();
    known.schema.evidence.extend(fresh);
}

fn alternatives(schema: &Schema) -> impl Iterator<Item = Schema> {
    match &schema.shape {
        Shape::Union { variants, .. } => variants.clone(),
        _ => vec![Schema { nullable: false, ..schema.clone() }],
    }
    .into_iter()
}
