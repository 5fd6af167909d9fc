//! `cargo xtask explain`, and where a run points to it.

use generator::diagnostic::Code;
use xtask::Exit;

use crate::command::xtask_in;
use crate::project::{FIND, Project};

#[test]
fn every_code_is_explained() {
    let project = Project::sound();
    for code in Code::ALL {
        let ran = xtask_in(project.root(), &["explain", code.word()]);
        assert_eq!((ran.exit, ran.messages.as_str()), (Exit::Done, ""), "{code}");
        assert!(ran.output.contains("What it means\n"), "{}", ran.output);
    }
    let ran = xtask_in(project.root(), &["explain"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    let listed =
        ran.output.lines().filter(|line| line.starts_with("error  ") || line.starts_with("warning  "));
    assert_eq!(listed.count(), Code::ALL.len(), "{}", ran.output);
}

#[test]
fn an_unknown_code_is_wrong_usage() {
    let project = Project::sound();
    let ran = xtask_in(project.root(), &["explain", "unkown-type"]);
    assert_eq!((ran.exit, ran.output.as_str()), (Exit::WrongUsage, ""), "{}", ran.messages);
    assert!(ran.messages.contains("did you mean `unknown-type`"), "{}", ran.messages);
    let ran = xtask_in(project.root(), &["explain", "\u{1b}[31m"]);
    assert_eq!(ran.exit, Exit::WrongUsage, "{}", ran.messages);
    assert!(!ran.messages.contains('\u{1b}'), "{}", ran.messages);
}

#[test]
fn a_run_says_once_where_codes_are_explained() {
    let project = Project::sound();
    assert!(!project.regenerated().messages.contains("xtask explain"));
    let wrong = FIND.replace("string", "strng");
    let wrong = Project::with(&[("en/a.txt", b""), ("en/b.txt", wrong.as_bytes()), ("en/c.txt", b"\xff")]);
    let ran = wrong.is_refused(&[], &[]);
    let lines: Vec<_> = ran.messages.lines().filter(|line| line.contains("cargo xtask explain")).collect();
    assert_eq!(lines, ["For more about the codes: cargo xtask explain empty-capture not-utf8 unknown-type"]);
}
