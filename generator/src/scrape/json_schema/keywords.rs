//! Keywords that facts have no place for: what is lost is told once for each.

use super::{CHECK, Reader};
use crate::diagnostic::{Code, quote};
use crate::scrape::json::Json;

/// Keywords that are read.
const READ: [&str; 44] = [
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
    "additionalItems",
    "optional",
    "key",
];

/// Keywords that change nothing about a value.
const HARMLESS: [&str; 14] = [
    "$anchor",
    "$comment",
    "$defs",
    "$dynamicAnchor",
    "$id",
    "$schema",
    "$vocabulary",
    "contentSchema",
    "definitions",
    "externalDocs",
    "id",
    "mock",
    "xml",
    "unevaluatedItems",
];

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
    }
}
