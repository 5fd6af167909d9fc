//! Two specs → what has changed between them, place by place, and what each change means on the wire.
//!
//! Only what a spec says counts: a line that has moved on its page is no change. What the changes mean in Rust is
//! added by [`crate::model::drift`], which knows both clients.

mod api;
pub mod change;
mod endpoint;
mod field;
mod found;
mod level;
mod navigation;
mod schema;
mod security;
mod sentences;
mod servers;
#[cfg(test)]
mod tests;
mod users;

use std::collections::{BTreeMap, BTreeSet};

use self::change::{Change, Property, Said};
pub(crate) use self::found::distinct;
use self::found::{At, Found};
use self::level::Event;
use self::users::{Schemas, Users, either};
use super::Spec;
use super::api::ApiDescription;
use super::endpoint::Endpoint;
use super::evidence::{Evidence, EvidenceKind};
use super::place::ENVELOPE;
use super::schema::{Schema, Shape};
use super::type_words::type_words;

/// One version of an API.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// What its pages say.
    pub spec: &'a Spec,
    /// What people say of it.
    pub api: &'a ApiDescription,
}

/// What has changed, with nothing said about Rust yet: first the API itself, then its endpoints, its named schemas and
/// the navigation.
#[must_use]
pub fn diff(before: Version<'_>, after: Version<'_>) -> Vec<Change> {
    let mut diff = Diff {
        found: Found::default(),
        before: Side { schemas: Schemas::of(before.spec), data: data(before) },
        after: Side { schemas: Schemas::of(after.spec), data: data(after) },
        editions: &editions(before.spec) & &editions(after.spec),
        open: BTreeSet::new(),
    };
    api::compare(before, after, &mut diff.found);
    servers::compare(before.spec, after.spec, &mut diff.found);
    security::compare(before, after, &mut diff.found);
    diff.envelope(before.spec, after.spec);
    let (old, new) = (endpoints(before.spec), endpoints(after.spec));
    for id in union(old.keys(), new.keys()) {
        diff.endpoint(id, old.get(id).copied(), new.get(id).copied());
    }
    diff.named_schemas();
    navigation::compare(before.spec, after.spec, &mut diff.found);
    diff.found.into_changes()
}

/// Which endpoints a place of either version belongs to.
pub(crate) struct Owners<'a> {
    before: Schemas<'a>,
    after: Schemas<'a>,
    endpoints: BTreeSet<String>,
}

impl<'a> Owners<'a> {
    pub(crate) fn of(before: Version<'a>, after: Version<'a>) -> Self {
        let endpoints = [before, after].into_iter().flat_map(|version| endpoints(version.spec).into_keys());
        Self {
            before: Schemas::of(before.spec),
            after: Schemas::of(after.spec),
            endpoints: endpoints.collect(),
        }
    }

    /// The endpoint around a place, or those that use the named schema around it.
    pub(crate) fn endpoints(&self, place: &str) -> Vec<String> {
        let is_around = |id: &&String| {
            place.strip_prefix(id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        };
        if let Some(id) = self.endpoints.iter().filter(is_around).max_by_key(|id| id.len()) {
            return vec![id.clone()];
        }
        let schema = place.split(['.', '[', '{']).next().unwrap_or(place);
        let users = either(&self.before.users(schema), &self.after.users(schema));
        users.endpoints.into_iter().collect()
    }
}

/// What is compared, and what was found so far.
struct Diff<'a> {
    found: Found,
    before: Side<'a>,
    after: Side<'a>,
    /// The editions that both versions have pages of.
    editions: BTreeSet<String>,
    /// The pairs of schemas that are being compared: their names, or nothing for one without.
    open: BTreeSet<(String, String)>,
}

/// One of the two versions.
struct Side<'a> {
    schemas: Schemas<'a>,
    /// The field of the envelope under which bodies without it stand.
    data: Option<String>,
}

