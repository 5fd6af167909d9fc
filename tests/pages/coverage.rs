//! Coverage of the four pages, against counts made by hand on the captures.

use serde_json::Value;
use xtask::Exit;

use crate::command::xtask;

/// Number of leaves below each folder of the second level, counted in the navigation of the captures.
const OLD: [(&str, &[(&str, usize)]); 2] = [
    (
        "Taobao",
        &[
            ("Goods", 5),
            ("Order", 9),
            ("After-sales service", 10),
            ("Message callback", 3),
            ("Shopping cart", 6),
        ],
    ),
    (
        "1688",
        &[
            ("Goods", 8),
            ("Order", 10),
            ("After-sales service", 6),
            ("Message callback", 3),
            ("Shopping cart", 6),
            ("Marketing", 3),
        ],
    ),
];

fn list<'a>(value: &'a Value, member: &str) -> &'a [Value] {
    value[member].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn document() -> Value {
    let ran = xtask(&["coverage", "--format", "json"]);
    assert_eq!((ran.exit, ran.messages.as_str()), (Exit::Done, ""));
    serde_json::from_str(&ran.output).expect("the document is JSON")
}

/// Every page below `entries`, with its folders.
fn leaves<'a>(entries: &'a [Value], above: &[&'a str]) -> Vec<(Vec<&'a str>, &'a Value)> {
    let below = |entry: &'a Value| {
        let path = [above, &[entry["title"].as_str().expect("a title")]].concat();
        if entry.get("state").is_some() { vec![(path, entry)] } else { leaves(list(entry, "entries"), &path) }
    };
    entries.iter().flat_map(below).collect()
}

#[test]
fn every_leaf_is_counted() {
    let document = document();
    let counts = |value: &Value| {
        ["listed", "captured", "in_development", "unreadable", "ignored", "not_captured", "unlisted"]
            .map(|name| value["counts"][name].as_u64().expect("a count"))
    };
    assert_eq!(counts(&document), [148, 4, 1, 0, 0, 144, 0]);
    let [old, new] = list(&document, "editions") else { panic!("two editions") };
    assert_eq!((old["edition"].as_str(), new["edition"].as_str()), (Some("v1-en"), Some("v2-en")));
    assert_eq!(counts(old), [75, 2, 1, 0, 0, 73, 0]);
    assert_eq!(counts(new), [73, 2, 0, 0, 0, 71, 0]);
    assert_eq!((leaves(list(old, "entries"), &[]).len(), leaves(list(new, "entries"), &[]).len()), (75, 73));

    for ((title, folders), found) in OLD.iter().zip(list(old, "entries")) {
        assert_eq!(found["title"], *title);
        let found = list(found, "entries").iter();
        let found: Vec<_> =
            found.map(|folder| (folder["title"].as_str().expect("a title"), counts(folder)[0])).collect();
        let expected: Vec<_> = folders.iter().map(|(title, number)| (*title, *number as u64)).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn the_four_pages_stand_at_their_entries() {
    let document = document();
    let mut found = Vec::new();
    for edition in list(&document, "editions") {
        for (path, leaf) in leaves(list(edition, "entries"), &[]) {
            if let [file] = list(leaf, "captures") {
                let text = |name: &str| leaf[name].as_str().unwrap_or_default().to_owned();
                let file = file.as_str().expect("a path").to_owned();
                found.push((path.join(" / "), text("verb"), text("state"), text("badge"), file));
            }
        }
        assert!(list(edition, "unlisted").is_empty() && list(edition, "unclear").is_empty());
    }
    let expected = [
        // Line 124 of this page is its badge.
        (
            "Taobao / After-sales service / Return logistics submission",
            "POST",
            "in-development",
            "开发中",
            "v1-en/return-logistics-submission",
        ),
        (
            "1688 / After-sales service / Check the details of the after-sales order",
            "POST",
            "captured",
            "",
            "v1-en/check-the-details-of-the-after-sales-order",
        ),
        (
            "Taobao / After sales / Reverse Order Cancellation",
            "GET",
            "captured",
            "",
            "v2-en/reverse-order-cancellation",
        ),
        (
            "Taobao / After sales / Reverse order modification",
            "POST",
            "captured",
            "",
            "v2-en/reverse-order-modification",
        ),
    ];
    let expected = expected.map(|(path, verb, state, badge, file)| {
        (path.into(), verb.into(), state.into(), badge.into(), format!("captures/{file}.txt"))
    });
    assert_eq!(found, expected);
}

#[test]
fn people_read_a_tree_and_the_next_step() {
    let ran = xtask(&["coverage"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    for line in [
        "v1-en: 2 of 75 pages captured (1 in development), 73 not captured",
        "v2-en: 2 of 73 pages captured, 71 not captured",
        "  Taobao: 2 of 31",
        "    order form: 0 of 11",
        "      [ ] Hot selling list",
        "All editions: 4 of 148 pages captured (1 in development), 144 not captured",
    ] {
        assert!(ran.output.lines().any(|found| found == line), "{line:?} is not in\n{}", ran.output);
    }
    let next = "as `specs/pandapon/captures/v1-en/taobao-commodity-picture-search-interface.txt`,";
    assert!(ran.output.contains(next), "{}", ran.output);
}
