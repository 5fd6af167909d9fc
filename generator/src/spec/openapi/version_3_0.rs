//! The same document for tools that read OpenAPI 3.0 only, whose schemas are no JSON Schema.
//!
//! Nothing is lost: what 3.0 has no word for stands under an `x-` key. Three choices that a reader may wonder about:
//! - `nullable` stands beside `allOf` and `anyOf` without a `type`, as every tool reads it, though 3.0.3 defines it beside `type` only.
//! - What stands beside a reference counts for nothing in 3.0, so that one about which more is known stands in an `allOf` of its own.
//!   Where it comes from, which no tool reads, stays beside it: an `allOf` for each is hard to read.
//! - Several types are `anyOf` and not `oneOf`: an integer is a number, too.

use super::json::{Json, Object};

/// The version as it stands in the document: the one that most tools were written for.
const VERSION: &str = "3.0.3";

/// Translates a whole document of OpenAPI 3.1.
pub(super) fn translated(document: Object) -> Object {
    match Place::Document.translate(document.into()) {
        Json::Object(object) => object.replaced("openapi", VERSION),
        Json::Raw(_) | Json::Array(_) => Object::new(),
    }
}

/// What kind of object stands somewhere. Example values and the spec's own words are text already, so that no object comes from a page.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Document,
    Element,
    /// Elements by names that pages choose.
    Elements,
    Paths,
    PathItem,
    Operation,
    Schema,
    /// Schemas by names that pages choose.
    Schemas,
}

impl Place {
    /// What stands in the member of this name; a list counts as what it lists.
    fn member(self, name: &str) -> Self {
        match (self, name) {
            (Self::Paths, _) => Self::PathItem,
            (Self::PathItem, _) | (Self::Element, "operation") => Self::Operation,
            (Self::Schemas, _)
            | (Self::Schema, "items" | "additionalProperties" | "allOf" | "anyOf")
            | (Self::Element, "schema") => Self::Schema,
            (Self::Schema, "properties") | (Self::Element, "schemas") => Self::Schemas,
            (Self::Document, "paths" | "webhooks") => Self::Paths,
            (
                Self::Element | Self::Operation,
                "content" | "examples" | "headers" | "responses" | "securitySchemes" | "variables"
                | "x-other-content",
            ) => Self::Elements,
            _ => Self::Element,
        }
    }

    fn translate(self, json: Json) -> Json {
        match json {
            Json::Raw(_) => json,
            Json::Array(items) => Json::Array(items.into_iter().map(|item| self.translate(item)).collect()),
            Json::Object(object) => self.object(object).into(),
        }
    }

    fn object(self, object: Object) -> Object {
        let object = if self == Self::Schema { schema(object) } else { object };
        let translated = object.into_members().fold(Object::new(), |translated, (name, value)| {
            let value = self.member(&name).translate(value);
            translated.with(if self == Self::Document { renamed(&name) } else { &name }, value)
        });
        match self {
            Self::Operation if !translated.contains("responses") => translated.with("responses", unknown()),
            _ => translated,
        }
    }
}

/// 3.0 knows no webhooks.
fn renamed(name: &str) -> &str {
    if name == "webhooks" { "x-webhooks" } else { name }
}

/// Version 3.0 demands a response of every operation.
fn unknown() -> Object {
    let response = Object::new().with("description", "No page documents a response.").with("x-unknown", true);
    Object::new().with("default", response)
}

/// The words of one schema; those inside it are translated by themselves.
fn schema(object: Object) -> Object {
    let names: Vec<_> = object.names().map(str::to_owned).collect();
    let has = |name: &str| names.iter().any(|known| known == name);
    object.into_members().fold(Object::new(), |schema, (name, value)| match (name.as_str(), value) {
        ("type", Json::Array(words)) => types(schema, words),
        ("type", word) if is_null(&word) => schema.with("enum", Json::array([null()])).with("nullable", true),
        ("anyOf", Json::Array(alternatives)) => any_of(schema, alternatives),
        ("$ref", reference) if names.iter().any(|name| name != "$ref" && !name.starts_with("x-")) => {
            schema.with("allOf", Json::array([Object::new().with("$ref", reference)]))
        }
        ("contentMediaType", _) => schema.with("format", "binary"),
        ("examples", Json::Array(examples)) => example(schema, examples),
        ("exclusiveMinimum", limit) if !has("minimum") => {
            schema.with("minimum", limit).with("exclusiveMinimum", true)
        }
        ("exclusiveMaximum", limit) if !has("maximum") => {
            schema.with("maximum", limit).with("exclusiveMaximum", true)
        }
        ("exclusiveMinimum" | "exclusiveMaximum", limit) => schema.with(&format!("x-{name}"), limit),
        (_, value) => schema.with(&name, value),
    })
}

/// One type beside `null`, or several.
fn types(schema: Object, words: Vec<Json>) -> Object {
    let count = words.len();
    let mut named: Vec<_> = words.into_iter().filter(|word| !is_null(word)).collect();
    let is_nullable = named.len() < count;
    let schema = match (named.pop(), named.is_empty()) {
        (Some(only), true) => schema.with("type", only),
        (last, _) => {
            let alternatives = named.into_iter().chain(last).map(|word| Object::new().with("type", word));
            schema.with_list("anyOf", alternatives)
        }
    };
    schema.with_flag("nullable", is_nullable)
}

/// Alternatives, of which a bare `null` is none in 3.0.
fn any_of(schema: Object, alternatives: Vec<Json>) -> Object {
    let count = alternatives.len();
    let rest: Vec<_> = alternatives.into_iter().filter(|alternative| !is_bare_null(alternative)).collect();
    let is_nullable = rest.len() < count;
    let word = if is_nullable && rest.len() == 1 { "allOf" } else { "anyOf" };
    schema.with_list(word, rest).with_flag("nullable", is_nullable)
}

/// A schema has one example in 3.0.
fn example(schema: Object, examples: Vec<Json>) -> Object {
    let mut examples = examples.into_iter();
    schema.with_some("example", examples.next()).with_list("x-other-examples", examples)
}

fn null() -> Json {
    Json::Raw("null".to_owned())
}

/// Whether a word under `type` is `null`.
fn is_null(word: &Json) -> bool {
    matches!(word, Json::Raw(text) if text == "\"null\"")
}

fn is_bare_null(alternative: &Json) -> bool {
    let Json::Object(object) = alternative else { return false };
    object.names().eq(["type"]) && object.get("type").is_some_and(is_null)
}
