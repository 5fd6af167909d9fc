//! The servers of the docs → where the client calls unless someone says otherwise.

use super::rust;
use crate::spec::server::{Server, ServerVariable};

/// The servers as the client lists them.
pub(super) fn listed(servers: &[Server]) -> Vec<rust::Server> {
    let variable = |one: &ServerVariable| rust::ServerVariable {
        name: one.name.clone(),
        default: one.default.clone(),
        values: one.values.clone(),
    };
    let server = |one: &Server| rust::Server {
        name: one.description.clone(),
        url: one.url.clone(),
        variables: one.variables.iter().map(variable).collect(),
    };
    servers.iter().map(server).collect()
}

/// The URL of the first server that is one: with a host, and with a value for each of its variables.
pub(super) fn base_url(servers: &[Server]) -> Option<String> {
    servers.iter().find_map(filled)
}

fn filled(server: &Server) -> Option<String> {
    let mut url = server.url.clone();
    for variable in &server.variables {
        let place = format!("{{{}}}", variable.name);
        url = match &variable.default {
            Some(value) => url.replace(&place, value),
            None => url,
        };
    }
    let has_host =
        ["http://", "https://"].iter().any(|scheme| url.len() > scheme.len() && url.starts_with(scheme));
    (has_host && !url.contains(['{', '}'])).then_some(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn server(url: &str, variables: &[(&str, Option<&str>)]) -> Server {
        let variable = |(name, default): &(&str, Option<&str>)| ServerVariable {
            name: (*name).to_owned(),
            default: default.map(str::to_owned),
            values: Vec::new(),
            description: None,
        };
        let variables = variables.iter().map(variable).collect();
        Server { url: url.to_owned(), description: None, variables, evidence: Vec::new() }
    }

    #[test]
    fn the_first_whole_url_is_the_default() {
        let servers = [
            server("/v1", &[]),
            server("https://{shop}.example.com", &[("shop", None)]),
            server("https://{region}.example.com", &[("region", Some("eu"))]),
            server("https://example.com", &[]),
        ];
        assert_eq!(base_url(&servers).as_deref(), Some("https://eu.example.com"));
        assert_eq!(base_url(&servers[..2]), None);
    }
}
