//! Parameters, and what rows say of a value beyond its shape.

use super::components::Components;
use super::json::{Json, Object};
use super::schema;
use crate::spec::endpoint::{In, Parameter};
use crate::spec::schema::{Field, Presence, Shape};

/// Printed for defaults that may hold credentials.
const WITHHELD: &str = "withheld";

/// A Parameter Object under `name`, which differs from the page's where another page named the same path first.
pub(super) fn of(parameter: &Parameter, name: &str, group: &str, components: &Components<'_>) -> Object {
    let field = &parameter.field;
    // OpenAPI demands that a path parameter is required; the page's word is kept beside it.
    let required = parameter.location == In::Path || field.presence == Presence::Required;
    let contrary = required && field.presence == Presence::Optional;
    Object::new()
        .with("name", name)
        .with("in", Json::of(&parameter.location))
        .with_some("description", docs(field))
        .with("required", required)
        .with_flag("deprecated", field.deprecated)
        .extended(style(parameter))
        .with("schema", value(field, Some(group), components))
        .with_some("x-name", (field.name != name).then_some(field.name.as_str()))
        .with_some("x-required", unknown_presence(field).or(contrary.then_some("optional")))
}

/// A Header Object of a response.
pub(super) fn header(field: &Field, group: &str, components: &Components<'_>) -> Object {
    Object::new()
        .with_some("description", docs(field))
        .with_flag("required", field.presence == Presence::Required)
        .with_flag("deprecated", field.deprecated)
        .with("schema", value(field, Some(group), components))
        .with_some("x-required", unknown_presence(field))
}

/// Title and description as one text.
fn docs(field: &Field) -> Option<String> {
    let docs: Vec<_> = [&field.title, &field.description].into_iter().flatten().map(String::as_str).collect();
    (!docs.is_empty()).then(|| docs.join("\n\n"))
}

/// How a list or an object is written. A style that OpenAPI does not know for this place is kept beside it.
fn style(parameter: &Parameter) -> Object {
    let known: &[&str] = match parameter.location {
        In::Path => &["matrix", "label", "simple"],
        In::Query => &["form", "spaceDelimited", "pipeDelimited", "deepObject"],
        In::Header => &["simple"],
        In::Cookie => &["form"],
    };
    let style = parameter.style.as_deref();
    let is_known = style.is_none_or(|style| known.contains(&style));
    Object::new()
        .with_some(if is_known { "style" } else { "x-style" }, style)
        .with_some("explode", parameter.explode)
}

/// `unknown` where no page says whether the field must be there.
pub(super) fn unknown_presence(field: &Field) -> Option<&'static str> {
    (field.presence == Presence::Unknown).then_some("unknown")
}

/// The schema of a field with its default, example and bounds.
pub(super) fn value(field: &Field, group: Option<&str>, components: &Components<'_>) -> Object {
    let default = field.default.as_deref();
    let withheld = default.filter(|text| *text == WITHHELD);
    schema::of(&field.schema, group, components)
        .with_some(
            "default",
            default.filter(|text| *text != WITHHELD).map(|text| literal(text, &field.schema.shape)),
        )
        .with_list("examples", field.example.iter().map(|text| literal(text, &field.schema.shape)))
        .extended(bounds(&field.bounds, &field.schema.shape))
        .with_some("x-default", withheld)
        .with_list("x-only-in", field.only_in.iter().map(Json::of))
        .with_list("x-translations", field.translations.iter().map(Json::of))
        .with_list("x-bounds", field.bounds.iter().map(Json::of))
        .with_list("x-allowed", field.allowed.iter().map(Json::of))
}

/// A value as printed on a page, in the JSON type of its shape where it fits that.
fn literal(text: &str, shape: &Shape) -> Json {
    match shape {
        Shape::String { .. } | Shape::Binary | Shape::Any => text.into(),
        Shape::Boolean if !matches!(text, "true" | "false") => text.into(),
        Shape::Integer { .. } | Shape::Number { .. }
            if !text.trim().starts_with(|first: char| first == '-' || first.is_ascii_digit()) =>
        {
            text.into()
        }
        _ => Json::parse(text),
    }
}

/// Bounds that can be read without doubt: one comparison and one number.
pub(super) fn bounds(printed: &[String], shape: &Shape) -> Object {
    let mut read = Object::new();
    for bound in printed {
        if let Some((word, limit)) = bound_of(bound, shape) {
            read.insert(word, Json::Raw(limit));
        }
    }
    read
}

fn bound_of(bound: &str, shape: &Shape) -> Option<(&'static str, String)> {
    let (comparison, limit) = bound.trim().split_once(' ')?;
    let (word, limit) = match (shape, comparison) {
        (Shape::Integer { .. } | Shape::Number { .. }, ">=") => ("minimum", limit.trim()),
        (Shape::Integer { .. } | Shape::Number { .. }, "<=") => ("maximum", limit.trim()),
        (Shape::Integer { .. } | Shape::Number { .. }, ">") => ("exclusiveMinimum", limit.trim()),
        (Shape::Integer { .. } | Shape::Number { .. }, "<") => ("exclusiveMaximum", limit.trim()),
        (Shape::String { .. }, ">=") => ("minLength", limit.strip_suffix(" characters")?),
        (Shape::String { .. }, "<=") => ("maxLength", limit.strip_suffix(" characters")?),
        _ => return None,
    };
    let is_length = matches!(shape, Shape::String { .. });
    let is_number = serde_json::from_str::<serde_json::Number>(limit).is_ok();
    let fits = is_number && (!is_length || limit.bytes().all(|byte| byte.is_ascii_digit()));
    fits.then(|| (word, limit.to_owned()))
}
