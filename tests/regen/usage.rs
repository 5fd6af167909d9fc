//! A wrong command line ends with 2 and does nothing.

use xtask::Exit;

use crate::command::xtask_in;
use crate::project::Project;

#[test]
fn a_wrong_command_line_ends_with_two() {
    let project = Project::sound();
    let before = project.tree();
    for words in [
        [].as_slice(),
        &["regenerate"],
        &["regen", "--frobnicate"],
        &["regen", "--api"],
        &["regen", "--check", "extra"],
        &["openapi", "--check"],
        &["coverage", "--format", "yaml"],
        &["explain", "no-such-code"],
        &["regen", "--deny", "rain"],
        &["regen", "--api", "api"],
    ] {
        let ran = xtask_in(project.root(), words);
        assert_eq!((ran.exit, ran.exit.code()), (Exit::WrongUsage, 2), "{words:?}\n{}", ran.messages);
        assert!(!ran.messages.trim().is_empty(), "{words:?} says nothing");
    }
    assert!(project.tree() == before);
}

#[test]
fn help_is_no_mistake() {
    let project = Project::sound();
    for words in [
        ["--help"].as_slice(),
        &["regen", "--help"],
        &["openapi", "--help"],
        &["coverage", "--help"],
        &["explain", "--help"],
    ] {
        let ran = xtask_in(project.root(), words);
        assert_eq!(ran.exit, Exit::Done, "{words:?}\n{}", ran.messages);
        for code in ["0  done", "1  bad input", "2  wrong usage", "4  `--check`"] {
            assert!(ran.output.contains(code), "{words:?}: {code:?} is not in\n{}", ran.output);
        }
    }
}

#[test]
fn an_api_without_captures_is_bad_input() {
    let project = Project::with(&[]);
    project.is_refused(&[], &["holds no file", "captures"]);
    std::fs::remove_dir_all(project.path("api/captures")).expect("a directory is removed");
    project.is_refused(&[], &["holds no `captures/`", "api"]);
    std::fs::remove_dir_all(project.path("api")).expect("a directory is removed");
    project.is_refused(&[], &["captures/", "api"]);
}
