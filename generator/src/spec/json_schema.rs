//! JSON Schemas (draft 2020-12) of the YAML files that people edit or read, for editors and other programs.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, schema_for};

use super::api::ApiDescription;
use super::ledger::Ledger;
use super::names::Names;
use super::overrides::Overrides;
use super::{EditionNavigation, Group, Shared};

/// Every schema: file name → text.
#[must_use]
pub fn all() -> BTreeMap<String, String> {
    [
        ("api.json", text(schema_for!(ApiDescription))),
        ("captures.json", text(schema_for!(Ledger))),
        ("names.json", text(schema_for!(Names))),
        ("overrides.json", text(schema_for!(Overrides))),
        ("group.json", text(schema_for!(Group))),
        ("shared.json", text(schema_for!(Shared))),
        ("navigation.json", text(schema_for!(Navigation))),
    ]
    .into_iter()
    .map(|(file, text)| (file.to_owned(), text))
    .collect()
}

/// The navigation of every edition, as the vendor's site shows it.
#[derive(JsonSchema)]
#[schemars(title = "Navigation")]
#[expect(dead_code, reason = "only its schema is used: the file is a list without a type of its own")]
struct Navigation(Vec<EditionNavigation>);

/// Pretty JSON with sorted keys, whatever features other crates switch on in `serde_json`.
fn text(schema: Schema) -> String {
    let mut value = schema.to_value();
    value.sort_all_objects();
    format!("{value:#}\n")
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    #[test]
    fn every_schema_has_a_title_a_description_and_its_draft() {
        for (file, text) in super::all() {
            let schema: Value = serde_json::from_str(&text).unwrap();
            assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{file}");
            assert!(schema["title"].is_string() && schema["description"].is_string(), "{file}");
            assert!(text.ends_with("}\n"), "{file}");
        }
    }

    #[test]
    fn hand_written_files_allow_no_unknown_key() {
        let schemas = super::all();
        for file in ["api.json", "names.json"] {
            let schema: Value = serde_json::from_str(&schemas[file]).unwrap();
            assert_eq!(schema["additionalProperties"], false, "{file}");
        }
    }
}
