//! Which schemas are written as one word in a path, a query or a header.

use super::rust::RustType;
use super::rust_name::RustName;
use super::schemas::Schemas;
use crate::spec::schema::{Schema, Shape};

/// Whether the values of a schema are single words: strings, numbers and booleans.
pub(super) fn is_scalar(schema: &Schema, module: &[RustName], schemas: &Schemas<'_>) -> bool {
    const MOST_REFERENCES: usize = 16;
    let mut schema = schema;
    for _ in 0..MOST_REFERENCES {
        match &schema.shape {
            Shape::String { .. } | Shape::Integer { .. } | Shape::Number { .. } | Shape::Boolean => {
                return true;
            }
            Shape::Union { variants, .. } => return variants.iter().all(is_number_or_string),
            Shape::Ref { schema: name } => match schemas.find(name, module).and_then(|id| schemas.get(&id)) {
                Some(named) => schema = named,
                None => return false,
            },
            _ => return false,
        }
    }
    false
}

const fn is_number_or_string(schema: &Schema) -> bool {
    matches!(schema.shape, Shape::String { .. } | Shape::Integer { .. } | Shape::Number { .. })
}

/// Whether values of the type are copied rather than moved.
pub(super) const fn is_copy(rust_type: &RustType, schema: &Schema) -> bool {
    match rust_type {
        RustType::Integer | RustType::Boolean => true,
        RustType::Item(_) => matches!(schema.shape, Shape::Integer { .. }),
        _ => false,
    }
}
