//! Spec → Model: every Rust name chosen, every reference resolved.

mod aliases;
mod all_of;
mod answers;
mod argument_order;
mod authentication;
mod bodies;
mod call_examples;
pub mod client_crate;
mod constructor;
pub mod docs;
pub mod drift;
mod endpoint_docs;
mod endpoints;
mod enums;
mod envelope;
mod example_values;
mod examples;
mod failures;
pub mod features;
mod field_docs;
mod field_names;
mod identifier;
mod imports;
mod lists;
mod modules;
mod multipart;
mod parameters;
mod places;
mod promises;
mod readable;
pub mod rust;
pub mod rust_name;
mod scalars;
mod schemas;
mod servers;
mod site;
mod status_names;
mod structs;
pub mod surface;
#[cfg(test)]
mod tests;
mod touched;
mod type_names;
mod type_text;
mod types;
mod unions;
mod variants;
mod wire_names;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostic, Origin, quote};
use crate::spec::Spec;
use crate::spec::api::ApiDescription;
use crate::spec::endpoint::Endpoint;
use crate::spec::fit::Fit;
use crate::spec::names::Names;
use crate::spec::server::base_url;
use argument_order::ArgumentOrder;
use client_crate::ClientCrate;
use docs::{Docs, code, line};
use endpoints::Taken;
use field_docs::Contradictions;
use field_names::FieldNames;
use modules::{Content, Modules};
pub use rust::Model;
use rust::{Description, Signing};
use rust_name::RustName;
use schemas::Schemas;
use type_names::TypeNames;
use types::Types;

/// The client of the API that `spec` describes. Names of types, variants and fields that are new, and the order of
/// new arguments, are added to `names`.
pub fn resolve(
    spec: &Spec,
    api: &ApiDescription,
    names: &mut Names,
    client: &ClientCrate,
) -> (Model, Vec<Diagnostic>) {
    let modules = Modules::of_groups(spec);
    let places = places::of(spec, api, &modules);
    let mut types = Types::new(
        Schemas::of(spec, &modules),
        Fit::new(spec, api),
        Contradictions::of(spec),
        TypeNames::new(&mut names.types, &places, modules::shared()),
        &mut names.variants,
        FieldNames::new(&mut names.fields),
        ArgumentOrder::new(&mut names.arguments),
    );
    let signing = authentication::signing(spec, api);
    types.is_signed = signing.is_some();
    types.proofs = authentication::proofs(spec, api);
    let envelope = api.envelope.as_ref().map(|roles| {
        let shown = spec.shared.envelope.as_ref().map(|named| &named.schema);
        types.envelope(roles, api.lines.envelope, shown)
    });

    // What has a name in the documentation has the first choice among names, what is shared before the rest.
    // Of `ORDER` and `Order`, the one that is spelled as in Rust keeps its spelling.
    let mut ids: Vec<_> = types.schemas.ids().cloned().collect();
    let spelled: BTreeSet<_> = ids.iter().map(|id| id.name.clone()).collect();
    ids.sort_by_key(|id| {
        let wanted = identifier::camel(&id.name);
        wanted != id.name && spelled.contains(&wanted)
    });
    let (shared, grouped): (Vec<_>, Vec<_>) = ids.into_iter().partition(|id| id.module == modules::shared());
    for id in shared.iter().chain(&grouped) {
        types.known(id);
    }
    let data = api.envelope.as_ref().map(|roles| roles.data.as_str());
    let mut contents = BTreeMap::new();
    for (group, content) in &spec.groups {
        let module = modules.of(group);
        contents.insert(module.clone(), group_content(&mut types, group, &content.endpoints, &module, data));
    }
    let (mut items, mut diagnostics) = types.into_items();
    diagnostics.extend(authentication::contested(spec, api));
    let mut always = BTreeSet::new();
    let envelope = envelope.map(|envelope| {
        let mut envelope =
            envelope::with_items(envelope, items.remove(&envelope::module()).unwrap_or_default());
        always = imports::complete_envelope(&mut envelope);
        promises::complete_envelope(&mut envelope);
        envelope
    });
    for (module, items) in items {
        contents.entry(module).or_insert_with(shared_content).items = items;
    }
    let mut modules = modules::tree(contents);
    let uses = modules.iter_mut().map(imports::complete).collect();
    call_examples::complete(&mut modules, spec, client);
    features::gate(&mut modules, &uses, &always, client);
    modules.iter_mut().for_each(promises::complete);
    (
        Model { docs: root_docs(api), description: description(spec, api, signing), envelope, modules },
        diagnostics,
    )
}

