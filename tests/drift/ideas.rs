//! Every folder beside this file holds `before/` and `after/`: API directories that differ in one idea.

use std::fs;
use std::path::{Path, PathBuf};

use insta::{assert_snapshot, glob};
use tempfile::TempDir;
use xtask::Exit;

use crate::command::{Ran, xtask_in};
use crate::{git, repository};

/// A repository whose last commit holds `before`, and whose captures are those of `after`.
fn changed(idea: &Path) -> TempDir {
    let directory = tempfile::tempdir().expect("a temporary directory");
    let root = directory.path();
    copy(&idea.join("before"), &root.join("api"));
    let ran = xtask_in(root, &["regen", "--api", "api", "--client", "client"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    git::commit_all(root);
    fs::remove_dir_all(root.join("api/captures")).expect("the captures are removed");
    copy(&idea.join("after"), &root.join("api"));
    directory
}

fn copy(from: &Path, to: &Path) {
    for (path, bytes) in repository::files(from) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().expect("a file lies in a directory")).expect("a directory is made");
        fs::write(path, bytes).expect("a file is written");
    }
}

fn drift(root: &Path, format: &str) -> Ran {
    xtask_in(root, &["drift", "--api", "api", "--client", "client", "--format", format])
}

#[test]
fn every_idea_is_told_as_its_snapshots_say() {
    glob!("*/before", |before| {
        let idea = before.parent().expect("a folder lies around it");
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(idea);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        settings.bind(|| {
            let directory = changed(idea);
            let formats = ["text", "json", "markdown"];
            let ran = formats.map(|format| (format, drift(directory.path(), format)));
            for (format, ran) in &ran {
                assert_eq!(ran.messages, "", "{}", idea.display());
                assert_snapshot!(*format, ran.output);
            }
            let expected = if ran[0].1.output.starts_with("Nothing") { Exit::Done } else { Exit::Stale };
            assert!(ran.iter().all(|(_, ran)| ran.exit == expected), "{}", idea.display());
        });
    });
}

fn ideas() -> Vec<PathBuf> {
    let entries =
        fs::read_dir(repository::root().join("tests/drift")).expect("tests/drift lists its entries");
    let mut ideas: Vec<_> =
        entries.map(|entry| entry.expect("an entry reads").path()).filter(|path| path.is_dir()).collect();
    ideas.sort();
    assert!(ideas.len() >= 20, "only {} ideas", ideas.len());
    ideas
}

#[test]
fn ids_are_unique_in_one_report_and_every_change_means_something() {
    for idea in ideas() {
        let directory = changed(&idea);
        let document: serde_json::Value =
            serde_json::from_str(&drift(directory.path(), "json").output).expect("the document is JSON");
        let changes = document["changes"].as_array().expect("changes");
        let ids: std::collections::BTreeSet<_> =
            changes.iter().map(|change| change["id"].to_string()).collect();
        assert_eq!(ids.len(), changes.len(), "{}", idea.display());
        assert!(changes.iter().all(|change| change["level"] != "none"), "{}", idea.display());
    }
}

#[test]
fn what_a_client_gains_or_loses_is_told_of_every_idea() {
    for idea in ideas() {
        let directory = changed(&idea);
        let root = directory.path();
        let api = root.join("client/src/api");
        let signatures = |directory: &Path| -> Vec<String> {
            repository::texts(directory).into_values().flat_map(|text| public(&text)).collect()
        };
        let before = signatures(&api);
        let told = drift(root, "json").output;
        let document: serde_json::Value = serde_json::from_str(&told).expect("the document is JSON");
        let ran = xtask_in(root, &["regen", "--api", "api", "--client", "client"]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
        let differs = before != signatures(&api);
        let is_told = document["changes"]
            .as_array()
            .expect("changes")
            .iter()
            // These change attributes and what the client does; no item is declared otherwise.
            .filter(|change| change["property"] != "status" && change["property"] != "idempotence")
            .any(|change| ["breaking", "additive"].iter().any(|level| change["rust"] == *level));
        assert_eq!(is_told, differs, "{}: {told}", idea.display());
    }
}

/// The lines of generated code that declare something others can use. Names of arguments are left out: callers do not
/// write them.
fn public(text: &str) -> Vec<String> {
    let is_public = |line: &&str| {
        let line = line.trim_start();
        // `Card(Card) = "card",` tells the runtime what travels, and declares nothing.
        let is_variant = line.ends_with(',')
            && line.starts_with(|first: char| first.is_ascii_uppercase())
            && !line.contains(" = \"");
        line.starts_with("pub ") || line.starts_with("impl ") || is_variant
    };
    text.lines().filter(is_public).map(without_argument_names).collect()
}

/// `pub fn find(id: &str, page: i64)` → `pub fn find(&str, i64)`
fn without_argument_names(line: &str) -> String {
    let Some((start, arguments)) = line.split_once('(').filter(|_| line.contains("pub fn ")) else {
        return line.to_owned();
    };
    let (arguments, end) = arguments.rsplit_once(')').unwrap_or((arguments, ""));
    let types = arguments.split(", ").map(|one| one.split_once(": ").map_or(one, |(_, takes)| takes));
    format!("{start}({}){end}", types.collect::<Vec<_>>().join(", "))
}
