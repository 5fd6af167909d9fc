//! One document being read: references within it, and what is told about it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::components::Components;
use crate::diagnostic::{Code, Diagnostic, Origin, Stated, quote};
use crate::scrape::Capture;
use crate::scrape::facts::SchemaFacts;
use crate::scrape::json::{Json, JsonValue, Problem};
use crate::scrape::{json_schema, prose};

/// A chain of references that is longer goes in circles.
const LONGEST_CHAIN: usize = 16;

/// The text of a document, and the line of the capture it starts on.
pub(super) struct Source<'a> {
    lines: Vec<&'a str>,
    first_line: u32,
}

impl<'a> Source<'a> {
    pub(super) fn of(text: &'a str, first_line: u32) -> Self {
        Self { lines: text.lines().collect(), first_line }
    }

    /// Whether the lines of a text that starts on line `first` are lines of the document, as those of a block are. In
    /// quotes they are written with escapes, on one line.
    pub(super) fn holds_lines(&self, text: &str, first: u32) -> bool {
        let at = first.checked_sub(self.first_line).and_then(|at| usize::try_from(at).ok());
        let following = at.and_then(|at| self.lines.get(at + 1..)).unwrap_or_default();
        let mut pairs = text.trim_end().lines().skip(1).zip(following);
        let count = text.trim_end().lines().count().saturating_sub(1);
        following.len() >= count && pairs.all(|(line, stated)| line.trim() == stated.trim())
    }
}

pub(super) struct Reader<'a> {
    pub(super) file: Arc<str>,
    pub(super) edition: &'a str,
    pub(super) document: &'a Json,
    pub(super) source: Source<'a>,
    pub(super) components: Components<'a>,
    /// The definitions that were read, each with the names it refers to itself.
    pub(super) definitions: BTreeMap<&'a str, (Arc<SchemaFacts>, Vec<String>)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(capture: &'a Capture, document: &'a Json, source: Source<'a>) -> Self {
        Self {
            source,
            file: Arc::clone(&capture.file),
            edition: capture.edition(),
            document,
            components: Components::of(document),
            definitions: BTreeMap::new(),
            diagnostics: Vec::new(),
        }
    }

    pub(super) fn at(&self, line: u32) -> Origin {
        Origin::new(Arc::clone(&self.file), line)
    }

    /// The text of a member called `name`, where it says something.
    pub(super) fn stated(&self, json: &Json, name: &str) -> Option<Stated<String>> {
        let text = json.words(name)?;
        Some(Stated::new(text.to_owned(), self.at(json.member(name)?.line)))
    }

    /// The description, one entry for each line.
    pub(super) fn description(&self, json: &Json) -> Vec<Stated<String>> {
        let Some(text) = json.words("description") else { return Vec::new() };
        let first = json.member("description").map_or(json.line, |stated| stated.line);
        let last = json.last_line().max(first);
        let text = prose::plain(text);
        // Folded lines are fewer than those of the capture, so the count may fall short, but never goes beyond.
        let lines = (first..).zip(text.lines());
        lines.map(|(line, text)| Stated::new(text.trim_end().to_owned(), self.at(line.min(last)))).collect()
    }

    /// Where more is written about it.
    pub(super) fn more_about(&self, json: &Json) -> Option<Stated<String>> {
        let line = json.member("externalDocs")?.line;
        Some(Stated::new(json.external_docs()?, self.at(line)))
    }

    pub(super) fn schema(&mut self, json: &'a Json) -> SchemaFacts {
        json_schema::read(json, &self.file, &self.components, &mut self.diagnostics)
    }

    /// What `json` is, or what its `$ref` refers to; nothing where that is nowhere.
    pub(super) fn resolved(&mut self, json: &'a Json) -> Option<&'a Json> {
        let mut target = json;
        for _ in 0..LONGEST_CHAIN {
            let Some(reference) = target.member("$ref").and_then(Json::text) else { return Some(target) };
            let Some(found) = self.components.pointed(reference) else {
                let target =
                    if reference.starts_with('#') { "nothing in this document" } else { "another file" };
                let message = format!("{} refers to {target}; it is left out", quote(reference));
                self.report(Code::BrokenReference, json.line, message, "capture the page again");
                return None;
            };
            target = found;
        }
        let message = "these references go in circles; what they stand for is left out".to_owned();
        self.report(Code::BrokenReference, json.line, message, "capture the page again");
        None
    }

    /// Tells once for each place.
    pub(super) fn report(&mut self, code: Code, line: u32, message: String, hint: &str) {
        let diagnostic = Diagnostic::new(code, self.at(line), message).hint(hint);
        if !self.diagnostics.contains(&diagnostic) {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Tells what the document says that facts have no place for.
    pub(super) fn unread(&mut self, json: &Json, what: &str) {
        let message = format!("{what} are not read");
        self.report(Code::UnreadKeyword, json.line, message, "describe what matters of it in overrides.yaml");
    }

    pub(super) fn doubt(&mut self, problems: Vec<Problem>) {
        for problem in problems {
            let message = format!("this document is doubtful: {}", problem.message);
            let diagnostic = Diagnostic::new(Code::DoubtfulDocument, self.at(problem.line), message)
                .hint("correct the capture where the other one is meant");
            self.diagnostics.push(diagnostic);
        }
    }

    /// Tells what is wrong with a document on the whole, and which of its parts are not read.
    pub(super) fn tell_what_is_left_out(&mut self) {
        let document = self.document;
        let version = document.member("openapi");
        let is_known = version.map(Json::as_words).is_some_and(|version| version.starts_with("3."));
        if !is_known {
            let line = version.map_or(document.line, |version| version.line);
            let message = match version {
                Some(version) => {
                    format!("{} is no version of OpenAPI that is known", quote(&version.as_words()))
                }
                None => "this document does not say which version of OpenAPI it is of".to_owned(),
            };
            self.report(
                Code::DoubtfulDocument,
                line,
                message + "; it is read as 3.1",
                "correct `openapi:` in the capture",
            );
        }
        if let Some(webhooks) = document.member("webhooks").filter(|webhooks| !webhooks.members().is_empty())
        {
            self.unread(webhooks, "webhooks: calls that the API makes itself");
        }
    }

    /// Whether `json` is an object; told where it is not.
    pub(super) fn is_object(&mut self, json: &Json, what: &str) -> bool {
        let is_object = matches!(json.value, JsonValue::Object(_));
        if !is_object {
            let message = format!("{what} is no object; it is left out");
            self.report(Code::DoubtfulDocument, json.line, message, "capture the page again");
        }
        is_object
    }
}
