//! Names stay: whatever becomes of pages, rows and titles, the Rust that callers have written goes on to compile and
//! to mean the same. Each test takes the pages of all cases and the real ones, changes them, and compares what is
//! public before and after.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

mod changes;
mod homes;
mod pages;
mod rows;
mod surface;

#[path = "../harness/pipeline.rs"]
mod pipeline;
#[path = "../harness/repository.rs"]
mod repository;

use std::fs;
use std::path::PathBuf;

use pipeline::{Input, Made};

/// Every API there is, with what a first run makes of it.
fn apis() -> Vec<(String, Input, Made)> {
    let root = repository::root();
    let cases = fs::read_dir(root.join("tests/cases")).expect("tests/cases lists its entries");
    let mut folders: Vec<PathBuf> = cases.map(|entry| entry.expect("an entry reads").path()).collect();
    folders.sort();
    folders.push(root.join("specs/pandapon"));
    let made = folders.into_iter().filter_map(|folder| {
        // A correction names the pages it corrects: other pages would make an error of it. So does a call that may be
        // sent twice, but no name depends on that.
        let mut input = Input::below(&folder);
        input.api.idempotent.clear();
        if !input.overrides.0.is_empty() {
            return None;
        }
        let made = pipeline::run(&input).made?;
        Some((folder.display().to_string(), input, made))
    });
    let apis: Vec<_> = made.collect();
    assert!(apis.len() > 40, "only {} APIs", apis.len());
    assert!(apis.iter().any(|(name, ..)| name.ends_with("specs/pandapon")), "the real pages are left out");
    apis
}

/// Runs on other pages with the names that the run before has left.
fn again(input: &Input, before: &Made) -> Made {
    let outcome = pipeline::run(&Input { names: before.names.clone(), ..input.clone() });
    outcome.made.unwrap_or_else(|| panic!("{:#?}", outcome.diagnostics))
}
