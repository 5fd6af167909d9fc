//! A row's type, its allowed values and the rows below it → the shape of its value.

use std::sync::Arc;

use super::row::Cells;
use crate::diagnostic::Origin;
use crate::scrape::facts::{FieldFacts, SchemaFacts, SchemaShape, ValueFacts};
use crate::scrape::json::{self, Json, JsonValue};
use crate::scrape::type_expression::{TypeExpression, TypeKind};

/// The shape of the value that a row describes.
pub(super) fn read(cells: &Cells, fields: Vec<FieldFacts>, file: &Arc<str>) -> SchemaShape {
    let origin = Origin::new(Arc::clone(file), cells.lines.0);
    match &cells.kind {
        Some(kind) => of_type(kind, cells, fields, &origin),
        None if fields.is_empty() => SchemaShape::Any,
        None => SchemaShape::Object { fields, rest: None },
    }
}

fn of_type(kind: &TypeExpression, cells: &Cells, fields: Vec<FieldFacts>, origin: &Origin) -> SchemaShape {
    let values = |is_text| values(cells, origin, is_text);
    match &kind.kind {
        TypeKind::String { format } if format.as_deref() == Some("binary") => SchemaShape::Binary,
        TypeKind::String { format } => SchemaShape::String { format: format.clone(), values: values(true) },
        TypeKind::Integer { format } => {
            SchemaShape::Integer { format: format.clone(), values: values(false) }
        }
        TypeKind::Number { format } => SchemaShape::Number { format: format.clone(), values: values(false) },
        TypeKind::Boolean => SchemaShape::Boolean,
        TypeKind::Null => SchemaShape::Null,
        TypeKind::File => SchemaShape::Binary,
        TypeKind::Any | TypeKind::Unread { .. } => SchemaShape::Any,
        TypeKind::Object { name, fields: count } => object(name.as_deref(), *count, cells, fields),
        TypeKind::Array(item) => array(item, cells, fields, origin),
        TypeKind::Enum(item) => of_type(item, cells, fields, origin),
        TypeKind::AnyOf | TypeKind::OneOf | TypeKind::AllOf => {
            let mut variants = scalars(&kind.words, origin);
            if !fields.is_empty() {
                variants.push(SchemaFacts::bare(SchemaShape::Object { fields, rest: None }, origin.clone()));
            }
            compose(&kind.kind, variants)
        }
    }
}

/// An object whose rows the capture does not hold is collapsed: it counts fields, or its arrow is closed.
fn object(name: Option<&str>, count: Option<u32>, cells: &Cells, fields: Vec<FieldFacts>) -> SchemaShape {
    let is_missing =
        fields.is_empty() && (count.is_some_and(|count| count > 0) || cells.is_closed == Some(true));
    if is_missing {
        return SchemaShape::Collapsed { is_array: false, name: name.map(str::to_owned) };
    }
    SchemaShape::Object { fields, rest: None }
}

fn array(item: &TypeExpression, cells: &Cells, fields: Vec<FieldFacts>, origin: &Origin) -> SchemaShape {
    let is_bare = matches!(item.kind, TypeKind::Any) && fields.is_empty() && cells.allowed.is_empty();
    if is_bare {
        return match cells.is_closed {
            Some(true) => SchemaShape::Collapsed { is_array: true, name: None },
            _ => SchemaShape::Array(None),
        };
    }
    let shape = match &item.kind {
        TypeKind::Any if !fields.is_empty() => SchemaShape::Object { fields, rest: None },
        _ => of_type(item, cells, fields, origin),
    };
    match shape {
        SchemaShape::Collapsed { is_array: false, name } => SchemaShape::Collapsed { is_array: true, name },
        shape => {
            let item = SchemaFacts { nullable: item.nullable, ..SchemaFacts::bare(shape, origin.clone()) };
            SchemaShape::Array(Some(Box::new(item)))
        }
    }
}

/// `string | integer` names its alternatives.
fn scalars(words: &str, origin: &Origin) -> Vec<SchemaFacts> {
    let parts = words.split('|').map(str::trim).filter(|part| *part != "null");
    let nothing = Cells::default();
    let schema = |part: &str| {
        let kind = TypeExpression::parse(part)?;
        let is_word = !matches!(kind.kind, TypeKind::AnyOf | TypeKind::OneOf | TypeKind::AllOf);
        is_word.then(|| SchemaFacts::bare(of_type(&kind, &nothing, Vec::new(), origin), origin.clone()))
    };
    if words.contains('|') { parts.filter_map(schema).collect() } else { Vec::new() }
}

fn compose(kind: &TypeKind, variants: Vec<SchemaFacts>) -> SchemaShape {
    match kind {
        TypeKind::OneOf => SchemaShape::OneOf { variants, discriminator: None },
        TypeKind::AllOf => SchemaShape::AllOf(variants),
        _ => SchemaShape::AnyOf(variants),
    }
}

