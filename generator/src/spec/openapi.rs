//! The spec as one OpenAPI document, in which nothing that the spec knows is lost.
//!
//! What OpenAPI has no word for stands under `x-` keys: evidence, contradictions, corrections, certainty, pages. Choices that
//! a reader may wonder about:
//! - `info.version` is `0`: the pages state no version.
//! - Values that the docs list stand under `x-enum`, not `enum`: `enum` would forbid every other value, and the docs
//!   are known to leave some out.
//! - What `api.yaml` says of servers and authentication stands before what the pages say; the latter stands under `x-other-…`.
//! - A parameter that authentication fills is a security scheme; what pages say of it stands under `x-authentication-parameters`.
//! - A path that does not start with `/` is the topic of a callback and stands under `webhooks`.
//! - What a valid document has no place for, such as two operations on one path, stands under `x-other-…` beside its place.

mod body;
mod components;
pub(super) mod json;
mod operation;
mod parameter;
mod paths;
mod schema;
mod security;
mod servers;
mod version_3_0;

use super::Spec;
use super::api::ApiDescription;
use components::Components;
use json::{Json, Object};

/// A version of OpenAPI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// For the many tools that read no other.
    V3_0,
    /// Its schemas are JSON Schema, which says more.
    V3_1,
}

/// The document, as pretty JSON.
#[must_use]
pub fn export(spec: &Spec, api: &ApiDescription, version: Version) -> String {
    let components = Components::new(spec, api);
    let operations = paths::of(spec, api, &components);
    let document = Object::new()
        .with("openapi", "3.1.1")
        .with("info", info(api))
        .extended(servers::of(spec, api))
        .with_some("security", security::requirements(api))
        .with_list("tags", spec.groups.keys().map(|group| Object::new().with("name", group.as_str())))
        .with("paths", operations.paths)
        .with_filled("webhooks", operations.webhooks)
        .with_filled("components", components.export(api))
        .with_list("x-other-operations", operations.others)
        .with_filled("x-other-security-schemes", security::others(spec, &components))
        .with_list("x-contradictions", contradictions(spec))
        .with_list("x-navigation", spec.navigation.iter().map(Json::of));
    let document = match version {
        Version::V3_0 => version_3_0::translated(document),
        Version::V3_1 => document,
    };
    Json::from(document).pretty()
}

fn info(api: &ApiDescription) -> Object {
    let version = "The documentation states no version of the API; `0` stands in for it.".to_owned();
    let questions = api.open_questions.iter().map(|question| format!("- {question}")).collect::<Vec<_>>();
    let paragraphs = if questions.is_empty() {
        version
    } else {
        format!("{version}\n\nNot settled:\n{}", questions.join("\n"))
    };
    Object::new()
        .with("title", api.name.as_deref().filter(|name| !name.is_empty()).unwrap_or("API"))
        .with("description", paragraphs)
        .with("version", "0")
}

fn contradictions(spec: &Spec) -> impl Iterator<Item = Json> {
    spec.contradictions().map(Json::of)
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod world_tests;
