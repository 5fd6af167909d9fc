//! What a first run finds in the dozens is summed up, so that what asks for a person stands out.

use crate::command::xtask_in;
use crate::project::{CANCEL, Project};

/// [`CANCEL`] with so many more parameters, each with this badge and this last line.
fn page(fields: usize, badge: &str, line: &str, endpoint: &str) -> String {
    let rows =
        (0..fields).fold(String::new(), |rows, at| rows + &format!("field{at}\nstring\n{badge}\n{line}"));
    CANCEL
        .replace("reason\nstring | null\noptional\n", &format!("reason\nstring | null\noptional\n{rows}"))
        .replace("\"reason\": null\n", &format!("\"reason\": null{}\n", members(fields)))
        .replace("an order\nPOST", endpoint)
}

fn members(fields: usize) -> String {
    (0..fields).fold(String::new(), |members, at| members + &format!(",\n\"field{at}\": \"a\""))
}

fn editions(one: &str, other: &str) -> Project {
    Project::with(&[("v1-en/cancel.txt", one.as_bytes()), ("v2-en/cancel.txt", other.as_bytes())])
}

/// So many that a rule settles, and two badges of which a person must choose one.
fn badges_and(settled: usize) -> Project {
    editions(
        &page(settled, "optional", "", "an order\nTesting\nPOST"),
        &page(settled, "required", "", "an order\nDeprecated\nPOST"),
    )
}

fn whole(messages: &str, severity: &str) -> usize {
    messages.matches(&format!("{severity}[contradiction]")).count()
}

#[test]
fn many_that_a_rule_settles_are_summed_up() {
    let project = badges_and(25);
    let told = project.regenerated().messages;
    assert_eq!(whole(&told, "warning"), 1, "{told}");
    assert!(told.contains("status deprecated ↔ status testing"), "{told}");
    let mut lines = told.lines().map(str::trim).skip_while(|line| !line.starts_with("Settled"));
    assert_eq!(
        lines.next(),
        Some("Settled 25 contradictions by `weakest-demand`: what one side does not promise is optional")
    );
    // The first three in the order of the spec, where they are demanded; a row is three lines.
    let demanding = page(25, "required", "", "an order\nDeprecated\nPOST");
    let row = 1 + demanding.lines().position(|line| line == "field0").expect("a row");
    let expected =
        [0, 1, 10].map(|field| format!("api/captures/v2-en/cancel.txt:{}", row + 3 * field)).join(", ");
    assert_eq!(lines.next(), Some(expected.as_str()));
    let explain = lines.next().expect("the command that tells more");
    assert_eq!(
        lines.next(),
        Some("Hint `cargo xtask regen --api api --client client --verbose` prints each of them")
    );
    assert!(told.contains("; 26 warnings\n"), "{told}");
    assert_eq!(project.read("api/spec/shop.yaml").matches("rule: ").count(), 26, "the spec holds all");

    // The command can be pasted.
    let words: Vec<_> = explain.split(' ').skip(2).collect();
    let ran = xtask_in(project.root(), &words);
    assert_eq!(whole(&ran.output, "warning"), 3, "{explain}: {}", ran.output);
    for field in ["field0", "field1", "field10"] {
        assert!(ran.output.contains(&format!("request.{field}`")), "{}", ran.output);
    }
}

#[test]
fn all_are_printed_to_programs_and_to_whoever_asks() {
    let project = badges_and(25);
    let records = project.regen(&["--check", "--format", "json"]).output;
    assert_eq!(records.matches(r#""code":"contradiction""#).count(), 26, "{records}");
    assert_eq!(whole(&project.regen(&["--verbose"]).messages, "warning"), 26);
    // Now the spec holds them.
    let told = project.regenerated().messages;
    assert!(whole(&told, "warning") == 0 && !told.contains("Settled"), "{told}");
    let known = "Known 26 contradictions (in api/spec; 25 settled, 1 open); `cargo xtask explain c-… --api api` tells of one";
    assert!(told.contains(known), "{told}");
    let told = project.regen(&["--verbose"]).messages;
    assert!(
        whole(&told, "warning") == 26 && !told.contains("Known") && told.contains("; 26 warnings\n"),
        "{told}"
    );
}

#[test]
fn few_are_printed_whole() {
    let told = badges_and(19).regenerated().messages;
    assert!(
        whole(&told, "warning") == 20 && !told.contains("Settled") && !told.contains("--verbose"),
        "{told}"
    );
}

#[test]
fn those_that_ask_for_a_person_are_bounded_and_denied_all_the_same() {
    let project = editions(
        &page(25, "optional", "Default: a\n", "an order\nPOST"),
        &page(25, "optional", "Default: b\n", "an order\nPOST"),
    );
    let told = project.regen(&["--deny", "contradictions"]).messages;
    assert_eq!(whole(&told, "error"), 25, "{told}");
    let told = project.regenerated().messages;
    assert_eq!(whole(&told, "warning"), 20, "{told}");
    let words = "More 5 warnings of `contradiction`\n        Hint `cargo xtask regen --api api --client client --verbose` prints each of them\n";
    assert!(told.contains(words), "{told}");
}
