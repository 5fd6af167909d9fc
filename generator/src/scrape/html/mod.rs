//! HTML captures: the model that a page embeds is one witness, the article that it shows another.

mod article;
mod example;
mod links;
mod payload;
mod source;

use std::sync::Arc;

use scraper::Html;

use self::article::Article;
use self::payload::Subject;
use self::source::Source;
use super::{Capture, Reading};
use crate::diagnostic::{Code, Diagnostic, Origin};

/// Browsers show nothing deeper than 512 elements. The parser looks at all that is open for every tag.
const DEEPEST: usize = 600;

/// The parser compares each attribute of an element with all others; pages have some dozens.
const MOST_ATTRIBUTES: usize = 500;

pub(super) use links::links;

/// Reads an HTML capture.
pub(super) fn read(capture: &Capture) -> Reading {
    let text = String::from_utf8_lossy(&capture.bytes);
    let mut source = Source::new(&text);
    if let Some(why) = refusal(&source) {
        return super::unsupported(capture, &why, "save what the browser shows as plain text");
    }
    let document = Html::parse_document(&text);
    let payload = payload::read(capture, &document, &source);
    let article = article::read(capture, &document, &mut source);
    let mut reading = Reading { pages: Vec::new(), site: payload.site, diagnostics: payload.diagnostics };
    reading.pages.extend(payload.page);
    let is_known = !reading.pages.is_empty() || payload.subject == Subject::Other;
    match article {
        // What a page of prose shows of calls documents none.
        Article::Endpoint(page, diagnostics) if payload.subject != Subject::Other => {
            reading.pages.push(*page);
            reading.site = None;
            reading.diagnostics.extend(diagnostics);
        }
        // What the page shows beside an endpoint, or of a site, the payload knows better.
        _ if is_known => {}
        Article::Headless(line) => reading.diagnostics.push(headless(capture, line)),
        _ if payload.subject == Subject::Endpoint => {
            if !reading.diagnostics.iter().any(Diagnostic::is_error) {
                reading.diagnostics.push(headless(capture, 1));
            }
        }
        Article::Prose(site) => {
            reading.site.get_or_insert(site);
        }
        _ if reading.site.is_some() => {}
        _ => reading.diagnostics.push(empty(capture)),
    }
    reading
}

/// Why a page is not given to the parser: it would cost too much.
fn refusal(source: &Source<'_>) -> Option<String> {
    if source.depth() > DEEPEST {
        return Some(format!("this page nests deeper than {DEEPEST} elements"));
    }
    (source.attributes() > MOST_ATTRIBUTES)
        .then(|| format!("an element of this page has more than {MOST_ATTRIBUTES} attributes"))
}

/// What to do about a page that is not whole.
const AGAIN: &str =
    "save the page when it is fully shown; delete captures of pages that document no endpoint";

/// The error of a page that looks like an endpoint's and names none.
fn headless(capture: &Capture, line: u32) -> Diagnostic {
    let origin = Origin::new(Arc::clone(&capture.file), line);
    let message = "this looks like the page of an endpoint, but no verb such as `POST` stands above a path";
    Diagnostic::new(Code::NoEndpoint, origin, message).hint(AGAIN)
}

/// The error of a page before its scripts have run.
fn empty(capture: &Capture) -> Diagnostic {
    let origin = Origin::new(Arc::clone(&capture.file), 1);
    Diagnostic::new(Code::NoEndpoint, origin, "nothing is shown in this page").hint(AGAIN)
}

#[cfg(test)]
mod tests;
