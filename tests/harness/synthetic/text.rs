//! The indented text of a page, as one copies it from the browser, under English labels.

use std::fmt::Write as _;

use super::{Member, Page, Value, example, words};

/// The page as text.
pub(super) fn render(page: &Page) -> String {
    let Page { title, verb, path, folder, .. } = page;
    let mut text = format!(
        "Acme\nAPI Reference\nEnglish\n  • 中文\nBack to Acme\n  1. {folder}\n  • {folder}\n    • {title}\n      {verb}\n  1. {folder}\n\n{title}\n\n{verb}\n{path}\n"
    );
    if let Some(line) = &page.description {
        writeln!(text, "{line}").expect("a string takes text");
    }
    text.push_str("\nRequest\n\n");
    for (heading, members) in [
        ("Path Params", &page.path_parameters),
        ("Query Params", &page.query),
        ("Header Params", &page.headers),
    ] {
        if !members.is_empty() {
            writeln!(text, "{heading}").expect("a string takes text");
            rows(members, &mut text);
        }
    }
    if let Some(body) = &page.body {
        text.push_str("Body Params application/json\n");
        table(body, &mut text);
    }
    text.push_str("\nResponses\n\n");
    for (status, label, value) in &page.answers {
        let lamp = if *status < 300 { '🟢' } else { '🟠' };
        writeln!(text, "{lamp}{status}{label}\napplication/json\nBody").expect("a string takes text");
        table(value, &mut text);
    }
    write!(text, "Modified at {}\nPrevious\nAbout\nNext\nTerms\nBuilt with\n", page.modified)
        .expect("a string takes text");
    text
}

/// The rows of a body, and its example.
fn table(value: &Value, text: &mut String) {
    match value {
        Value::Object { members, .. } => rows(members, text),
        other => writeln!(text, "{}", words(other)).expect("a string takes text"),
    }
    writeln!(text, "Example\n{}", example::json(value)).expect("a string takes text");
}

fn rows(members: &[Member], text: &mut String) {
    for member in members {
        let null = if member.nullable { " | null" } else { "" };
        writeln!(text, "{}\n{}\u{a0}{null}", member.name, words(&member.value)).expect("a string takes text");
        if let Some(line) = &member.title {
            writeln!(text, "{line}").expect("a string takes text");
        }
        text.push_str(if member.required { "required\n" } else { "optional\n" });
        if let Some(line) = &member.description {
            writeln!(text, "{line}").expect("a string takes text");
        }
        if let Value::Listed(values) = member.value.innermost() {
            writeln!(text, "Allowed values:\n{}", values.join("\n")).expect("a string takes text");
        }
        rows_below(&member.value, text);
    }
}

fn rows_below(value: &Value, text: &mut String) {
    if let Value::Object { members, .. } = value.innermost() {
        rows(members, text);
    }
}
