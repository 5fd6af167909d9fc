//! Drift on specs written by hand.

use super::change::{Change, Level};
use super::{Version, diff};
use crate::spec::api::ApiDescription;
use crate::spec::yaml;
use crate::spec::{EditionNavigation, Spec};

fn spec(text: &str) -> Spec {
    let group = yaml::read_group("group", text).unwrap();
    Spec { groups: [(group.group.clone(), group)].into(), ..Spec::default() }
}

fn changes(before: &str, after: &str) -> Vec<Change> {
    let api = ApiDescription::default();
    let (before, after) = (spec(before), spec(after));
    let version = |spec| Version { spec, api: &api };
    diff(version(&before), version(&after))
}

fn told(changes: &[Change]) -> Vec<String> {
    changes
        .iter()
        .map(|change| format!("{} {}: {}", change.wire.word(), change.place, change.summary(str::to_owned)))
        .collect()
}

const SAMPLE: &str = include_str!("../yaml/sample_group.yaml");

#[test]
fn nothing_changes_when_lines_move() {
    let written =
        yaml::write_spec(&spec(SAMPLE), "schema").into_values().find(|text| text.contains(".txt:")).unwrap();
    let lines = written.lines().map(|line| match line.rsplit_once(".txt:") {
        Some((file, _)) => format!("{file}.txt:99\n"),
        None => format!("{line}\n"),
    });
    let moved: String = lines.collect();
    assert_ne!(written, moved);
    assert_eq!(told(&changes(SAMPLE, &moved)), [""; 0]);
}

#[test]
fn ids_are_distinct_and_do_not_depend_on_how_something_changed() {
    let empty = "group: shop\nendpoints: []\n";
    let found = changes(SAMPLE, empty);
    assert!(!found.is_empty());
    let ids: std::collections::BTreeSet<_> = found.iter().map(|change| &change.id).collect();
    assert_eq!(ids.len(), found.len());
    let back = changes(empty, SAMPLE);
    assert_eq!(ids, back.iter().map(|change| &change.id).collect());
}

#[test]
fn a_schema_that_contains_itself_is_compared_once() {
    let text = |kind: &str| {
        format!(
            "group: shop\nendpoints: []\nschemas:\n  Tree:\n    type: object\n    fields:\n      - {{name: id, type: {kind}, presence: optional}}\n      \
             - {{name: children, presence: optional, type: array, items: {{type: ref, schema: Tree}}}}\n"
        )
    };
    let found = changes(&text("integer"), &text("string"));
    assert_eq!(told(&found), ["breaking Tree.id: type: integer → string"]);
    assert_eq!(found[0].level(), Level::Breaking);
}

#[test]
fn integers_that_become_numbers_break_only_those_who_read_them() {
    let text = |kind: &str| {
        format!(
            "group: shop\nendpoints:\n  - operation: pay\n    verb: POST\n    path: /pay\n    title: Pay\n    pages: []\n    bodies:\n      \
             - media_type: application/json\n        evidence: []\n        schema: {{type: object, fields: [{{name: a, type: {kind}, presence: optional}}]}}\n    \
             responses:\n      - status: 200\n        evidence: []\n        bodies:\n          - media_type: application/json\n            evidence: []\n            \
             schema: {{type: object, fields: [{{name: a, type: {kind}, presence: optional}}]}}\n"
        )
    };
    let found = changes(&text("integer"), &text("number"));
    assert_eq!(
        told(&found),
        [
            "additive POST /pay request.a: type: integer → number",
            "breaking POST /pay response 200.a: type: integer → number"
        ]
    );
}

