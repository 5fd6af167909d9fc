//! `--check`: 0 when fresh, 4 when something is missing, changed or left over; it never writes.

use std::fs;

use xtask::Exit;

use crate::project::Project;

/// Checks a project, which must be stale because of `file`, and left as it is.
fn is_stale(project: &Project, file: &str) {
    let before = project.tree();
    let ran = project.regen(&["--check"]);
    assert_eq!(ran.exit, Exit::Stale, "{file}\n{}", ran.messages);
    assert_eq!(ran.exit.code(), 4);
    let named =
        ran.messages.lines().any(|line| line.trim_start().starts_with("Stale") && line.contains(file));
    assert!(named, "{file} is not named in\n{}", ran.messages);
    assert!(ran.messages.contains("cargo xtask regen --api api --client client"), "{}", ran.messages);
    assert!(project.tree() == before, "{file}: --check has written something");
}

#[test]
fn a_fresh_project_is_fresh() {
    let project = Project::sound();
    project.regenerated();
    let before = project.tree();
    let ran = project.regen(&["--check"]);
    assert_eq!((ran.exit, ran.exit.code()), (Exit::Done, 0), "{}", ran.messages);
    assert!(project.tree() == before);
}

#[test]
fn before_the_first_run_everything_is_missing() {
    is_stale(&Project::sound(), "api/spec/shop.yaml");
    is_stale(&Project::sound(), "client/src/api/shop.rs");
    is_stale(&Project::sound(), "client/Cargo.toml");
    is_stale(&Project::sound(), "api/names.yaml");
}

#[test]
fn a_missing_a_changed_and_a_left_over_file_are_stale() {
    for file in
        ["api/spec/shop.yaml", "api/schema/group.json", "client/src/api/shop.rs", "client/tests/api/mod.rs"]
    {
        let project = Project::sound();
        project.regenerated();
        let text = project.read(file);
        project.write(file, text.clone() + "\n");
        is_stale(&project, file);
        fs::remove_file(project.path(file)).expect("a file is removed");
        is_stale(&project, file);
        project.write(file, text);
        assert_eq!(project.regen(&["--check"]).exit, Exit::Done, "{file}");
    }
    for file in [
        "api/spec/old.yaml",
        "client/src/api/old.rs",
        "client/tests/api/old.rs",
        "client/tests/api/examples/old.json",
    ] {
        let project = Project::sound();
        project.regenerated();
        project.write(file, project.read("client/src/api/mod.rs"));
        is_stale(&project, file);
    }
}

#[test]
fn left_over_files_are_named_and_removed_with_the_directories_that_held_them() {
    let project = Project::sound();
    project.regenerated();
    let fresh = project.tree();
    // Nobody has told version control of these.
    let left_over = [
        "api/spec/old/deep/group.yaml",
        "client/src/api/old/deep/group.rs",
        "client/tests/api/old/deep/group.rs",
        "client/tests/api/examples/old/deep/example.json",
    ];
    for file in left_over {
        project.write(file, "// left over\n");
    }
    for file in left_over {
        is_stale(&project, file);
    }
    let ran = project.regenerated();
    for file in left_over {
        assert!(ran.messages.contains(&format!("     Removed {file}\n")), "{file}\n{}", ran.messages);
    }
    assert!(project.tree() == fresh, "{:#?}", project.tree().keys());
}

#[test]
fn what_an_interrupted_run_left_is_stale_until_the_next_run() {
    let project = Project::sound();
    project.regenerated();
    let fresh = project.tree();
    project.write("client/.regen/new/0", "staged");
    is_stale(&project, "client/.regen is left over from a run that was interrupted");
    let ran = project.regenerated();
    assert!(ran.messages.contains("   Recovered api (cleared away"), "{}", ran.messages);
    assert!(project.tree() == fresh, "{:#?}", project.tree().keys());
}

#[test]
fn a_changed_capture_makes_the_rest_stale() {
    let project = Project::sound();
    project.regenerated();
    let capture = project.read("api/captures/en/find.txt");
    project.write("api/captures/en/find.txt", capture.replace("订单号", "号码"));
    is_stale(&project, "api/spec/shop.yaml");
}

#[test]
fn bad_input_is_bad_input_in_check_too() {
    let project = Project::sound();
    project.regenerated();
    project.write("api/captures/en/empty.txt", "");
    project.is_refused(&["--check"], &["empty-capture"]);
}
