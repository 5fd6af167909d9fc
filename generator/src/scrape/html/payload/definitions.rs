//! The schemas that others refer to, by the names that people gave them.

use std::collections::BTreeMap;

use super::turbo_stream::Value;
use crate::scrape::json::{Json, JsonValue};
use crate::scrape::json_schema;

/// Name and content of each schema, by its id.
#[derive(Default)]
pub(super) struct Definitions {
    by_id: BTreeMap<String, (String, Json)>,
}

impl Definitions {
    /// The definitions of a page. Of several with one name each but the first carries its id, too.
    pub(super) fn read(state: Value<'_>) -> Self {
        let lists = [
            state.at(&["resourceData", "extraData", "dataSchemaDefinitions"]),
            state.at(&["resourceData", "dataSchemaDefinitions"]),
            state.get("dataSchemaDefinitions"),
        ];
        let mut definitions = Self::default();
        let mut names: BTreeMap<String, usize> = BTreeMap::new();
        for (id, value) in lists.into_iter().flatten().flat_map(identified) {
            // A definition may wrap its schema, as where schemas are listed for editing.
            let schema =
                value.at(&["schema", "jsonSchema"]).or_else(|| value.get("jsonSchema")).unwrap_or(value);
            let Some(mut json) = schema.json() else { continue };
            let name = ["name", "title"].iter().find_map(|word| value.get(word).and_then(Value::text));
            let name = name.unwrap_or_else(|| id.clone());
            let count = names.entry(name.clone()).or_default();
            *count += 1;
            let name = if *count == 1 { name } else { format!("{name} {id}") };
            without_name(&mut json);
            definitions.by_id.entry(id).or_insert((name, json));
        }
        definitions
    }

    /// The schemas, by name.
    pub(super) fn all(&self) -> impl Iterator<Item = (&str, &Json)> {
        self.by_id.values().map(|(name, json)| (name.as_str(), json))
    }
}

/// Definitions by their ids: members of an object, or items of a list that name theirs as references do.
fn identified(definitions: Value<'_>) -> Vec<(String, Value<'_>)> {
    let listed = definitions.items().into_iter().filter_map(|item| {
        let id = item.get("id").and_then(Value::word)?;
        Some((id.rsplit('/').next().unwrap_or_default().to_owned(), item))
    });
    let members = definitions.members().into_iter().map(|(id, value)| (id.to_owned(), value));
    members.chain(listed).collect()
}

/// A definition's name stands beside the words of its schema, but is none of them.
fn without_name(json: &mut Json) {
    if let JsonValue::Object(members) = &mut json.value {
        members.retain(|(name, _)| name != "name");
    }
}

impl json_schema::Definitions for Definitions {
    fn find(&self, reference: &str) -> Option<(&str, &Json)> {
        let id = reference.rsplit('/').next()?;
        self.by_id.get(id).map(|(name, json)| (name.as_str(), json))
    }
}
