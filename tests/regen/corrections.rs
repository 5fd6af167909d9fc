//! `overrides.yaml` on the command line: every message names the line, and what a hint suggests can be pasted.

use std::fs;
use std::path::{Path, PathBuf};

use xtask::Exit;

use crate::project::{CANCEL, FIND, Project};
use crate::repository;

fn project(overrides: &str) -> Project {
    let project = Project::sound();
    project.write("api/overrides.yaml", overrides);
    project
}

/// The correction that messages suggest, with its reason filled in.
fn pasted(messages: &str) -> String {
    let from = messages.find("- at: ").unwrap_or_else(|| panic!("no correction is suggested in\n{messages}"));
    let margin = messages[..from].rsplit('\n').next().expect("a line").to_owned();
    let lines = messages[from..].lines().enumerate();
    let lines =
        lines.map(|(at, line)| if at == 0 { line } else { line.strip_prefix(&margin).unwrap_or(line) });
    let mut text = String::new();
    for line in lines {
        text += &line.replace('…', "seen in production");
        text += "\n";
        if line.contains("because:") {
            break;
        }
    }
    text
}

#[test]
fn a_correction_is_applied_and_stays_fresh() {
    let project = project(
        "# The vendor's support says so.\n- at: Order.id\n  was: { type: string, title: 订单号 }\n  now: { type: string or integer, title: Number }\n  because: both were seen\n",
    );
    project.regenerated();
    let spec = project.read("api/spec/shop.yaml");
    assert!(spec.contains("override overrides.yaml:2") && spec.contains("because: both were seen"), "{spec}");
    let client = project.read("client/src/api/shop.rs");
    assert!(client.contains("Corrected: both were seen."), "{client}");
    assert_eq!(project.regen(&["--check"]).exit, Exit::Done);
    project.write("api/overrides.yaml", "");
    assert_eq!(project.regen(&["--check"]).exit, Exit::Stale);
}

#[test]
fn every_error_names_the_line_of_the_key_it_is_about() {
    let entry = |at: &str, was: &str, now: &str, because: &str| {
        format!("# comment\n\n- because: {because}\n  at: {at}\n  was: {was}\n  now: {now}\n")
    };
    let string = "{ type: string }";
    for (overrides, words) in [
        (
            entry("Order.ids", string, "{ type: any }", "x"),
            ["unmatched-correction", "api/overrides.yaml:4", "`Order.id`"],
        ),
        (
            entry("Order.id", "{ type: any }", string, "x"),
            ["needless-correction", "api/overrides.yaml:6", "delete this correction"],
        ),
        (
            entry("Order.id", "{ type: boolean }", "{ type: any }", "x"),
            ["outdated-correction", "api/overrides.yaml:5", "captures/en/find.txt:"],
        ),
        (
            entry("Order.id", string, "{ type: strng }", "x"),
            ["invalid-correction", "api/overrides.yaml:6", "did you mean `string`?"],
        ),
        (
            entry("Order.id", string, "{ type: any }", "…"),
            ["invalid-correction", "api/overrides.yaml:3", "`because`"],
        ),
        (
            entry("Order.id", string, "{ typ: any }", "x"),
            ["invalid-yaml", "api/overrides.yaml:6", "did you mean `type`?"],
        ),
        (
            entry("Order.id", "{ typ: any }", "{ type: any }", "x"),
            ["invalid-yaml", "api/overrides.yaml:5", "did you mean `type`?"],
        ),
        (
            entry("Order.id", string, "{ type: any, type: any }", "x"),
            ["invalid-yaml", "api/overrides.yaml:6", "duplicate key"],
        ),
        (
            entry("Order.id", "{ example: null }", "{ example: 1.10 }", "x"),
            ["invalid-yaml", "api/overrides.yaml:6", "in quotes, as the docs print it"],
        ),
        (
            entry("*.id", string, "{ type: any }", "x"),
            ["invalid-yaml", "api/overrides.yaml:4", "stands in quotes"],
        ),
        (
            entry("Order.id", "missing", "{ type: any }", "x"),
            ["invalid-yaml", "api/overrides.yaml:5", "absent"],
        ),
    ] {
        project(&overrides).is_refused(&[], &words);
    }
    let twice = entry("Order.id", string, "{ type: any }", "x");
    project(&(twice.clone() + &twice)).is_refused(&[], &["conflicting-corrections", "api/overrides.yaml:10"]);
}

