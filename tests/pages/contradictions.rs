//! What the pages disagree on is written down, with both readings, and `regen` says so.

use std::fs;

use serde_yaml::Value;
use tempfile::TempDir;
use xtask::Exit;

use crate::command::{xtask, xtask_in};
use crate::repository;
use crate::spec::{list, load, text};

const SUBMISSION: &str = "captures/v1-en/return-logistics-submission.txt";
const INFO: &str = "captures/v1-en/check-the-details-of-the-after-sales-order.txt";
const CANCELLATION: &str = "captures/v2-en/reverse-order-cancellation.txt";
const MODIFICATION: &str = "captures/v2-en/reverse-order-modification.txt";

/// One side: a word of what it says, and the lines that say it.
type Side = (&'static str, &'static [(&'static str, u32)]);

/// A contradiction as a reader of the captures finds it.
struct Expected {
    subject: &'static str,
    about: &'static str,
    rule: &'static str,
    sides: [Side; 2],
}

const EXPECTED: [Expected; 4] = [
    Expected {
        subject: ".refundStatus",
        about: "type",
        rule: "union-of-types",
        sides: [("string", &[(SUBMISSION, 320), (CANCELLATION, 153)]), ("integer", &[(MODIFICATION, 271)])],
    },
    Expected {
        subject: "developId",
        about: "type",
        rule: "union-of-types",
        sides: [
            ("integer", &[(CANCELLATION, 118), (MODIFICATION, 236), (INFO, 177)]),
            ("string", &[(SUBMISSION, 250), (SUBMISSION, 330)]),
        ],
    },
    Expected {
        subject: "CompanyCode",
        about: "name",
        rule: "both-spellings",
        sides: [
            ("logisticCompanyCode", &[(SUBMISSION, 275), (CANCELLATION, 203)]),
            ("logisticsCompanyCode", &[(MODIFICATION, 292)]),
        ],
    },
    Expected {
        subject: ".receiverAddress",
        about: "type",
        rule: "union-of-types",
        sides: [("object", &[(SUBMISSION, 279), (CANCELLATION, 196)]), ("string", &[(MODIFICATION, 290)])],
    },
];

#[test]
fn the_known_contradictions_are_recorded() {
    let spec = load();
    for expected in &EXPECTED {
        let same = |one: &&Value| {
            text(one, "subject").ends_with(expected.subject) && text(one, "about") == expected.about
        };
        let found: Vec<_> = spec.contradictions().filter(same).collect();
        let [one] = found.as_slice() else { panic!("{}: {found:?}", expected.subject) };
        assert_eq!(text(one, "rule"), expected.rule, "{}", expected.subject);
        assert!(!text(one, "id").is_empty() && !text(one, "effect").is_empty(), "{}", expected.subject);
        for (says, lines) in &expected.sides {
            let readings = list(one, "readings");
            let reading = readings
                .iter()
                .find(|reading| text(reading, "says").split([' ', ',']).any(|word| word == *says));
            let reading =
                reading.unwrap_or_else(|| panic!("{}: nobody says {says}: {readings:?}", expected.subject));
            for (file, line) in *lines {
                let here = |evidence: &Value| {
                    let place = evidence
                        .as_str()
                        .and_then(|text| text.split_once(' '))
                        .map_or("", |(_, place)| place);
                    place == format!("{file}:{line}") || place.starts_with(&format!("{file}:{line}-"))
                };
                assert!(
                    list(reading, "evidence").iter().any(here),
                    "{}: {says} without {file}:{line}",
                    expected.subject
                );
            }
        }
    }
}

/// The API as it lies here without its spec, in a directory of its own.
fn before_the_first_run() -> TempDir {
    let directory = tempfile::tempdir().expect("a temporary directory");
    for (path, bytes) in repository::files(&repository::root().join("specs/pandapon")) {
        let path = directory.path().join("specs/pandapon").join(&path);
        fs::create_dir_all(path.parent().expect("a file lies in a directory")).expect("a directory is made");
        fs::write(path, bytes).expect("a file is written");
    }
    fs::remove_dir_all(directory.path().join("specs/pandapon/spec")).expect("the spec is removed");
    directory
}

#[test]
fn the_first_run_warns_of_every_contradiction() {
    let spec = load();
    let directory = before_the_first_run();
    let ran =
        xtask_in(directory.path(), &["regen", "--api", "specs/pandapon", "--client", "client", "--check"]);
    let warnings = ran.messages.matches("warning[contradiction]").count();
    assert_eq!(warnings, spec.contradictions().count(), "{}", ran.messages);
    for one in spec.contradictions() {
        assert!(ran.messages.contains(text(one, "subject")), "{}\n{}", text(one, "subject"), ran.messages);
    }
    for expected in &EXPECTED {
        for (file, line) in expected.sides.iter().flat_map(|(_, lines)| *lines) {
            let place = format!("specs/pandapon/{file}:{line}");
            assert!(
                ran.messages.contains(&place),
                "{}: {place} is not printed\n{}",
                expected.subject,
                ran.messages
            );
        }
    }
}

#[test]
fn what_the_spec_holds_is_only_counted() {
    let ran = xtask(&["regen", "--check", "--deny", "contradictions"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    let known = load().contradictions().count();
    let line = format!("Known {known} contradictions (in specs/pandapon/spec; all settled)");
    assert!(ran.messages.contains(&line), "{line:?} is not in\n{}", ran.messages);
    assert!(!ran.messages.contains("[contradiction]"), "{}", ran.messages);
}

#[test]
fn the_unnamed_twin_is_recognised() {
    let spec = load();
    let schemas: Vec<_> =
        spec.groups.iter().filter_map(|group| group.get("schemas")?.get("RefundOrderAggregate")).collect();
    let [schema] = schemas.as_slice() else { panic!("one schema of that name: {}", schemas.len()) };
    let places: Vec<_> = list(schema, "unnamed_at").iter().filter_map(Value::as_str).collect();
    let twin = "POST /open/order/refund/render/submit/logistics response 200.data.refundOrderAggregate";
    assert_eq!(places, [twin]);
}