/// What a row with tabs below it is: its type says which composition, also as the type of a list's items.
pub(super) fn composition(cells: &Cells, variants: Vec<SchemaFacts>, origin: &Origin) -> SchemaShape {
    match cells.kind.as_ref().map(|kind| &kind.kind) {
        Some(TypeKind::Array(item)) => {
            let item = SchemaFacts::bare(compose(&item.kind, variants), origin.clone());
            SchemaShape::Array(Some(Box::new(item)))
        }
        Some(kind) => compose(kind, variants),
        None => SchemaShape::AnyOf(variants),
    }
}

/// The open alternative: its tab may name its type, otherwise the rows tell.
pub(super) fn of_tab(text: &str, fields: Vec<FieldFacts>, origin: &Origin) -> SchemaShape {
    match TypeExpression::parse(text) {
        Some(kind) => of_type(&kind, &Cells::default(), fields, origin),
        None if fields.is_empty() => SchemaShape::Any,
        None => SchemaShape::Object { fields, rest: None },
    }
}

/// A closed alternative: only a scalar's tab says all there is.
pub(super) fn closed_tab(text: &str) -> SchemaShape {
    let scalar = TypeExpression::parse(text).map(|kind| kind.kind);
    match scalar {
        Some(TypeKind::String { format }) => SchemaShape::String { format, values: Vec::new() },
        Some(TypeKind::Integer { format }) => SchemaShape::Integer { format, values: Vec::new() },
        Some(TypeKind::Number { format }) => SchemaShape::Number { format, values: Vec::new() },
        Some(TypeKind::Boolean) => SchemaShape::Boolean,
        Some(TypeKind::Null) => SchemaShape::Null,
        Some(TypeKind::Array(_)) => SchemaShape::Collapsed { is_array: true, name: None },
        Some(TypeKind::Object { name, .. }) => SchemaShape::Collapsed { is_array: false, name },
        _ => SchemaShape::Collapsed { is_array: false, name: Some(text.to_owned()) },
    }
}

/// Whether something in a row itself is collapsed; rows below it and alternatives tell for themselves.
pub(super) fn has_collapsed(shape: &SchemaShape) -> bool {
    match shape {
        SchemaShape::Collapsed { .. } => true,
        SchemaShape::Array(Some(item)) => has_collapsed(&item.shape),
        _ => false,
    }
}

/// Whether two shapes say the same, wherever they stand. Words beside members are none of the shape.
pub(super) fn is_same(one: &SchemaShape, other: &SchemaShape) -> bool {
    match (one, other) {
        (SchemaShape::Object { fields: one, .. }, SchemaShape::Object { fields: other, .. }) => {
            let is_same_field = |(one, other): (&FieldFacts, &FieldFacts)| {
                one.name.value == other.name.value
                    && one.presence == other.presence
                    && one.schema.nullable == other.schema.nullable
                    && is_same(&one.schema.shape, &other.schema.shape)
            };
            one.len() == other.len() && one.iter().zip(other).all(is_same_field)
        }
        (SchemaShape::Array(Some(one)), SchemaShape::Array(Some(other))) => {
            one.nullable == other.nullable && is_same(&one.shape, &other.shape)
        }
        (SchemaShape::Reference(one), SchemaShape::Reference(other)) => one == other,
        (
            SchemaShape::String { format: one, values: listed },
            SchemaShape::String { format: other, values: also_listed },
        )
        | (
            SchemaShape::Integer { format: one, values: listed },
            SchemaShape::Integer { format: other, values: also_listed },
        )
        | (
            SchemaShape::Number { format: one, values: listed },
            SchemaShape::Number { format: other, values: also_listed },
        ) => {
            let words = |values: &[ValueFacts]| -> Vec<JsonValue> {
                values.iter().map(|value| value.value.value.clone()).collect()
            };
            one == other && words(listed) == words(also_listed)
        }
        (SchemaShape::Any, SchemaShape::Any)
        | (SchemaShape::Null, SchemaShape::Null)
        | (SchemaShape::Boolean, SchemaShape::Boolean)
        | (SchemaShape::Binary, SchemaShape::Binary)
        | (SchemaShape::Array(None), SchemaShape::Array(None)) => true,
        _ => false,
    }
}

/// One value for each chip. Those of numbers are numbers.
fn values(cells: &Cells, origin: &Origin, is_text: bool) -> Vec<ValueFacts> {
    let value = |(text, line): &(String, u32)| {
        let number =
            json::read(text, *line).ok().filter(|(json, _)| matches!(json.value, JsonValue::Number(_)));
        let value = match number {
            Some((number, _)) if !is_text => number,
            _ => Json { line: *line, value: JsonValue::String(text.clone()) },
        };
        ValueFacts { value, name: None, description: None, origin: Origin { line: *line, ..origin.clone() } }
    };
    cells.allowed.iter().map(value).collect()
}
