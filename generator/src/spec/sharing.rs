//! Which group a named schema belongs to: the one it has always belonged to, or the one that uses it, or all.

use std::collections::{BTreeMap, BTreeSet};

use super::endpoint::Endpoint;
use super::names::{Names, SHARED};
use super::schema::{Schema, Shape};
use super::{Group, NamedSchema, Spec};

/// Puts every named schema, and the contradictions within it, where it is at home. Schemas that nothing uses are
/// shared.
pub(super) fn share(spec: &mut Spec, names: &Names) {
    let schemas = taken(spec);
    let endpoints = spec.groups.values().flat_map(in_group);
    let users = users(endpoints, spec.shared.envelope.as_ref(), &schemas);
    let home = |schema: &str| home(schema, &users, names);
    let mut within = Vec::new();
    for list in spec.contradiction_lists() {
        within.extend(list.extract_if(.., |one| schemas.contains_key(schema_of(&one.subject))));
    }
    for contradiction in within {
        match home(schema_of(&contradiction.subject)) {
            Some(group) => group_called(spec, group).contradictions.push(contradiction),
            None => spec.shared.contradictions.push(contradiction),
        }
    }
    for (name, schema) in schemas {
        match home(&name) {
            Some(group) => group_called(spec, group).schemas.insert(name, schema),
            None => spec.shared.schemas.insert(name, schema),
        };
    }
    for list in spec.contradiction_lists() {
        list.sort_by(|one, other| (&one.subject, one.about).cmp(&(&other.subject, other.about)));
    }
}

/// The group that a named schema belongs to; none when it is shared. A locked home stays, whoever uses the schema.
fn home(schema: &str, users: &BTreeMap<String, BTreeSet<String>>, names: &Names) -> Option<String> {
    if let Some(home) = names.schemas.get(schema) {
        return Some(home.clone()).filter(|home| home != SHARED);
    }
    let mut groups = users.get(schema)?.iter();
    // A group that is itself called so could not be told from what is shared.
    groups.next().filter(|group| groups.next().is_none() && *group != SHARED).cloned()
}

/// The group of this name, made where it is missing: schemas stay at home when the last endpoint is gone.
pub(super) fn group_called(spec: &mut Spec, name: String) -> &mut Group {
    let group = Group { group: name.clone(), ..Group::default() };
    spec.groups.entry(name).or_insert(group)
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

/// The named schemas that some endpoint or the envelope uses.
pub(super) fn used(spec: &Spec) -> BTreeSet<String> {
    let schemas = spec.schemas().map(|(name, schema)| (name.to_owned(), schema.clone())).collect();
    let endpoints = spec.groups.values().flat_map(in_group);
    users(endpoints, spec.shared.envelope.as_ref(), &schemas).into_keys().collect()
}

/// The endpoints of a group, with its name.
fn in_group(group: &Group) -> impl Iterator<Item = (&str, &Endpoint)> {
    group.endpoints.iter().map(|endpoint| (group.group.as_str(), endpoint))
}

/// All named schemas, taken out of the spec.
fn taken(spec: &mut Spec) -> BTreeMap<String, NamedSchema> {
    let mut schemas = std::mem::take(&mut spec.shared.schemas);
    for group in spec.groups.values_mut() {
        schemas.append(&mut group.schemas);
    }
    schemas
}

/// The named schema that a place would be within.
fn schema_of(place: &str) -> &str {
    place.split(['.', '[', '{']).next().unwrap_or(place)
}

/// For every named schema the groups that use it, directly or through another one.
fn users<'a>(
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