#[test]
fn a_correction_is_named_beside_the_page_it_corrects() {
    let text = |kind: &str, corrected: &str| {
        format!(
            "group: shop\nendpoints: []\nschemas:\n  Order:\n    type: object\n    fields:\n      - {{name: id, type: {kind}, presence: optional, \
             evidence: [\"table captures/en/a.txt:3-5\", \"example captures/en/a.txt:9\"]{corrected}}}\n"
        )
    };
    let corrected = ", corrected: [{was: \"type: integer\", because: it is text, evidence: \"override overrides.yaml:4\"}]";
    let found = changes(&text("integer", ""), &text("string", corrected));
    let lines = |said: &Option<super::change::Said>| -> Vec<String> {
        said.iter().flat_map(|said| &said.evidence).map(ToString::to_string).collect()
    };
    assert_eq!(told(&found), ["breaking Order.id: type: integer → string"]);
    assert_eq!(lines(&found[0].before), ["table captures/en/a.txt:3-5"]);
    assert_eq!(lines(&found[0].after), ["table captures/en/a.txt:3-5", "override overrides.yaml:4"]);
}

#[test]
fn every_variant_of_a_union_has_its_witnesses() {
    let text = |kind: &str| {
        format!(
            "group: shop\nendpoints: []\nschemas:\n  Order:\n    type: object\n    fields:\n      - {{name: id, presence: optional, {kind}}}\n"
        )
    };
    let integer =
        "type: integer, evidence: [\"table captures/en/a.txt:3-5\", \"example captures/en/a.txt:9\"]";
    let union = "type: union, variants: [{type: integer, evidence: [\"table captures/en/a.txt:3-5\"]}, \
                 {type: string, evidence: [\"example captures/en/b.txt:9\"]}]";
    let found = changes(&text(integer), &text(union));
    let lines = |said: &Option<super::change::Said>| -> Vec<String> {
        said.iter().flat_map(|said| &said.evidence).map(ToString::to_string).collect()
    };
    assert_eq!(lines(&found[0].before), ["table captures/en/a.txt:3-5"]);
    assert_eq!(lines(&found[0].after), ["table captures/en/a.txt:3-5", "example captures/en/b.txt:9"]);
}

/// What drift says of the navigation of one edition, whose captures show `before` and then `after`.
fn navigated(before: &[&str], after: &[&str]) -> Vec<String> {
    let spec = |trees: &[&str]| {
        let navigation = |tree: &&str| EditionNavigation {
            edition: "en".to_owned(),
            evidence: Vec::new(),
            entries: serde_json::from_str(tree).unwrap(),
        };
        Spec { navigation: trees.iter().map(navigation).collect(), ..Spec::default() }
    };
    let api = ApiDescription::default();
    let (before, after) = (spec(before), spec(after));
    let version = |spec| Version { spec, api: &api };
    diff(version(&before), version(&after)).iter().map(|change| change.summary(str::to_owned)).collect()
}

#[test]
fn a_navigation_without_folders_adds_no_pages_that_are_folders() {
    let tree = |title: &str| {
        format!(
            r#"[{{"title":"Shop","entries":[{{"title":"Orders","entries":[{{"title":"{title}","verb":"GET"}},{{"title":"Pay"}}]}}]}}]"#
        )
    };
    let list = r#"[{"title":"Shop"},{"title":"Orders"},{"title":"Find","verb":"GET"}]"#;
    assert_eq!(
        navigated(&[&tree("Find")], &[&tree("Search"), list]),
        ["navigation added: Shop / Orders / Search"]
    );
    assert_eq!(navigated(&[&tree("Find")], &[&tree("Find"), list]), [""; 0]);
    assert_eq!(
        navigated(&[&tree("Find")], &[list]),
        ["navigation: folders with 2 pages → a list without folders of 2 pages"]
    );
    let shorter = r#"[{"title":"Shop"},{"title":"Orders"}]"#;
    assert_eq!(navigated(&[shorter], &[r#"[{"title":"Shop"}]"#]), ["navigation removed: Orders"]);
}

#[test]
fn one_of_two_pages_with_one_title_may_leave() {
    let two = r#"[{"title":"Shop","entries":[{"title":"Find"},{"title":"Find"}]}]"#;
    let one = r#"[{"title":"Shop","entries":[{"title":"Find"}]}]"#;
    assert_eq!(navigated(&[two], &[one]), ["navigation removed: Shop / Find"]);
}
