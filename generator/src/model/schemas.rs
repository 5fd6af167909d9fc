//! The named schemas of a spec: where each stands, which way it travels, and which contain themselves.

use std::collections::{BTreeMap, BTreeSet};

use super::modules::{self, Modules};
use super::rust_name::RustName;
use super::site::Sides;
use crate::spec::Spec;
use crate::spec::endpoint::Endpoint;
use crate::spec::schema::{Presence, Schema, Shape};

/// A named schema: its module and its name in the spec.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SchemaId {
    /// The module its type goes to.
    pub(super) module: Vec<RustName>,
    /// Its name in the spec.
    pub(super) name: String,
}

/// The named schemas of a spec.
#[derive(Debug, Default)]
pub(super) struct Schemas<'a> {
    by_id: BTreeMap<SchemaId, &'a Schema>,
    shared: Vec<RustName>,
    sent: BTreeSet<SchemaId>,
    received: BTreeSet<SchemaId>,
    /// For each schema, those that its values contain without a list or a map between them.
    contained: BTreeMap<SchemaId, BTreeSet<SchemaId>>,
}

impl<'a> Schemas<'a> {
    /// The schemas of `spec`, in the modules of their groups.
    pub(super) fn of(spec: &'a Spec, modules: &Modules) -> Self {
        let mut schemas = Self { shared: modules::shared(), ..Self::default() };
        for (name, named) in &spec.shared.schemas {
            schemas.by_id.insert(SchemaId { module: modules::shared(), name: name.clone() }, &named.schema);
        }
        for (group, content) in &spec.groups {
            for (name, named) in &content.schemas {
                let id = SchemaId { module: modules.of(group), name: name.clone() };
                schemas.by_id.insert(id, &named.schema);
            }
        }
        let contained =
            |(id, schema): (&SchemaId, &&Schema)| (id.clone(), schemas.reachable(schema, &id.module, true));
        schemas.contained = schemas.by_id.iter().map(contained).collect();
        for (group, content) in &spec.groups {
            for endpoint in &content.endpoints {
                schemas.travel(endpoint, &modules.of(group));
            }
        }
        schemas
    }

    /// Notes which way the schemas of `endpoint` travel.
    fn travel(&mut self, endpoint: &Endpoint, module: &[RustName]) {
        for body in &endpoint.bodies {
            self.sent.extend(self.reachable(&body.schema, module, false));
        }
        for parameter in &endpoint.parameters {
            self.sent.extend(self.reachable(&parameter.field.schema, module, false));
        }
        for body in endpoint.responses.iter().flat_map(|response| &response.bodies) {
            self.received.extend(self.reachable(&body.schema, module, false));
        }
    }

    /// Every named schema.
    pub(super) fn ids(&self) -> impl Iterator<Item = &SchemaId> {
        self.by_id.keys()
    }

    /// The schema.
    pub(super) fn get(&self, id: &SchemaId) -> Option<&'a Schema> {
        self.by_id.get(id).copied()
    }

    /// The schema called `name` for someone in `module`: its own, a shared one, or any.
    pub(super) fn find(&self, name: &str, module: &[RustName]) -> Option<SchemaId> {
        let near =
            [module, &self.shared].map(|module| SchemaId { module: module.to_vec(), name: name.to_owned() });
        let near = near.into_iter().find(|id| self.by_id.contains_key(id));
        near.or_else(|| self.by_id.keys().find(|id| id.name == name).cloned())
    }

    /// Which way values of the schema travel; those nobody uses count as received.
    pub(super) fn sides(&self, id: &SchemaId) -> Sides {
        let request = self.sent.contains(id);
        Sides { request, response: self.received.contains(id) || !request }
    }

    /// Whether values of `inner` can contain values of `outer`, without a list or a map between them.
    pub(super) fn recurs(&self, outer: &SchemaId, inner: &SchemaId) -> bool {
        inner == outer || self.contained.get(inner).is_some_and(|contained| contained.contains(outer))
    }

    /// Whether a value may be, as a whole, a value of the same schema again.
    pub(super) fn is_itself(&self, id: &SchemaId) -> bool {
        let mut seen = BTreeSet::new();
        let mut waiting: Vec<(&Schema, Vec<RustName>)> =
            self.get(id).into_iter().map(|schema| (schema, id.module.clone())).collect();
        while let Some((schema, module)) = waiting.pop() {
            match &schema.shape {
                Shape::Union { variants: parts, .. } | Shape::AllOf { parts } => {
                    waiting.extend(parts.iter().map(|part| (part, module.clone())));
                }
                Shape::Ref { schema: name } => {
                    let Some(found) = self.find(name, &module) else { continue };
                    if found == *id {
                        return true;
                    }
                    if let Some(schema) = self.get(&found).filter(|_| seen.insert(found.clone())) {
                        waiting.push((schema, found.module));
                    }
                }
                _ => {}
            }
        }
        false
    }

    /// How many members a value must have.
    pub(super) fn demands(&self, schema: &Schema, module: &[RustName]) -> usize {
        let schema = match &schema.shape {
            Shape::Ref { schema: name } => self.find(name, module).and_then(|id| self.get(&id)),
            _ => Some(schema),
        };
        match schema.map(|schema| &schema.shape) {
            Some(Shape::Object { fields }) => fields
                .iter()
                .filter(|field| field.presence == Presence::Required && !field.schema.nullable)
                .count(),
            _ => 0,
        }
    }

    /// The named schemas that values of `schema` can contain.
    fn reachable(&self, schema: &Schema, module: &[RustName], directly: bool) -> BTreeSet<SchemaId> {
        let mut reached = BTreeSet::new();
        let mut waiting = vec![(schema, module.to_vec())];
        while let Some((schema, module)) = waiting.pop() {
            match &schema.shape {
                Shape::Array { items } if !directly => waiting.push((items.as_ref(), module)),
                Shape::Map { entries } if !directly => waiting.push((entries.as_ref(), module)),
                Shape::Object { fields } => {
                    waiting.extend(fields.iter().map(|field| (&field.schema, module.clone())));
                }
                Shape::Union { variants, .. } => {
                    waiting.extend(variants.iter().map(|variant| (variant, module.clone())));
                }
                Shape::AllOf { parts } => waiting.extend(parts.iter().map(|part| (part, module.clone()))),
                Shape::Ref { schema: name } => {
                    let found = self.find(name, &module).and_then(|id| Some((self.get(&id)?, id)));
                    if let Some((schema, id)) = found {
                        let module = id.module.clone();
                        if reached.insert(id) {
                            waiting.push((schema, module));
                        }
                    }
                }
                _ => {}
            }
        }
        reached
    }

    /// Whether a value takes much room outside lists, maps and boxes.
    pub(super) fn is_large(&self, schema: &Schema, module: &[RustName]) -> bool {
        const MANY: usize = 6;
        let mut waiting = vec![(schema, module.to_vec())];
        let mut visited = 0;
        while let Some((schema, module)) = waiting.pop() {
            visited += 1;
            match &schema.shape {
                _ if visited > MANY => return true,
                Shape::Object { fields } => {
                    waiting.extend(fields.iter().map(|field| (&field.schema, module.clone())));
                }
                Shape::AllOf { parts } => waiting.extend(parts.iter().map(|part| (part, module.clone()))),
                Shape::Ref { schema: name } => {
                    let found = self.find(name, &module).and_then(|id| Some((self.get(&id)?, id.module)));
                    waiting.extend(found);
                }
                _ => {}
            }
        }
        false
    }
}
