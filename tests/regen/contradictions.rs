//! Contradictions: new ones are printed, known ones are counted, and `--deny` takes the open ones for errors.

use xtask::Exit;

use crate::command::xtask_in;
use crate::project::{CANCEL, Project};

/// [`CANCEL`] in another edition, where a reason must be given. No rule that settles this loses anything.
fn demanding() -> String {
    CANCEL
        .replace("string | null\noptional", "string | null\nrequired")
        .replace("\"reason\": null", "\"reason\": \"\"")
}

/// Two editions of one page.
fn editions(one: &str, other: &str) -> Project {
    Project::with(&[("v1-en/cancel.txt", one.as_bytes()), ("v2-en/cancel.txt", other.as_bytes())])
}

/// Two editions whose badges differ. The rule that decides may be wrong.
fn badges() -> Project {
    editions(
        &CANCEL.replace("an order\nPOST", "an order\nTesting\nPOST"),
        &CANCEL.replace("an order\nPOST", "an order\nDeprecated\nPOST"),
    )
}

fn contains(messages: &str, words: &[&str]) {
    for word in words {
        assert!(messages.contains(word), "{word:?} is not in\n{messages}");
    }
}

#[test]
fn what_is_new_is_printed_and_what_is_known_is_counted() {
    let project = editions(CANCEL, &demanding());
    let first = project.regenerated().messages;
    contains(
        &first,
        &["warning[contradiction]", "required ↔ optional", "in 1 group; files:", "; 1 warning\n"],
    );
    assert!(!first.contains("Known"), "{first}");
    for options in [[].as_slice(), &["--check"]] {
        let ran = project.regen(options);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
        assert!(!ran.messages.contains("warning["), "{}", ran.messages);
        let counts =
            ["Known 1 contradiction (in api/spec; all settled)", "0 warnings, 1 known contradiction\n"];
        contains(&ran.messages, &counts);
    }
}

#[test]
fn one_with_other_readings_is_new() {
    let project = editions(CANCEL, &demanding());
    project.regenerated();
    let absent = CANCEL.replace("reason\nstring | null\noptional\n", "").replace(",\n\"reason\": null", "");
    project.write("api/captures/v1-en/cancel.txt", absent);
    let ran = project.regen(&["--check"]);
    assert_eq!(ran.exit, Exit::Stale, "{}", ran.messages);
    contains(&ran.messages, &["warning[contradiction]", "required ↔ not shown at all", " 1 warning\n"]);
}

#[test]
fn one_that_is_gone_is_counted_once() {
    let project = editions(CANCEL, &demanding());
    project.regenerated();
    project.write("api/captures/v2-en/cancel.txt", CANCEL);
    contains(&project.regen(&["--check"]).messages, &["Gone 1 contradiction\n"]);
    contains(&project.regenerated().messages, &["Gone 1 contradiction\n"]);
    assert!(!project.regenerated().messages.contains("Gone"));
}

#[test]
fn a_spec_that_does_not_read_knows_nothing() {
    let project = editions(CANCEL, &demanding());
    project.regenerated();
    let spec = project.read("api/spec/shop.yaml");
    project.write("api/spec/shop.yaml", spec.replace("rule: weakest-demand", "rule: coin-toss"));
    let ran = project.regenerated();
    let words =
        ["Unread api/spec: spec/shop.yaml:", "every contradiction counts as new", "warning[contradiction]"];
    contains(&ran.messages, &words);
    contains(&project.regenerated().messages, &["Known 1 contradiction"]);
}

#[test]
fn errors_are_not_buried_under_what_is_known() {
    let project = editions(CANCEL, &demanding());
    project.regenerated();
    project.write("api/captures/v2-en/empty.txt", "");
    let ran = project.is_refused(&[], &["error[empty-capture]"]);
    assert!(!ran.messages.contains("contradiction"), "{}", ran.messages);
}

