//! Parameters of the payload: rows of a form, each with the words of a schema beside its own.

use super::Reader;
use super::turbo_stream::Value;
use crate::diagnostic::{Stated, quote};
use crate::scrape::facts::{Badge, FieldFacts, Location, ParameterGroup, SchemaFacts, SchemaShape};
use crate::scrape::json::{Json, JsonValue};
use crate::scrape::json_text::plain;

/// Where the model keeps each kind of parameter.
const LOCATIONS: [(&str, Location); 4] = [
    ("path", Location::Path),
    ("query", Location::Query),
    ("header", Location::Header),
    ("cookie", Location::Cookie),
];

/// What a row says that is not about its value.
const OWN_WORDS: [&str; 12] = [
    "id",
    "name",
    "required",
    "enable",
    "in",
    "description",
    "example",
    "examples",
    "schema",
    "style",
    "explode",
    "sampleValue",
];

impl<'page> Reader<'page> {
    /// The parameters of an endpoint, and those of the project that it takes part in.
    pub(super) fn parameters(&mut self, data: Value<'page>) -> Vec<ParameterGroup> {
        let mut groups = Vec::new();
        for (word, location) in LOCATIONS {
            let own = data.at(&["parameters", word]).map(Value::items).unwrap_or_default();
            let common = self.common(data, word);
            let rows: Vec<_> = own.into_iter().chain(common).collect();
            let fields = self.fields(&rows);
            if !fields.is_empty() {
                let origin = self.origin.clone();
                groups.push(ParameterGroup { location, origin, rows: Vec::new(), fields });
            }
        }
        groups
    }

    /// The project's parameters: an endpoint lists them by name, and the page shows those that are still there. One that is
    /// nowhere described is told, since calls may need it all the same.
    pub(super) fn common(&mut self, data: Value<'page>, word: &str) -> Vec<Value<'page>> {
        let places: [&[&str]; 3] = [
            &["commonParameters", "parameters", word],
            &["resourceData", "extraData", "commonParameters", "parameters", word],
            &["projectSetting", "commonParameters", "parameters", word],
        ];
        let defined: Vec<_> =
            places.iter().filter_map(|place| self.state.at(place)).flat_map(Value::items).collect();
        let listed = data.at(&["commonParameters", word]).map(Value::items).unwrap_or_default();
        let name = |value: Value<'page>| value.get("name").and_then(Value::text);
        let resolve = |row: Value<'page>| {
            let definition = defined.iter().copied().find(|candidate| name(*candidate) == name(row));
            definition.or_else(|| (row.get("type").is_some() || row.get("schema").is_some()).then_some(row))
        };
        let is_on = |row: &Value<'page>| row.get("enable").and_then(Value::flag) != Some(false);
        let (known, gone): (Vec<_>, Vec<_>) = listed
            .into_iter()
            .filter(is_on)
            .map(|row| (row, resolve(row)))
            .partition(|(_, row)| row.is_some());
        let own = data.at(&["parameters", word]).map(Value::items).unwrap_or_default();
        let is_described = |row: Value<'page>| own.iter().any(|own| name(*own) == name(row));
        let gone = gone.into_iter().filter(|(row, _)| !is_described(*row)).filter_map(|(row, _)| name(row));
        for name in gone.collect::<Vec<_>>() {
            let message =
                format!("the project's {word} parameter {} is described nowhere on this page", quote(&name));
            self.unread_with(
                message,
                "if calls need it, add it in overrides.yaml or to the authentication in api.yaml",
            );
        }
        known.into_iter().filter_map(|(_, row)| row).collect()
    }

    /// Rows as fields; what is switched off is not on the page.
    pub(super) fn fields(&mut self, rows: &[Value<'page>]) -> Vec<FieldFacts> {
        let mut fields: Vec<FieldFacts> = Vec::new();
        for row in rows {
            let is_off = row.get("enable").and_then(Value::flag) == Some(false);
            let Some(name) = row.get("name").and_then(Value::text).filter(|_| !is_off) else { continue };
            if fields.iter().any(|field| field.name.value == name) {
                continue;
            }
            let schema = self.row_schema(*row);
            fields.push(FieldFacts {
                name: Stated::new(name, self.origin.clone()),
                presence: row
                    .get("required")
                    .and_then(Value::flag)
                    .map(|is_required| if is_required { Badge::Required } else { Badge::Optional }),
                schema,
                style: row.get("style").and_then(Value::text),
                explode: row.get("explode").and_then(Value::flag),
            });
        }
        fields
    }

    /// What a row says of its value: a schema of its own, or the words of one beside its name.
    fn row_schema(&mut self, row: Value<'page>) -> SchemaFacts {
        let is_file = row.get("type").and_then(Value::text).as_deref() == Some("file");
        let own = row.get("schema").filter(|schema| !schema.members().is_empty());
        let beside = || {
            let mut json = row.json()?;
            if let JsonValue::Object(members) = &mut json.value {
                members.retain(|(name, _)| !OWN_WORDS.contains(&name.as_str()));
            }
            Some(json)
        };
        let json = own.and_then(Value::json).or_else(beside);
        let mut schema = match json {
            Some(json) if !is_file => self.schema(&json),
            _ => SchemaFacts::bare(
                if is_file { SchemaShape::Binary } else { SchemaShape::Any },
                self.origin.clone(),
            ),
        };
        if let Some(description) = row.get("description").and_then(Value::text) {
            schema.description = Some(description);
        }
        let several = row.get("examples").map(Value::items).unwrap_or_default();
        let mut examples = row.get("example").into_iter().chain(several).filter_map(Value::json);
        if let Some(example) = examples.find_map(|json| example_text(&json)) {
            schema.example = Some(example);
        }
        schema
    }
}

/// An example value of a row: text as it is, anything else as JSON. Of a list, which shows how to repeat it, the whole.
fn example_text(json: &Json) -> Option<String> {
    Some(plain(json)).filter(|text| !json.is_null() && !text.trim().is_empty())
}
