//! Which revision counts, and what is said when there is none to compare with.

use std::fs;

use xtask::Exit;

use crate::command::{Ran, xtask_in};
use crate::git::{commit_all, git};
use crate::project::{FIND, Project};

fn drift(project: &Project, options: &[&str]) -> Ran {
    xtask_in(project.root(), &[["drift", "--api", "api", "--client", "client"].as_slice(), options].concat())
}

/// A committed project.
fn committed() -> Project {
    let project = Project::sound();
    project.regenerated();
    commit_all(project.root());
    project
}

fn rename_order_number(project: &Project) {
    project.write("api/captures/en/find.txt", FIND.replace("订单号", "号码"));
}

#[test]
fn nothing_then_something_then_nothing_again() {
    let project = committed();
    let ran = drift(&project, &[]);
    assert_eq!((ran.exit, ran.output.as_str()), (Exit::Done, "Nothing has changed in api since HEAD.\n"));

    rename_order_number(&project);
    let before = project.tree();
    let ran = drift(&project, &[]);
    assert_eq!((ran.exit, ran.exit.code()), (Exit::Stale, 4), "{}", ran.messages);
    assert!(ran.output.contains("id  title: 订单号 → 号码"), "{}", ran.output);
    assert!(ran.output.contains("0 breaking, 0 additive"), "{}", ran.output);
    assert!(ran.output.contains("0.1.0 → 0.1.1"), "{}", ran.output);
    assert!(project.tree() == before, "drift has written something");

    project.regenerated();
    assert_eq!(
        drift(&project, &[]).exit,
        Exit::Stale,
        "HEAD is compared with, not the files beside the captures"
    );
    commit_all(project.root());
    assert_eq!(drift(&project, &[]).exit, Exit::Done);
    assert_eq!(drift(&project, &["--base", "HEAD~1"]).exit, Exit::Stale);
}

#[test]
fn a_branch_a_tag_and_an_abbreviated_commit_are_revisions() {
    let project = committed();
    git(project.root(), &["tag", "then"]);
    git(project.root(), &["branch", "side"]);
    rename_order_number(&project);
    project.regenerated();
    commit_all(project.root());
    for base in ["then", "side", "refs/tags/then", "HEAD^"] {
        let ran = drift(&project, &["--base", base]);
        assert_eq!(ran.exit, Exit::Stale, "{base}: {}", ran.messages);
        assert!(ran.output.contains(&format!("since {base}\n")), "{}", ran.output);
    }
}

#[test]
fn a_revision_is_never_an_option_nor_a_command() {
    let project = committed();
    let hostile = [
        "--output=stolen",
        "-h",
        "--help",
        "",
        "nowhere",
        "HEAD:api/spec/shop.yaml",
        "\u{1b}[31m",
        "HEAD;id",
        "--all",
        "-",
    ];
    for base in hostile {
        let before = project.tree();
        let ran = drift(&project, &[&format!("--base={base}")]);
        assert_eq!(ran.exit, Exit::BadInput, "{base:?}: {}{}", ran.output, ran.messages);
        assert!(ran.messages.contains("git knows no revision"), "{base:?}: {}", ran.messages);
        assert!(ran.messages.contains("--base REV"), "{base:?}: {}", ran.messages);
        assert!(!ran.messages.contains('\u{1b}'), "{base:?} reaches the terminal");
        assert_eq!(ran.output, "");
        assert!(project.tree() == before, "{base:?} has written something");
    }
}

#[test]
fn without_a_repository_there_is_nothing_to_compare_with() {
    let project = Project::sound();
    project.regenerated();
    let ran = drift(&project, &[]);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.messages.contains("lies in no git repository"), "{}", ran.messages);
    assert!(ran.messages.contains("git init"), "{}", ran.messages);
    git(project.root(), &["init", "--quiet"]);
    let ran = drift(&project, &[]);
    assert_eq!(ran.exit, Exit::BadInput, "a repository without a commit: {}", ran.output);
}

#[test]
fn before_the_first_spec_everything_is_new() {
    let project = Project::sound();
    commit_all(project.root());
    let ran = drift(&project, &[]);
    assert_eq!(ran.exit, Exit::Stale, "{}", ran.messages);
    assert!(ran.messages.contains("`HEAD` holds no spec of this API; everything is new"), "{}", ran.messages);
    assert!(ran.output.contains("POST /shop/orders/cancel"), "{}", ran.output);
    assert!(ran.output.contains("0 breaking"), "{}", ran.output);
}

#[test]
fn files_of_then_that_do_not_read_are_named() {
    let project = committed();
    for (file, text) in
        [("spec/shop.yaml", "group: ["), ("names.yaml", "no: such\n"), ("api.yaml", "a: 1\na: 2\n")]
    {
        project.write(&format!("api/{file}"), text);
        commit_all(project.root());
        git(project.root(), &["revert", "--no-commit", "HEAD"]);
        let ran = drift(&project, &[]);
        assert_eq!(ran.exit, Exit::BadInput, "{file}: {}", ran.output);
        assert!(ran.messages.contains(&format!("HEAD, {file}:")), "{}", ran.messages);
        assert!(ran.messages.contains("name another revision"), "{}", ran.messages);
        commit_all(project.root());
    }
}

#[test]
fn errors_on_pages_are_printed_as_regen_prints_them() {
    let project = committed();
    project.write("api/captures/en/empty.txt", "");
    let ran = drift(&project, &[]);
    assert_eq!(ran.exit, Exit::BadInput);
    assert!(ran.messages.contains("error[empty-capture]"), "{}", ran.messages);
    fs::remove_dir_all(project.path("api/captures")).expect("the captures are removed");
    assert_eq!(drift(&project, &[]).exit, Exit::BadInput);
}

#[test]
fn an_unknown_format_is_wrong_usage_and_help_tells_the_schema() {
    let project = Project::sound();
    assert_eq!(drift(&project, &["--format", "xml"]).exit, Exit::WrongUsage);
    let help = xtask_in(project.root(), &["drift", "--help"]);
    assert_eq!(help.exit, Exit::Done);
    for words in ["changes[]", "--base <REV>", "something has changed", "text", "json", "markdown"] {
        assert!(help.output.contains(words), "{words} is not in\n{}", help.output);
    }
}
