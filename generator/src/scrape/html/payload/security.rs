//! How calls prove who sends them: the project's setting, unless the endpoint has its own.

use super::Reader;
use super::turbo_stream::Value;
use crate::scrape::facts::{SecurityFacts, SecurityKind, SecuritySchemeFacts};

impl Reader<'_> {
    /// What an endpoint needs, or, on a page without one, what the site says.
    pub(super) fn security(&mut self, endpoint: Option<Value<'_>>) -> SecurityFacts {
        let own = endpoint.and_then(|endpoint| endpoint.get("securityScheme"));
        let project = self.state.at(&["projectSetting", "securityScheme"]);
        if own.into_iter().chain(project).any(|stated| !stated.members().is_empty()) {
            let message = "this page names security schemes, which its data does not describe";
            self.unread_with(message.to_owned(), "declare the authentication in api.yaml");
        }
        let has_type = |auth: &Value<'_>| kind_word(*auth).is_some_and(|word| !is_inherited(&word));
        let own = endpoint.and_then(|endpoint| endpoint.get("auth")).filter(has_type);
        let project = self.state.at(&["projectSetting", "auth"]).filter(has_type);
        let Some(auth) = own.or(project) else { return SecurityFacts::default() };
        let word = kind_word(auth).unwrap_or_default();
        if ["noauth", "none"].contains(&word.to_ascii_lowercase().as_str()) {
            return SecurityFacts { schemes: Vec::new(), required: Some(vec![Vec::new()]) };
        }
        let kind = kind(&word, auth);
        let scheme =
            SecuritySchemeFacts { name: word.clone(), origin: self.origin.clone(), kind, description: None };
        SecurityFacts { schemes: vec![scheme], required: Some(vec![vec![word]]) }
    }
}

fn kind_word(auth: Value<'_>) -> Option<String> {
    auth.get("type").and_then(Value::text)
}

fn is_inherited(word: &str) -> bool {
    ["inherit", "parent", "inherited"].contains(&word.to_ascii_lowercase().as_str())
}

fn kind(word: &str, auth: Value<'_>) -> SecurityKind {
    match word.to_ascii_lowercase().as_str() {
        "bearer" => SecurityKind::Bearer,
        "basic" => SecurityKind::Basic,
        "oauth2" | "openidconnect" => SecurityKind::Token,
        "apikey" => api_key(auth.get(word).unwrap_or(auth)),
        _ => SecurityKind::Other(word.to_owned()),
    }
}

/// The members stand in an object, or in a list of keys and values.
fn api_key(details: Value<'_>) -> SecurityKind {
    let listed = |name: &str| {
        let is_it = |entry: &Value<'_>| entry.get("key").and_then(Value::text).as_deref() == Some(name);
        details.items().into_iter().find(is_it).and_then(|entry| entry.get("value")).and_then(Value::text)
    };
    let member = |name: &str| details.get(name).and_then(Value::text).or_else(|| listed(name));
    let name = member("key").or_else(|| member("name")).unwrap_or_else(|| "Authorization".to_owned());
    match member("in").or_else(|| member("addTo")).unwrap_or_default().to_ascii_lowercase().as_str() {
        "query" => SecurityKind::QueryKey(name),
        "cookie" => SecurityKind::CookieKey(name),
        _ => SecurityKind::HeaderKey(name),
    }
}
