//! The servers of the docs, as the client lists them.

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
