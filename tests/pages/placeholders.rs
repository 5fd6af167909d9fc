//! The page without rows: its 71 fields, read here straight from the capture's own lines.

use serde_json::Value as Json;

use crate::captures::lines;
use crate::refund_info::PAGE;
use crate::spec::{list, load, text};

/// The fields of `data` on lines 174–252: name, line and what its placeholder shows.
fn documented() -> Vec<(String, usize, &'static str)> {
    let lines = lines(PAGE.file);
    let example: Json = serde_json::from_str(&lines[174..=252].join("\n")).expect("the example is JSON");
    let data = example["data"].as_object().expect("data is an object");
    let mut fields = Vec::new();
    for (at, line) in lines.iter().enumerate().take(251).skip(180) {
        let name = line.split('"').nth(1).expect("a name in quotes").to_owned();
        let kind = match &data[&name] {
            Json::String(text) if text.is_empty() => "string",
            Json::Number(number) if number.as_i64() == Some(0) => "number",
            Json::Bool(false) => "boolean",
            other => panic!("{name} is no placeholder: {other}"),
        };
        fields.push((name, at, kind));
    }
    assert_eq!(fields.len(), data.len());
    fields
}

#[test]
fn all_71_fields_are_inferred_and_say_so() {
    let documented = documented();
    assert_eq!(documented.len(), 71);
    let count = |kind: &str| documented.iter().filter(|(_, _, one)| *one == kind).count();
    assert_eq!((count("string"), count("number"), count("boolean")), (40, 20, 11));

    let spec = load();
    let (_, endpoint) = spec.endpoint(PAGE.verb.1, PAGE.path.1);
    let data = &list(&list(endpoint, "responses")[0], "bodies")[0]["schema"];
    let fields = list(data, "fields");
    let names = |field: &serde_yaml::Value| text(field, "name").to_owned();
    assert_eq!(
        fields.iter().map(names).collect::<Vec<_>>(),
        documented.iter().map(|(name, _, _)| name.clone()).collect::<Vec<_>>()
    );
    for (field, (name, line, kind)) in fields.iter().zip(&documented) {
        assert_eq!(text(field, "type"), *kind, "{name}");
        let weakly = "inferred from an example, which shows only a placeholder";
        assert_eq!(text(field, "certainty"), weakly, "{name}");
        assert_eq!(text(field, "presence"), "unknown", "{name}");
        let evidence: Vec<_> = list(field, "evidence").iter().filter_map(serde_yaml::Value::as_str).collect();
        assert_eq!(evidence, [format!("example {}:{line}", PAGE.file)], "{name}");
    }
}

#[test]
fn a_page_without_rows_says_what_is_unknown() {
    let spec = load();
    let (_, endpoint) = spec.endpoint(PAGE.verb.1, PAGE.path.1);
    let unknown: Vec<_> = list(endpoint, "unknown").iter().filter_map(serde_yaml::Value::as_str).collect();
    for what in ["header", "request body", "response 200"] {
        assert!(unknown.iter().any(|sentence| sentence.contains(what)), "{what}: {unknown:?}");
    }
    let request = &list(endpoint, "bodies")[0]["schema"];
    let [refund_id] = list(request, "fields") else { panic!("one field: {request:?}") };
    assert_eq!((text(refund_id, "name"), text(refund_id, "type")), ("refundId", "string"));
}
