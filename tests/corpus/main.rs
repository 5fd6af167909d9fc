//! A directory of real pages that is not part of the repository: every page is read, and counted on its own.
//!
//! The pages lie beside the workspace, in `shared/corpus`; where they do not, the tests say so and pass.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

#[path = "../harness/command.rs"]
mod command;
#[path = "../harness/repository.rs"]
mod repository;

mod end_to_end;
mod links;
mod markdown;

use std::path::PathBuf;

use generator::scrape::Capture;

/// The pages of a directory of Markdown captures; none where it is missing.
fn captures() -> Vec<Capture> {
    let Some(folder) = repository::real_api() else {
        println!("skipped: no folder below {} holds captures", repository::corpus().display());
        return Vec::new();
    };
    let files = repository::files(&folder);
    let captures = files.into_iter().filter(|(path, _)| path.starts_with("captures/"));
    captures.map(|(file, bytes)| Capture { file: file.into(), bytes }).collect()
}

fn folder(name: &str) -> Option<PathBuf> {
    let folder = repository::corpus().join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is missing", folder.display());
    None
}
