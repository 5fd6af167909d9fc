//! JSON as text, for reading: order, number text and strings are as the page has them.

use super::json::{Json, JsonValue};

/// The text of `json` with two blanks a level, without a newline at its end.
pub(crate) fn pretty(json: &Json) -> String {
    let mut text = String::new();
    write(json, 0, &mut text);
    text
}

fn write(json: &Json, depth: usize, text: &mut String) {
    match &json.value {
        JsonValue::Null => text.push_str("null"),
        JsonValue::Boolean(value) => text.push_str(if *value { "true" } else { "false" }),
        JsonValue::Number(number) => text.push_str(number),
        JsonValue::String(string) => text.push_str(&quoted(string)),
        JsonValue::Array(items) => {
            list(text, depth, ('[', ']'), items, |item, text| write(item, depth + 1, text));
        }
        JsonValue::Object(members) => list(text, depth, ('{', '}'), members, |(name, value), text| {
            text.push_str(&quoted(name));
            text.push_str(": ");
            write(value, depth + 1, text);
        }),
    }
}

fn list<T>(
    text: &mut String,
    depth: usize,
    (open, close): (char, char),
    entries: &[T],
    mut entry: impl FnMut(&T, &mut String),
) {
    text.push(open);
    for (at, one) in entries.iter().enumerate() {
        text.push_str(if at == 0 { "\n" } else { ",\n" });
        text.push_str(&"  ".repeat(depth + 1));
        entry(one, text);
    }
    if !entries.is_empty() {
        text.push('\n');
        text.push_str(&"  ".repeat(depth));
    }
    text.push(close);
}

/// The text of `json` on one line.
pub(in crate::scrape) fn compact(json: &Json) -> String {
    match &json.value {
        JsonValue::Array(items) => {
            let items: Vec<_> = items.iter().map(compact).collect();
            format!("[{}]", items.join(","))
        }
        JsonValue::Object(members) => {
            let members = members.iter().map(|(name, value)| format!("{}:{}", quoted(name), compact(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        _ => pretty(json),
    }
}

/// A value as one writes it among words: text as it is, anything else as JSON.
pub(in crate::scrape) fn plain(json: &Json) -> String {
    match &json.value {
        JsonValue::String(text) => text.clone(),
        _ => compact(json),
    }
}

/// A JSON string; a string always serializes.
fn quoted(string: &str) -> String {
    serde_json::Value::from(string).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_number_text_stay() {
        let leaf = |value| Json { line: 1, value };
        let value = leaf(JsonValue::Object(vec![
            ("b".to_owned(), leaf(JsonValue::Number("1.10".to_owned()))),
            ("a".to_owned(), leaf(JsonValue::Array(vec![leaf(JsonValue::String("\"贵\n".to_owned()))]))),
            ("c".to_owned(), leaf(JsonValue::Array(Vec::new()))),
        ]));
        assert_eq!(pretty(&value), "{\n  \"b\": 1.10,\n  \"a\": [\n    \"\\\"贵\\n\"\n  ],\n  \"c\": []\n}");
    }
}
