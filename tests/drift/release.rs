//! `regen --check` honours the version that the changes since the last release ask for.

use xtask::Exit;

use crate::command::Ran;
use crate::git::{commit_all, git};
use crate::project::{CANCEL, Project};

/// A project that was released with these tags.
fn released(tags: &[&str]) -> Project {
    let project = Project::sound();
    project.regenerated();
    commit_all(project.root());
    for tag in tags {
        git(project.root(), &["tag", tag]);
    }
    project
}

/// Writes what a changed page makes, and checks.
fn check_after(project: &Project, from: &str, to: &str) -> Ran {
    project.write("api/captures/en/cancel.txt", CANCEL.replace(from, to));
    project.regenerated();
    project.regen(&["--check"])
}

fn set_version(project: &Project, from: &str, to: &str) {
    let manifest = project.read("client/Cargo.toml");
    project.write("client/Cargo.toml", manifest.replace(&format!("\"{from}\""), &format!("\"{to}\"")));
}

const BREAKING: (&str, &str) = ("orderId\nstring", "orderId\ninteger");

#[test]
fn a_breaking_change_asks_for_another_version() {
    let project = released(&["v0.1.0"]);
    assert_eq!(project.regen(&["--check"]).exit, Exit::Done, "nothing has changed since the release");
    let ran = check_after(&project, BREAKING.0, BREAKING.1);
    assert_eq!((ran.exit, ran.exit.code()), (Exit::Stale, 4), "{}", ran.messages);
    for words in [
        "Stale client/Cargo.toml is version 0.1.0; breaking changes since v0.1.0 ask for 0.2.0",
        "cargo xtask drift --base v0.1.0",
    ] {
        assert!(ran.messages.contains(words), "{words} is not in\n{}", ran.messages);
    }
    set_version(&project, "0.1.0", "0.1.9");
    assert_eq!(project.regen(&["--check"]).exit, Exit::Stale);
    set_version(&project, "0.1.9", "0.2.0");
    assert_eq!(project.regen(&["--check"]).exit, Exit::Done);
}

#[test]
fn additions_ask_for_less() {
    let project = released(&["client-v1.2.3", "v0.9.0"]);
    set_version(&project, "0.1.0", "1.2.3");
    let ran =
        check_after(&project, "done\nboolean\nrequired\n", "done\nboolean\nrequired\nat\nstring\noptional\n");
    assert!(ran.messages.contains("additions since client-v1.2.3 ask for 1.3.0"), "{}", ran.messages);
    set_version(&project, "1.2.3", "1.3.0");
    assert_eq!(project.regen(&["--check"]).exit, Exit::Done);
}

#[test]
fn only_releases_of_this_crate_count() {
    for tags in [[].as_slice(), &["release-1", "v1", "other-v9.0.0", "v1.0.0-rc.1", "vx.y.z"]] {
        let project = released(tags);
        assert_eq!(check_after(&project, BREAKING.0, BREAKING.1).exit, Exit::Done, "{tags:?}");
    }
}

#[test]
fn a_tag_that_is_not_behind_us_does_not_count() {
    let project = released(&[]);
    git(project.root(), &["checkout", "--quiet", "-b", "side"]);
    git(project.root(), &["commit", "--quiet", "--allow-empty", "--message", "Aside"]);
    git(project.root(), &["tag", "v0.1.0"]);
    git(project.root(), &["checkout", "--quiet", "-"]);
    assert_eq!(check_after(&project, BREAKING.0, BREAKING.1).exit, Exit::Done);
}

#[test]
fn a_release_before_the_first_spec_asks_for_nothing() {
    let project = Project::sound();
    commit_all(project.root());
    git(project.root(), &["tag", "v0.1.0"]);
    project.regenerated();
    assert_eq!(project.regen(&["--check"]).exit, Exit::Done);
}

#[test]
fn a_release_that_no_longer_reads_is_said_to_be_skipped() {
    let project = Project::sound();
    project.regenerated();
    let spec = project.read("api/spec/shop.yaml");
    project.write("api/spec/shop.yaml", "group: [");
    commit_all(project.root());
    git(project.root(), &["tag", "v0.1.0"]);
    project.write("api/spec/shop.yaml", spec);
    let ran = check_after(&project, BREAKING.0, BREAKING.1);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    for words in ["Skipped the version of client is not checked", "refs/tags/v0.1.0, spec/shop.yaml:"] {
        assert!(ran.messages.contains(words), "{words} is not in\n{}", ran.messages);
    }
}
