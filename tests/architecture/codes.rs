//! Codes of diagnostics: each is explained, each is raised, and no explanation is left over.

use generator::diagnostic::Code;

use crate::repository;

const HEADINGS: [&str; 3] = ["## What it means", "## Why it matters", "## What to do"];

#[test]
fn every_explanation_has_three_headings_and_says_something_below_each() {
    for code in Code::ALL {
        let text = code.explanation();
        let headings: Vec<_> = text.lines().filter(|line| line.starts_with('#')).collect();
        // A line of YAML in an example may be a comment, but none starts with one.
        assert_eq!(headings, HEADINGS, "{code}");
        assert!(text.starts_with(HEADINGS[0]) && text.ends_with('\n'), "{code}");
        for heading in HEADINGS {
            let body = text.split_once(heading).expect("the heading is there").1;
            let body = body.split("\n## ").next().unwrap_or_default().trim();
            assert!(body.len() > 40, "{code}: nothing stands below {heading:?}");
        }
        for line in text.lines() {
            assert!(line.chars().count() <= 115, "{code}: {line}");
        }
    }
}

#[test]
fn every_explanation_belongs_to_a_code() {
    let files = repository::files(&repository::root().join("generator/src/explanations"));
    let mut expected: Vec<_> = Code::ALL.iter().map(|code| format!("{code}.md")).collect();
    expected.sort();
    assert_eq!(files.into_keys().collect::<Vec<_>>(), expected);
    for code in Code::ALL {
        assert_eq!(Code::from_word(code.word()), Some(*code));
    }
}

#[test]
fn every_code_is_raised() {
    let mut sources = String::new();
    for member in ["generator/src", "xtask/src"] {
        for (path, text) in repository::texts(&repository::root().join(member)) {
            if repository::has_extension(&path, "rs")
                && path != "diagnostic.rs"
                && !path.ends_with("tests.rs")
            {
                // Below its tests a file raises nothing.
                sources += text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
            }
        }
    }
    let words: Vec<_> = sources.split(|letter: char| !letter.is_alphanumeric()).collect();
    for code in Code::ALL {
        let variant = format!("{code:?}");
        let is_raised = words.windows(3).any(|words| words == ["Code", "", variant.as_str()]);
        assert!(is_raised, "Code::{variant} is raised nowhere");
    }
}
