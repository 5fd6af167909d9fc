//! Edits: changes of a spec, by place. The places are those of [`crate::spec::place::all`], as they were before.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::WHOLE;
use super::property::{self, Property, Value};
use crate::spec::Spec;
use crate::spec::api::ApiDescription;
use crate::spec::corrected::Corrected;
use crate::spec::endpoint::{Body, Endpoint, Parameter, Response, Status};
use crate::spec::evidence::Evidence;
use crate::spec::overrides::Listed;
use crate::spec::place::{self, ENVELOPE};
use crate::spec::schema::{Certainty, EnumScalar, EnumValue, Field, Presence, Schema, Shape};
use crate::spec::server::requirement;
use crate::spec::type_words;

/// What is done at each place.
#[derive(Debug, Default)]
pub(super) struct Edits {
    /// New values of properties, with the record of the correction.
    pub(super) changes: BTreeMap<String, (Vec<(Property, Value)>, Corrected)>,
    /// What is not there.
    pub(super) drops: BTreeSet<String>,
    /// Records of what was dropped below a place.
    pub(super) records: BTreeMap<String, Vec<Corrected>>,
}

/// Something that can be edited.
pub(super) enum NodeMut<'a> {
    Endpoint(&'a mut Endpoint),
    Parameter(&'a mut Parameter),
    Response(&'a mut Response),
    Field(&'a mut Field),
    Schema(&'a mut Schema),
}

impl Edits {
    /// Does all of it. Values have been checked; what does not fit its place changes nothing.
    /// Returns the places that were there to be changed.
    pub(super) fn apply(&self, spec: &mut Spec, api: &ApiDescription) -> BTreeSet<String> {
        let mut reached = BTreeSet::new();
        let visit = &mut |place: &str, node: NodeMut<'_>| {
            reached.insert(place.to_owned());
            self.at(place, node);
        };
        Walk { data: data(api), drops: &self.drops, visit }.spec(spec);
        spec.shared.corrected.extend(self.records.get(WHOLE).into_iter().flatten().cloned());
        reached
    }

    fn at(&self, place: &str, mut node: NodeMut<'_>) {
        let change = self.changes.get(place);
        let mut records: Vec<_> = self.records.get(place).into_iter().flatten().cloned().collect();
        if let Some((values, corrected)) = change {
            let mut applied = false;
            for (property, value) in values {
                applied |= set(&mut node, *property, value);
            }
            if applied {
                records.push(corrected.clone());
            }
        }
        let schema = match node {
            NodeMut::Endpoint(endpoint) => return endpoint.corrected.extend(records),
            // Its record stands at the endpoint.
            NodeMut::Response(_) => return,
            NodeMut::Parameter(parameter) => &mut parameter.field.schema,
            NodeMut::Field(field) => &mut field.schema,
            NodeMut::Schema(schema) => schema,
        };
        schema.evidence.extend(records.iter().map(|record| record.evidence.clone()));
        schema.corrected.extend(records);
    }
}

/// Visits every place that can be edited.
pub(super) fn each(spec: &mut Spec, api: &ApiDescription, visit: &mut dyn FnMut(&str, NodeMut<'_>)) {
    Walk { data: data(api), drops: &BTreeSet::new(), visit }.spec(spec);
}

fn data(api: &ApiDescription) -> Option<String> {
    api.envelope.as_ref().map(|roles| roles.data.clone())
}

struct Walk<'a> {
    data: Option<String>,
    drops: &'a BTreeSet<String>,
    visit: &'a mut dyn FnMut(&str, NodeMut<'_>),
}

impl Walk<'_> {
    fn spec(&mut self, spec: &mut Spec) {
        if let Some(envelope) = &mut spec.shared.envelope {
            self.schema(ENVELOPE, &mut envelope.schema);
        }
        let grouped = spec.groups.values_mut().flat_map(|group| &mut group.schemas);
        for (name, named) in grouped.chain(&mut spec.shared.schemas) {
            self.schema(name, &mut named.schema);
        }
        for group in spec.groups.values_mut() {
            group.endpoints.retain(|endpoint| !self.drops.contains(&endpoint.id()));
            group.endpoints.iter_mut().for_each(|endpoint| self.endpoint(endpoint));
        }
    }

    fn endpoint(&mut self, endpoint: &mut Endpoint) {
        let id = endpoint.id();
        (self.visit)(&id, NodeMut::Endpoint(endpoint));
        endpoint.parameters.retain_mut(|one| {
            let place = place::parameter(&id, one.location, &one.field.name);
            (self.visit)(&place, NodeMut::Parameter(one));
            self.inner(&place, &mut one.field.schema);
            !self.drops.contains(&place)
        });
        self.bodies(&mut endpoint.bodies, |media_type, is_first| place::request(&id, media_type, is_first));
        endpoint.responses.retain_mut(|one| {
            let place = place::response(&id, one.status);
            (self.visit)(&place, NodeMut::Response(one));
            let status = one.status;
            one.headers.retain_mut(|header| {
                let place = place::response_header(&id, status, &header.name);
                (self.visit)(&place, NodeMut::Field(header));
                self.inner(&place, &mut header.schema);
                !self.drops.contains(&place)
            });
            self.bodies(&mut one.bodies, |media_type, is_first| {
                place::response_body(&id, status, media_type, is_first)
            });
            !self.drops.contains(&place)
        });
    }

    fn bodies(&mut self, bodies: &mut Vec<Body>, place: impl Fn(&str, bool) -> String) {
        let mut is_first = true;
        bodies.retain_mut(|body| {
            let place = place(&body.media_type, std::mem::take(&mut is_first));
            let root = match &self.data {
                Some(data) if body.enveloped => place::member(&place, data),
                _ => place.clone(),
            };
            self.schema(&root, &mut body.schema);
            !self.drops.contains(&place)
        });
    }

    fn schema(&mut self, place: &str, schema: &mut Schema) {
        (self.visit)(place, NodeMut::Schema(schema));
        self.inner(place, schema);
    }

    fn inner(&mut self, place: &str, schema: &mut Schema) {
        match &mut schema.shape {
            Shape::Array { items } => self.schema(&place::items(place), items),
            Shape::Map { entries } => self.schema(&place::entries(place), entries),
            Shape::Object { fields } => fields.retain_mut(|field| {
                let place = place::member(place, &field.name);
                (self.visit)(&place, NodeMut::Field(field));
                self.inner(&place, &mut field.schema);
                !self.drops.contains(&place)
            }),
            Shape::Union { variants: parts, .. } | Shape::AllOf { parts } => {
                for part in parts {
                    self.inner(place, part);
                }
            }
            _ => {}
        }
    }
}

/// Gives a property a value; tells whether the node has the property.
fn set(node: &mut NodeMut<'_>, property: Property, value: &Value) -> bool {
    match node {
        NodeMut::Endpoint(endpoint) => match (property, value) {
            // A name can only be confirmed.
            (Property::Name, _) => {}
            (Property::Title, Value::Text(title)) => endpoint.title.clone_from(title),
            (Property::Description, _) => endpoint.description = text(value),
            (Property::Status, Value::Text(word)) => {
                endpoint.status = property::status(word).unwrap_or(endpoint.status);
            }
            (Property::Security, _) => endpoint.security = text(value).as_deref().map(requirement),
            (Property::Deprecate, Value::Flag(true)) => endpoint.status = Status::Deprecated,
            (Property::Deprecate, _) => endpoint.status = Status::Unmarked,
            _ => return false,
        },
        NodeMut::Response(response) => match property {
            Property::Label => response.label = text(value).unwrap_or_default(),
            Property::Description => response.description = text(value),
            _ => return false,
        },
        NodeMut::Parameter(parameter) if property == Property::Style => parameter.style = text(value),
        NodeMut::Parameter(parameter) => return set_field(&mut parameter.field, property, value),
        NodeMut::Field(field) => return set_field(field, property, value),
        NodeMut::Schema(schema) => return set_schema(schema, property, value),
    }
    true
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

fn set_field(field: &mut Field, property: Property, value: &Value) -> bool {
    match property {
        Property::Name => field.name = text(value).unwrap_or_default(),
        Property::Required => {
            field.presence = match value {
                Value::Flag(true) => Presence::Required,
                Value::Flag(false) => Presence::Optional,
                _ => Presence::Unknown,
            }
        }
        Property::Title => field.title = text(value),
        Property::Description => field.description = text(value),
        Property::Example => field.example = text(value),
        Property::Default => field.default = text(value),
        Property::Deprecate => field.deprecated = *value == Value::Flag(true),
        _ => return set_schema(&mut field.schema, property, value),
    }
    true
}

fn set_schema(schema: &mut Schema, property: Property, value: &Value) -> bool {
    match (property, value) {
        (Property::Type, Value::Text(words)) => {
            let Ok(new) = type_words::read(words) else { return false };
            let witnesses = witnesses(&schema.shape, &new);
            schema.evidence.extend(witnesses);
            schema.shape = retyped(&schema.shape, new.shape);
            schema.certainty = Certainty::Stated;
        }
        (Property::Nullable, _) => schema.nullable = *value == Value::Flag(true),
        (Property::Enum, _) => {
            let (Shape::String { values, .. } | Shape::Integer { values, .. }) = &mut schema.shape else {
                return false;
            };
            let listed = if let Value::Values(listed) = value { listed.as_slice() } else { &[] };
            *values = listed.iter().map(|listed| enumerated(listed, values)).collect();
        }
        (Property::Format, _) => {
            let (Shape::String { format, .. } | Shape::Integer { format, .. } | Shape::Number { format }) =
                &mut schema.shape
            else {
                return false;
            };
            *format = text(value);
        }
        _ => return false,
    }
    true
}

/// A listed value, with what the docs say of it where the correction does not.
pub(super) fn enumerated(listed: &Listed, known: &[EnumValue]) -> EnumValue {
    let docs = known.iter().find(|known| known.value == listed.value);
    let known = |pick: fn(&EnumValue) -> &Option<String>| docs.and_then(|docs| pick(docs).clone());
    EnumValue {
        value: listed.value.clone(),
        name: listed.name.clone().or_else(|| known(|value| &value.name)),
        description: listed.description.clone().or_else(|| known(|value| &value.description)),
        evidence: docs.map(|docs| docs.evidence.clone()).unwrap_or_default(),
    }
}

/// The witnesses of the alternative that turns out to be the type.
fn witnesses(old: &Shape, new: &Schema) -> Vec<Evidence> {
    let Shape::Union { variants, .. } = old else { return Vec::new() };
    let same = variants.iter().filter(|one| type_words::is_same(new, one));
    same.flat_map(|one| one.evidence.clone()).collect()
}

/// The new shape with what is known below the old one: the fields of an object, the listed values.
fn retyped(old: &Shape, new: Shape) -> Shape {
    if let Shape::Union { variants, .. } = old {
        if let Shape::Union { variants: wanted, discriminator } = new {
            let variants = wanted.into_iter().map(|one| known_in(variants, one)).collect();
            return Shape::Union { variants, discriminator };
        }
        return known_in(variants, type_words::plain(new)).shape;
    }
    match (old, new) {
        (Shape::Array { items: old }, Shape::Array { items }) => {
            Shape::Array { items: Box::new(merged(old, *items)) }
        }
        (Shape::Map { entries: old }, Shape::Map { entries }) => {
            Shape::Map { entries: Box::new(merged(old, *entries)) }
        }
        (Shape::Object { fields }, Shape::Object { .. }) => Shape::Object { fields: fields.clone() },
        (Shape::String { format: old, values }, Shape::String { format, .. }) => {
            Shape::String { format: format.or_else(|| old.clone()), values: values.clone() }
        }
        (Shape::Integer { format: old, values }, Shape::Integer { format, .. }) => {
            Shape::Integer { format: format.or_else(|| old.clone()), values: values.clone() }
        }
        (Shape::Integer { values, .. }, Shape::String { format, .. }) => {
            Shape::String { format, values: as_text(values) }
        }
        (Shape::String { values, .. }, Shape::Integer { format, .. }) => {
            Shape::Integer { format, values: as_integers(values) }
        }
        (old, Shape::Union { variants, discriminator }) => {
            let old = [type_words::plain(old.clone())];
            let variants = variants.into_iter().map(|one| known_in(&old, one)).collect();
            Shape::Union { variants, discriminator }
        }
        (_, new) => new,
    }
}

/// `wanted` with what the alternative of its kind knows.
fn known_in(variants: &[Schema], wanted: Schema) -> Schema {
    let same = |one: &&Schema| std::mem::discriminant(&one.shape) == std::mem::discriminant(&wanted.shape);
    match variants.iter().find(same) {
        Some(known) => merged(known, wanted),
        None => wanted,
    }
}

fn merged(old: &Schema, new: Schema) -> Schema {
    Schema { shape: retyped(&old.shape, new.shape), nullable: new.nullable, ..old.clone() }
}

/// Listed integers that turn out to travel as text.
fn as_text(values: &[EnumValue]) -> Vec<EnumValue> {
    let text = |value: &EnumValue| match &value.value {
        EnumScalar::Integer(number) => EnumScalar::String(number.to_string()),
        text @ EnumScalar::String(_) => text.clone(),
    };
    values.iter().map(|value| EnumValue { value: text(value), ..value.clone() }).collect()
}

/// Listed texts that turn out to travel as integers; those that are none cannot.
fn as_integers(values: &[EnumValue]) -> Vec<EnumValue> {
    let integer = |value: &EnumValue| match &value.value {
        EnumScalar::String(text) => text.parse().ok().map(EnumScalar::Integer),
        number @ EnumScalar::Integer(_) => Some(number.clone()),
    };
    values.iter().filter_map(|value| Some(EnumValue { value: integer(value)?, ..value.clone() })).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::place::{Node, all};
    use crate::spec::yaml;

    #[test]
    fn listed_values_follow_their_type() {
        let texts = ["1", "2", "none"].map(|text| EnumValue {
            value: EnumScalar::String(text.to_owned()),
            name: None,
            description: None,
            evidence: Vec::new(),
        });
        let old = Shape::String { format: None, values: texts.to_vec() };
        let new = retyped(&old, Shape::Integer { format: None, values: Vec::new() });
        let Shape::Integer { values, .. } = new else { panic!("{new:?}") };
        let values: Vec<_> = values.into_iter().map(|value| value.value).collect();
        assert_eq!(values, [EnumScalar::Integer(1), EnumScalar::Integer(2)]);
    }

    #[test]
    fn the_places_that_can_be_edited_are_those_that_are_listed() {
        let mut spec = Spec::default();
        let group = yaml::read_group("group", include_str!("../yaml/sample_group.yaml")).unwrap();
        spec.groups.insert(group.group.clone(), group);
        let api = ApiDescription::default();
        let listed: Vec<String> = all(&spec, &api)
            .into_iter()
            .filter(|(_, node)| !matches!(node, Node::Body(_)))
            .map(|(place, _)| place)
            .collect();
        let mut visited = Vec::new();
        each(&mut spec, &api, &mut |place, _| visited.push(place.to_owned()));
        assert!(visited.len() > 10);
        assert_eq!(visited, listed);
    }
}