#[test]
fn what_loses_nothing_is_not_denied() {
    let project = editions(CANCEL, &demanding());
    let ran = project.regen(&["--deny", "contradictions"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    contains(&ran.messages, &["warning[contradiction]"]);
}

#[test]
fn what_a_person_stated_is_not_denied() {
    let token = CANCEL.replace("Request\n", "Request\nHeader Params\ntoken\nstring\noptional\n");
    let project = Project::with(&[("en/cancel.txt", token.as_bytes())]);
    let api = "authentication:\n  headers:\n    - name: token\n      carries: { credential: token }\n";
    project.write("api/api.yaml", api);
    let ran = project.regen(&["--deny", "contradictions"]);
    assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
    contains(&ran.messages, &["warning[contradiction]", "as `api.yaml` states"]);
}

#[test]
fn what_is_open_is_denied_even_when_it_is_known() {
    let words = [
        "error[contradiction]",
        "status deprecated ↔ status testing",
        "captures/v1-en/cancel.txt:2",
        "captures/v2-en/cancel.txt:2",
        "1 error, 0 warnings",
        "nothing was written",
        "api/overrides.yaml",
        "run `cargo xtask regen --api api --client client --deny contradictions` again",
    ];
    let project = badges();
    project.is_refused(&["--deny", "contradictions"], &words);
    contains(&project.regenerated().messages, &["warning[contradiction]"]);
    let known = "Known 1 contradiction (in api/spec; 0 settled, 1 open)";
    contains(&project.regenerated().messages, &[known]);
    for options in [[].as_slice(), &["--check"], &["--keep-going"]] {
        let options = [&["--deny", "contradictions"], options].concat();
        project.is_refused(&options, &words);
    }
    project.write("api/captures/v2-en/cancel.txt", project.read("api/captures/v1-en/cancel.txt"));
    assert_eq!(project.regen(&["--deny", "contradictions"]).exit, Exit::Done);
}

#[test]
fn the_suggested_correction_of_a_badge_settles_it_either_way() {
    for (badge, word) in [("开发中", "in-development"), ("Testing", "testing")] {
        let project = badges();
        let page = project.read("api/captures/v1-en/cancel.txt");
        project.write("api/captures/v1-en/cancel.txt", page.replace("Testing", badge));
        let ran = project.is_refused(
            &["--deny", "contradictions"],
            &["if it is as decided, let `now` say what `was` says"],
        );
        let lines = ran.messages.lines().map(str::trim_start).skip_while(|line| !line.starts_with("- at:"));
        let lines: Vec<_> = lines.take(6).collect();
        let was = lines.get(2).copied().unwrap_or_default();
        assert_eq!(lines.get(4).copied(), Some(format!("status: {word}").as_str()), "{}", ran.messages);
        for now in [format!("status: {word}").as_str(), was] {
            let correction =
                format!("{}\n  was: {{ {was} }}\n  now: {{ {now} }}\n  because: asked\n", lines[0]);
            project.write("api/overrides.yaml", correction);
            let ran = project.regen(&["--check", "--deny", "contradictions"]);
            assert_eq!(ran.exit, Exit::Stale, "{}", ran.messages);
        }
    }
}

#[test]
fn a_known_contradiction_is_told_by_its_id() {
    let project = editions(CANCEL, &demanding());
    let first = project.regenerated().messages;
    let (_, id) = first.split_once("(contradiction ").expect("the warning names its id");
    let (id, _) = id.split_once(')').expect("the id ends");
    let ran = xtask_in(project.root(), &["explain", id, "--api", "api"]);
    assert_eq!((ran.exit, ran.messages.as_str()), (Exit::Done, ""));
    contains(
        &ran.output,
        &["warning[contradiction]", "required ↔ optional", "- at: POST /shop/orders/cancel"],
    );
    assert!(first.contains(ran.output.trim_end()), "{}", ran.output);
    let ran = xtask_in(project.root(), &["explain", "c-00000000", "--api", "api"]);
    assert_eq!((ran.exit, ran.output.as_str()), (Exit::BadInput, ""));
    contains(&ran.messages, &["no contradiction has the id `c-00000000`"]);
}

#[test]
fn programs_are_told_the_id_and_how_many_are_known() {
    let project = editions(CANCEL, &demanding());
    let records = |ran: &str| -> Vec<serde_json::Value> {
        ran.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
    };
    let first = records(&project.regen(&["--format", "json"]).output);
    let [warning, summary] = first.as_slice() else { panic!("{first:#?}") };
    assert_eq!((&warning["code"], &summary["known_contradictions"]), (&"contradiction".into(), &0.into()));
    let id = warning["id"].as_str().expect("the warning has an id");
    assert!(project.read("api/spec/shop.yaml").contains(&format!("- id: {id}\n")), "{id}");
    let again = records(&project.regen(&["--format", "json"]).output);
    let [summary] = again.as_slice() else { panic!("{again:#?}") };
    assert_eq!((&summary["known_contradictions"], &summary["warnings"]), (&1.into(), &0.into()));
}
