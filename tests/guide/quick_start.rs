//! The quick start of the README: the mock in one terminal, the examples in another.

use std::fs;

use crate::programs::{Running, command};
use crate::repository;

/// What the README has its reader type.
fn commands() -> Vec<String> {
    let readme = fs::read_to_string(repository::root().join("README.md")).expect("the README reads");
    let (_, start) =
        readme.split_once("Try the client without an account").expect("the README has a quick start");
    let (start, _) = start.split_once("```rust").expect("the library comes after it");
    let typed = start.lines().filter(|line| line.starts_with("cargo "));
    typed.map(str::to_owned).collect()
}

/// A mock that was started as the README says, and the variables that it prints.
fn mock(options: &[&str]) -> (Running, Vec<(String, String)>) {
    let mut mock = Running::start("xtask", &[&["mock"], options].concat(), &[]);
    let mut variables = Vec::new();
    for _ in ["base URL", "access key", "access secret", "user id"] {
        let line = mock.line();
        let assignment = line.strip_prefix("export ").unwrap_or_else(|| panic!("no line to paste: {line}"));
        let (name, value) = assignment.split_once('=').expect("a variable has a value");
        variables.push((name.to_owned(), value.to_owned()));
    }
    let base_url = &variables.iter().find(|(name, _)| name == "PANDAPON_BASE_URL").expect("a base URL").1;
    assert!(base_url.starts_with("http://127.0.0.1:"), "{base_url}");
    (mock, variables)
}

/// Runs an example with the arguments of the README: whether it succeeded, what it printed, what it complained of.
fn run(example: &str, variables: &[(String, String)]) -> (bool, String, String) {
    let commands = commands();
    let marker = format!("--example {example}");
    let typed = commands.iter().find(|typed| typed.contains(&marker));
    let typed = typed.unwrap_or_else(|| panic!("the README runs no {example}: {commands:#?}"));
    let arguments: Vec<_> =
        typed.split_once(" -- ").map(|(_, arguments)| arguments.split(' ').collect()).unwrap_or_default();
    let output = command(example, &arguments, variables).output().expect("the example runs");
    let text = |bytes| String::from_utf8(bytes).expect("examples print text");
    (output.status.success(), text(output.stdout), text(output.stderr))
}

#[test]
fn every_example_of_the_readme_gets_what_the_captured_page_shows() {
    assert_eq!(commands()[0], "cargo xtask mock");
    let (_mock, variables) = mock(&[]);
    for (example, shown) in [
        // v1-en/check-the-details-of-the-after-sales-order.txt: the id that the page answers with, and its status.
        ("query_refund_info", &["200 OK after 1 attempt(s)", "order Some(Number(0)), status Some(\"\")"][..]),
        // v2-en/reverse-order-cancellation.txt:148
        ("cancel_refund", &["cancelled: Some(false)"]),
        // v2-en/reverse-order-modification.txt:271 and 276
        ("modify_refund", &["refund Some(\"\") has status Some(Number(Number(0)))"]),
        // v1-en/return-logistics-submission.txt:263 to 268
        ("submit_return_logistics", &["currency: \"CNY\"", "carrier Some(\"123456\"): Some(\"test\")"]),
        ("blocking", &["here: Some(\"mock-", "elsewhere: Some(\"mock-", "status: Some(\"\")"]),
    ] {
        let (succeeded, output, complaints) = run(example, &variables);
        assert!(succeeded, "{example}: {output}{complaints}");
        for part in shown {
            assert!(output.contains(part), "{example} does not print {part}:\n{output}");
        }
    }
}

#[test]
fn whoever_has_no_keys_or_wrong_ones_is_told() {
    let (succeeded, _, complaints) = run("query_refund_info", &[]);
    assert!(!succeeded && complaints.contains("PANDAPON_ACCESS_KEY"), "{complaints}");

    let (_mock, mut variables) = mock(&[]);
    let secret = variables.iter_mut().find(|(name, _)| name == "PANDAPON_ACCESS_SECRET").expect("a secret");
    "a-wrong-one".clone_into(&mut secret.1);
    let (succeeded, _, complaints) = run("query_refund_info", &variables);
    assert!(!succeeded && complaints.contains("The API refused"), "{complaints}");
    assert!(!complaints.contains("a-wrong-one"), "{complaints}");

    // Those that leave it to `main` to tell what is wrong do so in one line for people.
    for (variables, expected) in [(&[][..], "PANDAPON_ACCESS_KEY"), (&variables, "with code 401")] {
        let (succeeded, _, complaints) = run("cancel_refund", variables);
        assert!(!succeeded && complaints.contains(expected), "{complaints}");
        assert!(complaints.lines().count() == 1 && !complaints.contains("Inner"), "{complaints}");
    }
}

#[test]
fn a_mock_that_lies_costs_no_answer() {
    let (_mock, variables) = mock(&["--lie", "--seed", "1"]);
    let mut told = 0;
    for _ in 0..10 {
        let (succeeded, output, complaints) = run("query_refund_info", &variables);
        assert!(succeeded && output.contains("order "), "{output}{complaints}");
        told += usize::from(output.contains("not as documented: `data."));
    }
    // A field that is dropped or becomes `null` breaks no promise: no page says that it is always there.
    assert!(told > 0, "ten lies, and none told");
}
