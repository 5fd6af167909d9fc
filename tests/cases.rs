//! One idea each: a page cut down to what matters, and beside it what the pipeline makes of it.
//!
//! A folder of `cases/` holds `captures/`, perhaps `api.yaml`, `names.yaml` and `features.txt`, and the
//! snapshots. To accept new
//! snapshots, read them beside the page, then run with `INSTA_UPDATE=always`.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

#[path = "harness/pipeline.rs"]
mod pipeline;
#[path = "harness/repository.rs"]
mod repository;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use generator::diagnostic::{Code, Diagnostic, Severity};
use generator::scrape::Capture;
use generator::spec::yaml;
use insta::{assert_snapshot, glob};

use pipeline::{Input, Made, run};

#[path = "harness/fit.rs"]
mod fit;

#[test]
fn every_case_is_as_its_snapshots_say() {
    glob!("cases/*", |case| {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(case);
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.remove_snapshot_suffix();
        settings.remove_input_file();
        settings.bind(|| {
            let outcome = run(&Input::below(case));
            assert_snapshot!("diagnostics", told(&outcome.diagnostics));
            if let Some(made) = outcome.made {
                assert_snapshot!("spec", spec(&made));
                assert_snapshot!("client", client(&made));
                if case.join("features.txt").exists() {
                    assert_snapshot!("modules", modules(&made));
                }
                if case.join("names.yaml").exists() {
                    assert_snapshot!("names", without_header(&yaml::write_names(&made.names, "../schema")));
                }
            }
        });
    });
}

/// Diagnostics as a person reads them.
fn told(diagnostics: &[Diagnostic]) -> String {
    let mut text = String::new();
    for found in diagnostics {
        let severity = if found.severity == Severity::Error { "error" } else { "warning" };
        let _ = writeln!(text, "{severity}[{}]: {}\n  --> {}", found.code, found.message, found.origin);
        for note in &found.notes {
            let _ = writeln!(text, "  note: {} ({})", note.message, note.origin);
        }
        if let Some(hint) = &found.hint {
            let _ = writeln!(text, "  hint: {hint}");
        }
    }
    if text.is_empty() { "nothing to say".to_owned() } else { text }
}

/// The spec's files without those that hold nothing.
fn spec(made: &Made) -> String {
    let empty = ["{}", "[]", "schemas: {}"];
    let texts = made.yaml.iter().map(|(path, text)| (path, without_header(text)));
    joined(texts.filter(|(_, text)| !empty.contains(&text.trim())))
}

/// What the client says of the API itself: the groups, what they share and the envelope.
fn client(made: &Made) -> String {
    let around = ["mod.rs", "description.rs"];
    let texts = made
        .client
        .iter()
        .filter(|(path, _)| path.starts_with("src/api/") && around.iter().all(|file| !path.ends_with(file)));
    joined(texts.map(|(path, text)| (path, text.clone())))
}

/// Which modules the client and its tests have, and under which conditions.
fn modules(made: &Made) -> String {
    let texts = made.client.iter().filter(|(path, _)| path.ends_with("/mod.rs"));
    joined(texts.map(|(path, text)| (path, text.clone())))
}

fn joined<'a>(texts: impl Iterator<Item = (&'a String, String)>) -> String {
    texts.fold(String::new(), |all, (path, text)| all + "───── " + path + "\n" + &text + "\n")
}

/// The text below the modeline and the notice.
fn without_header(text: &str) -> String {
    let lines = text.lines().skip_while(|line| line.starts_with('#'));
    lines.fold(String::new(), |text, line| text + line + "\n")
}

fn cases() -> Vec<PathBuf> {
    let folder = repository::root().join("tests/cases");
    let entries = fs::read_dir(&folder).expect("tests/cases lists its entries");
    let mut cases: Vec<_> = entries.map(|entry| entry.expect("an entry reads").path()).collect();
    cases.sort();
    assert!(cases.len() >= 30, "only {} cases below {}", cases.len(), folder.display());
    cases
}

/// Everything a run says, in no order, and everything it makes.
fn everything(input: &Input) -> (Vec<String>, String) {
    let outcome = run(input);
    let mut said: Vec<_> =
        outcome.diagnostics.iter().map(|found| told(std::slice::from_ref(found))).collect();
    said.sort();
    let mut text = String::new();
    if let Some(made) = outcome.made {
        text += &joined(made.yaml.iter().map(|(path, text)| (path, text.clone())));
        text += &joined(made.client.iter().map(|(path, text)| (path, text.clone())));
        text += &yaml::write_names(&made.names, "../schema");
        text += &made.openapi;
    }
    (said, text)
}

