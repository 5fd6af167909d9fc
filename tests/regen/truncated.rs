//! A page cut off anywhere: an error or a warning that says so, never a panic, and never a silent half.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};

use xtask::Exit;

use crate::project::Project;
use crate::repository;

/// Cuts tried on each page.
const CUTS: usize = 60;

fn cut(file: &str, bytes: &[u8]) {
    let text = std::str::from_utf8(bytes).expect("a capture is UTF-8");
    let responses = text.find("🟢200成功").expect("a page shows a response");
    let example = responses + text[responses..].find("\n{").expect("a response has an example") + 2;
    let body_end = text.rfind("\n}").expect("a page ends with an example") + 2;
    let steps = (0..CUTS).map(|step| bytes.len() * step / CUTS);
    for end in
        steps.chain([1, example, body_end - 1, body_end, body_end + 1, bytes.len() - 2, bytes.len() - 1])
    {
        let project = Project::with(&[("en/cut.txt", &bytes[..end])]);
        let before = project.tree();
        let ran = catch_unwind(AssertUnwindSafe(|| project.regen(&[])));
        let ran = ran.unwrap_or_else(|_| panic!("{file} cut at byte {end} panics"));
        let messages = &ran.messages;
        let kind = if ran.exit == Exit::Done { "warning[" } else { "error[" };
        assert!(messages.contains(kind), "{file} cut at byte {end} says nothing:\n{messages}");
        assert!(messages.contains("api/captures/en/cut.txt:"), "{file} cut at byte {end}:\n{messages}");
        assert!(messages.contains("help: "), "{file} cut at byte {end} has no remedy:\n{messages}");
        // Between the rows of a response, and behind its example, only the missing footer tells.
        if end < responses || (example..body_end).contains(&end) {
            assert_eq!(ran.exit, Exit::BadInput, "{file} cut at byte {end}:\n{messages}");
        } else {
            let words = ["no-date", "no-footer", "truncated-page", "not-utf8"];
            assert!(
                words.iter().any(|word| messages.contains(word)),
                "{file} cut at byte {end}:\n{messages}"
            );
        }
        if ran.exit == Exit::BadInput {
            assert!(project.tree() == before, "{file} cut at byte {end} has written something");
        }
    }
    let project = Project::with(&[("en/whole.txt", bytes)]);
    let ran = project.regenerated();
    for code in ["truncated-page", "no-date", "no-footer"] {
        assert!(!ran.messages.contains(code), "{file} is whole:\n{}", ran.messages);
    }
}

#[test]
fn each_real_page_may_be_cut_anywhere() {
    let captures = repository::files(&repository::root().join("specs/pandapon/captures"));
    assert_eq!(captures.len(), 4);
    for (file, bytes) in captures {
        cut(&file, &bytes);
    }
}

#[test]
fn lines_may_be_lost_or_swapped_without_a_panic() {
    let root = repository::root().join("specs/pandapon/captures");
    let text =
        fs::read_to_string(root.join("v2-en/reverse-order-modification.txt")).expect("a capture reads");
    let lines: Vec<_> = text.lines().collect();
    for lost in (115..lines.len()).step_by(3) {
        for other in [None, Some("string"), Some("{"), Some("示例"), Some("必需")] {
            let kept = lines
                .iter()
                .enumerate()
                .filter_map(|(at, line)| if at == lost { other } else { Some(*line) });
            let page = kept.collect::<Vec<_>>().join("\n");
            let project = Project::with(&[("en/page.txt", page.as_bytes())]);
            let ran = catch_unwind(AssertUnwindSafe(|| project.regen(&["--check"])));
            let ran = ran.unwrap_or_else(|_| panic!("line {} replaced by {other:?} panics", lost + 1));
            assert!([Exit::BadInput, Exit::Stale].contains(&ran.exit), "line {}: {}", lost + 1, ran.messages);
        }
    }
}