/// The tests and docs of one group; its items stay with `types`. `data` is the envelope's field for bodies.
fn group_content(
    types: &mut Types<'_>,
    group: &str,
    endpoints: &[Endpoint],
    module: &[RustName],
    data: Option<&str>,
) -> Content {
    let mut taken = Taken::default();
    let mut tests = Vec::new();
    let (mut calls, mut others) = (Vec::new(), Vec::new());
    // Each endpoint has its name before a second function of another asks for one.
    let mut names = Vec::new();
    for endpoint in endpoints {
        let wanted = endpoints::function_name(endpoint);
        let name = identifier::distinct(&wanted, &mut taken.functions);
        if name.plain() != endpoint.operation {
            types.names.diagnostics.push(unusable(endpoint, &name));
        }
        names.push(name);
    }
    for (endpoint, name) in endpoints.iter().zip(names) {
        let resolved = types.endpoint(endpoint, &name, module, data, &mut taken);
        tests.extend(resolved.tests);
        if resolved.functions.is_empty() {
            others.push(code(&endpoint.id()));
        }
        for name in resolved.functions {
            let mark = endpoint_docs::mark(endpoint).map(|mark| format!(", {mark}")).unwrap_or_default();
            calls.push(format!("[`{name}()`]: {}{mark}", code(&endpoint.id()), name = name.plain()));
        }
    }
    let docs = Docs::new().say(if endpoints.is_empty() {
        format!("The types of {}, which has no endpoints now.", code(group))
    } else {
        format!("The endpoints of {} and their types.", code(group))
    });
    let docs = docs.list(calls);
    let docs = if others.is_empty() {
        docs
    } else {
        docs.say("No calls of a client, so that only their types are here:")
    };
    let docs = docs.list(others);
    Content { docs, items: Vec::new(), tests }
}

fn shared_content() -> Content {
    Content { docs: Docs::new().say("The types that several API groups use."), ..Content::default() }
}

fn unusable(endpoint: &Endpoint, name: &RustName) -> Diagnostic {
    let message = format!(
        "{} cannot be the name of the function for {}",
        quote(&endpoint.operation),
        quote(&endpoint.id())
    );
    let hint = format!("give it a name of its own under `endpoints`, such as `{}`", name.plain());
    Diagnostic::new(Code::InvalidName, Origin::new("names.yaml", 1), message).hint(hint)
}

/// The verb is no proof that a call may be repeated, so that each function says it of itself.
const SENT_AGAIN: &str = "A call whose docs say that it may be sent twice is sent again after a failure that may pass. Any other is sent
again only if nothing was sent.";

fn root_docs(api: &ApiDescription) -> Docs {
    let name =
        api.name.as_deref().map_or_else(|| "The API".to_owned(), |name| format!("The {} API", line(name)));
    let docs =
        Docs::new().say(format!("{name}, as its documentation describes it: one module for each API group."));
    let docs = docs.say(SENT_AGAIN);
    if api.open_questions.is_empty() {
        return docs;
    }
    docs.say("# What is not settled").list(api.open_questions.iter().map(|question| line(question)))
}

fn description(spec: &Spec, api: &ApiDescription, signing: Option<Signing>) -> Description {
    Description {
        name: api.name.clone().unwrap_or_else(|| "API".to_owned()),
        base_url: base_url(api, &spec.shared.servers),
        servers: servers::listed(&spec.shared.servers),
        environment: api.environment(),
        signing,
        envelope: api.envelope.clone(),
    }
}
