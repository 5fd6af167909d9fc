//! HTML captures: the model that a page embeds is one witness, the article that it shows another.

mod example;
mod payload;
mod source;

use scraper::Html;

use self::source::Source;
use super::{Capture, Reading};
use crate::diagnostic::{Code, Diagnostic, Origin};

/// Reads an HTML capture.
pub(super) fn read(capture: &Capture) -> Reading {
    let text = String::from_utf8_lossy(&capture.bytes);
    let source = Source::new(&text);
    let document = Html::parse_document(&text);
    let payload = payload::read(capture, &document, &source);
    let mut reading = Reading { pages: Vec::new(), site: payload.site, diagnostics: payload.diagnostics };
    reading.pages.extend(payload.page);
    let has_error = reading.diagnostics.iter().any(Diagnostic::is_error);
    if reading.pages.is_empty() && reading.site.is_none() && !has_error {
        let origin = Origin::new(capture.file.clone(), 1);
        let message = "neither an endpoint nor a navigation stands in this page";
        reading.diagnostics.push(Diagnostic::new(Code::NoEndpoint, origin, message).hint(
            "save the page when it is fully shown; delete captures of pages that document no endpoint",
        ));
    }
    reading
}

#[cfg(test)]
mod tests;
