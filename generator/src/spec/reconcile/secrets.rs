//! Names that hint at a credential. What a page prints as their value stops here.

use super::tree;
use super::witness::{WitnessId, Witnesses, Words};
use crate::scrape::facts::{BodyFacts, FieldFacts, Location, Page, Row, SchemaFacts, SchemaShape};
use crate::scrape::json::{Json, JsonValue};
use crate::scrape::json_text;
use crate::scrape::type_expression::TypeKind;

/// What stands in the spec in place of a value that may be somebody's credential.
pub(super) const WITHHELD: &str = "withheld";

/// Shorter texts than this are no credentials, and too common to be looked for in examples.
const SHORTEST: usize = 4;

/// Words that hint at a credential wherever they stand in a name, its separators left out.
const PARTS: [&str; 14] = [
    "token",
    "secret",
    "password",
    "passwd",
    "passphrase",
    "credential",
    "authorization",
    "signature",
    "apikey",
    "appkey",
    "accesskey",
    "privatekey",
    "sessionid",
    "sessionkey",
];

/// Words that hint at a credential only when they stand apart: `design` and `keyword` are no secrets.
const WORDS: [&str; 12] =
    ["sign", "auth", "key", "sid", "session", "pwd", "ticket", "ak", "sk", "jwt", "otp", "pin"];

/// Whether a name hints at a credential.
pub(crate) fn is_secret(name: &str) -> bool {
    let words = words(name);
    let plain = words.concat();
    PARTS.iter().any(|part| plain.contains(part))
        || words.iter().any(|word| WORDS.contains(&word.as_str()))
        || WORDS.contains(&plain.as_str())
}

/// `appSign` and `app-sign` are `app`, `sign`.
pub(in crate::spec) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small = false;
    for letter in name.chars() {
        let starts = letter.is_uppercase() && small;
        if (starts || !letter.is_alphanumeric()) && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
        small = letter.is_lowercase() || letter.is_ascii_digit();
    }
    words
}

/// Withholds the default and the example value of a row.
pub(super) fn withhold(words: &mut Words) {
    for text in [&mut words.default, &mut words.example].into_iter().flatten() {
        WITHHELD.clone_into(text);
    }
}

/// Which listed values may be credentials.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Listed {
    /// All of them.
    All,
    /// A single one: several are an enumeration.
    Alone,
}

/// Withholds listed values, too: a page that lists one value lists what its author sent.
pub(super) fn withhold_values(id: WitnessId, which: Listed, words: &mut Words, witnesses: &mut Witnesses) {
    if which == Listed::All || words.allowed.len() == 1 {
        words.allowed.clear();
    }
    if which == Listed::All || witnesses.listed(id) == 1 {
        witnesses.forget_listed(id);
    }
}

/// Whether a field of a body may hold a credential: `true` and `false` are none.
pub(super) fn is_secret_field(field: &FieldFacts) -> bool {
    !matches!(field.schema.shape, SchemaShape::Boolean) && is_secret(&field.name.value)
}

/// Whether a text is JSON with a member that may be a credential.
pub(super) fn holds_secrets(text: &str) -> bool {
    fn holds(json: &serde_json::Value) -> bool {
        match json {
            serde_json::Value::Array(items) => items.iter().any(holds),
            serde_json::Value::Object(members) => members.iter().any(|(name, json)| {
                let is_text = json.as_str().is_some_and(|text| text.chars().count() >= SHORTEST);
                (is_text && is_secret(name)) || holds(json)
            }),
            _ => false,
        }
    }
    text.trim_start().starts_with(['{', '[']) && serde_json::from_str(text).is_ok_and(|json| holds(&json))
}

/// Whether a row of a body may hold a credential: `true` and `false` are none.
pub(super) fn is_secret_row(row: &Row) -> bool {
    !matches!(row.type_expression.value.kind, TypeKind::Boolean) && is_secret(&row.name.value)
}

/// Rows of a body without the values that may be credentials.
pub(super) fn without_values(rows: &[Row]) -> Vec<Row> {
    let mut rows = rows.to_vec();
    for row in rows.iter_mut().filter(|row| is_secret_row(row)) {
        for stated in [&mut row.default, &mut row.example].into_iter().flatten() {
            WITHHELD.clone_into(&mut stated.value);
        }
    }
    rows
}

