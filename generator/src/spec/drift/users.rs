//! Named schemas of a spec: what each looks like, which endpoints use it, and which way it travels.

use std::collections::{BTreeMap, BTreeSet};

use super::level::Sides;
use crate::spec::Spec;
use crate::spec::endpoint::Endpoint;
use crate::spec::schema::{Schema, Shape};

/// Who uses a schema.
#[derive(Clone, Debug, Default)]
pub(super) struct Users {
    /// The endpoints, by id.
    pub(super) endpoints: BTreeSet<String>,
    /// Which way it travels.
    pub(super) sides: Sides,
}

impl Users {
    fn join(&mut self, other: &Self) {
        self.endpoints.extend(other.endpoints.iter().cloned());
        self.sides.sent |= other.sides.sent;
        self.sides.received |= other.sides.received;
    }
}

/// The named schemas of one spec.
#[derive(Debug)]
pub(super) struct Schemas<'a> {
    named: BTreeMap<&'a str, &'a Schema>,
    users: BTreeMap<String, Users>,
    /// Those whose answers the envelope stands around.
    pub(super) envelope: Users,
}

impl<'a> Schemas<'a> {
    pub(super) fn of(spec: &'a Spec) -> Self {
        let named = spec.schemas().map(|(name, named)| (name, &named.schema)).collect();
        let mut schemas = Self { named, users: BTreeMap::new(), envelope: Users::default() };
        for endpoint in spec.endpoints() {
            schemas.add_endpoint(endpoint);
        }
        if let Some(envelope) = &spec.shared.envelope {
            let users = schemas.envelope.clone();
            schemas.add(&envelope.schema, &users);
        }
        schemas
    }

    fn add_endpoint(&mut self, endpoint: &'a Endpoint) {
        let users = |sides| Users { endpoints: BTreeSet::from([endpoint.id()]), sides };
        let sent = users(request_sides(endpoint));
        let received = users(Sides::RECEIVED);
        for parameter in &endpoint.parameters {
            self.add(&parameter.field.schema, &sent);
        }
        for body in &endpoint.bodies {
            self.add(&body.schema, &sent);
        }
        for body in endpoint.responses.iter().flat_map(|response| &response.bodies) {
            self.add(&body.schema, &received);
            if body.enveloped {
                self.envelope.join(&received);
            }
        }
    }

    /// Notes who uses the named schemas that values of `schema` can contain.
    fn add(&mut self, schema: &'a Schema, users: &Users) {
        let mut reached = BTreeSet::new();
        let mut waiting = vec![schema];
        while let Some(schema) = waiting.pop() {
            match &schema.shape {
                Shape::Array { items: inner } | Shape::Map { entries: inner } => waiting.push(inner),
                Shape::Object { fields } => waiting.extend(fields.iter().map(|field| &field.schema)),
                Shape::Union { variants: parts, .. } | Shape::AllOf { parts } => waiting.extend(parts),
                Shape::Ref { schema: name } if reached.insert(name.as_str()) => {
                    self.users.entry(name.clone()).or_default().join(users);
                    waiting.extend(self.named.get(name.as_str()).copied());
                }
                _ => {}
            }
        }
    }

    /// The schema called `name`.
    pub(super) fn get(&self, name: &str) -> Option<&'a Schema> {
        self.named.get(name).copied()
    }

    /// Every name.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        self.named.keys().copied()
    }

    /// Who uses the schema called `name`.
    pub(super) fn users(&self, name: &str) -> Users {
        self.users.get(name).cloned().unwrap_or_default()
    }
}

/// Which way the request of an endpoint travels: a message is sent by the vendor.
pub(super) fn request_sides(endpoint: &Endpoint) -> Sides {
    if endpoint.is_topic() { Sides::RECEIVED } else { Sides::SENT }
}

/// The users in either version.
pub(super) fn either(one: &Users, other: &Users) -> Users {
    let mut both = one.clone();
    both.join(other);
    both
}
