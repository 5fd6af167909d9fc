//! Listed values of a stated schema: those of an enumeration, and those that are only words.

use std::collections::BTreeSet;

use super::prose;
use crate::scrape::facts::{SchemaFacts, SchemaShape, ValueFacts};
use crate::scrape::json::JsonValue;
use crate::scrape::json_text;
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::schema::{EnumScalar, EnumValue};

/// How a listed value is read as one of an enumeration, where it can be.
pub(super) type Read = fn(&JsonValue) -> Option<EnumScalar>;

/// The listed values; none where one of them is not of the type.
pub(super) fn values(stated: &[ValueFacts], kind: EvidenceKind, read: Read) -> Vec<EnumValue> {
    let values = stated.iter().filter(|value| value.value.value != JsonValue::Null);
    let value = |stated: &ValueFacts| {
        let evidence = vec![Evidence::line(kind, &stated.origin)];
        let (name, other) = match &stated.name {
            Some(name) if prose::is_english(name) => (Some(name.clone()), None),
            other => (None, other.clone()),
        };
        let words: Vec<_> = other.into_iter().chain(stated.description.clone()).collect();
        let description = (!words.is_empty()).then(|| words.join(" / "));
        Some(EnumValue { value: read(&stated.value.value)?, name, description, evidence })
    };
    let mut seen = BTreeSet::new();
    let values: Option<Vec<_>> = values.map(value).collect();
    let mut values = values.unwrap_or_default();
    values.retain(|value| seen.insert(value.value.clone()));
    values
}

/// Listed values that are no values of an enumeration: numbers with a fraction, or words where numbers should stand.
pub(super) fn allowed(schema: &SchemaFacts) -> Vec<String> {
    let (values, is_listed) = match &schema.shape {
        SchemaShape::Number { values, .. } => (values, false),
        SchemaShape::Integer { values, .. } => {
            (values, values.iter().all(|one| is(&one.value.value, integer)))
        }
        SchemaShape::String { values, .. } => (values, values.iter().all(|one| is(&one.value.value, string))),
        _ => return Vec::new(),
    };
    let listed = values.iter().map(|value| &value.value).filter(|value| value.value != JsonValue::Null);
    if is_listed { Vec::new() } else { listed.map(json_text::plain).collect() }
}

fn is(value: &JsonValue, read: Read) -> bool {
    *value == JsonValue::Null || read(value).is_some()
}

/// A value of a list of strings; pages forget the quotes around numbers and `true`.
pub(super) fn string(value: &JsonValue) -> Option<EnumScalar> {
    match value {
        JsonValue::String(text) | JsonValue::Number(text) => Some(EnumScalar::String(text.clone())),
        JsonValue::Boolean(value) => Some(EnumScalar::String(value.to_string())),
        _ => None,
    }
}

/// A value of a list of integers; pages put some of them between quotes.
pub(super) fn integer(value: &JsonValue) -> Option<EnumScalar> {
    match value {
        JsonValue::String(text) | JsonValue::Number(text) => {
            text.trim().parse().ok().map(EnumScalar::Integer)
        }
        _ => None,
    }
}
