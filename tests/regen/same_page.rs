//! How a file is stored says nothing about the API: line ends and a byte order mark change nothing.

use std::collections::BTreeMap;

use crate::project::{CANCEL, Entry, FIND, Project};

/// What a run makes, without the captures themselves.
fn made(captures: &[(&str, &[u8])]) -> BTreeMap<String, Vec<u8>> {
    let project = Project::with(captures);
    project.regenerated();
    let files = project.tree().into_iter().filter_map(|(path, entry)| match entry {
        Entry::File(bytes, _) if !path.contains("/captures/") => Some((path, bytes)),
        _ => None,
    });
    files.collect()
}

#[test]
fn carriage_returns_and_a_byte_order_mark_change_nothing() {
    let plain = made(&[("en/find.txt", FIND.as_bytes())]);
    let windows = FIND.replace('\n', "\r\n");
    assert_eq!(made(&[("en/find.txt", windows.as_bytes())]), plain);
    let marked = format!("\u{feff}{FIND}");
    assert_eq!(made(&[("en/find.txt", marked.as_bytes())]), plain);
    let both = format!("\u{feff}{windows}");
    assert_eq!(made(&[("en/find.txt", both.as_bytes())]), plain);
}

#[test]
fn the_order_in_which_files_were_made_changes_nothing() {
    let one = made(&[("en/find.txt", FIND.as_bytes()), ("en/cancel.txt", CANCEL.as_bytes())]);
    let other = made(&[("en/cancel.txt", CANCEL.as_bytes()), ("en/find.txt", FIND.as_bytes())]);
    assert_eq!(one, other);
}

#[test]
fn hidden_files_and_left_overs_of_editors_are_no_captures() {
    let plain = made(&[("en/find.txt", FIND.as_bytes())]);
    let with = made(&[
        ("en/find.txt", FIND.as_bytes()),
        ("en/.DS_Store", b"\0\0"),
        (".git/config", b"x"),
        ("en/find.txt~", b"old"),
        ("en/.find.txt.swp", b"\0"),
    ]);
    assert_eq!(with, plain);
}
