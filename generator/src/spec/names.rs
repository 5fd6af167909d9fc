//! `names.yaml`: the names people see in Rust, locked once given.
//!
//! Places are written as in [`place`](super::place). An entry whose place is gone stays: what comes back finds its
//! name waiting, and nobody else gets it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Spec;
use super::endpoint::Endpoint;

/// The home of schemas that several groups use, among [`Names::schemas`].
pub const SHARED: &str = "shared";

/// Whether a character is a Chinese one that every dictionary has. Names keep these as they are: people who read the
/// docs read them, too, and no romanisation is the only one. Rarer ones draw warnings from the compiler.
pub(crate) const fn is_chinese(character: char) -> bool {
    matches!(character, '\u{4e00}'..='\u{9fef}')
}

/// Names that stay. The run adds what is new and changes nothing that stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "names.yaml")]
pub struct Names {
    /// Beginning of a path → group for endpoints that are new; the longest match counts. By hand.
    #[serde(default)]
    pub groups: BTreeMap<String, String>,
    /// `GET /orders/{id}` → `group/operation`.
    #[serde(default)]
    pub endpoints: BTreeMap<String, String>,
    /// Place of a schema → name of its type: `Order`, `Order.lines[]`, `POST /orders request`. What an endpoint
    /// takes in one struct stands at `GET /orders options` and `GET /orders required`, what it answers with several
    /// statuses at `GET /orders answer`, and how it fails at `GET /orders failure`, where endpoints share names.
    #[serde(default)]
    pub types: BTreeMap<String, String>,
    /// Place of an enumeration → value on the wire → name of its variant. Place of a choice → member that only one of its
    /// objects without a name has → name of its variant.
    #[serde(default)]
    pub variants: BTreeMap<String, BTreeMap<String, String>>,
    /// Place of an object → name on the wire → name of the field. Parameters stand at `GET /orders path`,
    /// `GET /orders query`, `GET /orders header` and `GET /orders cookie`, and have distinct names within their endpoint.
    /// At `POST /orders functions` stand the functions beside the endpoint's own, by the media type that they send.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, BTreeMap<String, String>>,
    /// Place of an object, or endpoint → names on the wire of what its constructor or function takes, in the order
    /// in which it takes them. Those of a function are written `path.id`, `query.page`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, Vec<String>>,
    /// Named schema → the group whose module holds its type, or `shared`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub schemas: BTreeMap<String, String>,
    /// Place → the named schema that stands there. When pages call it otherwise, its heir is known by the place.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub refs: BTreeMap<String, String>,
    /// Endpoints that no page documents any more → the `group/operation` they had, given to no other.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub removed: BTreeMap<String, String>,
}

impl Names {
    /// Moves the endpoints that `spec` does not have to [`removed`](Self::removed). To be called when every page was
    /// read: a page that was left out still documents its endpoint.
    pub fn bury(&mut self, spec: &Spec) {
        let documented: BTreeSet<String> = spec.endpoints().map(Endpoint::id).collect();
        let (standing, gone) =
            std::mem::take(&mut self.endpoints).into_iter().partition(|(id, _)| documented.contains(id));
        self.endpoints = standing;
        let gone: BTreeMap<_, _> = gone;
        self.removed.extend(gone);
    }

    /// Gives endpoints that are documented again the names they had.
    pub(super) fn unearth<'a>(&mut self, documented: impl IntoIterator<Item = &'a str>) {
        for id in documented {
            let Some(name) = self.removed.remove(id) else { continue };
            self.endpoints.entry(id.to_owned()).or_insert(name);
        }
    }

    /// Hands everything that is locked for the schema `old`, and within it, to `new`.
    pub(super) fn rename_schema(&mut self, old: &str, new: &str) {
        rename(&mut self.types, old, new);
        rename(&mut self.variants, old, new);
        rename(&mut self.fields, old, new);
        rename(&mut self.arguments, old, new);
        rename(&mut self.schemas, old, new);
        rename(&mut self.refs, old, new);
        self.refs.values_mut().filter(|schema| *schema == old).for_each(|schema| new.clone_into(schema));
    }

    /// Whether a named schema of this name has had a type before.
    pub(super) fn knows_schema(&self, name: &str) -> bool {
        self.schemas.contains_key(name) || self.types.contains_key(name)
    }
}

/// Moves the entries of the schema `old`, and of the places within it, to `new`.
fn rename<T>(entries: &mut BTreeMap<String, T>, old: &str, new: &str) {
    let is_within = |rest: &str| {
        rest.is_empty()
            || rest.starts_with(['.', '[', '{'])
            || rest.starts_with(" as ")
            || matches!(rest, " required" | " options")
    };
    let moved = |key: &String| {
        key.strip_prefix(old).filter(|rest| is_within(rest)).map(|rest| format!("{new}{rest}"))
    };
    for key in entries.keys().filter(|key| moved(key).is_some()).cloned().collect::<Vec<_>>() {
        if let (Some(to), Some(entry)) = (moved(&key), entries.remove(&key)) {
            entries.insert(to, entry);
        }
    }
}
