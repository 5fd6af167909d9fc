//! The navigation of both editions, leaf by leaf.

use serde_yaml::Value;

use crate::captures::lines;
use crate::spec::{list, load, text};

/// Titles of the entries without children in an indented navigation, read from the lines themselves.
fn leaves_in(file: &str, first: usize, last: usize) -> Vec<(String, Option<String>)> {
    let lines = lines(file);
    let depth = |line: &str| line.len() - line.trim_start().len();
    let mut leaves = Vec::new();
    for at in first..=last {
        let Some(title) = lines[at].trim().strip_prefix("• ") else { continue };
        let is_verb = |line: &str| ["GET", "POST"].contains(&line.trim());
        let verb = Some(lines[at + 1].trim()).filter(|word| is_verb(word));
        let next = lines[at + 1..=last + 1].iter().find(|line| !is_verb(line));
        let has_children =
            next.is_some_and(|next| next.trim().starts_with('•') && depth(next) > depth(&lines[at]));
        if !has_children {
            leaves.push((title.to_owned(), verb.map(str::to_owned)));
        }
    }
    leaves
}

fn leaves_of(entries: &[Value]) -> Vec<(String, Option<String>)> {
    let leaf = |entry: &Value| match list(entry, "entries") {
        [] => vec![(
            text(entry, "title").to_owned(),
            entry.get("verb").and_then(Value::as_str).map(str::to_owned),
        )],
        below => leaves_of(below),
    };
    entries.iter().flat_map(leaf).collect()
}

#[test]
fn both_trees_stand_in_the_spec() {
    let spec = load();
    let editions: Vec<_> = spec.navigation.as_sequence().expect("a list of editions").iter().collect();
    let [old, new] = editions.as_slice() else { panic!("two editions with a tree each: {editions:?}") };
    assert_eq!((text(old, "edition"), text(new, "edition")), ("v1-en", "v2-en"));
    let (old, new) = (leaves_of(list(old, "entries")), leaves_of(list(new, "entries")));
    assert_eq!((old.len(), new.len()), (75, 73));
    assert_eq!(new, leaves_in("captures/v2-en/reverse-order-modification.txt", 14, 114));

    // The two v1 pages unfold different folders of one tree: the spec shows the verbs of both.
    let one = leaves_in("captures/v1-en/return-logistics-submission.txt", 14, 119);
    let other = leaves_in("captures/v1-en/check-the-details-of-the-after-sales-order.txt", 14, 115);
    let both = one.into_iter().zip(other).map(|((title, verb), (same, other))| {
        assert_eq!(title, same);
        (title, verb.or(other))
    });
    assert_eq!(old, both.collect::<Vec<_>>());
}

#[test]
fn folders_lie_in_folders() {
    let spec = load();
    let entries = |at: usize| list(&spec.navigation[at], "entries");
    let titles = |entries: &[Value]| -> Vec<String> {
        entries.iter().map(|entry| text(entry, "title").to_owned()).collect()
    };
    assert_eq!(titles(entries(0)), ["Taobao", "1688", "Foundations", "Warehouse logistics"]);
    assert_eq!(titles(entries(1)), ["Taobao", "1688", "basis", "Warehouse logistics"]);
    let below = ["goods", "order form", "shopping cart", "After sales", "Message callback"];
    assert_eq!(titles(list(&entries(1)[0], "entries")), below);
}