/// All cases that make something without corrections, as one API, each an edition of its own.
fn all_at_once() -> Input {
    let mut all = Input::below(&repository::root().join("tests/cases/numbers-of-any-size"));
    all.captures.clear();
    for case in cases() {
        let input = Input::below(&case);
        if case.join("overrides.yaml").exists() || run(&input).made.is_none() {
            continue;
        }
        let edition = name(&case);
        all.captures.extend(input.captures.into_iter().map(|capture| Capture {
            file: capture.file.replacen("captures/", &format!("captures/{edition}-"), 1).into(),
            ..capture
        }));
    }
    all
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let input = all_at_once();
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads start");
        pool.install(|| {
            let outcome = run(&input);
            (told(&outcome.diagnostics), everything(&input).1)
        })
    };
    let alone = on(1);
    assert!(alone.1.len() > 100_000, "a run of all cases makes something: {}", alone.0);
    for threads in [2, 7] {
        assert!(on(threads) == alone, "{threads} threads do otherwise than one");
    }
}

fn name(case: &Path) -> String {
    case.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[test]
fn the_order_of_captures_does_not_matter() {
    for case in cases() {
        let mut input = Input::below(&case);
        let expected = everything(&input);
        input.captures.reverse();
        assert_eq!(everything(&input), expected, "{} reversed", name(&case));
        let half = input.captures.len() / 2;
        input.captures.rotate_left(half);
        assert_eq!(everything(&input), expected, "{} rotated", name(&case));
    }
}

#[test]
fn a_second_run_with_the_written_names_changes_nothing() {
    for case in cases() {
        let input = Input::below(&case);
        let Some(first) = run(&input).made else { continue };
        let written = yaml::write_names(&first.names, "../schema");
        let names = yaml::read_names("names.yaml", &written).expect("written names read");
        let second = run(&Input { names, ..input }).made.expect("a second run succeeds");
        assert_eq!(yaml::write_names(&second.names, "../schema"), written, "{}", name(&case));
        assert_eq!(second.yaml, first.yaml, "{}", name(&case));
        assert_eq!(second.client, first.client, "{}", name(&case));
        assert_eq!(second.openapi, first.openapi, "{}", name(&case));
    }
}

#[test]
fn what_is_made_parses() {
    for case in cases() {
        let Some(made) = run(&Input::below(&case)).made else { continue };
        for (path, text) in &made.client {
            if repository::has_extension(path, "rs") {
                let parsed = syn::parse_file(text);
                assert!(parsed.is_ok(), "{}: {path}: {:?}\n{text}", name(&case), parsed.err());
            }
        }
        // Not into a `Value`, which cannot hold `1e400`.
        let openapi: Result<serde::de::IgnoredAny, _> = serde_json::from_str(&made.openapi);
        assert!(
            openapi.is_ok() && made.openapi.contains("\"openapi\": \"3.1.1\""),
            "{}: {openapi:?}",
            name(&case)
        );
        for (path, text) in &made.yaml {
            let parsed: Result<serde_yaml::Value, _> = serde_yaml::from_str(text);
            assert!(parsed.is_ok(), "{}: {path}: {:?}", name(&case), parsed.err());
        }
    }
}

#[test]
fn every_member_of_every_example_stands_in_the_spec() {
    let mut count = 0;
    let real = repository::root().join("specs/pandapon");
    for case in cases().into_iter().chain([real]) {
        let Some(made) = run(&Input::below(&case)).made else { continue };
        let found = fit::lost(&made.spec, &Input::below(&case).api);
        assert_eq!(found.lost, [""; 0], "{}: examples show what the spec does not know", name(&case));
        count += found.members;
    }
    assert!(count > 300, "only {count} members");
}

#[test]
fn every_contradiction_has_an_id_of_its_own_and_two_sides() {
    let mut ids = BTreeMap::new();
    let real = repository::root().join("specs/pandapon");
    for case in cases().into_iter().chain([real]) {
        let outcome = run(&Input::below(&case));
        let about: Vec<_> =
            outcome.diagnostics.iter().filter(|found| found.code == Code::Contradiction).collect();
        assert!(about.iter().all(|found| found.id.is_some()), "{}: a warning names no id", name(&case));
        let Some(made) = outcome.made else { continue };
        let mut here = BTreeSet::new();
        let mut open = 0;
        let groups = made.spec.groups.values().flat_map(|group| &group.contradictions);
        for one in groups.chain(&made.spec.shared.contradictions) {
            let told = format!("{}: {} {:?}", name(&case), one.subject, one.about);
            assert!(here.insert(one.id.clone()), "{told} has the id of another: {}", one.id);
            let subject = (one.subject.clone(), one.about);
            let before = ids.insert(one.id.clone(), subject.clone());
            assert!(
                before.is_none_or(|before| before == subject),
                "{told} has the id of another: {}",
                one.id
            );
            open += usize::from(one.settled.is_none());
            assert!(one.readings.len() > 1, "{told} has one side: {:?}", one.readings);
            assert!(
                one.readings.iter().all(|reading| !reading.evidence.is_empty()),
                "{told}: {:?}",
                one.readings
            );
            let words: BTreeSet<_> = one.readings.iter().map(|reading| &reading.says).collect();
            assert_eq!(words.len(), one.readings.len(), "{told} says a thing twice");
            assert!(one.effect.contains("Rust"), "{told} does not say what Rust makes of it: {}", one.effect);
        }
        assert_eq!(about.len(), open, "{}: one warning for each that no correction settles", name(&case));
    }
    assert!(ids.len() > 40, "only {} contradictions", ids.len());
}
