//! The client crate that a run leaves compiles without a warning, and its own tests pass.

use std::fs;
use std::path::Path;
use std::process::Command;

use xtask::Exit;

use crate::project::{Entry, Project};
use crate::repository;

/// Runs the tests of the project's client without network, with warnings as errors.
fn passes_its_tests(project: &Project) {
    // The versions of this workspace, which are at hand.
    let lock = repository::root().join("Cargo.lock");
    fs::copy(lock, project.path("client/Cargo.lock")).expect("Cargo.lock is copied");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("client");
    let mut cargo = Command::new(env!("CARGO"));
    let cargo =
        cargo.args(["test", "--offline", "--target-dir"]).arg(target).current_dir(project.path("client"));
    let ran = cargo
        .env("RUSTFLAGS", "-Dwarnings")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .expect("cargo runs");
    let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}");
    assert!(!said.contains("warning"), "{said}");
    let tested = said.matches(" ... ok").count();
    assert!(tested >= 3, "only {tested} examples were tested: {said}");
}

#[test]
fn captures_alone_give_a_client_that_compiles() {
    let project = Project::sound();
    project.regenerated();
    passes_its_tests(&project);
}

/// All that the cases hold, read as the pages of one API.
#[test]
fn all_cases_together_give_a_client_that_compiles() {
    let project = Project::with(&[]);
    let cases = repository::files(&repository::root().join("tests/cases"));
    let refused = ["an-empty-page/", "an-unknown-type/", "two-pages-one-endpoint/"];
    for (path, bytes) in cases {
        let Some((case, page)) = path.split_once("/captures/") else { continue };
        if !refused.iter().any(|folder| path.starts_with(folder)) {
            project.write(&format!("api/captures/{case}-{page}"), bytes);
        }
    }
    let ran = project.regen(&[]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    assert_eq!(project.regen(&["--check"]).exit, Exit::Done);
    let written = project
        .tree()
        .into_iter()
        .filter(|(path, entry)| repository::has_extension(path, "rs") && matches!(entry, Entry::File(..)))
        .count();
    assert!(written > 5, "only {written} files");
    passes_its_tests(&project);
}
