//! Which group a named schema belongs to: the one it has always belonged to, or the one that uses it, or all.

use std::collections::{BTreeMap, BTreeSet};

use crate::spec::endpoint::Endpoint;
use crate::spec::names::{Names, SHARED};
use crate::spec::schema::{Schema, Shape};
use crate::spec::{NamedSchema, Spec};

/// The group that a named schema belongs to; none when it is shared. A locked home stays, whoever uses the schema.
pub(super) fn home(
    schema: &str,
    users: &BTreeMap<String, BTreeSet<String>>,
    names: &Names,
) -> Option<String> {
    if let Some(home) = names.schemas.get(schema) {
        return Some(home.clone()).filter(|home| home != SHARED);
    }
    let mut groups = users.get(schema)?.iter();
    // A group that is itself called so could not be told from what is shared.
    groups.next().filter(|group| groups.next().is_none() && *group != SHARED).cloned()
}

/// Locks the home of every named schema.
pub(super) fn lock(spec: &Spec, names: &mut Names) {
    let shared = spec.shared.schemas.keys().map(|schema| (schema, SHARED));
    let groups = spec.groups.values();
    let grouped = groups.flat_map(|group| group.schemas.keys().map(|schema| (schema, group.group.as_str())));
    for (schema, home) in shared.chain(grouped) {
        names.schemas.entry(schema.clone()).or_insert_with(|| home.to_owned());
    }
}

/// For every named schema the groups that use it, directly or through another one.
pub(super) fn users<'a>(
    endpoints: impl IntoIterator<Item = (&'a str, &'a Endpoint)>,
    envelope: Option<&NamedSchema>,
    schemas: &BTreeMap<String, NamedSchema>,
) -> BTreeMap<String, BTreeSet<String>> {
    let mut users: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (group, endpoint) in endpoints {
        for schema in schemas_of(endpoint) {
            add(schema, group, schemas, &mut users);
        }
    }
    if let Some(envelope) = envelope {
        // Two users make it shared, whichever groups there are.
        add(&envelope.schema, "", schemas, &mut users);
        add(&envelope.schema, "/", schemas, &mut users);
    }
    users
}

fn schemas_of(endpoint: &Endpoint) -> impl Iterator<Item = &Schema> {
    let parameters = endpoint.parameters.iter().map(|parameter| &parameter.field.schema);
    let bodies =
        endpoint.bodies.iter().chain(endpoint.responses.iter().flat_map(|response| &response.bodies));
    parameters.chain(bodies.map(|body| &body.schema))
}

fn add(
    schema: &Schema,
    group: &str,
    schemas: &BTreeMap<String, NamedSchema>,
    users: &mut BTreeMap<String, BTreeSet<String>>,
) {
    match &schema.shape {
        Shape::Ref { schema } => {
            let fresh = users.entry(schema.clone()).or_default().insert(group.to_owned());
            if let Some(named) = schemas.get(schema).filter(|_| fresh) {
                add(&named.schema, group, schemas, users);
            }
        }
        Shape::Array { items } => add(items, group, schemas, users),
        Shape::Map { entries } => add(entries, group, schemas, users),
        Shape::Object { fields } => fields.iter().for_each(|field| add(&field.schema, group, schemas, users)),
        Shape::Union { variants, .. } => variants.iter().for_each(|one| add(one, group, schemas, users)),
        Shape::AllOf { parts } => parts.iter().for_each(|one| add(one, group, schemas, users)),
        _ => {}
    }
}
