//! What a composed schema comes to: one object, one named schema, or alternatives.

use std::collections::BTreeSet;

use crate::scrape::facts::{Badge, FieldFacts, Page, SchemaFacts, SchemaShape};

/// References to references are followed this far.
const FARTHEST: usize = 16;

/// What a schema comes to when all that is said of it at once is taken together.
pub(super) enum Composed {
    /// A named schema, with nothing added but words.
    Reference(String),
    /// An object with the members of all its parts.
    Object { fields: Vec<FieldFacts> },
    /// Anything else: what is not an object has one of these shapes.
    Alternatives(Vec<SchemaFacts>),
}

impl Composed {
    /// What `schema` comes to on its page.
    pub(super) fn of(schema: &SchemaFacts, page: &Page) -> Self {
        match &schema.shape {
            SchemaShape::Reference(name) => return Self::Reference(name.clone()),
            SchemaShape::AllOf(_) => {}
            SchemaShape::Object { fields, .. } => return Self::Object { fields: fields.clone() },
            SchemaShape::Collapsed { is_array: false, .. } => return Self::Object { fields: Vec::new() },
            _ => return Self::Alternatives(vec![schema.clone()]),
        }
        let mut parts = Vec::new();
        flatten(schema, &mut parts);
        match parts.as_slice() {
            [] => return Self::Alternatives(Vec::new()),
            [SchemaFacts { shape: SchemaShape::Reference(name), .. }] => {
                return Self::Reference(name.clone());
            }
            _ => {}
        }
        let mut all = Parts { page, seen: BTreeSet::new(), fields: Vec::new(), others: Vec::new() };
        for part in parts {
            all.take(part);
        }
        let Parts { fields, others, .. } = all;
        match others.as_slice() {
            [] => Self::Object { fields },
            _ if fields.is_empty() => Self::Alternatives(others),
            _ => Self::Alternatives(with_members(schema, &fields, &others)),
        }
    }
}

/// The parts that say something, without parts of parts.
fn flatten<'s>(schema: &'s SchemaFacts, parts: &mut Vec<&'s SchemaFacts>) {
    match &schema.shape {
        SchemaShape::AllOf(inner) => inner.iter().for_each(|part| flatten(part, parts)),
        SchemaShape::Any => {}
        _ => parts.push(schema),
    }
    let is_empty = |part: &&SchemaFacts| matches!(&part.shape, SchemaShape::Object { fields, rest: None } if fields.is_empty());
    if parts.iter().any(|part| !is_empty(part)) {
        parts.retain(|part| !is_empty(part));
    }
}

/// What is found in the parts.
struct Parts<'p> {
    page: &'p Page,
    /// The named schemas that were looked into, each once.
    seen: BTreeSet<&'p str>,
    fields: Vec<FieldFacts>,
    /// The parts that are no objects.
    others: Vec<SchemaFacts>,
}

impl Parts<'_> {
    fn take(&mut self, part: &SchemaFacts) {
        match &part.shape {
            SchemaShape::AllOf(parts) => parts.iter().for_each(|part| self.take(part)),
            SchemaShape::Object { fields, .. } => fields.iter().for_each(|field| self.add(field)),
            SchemaShape::Collapsed { is_array: false, .. } | SchemaShape::Any => {}
            SchemaShape::Reference(name) => match self.page.definitions.get_key_value(name) {
                Some((name, definition)) => {
                    if self.seen.insert(name) {
                        self.take(definition);
                    }
                }
                None => self.others.push(part.clone()),
            },
            _ => self.others.push(part.clone()),
        }
    }

    /// Adds a member. What several parts say of one member holds at once, too.
    fn add(&mut self, field: &FieldFacts) {
        let Some(known) = self.fields.iter_mut().find(|known| known.name.value == field.name.value) else {
            self.fields.push(field.clone());
            return;
        };
        let both = vec![known.schema.clone(), field.schema.clone()];
        known.schema = SchemaFacts::bare(SchemaShape::AllOf(both), field.schema.origin.clone());
        known.schema.last_line = field.schema.last_line;
        known.schema.deprecated = field.schema.deprecated;
        if known.presence != Some(Badge::Required) {
            known.presence = field.presence.or(known.presence);
        }
    }
}

/// Alternatives that each have `fields` besides: the members stand beside a choice.
fn with_members(schema: &SchemaFacts, fields: &[FieldFacts], others: &[SchemaFacts]) -> Vec<SchemaFacts> {
    let around =
        SchemaFacts::bare(SchemaShape::Object { fields: fields.to_vec(), rest: None }, schema.origin.clone());
    let variants = others.iter().flat_map(|other| match &other.shape {
        SchemaShape::OneOf { variants, .. } | SchemaShape::AnyOf(variants) => variants.clone(),
        _ => vec![other.clone()],
    });
    let with = |variant: SchemaFacts| match variant.shape {
        SchemaShape::Object { .. } | SchemaShape::Reference(_) | SchemaShape::AllOf(_) => {
            let shape = SchemaShape::AllOf(vec![around.clone(), variant.clone()]);
            SchemaFacts { shape, ..SchemaFacts::bare(SchemaShape::Any, variant.origin.clone()) }
        }
        _ => variant,
    };
    let variants: Vec<_> = variants.map(with).collect();
    let is_object = |variant: &SchemaFacts| matches!(variant.shape, SchemaShape::AllOf(_));
    if variants.iter().any(is_object) { variants } else { variants.into_iter().chain([around]).collect() }
}

/// The named schema that `schema` refers to, maybe by another name and with words added, and its own name.
pub(super) fn target<'p>(schema: &SchemaFacts, page: &'p Page) -> Option<(&'p str, &'p SchemaFacts)> {
    let mut found = None;
    let mut next = Composed::of(schema, page);
    for _ in 0..FARTHEST {
        let Composed::Reference(name) = next else { break };
        let (name, definition) = page.definitions.get_key_value(&name)?;
        found = Some((name.as_str(), &**definition));
        next = Composed::of(definition, page);
    }
    found
}

/// The schemas whose words speak of what stands at `schema`, nearest first: itself, the last of its parts, and what it
/// refers to.
pub(super) fn speaking<'s>(schema: &'s SchemaFacts, page: &'s Page) -> Vec<&'s SchemaFacts> {
    let mut found = Vec::new();
    let mut next = vec![schema];
    while let Some(schema) = next.pop().filter(|_| found.len() < FARTHEST) {
        found.push(schema);
        match &schema.shape {
            SchemaShape::AllOf(parts) => next.extend(parts),
            SchemaShape::Reference(name) => next.extend(page.definitions.get(name).map(|named| &**named)),
            _ => {}
        }
    }
    found
}

/// What the items of the list at `schema` are, where it is one and the page says so.
pub(super) fn items<'s>(schema: &'s SchemaFacts, page: &'s Page) -> Option<&'s SchemaFacts> {
    speaking(schema, page).into_iter().find_map(|schema| match &schema.shape {
        SchemaShape::Array(items) => items.as_deref(),
        _ => None,
    })
}
