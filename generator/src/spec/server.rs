//! Servers of the API, and the ways to prove who calls, as the pages state them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::api::{ApiDescription, Carrier, Ingredient};
use super::endpoint::{In, placeholders};
use super::evidence::Evidence;
use super::reconcile::words;

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

impl Server {
    /// The URL with the default of each variable in its place; the first of its values where it has no default.
    /// `None` where some variable has neither.
    #[must_use]
    pub fn default_url(&self) -> Option<String> {
        placeholders(&self.url).into_iter().try_fold(self.url.clone(), |url, name| {
            let variable = self.variables.iter().find(|variable| variable.name == name)?;
            let value = variable.default.as_ref().or_else(|| variable.values.first())?;
            Some(url.replace(&format!("{{{name}}}"), value))
        })
    }
}

/// The URL that stands before every path where nobody names another: that of `api.yaml`, otherwise that of the first
/// server that has a whole one.
#[must_use]
pub fn base_url(api: &ApiDescription, servers: &[Server]) -> Option<String> {
    let schemes = ["http://", "https://"];
    let absolute =
        |url: &String| schemes.iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
    api.base_url.clone().or_else(|| servers.iter().filter_map(Server::default_url).find(absolute))
}

/// A variable in the URL of a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
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

/// The header of credentials, RFC 9110.
const AUTHORIZATION: &str = "Authorization";

impl SecurityKind {
    /// Where the credential travels, and under which name; `None` where the pages' words do not say.
    #[must_use]
    pub fn carrier(&self) -> Option<(In, &str)> {
        match self {
            Self::Bearer | Self::Basic | Self::Token => Some((In::Header, AUTHORIZATION)),
            Self::HeaderKey { name } => Some((In::Header, name)),
            Self::QueryKey { name } => Some((In::Query, name)),
            Self::CookieKey { name } => Some((In::Cookie, name)),
            Self::Other { .. } => None,
        }
    }

    /// What carries the credentials of a scheme with this name, and where; `None` where the pages' words do not say.
    /// A token is the credential `token`, user name and password are `username` and `password`, and a key is called like
    /// its scheme in kebab case, or like what carries it where the scheme's name has no ASCII letter.
    #[must_use]
    pub fn recipe(&self, scheme: &str) -> Option<(In, Carrier)> {
        let (place, name) = self.carrier()?;
        let (carries, prefix) = match self {
            Self::Bearer | Self::Token => (Ingredient::Credential("token".to_owned()), "Bearer "),
            Self::Basic => (Ingredient::Basic("username".to_owned(), "password".to_owned()), ""),
            _ => {
                // Environment variables are made of ASCII, so that the others would all be called the same.
                let is_plain = scheme.bytes().any(|byte| byte.is_ascii_alphanumeric());
                (Ingredient::Credential(words(if is_plain { scheme } else { name }).join("-")), "")
            }
        };
        let (name, prefix) = (name.to_owned(), prefix.to_owned());
        Some((place, Carrier { name, carries, optional: false, prefix, line: 0 }))
    }

    /// What it is, in a few words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Bearer => "a bearer token".to_owned(),
            Self::Basic => "user name and password".to_owned(),
            Self::HeaderKey { name } => format!("a key in the header {name}"),
            Self::QueryKey { name } => format!("a key in the query parameter {name}"),
            Self::CookieKey { name } => format!("a key in the cookie {name}"),
            Self::Token => "a token that another server grants".to_owned(),
            Self::Other { words } => words.clone(),
        }
    }
}

/// What a call needs, in words: alternatives joined by ` or `, schemes that are all needed by ` and `; `none` for an
/// alternative without schemes.
#[must_use]
pub fn requirement_words(alternatives: &[Vec<String>]) -> String {
    let all = |schemes: &Vec<String>| {
        if schemes.is_empty() { NONE.to_owned() } else { schemes.join(" and ") }
    };
    if alternatives.is_empty() {
        NONE.to_owned()
    } else {
        alternatives.iter().map(all).collect::<Vec<_>>().join(" or ")
    }
}

/// Reads what [`requirement_words`] writes.
#[must_use]
pub fn requirement(words: &str) -> Vec<Vec<String>> {
    let scheme = |name: &str| Some(name.trim().to_owned()).filter(|name| !name.is_empty() && name != NONE);
    words.split(" or ").map(|all| all.split(" and ").filter_map(scheme).collect()).collect()
}

/// The word for an alternative that needs nothing.
const NONE: &str = "none";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_has_its_defaults() {
        let variable = |name: &str, default: Option<&str>, values: &[&str]| ServerVariable {
            name: name.to_owned(),
            default: default.map(str::to_owned),
            values: values.iter().map(|&value| value.to_owned()).collect(),
            description: None,
        };
        let server = |variables: Vec<ServerVariable>| Server {
            url: "https://{region}.api.example/{stage}".to_owned(),
            description: None,
            variables,
            evidence: Vec::new(),
        };
        let both = server(vec![variable("region", Some("eu"), &[]), variable("stage", None, &["v1", "v2"])]);
        assert_eq!(both.default_url().as_deref(), Some("https://eu.api.example/v1"));
        let one = server(vec![variable("region", Some("eu"), &[])]);
        assert_eq!(one.default_url(), None);
        let api = ApiDescription::default();
        assert_eq!(base_url(&api, &[one, both]).as_deref(), Some("https://eu.api.example/v1"));
    }

    #[test]
    fn keys_have_names_that_environment_variables_can_be_made_of() {
        let key = |scheme: &str| {
            let kind = SecurityKind::HeaderKey { name: "X-Api-Key".to_owned() };
            kind.recipe(scheme).map(|(_, carrier)| carrier.carries)
        };
        let credential = |name: &str| Some(Ingredient::Credential(name.to_owned()));
        assert_eq!(key("partnerKey"), credential("partner-key"));
        assert_eq!(key("密钥"), credential("x-api-key"));
    }

    #[test]
    fn requirements_are_written_and_read() {
        let list = |all: &[&[&str]]| -> Vec<Vec<String>> {
            all.iter().map(|one| one.iter().map(|&name| name.to_owned()).collect()).collect()
        };
        for (alternatives, words) in [
            (list(&[&["bearer"]]), "bearer"),
            (list(&[&["key", "user"], &["bearer"]]), "key and user or bearer"),
            (list(&[&["bearer"], &[]]), "bearer or none"),
            (list(&[&[]]), "none"),
        ] {
            assert_eq!(requirement_words(&alternatives), words);
            assert_eq!(requirement(words), alternatives);
        }
        assert_eq!(requirement_words(&[]), "none");
    }
}
