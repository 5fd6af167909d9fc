//! One endpoint as an Operation Object.

use std::collections::BTreeSet;

use super::body::{self, Context};
use super::json::{Json, Object};
use super::{parameter, security};
use crate::spec::endpoint::{Endpoint, In, Status};

/// The operation; `placeholders` are the names between braces in its path, each with the one in the document's path.
pub(super) fn of(endpoint: &Endpoint, placeholders: &[(&str, String)], context: Context<'_>) -> Object {
    let parameters = Parameters::of(endpoint, placeholders, context);
    let (needed, other_security) = security::of(endpoint, context.api, context.components);
    let (responses, other_responses) = body::responses(&endpoint.responses, context);
    let deprecated = matches!(endpoint.status, Status::Deprecating | Status::Deprecated);
    Object::new()
        .with_list("tags", [context.group])
        .with("summary", endpoint.title.as_str())
        .with_some("description", endpoint.description.as_deref())
        .with_some("externalDocs", external_docs(endpoint))
        .with("operationId", format!("{}.{}", context.group.replace('/', "."), endpoint.operation))
        .with_flag("deprecated", deprecated)
        .with_list("parameters", parameters.placed)
        .with_some("requestBody", body::request(endpoint, context))
        .with_filled("responses", responses)
        .with_some("security", needed)
        .with_some("x-status", (!endpoint.status.is_unmarked()).then(|| Json::of(&endpoint.status)))
        .with_flag("x-idempotent", endpoint.idempotent.is_some())
        .with_some("x-idempotent-because", endpoint.idempotent.as_deref())
        .with_list("x-unknown", endpoint.unknown.iter().map(Json::of))
        .with_list("x-authentication-parameters", parameters.filled)
        .with_list("x-other-parameters", parameters.others)
        .with_list("x-other-responses", other_responses)
        .with_list("x-other-security", other_security)
        .with_list("x-pages", endpoint.pages.iter().map(Json::of))
        .with_list("x-corrected", endpoint.corrected.iter().map(Json::of))
}

/// The first of its pages that lies on the web; `x-pages` lists the others.
fn external_docs(endpoint: &Endpoint) -> Option<Object> {
    let url = endpoint.pages.iter().find_map(|page| page.url.as_deref())?;
    Some(Object::new().with("url", url))
}

/// Where each parameter stands.
#[derive(Default)]
struct Parameters {
    /// Under `parameters`.
    placed: Vec<Object>,
    /// Security schemes speak for these.
    filled: Vec<Object>,
    /// A second one of a name, or one of the path that the path does not show.
    others: Vec<Object>,
}

impl Parameters {
    fn of(endpoint: &Endpoint, placeholders: &[(&str, String)], context: Context<'_>) -> Self {
        let mut sorted = Self::default();
        let mut seen = BTreeSet::new();
        for documented in &endpoint.parameters {
            let own = documented.field.name.as_str();
            let standing =
                placeholders.iter().find(|(name, _)| documented.location == In::Path && *name == own);
            let name = standing.map_or(own, |(_, standing)| standing);
            let exported = parameter::of(documented, name, context.group, context.components);
            let is_lost = documented.location == In::Path && standing.is_none();
            if security::fills(context.components.spec, context.api, documented) {
                sorted.filled.push(exported);
            } else if is_lost || !seen.insert(identity(documented.location, name)) {
                sorted.others.push(exported);
            } else {
                sorted.placed.push(exported);
            }
        }
        let missing = placeholders.iter().filter(|(_, standing)| seen.insert(identity(In::Path, standing)));
        sorted.placed.extend(missing.map(|(_, standing)| inferred(standing)));
        sorted
    }
}

/// What must differ from parameter to parameter; the case of a header's name does not count.
fn identity(location: In, name: &str) -> (In, String) {
    (location, if location == In::Header { name.to_ascii_lowercase() } else { name.to_owned() })
}

/// A placeholder of the path that no row describes.
fn inferred(name: &str) -> Object {
    Object::new()
        .with("name", name)
        .with("in", "path")
        .with("required", true)
        .with("schema", Object::new())
        .with("x-certainty", "inferred from the path")
}
