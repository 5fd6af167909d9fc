//! The client crate that a run leaves compiles without a warning, and its own tests pass.

use std::fs;
use std::path::Path;
use std::process::Command;

use xtask::Exit;

use crate::project::{CANCEL, Entry, Project};
use crate::repository;

/// Gives the project's client a name of its own. Cargo takes two crates of one name for one where they share a
/// target directory, which they do so that what they depend on is built once.
pub(crate) fn rename(project: &Project, name: &str) {
    for file in ["client/Cargo.toml", "client/tests/captured_examples.rs"] {
        let text = fs::read_to_string(project.path(file)).expect("the client has the file");
        let crate_name = name.replace('-', "_");
        let renamed = text
            .replace("name = \"client\"", &format!("name = \"{name}\""))
            .replace("extern crate client as", &format!("extern crate {crate_name} as"));
        assert_ne!(renamed, text, "{file} names the crate");
        fs::write(project.path(file), renamed).expect("the file is written");
    }
    // The examples in the docs say the crate's name, too.
    project.regenerated();
}

/// Runs the tests of the project's client without network, with warnings as errors.
fn passes_its_tests(project: &Project, name: &str) {
    rename(project, name);
    passes_its_tests_as_it_is(project, name);
}

/// The same of a client whose files are not only those of a run.
pub(crate) fn passes_its_tests_as_it_is(project: &Project, name: &str) {
    assert!(project.read("client/Cargo.toml").contains(&format!("name = \"{name}\"")), "it is renamed");
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
    passes_its_tests(&project, "client-of-captures-alone");
}

/// What corrections add compiles, and examples are tested without what corrections overrule.
#[test]
fn a_corrected_client_compiles() {
    let cases = repository::root().join("tests/cases");
    let read = |file: &str| fs::read_to_string(cases.join(file)).expect("the case has the file");
    let page = read("a-correction-overrules-an-example/captures/en/find.txt");
    let project = Project::with(&[("en/find.txt", page.as_bytes()), ("en/cancel.txt", CANCEL.as_bytes())]);
    let overrides = ["overrules-an-example", "adds-an-endpoint", "lists-values"];
    let overrides = overrides.map(|case| read(&format!("a-correction-{case}/overrides.yaml"))).concat();
    project.write("api/overrides.yaml", overrides);
    project.regenerated();
    let tested = project.read("client/tests/api/examples/orders/get_find_200.json");
    assert_eq!(tested, "{\n  \"order\": {\n    \"id\": 7,\n    \"state\": 1\n  }\n}");
    passes_its_tests(&project, "client-corrected");
}

/// Whoever compiles some groups gets what these use of others; a group that comes later compiles, too, and the run
/// tells how to make it a choice.
#[test]
fn every_choice_of_groups_compiles() {
    let case = repository::root().join("tests/cases/a-group-used-by-another-is-compiled-with-it");
    let project = Project::with(&[]);
    for (path, bytes) in repository::files(&case) {
        let comes_later = path.ends_with("/send.txt");
        if !comes_later && (path.starts_with("captures/") || path == "names.yaml") {
            project.write(&format!("api/{path}"), bytes);
        }
    }
    project.regenerated();
    rename(&project, "client-of-groups");
    let manifest = project.read("client/Cargo.toml") + "# mine\n";
    assert!(manifest.contains("default = [\"reqwest\", \"orders\", \"payments\", \"stock\"]"), "{manifest}");
    project.write("client/Cargo.toml", &manifest);
    let late = fs::read(case.join("captures/en/send.txt")).expect("the case has the page");
    project.write("api/captures/en/send.txt", late);
    let ran = project.regenerated();
    assert!(ran.messages.contains("Hint 1 group of the client can be a cargo feature"), "{}", ran.messages);
    assert!(ran.messages.contains("\n             parcels = []\n"), "{}", ran.messages);
    checks(&project, "");

    let line = "parcels = []\n\n[dependencies]";
    project.write("client/Cargo.toml", manifest.replacen("\n[dependencies]", line, 1));
    let ran = project.regenerated();
    assert!(!ran.messages.contains("Hint"), "{}", ran.messages);
    // What is no group is a choice of its own, with HTTP by reqwest and without.
    let others = ["tracing", "blocking,orders", "reqwest,blocking,tracing,stock"];
    let groups = ["", "orders", "parcels", "stock", "payments,parcels", "orders,parcels,payments,stock"];
    for chosen in groups.into_iter().chain(others) {
        checks(&project, chosen);
    }
}

/// An API may call its types what the runtime calls its own, also those of the object around every answer.
#[test]
fn types_called_like_the_runtimes_compile() {
    let case = repository::root().join("tests/cases/an-envelope-holds-types-called-like-the-runtimes");
    let project = Project::with(&[]);
    for (path, bytes) in repository::files(&case) {
        if path.starts_with("captures/") || path == "api.yaml" {
            project.write(&format!("api/{path}"), bytes);
        }
    }
    project.regenerated();
    rename(&project, "client-of-namesakes");
    checks(&project, "");
}

/// Compiles the project's client with these features alone and warnings as errors.
fn checks(project: &Project, features: &str) {
    let lock = repository::root().join("Cargo.lock");
    fs::copy(lock, project.path("client/Cargo.lock")).expect("Cargo.lock is copied");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("client");
    let mut cargo = Command::new(env!("CARGO"));
    let cargo = cargo
        .args([
            "check",
            "--offline",
            "--tests",
            "--no-default-features",
            "--features",
            features,
            "--target-dir",
        ])
        .arg(target)
        .current_dir(project.path("client"));
    let ran = cargo
        .env("RUSTFLAGS", "-Dwarnings")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .expect("cargo runs");
    assert!(ran.status.success(), "{features:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

/// All that the cases hold, read as the pages of one API.
#[test]
fn all_cases_together_give_a_client_that_compiles() {
    let project = Project::with(&[]);
    let cases = repository::files(&repository::root().join("tests/cases"));
    let refused = [
        "a-swagger-file-is-refused/",
        "a-yaml-bomb-is-refused/",
        "an-empty-page/",
        "an-unknown-type/",
        "an-unknown-type-is-corrected/",
        "two-pages-one-endpoint/",
    ];
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
    passes_its_tests(&project, "client-of-all-cases");
}
