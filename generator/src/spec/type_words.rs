//! A schema in one line of words: `integer`, `array[Order]`, `string or number`.

use super::schema::{Schema, Shape};

/// The words for a schema. Listed values, docs and whether `null` is allowed are not among them.
#[must_use]
pub fn type_words(schema: &Schema) -> String {
    let formatted = |word: &str, format: &Option<String>| match format {
        Some(format) => format!("{word}<{format}>"),
        None => word.to_owned(),
    };
    let joined = |schemas: &[Schema], by: &str| schemas.iter().map(type_words).collect::<Vec<_>>().join(by);
    match &schema.shape {
        Shape::Any => "any".to_owned(),
        Shape::Null => "null".to_owned(),
        Shape::String { format, .. } => formatted("string", format),
        Shape::Integer { format, .. } => formatted("integer", format),
        Shape::Number { format } => formatted("number", format),
        Shape::Boolean => "boolean".to_owned(),
        Shape::Binary => "binary".to_owned(),
        Shape::Array { items } => format!("array[{}]", type_words(items)),
        Shape::Map { entries } => format!("map[{}]", type_words(entries)),
        Shape::Object { .. } => "object".to_owned(),
        Shape::Union { variants, .. } => joined(variants, " or "),
        Shape::AllOf { parts } => joined(parts, " and "),
        Shape::Ref { schema } => schema.clone(),
    }
}