impl<'a> Diff<'a> {
    fn envelope(&mut self, before: &'a Spec, after: &'a Spec) {
        let users = either(&self.before.schemas.envelope, &self.after.schemas.envelope);
        let schema = |spec: &'a Spec| spec.shared.envelope.as_ref().map(|named| &named.schema);
        self.named(ENVELOPE, schema(before), schema(after), &users);
    }

    fn named_schemas(&mut self) {
        let names: BTreeSet<&str> = self.before.schemas.names().chain(self.after.schemas.names()).collect();
        for name in names {
            let users = either(&self.before.schemas.users(name), &self.after.schemas.users(name));
            let (before, after) = (self.before.schemas.get(name), self.after.schemas.get(name));
            self.named(name, before, after, &users);
        }
    }

    /// Compares what has a place of its own. That it is new or gone means nothing on the wire: whoever uses it says so.
    fn named(&mut self, place: &str, before: Option<&'a Schema>, after: Option<&'a Schema>, users: &Users) {
        let at = At::of(place, users.sides, users.endpoints.iter().cloned().collect());
        match (before, after) {
            (Some(before), Some(after)) => self.schema(&at, before, after),
            (None, None) => {}
            (before, after) => {
                let said = |schema: &Schema| Said::new(type_words(schema), &witnesses(schema));
                let (before, after) = (before.map(said), after.map(said));
                self.found.push(&at, Property::Existence, Event::NotOnTheWire, before, after);
            }
        }
    }
}

fn data(version: Version<'_>) -> Option<String> {
    version.api.envelope.as_ref().map(|roles| roles.data.clone())
}

/// Every endpoint by its id.
fn endpoints(spec: &Spec) -> BTreeMap<String, &Endpoint> {
    spec.endpoints().map(|endpoint| (endpoint.id(), endpoint)).collect()
}

/// The editions that a version has pages of.
fn editions(spec: &Spec) -> BTreeSet<String> {
    let pages = endpoints(spec).into_values().flat_map(|endpoint| &endpoint.pages);
    pages.map(|page| page.edition.clone()).collect()
}

/// The keys of both, each once.
fn union<'k, K: Ord>(
    some: impl Iterator<Item = &'k K>,
    others: impl Iterator<Item = &'k K>,
) -> BTreeSet<&'k K> {
    some.chain(others).collect()
}

/// Pairs what is the `same` in both lists, the first with the first where something is listed twice; then what only
/// either has.
fn paired<'x, T>(
    before: impl IntoIterator<Item = &'x T>,
    after: impl IntoIterator<Item = &'x T>,
    same: impl Fn(&T, &T) -> bool,
) -> Vec<(Option<&'x T>, Option<&'x T>)> {
    let mut rest: Vec<&T> = after.into_iter().collect();
    let mut pairs = Vec::new();
    for one in before {
        let position = rest.iter().position(|other| same(one, other));
        pairs.push((Some(one), position.map(|position| rest.remove(position))));
    }
    pairs.extend(rest.into_iter().map(|other| (None, Some(other))));
    pairs
}

/// Who says what a schema looks like: the best kind of witness, and the corrections that outweigh it. Of a union, the
/// best of each variant.
fn witnesses(schema: &Schema) -> Vec<Evidence> {
    let mut all: Vec<Evidence> = best(&schema.evidence).cloned().collect();
    if let (true, Shape::Union { variants, .. }) = (all.is_empty(), &schema.shape) {
        all = variants.iter().flat_map(witnesses).collect();
    }
    all.extend(schema.corrected.iter().map(|corrected| corrected.evidence.clone()));
    let mut seen = BTreeSet::new();
    all.retain(|one| seen.insert(one.to_string()));
    all
}

/// Evidence of the best kind, which comes first.
fn best(evidence: &[Evidence]) -> impl Iterator<Item = &Evidence> {
    let best = evidence.first().map(|first| first.kind);
    evidence.iter().filter(move |one| Some(one.kind) == best || one.kind == EvidenceKind::Override)
}

/// Both sides of a property that one side may lack.
fn said(value: Option<&str>, evidence: &[Evidence]) -> Option<Said> {
    value.map(|value| Said::new(value, evidence))
}
