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

#[test]
fn of_authentication_only_what_differs_is_told() {
    let api =
        |text: &str| yaml::read_api("api.yaml", &format!("name: Shop\nauthentication:\n{text}")).unwrap();
    let told = |before: &str, after: &str| -> Vec<String> {
        let (spec, before, after) = (Spec::default(), api(before), api(after));
        let version = |api| Version { spec: &spec, api };
        let found = diff(version(&before), version(&after));
        found.iter().map(|change| change.summary(str::to_owned)).collect()
    };
    let key =
        "  headers:\n    - {name: key, carries: {credential: key}}\n    - {name: at, carries: timestamp}\n";
    let user = key.replace("name: key", "name: user");
    let turned =
        "  headers:\n    - {name: at, carries: timestamp}\n    - {name: key, carries: {credential: key}}\n";
    assert_eq!(
        told(key, &user),
        ["authentication: header key: credential key → header user: credential key"]
    );
    assert_eq!(
        told(key, &format!("{key}  nonce_length: 8\n")),
        ["authentication: nonce of 32 characters → nonce of 8 characters"]
    );
    assert_eq!(told(key, turned).len(), 1);
    assert_eq!(told(key, &format!("# moved\n{key}")), [""; 0]);
}

#[test]
fn words_of_another_edition_are_translations_which_come_and_go_with_it() {
    let text = |words: &str, editions: &[&str]| {
        let pages: Vec<String> = editions
            .iter()
            .map(|edition| {
                format!(
                    "      - {{file: captures/{edition}/a.txt, edition: {edition}, title: {{text: Pay, evidence: \"heading \
                     captures/{edition}/a.txt:1\"}}, call: \"heading captures/{edition}/a.txt:2-3\"}}\n"
                )
            })
            .collect();
        format!(
            "group: shop\nendpoints:\n  - operation: pay\n    verb: POST\n    path: /pay\n    title: Pay\n    pages:\n{}    parameters:\n      \
             - {{name: id, in: query, type: string, presence: optional, title: Number, translations: [{words}]}}\n",
            pages.concat()
        )
    };
    let both = ["en", "zh"];
    let zh = "{edition: zh, title: 订单号}";
    let told = |before: &str, after: &str| told(&changes(before, after));
    assert_eq!(
        told(&text(zh, &both), &text("{edition: zh, title: 号码}", &both)),
        ["wording POST /pay query.id: translation: 订单号 → 号码"]
    );
    assert_eq!(
        told(&text("", &["en"]), &text(zh, &both)),
        ["wording POST /pay: page added: captures/zh/a.txt"]
    );
}

/// What drift says when only what all endpoints share has changed.
fn shared(before: &str, after: &str) -> Vec<String> {
    let spec = |text: &str| Spec { shared: yaml::read_shared("shared", text).unwrap(), ..Spec::default() };
    let api = ApiDescription::default();
    let (before, after) = (spec(before), spec(after));
    let version = |spec| Version { spec, api: &api };
    told(&diff(version(&before), version(&after)))
}

#[test]
fn servers_come_go_and_change_their_variables() {
    let text =
        |rest: &str| format!("servers:\n  - url: https://{{region}}.example.com\n    evidence: []\n{rest}");
    let variable = |rest: &str| text(&format!("    variables:\n      - {{name: region, {rest}}}\n"));
    let more = text("  - {url: 'https://b.example', description: Test, evidence: []}\n");
    assert_eq!(shared(&text(""), &more), ["additive server https://b.example: server added: Test"]);
    assert_eq!(shared(&more, &text("")), ["breaking server https://b.example: server removed: Test"]);
    assert_eq!(
        shared(&variable("default: eu, enum: [eu, us]"), &variable("default: us, enum: [us, cn]")),
        [
            "breaking server https://{region}.example.com {region}: default: eu → us",
            "additive server https://{region}.example.com {region}: enum value added: cn",
            "breaking server https://{region}.example.com {region}: enum value removed: eu",
        ]
    );
}

#[test]
fn another_way_to_prove_who_calls_breaks_unless_api_yaml_declares_one() {
    let key = "security_schemes:\n  main: {type: header-key, name: X-Key, evidence: []}\n";
    let bearer = "security_schemes:\n  main: {type: bearer, evidence: []}\n";
    let words = "security scheme: a key in the header X-Key → a bearer token";
    assert_eq!(shared(key, bearer), [format!("breaking security scheme main: {words}")]);
    let spec = |text: &str| Spec { shared: yaml::read_shared("shared", text).unwrap(), ..Spec::default() };
    let by_hand = "authentication:\n  headers:\n    - {name: X-Key, carries: {credential: key}}\n";
    let api = yaml::read_api("api.yaml", by_hand).unwrap();
    let (before, after) = (spec(key), spec(bearer));
    let version = |spec| Version { spec, api: &api };
    let found = diff(version(&before), version(&after));
    assert_eq!(told(&found), [format!("wording security scheme main: {words}")]);
}

