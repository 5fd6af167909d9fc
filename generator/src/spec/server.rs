//! Servers of the API, and the ways to prove who calls, as the pages state them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;

/// A server that the API lives on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Server {
    /// URL before every path, without a slash at its end, perhaps with `{variables}`.
    pub url: String,
    /// What the pages call it, such as `Production`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The variables of the URL, in its order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<ServerVariable>,
    /// Where the pages list it.
    pub evidence: Vec<Evidence>,
}

/// A variable in the URL of a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ServerVariable {
    /// Name between the braces.
    pub name: String,
    /// Value where nobody chooses one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// The values it can have; any when none is listed.
    #[serde(default, rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// What the pages say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A way to prove who calls.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SecurityScheme {
    /// How it works.
    #[serde(flatten)]
    pub kind: SecurityKind,
    /// What the pages say of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where the pages state it.
    pub evidence: Vec<Evidence>,
}

/// How a call proves who sends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum SecurityKind {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// A key in a header.
    HeaderKey {
        /// Name of the header.
        name: String,
    },
    /// A key in the query.
    QueryKey {
        /// Name of the parameter.
        name: String,
    },
    /// A key in a cookie.
    CookieKey {
        /// Name of the cookie.
        name: String,
    },
    /// A token that another server grants, by OAuth 2 or `OpenID` Connect; sent like a bearer's.
    Token,
    /// A way that the client does not know, in the pages' words.
    Other {
        /// The words.
        words: String,
    },
}
