//! `--format json`: what is found goes to the output, one object on each line, and a summary comes last.

use serde_json::{Value, json};
use xtask::Exit;

use crate::command::Ran;
use crate::project::{FIND, Project};

/// The objects that a run printed, the summary by itself.
fn records(ran: &Ran) -> (Vec<Value>, Value) {
    let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{line}: {error}"));
    let mut records: Vec<Value> = ran.output.lines().map(parse).collect();
    let summary = records.pop().unwrap_or_else(|| panic!("no summary\n{}", ran.messages));
    (records, summary)
}

#[test]
fn a_finding_says_where_its_words_stand() {
    let project = Project::with(&[("en/find.txt", FIND.replace("\"state\": 1", "\"状态\": nul").as_bytes())]);
    let ran = project.regen(&["--format", "json"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    let (found, summary) = records(&ran);
    let [broken, nesting] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!(broken["reason"], "diagnostic");
    assert_eq!((&broken["code"], &broken["severity"]), (&json!("broken-example"), &json!("warning")));
    // `"状态": nul` is line 30 of the page, and `nul` its characters 7 to 9.
    assert_eq!(broken["file"], "api/captures/en/find.txt");
    let place = ["line", "column", "end_column"].map(|key| broken[key].as_u64());
    assert_eq!(place, [Some(30), Some(7), Some(10)]);
    // Without its example, nothing shows what belongs to `order`, line 17.
    assert_eq!((&nesting["code"], &nesting["line"]), (&json!("nesting-unknown"), &json!(17)));
    assert!(broken["hint"].is_string() && broken["notes"] == json!([]), "{broken:#}");
    assert_eq!(
        ["reason", "exit_code", "errors", "warnings", "captures", "endpoints", "groups", "left_out", "stale"]
            .map(|key| summary[key].clone()),
        [json!("summary"), json!(0), json!(0), json!(2), json!(1), json!(1), json!(1), json!(0), json!(0)]
    );
    // Beside none of the three rows of the answer stands whether it must be there.
    let guessed = json!({ "types": 0, "presences": 3, "values": 0, "contradictions": 0 });
    assert_eq!(summary["guessed"], guessed);
    assert!(ran.messages.contains("Guessed 3 presences\n"), "{}", ran.messages);
    assert_eq!(summary["next"], "cargo test --manifest-path client/Cargo.toml");
    assert!(summary["written"].as_u64() > Some(8), "{summary:#}");
    assert!(ran.messages.contains("Reading api (1 capture)") && !ran.messages.contains("broken-example"));
}

#[test]
fn errors_are_findings_too() {
    let project = Project::sound();
    project.write("api/captures/en/find.txt", FIND.replace("integer", "strng"));
    project.write("api/captures/en/empty\u{202e}.txt", "");
    let ran = project.is_refused_quietly(&["--format", "json", "--check"]);
    let (found, summary) = records(&ran);
    let codes: Vec<_> = found.iter().map(|one| one["code"].as_str()).collect();
    assert_eq!(codes, [Some("empty-capture"), Some("unknown-type")]);
    assert_eq!((&summary["exit_code"], &summary["errors"]), (&json!(1), &json!(2)));
    assert_eq!(summary["next"], "cargo xtask regen --api api --client client");
    assert!(!ran.output.contains('\u{202e}'), "{}", ran.output.escape_debug());
}

#[test]
fn what_stops_a_run_is_a_finding_without_a_code() {
    let project = Project::with(&[]);
    let ran = project.is_refused_quietly(&["--format", "json"]);
    let (found, summary) = records(&ran);
    let [problem] = found.as_slice() else { panic!("{found:#?}") };
    assert_eq!((&problem["code"], &problem["line"]), (&Value::Null, &Value::Null));
    assert_eq!((&problem["severity"], &problem["file"]), (&json!("error"), &json!("api/captures")));
    assert_eq!((&summary["exit_code"], &summary["errors"]), (&json!(1), &json!(1)));
}
