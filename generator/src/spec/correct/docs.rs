//! What the docs say, place by place.

use std::collections::BTreeMap;

use super::property::{Property, Value, agrees, says};
use super::selector::{Named, nearest};
use crate::diagnostic::{escape, quote};
use crate::spec::api::{ApiDescription, EnvelopeRoles};
use crate::spec::contradiction::Contradiction;
use crate::spec::endpoint::Body;
use crate::spec::place::{self, Node};
use crate::spec::schema::{Schema, Shape};
use crate::spec::{Spec, type_words};

/// Where the spec as a whole keeps records.
pub(super) const WHOLE: &str = "";

/// A place, its nodes from the outer to the inner, and its other name.
pub(super) struct Spot<'a> {
    pub(super) named: Named,
    pub(super) nodes: Vec<Node<'a>>,
    /// The endpoint it belongs to.
    endpoint: Option<String>,
}

impl Spot<'_> {
    pub(super) fn is_endpoint(&self) -> bool {
        self.nodes.iter().any(|node| matches!(node, Node::Endpoint(_)))
    }

    /// The place, and where a correction of it leaves its record when the place cannot hold that.
    pub(super) fn target(&self, drops: bool, renames: Option<&str>) -> Target {
        let is = |kind: fn(&Node<'_>) -> bool| self.nodes.iter().any(kind);
        let record_at = if is(|node| matches!(node, Node::Response(_))) {
            self.endpoint.clone()
        } else if !drops {
            None
        } else if self.is_endpoint() {
            Some(WHOLE.to_owned())
        } else if is(|node| matches!(node, Node::Field(_))) {
            // The headers of a response stand in no object that could hold the record.
            let is_header = |parent: &String| self.endpoint.is_some() && parent.ends_with(" header");
            self.parent().filter(|parent| !is_header(parent)).or_else(|| self.endpoint.clone())
        } else {
            self.endpoint.clone()
        };
        let becomes = renames.and_then(|name| self.renamed(name));
        Target { place: self.named.place.clone(), becomes, confirms: false, record_at }
    }

    /// The body around which the envelope stands, so that its content has a place of its own.
    pub(super) fn enveloped(&self) -> Option<&Body> {
        self.nodes.iter().find_map(|node| match node {
            Node::Body(body) if body.enveloped => Some(*body),
            _ => None,
        })
    }

    /// What is said of a property by anything but the content of a body.
    pub(super) fn says_around(&self, property: Property) -> Option<Value> {
        self.nodes.iter().filter(|node| !matches!(node, Node::Body(_))).find_map(|node| says(*node, property))
    }

    /// The place under another name.
    pub(super) fn renamed(&self, name: &str) -> Option<String> {
        Some(place::member(&self.parent()?, name))
    }

    /// The object around a field.
    pub(super) fn parent(&self) -> Option<String> {
        let name = self.nodes.iter().find_map(|node| match node {
            Node::Field(field) => Some(&field.name),
            Node::Parameter(parameter) => Some(&parameter.field.name),
            _ => None,
        });
        self.named.place.strip_suffix(&place::member("", name?)).map(str::to_owned)
    }
}

/// A place that a correction changes.
pub(super) struct Target {
    pub(super) place: String,
    /// The place under the name it is given.
    pub(super) becomes: Option<String>,
    /// Whether the docs are read so without the correction, which tells that they are read well.
    pub(super) confirms: bool,
    pub(super) record_at: Option<String>,
}

/// What the docs say, place by place.
pub(super) struct Docs<'a> {
    pub(super) spots: Vec<Spot<'a>>,
    pub(super) spec: &'a Spec,
    pub(super) contradictions: Vec<&'a Contradiction>,
    pub(super) envelope: Option<&'a EnvelopeRoles>,
}

