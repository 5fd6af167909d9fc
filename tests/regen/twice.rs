//! A run makes spec, names, schemas and client; a second one has nothing left to do.

use xtask::Exit;

use crate::project::{Entry, Project};
use crate::repository;

#[test]
fn captures_alone_become_a_spec_and_a_client() {
    let project = Project::sound();
    project.regenerated();
    let tree = project.tree();
    for file in [
        "api/names.yaml",
        "api/schema/group.json",
        "api/spec/navigation.yaml",
        "api/spec/shared.yaml",
        "api/spec/shop.yaml",
        "client/Cargo.toml",
        "client/src/api/mod.rs",
        "client/src/api/shop.rs",
        "client/src/lib.rs",
        "client/tests/api/mod.rs",
        "client/tests/captured_examples.rs",
    ] {
        assert!(matches!(tree.get(file), Some(Entry::File(..))), "{file} is missing: {:#?}", tree.keys());
    }
    assert!(
        project
            .read("api/spec/shop.yaml")
            .starts_with("# yaml-language-server: $schema=../schema/group.json\n")
    );
    assert!(
        project.read("api/names.yaml").starts_with("# yaml-language-server: $schema=schema/names.json\n")
    );
}

#[test]
fn a_second_run_touches_nothing() {
    let project = Project::sound();
    project.regenerated();
    let first = project.tree();
    project.regenerated();
    assert!(project.tree() == first, "bytes and dates of all files stay as they are");
    assert_eq!(project.regen(&["--check"]).exit, Exit::Done);
}

#[test]
fn only_files_that_change_are_written() {
    let project = Project::sound();
    project.regenerated();
    let before = project.tree();
    let capture = project.read("api/captures/en/cancel.txt");
    project.write("api/captures/en/cancel.txt", capture.replace("Cancel an order", "Call an order off"));
    project.regenerated();
    let after = project.tree();
    let changed: Vec<_> = after
        .iter()
        .filter(|(path, entry)| before.get(*path) != Some(entry))
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(changed, ["api/captures/en/cancel.txt", "api/spec/shop.yaml", "client/src/api/shop.rs"]);
}

#[test]
fn many_files_are_told_by_directory() {
    let project = Project::sound();
    for number in 0..20 {
        let page = crate::project::CANCEL.replace("/shop/", &format!("/shop{number}/"));
        project.write(&format!("api/captures/en/{number}.txt"), page);
    }
    let ran = project.regenerated();
    let spec = "       Wrote 23 files in api/spec\n";
    assert!(ran.messages.contains(spec), "21 groups, navigation and shared\n{}", ran.messages);
    assert!(ran.messages.contains("       Wrote api/names.yaml\n"), "{}", ran.messages);
    assert!(ran.messages.lines().count() < 30, "{}", ran.messages);
}

/// A comment in the language of the file; `Cargo.toml` is read, too.
fn by_hand(file: &str) -> &'static str {
    if repository::has_extension(file, "toml") { "# by hand\n" } else { "// by hand\n" }
}

#[test]
fn files_by_hand_are_never_touched() {
    let project = Project::sound();
    project.regenerated();
    let own = ["client/Cargo.toml", "client/src/lib.rs", "client/tests/captured_examples.rs"];
    for file in own {
        project.write(file, by_hand(file));
    }
    project.write("client/src/api/notes.md", "by hand");
    project.write("client/src/more.rs", "// by hand\n");
    project.write("api/notes.yaml", "by: hand\n");
    project.regenerated();
    for file in own.into_iter().chain(["client/src/more.rs"]) {
        assert_eq!(project.read(file), by_hand(file), "{file}");
    }
    assert_eq!(project.read("client/src/api/notes.md"), "by hand");
    assert_eq!(project.read("api/notes.yaml"), "by: hand\n");
}

#[test]
fn names_stay_when_titles_and_pages_change() {
    let project = Project::sound();
    project.regenerated();
    let names = project.read("api/names.yaml");
    let renamed = names.replace("shop/orders_cancel", "shop/call_off");
    assert_ne!(renamed, names, "{names}");
    project.write("api/names.yaml", &renamed);
    let capture = project.read("api/captures/en/cancel.txt");
    project.write("api/captures/en/cancel.txt", capture.replace("Cancel an order", "Annul"));
    project.regenerated();
    assert_eq!(project.read("api/names.yaml"), renamed);
    assert!(project.read("client/src/api/shop.rs").contains("pub fn call_off("));
}

#[test]
fn names_from_before_there_were_fields_in_it_are_completed() {
    let project = Project::sound();
    project.regenerated();
    let (names, before) = (project.read("api/names.yaml"), project.tree());
    let old = names.split("# Place of an object").next().expect("what comes before the fields");
    project.write("api/names.yaml", old);
    project.regenerated();
    assert_eq!(project.read("api/names.yaml"), names);
    assert_eq!(before["client/src/api/shop.rs"], project.tree()["client/src/api/shop.rs"]);
}

#[test]
fn files_of_pages_that_are_gone_are_removed() {
    let project = Project::sound();
    project.write("api/captures/en/other.txt", crate::project::CANCEL.replace("/shop/", "/bank/"));
    project.regenerated();
    assert!(project.path("api/spec/bank.yaml").exists() && project.path("client/src/api/bank.rs").exists());
    std::fs::remove_file(project.path("api/captures/en/other.txt")).expect("a file is removed");
    project.regenerated();
    let left: Vec<_> = project.tree().into_keys().filter(|path| path.contains("bank")).collect();
    assert_eq!(left, [""; 0]);
}

#[test]
fn messages_go_beside_the_output_and_hold_no_terminal_codes() {
    let project = Project::sound();
    let capture = project.read("api/captures/en/find.txt").replace("订单号", "\u{1b}[31mred\u{202e}");
    project.write("api/captures/en/find.txt", capture.replace("integer", "strng"));
    let ran = project.regen(&[]);
    assert_eq!(ran.exit, Exit::BadInput);
    assert_eq!(ran.output, "");
    assert!(!ran.messages.contains(['\u{1b}', '\u{202e}']), "{}", ran.messages.escape_debug());
}
