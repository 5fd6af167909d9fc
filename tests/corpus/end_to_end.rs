//! The whole directory: every page gives an endpoint, every endpoint is exported, what was guessed is counted, and the
//! client compiles without a warning and passes its tests, of which every example that is JSON has one.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use generator::spec::Spec;
use generator::spec::api::ApiDescription;
use generator::spec::names::Names;
use serde_json::Value as Json;
use tempfile::TempDir;
use xtask::Exit;

use crate::command::xtask_in;
use crate::{captures, repository};

/// Python's `yaml` counts as many pages with one operation each, no two of them the same.
const PAGES: usize = 104;

/// A copy of the directory, since a run writes there; `None` where there is none.
fn copy() -> Option<TempDir> {
    let captures = captures();
    if captures.is_empty() {
        return None;
    }
    let directory = TempDir::new().expect("a directory");
    for capture in captures {
        let path = directory.path().join("api").join(&*capture.file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, capture.bytes).expect("the page is copied");
    }
    Some(directory)
}

/// Runs `cargo xtask` there and gives what it prints.
fn ran(directory: &Path, arguments: &[&str]) -> String {
    let ran = xtask_in(directory, arguments);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    ran.output
}

#[test]
fn every_page_is_an_endpoint_of_the_spec_and_of_the_exports() {
    let Some(directory) = copy() else { return };
    let regen = ["regen", "--api", "api", "--client", "client", "--format", "json"];
    let output = ran(directory.path(), &regen);
    let summary: Json = serde_json::from_str(output.lines().last().expect("a summary")).expect("it is JSON");
    assert_eq!((&summary["captures"], &summary["endpoints"]), (&PAGES.into(), &PAGES.into()));
    assert_eq!((&summary["errors"], &summary["left_out"]), (&0.into(), &0.into()));
    // Each sort is met in these pages; contradictions are told one by one besides.
    for sort in ["types", "presences", "values", "contradictions"] {
        assert!(summary["guessed"][sort].as_u64().is_some_and(|count| count > 0), "{sort}: {summary}");
    }
    let told = output.lines().filter(|line| line.contains(r#""code":"contradiction""#)).count();
    assert_eq!(summary["guessed"]["contradictions"], told);

    let spec = spec();
    for version in ["3.0", "3.1"] {
        let document = ran(directory.path(), &["openapi", "--api", "api", "--openapi-version", version]);
        let document: Json = serde_json::from_str(&document).expect("it is JSON");
        // In OpenAPI two paths that differ in the names of parameters alone are one.
        let paths = document["paths"].as_object().expect("paths");
        let exported: BTreeSet<_> = paths
            .iter()
            .flat_map(|(path, item)| {
                item.as_object().into_iter().flat_map(|item| item.keys()).map(|verb| call(verb, path))
            })
            .collect();
        for endpoint in spec.endpoints() {
            let call = call(&endpoint.verb, &endpoint.path);
            assert!(exported.contains(&call), "{version} lacks {call}");
        }
        assert_eq!(exported.len(), PAGES, "{version}");
    }
}

/// Verb and path, without the names of its parameters.
fn call(verb: &str, path: &str) -> String {
    let segments = path.split('/').map(|segment| if segment.starts_with('{') { "{}" } else { segment });
    format!("{} {}", verb.to_ascii_uppercase(), segments.collect::<Vec<_>>().join("/"))
}

fn spec() -> Spec {
    let (facts, _) = generator::read(&captures());
    let (spec, _) = generator::reconcile(&facts, &ApiDescription::default(), &mut Names::default());
    spec
}

#[test]
fn the_client_compiles_and_every_example_decodes_and_encodes_back() {
    let Some(directory) = copy() else { return };
    ran(directory.path(), &["regen", "--api", "api", "--client", "corpus-client"]);
    let client = directory.path().join("corpus-client");
    // The versions of this workspace, which are at hand.
    fs::copy(repository::root().join("Cargo.lock"), client.join("Cargo.lock")).expect("Cargo.lock is copied");
    let mut cargo = Command::new(env!("CARGO"));
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("client");
    let cargo = cargo.args(["test", "--offline", "--tests", "--target-dir"]).arg(target).current_dir(&client);
    let ran = cargo.env("RUSTFLAGS", "-Dwarnings").env_remove("CARGO_ENCODED_RUSTFLAGS").output();
    let ran = ran.expect("cargo runs");
    let said = String::from_utf8_lossy(&ran.stdout).into_owned() + &String::from_utf8_lossy(&ran.stderr);
    assert!(ran.status.success(), "{said}");
    let spec = spec();
    let bodies = spec.endpoints().flat_map(|endpoint| {
        endpoint.bodies.iter().chain(endpoint.responses.iter().flat_map(|response| &response.bodies))
    });
    let examples = bodies.filter(|body| body.is_json()).flat_map(|body| &body.examples);
    let tested = said.matches(" ... ok").count();
    let expected = examples.filter(|example| example.json).count();
    assert!(expected > 300, "{expected}");
    assert_eq!(tested, expected);
}
