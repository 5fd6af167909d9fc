//! Places of a spec as people write them: `GET /orders/{id} response 200.lines[].price`, `Order.lines[]`.
//!
//! Contradictions, `names.yaml`, `overrides.yaml` and drift all speak of places in these words, and all of
//! them are made here.

use std::collections::BTreeMap;

use super::Spec;
use super::api::ApiDescription;
use super::endpoint::{Body, Endpoint, In, Parameter, Response};
use super::schema::{Field, Schema, Shape};

/// Place of the envelope.
pub const ENVELOPE: &str = "envelope";

/// The member `name` of the object at `place`: `Order.lines`; names that would be misread stand in brackets
/// and quotes: `Order["a.b"]`.
#[must_use]
pub fn member(place: &str, name: &str) -> String {
    if is_plain(name) { format!("{place}.{name}") } else { format!("{place}[{}]", quoted(name)) }
}

/// The items of the list at `place`.
#[must_use]
pub fn items(place: &str) -> String {
    format!("{place}[]")
}

/// The values of the map at `place`.
#[must_use]
pub fn entries(place: &str) -> String {
    format!("{place}{{}}")
}

/// The parameters of the endpoint `id` that travel in one location: `GET /orders query`.
#[must_use]
pub fn parameters(id: &str, location: In) -> String {
    format!("{id} {}", location.word())
}

/// A parameter of the endpoint `id`: `GET /orders query.page`.
#[must_use]
pub fn parameter(id: &str, location: In, name: &str) -> String {
    member(&parameters(id, location), name)
}

/// The request body of the endpoint `id`. Bodies after the first are told apart by their media type.
#[must_use]
pub fn request(id: &str, media_type: &str, is_first: bool) -> String {
    body(format!("{id} request"), media_type, is_first)
}

/// A response of the endpoint `id`, and the first of its bodies: `GET /orders response 200`.
#[must_use]
pub fn response(id: &str, status: Option<u16>) -> String {
    status.map_or_else(|| format!("{id} response default"), |status| format!("{id} response {status}"))
}

/// A header of a response: `GET /orders response 200 header.X-Total`.
#[must_use]
pub fn response_header(id: &str, status: Option<u16>, name: &str) -> String {
    member(&format!("{} header", response(id, status)), name)
}

/// A body of a response. Bodies after the first are told apart by their media type.
#[must_use]
pub fn response_body(id: &str, status: Option<u16>, media_type: &str, is_first: bool) -> String {
    body(response(id, status), media_type, is_first)
}

/// The schema of the body at `place`: that of the envelope's `data` where the body stands in one.
#[must_use]
pub fn content(place: &str, body: &Body, data: Option<&str>) -> String {
    match data {
        Some(data) if body.enveloped => member(place, data),
        _ => place.to_owned(),
    }
}

fn body(place: String, media_type: &str, is_first: bool) -> String {
    match media_type {
        _ if is_first => place,
        "" => format!("{place} untyped"),
        media_type => format!("{place} {media_type}"),
    }
}

/// The name of the member at `place`, without what follows it: `lines` of `Order.lines[]`. A place that is no member's is
/// its own name.
#[must_use]
pub fn name(place: &str) -> &str {
    let member = place.trim_end_matches("[]").trim_end_matches("{}");
    match member.strip_suffix("\"]").and_then(|member| member.rsplit_once("[\"")) {
        Some((_, quoted)) => quoted,
        None => member.rsplit_once('.').map_or(member, |(_, name)| name),
    }
}

/// Whether a name can stand between dots without being misread.
fn is_plain(name: &str) -> bool {
    let misread = |letter: char| letter.is_whitespace() || letter.is_control() || ".[]{}\"*".contains(letter);
    !name.is_empty() && !name.contains(misread)
}

/// A name in quotes, with quotes, backslashes and control characters escaped.
pub(super) fn quoted(name: &str) -> String {
    let mut text = String::from("\"");
    for letter in name.chars() {
        match letter {
            '"' | '\\' => text.extend(['\\', letter]),
            letter if letter.is_control() => text.extend(letter.escape_unicode()),
            letter => text.push(letter),
        }
    }
    text + "\""
}

