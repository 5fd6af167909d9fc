//! What a capture states about the whole API: servers, authentication, navigation.

use std::sync::Arc;

use super::NavigationItem;
use crate::diagnostic::Origin;
use crate::scrape::Capture;

/// What a capture without an endpoint, such as a page of prose or an index of pages, says about its site.
#[derive(Clone, Debug)]
pub struct Site {
    /// Path of the capture, relative to the API directory.
    pub file: Arc<str>,
    /// Directory below `captures/`; empty when the capture lies directly in it.
    pub edition: String,
    /// Heading of the page; none of an index, which is a page of no navigation.
    pub title: Option<String>,
    /// The navigation it shows, in order.
    pub navigation: Vec<NavigationItem>,
    /// The servers it lists.
    pub servers: Vec<ServerFacts>,
    /// The ways to prove who calls.
    pub security: SecurityFacts,
}

impl Site {
    /// What a capture says of its site before anything of it is read: that it is one of its pages.
    #[must_use]
    pub fn start(capture: &Capture) -> Self {
        Self {
            file: Arc::clone(&capture.file),
            edition: capture.edition().to_owned(),
            title: None,
            navigation: Vec::new(),
            servers: Vec::new(),
            security: SecurityFacts::default(),
        }
    }
}

/// A server an API lives on.
#[derive(Clone, Debug)]
pub struct ServerFacts {
    /// Where it is stated.
    pub origin: Origin,
    /// URL before every path, perhaps with `{variables}`; may be empty.
    pub url: String,
    /// Name or description, such as `Production`.
    pub description: Option<String>,
    /// Its variables, in the page's order.
    pub variables: Vec<ServerVariableFacts>,
}

/// A variable in the URL of a server.
#[derive(Clone, Debug)]
pub struct ServerVariableFacts {
    /// Name between the braces.
    pub name: String,
    /// Value where nobody chooses one.
    pub default: Option<String>,
    /// The values it can have; none where any may stand.
    pub values: Vec<String>,
    /// What the page says of it.
    pub description: Option<String>,
}

/// The ways to prove who calls, and which of them a call needs.
#[derive(Clone, Debug, Default)]
pub struct SecurityFacts {
    /// The ways there are.
    pub schemes: Vec<SecuritySchemeFacts>,
    /// The alternatives, each a list of names of schemes that are all needed; an empty alternative needs none. `None`
    /// where the page does not say.
    pub required: Option<Vec<Vec<String>>>,
}

/// One way to prove who calls.
#[derive(Clone, Debug)]
pub struct SecuritySchemeFacts {
    /// Its name.
    pub name: String,
    /// Where it is stated.
    pub origin: Origin,
    /// How it works.
    pub kind: SecurityKind,
    /// What the page says of it.
    pub description: Option<String>,
}

/// How a call proves who sends it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// `Authorization: Bearer …`
    Bearer,
    /// `Authorization: Basic …`
    Basic,
    /// A key in a header.
    HeaderKey(String),
    /// A key in the query.
    QueryKey(String),
    /// A key in a cookie.
    CookieKey(String),
    /// OAuth 2 or `OpenID` Connect: a token that another server grants, sent like a bearer's.
    Token,
    /// Anything else, in the page's words.
    Other(String),
}
