//! HTML captures for tests: pages invented around a state.

use std::fmt::Write as _;

use super::*;
use crate::scrape::json::{self, Json, JsonValue};

/// A capture of this text.
pub(super) fn capture(text: &str) -> Capture {
    Capture { file: "captures/v1-en/page.html".into(), bytes: text.as_bytes().to_vec() }
}

/// A page that embeds a state, given as JSON, in two pieces; the first stands on line 4.
pub(super) fn page_of(state: &str) -> String {
    let (state, _) = json::read(state, 1).expect("JSON");
    let member =
        |name: &str, value| Json { line: 1, value: JsonValue::Object(vec![(name.to_owned(), value)]) };
    let root = member("loaderData", member("root", member("docsDataState", state)));
    let mut flat = Vec::new();
    flatten(&root, &mut flat);
    let stream = format!("[{}]\n", flat.join(","));
    let middle = stream.char_indices().nth(stream.chars().count() / 2).map_or(0, |(offset, _)| offset);
    let (first, second) = stream.split_at(middle);
    format!(
        "<!DOCTYPE html>\n<html>\n<body><div id=\"root\"></div>\n<script>window.__remixContext.streamController.enqueue({first:?});</script>\n<script>window.__remixContext.streamController.enqueue({second:?})</script>\n</body></html>"
    )
}

/// Puts a value into a flat list, and returns its index.
fn flatten(json: &Json, flat: &mut Vec<String>) -> usize {
    let index = flat.len();
    flat.push(String::new());
    let text = match &json.value {
        JsonValue::Null => "null".to_owned(),
        JsonValue::Boolean(value) => value.to_string(),
        JsonValue::Number(number) => number.clone(),
        JsonValue::String(text) => quoted(text),
        JsonValue::Array(items) => {
            let places: Vec<_> = items.iter().map(|item| flatten(item, flat).to_string()).collect();
            format!("[{}]", places.join(","))
        }
        JsonValue::Object(members) => {
            let mut text = String::new();
            for (name, value) in members {
                let name_index = flat.len();
                flat.push(quoted(name));
                let value_index = flatten(value, flat);
                let comma = if text.is_empty() { "" } else { "," };
                let _ = write!(text, "{comma}\"_{name_index}\":{value_index}");
            }
            format!("{{{text}}}")
        }
    };
    flat[index] = text;
    index
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n"))
}