impl<'a> Docs<'a> {
    pub(super) fn of(spec: &'a Spec, api: &'a ApiDescription) -> Self {
        let mut spots: Vec<Spot<'a>> = Vec::new();
        let mut index: BTreeMap<String, usize> = BTreeMap::new();
        let mut operation: Option<(String, String)> = None;
        let groups: BTreeMap<String, String> = spec
            .groups
            .values()
            .flat_map(|group| group.endpoints.iter().map(move |endpoint| (group, endpoint)))
            .map(|(group, endpoint)| (endpoint.id(), format!("{}/{}", group.group, endpoint.operation)))
            .collect();
        for (place, node) in place::all(spec, api) {
            if let Node::Endpoint(endpoint) = node {
                operation = groups.get_key_value(&endpoint.id()).map(|(id, name)| (id.clone(), name.clone()));
            }
            let at = *index.entry(place.clone()).or_insert_with(|| {
                let by_operation = operation.as_ref().and_then(|(id, name)| {
                    place.strip_prefix(id.as_str()).map(|rest| format!("{name}{rest}"))
                });
                spots.push(Spot {
                    endpoint: by_operation.as_ref().and(operation.as_ref()).map(|(id, _)| id.clone()),
                    named: Named { place, by_operation },
                    nodes: Vec::new(),
                });
                spots.len() - 1
            });
            spots[at].nodes.push(node);
        }
        let contradictions = spec.contradictions().collect();
        Self { spots, spec, contradictions, envelope: api.envelope.as_ref() }
    }

    /// What the docs say of a property at a spot: the page's own words where they could not be read. `None` where it
    /// has no such property; several where alternatives say different things.
    pub(super) fn say(&self, spot: &Spot<'_>, property: Property) -> Vec<Value> {
        if property == Property::Type {
            let unread = self.spec.unread.iter().filter(|unread| unread.place == spot.named.place);
            let mut words: Vec<_> = unread.map(|unread| unread.words.as_str()).collect();
            words.dedup();
            if !words.is_empty() {
                return vec![Value::Text(words.join(" or "))];
            }
        }
        let mut found: Vec<_> = spot.nodes.iter().filter_map(|node| says(*node, property)).collect();
        found.dedup();
        found
    }

    /// Whether all that is stated holds at a spot.
    pub(super) fn holds(&self, spot: &Spot<'_>, stated: &[(Property, Value)]) -> bool {
        stated.iter().all(|(property, value)| {
            let docs = self.say(spot, *property);
            !docs.is_empty() && docs.iter().all(|docs| agrees(*property, value, docs))
        })
    }

    /// What the docs say now of the properties that are stated.
    pub(super) fn now(&self, spot: &Spot<'_>, stated: &[(Property, Value)]) -> Vec<(Property, Value)> {
        stated
            .iter()
            .filter_map(|(property, _)| Some((*property, self.say(spot, *property).into_iter().next()?)))
            .collect()
    }

    /// The type that words name, if there is one.
    pub(super) fn type_of(&self, words: &str) -> Result<Schema, String> {
        let schema = type_words::read(words)
            .map_err(|why| format!("{} is not a type: {}", quote(words), escape(&why)))?;
        let mut unknown = None;
        self.known_names(&schema, &mut unknown);
        let Some(name) = unknown else { return Ok(schema) };
        let words = type_words::WORDS.iter().copied();
        let names = self.spec.schemas().map(|(name, _)| name);
        let closest =
            nearest(&name, words.chain(names)).first().map(|word| format!("; did you mean {}?", quote(word)));
        Err(format!("{} is neither a type nor a named schema{}", quote(&name), closest.unwrap_or_default()))
    }

    fn known_names(&self, schema: &Schema, unknown: &mut Option<String>) {
        match &schema.shape {
            Shape::Ref { schema } if self.spec.schema(schema).is_none() => {
                unknown.get_or_insert_with(|| schema.clone());
            }
            Shape::Array { items: inner } | Shape::Map { entries: inner } => self.known_names(inner, unknown),
            Shape::Union { variants: parts, .. } | Shape::AllOf { parts } => {
                for part in parts {
                    self.known_names(part, unknown);
                }
            }
            _ => {}
        }
    }
}
