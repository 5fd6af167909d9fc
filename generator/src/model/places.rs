//! Every place of a spec that a type may stand at, as `names.yaml` writes it.

use std::collections::BTreeMap;

use super::modules::{self, Modules};
use super::rust_name::RustName;
use crate::spec::Spec;
use crate::spec::endpoint::Endpoint;
use crate::spec::place;
use crate::spec::schema::{Schema, Shape};

/// The places, each with the module that a type there goes to.
pub(super) fn of(spec: &Spec, modules: &Modules) -> BTreeMap<String, Vec<RustName>> {
    let mut places = BTreeMap::new();
    for (name, named) in &spec.shared.schemas {
        add(&mut places, name.clone(), &named.schema, &modules::shared());
    }
    if let Some(envelope) = &spec.shared.envelope {
        add(&mut places, place::ENVELOPE.to_owned(), &envelope.schema, &super::envelope::module());
    }
    for (group, content) in &spec.groups {
        let module = modules.of(group);
        for (name, named) in &content.schemas {
            add(&mut places, name.clone(), &named.schema, &module);
        }
        for endpoint in &content.endpoints {
            add_endpoint(&mut places, endpoint, &module);
        }
    }
    places
}

fn add_endpoint(places: &mut BTreeMap<String, Vec<RustName>>, endpoint: &Endpoint, module: &[RustName]) {
    let id = endpoint.id();
    places.insert(id.clone(), module.to_vec());
    for parameter in &endpoint.parameters {
        let place = place::parameter(&id, parameter.location, &parameter.field.name);
        add(places, place, &parameter.field.schema, module);
    }
    for body in &endpoint.bodies {
        add(places, place::request(&id, &body.media_type, true), &body.schema, module);
    }
    for response in &endpoint.responses {
        let status = response.status.map_or_else(|| "default".to_owned(), |status| status.to_string());
        for body in &response.bodies {
            let data = if body.enveloped { ".data" } else { "" };
            add(places, format!("{id} response {status}{data}"), &body.schema, module);
        }
    }
}

fn add(places: &mut BTreeMap<String, Vec<RustName>>, place: String, schema: &Schema, module: &[RustName]) {
    let mut waiting = vec![(place, schema)];
    while let Some((place, schema)) = waiting.pop() {
        match &schema.shape {
            Shape::Array { items } => waiting.push((place::items(&place), items.as_ref())),
            Shape::Map { entries } => waiting.push((place::entries(&place), entries.as_ref())),
            Shape::Object { fields } => {
                waiting
                    .extend(fields.iter().map(|field| (place::member(&place, &field.name), &field.schema)));
            }
            Shape::Union { variants, .. } => {
                waiting.extend(variants.iter().map(|variant| (place.clone(), variant)));
            }
            Shape::AllOf { parts } => waiting.extend(parts.iter().map(|part| (place.clone(), part))),
            _ => {}
        }
        places.insert(place, module.to_vec());
    }
}
