//! Guide: the names and depth that examples show or better pages state, for finding the nesting of flat rows.

use std::collections::BTreeMap;

use super::composed::Composed;
use crate::scrape::facts::{BodyFacts, Page, SchemaFacts, SchemaShape};
use crate::scrape::json::{Json, JsonValue};

/// Stated schemas are followed this deep; rows show less.
const DEEPEST: usize = 8;
/// So many names are enough to nest the rows of one page.
const MOST: usize = 5_000;

/// Members that some example shows or some page states at one place.
#[derive(Clone, Debug, Default)]
pub(super) struct Guide {
    members: BTreeMap<String, Guide>,
}

impl Guide {
    /// Adds what an example shows.
    pub(super) fn see(&mut self, json: &Json) {
        match &json.value {
            JsonValue::Object(members) => {
                for (name, value) in members {
                    self.members.entry(name.clone()).or_default().see(value);
                }
            }
            JsonValue::Array(items) => items.iter().for_each(|item| self.see(item)),
            _ => {}
        }
    }

    /// Adds what a schema states; returns how many more names may be added.
    fn follow(&mut self, schema: &SchemaFacts, page: &Page, depth: usize, left: usize) -> usize {
        if depth == 0 || left == 0 {
            return left;
        }
        match &schema.shape {
            SchemaShape::Array(Some(inner)) => self.follow(inner, page, depth, left),
            SchemaShape::Reference(name) => match page.definitions.get(name) {
                Some(definition) => self.follow(definition, page, depth - 1, left),
                None => left,
            },
            SchemaShape::OneOf { variants, .. } | SchemaShape::AnyOf(variants) => {
                variants.iter().fold(left, |left, variant| self.follow(variant, page, depth - 1, left))
            }
            SchemaShape::AllOf(_) | SchemaShape::Object { .. } => match Composed::of(schema, page) {
                Composed::Object { fields } => fields.iter().fold(left, |left, field| {
                    let below = self.members.entry(field.name.value.clone()).or_default();
                    below.follow(&field.schema, page, depth - 1, left.saturating_sub(1))
                }),
                Composed::Reference(name) => match page.definitions.get(&name) {
                    Some(definition) => self.follow(definition, page, depth - 1, left),
                    None => left,
                },
                Composed::Alternatives(all) => {
                    all.iter().fold(left, |left, one| self.follow(one, page, depth - 1, left))
                }
            },
            _ => left,
        }
    }

    /// What the examples show below `name`; `None` where they do not show the name.
    pub(super) fn member(&self, name: &str) -> Option<&Self> {
        self.members.get(name)
    }

    /// How many names the examples show here.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether the examples show no names here: a scalar, an empty object, or nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}

/// What better pages state of a body whose rows are flat; nothing where they have none to nest.
pub(super) fn stated<'p>(
    pages: &[&'p Page],
    bodies: impl Fn(&'p Page) -> Vec<&'p BodyFacts>,
    flat: &BodyFacts,
) -> Guide {
    let mut guide = Guide::default();
    if flat.rows.is_empty() {
        return guide;
    }
    for page in pages {
        for body in bodies(page) {
            let is_same = body.media_type.eq_ignore_ascii_case(&flat.media_type)
                || body.media_type.is_empty()
                || flat.media_type.is_empty();
            if let Some(schema) = body.schema.as_ref().filter(|_| is_same) {
                guide.follow(schema, page, DEEPEST, MOST);
            }
        }
    }
    guide
}
