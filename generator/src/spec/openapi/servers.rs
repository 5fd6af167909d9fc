//! Servers: the base URL of `api.yaml` first, then those that the pages list.

use super::json::{Json, Object};
use crate::spec::Spec;
use crate::spec::api::ApiDescription;
use crate::spec::endpoint::placeholders;
use crate::spec::server::{Server, ServerVariable};

/// `servers`, those that OpenAPI cannot hold since a variable of theirs has no value, and what no page says of them.
pub(super) fn of(spec: &Spec, api: &ApiDescription) -> Object {
    let own = api.base_url.as_deref().map(|url| url.trim_end_matches('/'));
    let is_own = |server: &Server| own.is_some_and(|own| server.url == own);
    let (stated, others): (Vec<_>, Vec<_>) =
        spec.shared.servers.iter().partition(|server| server.default_url().is_some());
    let (same, further): (Vec<_>, Vec<_>) = stated.into_iter().partition(|server| is_own(server));
    let bare = own.filter(|_| same.is_empty()).map(|url| Object::new().with("url", url));
    let listed = bare.into_iter().chain(same.into_iter().chain(further).map(server));
    Object::new()
        .with_list("servers", listed)
        .with_list("x-other-servers", others.into_iter().map(Json::of))
        .with_list("x-unknown", spec.shared.unknown.iter().map(Json::of))
}

fn server(server: &Server) -> Object {
    let used = placeholders(&server.url);
    let (variables, unused): (Vec<_>, Vec<_>) =
        server.variables.iter().partition(|variable| used.contains(&variable.name.as_str()));
    let variables = variables.into_iter().fold(Object::new(), |all, one| all.with(&one.name, variable(one)));
    Object::new()
        .with("url", server.url.as_str())
        .with_some("description", server.description.as_deref())
        .with_filled("variables", variables)
        .with_list("x-other-variables", unused.into_iter().map(Json::of))
        .with_list("x-evidence", server.evidence.iter().map(Json::of))
}

/// OpenAPI demands a default; where no page states one, the first value that they list stands in for it. A default that
/// the listed values lack is one of them.
fn variable(variable: &ServerVariable) -> Object {
    let stated = variable.default.as_deref();
    let default = stated.or(variable.values.first().map(String::as_str)).unwrap_or_default();
    let is_listed = variable.values.is_empty() || variable.values.iter().any(|value| value == default);
    let values = variable.values.iter().map(String::as_str).chain((!is_listed).then_some(default));
    Object::new()
        .with_list("enum", values)
        .with("default", default)
        .with_some("description", variable.description.as_deref())
        .with_some("x-default", stated.is_none().then_some("unknown"))
}
