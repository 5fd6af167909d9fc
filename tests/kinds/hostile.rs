//! HTML that is made to cost: all of it is read, or refused, within bounds.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use generator::scrape::{Capture, read};
use serde_json::json;

use crate::synthetic::payload;

/// Without optimisation the slowest takes eleven seconds on two busy cores.
const LONGEST: Duration = Duration::from_secs(60);

fn article(rows: &str) -> String {
    format!(
        "<h1>T</h1><p>GET</p><p>/a</p><h2>Responses</h2><h3>🟢200OK</h3><div class=\"JsonSchemaViewer\">{rows}</div>"
    )
}

fn row(number: usize, level: usize) -> String {
    format!(
        "<div data-level=\"{level}\"><div data-id=\"{number}\"><span class=\"propertyName-x\">f{number}</span><span class=\"sl-type\">object</span></div></div>"
    )
}

/// A list in which each value holds the next one ten times.
fn bomb() -> String {
    let lists: Vec<_> = (1..=60).map(|next| format!("[{}]", vec![next.to_string(); 10].join(","))).collect();
    let stream = format!(
        "[{{\\\"_1\\\":2}},\\\"resourceData\\\",{{\\\"_3\\\":4}},\\\"data\\\",{{\\\"_5\\\":6,\\\"_7\\\":8,\\\"_9\\\":10}},\\\"method\\\",\\\"get\\\",\\\"path\\\",\\\"/a\\\",\\\"responses\\\",[0,0,0],{}]",
        lists.join(",")
    );
    format!("<html><script>x.enqueue(\"{stream}\")</script></html>")
}

#[test]
fn every_page_ends_in_time() {
    let wide: String = (0..35_000).map(|number| row(number, 0)).collect();
    let deep: String = (0..35_000).map(|number| row(number, number)).collect();
    let mut schema = json!({ "type": "string" });
    for _ in 0..300 {
        schema = json!({ "type": "object", "properties": { "a": schema } });
    }
    let mut definitions = serde_json::Map::new();
    for id in 0..2_000 {
        let next = format!("#/definitions/{}", (id + 1) % 2_000);
        let properties = json!({ "a": { "$ref": next }, "b": { "$ref": next } });
        definitions.insert(id.to_string(), json!({ "type": "object", "properties": properties }));
    }
    let endpoint = |schema: serde_json::Value, definitions: serde_json::Value| {
        json!({ "resourceData": {
            "data": { "name": "T", "method": "get", "path": "/a", "responses": [
                { "id": 1, "code": 200, "contentType": "json", "jsonSchema": schema },
            ] },
            "extraData": { "dataSchemaDefinitions": definitions },
        } })
    };
    let long = endpoint(json!({ "$ref": "#/definitions/0" }), definitions.into());
    let mut attributes = String::new();
    for number in 0..200_000 {
        write!(attributes, " data-a{number}=\"x\"").expect("a string takes text");
    }
    let pages = [
        ("wide rows", article(&wide)),
        ("deep rows", article(&deep)),
        ("deep elements", article(&"<div>".repeat(1_000_000))),
        ("unclosed rows", article(&"<div data-id=\"a\"><span class=\"propertyName-x\">a".repeat(200))),
        ("much text", article(&"<p>word".repeat(600_000))),
        ("one long line", article(&"word ".repeat(1_000_000))),
        ("attributes", article(&format!("<p{attributes}>x"))),
        ("a bomb in the stream", bomb()),
        ("a deep schema", payload::around(&endpoint(schema, json!({})), "T", "")),
        ("a ring of definitions", payload::around(&long, "T", "")),
    ];
    for (name, text) in pages {
        let size = text.len();
        let start = Instant::now();
        let reading = read(&Capture { file: "captures/en/page.html".into(), bytes: text.into_bytes() });
        let took = start.elapsed();
        println!("{name}: {size} bytes in {took:?}, {} diagnostics", reading.diagnostics.len());
        assert!(took < LONGEST, "{name} took {took:?}");
        assert!(!reading.pages.is_empty() || !reading.diagnostics.is_empty(), "{name} gave nothing at all");
        assert!(reading.diagnostics.len() < 1_000, "{name} told {} things", reading.diagnostics.len());
    }
}
