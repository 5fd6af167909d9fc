//! What the docs promise of an answer, judged apart from the client: by the JSON Schemas of the OpenAPI export.

use std::collections::BTreeMap;

use jsonschema::Validator;
use serde_json::{Value as Json, json};

use crate::command;

/// The promises of each endpoint: verb and path → what a success looks like.
pub(crate) struct Docs(BTreeMap<String, Validator>);

impl Docs {
    pub(crate) fn read() -> Self {
        let document: Json = serde_json::from_str(&command::xtask(&["openapi"]).output).unwrap();
        let mut docs = BTreeMap::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            for verb in item.as_object().unwrap().keys() {
                let escaped = path.replace('/', "~1").replace('{', "%7B").replace('}', "%7D");
                let place = "responses/200/content/application~1json/schema";
                let schema = json!({
                    "$schema": "https://json-schema.org/draft/2020-12/schema",
                    "$ref": format!("#/paths/{escaped}/{verb}/{place}"),
                    "paths": document["paths"],
                    "components": document["components"],
                });
                let id = format!("{} {path}", verb.to_uppercase());
                docs.insert(id, jsonschema::validator_for(&schema).unwrap());
            }
        }
        Self(docs)
    }

    /// Whether an answer keeps what the docs promise. A member that is `null` is one that does not come: pages that promise a value call
    /// the field required.
    pub(crate) fn are_kept(&self, endpoint: &str, answer: &Json) -> bool {
        let docs = &self.0[endpoint];
        docs.is_valid(answer) || docs.is_valid(&without_null(answer))
    }
}

fn without_null(json: &Json) -> Json {
    match json {
        Json::Object(members) => members
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), without_null(value)))
            .collect(),
        Json::Array(items) => items.iter().map(without_null).collect(),
        scalar => scalar.clone(),
    }
}