#[test]
fn what_a_correction_says_commands_no_terminal() {
    let overrides =
        "- at: \"Order.\\e[31m\\u202e\"\n  was: { type: \"\\e[31m\" }\n  now: { type: any }\n  because: x\n";
    let ran = project(overrides).is_refused(&[], &["unmatched-correction"]);
    assert!(!ran.messages.contains(['\u{1b}', '\u{202e}']), "{}", ran.messages.escape_debug());
}

#[test]
fn the_correction_of_an_unknown_type_can_be_pasted() {
    let wrong = CANCEL.replace("orderId\nstring", "orderId\nstrng");
    let project = Project::with(&[("en/cancel.txt", wrong.as_bytes())]);
    let ran = project.is_refused(&[], &["error[unknown-type]", "api/captures/en/cancel.txt:7"]);
    project.write("api/overrides.yaml", pasted(&ran.messages));
    project.regenerated();
    assert!(project.read("client/src/api/shop.rs").contains("Corrected: seen in production."));
}

#[test]
fn the_correction_of_a_contradiction_can_be_pasted() {
    for (from, to) in [
        ("\"state\": 1", "\"state\": \"1\""),
        ("\"state\": 1", "\"state\": null"),
        ("\"state\": 1", "\"state\": 1.5"),
        ("\"state\": 1", "\"state\": 1,\n\"note\": \"x\""),
        ("orderId\nstring\n必需", "orderId\nstring\n必需\n默认值:\n1"),
    ] {
        let page = FIND.replace(from, to);
        assert_ne!(page, FIND);
        let other = FIND.replace("orderId\nstring\n必需", "orderId\nstring\n必需\n默认值:\n2");
        let project = Project::with(&[("v1/find.txt", page.as_bytes()), ("v2/find.txt", other.as_bytes())]);
        let first = project.regenerated();
        let ids = |messages: &str| messages.matches("(contradiction c-").count();
        assert!(ids(&first.messages) > 0, "{to}: {}", first.messages);
        project.write("api/overrides.yaml", pasted(&first.messages));
        let second = project.regenerated();
        assert!(
            ids(&second.messages) < ids(&first.messages),
            "{to}: {}\n{}",
            first.messages,
            second.messages
        );
        assert!(project.read("api/spec/shop.yaml").contains("settled: override overrides.yaml:1"), "{to}");
    }
}

/// The files of a case folder and of the folders within it, without its snapshots.
fn files(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("a directory lists its entries");
    let paths = entries.map(|entry| entry.expect("an entry reads").path());
    let found = paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    found.filter(|path| path.extension().is_none_or(|extension| extension != "snap")).collect()
}

#[test]
fn every_correction_that_is_suggested_for_a_case_can_be_pasted() {
    let mut count = 0;
    for case in fs::read_dir(repository::root().join("tests/cases")).expect("the cases are there") {
        let case = case.expect("an entry reads").path();
        let project = Project::with(&[]);
        for file in files(&case) {
            let path = file.strip_prefix(&case).expect("a file of the case").display().to_string();
            project.write(&format!("api/{path}"), fs::read(&file).expect("a file reads"));
        }
        let ran = project.regen(&["--check"]);
        let overrides = project.path("api/overrides.yaml");
        let before = fs::read_to_string(&overrides).unwrap_or_default();
        let parts: Vec<_> = ran.messages.split("add to `overrides.yaml`:").collect();
        for part in parts.windows(2) {
            let correction = pasted(part[1]);
            let effect = part[0].lines().rev().nth(1).expect("what comes of it");
            project.write("api/overrides.yaml", before.clone() + &correction);
            let again = project.regen(&["--check"]).messages;
            for code in ["-correction]", "-corrections]", "[invalid-yaml]"] {
                let says = format!("{}: {correction}\n{again}", case.display());
                assert_eq!(again.matches(code).count(), ran.messages.matches(code).count(), "{says}");
            }
            if let Some((_, id)) = effect.split_once("(contradiction ") {
                assert!(!again.contains(id), "{}: {correction}\n{again}", case.display());
            }
            count += 1;
        }
    }
    assert!(count > 40, "only {count} corrections are suggested");
}

#[test]
fn a_correction_of_a_page_that_is_left_out_is_doubted() {
    let project = project(
        "- at: GET /bank/find query.page\n  was: { type: string }\n  now: { type: integer }\n  because: x\n",
    );
    project.write("api/captures/en/bank.txt", "");
    project.is_refused(&[], &["empty-capture"]);
    let ran = project.regen(&["--keep-going"]);
    assert_eq!(ran.exit, Exit::BadInput, "{}", ran.messages);
    assert!(ran.messages.contains("warning[unmatched-correction]"), "{}", ran.messages);
    assert!(project.path("client/src/api/shop.rs").exists());
}
