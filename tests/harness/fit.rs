//! Whether captured examples fit the spec: every member they show has a field there, of a kind that takes its value.

use generator::spec::Spec;
use generator::spec::api::ApiDescription;
use generator::spec::endpoint::Body;
use generator::spec::schema::{Schema, Shape};
use serde_json::Value as Json;

/// How many members were looked at, and the places that do not fit.
#[derive(Default)]
pub(crate) struct Fit {
    pub(crate) members: usize,
    pub(crate) lost: Vec<String>,
}

/// Compares every example of the spec with the schema of its body.
pub(crate) fn lost(spec: &Spec, api: &ApiDescription) -> Fit {
    let mut fit = Fit::default();
    for group in spec.groups.values() {
        for endpoint in &group.endpoints {
            let responses = endpoint.responses.iter().flat_map(|response| &response.bodies);
            for body in endpoint.bodies.iter().chain(responses) {
                Search { spec, fit: &mut fit }.body(&endpoint.id(), body, api);
            }
        }
    }
    fit
}

struct Search<'a> {
    spec: &'a Spec,
    fit: &'a mut Fit,
}

impl<'a> Search<'a> {
    fn body(&mut self, place: &str, body: &'a Body, api: &ApiDescription) {
        // What a correction overrules does not fit, and says so.
        for example in body.examples.iter().filter(|example| example.overruled.is_empty()) {
            // A `Value` cannot hold every number; such an example is looked at elsewhere.
            let Ok(mut json) = serde_json::from_str::<Json>(&example.text) else { continue };
            if let (true, Some(roles)) = (body.enveloped, &api.envelope) {
                let data = json.as_object_mut().and_then(|members| members.remove(&roles.data));
                let envelope = self.spec.shared.envelope.as_ref().map(|envelope| &envelope.schema);
                if let Some(envelope) = envelope {
                    self.value(place, &json, &[envelope]);
                }
                let Some(data) = data else { continue };
                json = data;
            }
            self.value(place, &json, &[&body.schema]);
        }
    }

    /// Looks for one schema among `schemas` that takes the value, and follows its members.
    fn value(&mut self, place: &str, json: &Json, schemas: &[&'a Schema]) {
        let shapes: Vec<_> = schemas.iter().flat_map(|schema| self.plain(schema)).collect();
        let is_nullable = schemas.iter().any(|schema| schema.nullable) || json.is_null() && shapes.is_empty();
        let takes = |schema: &&'a Schema| match (&schema.shape, json) {
            (Shape::Any, _)
            | (Shape::Null, Json::Null)
            | (Shape::Number { .. }, Json::Number(_))
            | (Shape::String { .. }, Json::String(_))
            | (Shape::Boolean, Json::Bool(_))
            | (Shape::Array { .. }, Json::Array(_))
            | (Shape::Object { .. } | Shape::Map { .. }, Json::Object(_)) => true,
            (Shape::Integer { .. }, Json::Number(number)) => number.is_i64(),
            (_, Json::Null) => schema.nullable || is_nullable,
            _ => false,
        };
        let fitting: Vec<_> = shapes.into_iter().filter(takes).collect();
        if fitting.is_empty() && !(json.is_null() && is_nullable) {
            self.fit.lost.push(format!("{place}: {json}"));
        } else if !fitting.iter().any(|schema| matches!(schema.shape, Shape::Any)) {
            self.below(place, json, &fitting);
        }
    }

    fn below(&mut self, place: &str, json: &Json, schemas: &[&'a Schema]) {
        match json {
            Json::Array(items) => {
                let of = schemas.iter().filter_map(|schema| match &schema.shape {
                    Shape::Array { items } => Some(&**items),
                    _ => None,
                });
                let of: Vec<_> = of.collect();
                for item in items {
                    self.value(&format!("{place}[]"), item, &of);
                }
            }
            Json::Object(members) => {
                for (name, value) in members {
                    self.fit.members += 1;
                    let fields = schemas.iter().filter_map(|schema| match &schema.shape {
                        Shape::Object { fields } => {
                            fields.iter().find(|field| field.name == *name).map(|field| &field.schema)
                        }
                        Shape::Map { entries } => Some(&**entries),
                        _ => None,
                    });
                    let fields: Vec<_> = fields.collect();
                    self.value(&format!("{place}.{name}"), value, &fields);
                }
            }
            _ => {}
        }
    }

    /// The shapes that a schema stands for, without unions and references.
    fn plain(&self, schema: &'a Schema) -> Vec<&'a Schema> {
        let spec = self.spec;
        match &schema.shape {
            Shape::Union { variants, .. } => {
                variants.iter().flat_map(|variant| self.plain(variant)).collect()
            }
            Shape::AllOf { parts } => parts.iter().flat_map(|part| self.plain(part)).collect(),
            Shape::Ref { schema: name } => {
                let named = spec.schema(name);
                named.into_iter().flat_map(|named| self.plain(&named.schema)).collect()
            }
            _ => vec![schema],
        }
    }
}
