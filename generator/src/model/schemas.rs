//! The named schemas of a spec: where each stands, which way it travels, and which contain themselves.

use std::collections::{BTreeMap, BTreeSet};

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{Graph, NodeIndex};

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
    /// For each schema, its circle: those whose values contain each other without a list or a map between them are of one.
    circles: BTreeMap<SchemaId, usize>,
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
        schemas.circles = schemas.circles();
        let mut sent = Vec::new();
        let mut received = Vec::new();
        for (group, content) in &spec.groups {
            let module = modules.of(group);
            let there = |schema: &'a Schema| (schema, module.clone());
            sent.extend(content.endpoints.iter().flat_map(request_schemas).map(there));
            received.extend(content.endpoints.iter().flat_map(response_schemas).map(there));
        }
        schemas.sent = schemas.reachable(sent);
        schemas.received = schemas.reachable(received);
        schemas
    }

    /// The circles of schemas that contain each other.
    fn circles(&self) -> BTreeMap<SchemaId, usize> {
        let mut graph = Graph::<&SchemaId, ()>::new();
        let nodes: BTreeMap<&SchemaId, NodeIndex> =
            self.by_id.keys().map(|id| (id, graph.add_node(id))).collect();
        for (id, schema) in &self.by_id {
            for contained in self.referred(schema, &id.module, true) {
                if let (Some(from), Some(to)) = (nodes.get(id), nodes.get(&contained)) {
                    graph.add_edge(*from, *to, ());
                }
            }
        }
        let circles = kosaraju_scc(&graph).into_iter().enumerate();
        circles
            .flat_map(|(at, circle)| circle.into_iter().map(move |node| (node, at)))
            .filter_map(|(node, at)| graph.node_weight(node).map(|&id| (id.clone(), at)))
            .collect()
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

    /// Whether values of `inner`, which those of `outer` contain, can contain values of `outer` again, without a list or a
    /// map between them.
    pub(super) fn recurs(&self, outer: &SchemaId, inner: &SchemaId) -> bool {
        inner == outer
            || (self.circles.contains_key(inner) && self.circles.get(inner) == self.circles.get(outer))
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

    /// The named schemas that values of these can contain; each stands in a module.
    fn reachable(&self, roots: Vec<(&'a Schema, Vec<RustName>)>) -> BTreeSet<SchemaId> {
        let mut reached = BTreeSet::new();
        let mut waiting = roots;
        while let Some((schema, module)) = waiting.pop() {
            for id in self.referred(schema, &module, false) {
                if let Some(schema) = self.get(&id)
                    && !reached.contains(&id)
                {
                    waiting.push((schema, id.module.clone()));
                    reached.insert(id);
                }
            }
        }
        reached
    }

    /// The named schemas that `schema` refers to; `directly`: without a list or a map between them.
    fn referred(&self, schema: &Schema, module: &[RustName], directly: bool) -> Vec<SchemaId> {
        let mut found = Vec::new();
        let mut waiting = vec![schema];
        while let Some(schema) = waiting.pop() {
            match &schema.shape {
                Shape::Array { items: inner } | Shape::Map { entries: inner } if !directly => {
                    waiting.push(inner);
                }
                Shape::Object { fields } => waiting.extend(fields.iter().map(|field| &field.schema)),
                Shape::Union { variants: parts, .. } | Shape::AllOf { parts } => waiting.extend(parts),
                Shape::Ref { schema: name } => found.extend(self.find(name, module)),
                _ => {}
            }
        }
        found
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

/// The schemas that a call sends.
fn request_schemas(endpoint: &Endpoint) -> impl Iterator<Item = &Schema> {
    let parameters = endpoint.parameters.iter().map(|parameter| &parameter.field.schema);
    endpoint.bodies.iter().map(|body| &body.schema).chain(parameters)
}

/// The schemas that it answers with.
fn response_schemas(endpoint: &Endpoint) -> impl Iterator<Item = &Schema> {
    endpoint.responses.iter().flat_map(|response| &response.bodies).map(|body| &body.schema)
}
