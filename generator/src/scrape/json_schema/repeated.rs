//! What is written out beside a reference although the definition says it, too: the documentation tool copies whole
//! objects there. Only what goes beyond the definition makes another schema of it.

use super::Reader;
use crate::scrape::json::{Json, JsonValue};
use crate::scrape::json_access::extension;

/// A chain of references that is longer goes in circles.
const LONGEST_CHAIN: usize = 16;

impl<'a> Reader<'a> {
    /// Whether the definition of its reference says all that `json` says.
    pub(super) fn repeats_its_definition(&self, json: &'a Json) -> bool {
        let reference = json.member("$ref").and_then(Json::text);
        let Some((_, definition)) = reference.and_then(|reference| self.definitions.find(reference)) else {
            return false;
        };
        let is_reference = |name: &str| name == "$ref";
        json.members()
            .iter()
            .filter(|(name, _)| !is_reference(name))
            .all(|(name, value)| self.is_stated(name, value, definition))
    }

    /// Whether `schema`, or what it refers to, says the same under this name.
    fn is_stated(&self, name: &str, value: &'a Json, schema: &'a Json) -> bool {
        let is_order = extension(name).is_some_and(|name| ["orders", "ignore-properties"].contains(&name));
        if is_order || value.is_null() {
            return true;
        }
        let Some(stated) = self.found(name, schema) else { return false };
        match name {
            "required" => {
                value.items().iter().all(|one| stated.items().iter().any(|other| one.value == other.value))
            }
            _ => self.is_same(value, stated),
        }
    }

    fn is_same(&self, own: &'a Json, stated: &'a Json) -> bool {
        match (&own.value, &stated.value) {
            (JsonValue::Object(members), JsonValue::Object(_)) => {
                members.iter().all(|(name, value)| self.is_stated(name, value, stated))
            }
            (JsonValue::Array(own), JsonValue::Array(stated)) => {
                own.len() == stated.len()
                    && own.iter().zip(stated).all(|(own, stated)| self.is_same(own, stated))
            }
            (own, stated) => own == stated,
        }
    }

    /// What a schema says under a name, itself or through its references.
    fn found(&self, name: &str, schema: &'a Json) -> Option<&'a Json> {
        let mut schema = schema;
        for _ in 0..LONGEST_CHAIN {
            if let Some(stated) = schema.member(name) {
                return Some(stated);
            }
            let reference = schema.member("$ref").and_then(Json::text)?;
            schema = self.definitions.find(reference)?.1;
        }
        None
    }
}
