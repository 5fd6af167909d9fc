//! What users of the two published crates can name, as text: a change of it is reviewed as a diff.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

mod rustdoc;

#[path = "../harness/repository.rs"]
mod repository;

use std::collections::BTreeSet;
use std::fs;

use insta::assert_snapshot;

/// The crates from 1.0 on, whose types our users may meet. `serde_core` holds the traits of `serde`.
const STABLE: [&str; 10] = [
    "alloc",
    "bytes",
    "client_runtime",
    "core",
    "generated_client",
    "http",
    "http_body",
    "serde_core",
    "serde_json",
    "std",
];

/// Types without a crate, for which traits of ours are implemented.
const PRIMITIVE: [&str; 6] = ["bool", "f64", "i32", "i64", "u32", "u64"];

#[test]
fn the_public_items_are_those_that_were_reviewed() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(repository::root().join("tests/public_api"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for package in ["client-runtime", "generated-client"] {
            let Some(items) = rustdoc::public_items(package) else { return };
            // One command accepts both: a failure of the first would hide the second otherwise.
            println!(
                "If what follows is meant, accept it: INSTA_FORCE_PASS=1 INSTA_UPDATE=always cargo test -p integration-tests --test public_api"
            );
            assert_snapshot!(package, items);
        }
    });
}

#[test]
fn nobody_meets_a_type_of_a_crate_below_1_0() {
    for package in ["client-runtime", "generated-client"] {
        let file = repository::root().join(format!("tests/public_api/{package}.snap"));
        let items = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let named = crates_in(&items);
        assert!(named.contains("client_runtime") && named.contains("core"), "{named:?}");
        let foreign: Vec<_> =
            named.iter().filter(|name| !STABLE.contains(name) && !PRIMITIVE.contains(name)).collect();
        assert!(foreign.is_empty(), "{package} shows types of {foreign:?} in its public API");
    }
}

#[test]
fn a_foreign_crate_is_found_wherever_it_stands() {
    let line =
        "impl reqwest::Into<alloc::string::String> for a::b where T: tower::Layer, &dyn tracing::Value";
    assert_eq!(crates_in(line), BTreeSet::from(["a", "alloc", "reqwest", "tower", "tracing"]));
}

/// The first parts of all paths in the text; a type's own name is no crate.
fn crates_in(text: &str) -> BTreeSet<&str> {
    let words =
        text.split(|character: char| !(character.is_alphanumeric() || matches!(character, '_' | ':')));
    let paths = words.filter(|word| !word.starts_with("::")).filter_map(|word| word.split_once("::"));
    paths
        .map(|(first, _)| first)
        .filter(|first| first.starts_with(|first: char| first.is_ascii_lowercase()))
        .collect()
}
