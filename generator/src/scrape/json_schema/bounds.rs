//! What bounds a value, in words as the documentation tool prints them.

use super::Reader;
use crate::scrape::facts::SchemaShape;
use crate::scrape::json::{Json, JsonValue};
use crate::scrape::json_text::compact;

/// Keywords with a number, and the words around it.
const COUNTED: [(&str, &str, &str); 9] = [
    ("minimum", ">= ", ""),
    ("maximum", "<= ", ""),
    ("multipleOf", "multiple of ", ""),
    ("minLength", ">= ", " characters"),
    ("maxLength", "<= ", " characters"),
    ("minItems", ">= ", " items"),
    ("maxItems", "<= ", " items"),
    ("minProperties", ">= ", " properties"),
    ("maxProperties", "<= ", " properties"),
];

/// What the schema itself says about a value's size and form.
pub(super) fn of(json: &Json) -> Vec<String> {
    let mut bounds = Vec::new();
    for (keyword, before, behind) in COUNTED {
        let excludes = match keyword {
            "minimum" => json.member("exclusiveMinimum"),
            "maximum" => json.member("exclusiveMaximum"),
            _ => None,
        };
        // Version 3.0 says with `true` that the bound is excluded, 3.1 gives another bound.
        let is_excluded = excludes.is_some_and(|value| value.value == JsonValue::Boolean(true));
        let before = if is_excluded { before.replace('=', "") } else { before.to_owned() };
        bounds
            .extend(json.member(keyword).and_then(number).map(|number| format!("{before}{number}{behind}")));
        if let Some(number) = excludes.and_then(number) {
            bounds.push(format!("{}{number}", before.replace('=', "")));
        }
    }
    bounds.extend(json.words("pattern").map(|pattern| format!("pattern {pattern}")));
    for (keyword, words) in
        [("uniqueItems", "unique items"), ("readOnly", "read only"), ("writeOnly", "write only")]
    {
        bounds.extend((json.flag(keyword) == Some(true)).then(|| words.to_owned()));
    }
    bounds
}

fn number(json: &Json) -> Option<&str> {
    match &json.value {
        JsonValue::Number(number) => Some(number),
        _ => None,
    }
}

impl<'a> Reader<'a> {
    /// What its shape cannot hold: what its names and its encoded content are like, and listed values of another type.
    pub(super) fn bounds_of_shape(&mut self, json: &'a Json, shape: &SchemaShape) -> Vec<String> {
        let mut bounds = Vec::new();
        let patterns = json.members_of("patternProperties").iter().map(|(pattern, _)| pattern.as_str());
        let named = json.member("propertyNames").and_then(|names| names.words("pattern"));
        bounds.extend(patterns.chain(named).map(|pattern| format!("names match {pattern}")));
        if !matches!(shape, SchemaShape::Binary) {
            bounds.extend(json.words("contentEncoding").map(|encoding| format!("encoded as {encoding}")));
            bounds.extend(json.words("contentMediaType").map(|media_type| format!("holds {media_type}")));
        }
        let holds_values = matches!(
            shape,
            SchemaShape::String { .. } | SchemaShape::Integer { .. } | SchemaShape::Number { .. }
        );
        let is_composed =
            matches!(shape, SchemaShape::AnyOf(_) | SchemaShape::AllOf(_) | SchemaShape::OneOf { .. });
        if !holds_values && !is_composed {
            let values: Vec<_> =
                super::values::listed(json).into_iter().filter(|value| !value.is_null()).collect();
            if !values.is_empty() {
                let values: Vec<_> = values.into_iter().map(compact).collect();
                bounds.push(format!("one of {}", values.join(", ")));
            }
        }
        bounds
    }
}
