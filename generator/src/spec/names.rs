//! `names.yaml`: the names people see in Rust, locked once given.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

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
    /// Place of a schema → name of its type: `Order`, `Order.lines[]`, `POST /orders request`.
    #[serde(default)]
    pub types: BTreeMap<String, String>,
    /// Place of an enumeration → value on the wire → name of its variant.
    #[serde(default)]
    pub variants: BTreeMap<String, BTreeMap<String, String>>,
    /// Place of an object, or of an endpoint's parameters → name on the wire → name of the field or argument.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, BTreeMap<String, String>>,
    /// Place of an object, or endpoint → names on the wire of what its constructor or function takes, in the order
    /// in which it takes them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, Vec<String>>,
    /// Named schema → the group whose module holds its type, or `shared`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub schemas: BTreeMap<String, String>,
    /// Endpoints that no page documents any more → the `group/operation` they had, given to no other.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub removed: BTreeMap<String, String>,
}
