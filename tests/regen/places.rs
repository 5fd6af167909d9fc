//! Hostile places: names of files, links, files where directories belong, directories that may not be written.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};

use xtask::Exit;

use crate::project::{CANCEL, FIND, Project};

#[test]
fn hostile_file_names_are_read_and_escaped() {
    let long = format!("en/{}.txt", "x".repeat(240));
    let broken = FIND.replace("\"state\": 1\n", "\"state\": 1,\n");
    for (number, name) in
        ["en/new\nline.txt", "en/\u{1b}[31mred.txt", "en/right\u{202e}left.txt", "en/a b'c\"d.txt", &long]
            .iter()
            .enumerate()
    {
        let project = Project::with(&[(name, broken.as_bytes())]);
        let ran = project.regen(&[]);
        assert_eq!(ran.exit, Exit::Done, "{number}: {}", ran.messages);
        assert!(ran.messages.contains("warning[broken-example]"), "{}", ran.messages);
        assert!(!ran.messages.contains(['\u{1b}', '\u{202e}']), "{}", ran.messages.escape_debug());
        for (path, entry) in project.tree() {
            if let crate::project::Entry::File(bytes, _) = entry
                && !path.contains("/captures/")
            {
                let text = String::from_utf8(bytes).expect("what is written is UTF-8");
                assert!(!text.contains(['\u{1b}', '\u{202e}']), "{path}");
            }
        }
        assert_eq!(
            project.regen(&["--check"]).exit,
            Exit::Done,
            "{number}: evidence with this name reads back"
        );
    }
}

#[test]
fn a_file_name_that_is_not_utf8_is_refused() {
    let project = Project::sound();
    let name = OsStr::from_bytes(b"caf\xe9.txt");
    if fs::write(project.path("api/captures/en").join(name), FIND).is_err() {
        println!("skipped: this file system takes no such name");
        return;
    }
    project.is_refused(&[], &["not UTF-8", "captures/en"]);
}

#[test]
fn links_among_captures_are_not_followed() {
    let project = Project::sound();
    symlink(project.path("api/captures"), project.path("api/captures/en/loop")).expect("a link is made");
    project.is_refused(&[], &["captures/en/loop", "links are not followed"]);
    fs::remove_file(project.path("api/captures/en/loop")).expect("a link is removed");
    symlink("/etc/hostname", project.path("api/captures/en/host.txt")).expect("a link is made");
    project.is_refused(&[], &["captures/en/host.txt"]);
}

#[test]
fn a_file_where_a_directory_belongs_is_refused() {
    for file in ["api/spec", "client", "client/src", "client/src/api", "api/schema", "api/captures/en"] {
        let project = Project::with(&[("page.txt", FIND.as_bytes())]);
        project.write(file, "in the way");
        if file == "api/captures/en" {
            // Another capture, and no page.
            project.is_refused(&[], &["no-endpoint", file]);
        } else {
            project.is_refused(&[], &[file]);
        }
    }
}

#[test]
fn a_directory_where_a_file_belongs_is_refused() {
    for directory in ["api/spec/shop.yaml", "client/src/api/mod.rs", "api/api.yaml", "api/names.yaml"] {
        let project = Project::sound();
        fs::create_dir_all(project.path(directory)).expect("a directory is made");
        project.is_refused(&[], &[directory]);
    }
}

#[test]
fn nothing_is_written_through_links() {
    let project = Project::sound();
    let elsewhere = tempfile::tempdir().expect("a temporary directory");
    fs::create_dir_all(project.path("client/src")).expect("a directory is made");
    symlink(elsewhere.path(), project.path("client/src/api")).expect("a link is made");
    let ran = project.regen(&[]);
    let written = fs::read_dir(elsewhere.path()).expect("a directory lists its entries").count();
    assert_eq!((ran.exit, written), (Exit::BadInput, 0), "{}", ran.messages);
}

#[test]
fn a_directory_that_may_not_be_written_is_refused() {
    let project = Project::sound();
    let api = project.path("api");
    fs::set_permissions(&api, fs::Permissions::from_mode(0o555)).expect("permissions are set");
    let is_root = fs::write(api.join("probe"), "").is_ok();
    if is_root {
        println!("skipped: root may write anywhere");
    } else {
        let ran = project.regen(&[]);
        assert_eq!(ran.exit, Exit::BadInput, "{}", ran.messages);
        assert!(ran.messages.contains("help: "), "{}", ran.messages);
    }
    fs::set_permissions(&api, fs::Permissions::from_mode(0o755)).expect("permissions are set");
}

#[test]
fn paths_that_climb_out_of_the_client_are_just_text() {
    let page = CANCEL.replace("/shop/orders/cancel", "/../../etc/passwd").replace("orderId", "../../id");
    let project = Project::with(&[("en/climb.txt", page.as_bytes())]);
    let ran = project.regen(&[]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    assert!(
        project
            .tree()
            .keys()
            .all(|path| path.split('/').next().is_some_and(|top| ["api", "client"].contains(&top)))
    );
    assert!(project.root().parent().is_some_and(|above| !above.join("etc").exists()));
}
