//! Every place of a spec that a type may stand at, as `names.yaml` writes it, with its module.

use std::collections::BTreeMap;

use super::modules::{self, Modules};
use super::rust_name::RustName;
use crate::spec::Spec;
use crate::spec::api::ApiDescription;
use crate::spec::place;

/// The places, each with the module that a type there goes to.
pub(super) fn of(spec: &Spec, api: &ApiDescription, modules: &Modules) -> BTreeMap<String, Vec<RustName>> {
    let mut places = BTreeMap::new();
    let mut add = |found: Vec<(String, place::Node<'_>)>, module: &[RustName]| {
        places.extend(found.into_iter().map(|(place, _)| (place, module.to_vec())));
    };
    for (name, named) in &spec.shared.schemas {
        add(place::of_schema(name, &named.schema), &modules::shared());
    }
    if let Some(envelope) = &spec.shared.envelope {
        add(place::of_schema(place::ENVELOPE, &envelope.schema), &super::envelope::module());
    }
    for (group, content) in &spec.groups {
        let module = modules.of(group);
        for (name, named) in &content.schemas {
            add(place::of_schema(name, &named.schema), &module);
        }
        for endpoint in &content.endpoints {
            add(place::of_endpoint(endpoint, api), &module);
        }
    }
    places
}
