//! The least value that conforms to a schema, for answers of which no page shows an example.

use std::collections::BTreeMap;

use generator::spec::Spec;
use generator::spec::schema::{EnumScalar, EnumValue, Field, Presence, Schema, Shape};

use super::tree::Tree;

/// References deeper than this go round in circles.
const DEEPEST: u8 = 32;

/// A value of this schema that holds what is required and nothing else.
pub(super) fn sample(spec: &Spec, schema: &Schema) -> Tree {
    least(spec, schema, DEEPEST)
}

fn least(spec: &Spec, schema: &Schema, levels: u8) -> Tree {
    let Some(levels) = levels.checked_sub(1) else { return Tree::null() };
    match &schema.shape {
        Shape::Any | Shape::Null => Tree::null(),
        Shape::String { values, .. } => listed(values).unwrap_or_else(|| Tree::text("string")),
        Shape::Binary => Tree::text("string"),
        Shape::Integer { values, .. } => listed(values).unwrap_or_else(zero),
        Shape::Number { .. } => zero(),
        Shape::Boolean => Tree::Scalar("false".to_owned()),
        Shape::Array { .. } => Tree::List(Vec::new()),
        Shape::Map { .. } => Tree::Object(Vec::new()),
        Shape::Object { fields } => object(spec, fields, levels),
        Shape::Union { variants, .. } => {
            variants.first().map_or_else(Tree::null, |first| least(spec, first, levels))
        }
        Shape::AllOf { parts } => all_of(spec, parts, levels),
        Shape::Ref { schema } => {
            spec.schema(schema).map_or_else(Tree::null, |named| least(spec, &named.schema, levels))
        }
    }
}

fn object(spec: &Spec, fields: &[Field], levels: u8) -> Tree {
    let required = fields.iter().filter(|field| field.presence == Presence::Required);
    Tree::Object(required.map(|field| (field.name.clone(), least(spec, &field.schema, levels))).collect())
}

/// The members of all parts that are objects; otherwise the first part.
fn all_of(spec: &Spec, parts: &[Schema], levels: u8) -> Tree {
    let values: Vec<_> = parts.iter().map(|part| least(spec, part, levels)).collect();
    let mut members = BTreeMap::new();
    for value in &values {
        if let Tree::Object(more) = value {
            members.extend(more.iter().cloned());
        }
    }
    match values.into_iter().next() {
        Some(first) if !matches!(first, Tree::Object(_)) => first,
        _ => Tree::Object(members.into_iter().collect()),
    }
}

fn zero() -> Tree {
    Tree::Scalar("0".to_owned())
}

/// The first value that the docs list.
fn listed(values: &[EnumValue]) -> Option<Tree> {
    values.first().map(|listed| match &listed.value {
        EnumScalar::Integer(value) => Tree::Scalar(value.to_string()),
        EnumScalar::String(value) => Tree::text(value),
    })
}

#[cfg(test)]
mod tests {
    use super::sample;
    use generator::spec::{Spec, yaml};

    #[test]
    fn what_is_required_is_there_and_circles_end() {
        let shared = yaml::read_shared(
            "shared.yaml",
            "schemas:\n  Line: { type: object, fields: [{ name: next, type: ref, schema: Line, presence: required }] }\n  Order: { type: object, fields: [{ name: id, type: string, presence: required }, { name: note, type: string, presence: optional }, { name: state, type: integer, presence: required, enum: [{ value: 3 }] }, { name: lines, type: array, items: { type: boolean }, presence: required }] }\n  Both: { type: all-of, parts: [{ type: ref, schema: Order }, { type: object, fields: [{ name: paid, type: boolean, presence: required }] }] }\n",
        )
        .unwrap();
        let spec = Spec { shared, ..Spec::default() };
        let made = |name: &str| sample(&spec, &spec.shared.schemas[name].schema).to_string();
        assert_eq!(made("Order"), r#"{"id":"string","state":3,"lines":[]}"#);
        assert_eq!(made("Both"), r#"{"id":"string","lines":[],"paid":false,"state":3}"#);
        assert!(
            made("Line").starts_with(r#"{"next":{"next":"#) && made("Line").contains("null"),
            "{}",
            made("Line")
        );
    }
}