/// What drift says of `POST /pay`, whose text goes on with these lines.
fn paying(before: &str, after: &str) -> Vec<String> {
    let text = |rest: &str| {
        format!(
            "group: shop\nendpoints:\n  - operation: pay\n    verb: POST\n    path: /pay\n    title: Pay\n    pages: []\n{rest}"
        )
    };
    told(&changes(&text(before), &text(after)))
}

#[test]
fn what_a_call_needs_is_told_by_what_is_enough() {
    let needs = |words: &str| format!("    security: {words}\n");
    for (before, after, told) in [
        ("[[key]]", "[[key], [bearer]]", "additive POST /pay: security: key → key or bearer"),
        ("[[key], []]", "[[key]]", "breaking POST /pay: security: key or none → key"),
        ("[]", "[[key]]", "breaking POST /pay: security: none → key"),
        ("[[key, user]]", "[[bearer]]", "breaking POST /pay: security: key and user → bearer"),
    ] {
        assert_eq!(paying(&needs(before), &needs(after)), [told]);
    }
    assert_eq!(paying(&needs("[[a, b]]"), &needs("[[b, a]]")), [""; 0]);
    assert_eq!(paying(&needs("[]"), &needs("[[]]")), [""; 0]);
    assert_eq!(paying("", &needs("[[key]]")), ["wording POST /pay: security added: key"]);
}

#[test]
fn headers_of_answers_and_styles_of_parameters_are_compared() {
    let answer = |fields: &str| {
        format!("    responses:\n      - status: 200\n        evidence: []\n        headers: [{fields}]\n")
    };
    let left = |kind: &str| format!("{{name: X-Left, type: {kind}, presence: required}}");
    let place = "POST /pay response 200 header.X-Left";
    assert_eq!(
        paying(&answer(&left("integer")), &answer(&left("string"))),
        [format!("breaking {place}: type: integer → string")]
    );
    assert_eq!(
        paying(&answer(&left("integer")), &answer("")),
        [format!("breaking {place}: removed: required integer")]
    );
    let ids = |style: &str| {
        format!(
            "    parameters:\n      - {{name: ids, in: query, type: array, items: {{type: string}}, presence: optional{style}}}\n"
        )
    };
    assert_eq!(
        paying(&ids(""), &ids(", style: form, explode: false")),
        ["breaking POST /pay query.ids: style: the usual one → form, all items in one"]
    );
}

#[test]
fn alternatives_of_a_union_are_told_apart_by_name() {
    let text = |variants: &[&str], count: &str| {
        let variants: Vec<_> = variants.iter().map(|name| format!("{{type: ref, schema: {name}}}")).collect();
        let named: Vec<_> = ["Card", "Cash"]
            .map(|name| {
                let kind = if name == "Cash" { count } else { "integer" };
                format!("  {name}: {{type: object, fields: [{{name: count, type: {kind}, presence: optional}}]}}\n")
            })
            .to_vec();
        format!(
            "group: shop\nendpoints:\n  - operation: pay\n    verb: POST\n    path: /pay\n    title: Pay\n    pages: []\n    responses:\n      \
             - status: 200\n        evidence: []\n        bodies:\n          - {{media_type: application/json, evidence: [], schema: {{type: union, variants: [{}]}}}}\nschemas:\n{}",
            variants.join(", "),
            named.concat()
        )
    };
    let place = "POST /pay response 200";
    let both = text(&["Card", "Cash"], "integer");
    assert_eq!(told(&changes(&both, &text(&["Cash", "Card"], "integer"))), [""; 0]);
    assert_eq!(
        told(&changes(&both, &text(&["Card", "Cash"], "string"))),
        ["breaking Cash.count: type: integer → string"]
    );
    let one = text(&["Card", "Card"], "integer");
    let fewer =
        one.replace("{type: ref, schema: Card}, {type: ref, schema: Card}", "{type: ref, schema: Card}");
    assert_eq!(told(&changes(&fewer, &both)), [format!("breaking {place}: type: Card → Card or Cash")]);
    assert_eq!(told(&changes(&both, &fewer)), [format!("additive {place}: type: Card or Cash → Card")]);
}

#[test]
fn entries_of_maps_are_compared_wherever_they_stand() {
    let text = |kind: &str| {
        format!(
            "group: shop\nendpoints: []\nschemas:\n  Counts: {{type: map, entries: {{type: {kind}}}}}\n  Open:\n    type: all-of\n    parts:\n      \
             - {{type: object, fields: [{{name: id, type: string, presence: required}}]}}\n      - {{type: map, entries: {{type: {kind}}}}}\n"
        )
    };
    assert_eq!(
        told(&changes(&text("integer"), &text("string"))),
        ["breaking Counts{}: type: integer → string", "breaking Open{}: type: integer → string"]
    );
}
