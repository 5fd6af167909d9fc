//! The members of the workspace, and what they depend on.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value as Json;

use crate::repository;

fn metadata() -> Json {
    let manifest = repository::root().join("Cargo.toml");
    let mut cargo = Command::new(env!("CARGO"));
    let cargo = cargo
        .args(["metadata", "--no-deps", "--offline", "--format-version", "1", "--manifest-path"])
        .arg(manifest);
    let output = cargo.output().expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON")
}

/// Dependencies of each member: name, kind and whether it is a member itself.
fn members() -> BTreeMap<String, Vec<(String, String)>> {
    let metadata = metadata();
    let packages = metadata["packages"].as_array().expect("packages");
    let text = |value: &Json| value.as_str().unwrap_or_default().to_owned();
    let dependencies = |package: &Json| {
        let list = package["dependencies"].as_array().expect("dependencies");
        list.iter()
            .map(|one| {
                (
                    text(if one["rename"].is_null() { &one["name"] } else { &one["rename"] }),
                    text(&one["kind"]),
                )
            })
            .collect()
    };
    packages.iter().map(|package| (text(&package["name"]), dependencies(package))).collect()
}

/// The third-party crates that a member is built with.
pub(crate) fn dependencies(member: &str) -> Vec<String> {
    let members = members();
    let list = members.get(member).unwrap_or_else(|| panic!("no member {member}"));
    let built = list.iter().filter(|(name, kind)| kind.is_empty() && !members.contains_key(name));
    built.map(|(name, _)| name.clone()).collect()
}

#[test]
fn members_depend_on_each_other_as_designed() {
    let members = members();
    let names: Vec<_> = members.keys().map(String::as_str).collect();
    assert_eq!(names, ["client-runtime", "generated-client", "generator", "integration-tests", "xtask"]);
    let on = |member: &str, wanted: &[&str]| {
        let inner: BTreeSet<_> = members[member]
            .iter()
            .filter(|(name, _)| members.contains_key(name))
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(inner, wanted.iter().copied().collect(), "{member}");
    };
    on("client-runtime", &[]);
    on("generator", &[]);
    on("generated-client", &["client-runtime"]);
    on("xtask", &["generator"]);
    for (member, dependencies) in &members {
        let has_xtask = dependencies.iter().any(|(name, _)| name == "xtask");
        assert!(!has_xtask || member == "integration-tests", "{member} depends on xtask");
    }
}

#[test]
fn every_dependency_is_declared_once_in_the_workspace() {
    for (path, text) in repository::texts(&repository::root()) {
        // A client that `cargo xtask new` has made within this directory is a workspace of its own.
        let is_apart = text.lines().any(|line| line == "[workspace]");
        if is_apart || path == "Cargo.toml" || !path.ends_with("Cargo.toml") {
            continue;
        }
        let mut in_dependencies = false;
        for line in text.lines() {
            if line.starts_with('[') {
                in_dependencies = line.trim_end_matches(']').ends_with("dependencies");
                assert!(!line.contains("dependencies."), "{path}: {line} has a table of its own");
            } else if in_dependencies && !line.trim().is_empty() && !line.starts_with('#') {
                assert!(line.contains("workspace = true"), "{path}: {line} is not declared in the workspace");
            }
        }
    }
}
