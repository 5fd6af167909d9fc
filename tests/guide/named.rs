//! Whoever reads learns of every example.

use std::fs;

use crate::repository;

#[test]
fn every_feature_is_explained_where_readers_look() {
    let read = |path: &str| fs::read_to_string(repository::root().join(path)).expect("it reads");
    let manifest = read("generated-client/Cargo.toml");
    let (_, features) = manifest.split_once("[features]\n").expect("there are features");
    let (features, _) = features.split_once("\n[").expect("another table follows");
    let names = features.lines().filter_map(|line| Some(line.split_once(" = [")?.0));
    for name in names.filter(|name| *name != "default") {
        for page in ["README.md", "generated-client/src/lib.rs"] {
            let text = read(page);
            let mut rows = text.lines().filter(|line| line.trim_start_matches("//! ").starts_with("| `"));
            let cell = format!("`{name}`");
            assert!(rows.any(|row| row.contains(&cell)), "{page} does not tell of the feature {name}");
        }
    }
}

#[test]
fn every_example_is_named_where_readers_look() {
    let root = repository::root();
    let read = |path: &str| fs::read_to_string(root.join(path)).expect("it reads");
    let told = read("README.md") + &read("generated-client/src/lib.rs");
    let examples = repository::texts(&root.join("generated-client/examples"));
    assert!(examples.len() >= 5, "{:?}", examples.keys());
    for (file, text) in examples {
        let name = file.trim_end_matches(".rs");
        assert!(told.contains(&format!("`{name}`")), "neither the README nor the crate page names {name}");
        assert!(text.contains(&format!("--example {name}")), "{file} does not say how it is run");
        let lines = text.lines().count();
        assert!(lines < 60, "{file} has {lines} lines: too long to be taken in at a glance");
    }
}
