//! Examples of an HTML capture: their text and, where it should be JSON, what it is as JSON.

use crate::diagnostic::{Code, Diagnostic, Origin};
use crate::scrape::facts::ExampleFacts;
use crate::scrape::json::{self, COMMENTED, Json, JsonValue};
use crate::scrape::text::should_be_json;

/// On which lines of the capture the lines of an example stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scrape) enum Lines {
    /// All on one, since it is part of a script.
    One,
    /// Each on its own.
    Each,
}

/// Reads an example whose first line stands at `origin`.
pub(in crate::scrape) fn read(
    text: String,
    name: Option<String>,
    media_type: &str,
    origin: &Origin,
    lines: Lines,
) -> (ExampleFacts, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let at = |line| Origin { line: if lines == Lines::One { origin.line } else { line }, ..origin.clone() };
    let mut told = |line, message: String| {
        let hint = "capture the page again; if the page itself is wrong, ignore this";
        diagnostics.push(Diagnostic::new(Code::BrokenExample, at(line), message).hint(hint));
    };
    let mut json = None;
    if should_be_json(media_type, &text) {
        match json::read(&text, origin.line) {
            Ok((value, twice)) => {
                for problem in twice {
                    told(problem.line, format!("this example is doubtful: {}", problem.message));
                }
                json = Some(value);
            }
            Err(problem) => match json::read_commented(&text, origin.line) {
                Ok((value, _)) => {
                    told(problem.line, COMMENTED.to_owned());
                    json = Some(value);
                }
                Err(_) => told(problem.line, format!("this example is not valid JSON: {}", problem.message)),
            },
        }
    }
    if let (Lines::One, Some(json)) = (lines, &mut json) {
        put_on_line(json, origin.line);
    }
    let below = match lines {
        Lines::One => 0,
        Lines::Each => u32::try_from(text.matches('\n').count()).unwrap_or(u32::MAX),
    };
    let last_line = origin.line.saturating_add(below);
    (ExampleFacts { name, origin: origin.clone(), last_line, text, json }, diagnostics)
}

fn put_on_line(json: &mut Json, line: u32) {
    json.line = line;
    match &mut json.value {
        JsonValue::Array(items) => items.iter_mut().for_each(|item| put_on_line(item, line)),
        JsonValue::Object(members) => members.iter_mut().for_each(|(_, value)| put_on_line(value, line)),
        _ => {}
    }
}
