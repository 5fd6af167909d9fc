//! The environments of the site: each is a server, and may have several addresses.

use super::Reader;
use super::turbo_stream::Value;
use crate::scrape::facts::{ServerFacts, ServerVariableFacts};
use crate::scrape::openapi::OWN_SERVERS;

impl Reader<'_> {
    /// The servers, for an endpoint that lives at the address called `service` of each.
    pub(super) fn servers(&self, service: Option<&str>) -> Vec<ServerFacts> {
        let listed =
            self.state.at(&["environments", "environmentList"]).map(Value::items).unwrap_or_default();
        let selected = self.state.at(&["environments", "selectedEnvironment"]);
        let environments = if listed.is_empty() { selected.into_iter().collect() } else { listed };
        environments.into_iter().map(|environment| self.server(environment, service)).collect()
    }

    /// The servers of an endpoint, which may name another address of each than others do, or have one before its path.
    pub(super) fn servers_of(&mut self, data: Value<'_>, before_path: Option<&str>) -> Vec<ServerFacts> {
        let of_all = self.servers(None);
        let servers = match before_path {
            Some(url) => vec![ServerFacts {
                origin: self.origin.clone(),
                url: single_braces(url),
                description: None,
                variables: Vec::new(),
            }],
            None => self.servers(data.get("serverId").and_then(Value::text).as_deref()),
        };
        if before_path.is_some() || servers.iter().zip(&of_all).any(|(own, other)| own.url != other.url) {
            let (message, hint) = OWN_SERVERS;
            self.unread_with(message.to_owned(), hint);
        }
        servers
    }

    fn server(&self, environment: Value<'_>, service: Option<&str>) -> ServerFacts {
        let own = service.and_then(|service| environment.at(&["baseUrls", service])).and_then(Value::text);
        let base = || environment.get("baseUrl").map(|url| url.text().unwrap_or_default());
        let default = || environment.at(&["baseUrls", "default"]).and_then(Value::text);
        let url = own.or_else(base).or_else(default).unwrap_or_default();
        let variable = |variable: Value<'_>| {
            let name = variable.get("name").and_then(Value::text)?;
            let is_used = url.contains(&format!("{{{{{name}}}}}"));
            is_used.then(|| ServerVariableFacts {
                name,
                default: variable.get("value").and_then(Value::word),
                values: Vec::new(),
                description: variable.get("description").and_then(Value::text),
            })
        };
        let variables = environment.get("variables").map(Value::items).unwrap_or_default();
        ServerFacts {
            origin: self.origin.clone(),
            description: environment.get("name").and_then(Value::text),
            variables: variables.into_iter().filter_map(variable).collect(),
            url: single_braces(&url),
        }
    }
}

/// The tool writes `{{host}}` where other descriptions write `{host}`.
fn single_braces(url: &str) -> String {
    url.replace("{{", "{").replace("}}", "}")
}
