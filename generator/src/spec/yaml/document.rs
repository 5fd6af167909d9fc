//! Turns a value into a YAML tree whose mappings read top down: name, shape, docs, evidence, children.

use serde::Serialize;
use serde_yaml::{Mapping, Value};

/// Keys that hold children; they come last, so that a parent can be read before its children.
const CHILDREN: [&str; 5] = ["items", "entries", "fields", "variants", "parts"];

/// The tree of `value`.
#[expect(
    clippy::expect_used,
    reason = "the spec's types hold nothing that YAML cannot express; a test writes all of them"
)]
pub(super) fn of(value: &impl Serialize) -> Value {
    ordered(serde_yaml::to_value(value).expect("the spec's types are expressible in YAML"))
}

fn ordered(value: Value) -> Value {
    match value {
        Value::Mapping(mapping) => Value::Mapping(ordered_mapping(mapping)),
        Value::Sequence(items) => Value::Sequence(items.into_iter().map(ordered).collect()),
        scalar => scalar,
    }
}

fn ordered_mapping(mapping: Mapping) -> Mapping {
    let is_schema = mapping.get("type").is_some_and(Value::is_string);
    let mut members: Vec<_> = mapping.into_iter().map(|(key, value)| (key, ordered(value))).collect();
    if is_schema {
        members.sort_by_key(|(key, _)| rank(key));
    }
    members.into_iter().collect()
}

/// Where a member of a schema stands; the sort is stable, so equal ranks keep the order of the Rust type.
fn rank(key: &Value) -> u8 {
    match key.as_str() {
        Some("evidence") => 1,
        Some(key) if CHILDREN.contains(&key) => 2,
        _ => 0,
    }
}
