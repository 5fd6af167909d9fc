//! What the parts of a document refer to each other by, and the definitions that a page needs.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::reader::Reader;
use crate::scrape::facts::{SchemaFacts, SchemaShape};
use crate::scrape::json::{Json, JsonValue};
use crate::scrape::json_schema::Definitions;

/// The parts of a document that have names.
pub(super) struct Components<'a> {
    document: &'a Json,
    schemas: BTreeMap<&'a str, &'a Json>,
}

impl<'a> Components<'a> {
    pub(super) fn of(document: &'a Json) -> Self {
        let schemas =
            document.member("components").map_or(&[][..], |components| components.members_of("schemas"));
        Self { document, schemas: schemas.iter().map(|(name, schema)| (name.as_str(), schema)).collect() }
    }

    /// The schema called `name`, with the name as the document writes it: references may be percent-encoded while names
    /// are not.
    pub(super) fn schema(&self, name: &str) -> Option<(&'a str, &'a Json)> {
        let found = |name: &str| self.schemas.get_key_value(name).map(|(name, schema)| (*name, *schema));
        found(name).or_else(|| found(&decoded(name)))
    }

    /// What a reference of the form `#/a/b` refers to.
    pub(super) fn pointed(&self, reference: &str) -> Option<&'a Json> {
        let mut json = self.document;
        for step in reference.strip_prefix("#/")?.split('/') {
            json = match &json.value {
                JsonValue::Array(items) => items.get(step.parse::<usize>().ok()?)?,
                _ => json.member(step).or_else(|| json.member(&decoded(step)))?,
            };
        }
        Some(json)
    }
}

/// A step of a reference without its two kinds of escapes.
fn decoded(step: &str) -> String {
    let text: Cow<'_, str> = percent_decode_str(step).decode_utf8().unwrap_or(Cow::Borrowed(step));
    text.replace("~1", "/").replace("~0", "~")
}

impl Definitions for Components<'_> {
    fn find(&self, reference: &str) -> Option<(&str, &Json)> {
        let name = reference
            .strip_prefix("#/components/schemas/")
            .or_else(|| reference.strip_prefix("#/definitions/"))?;
        self.schema(name)
    }

    fn inside(&self, reference: &str) -> Option<&Json> {
        self.pointed(reference)
    }
}

impl Reader<'_> {
    /// The definitions that `roots` refer to, and those that these refer to in turn.
    pub(super) fn closure(&mut self, roots: &[&SchemaFacts]) -> BTreeMap<String, Arc<SchemaFacts>> {
        let mut names = BTreeSet::new();
        for root in roots {
            references(root, &mut names);
        }
        let mut open: Vec<String> = names.iter().cloned().collect();
        let mut closure = BTreeMap::new();
        while let Some(name) = open.pop() {
            let Some((schema, more)) = self.read_definition(&name) else { continue };
            open.extend(more.iter().filter(|more| names.insert((*more).clone())).cloned());
            closure.insert(name, Arc::clone(schema));
        }
        closure
    }

    /// A definition and the names it refers to; read when it is asked for the first time.
    fn read_definition(&mut self, name: &str) -> Option<&(Arc<SchemaFacts>, Vec<String>)> {
        let (name, json) = self.components.schema(name)?;
        if !self.definitions.contains_key(name) {
            let schema = self.schema(json);
            let mut more = BTreeSet::new();
            references(&schema, &mut more);
            self.definitions.insert(name, (Arc::new(schema), more.into_iter().collect()));
        }
        self.definitions.get(name)
    }
}

/// Adds the names that a schema refers to.
fn references(schema: &SchemaFacts, names: &mut BTreeSet<String>) {
    if let SchemaShape::Reference(name) = &schema.shape {
        names.insert(name.clone());
    }
    for inner in within(&schema.shape) {
        references(inner, names);
    }
}

/// The schemas that a shape holds.
fn within(shape: &SchemaShape) -> Vec<&SchemaFacts> {
    match shape {
        SchemaShape::Array(inner) | SchemaShape::Map(inner) => inner.as_deref().into_iter().collect(),
        SchemaShape::Object { fields, rest } => {
            fields.iter().map(|field| &field.schema).chain(rest.as_deref()).collect()
        }
        SchemaShape::OneOf { variants, .. } | SchemaShape::AnyOf(variants) | SchemaShape::AllOf(variants) => {
            variants.iter().collect()
        }
        _ => Vec::new(),
    }
}
