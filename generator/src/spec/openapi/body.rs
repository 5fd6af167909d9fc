//! Request bodies and responses.

use super::components::Components;
use super::json::{Json, Object};
use super::{parameter, schema};
use crate::spec::api::ApiDescription;
use crate::spec::endpoint::{Body, Endpoint, Example, Response};
use crate::spec::schema::{Presence, Shape};

/// What the bodies of one group are written with.
#[derive(Clone, Copy)]
pub(super) struct Context<'a> {
    pub(super) api: &'a ApiDescription,
    pub(super) group: &'a str,
    pub(super) components: &'a Components<'a>,
}

/// A Request Body Object. No page says of a body whether it may be left out; one with a required field may not, unless
/// some page does without.
pub(super) fn request(endpoint: &Endpoint, context: Context<'_>) -> Option<Object> {
    let bodies = endpoint.bodies.as_slice();
    let demands = |body: &Body| match &body.schema.shape {
        Shape::Object { fields } => fields.iter().any(|field| field.presence == Presence::Required),
        _ => false,
    };
    let required = bodies.iter().any(demands) && !endpoint.may_go_without_body();
    (!bodies.is_empty()).then(|| {
        let unknown = (!required).then_some("unknown");
        content(bodies, context).with("required", required).with_some("x-required", unknown)
    })
}

/// The Responses Object, and the responses that it has no place for: a second one for a status, or an impossible status.
pub(super) fn responses(responses: &[Response], context: Context<'_>) -> (Object, Vec<Object>) {
    let mut placed = Object::new();
    let mut others = Vec::new();
    for response in responses {
        let key = response.status.map_or_else(|| "default".to_owned(), |status| status.to_string());
        let possible = response.status.is_none_or(|status| (100..600).contains(&status));
        let exported = Object::new()
            .with("description", description(response))
            .extended(headers(response, context))
            .extended(content(&response.bodies, context))
            .with_list("x-evidence", response.evidence.iter().map(Json::of));
        if possible && !placed.contains(&key) {
            placed.insert(&key, exported);
        } else {
            others.push(Object::new().with("status", key).with("response", exported));
        }
    }
    (placed, others)
}

/// `headers` by name, and those that repeat a name; the case of a header's name does not count.
fn headers(response: &Response, context: Context<'_>) -> Object {
    let mut placed = Object::new();
    let mut others = Vec::new();
    for header in &response.headers {
        let exported = parameter::header(header, context.group, context.components);
        let is_repeated = placed.names().any(|known| known.eq_ignore_ascii_case(&header.name));
        if is_repeated || header.name.is_empty() {
            others.push(Object::new().with("name", header.name.as_str()).with("header", exported));
        } else {
            placed.insert(&header.name, exported);
        }
    }
    Object::new().with_filled("headers", placed).with_list("x-other-headers", others)
}

/// The words behind the status, then what the pages say below it.
fn description(response: &Response) -> String {
    let words = [Some(response.label.as_str()), response.description.as_deref()];
    words.into_iter().flatten().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n\n")
}

/// `content`: a Media Type Object for each media type, and the bodies that repeat one.
fn content(bodies: &[Body], context: Context<'_>) -> Object {
    let mut placed = Object::new();
    let mut others = Vec::new();
    for body in bodies {
        // Where no page prints a media type, the range of all of them is the only true key.
        let key = if body.media_type.is_empty() { "*/*" } else { &body.media_type };
        if placed.contains(key) {
            others.push(Object::new().with("mediaType", key).with("content", media_type(body, context)));
        } else {
            placed.insert(key, media_type(body, context));
        }
    }
    Object::new().with_filled("content", placed).with_list("x-other-content", others)
}

fn media_type(body: &Body, context: Context<'_>) -> Object {
    let data = schema::of(&body.schema, Some(context.group), context.components);
    Object::new()
        .with("schema", if body.enveloped { enveloped(data, context) } else { data })
        .with_filled("examples", examples(&body.examples))
        .with_flag("x-media-type-unknown", body.media_type.is_empty())
        .with_list("x-evidence", body.evidence.iter().map(Json::of))
}

/// The envelope with `data` in its place.
fn enveloped(data: Object, context: Context<'_>) -> Object {
    let name = context.api.envelope.as_ref().map_or("data", |envelope| &envelope.data);
    let around = Object::new().with("type", "object").with("properties", Object::new().with(name, data));
    match context.components.envelope() {
        Some(envelope) => Object::new().with_list("allOf", [Object::new().with("$ref", envelope), around]),
        None => around,
    }
}

/// Examples Objects by name, each with the page's own numbers and order.
fn examples(examples: &[Example]) -> Object {
    let mut named = Object::new();
    for example in examples {
        let name = example.name.as_deref().filter(|name| !name.is_empty()).unwrap_or("example");
        let numbered = (2_u32..).map(|number| format!("{name}-{number}"));
        let free = std::iter::once(name.to_owned()).chain(numbered).find(|name| !named.contains(name));
        let value = if example.json { Json::parse(&example.text) } else { example.text.as_str().into() };
        let evidence = example.evidence.iter().map(Json::of);
        named.insert(
            free.as_deref().unwrap_or(name),
            Object::new().with("value", value).with_list("x-evidence", evidence),
        );
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_follows_the_label() {
        let response = |label: &str, description: Option<&str>| Response {
            status: Some(200),
            label: label.to_owned(),
            description: description.map(str::to_owned),
            only_in: Vec::new(),
            translations: Vec::new(),
            headers: Vec::new(),
            bodies: Vec::new(),
            evidence: Vec::new(),
        };
        assert_eq!(description(&response("Success", Some("It was set."))), "Success\n\nIt was set.");
        assert_eq!(description(&response("", Some("It was set."))), "It was set.");
        assert_eq!(description(&response("", None)), "");
    }
}
