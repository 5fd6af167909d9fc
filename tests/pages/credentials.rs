//! The sample credentials that the pages print stay in the captures.

use std::collections::BTreeSet;

use crate::captures::lines;
use crate::command::xtask;
use crate::expected::{PAGES, Table};
use crate::repository;

const SECRET: [&str; 4] = ["access-key", "user-id", "timestamp", "signature"];

/// The default values printed below the rows of the secret headers, read from the captures.
fn samples() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for page in PAGES {
        let lines = lines(page.file);
        for row in page.rows.iter().filter(|row| row.table == Table::Header && SECRET.contains(&row.place)) {
            let at = row.line as usize;
            assert_eq!(lines[at + 3].trim(), "默认值:", "{}:{at}", page.file);
            found.insert(lines[at + 4].trim().to_owned());
        }
    }
    found
}

#[test]
fn four_values_are_secret() {
    let samples = samples();
    assert_eq!(samples.len(), 4, "{samples:?}");
    assert!(samples.iter().all(|value| value.len() >= 13));
}

#[test]
fn no_sample_credential_leaves_the_captures() {
    let samples = samples();
    let root = repository::root();
    let mut checked = 0;
    let mut check = |place: &str, text: &str| {
        checked += 1;
        for sample in &samples {
            assert!(
                !text.to_lowercase().contains(&sample.to_lowercase()),
                "{place} holds a sample credential"
            );
        }
    };
    for below in ["specs/pandapon/spec", "specs/schema", "generated-client/src", "generated-client/tests"] {
        for (path, text) in repository::texts(&root.join(below)) {
            check(&format!("{below}/{path}"), &text);
        }
    }
    for file in ["specs/pandapon/names.yaml", "specs/pandapon/api.yaml", "README.md"] {
        check(file, &std::fs::read_to_string(root.join(file)).unwrap_or_default());
    }
    let export = xtask(&["openapi"]);
    assert!(export.output.starts_with('{'), "{}", export.messages);
    check("the OpenAPI document", &export.output);
    check("the messages", &export.messages);
    check("the messages of regen", &xtask(&["regen", "--check"]).messages);
    assert!(checked > 20, "only {checked} files");
}