/// The values that a page prints for names of credentials.
pub(super) fn on_page(page: &Page) -> Vec<String> {
    let carried = page.parameters.iter().flat_map(|group| {
        let always = matches!(group.location, Location::Header | Location::Cookie);
        group.rows.iter().filter(move |row| always || is_secret(&row.name.value))
    });
    let answers = page.responses.iter().filter_map(|response| response.body.as_ref());
    let bodies: Vec<&BodyFacts> = page.bodies.iter().chain(answers).collect();
    let sent = bodies.into_iter().flat_map(|body| &body.rows).filter(|row| is_secret_row(row));
    let printed = carried.chain(sent).flat_map(|row| [&row.default, &row.example]).flatten();
    let mut values: Vec<String> = printed.map(|stated| stated.value.clone()).collect();
    for group in &page.parameters {
        let always = matches!(group.location, Location::Header | Location::Cookie);
        for field in group.fields.iter().filter(|field| always || is_secret_field(field)) {
            values.extend(stated(&field.schema));
        }
    }
    tree::each(page, &mut |schema| {
        if let SchemaShape::Object { fields, .. } = &schema.shape {
            let secret = fields.iter().filter(|field| is_secret_field(field));
            values.extend(secret.flat_map(|field| stated(&field.schema)));
        }
    });
    values.retain(|value| value.chars().count() >= SHORTEST);
    values
}

/// The values that a schema states for what it describes.
fn stated(schema: &SchemaFacts) -> Vec<String> {
    let listed = match &schema.shape {
        SchemaShape::String { values, .. }
        | SchemaShape::Integer { values, .. }
        | SchemaShape::Number { values, .. } => values.as_slice(),
        _ => &[],
    };
    let listed = listed.iter().map(|value| json_text::plain(&value.value));
    listed.chain(schema.default.clone()).chain(schema.example.clone()).collect()
}

/// Whether a text in the example has the name of a credential.
pub(super) fn names_any(json: &Json) -> bool {
    match &json.value {
        JsonValue::Array(items) => items.iter().any(names_any),
        JsonValue::Object(members) => members.iter().any(|(name, json)| {
            (matches!(json.value, JsonValue::String(_)) && is_secret(name)) || names_any(json)
        }),
        _ => false,
    }
}

/// The example without the `values` that its members of such names repeat.
pub(super) fn without(json: &Json, values: &[String]) -> Json {
    let value = match &json.value {
        JsonValue::Array(items) => JsonValue::Array(items.iter().map(|item| without(item, values)).collect()),
        JsonValue::Object(members) => {
            JsonValue::Object(members.iter().map(|(name, json)| member(name, json, values)).collect())
        }
        other => other.clone(),
    };
    Json { line: json.line, value }
}

fn member(name: &str, json: &Json, values: &[String]) -> (String, Json) {
    let repeats = |text: &String| is_secret(name) && values.contains(text);
    let kept = match &json.value {
        JsonValue::String(text) if repeats(text) => {
            Json { line: json.line, value: JsonValue::String(WITHHELD.to_owned()) }
        }
        _ => without(json, values),
    };
    (name.to_owned(), kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_words_count_only_alone() {
        for name in
            ["accessToken", "app_key", "appkey", "APPKEY", "sid", "X-Sign", "appSign", "key", "ak", "userPwd"]
        {
            assert!(is_secret(name), "{name}");
        }
        for name in ["page", "design", "keyword", "monkey", "inside", "author", "task", "tickets", "skip", ""]
        {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn an_example_repeats_no_withheld_value() {
        let text = |text: &str| Json { line: 1, value: JsonValue::String(text.to_owned()) };
        let object = |members: &[(&str, Json)]| Json {
            line: 1,
            value: JsonValue::Object(
                members.iter().map(|(name, json)| ((*name).to_owned(), json.clone())).collect(),
            ),
        };
        let shown = object(&[
            ("password", text("hunter2")),
            ("city", text("hunter2")),
            ("login", object(&[("token", text("other"))])),
        ]);
        let kept = object(&[
            ("password", text(WITHHELD)),
            ("city", text("hunter2")),
            ("login", object(&[("token", text("other"))])),
        ]);
        assert_eq!(without(&shown, &["hunter2".to_owned()]), kept);
    }
}
