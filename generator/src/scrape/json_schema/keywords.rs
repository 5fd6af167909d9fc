//! Keywords that facts have no place for: what is lost is told once for each.

use super::{CHECK, Reader};
use crate::diagnostic::{Code, quote};
use crate::scrape::json::Json;

/// Keywords that are read.
const READ: [&str; 42] = [
    "$ref",
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "contentEncoding",
    "contentMediaType",
    "default",
    "deprecated",
    "description",
    "discriminator",
    "enum",
    "example",
    "examples",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "externalDocs",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "nullable",
    "oneOf",
    "pattern",
    "patternProperties",
    "prefixItems",
    "properties",
    "propertyNames",
    "readOnly",
    "required",
    "title",
    "type",
    "uniqueItems",
    "writeOnly",
    "enumNames",
];

/// Keywords that change nothing about a value.
const HARMLESS: [&str; 13] = [
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$schema",
    "$vocabulary",
    "contentSchema",
    "definitions",
    "id",
    "mock",
    "xml",
    "unevaluatedItems",
];

/// What is told of several examples of a value, and what to do about it.
pub(in crate::scrape) const FURTHER_EXAMPLES: (&str, &str) = (
    "only the first of these examples of a value is kept",
    "where the others say more, describe them in overrides.yaml",
);

impl<'a> Reader<'a> {
    /// Tells which keywords of a schema say something that is lost.
    pub(super) fn tell_unread(&mut self, json: &'a Json) {
        for (name, value) in json.members() {
            let is_known = READ.contains(&name.as_str()) || HARMLESS.contains(&name.as_str());
            if is_known || name.starts_with("x-") || value.is_null() {
                continue;
            }
            let message = match name.as_str() {
                "not" => "`not` is not read: values that it forbids are allowed".to_owned(),
                "if" => "`if` is not read: what it demands of some values is not checked".to_owned(),
                // They say nothing without `if`, which is told.
                "then" | "else" => continue,
                "dependentRequired" | "dependentSchemas" | "dependencies" => {
                    format!("`{name}` is not read: that a member demands others is not known")
                }
                "contains" | "minContains" | "maxContains" => {
                    format!("`{name}` is not read: what a list must contain is not checked")
                }
                "unevaluatedProperties" => {
                    "`unevaluatedProperties` is not read: further members are allowed".to_owned()
                }
                _ => format!("{} is no keyword of a schema that is read here", quote(name)),
            };
            self.report(Code::UnreadKeyword, value.line, message, CHECK);
        }
        self.tell_further_examples(json);
    }

    /// Facts have a place for one example of a value.
    fn tell_further_examples(&mut self, json: &'a Json) {
        let count = json.items_of("examples").len() + usize::from(json.member("example").is_some());
        if let Some(stated) = json.member("examples").filter(|_| count > 1) {
            let (message, hint) = FURTHER_EXAMPLES;
            self.report(Code::UnreadKeyword, stated.line, message.to_owned(), hint);
        }
    }
}
