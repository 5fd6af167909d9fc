//! An example that is no JSON is a warning: the rest of its page is sound.

use xtask::Exit;

use crate::project::{FIND, Project};

#[test]
fn a_broken_example_is_a_warning_and_kept_as_text() {
    for broken in ["\"state\": 1,\n", "\"state\": ...\n", "// the state\n\"state\": 1\n"] {
        let page = FIND.replace("\"state\": 1\n", broken);
        let project = Project::with(&[("en/find.txt", page.as_bytes())]);
        let ran = project.regen(&[]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
        for words in ["warning[broken-example]", "api/captures/en/find.txt:30", "help: "] {
            assert!(ran.messages.contains(words), "{words:?} is not in\n{}", ran.messages);
        }
        let spec = project.read("api/spec/shop.yaml");
        assert!(spec.contains("json: false"), "{spec}");
        assert!(spec.contains("name: state"), "the rows stay: {spec}");
    }
}

#[test]
fn a_field_twice_in_an_example_is_a_warning() {
    let page = FIND.replace("\"state\": 1\n", "\"state\": 1,\n\"state\": 2\n");
    let project = Project::with(&[("en/find.txt", page.as_bytes())]);
    let ran = project.regenerated();
    assert!(ran.messages.contains("warning[broken-example]"), "{}", ran.messages);
}

#[test]
fn an_example_that_nests_without_end_is_a_warning() {
    let page = FIND
        .replace("\"state\": 1\n", &format!("\"state\": {}{}\n", "[".repeat(100_000), "]".repeat(100_000)));
    let project = Project::with(&[("en/find.txt", page.as_bytes())]);
    let ran = project.regenerated();
    assert!(ran.messages.contains("warning[broken-example]"), "{}", ran.messages);
}
