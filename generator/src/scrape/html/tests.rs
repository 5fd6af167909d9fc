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

/// What a capture of this text gives: its endpoints, the title of its prose, and what is wrong with it.
fn told(text: &str) -> (usize, Option<String>, Vec<(Code, u32)>) {
    let reading = read(&capture(text));
    let found = reading.diagnostics.iter().map(|found| (found.code, found.origin.line)).collect();
    (reading.pages.len(), reading.site.and_then(|site| site.title), found)
}

#[test]
fn prose_is_a_page_of_the_site() {
    let words = "<!DOCTYPE html>\n<html><head><title>About - Shop</title></head>\n<body><h1>About us</h1><p>We sell things.</p></body></html>";
    assert_eq!(told(words), (0, Some("About us".to_owned()), vec![]));
    // A guide may list calls, and speak of requests.
    let calls = "<h1>Calls</h1>\n<table><tr><td>GET</td><td>/orders</td></tr>\n<tr><td>POST</td><td>/orders</td></tr></table>";
    assert_eq!(told(calls), (0, Some("Calls".to_owned()), vec![]));
    let request = "<h1>How to call</h1>\n<h2>Request</h2><p>Send it with <code>Accept</code>.</p>";
    assert_eq!(told(request), (0, Some("How to call".to_owned()), vec![]));
    // Without a heading it is prose all the same.
    assert_eq!(told("<p>Words</p>"), (0, None, vec![]));
    let page = read(&capture("<p>Words</p>"));
    assert!(page.site.is_some_and(|site| site.edition == "v1-en" && site.navigation.is_empty()));
}

#[test]
fn what_the_data_calls_prose_is_none_of_the_calls_it_shows() {
    let article = "<h1>Calls</h1><h2>Request</h2><p>GET</p><p>/orders</p><h2>Responses</h2><div id";
    for kind in ["doc", "apiDetailFolder", "apiSchema"] {
        let state = format!(r#"{{"resourceData": {{"type": "{kind}", "data": {{"name": "All calls"}}}}}}"#);
        let text = page_of(&state).replace("<div id", article);
        assert_eq!(told(&text), (0, Some("All calls".to_owned()), vec![]), "{kind}");
    }
}

#[test]
fn what_looks_like_an_endpoint_must_be_one() {
    let row = "<h3>Values</h3>\n<div class=\"JsonSchemaViewer\">\n<div data-id=\"a\"><div class=\"propertyName-x\">a</div></div></div>";
    assert_eq!(told(row), (0, None, vec![(Code::NoEndpoint, 3)]));
    let verb = "<h1>Find</h1>\n<p>GET</p><p>orders</p>\n<h2>Responses</h2>";
    assert_eq!(told(verb), (0, None, vec![(Code::NoEndpoint, 2)]));
    let state = r#"{"resourceData": {"type": "apiDetail", "data": {"name": "Find"}}}"#;
    assert_eq!(told(&page_of(state)).2, [(Code::UnreadPayload, 4), (Code::NoEndpoint, 1)]);
    let shell =
        "<!DOCTYPE html>\n<html><body><div id=\"root\"></div><script>let a = 1</script></body></html>";
    assert_eq!(told(shell), (0, None, vec![(Code::NoEndpoint, 1)]));
}
