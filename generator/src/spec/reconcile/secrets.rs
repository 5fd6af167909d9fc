//! Names that hint at a credential. What a page prints as their value stops here.

use super::witness::Words;
use crate::scrape::facts::{BodyFacts, Location, Page, Row};
use crate::scrape::json::{Json, JsonValue};
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
pub(super) fn on_page(page: &Page) -> Vec<&str> {
    let carried = page.parameters.iter().flat_map(|group| {
        let always = matches!(group.location, Location::Header | Location::Cookie);
        group.rows.iter().filter(move |row| always || is_secret(&row.name.value))
    });
    let answers = page.responses.iter().filter_map(|response| response.body.as_ref());
    let bodies: Vec<&BodyFacts> = page.bodies.iter().chain(answers).collect();
    let sent = bodies.into_iter().flat_map(|body| &body.rows).filter(|row| is_secret_row(row));
    let values = carried.chain(sent).flat_map(|row| [&row.default, &row.example]).flatten();
    values.map(|stated| stated.value.as_str()).filter(|value| value.chars().count() >= SHORTEST).collect()
}

/// The example without the `values` that its members of such names repeat.
pub(super) fn without(json: &Json, values: &[&str]) -> Json {
    let value = match &json.value {
        JsonValue::Array(items) => JsonValue::Array(items.iter().map(|item| without(item, values)).collect()),
        JsonValue::Object(members) => {
            JsonValue::Object(members.iter().map(|(name, json)| member(name, json, values)).collect())
        }
        other => other.clone(),
    };
    Json { line: json.line, value }
}

fn member(name: &str, json: &Json, values: &[&str]) -> (String, Json) {
    let repeats = |text: &String| is_secret(name) && values.contains(&text.as_str());
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
        assert_eq!(without(&shown, &["hunter2"]), kept);
    }
}
