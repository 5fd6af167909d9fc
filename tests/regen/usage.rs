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
        &["openapi", "--openapi-version", "2.0"],
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
    for (words, may_find_changes) in [
        (["--help"].as_slice(), true),
        (&["regen", "--help"], true),
        (&["drift", "--help"], true),
        (&["openapi", "--help"], false),
        (&["coverage", "--help"], false),
        (&["explain", "--help"], false),
        (&["mock", "--help"], false),
    ] {
        let ran = xtask_in(project.root(), words);
        assert_eq!(ran.exit, Exit::Done, "{words:?}\n{}", ran.messages);
        for code in ["\n  0  ", "\n  1  bad input", "\n  2  wrong usage"] {
            assert!(ran.output.contains(code), "{words:?}: {code:?} is not in\n{}", ran.output);
        }
        assert_eq!(ran.output.contains("\n  4  "), may_find_changes, "{words:?}\n{}", ran.output);
    }
}

#[test]
fn help_says_what_is_read_and_written() {
    let project = Project::sound();
    for (command, what) in [
        ("regen", "otherwise nothing is"),
        ("openapi", "prints the spec; writes nothing else"),
        ("coverage", "Writes nothing"),
        ("drift", "at a git revision with the spec that DIR/captures/ give now"),
        ("explain", "without CODE lists them all"),
    ] {
        let help = xtask_in(project.root(), &[command, "--help"]).output;
        assert!(help.contains(what), "{what:?} is not in\n{help}");
    }
}

#[test]
fn a_client_does_not_lie_in_what_is_read_or_cleared_away() {
    let project = Project::sound();
    let before = project.tree();
    assert!(!project.path("client").exists());
    for (api, client) in [("api", "api/captures"), ("api", "api/spec/client"), ("client/src/api/x", "client")]
    {
        std::fs::create_dir_all(project.path(api).join("captures")).expect("a directory is made");
        let ran = xtask_in(project.root(), &["regen", "--api", api, "--client", client]);
        assert_eq!(ran.exit, Exit::WrongUsage, "{}", ran.messages);
        assert!(ran.messages.contains("cannot lie here"), "{}", ran.messages);
    }
    std::fs::remove_dir_all(project.path("client")).expect("a directory is removed");
    assert!(project.tree() == before);
}

#[test]
fn a_crate_with_an_api_of_its_own_is_left_alone() {
    let project = Project::sound();
    let mine = project.path("mine/src/api/mine.rs");
    std::fs::create_dir_all(project.path("mine/src/api")).expect("a directory is made");
    std::fs::write(&mine, "pub fn mine() {}\n").expect("a file is written");
    let ran = xtask_in(project.root(), &["regen", "--api", "api", "--client", "mine"]);
    assert_eq!(ran.exit, Exit::BadInput, "{}", ran.messages);
    assert!(ran.messages.contains("mine/src/api/mine.rs"), "{}", ran.messages);
    assert!(mine.is_file() && !project.path("mine/Cargo.toml").exists());
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
