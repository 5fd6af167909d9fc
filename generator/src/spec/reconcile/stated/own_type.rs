//! Which named schemas that are no objects get a type of their own: choices, enumerations, and what lists or maps hold
//! without a name. Anything else is written the same wherever it stands.

use std::collections::BTreeSet;

use super::super::listed;
use crate::scrape::facts::{Page, SchemaFacts, SchemaShape};

/// Whether what has one of these shapes gets a type of its own.
pub(super) fn is_own<'p>(shapes: &'p [SchemaFacts], page: &'p Page) -> bool {
    let mut flat = Vec::new();
    let mut seen = BTreeSet::new();
    for shape in shapes {
        flatten(shape, page, &mut seen, &mut flat);
    }
    match flat.as_slice() {
        [] => false,
        [only] => is_own_alone(only, page),
        several => {
            let is_any =
                |shape: &&SchemaFacts| matches!(shape.shape, SchemaShape::Any | SchemaShape::Reference(_));
            !several.iter().any(is_any) && !several.iter().all(|shape| is_word(shape))
        }
    }
}

fn is_own_alone(schema: &SchemaFacts, page: &Page) -> bool {
    match &schema.shape {
        SchemaShape::String { values, .. } | SchemaShape::Integer { values, .. } => {
            !values.is_empty() && listed::allowed(schema).is_empty()
        }
        SchemaShape::Array(Some(inner)) | SchemaShape::Map(Some(inner)) => match &inner.shape {
            SchemaShape::Object { fields, .. } => !fields.is_empty(),
            SchemaShape::Reference(_) => false,
            _ => is_own(std::slice::from_ref(&**inner), page),
        },
        _ => false,
    }
}

/// Strings and numbers that are not listed: one type holds them all.
const fn is_word(schema: &SchemaFacts) -> bool {
    match &schema.shape {
        SchemaShape::String { values, .. }
        | SchemaShape::Integer { values, .. }
        | SchemaShape::Number { values, .. } => values.is_empty(),
        SchemaShape::Binary => true,
        _ => false,
    }
}

/// The shapes without choices among them, and without `null`. Objects with a name stand for themselves; no name is
/// followed twice.
fn flatten<'p>(
    schema: &'p SchemaFacts,
    page: &'p Page,
    seen: &mut BTreeSet<&'p str>,
    flat: &mut Vec<&'p SchemaFacts>,
) {
    match &schema.shape {
        SchemaShape::Null => {}
        SchemaShape::OneOf { variants, .. } | SchemaShape::AnyOf(variants) => {
            for variant in variants {
                flatten(variant, page, seen, flat);
            }
        }
        SchemaShape::Reference(name) => match page.definitions.get(name) {
            Some(definition) if seen.insert(name) => flatten(definition, page, seen, flat),
            Some(_) => {}
            None => flat.push(schema),
        },
        _ => flat.push(schema),
    }
}

/// Whether `null` is a value of the schema.
pub(super) fn allows_null(schema: &SchemaFacts, page: &Page) -> bool {
    let mut seen = BTreeSet::new();
    let mut next = vec![schema];
    while let Some(schema) = next.pop() {
        match &schema.shape {
            _ if schema.nullable => return true,
            SchemaShape::Null => return true,
            SchemaShape::OneOf { variants, .. } | SchemaShape::AnyOf(variants) => next.extend(variants),
            SchemaShape::Reference(name) if seen.insert(name) => {
                next.extend(page.definitions.get(name).map(|definition| &**definition));
            }
            _ => {}
        }
    }
    false
}
