//! What is committed is what a run would write, and the YAML fits its JSON Schema.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

#[path = "harness/command.rs"]
mod command;
#[path = "harness/repository.rs"]
mod repository;

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value as Json;
use xtask::Exit;

/// The YAML files below `specs/`, by path.
fn yaml() -> BTreeMap<String, String> {
    let mut texts = repository::texts(&repository::root().join("specs"));
    texts.retain(|path, _| repository::has_extension(path, "yaml"));
    texts
}

#[test]
fn everything_that_is_generated_is_fresh() {
    let ran = command::xtask(&["regen", "--check"]);
    assert_eq!(ran.exit, Exit::Done, "run `cargo xtask regen`\n{}", ran.messages);
}

#[test]
fn the_json_schemas_are_those_of_the_types() {
    let mut derived = generator::spec::json_schema::all();
    let written = repository::texts(&repository::root().join("specs/schema"));
    for (file, text) in &written {
        assert_eq!(Some(text), derived.remove(file).as_ref(), "specs/schema/{file}: run `cargo xtask regen`");
    }
    assert!(derived.is_empty(), "not in specs/schema: {:?}", derived.keys());
    assert_eq!(written.len(), 7);
}

/// The schema that the modeline of a YAML file names, as a path below `specs/`.
fn schema_of(path: &str, text: &str) -> String {
    let first = text.lines().next().unwrap_or_default();
    let named = first.strip_prefix("# yaml-language-server: $schema=");
    let named = named.unwrap_or_else(|| panic!("{path} starts without the editor's modeline: {first}"));
    let mut folder: Vec<_> = path.split('/').collect();
    folder.pop();
    for part in named.split('/') {
        match part {
            ".." => assert!(folder.pop().is_some(), "{path}: {named} leads out of specs/"),
            other => folder.push(other),
        }
    }
    folder.join("/")
}

#[test]
fn every_yaml_file_fits_the_schema_it_names() {
    let files = yaml();
    for expected in
        ["api.yaml", "names.yaml", "spec/shared.yaml", "spec/navigation.yaml", "spec/taobao.after_sales.yaml"]
    {
        assert!(
            files.contains_key(&format!("pandapon/{expected}")),
            "{expected} is missing: {:?}",
            files.keys()
        );
    }
    for (path, text) in &files {
        let schema = schema_of(path, text);
        let schema = std::fs::read_to_string(repository::root().join("specs").join(&schema))
            .unwrap_or_else(|error| panic!("{path} names {schema}: {error}"));
        let schema: Json = serde_json::from_str(&schema).expect("a JSON Schema is JSON");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema", "{path}");
        let validator = jsonschema::validator_for(&schema).expect("a JSON Schema is valid");
        let value: Json = serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let errors: Vec<_> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
    }
}

#[test]
fn a_file_that_does_not_fit_is_found() {
    let schema: Json = serde_json::from_str(&generator::spec::json_schema::all()["api.json"]).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("valid");
    for wrong in [r#"{"bas_url": "x"}"#, r#"{"name": 1}"#, r#"{"envelope": {"code": "c"}}"#] {
        let value: Json = serde_json::from_str(wrong).expect("JSON");
        assert!(!validator.is_valid(&value), "{wrong}");
    }
}

#[test]
fn captures_are_kept_byte_for_byte() {
    let attributes =
        std::fs::read_to_string(repository::root().join(".gitattributes")).expect(".gitattributes reads");
    assert!(attributes.contains("specs/*/captures/** -text"));
    assert!(Path::new(&repository::root()).join("Cargo.lock").is_file(), "Cargo.lock is committed");
}
