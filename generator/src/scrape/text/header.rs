//! The headers of a response: their rows, as the tree that every other kind of capture states them in.

use super::reader::Reader;
use crate::diagnostic::{Code, Stated, quote};
use crate::scrape::facts::{FieldFacts, Row, SchemaFacts, SchemaShape, ValueFacts};
use crate::scrape::json::{Json, JsonValue};
use crate::scrape::type_expression::{TypeExpression, TypeKind};

impl Reader<'_> {
    /// The header that a row describes.
    pub(super) fn header(&mut self, row: Row) -> FieldFacts {
        let stated = &row.type_expression;
        if matches!(stated.value.kind, TypeKind::Unread { .. }) {
            let message = format!("{} is not a type we know; any text is taken", quote(&stated.value.words));
            let hint = "if it is a slip of the page, correct it in the capture";
            self.report(Code::UnreadLine, stated.origin.clone(), message, hint);
        }
        let text = |stated: &Option<Stated<String>>| stated.as_ref().map(|stated| stated.value.clone());
        let lines: Vec<_> = row.description.iter().map(|line| line.value.as_str()).collect();
        let mut bounds: Vec<_> = row.bounds.iter().map(|bound| bound.value.clone()).collect();
        if let [only] = row.allowed.as_slice() {
            bounds.push(format!("one of {}", only.value));
        }
        let schema = SchemaFacts {
            last_line: row.last_line,
            shape: shape(&stated.value, &row),
            nullable: stated.value.nullable,
            title: text(&row.title),
            description: (!lines.is_empty()).then(|| lines.join("\n")),
            default: text(&row.default),
            example: text(&row.example),
            bounds,
            ..SchemaFacts::bare(SchemaShape::Any, row.name.origin.clone())
        };
        let presence = row.badge.as_ref().map(|badge| badge.value);
        FieldFacts { name: row.name, presence, schema, style: None, explode: None }
    }
}

fn shape(expression: &TypeExpression, row: &Row) -> SchemaShape {
    match &expression.kind {
        TypeKind::String { format } => {
            SchemaShape::String { format: format.clone(), values: values(row, JsonValue::String) }
        }
        TypeKind::Integer { format } => {
            SchemaShape::Integer { format: format.clone(), values: values(row, JsonValue::Number) }
        }
        TypeKind::Number { format } => {
            SchemaShape::Number { format: format.clone(), values: values(row, JsonValue::Number) }
        }
        TypeKind::Boolean => SchemaShape::Boolean,
        TypeKind::Null => SchemaShape::Null,
        TypeKind::File => SchemaShape::Binary,
        TypeKind::Object { .. } => SchemaShape::Map(None),
        TypeKind::Array(items) => {
            let items = SchemaFacts::bare(shape(items, row), row.type_expression.origin.clone());
            SchemaShape::Array(Some(Box::new(items)))
        }
        TypeKind::Enum(of) => shape(of, row),
        TypeKind::Any | TypeKind::Unread { .. } | TypeKind::AnyOf | TypeKind::OneOf | TypeKind::AllOf => {
            SchemaShape::Any
        }
    }
}

/// The values that stand apart, one to a line. A single line may hold several glued together.
fn values(row: &Row, json: impl Fn(String) -> JsonValue) -> Vec<ValueFacts> {
    let lines = if row.allowed.len() < 2 { &[][..] } else { &row.allowed };
    let value = |line: &Stated<String>| ValueFacts {
        value: Json { line: line.origin.line, value: json(line.value.clone()) },
        name: None,
        description: None,
        origin: line.origin.clone(),
    };
    lines.iter().map(value).collect()
}
