//! Evidence can be followed: the file is there, the lines are there, and a row's line holds the row.

use std::collections::BTreeMap;
use std::fs;

use serde_yaml::Value;

use crate::captures::{self, lines};
use crate::spec::{list, load, text, witnesses};

const KINDS: [&str; 8] = ["heading", "navigation", "table", "prose", "example", "curl", "api", "override"];

/// Every text that stands under a key called `evidence` or `call`.
fn collect<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Mapping(mapping) => {
            for (key, value) in mapping {
                match (key.as_str(), value) {
                    (Some("evidence" | "call"), Value::String(text)) => found.push(text),
                    (Some("evidence"), Value::Sequence(texts)) => {
                        found.extend(texts.iter().filter_map(Value::as_str));
                    }
                    _ => collect(value, found),
                }
            }
        }
        Value::Sequence(values) => values.iter().for_each(|value| collect(value, found)),
        _ => {}
    }
}

/// `table captures/a.txt:12-15` → kind, file, first and last line.
fn parse(evidence: &str) -> (&str, &str, usize, usize) {
    let parts = evidence.split_once(' ').and_then(|(kind, place)| {
        let (file, lines) = place.rsplit_once(':')?;
        let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
        Some((kind, file, first.parse().ok()?, last.parse().ok()?))
    });
    parts.unwrap_or_else(|| panic!("{evidence:?} is no evidence"))
}

#[test]
fn every_piece_of_evidence_can_be_followed() {
    let mut count = 0;
    let mut known: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for entry in fs::read_dir(captures::directory().join("spec")).expect("spec/ lists its entries") {
        let text =
            fs::read_to_string(entry.expect("an entry reads").path()).expect("a file of the spec reads");
        let value: Value = serde_yaml::from_str(&text).expect("a file of the spec is YAML");
        let mut found = Vec::new();
        collect(&value, &mut found);
        for evidence in found {
            let (kind, file, first, last) = parse(evidence);
            let lines = known.entry(file.to_owned()).or_insert_with(|| lines(file));
            assert!(KINDS.contains(&kind), "{evidence}");
            assert!(
                0 < first && first <= last && last < lines.len(),
                "{evidence}: the file has {} lines",
                lines.len() - 1
            );
            assert!(!lines[first].trim().is_empty(), "{evidence}: the line is empty");
            count += 1;
        }
    }
    assert!(count > 400, "only {count} pieces of evidence");
}

/// Every object of the spec that has a name and a presence, so every field and parameter.
fn fields<'a>(value: &'a Value, found: &mut Vec<&'a Value>) {
    match value {
        Value::Mapping(mapping) => {
            if value.get("name").is_some() && value.get("presence").is_some() {
                found.push(value);
            }
            mapping.values().for_each(|value| fields(value, found));
        }
        Value::Sequence(values) => values.iter().for_each(|value| fields(value, found)),
        _ => {}
    }
}

#[test]
fn a_field_stands_on_the_lines_it_names() {
    let spec = load();
    let mut found = Vec::new();
    spec.groups.iter().chain([&spec.shared]).for_each(|file| fields(file, &mut found));
    assert!(found.len() > 150, "only {} fields", found.len());
    for field in found {
        let name = text(field, "name");
        let witnesses = witnesses(field);
        assert!(!witnesses.is_empty(), "{name} has no evidence");
        for evidence in witnesses {
            let (kind, file, first, _) = parse(evidence);
            let line = lines(file)[first].trim().to_owned();
            match kind {
                "table" => assert_eq!(line, name, "{evidence}"),
                "example" => assert!(line.contains(&format!("\"{name}\"")), "{evidence}: {line}"),
                "curl" => assert!(line.contains(name), "{evidence}: {line}"),
                "heading" => assert!(line.contains(&format!("{{{name}}}")), "{evidence}: {line}"),
                other => panic!("{name} stands on {other}"),
            }
        }
    }
}

#[test]
fn quotations_stand_on_their_lines() {
    let spec = load();
    for group in &spec.groups {
        for page in list(group, "endpoints").iter().flat_map(|endpoint| list(endpoint, "pages")) {
            let single =
                ["title", "badge", "modified", "previous", "next"].iter().filter_map(|key| page.get(key));
            let listed = ["folder", "samples"].iter().flat_map(|key| list(page, key));
            for quotation in single.chain(listed) {
                let (_, file, first, _) = parse(text(quotation, "evidence"));
                let line = lines(file)[first].clone();
                assert!(line.contains(text(quotation, "text")), "{quotation:?}: {line}");
            }
        }
    }
}
