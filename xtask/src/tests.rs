//! Command lines from outside: how they end, what they say, what they leave on disk.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use crate::{Appearance, Environment, Exit, run};

/// Runs a command line in `directory`; gives how it ended, its output and its messages.
fn xtask(directory: &Path, arguments: &[&str]) -> (Exit, String, String) {
    let environment = Environment::plain(directory, directory);
    let arguments = ["xtask"].iter().chain(arguments).map(OsString::from);
    let (mut output, mut messages) = (Vec::new(), Vec::new());
    let exit = run(arguments, &environment, &mut output, &mut messages);
    (exit, String::from_utf8(output).unwrap(), String::from_utf8(messages).unwrap())
}

/// Every file below `directory`.
fn files(directory: &Path) -> Vec<String> {
    let entries = walkdir::WalkDir::new(directory).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| entry.path().strip_prefix(directory).unwrap().to_str().unwrap().to_owned()).collect()
}

#[test]
fn wrong_usage_ends_with_2() {
    let root = tempfile::tempdir().unwrap();
    for arguments in [&["regen", "--nothing"][..], &["unknown"], &[], &["regen", "--api", "elsewhere"]] {
        let (exit, output, messages) = xtask(root.path(), arguments);
        assert_eq!((exit, output.as_str()), (Exit::WrongUsage, ""), "{arguments:?}");
        assert!(!messages.is_empty(), "{arguments:?}");
    }
}

#[test]
fn help_is_output() {
    let root = tempfile::tempdir().unwrap();
    let (exit, output, messages) = xtask(root.path(), &["regen", "--help"]);
    assert_eq!((exit, messages.as_str()), (Exit::Done, ""));
    assert!(output.contains("--keep-going") && output.contains("Exit codes:"), "{output}");
}

#[test]
fn nothing_to_read_is_bad_input() {
    let root = tempfile::tempdir().unwrap();
    let (exit, _, messages) = xtask(root.path(), &["regen", "--api", "acme", "--client", "client"]);
    assert_eq!(exit, Exit::BadInput);
    assert!(messages.starts_with("error: this directory holds no `captures/`\n--> acme\n"), "{messages}");
}

#[test]
fn bad_input_writes_nothing() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("acme/captures")).unwrap();
    fs::write(root.path().join("acme/captures/empty.txt"), "").unwrap();
    for arguments in
        [&["regen", "--client", "c"][..], &["regen", "--client", "c", "--keep-going"], &["openapi"]]
    {
        let (exit, _, messages) = xtask(root.path(), &[arguments, &["--api", "acme"]].concat());
        assert_eq!(exit, Exit::BadInput, "{messages}");
        assert!(messages.contains("error[empty-capture]"), "{messages}");
        assert!(messages.contains("acme/captures/empty.txt:1"), "{messages}");
        assert_eq!(files(root.path()), ["acme/captures/empty.txt"]);
    }
}

#[test]
fn a_wrong_file_by_hand_is_named_with_its_line() {
    let root = tempfile::tempdir().unwrap();
    fs::create_dir_all(root.path().join("acme/captures")).unwrap();
    fs::write(root.path().join("acme/captures/page.txt"), "").unwrap();
    fs::write(root.path().join("acme/api.yaml"), "# facts\nbase_uri: https://api.example.com\n").unwrap();
    let (exit, _, messages) = xtask(root.path(), &["regen", "--api", "acme", "--client", "c"]);
    assert_eq!(exit, Exit::BadInput);
    assert!(messages.contains("error[invalid-yaml]: unknown field `base_uri`"), "{messages}");
    assert!(messages.contains("acme/api.yaml:2"), "{messages}");
    assert!(messages.contains("help: did you mean `base_url`?"), "{messages}");
    assert!(!messages.contains("--keep-going"), "{messages}");
}

#[test]
fn colour_and_progress_are_for_terminals() {
    let of = |is_terminal, variables: &[(&str, &str)]| {
        let value =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into());
        let Appearance { color, progress } = Appearance::of(is_terminal, value);
        (color, progress)
    };
    assert_eq!(of(true, &[("TERM", "xterm")]), (true, true));
    assert_eq!(of(true, &[("NO_COLOR", "")]), (true, true));
    assert_eq!(of(true, &[("NO_COLOR", "1")]), (false, true));
    assert_eq!(of(true, &[("TERM", "dumb")]), (false, false));
    assert_eq!(of(false, &[]), (false, false));
}