/// What stands at a place.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Node<'a> {
    /// An endpoint.
    Endpoint(&'a Endpoint),
    /// A parameter.
    Parameter(&'a Parameter),
    /// A response with its bodies.
    Response(&'a Response),
    /// A request or response body; its schema stands at the same place, or at that of the envelope's data.
    Body(&'a Body),
    /// A member of an object.
    Field(&'a Field),
    /// Any other schema: the root of a body or of a named schema, the items of a list, the values of a map.
    Schema(&'a Schema),
}

impl<'a> Node<'a> {
    /// The schema that stands here, other than as the root of a body.
    #[must_use]
    pub fn schema(self) -> Option<&'a Schema> {
        match self {
            Self::Parameter(parameter) => Some(&parameter.field.schema),
            Self::Field(field) => Some(&field.schema),
            Self::Schema(schema) => Some(schema),
            Self::Endpoint(_) | Self::Response(_) | Self::Body(_) => None,
        }
    }
}

/// Every place of the spec, in the order of the spec, with what stands there. Where a response and its first
/// body, or a body and its schema share a place, both are listed, the outer one first. The alternatives of a
/// union stand at the union's own place, and so do their members.
#[must_use]
pub fn all<'a>(spec: &'a Spec, api: &ApiDescription) -> Vec<(String, Node<'a>)> {
    let envelope = spec.shared.envelope.iter().flat_map(|envelope| of_schema(ENVELOPE, &envelope.schema));
    let named: BTreeMap<_, _> = spec.schemas().collect();
    let named = named.into_iter().flat_map(|(name, named)| of_schema(name, &named.schema));
    envelope.chain(named).chain(spec.endpoints().flat_map(|endpoint| of_endpoint(endpoint, api))).collect()
}

/// Every place of one endpoint, itself first.
#[must_use]
pub fn of_endpoint<'a>(endpoint: &'a Endpoint, api: &ApiDescription) -> Vec<(String, Node<'a>)> {
    let mut walk = Walk { found: Vec::new(), data: api.envelope.as_ref().map(|roles| roles.data.clone()) };
    walk.endpoint(endpoint);
    walk.found
}

/// The schema at `place` and every place within it.
#[must_use]
pub fn of_schema<'a>(place: &str, schema: &'a Schema) -> Vec<(String, Node<'a>)> {
    let mut walk = Walk { found: Vec::new(), data: None };
    walk.schema(place, schema);
    walk.found
}

struct Walk<'a> {
    found: Vec<(String, Node<'a>)>,
    /// The field of the envelope under which bodies without it stand.
    data: Option<String>,
}

impl<'a> Walk<'a> {
    fn endpoint(&mut self, endpoint: &'a Endpoint) {
        let id = endpoint.id();
        self.found.push((id.clone(), Node::Endpoint(endpoint)));
        for one in &endpoint.parameters {
            let place = parameter(&id, one.location, &one.field.name);
            self.found.push((place.clone(), Node::Parameter(one)));
            self.inner(&place, &one.field.schema);
        }
        for (at, body) in endpoint.bodies.iter().enumerate() {
            self.body(request(&id, &body.media_type, at == 0), body);
        }
        for one in &endpoint.responses {
            self.found.push((response(&id, one.status), Node::Response(one)));
            for header in &one.headers {
                let place = response_header(&id, one.status, &header.name);
                self.found.push((place.clone(), Node::Field(header)));
                self.inner(&place, &header.schema);
            }
            for (at, body) in one.bodies.iter().enumerate() {
                self.body(response_body(&id, one.status, &body.media_type, at == 0), body);
            }
        }
    }

    fn body(&mut self, place: String, body: &'a Body) {
        let root = content(&place, body, self.data.as_deref());
        self.found.push((place, Node::Body(body)));
        self.schema(&root, &body.schema);
    }

    fn schema(&mut self, place: &str, schema: &'a Schema) {
        self.found.push((place.to_owned(), Node::Schema(schema)));
        self.inner(place, schema);
    }

    /// What stands within the schema at `place`.
    fn inner(&mut self, place: &str, schema: &'a Schema) {
        match &schema.shape {
            Shape::Array { items: inner } => self.schema(&items(place), inner),
            Shape::Map { entries: inner } => self.schema(&entries(place), inner),
            Shape::Object { fields } => {
                for field in fields {
                    let place = member(place, &field.name);
                    self.found.push((place.clone(), Node::Field(field)));
                    self.inner(&place, &field.schema);
                }
            }
            Shape::Union { variants: parts, .. } | Shape::AllOf { parts } => {
                for part in parts {
                    self.inner(place, part);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::yaml;

    #[test]
    fn a_place_ends_with_its_name() {
        let names =
            ["Order.lines[]", "GET /a.b response 200.data{}[]", r#"Order["a.b"][]"#, "Order"].map(name);
        assert_eq!(names, ["lines", "data", "a.b", "Order"]);
    }

    #[test]
    fn names_that_would_be_misread_are_quoted() {
        assert_eq!(member("Order", "lines"), "Order.lines");
        assert_eq!(member("Order", "a.b"), r#"Order["a.b"]"#);
        assert_eq!(member("Order", "say \"hi\"\n"), r#"Order["say \"hi\"\u{a}"]"#);
        assert_eq!(member("Order", ""), r#"Order[""]"#);
    }

    #[test]
    fn every_place_of_a_spec_is_listed() {
        let group = yaml::read_group("group", include_str!("yaml/sample_group.yaml")).unwrap();
        let mut spec = Spec::default();
        spec.groups.insert(group.group.clone(), group);
        let places: Vec<_> =
            all(&spec, &ApiDescription::default()).into_iter().map(|(place, _)| place).collect();
        assert!(places.iter().any(|place| place.ends_with(" request")), "{places:#?}");
        for id in spec.endpoints().map(Endpoint::id) {
            assert!(places.contains(&id), "{id} is missing in {places:#?}");
        }
    }
}
