//! What users build along with `client-runtime`: few crates, and none that needs a newer compiler than we say.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use semver::Version;
use serde_json::Value as Json;

use crate::repository;

/// One platform for all machines that test: a tree differs a little from one to another.
const PLATFORM: &str = "x86_64-unknown-linux-gnu";

fn cargo(arguments: &[&str]) -> String {
    let ran = Command::new(env!("CARGO"))
        .args(arguments)
        .arg("--locked")
        .current_dir(repository::root())
        .output()
        .expect("cargo runs");
    assert!(ran.status.success(), "cargo {arguments:?}: {}", String::from_utf8_lossy(&ran.stderr));
    String::from_utf8(ran.stdout).expect("cargo prints UTF-8")
}

/// The crates that are built for the package with these features, itself included.
fn crates(package: &str, features: &[&str]) -> BTreeSet<String> {
    let tree = ["tree", "--edges", "normal", "--prefix", "none", "--target", PLATFORM, "--package", package];
    let text = cargo(&[&tree, features].concat());
    let named = text.lines().filter_map(|line| Some(line.split_once(" v")?.0.to_owned()));
    named.collect()
}

#[test]
fn the_tree_of_client_runtime_stays_small() {
    for (package, features, most, reason) in [
        (
            "client-runtime",
            ["--no-default-features"].as_slice(),
            22,
            "types and requests: serde with its macros (7), JSON (5), HTTP's own words (4), forms and Base64",
        ),
        (
            "client-runtime",
            &[],
            118,
            "the HTTP stack of `reqwest` (65), TLS with certificates (13) and gzip (8) on top; every user builds each of them",
        ),
        (
            "generated-client",
            &[],
            114,
            "nothing but `client-runtime` and serde, with the one digest that signs",
        ),
    ] {
        let found = crates(package, features);
        assert!(found.contains("client-runtime") && found.contains("serde"), "{found:?}");
        assert!(
            found.len() <= most,
            "{package} {features:?} has {} crates in its tree, and at most {most} are agreed on for {reason}. \
             If the new ones are worth it, say so here: {found:#?}",
            found.len()
        );
    }
}

#[test]
fn without_features_there_is_no_http_stack_and_no_runtime() {
    let found = crates("generated-client", &["--no-default-features"]);
    for stack in ["reqwest", "hyper", "tokio", "rustls", "tower", "futures-core"] {
        assert!(!found.contains(stack), "{stack} is built though no feature asks for it");
    }
}

#[test]
fn no_dependency_asks_for_a_newer_compiler_than_we_do() {
    let metadata =
        cargo(&["metadata", "--all-features", "--format-version", "1", "--filter-platform", PLATFORM]);
    let metadata: Json = serde_json::from_str(&metadata).expect("cargo metadata is JSON");
    let packages: BTreeMap<&str, &Json> =
        list(&metadata["packages"]).map(|one| (text(&one["id"]), one)).collect();
    let built = built_with(&metadata, &packages, "client-runtime");
    assert!(built.len() > 50, "only {built:?}");
    let ours = version(&packages, &built, "client-runtime");
    let asking = built.iter().filter_map(|id| {
        let asked = minimal(packages[id]["rust_version"].as_str()?);
        (asked > ours).then(|| format!("{} asks for Rust {asked}", text(&packages[id]["name"])))
    });
    let asking: Vec<_> = asking.collect();
    assert!(asking.is_empty(), "`rust-version` in Cargo.toml says {ours}, but {asking:?}");
}

#[test]
fn clippy_knows_the_oldest_compiler_we_promise() {
    let manifests = ["generated-client/Cargo.toml", "generated-client/runtime/Cargo.toml"];
    for manifest in manifests {
        let text = std::fs::read_to_string(repository::root().join(manifest)).expect("a manifest reads");
        for line in ["rust-version.workspace = true", "[lints]\nworkspace = true"] {
            assert!(text.contains(line), "{manifest} lacks {line:?}");
        }
    }
    let root = std::fs::read_to_string(repository::root().join("Cargo.toml")).expect("a manifest reads");
    assert!(
        root.contains("incompatible_msrv = \"deny\""),
        "clippy must refuse what an older standard library lacks"
    );
}

/// The packages that `name` is built with, itself included.
fn built_with<'a>(metadata: &'a Json, packages: &BTreeMap<&str, &'a Json>, name: &str) -> BTreeSet<&'a str> {
    let nodes: BTreeMap<&str, &Json> =
        list(&metadata["resolve"]["nodes"]).map(|node| (text(&node["id"]), node)).collect();
    let first = packages.values().find(|package| package["name"] == name).map(|package| text(&package["id"]));
    let (mut open, mut found) = (Vec::from_iter(first), BTreeSet::new());
    while let Some(id) = open.pop() {
        if found.insert(id) {
            let is_normal = |one: &&Json| list(&one["dep_kinds"]).any(|kind| kind["kind"].is_null());
            open.extend(list(&nodes[id]["deps"]).filter(is_normal).map(|one| text(&one["pkg"])));
        }
    }
    found
}

fn version(packages: &BTreeMap<&str, &Json>, among: &BTreeSet<&str>, name: &str) -> Version {
    let package = among.iter().map(|id| packages[id]).find(|package| package["name"] == name);
    minimal(package.and_then(|package| package["rust_version"].as_str()).expect("we state a rust-version"))
}

/// `1.88` as `1.88.0`.
fn minimal(text: &str) -> Version {
    let whole = if text.matches('.').count() == 1 { format!("{text}.0") } else { text.to_owned() };
    Version::parse(&whole).unwrap_or_else(|error| panic!("{text}: {error}"))
}

fn list(json: &Json) -> impl Iterator<Item = &Json> {
    json.as_array().into_iter().flatten()
}

fn text(json: &Json) -> &str {
    json.as_str().unwrap_or_default()
}
