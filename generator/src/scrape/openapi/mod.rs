//! `OpenAPI` documents, 3.0 and 3.1: a page for each operation. A Markdown page holds a document of one.

mod body;
mod components;
mod example;
mod operation;
mod parameter;
mod reader;
mod response;
mod security;
mod sign;

use std::sync::Arc;

use self::reader::{Reader, Source};
pub(in crate::scrape) use self::security::OWN_SERVERS;
pub(in crate::scrape) use self::sign::is_document;
use super::facts::{PageKind, Verb};
use super::json::{self, Json, JsonValue, Problem};
use super::text::decode;
use super::{Capture, Reading, yaml};
use crate::diagnostic::{Code, Diagnostic, Origin, Stated, quote};

/// Reads a document on its own.
pub(super) fn read(capture: &Capture) -> Reading {
    let text = match decode::text(capture) {
        Ok(text) => text.replace("\r\n", "\n").replace('\r', "\n"),
        Err(refusal) => return refused(refusal),
    };
    read_block(capture, PageKind::OpenApi, &text, 1, &Around::default())
}

/// What a page says around its document.
#[derive(Default)]
pub(super) struct Around {
    /// Its heading.
    pub(super) title: Option<Stated<String>>,
    /// Its words, one entry for each line.
    pub(super) prose: Vec<Stated<String>>,
}

/// Reads a document that starts on line `first_line` of a capture: one page for each operation.
pub(super) fn read_block(
    capture: &Capture,
    kind: PageKind,
    text: &str,
    first_line: u32,
    around: &Around,
) -> Reading {
    let is_json = text.trim_start().starts_with('{');
    let parsed = if is_json { json::read_document(text, first_line) } else { yaml::read(text, first_line) };
    let (document, problems) = match parsed {
        Ok(parsed) => parsed,
        Err(problem) => return refused(broken(capture, &problem, is_json)),
    };
    let mut reader = Reader::new(capture, &document, Source::of(text, first_line));
    reader.doubt(problems);
    match refusal(capture, &document, first_line) {
        Some(refusal) => reader.diagnostics.push(refusal),
        None => reader.tell_what_is_left_out(),
    }
    if reader.diagnostics.iter().any(Diagnostic::is_error) {
        return Reading { diagnostics: reader.diagnostics, ..Reading::default() };
    }
    let pages = reader.pages(kind, around);
    let mut diagnostics = reader.diagnostics;
    if pages.is_empty() {
        let origin = Origin::new(Arc::clone(&capture.file), document.line);
        let message = "this OpenAPI document has no operation under `paths`";
        diagnostics.push(
            Diagnostic::new(Code::NoEndpoint, origin, message)
                .hint("capture the page again where it shows an endpoint, or delete the capture"),
        );
    }
    diagnostics.sort_by(|one, other| one.origin.cmp(&other.origin));
    Reading { pages, site: None, diagnostics }
}

fn refused(refusal: Diagnostic) -> Reading {
    Reading { diagnostics: vec![refusal], ..Reading::default() }
}

/// Why a text is no document.
fn broken(capture: &Capture, problem: &Problem, is_json: bool) -> Diagnostic {
    let language = if is_json { "JSON" } else { "YAML" };
    let message = format!("the {language} of this OpenAPI document cannot be read: {}", problem.message);
    let origin = Origin::new(Arc::clone(&capture.file), problem.line);
    let refusal = Diagnostic::new(Code::InvalidDocument, origin, message)
        .hint("capture the page again; a page that was cut off breaks in its last lines");
    match &problem.focus {
        Some(words) => refusal.focus(words.as_str()),
        None => refusal,
    }
}

/// Why a tree is no document that can be read.
fn refusal(capture: &Capture, document: &Json, first_line: u32) -> Option<Diagnostic> {
    let refuse = |line, message: String, hint: &str| {
        let origin = Origin::new(Arc::clone(&capture.file), line);
        Some(Diagnostic::new(Code::InvalidDocument, origin, message).hint(hint))
    };
    if !matches!(document.value, JsonValue::Object(_)) {
        let message = "this is no OpenAPI document: no object stands at its top".to_owned();
        return refuse(first_line, message, "capture the page again");
    }
    if let Some(version) = document.member("swagger") {
        let message =
            format!("this document is of version {}, which is not read", quote(&version.as_words()));
        return refuse(version.line, message, "convert it to OpenAPI 3.0 or 3.1 and capture the result");
    }
    match document.member("paths") {
        Some(paths) if matches!(paths.value, JsonValue::Object(_)) => None,
        Some(paths) => refuse(paths.line, "`paths` is no object".to_owned(), "capture the page again"),
        None => {
            refuse(document.line, "this OpenAPI document has no `paths`".to_owned(), "capture the page again")
        }
    }
}

/// The verb that a member of a path is called after.
fn verb(name: &str) -> Option<Verb> {
    Verb::from_word(&name.to_ascii_uppercase())
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
