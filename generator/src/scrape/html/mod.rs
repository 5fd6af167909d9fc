//! HTML captures: the model that a page embeds is one witness, the article that it shows another.

mod article;
mod example;
mod links;
mod payload;
mod source;

use std::sync::Arc;

use scraper::Html;

use self::source::Source;
use super::facts::{NavigationItem, SecurityFacts, Site};
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
    // Of a page without an endpoint nothing but the navigation counts, which the payload knows better.
    if let Some(page) = article.page {
        reading.pages.push(page);
        reading.site = None;
        reading.diagnostics.extend(article.diagnostics);
    } else if reading.pages.is_empty() && reading.site.is_none() && !article.navigation.is_empty() {
        reading.site = Some(site(capture, article.navigation));
    }
    let has_error = reading.diagnostics.iter().any(Diagnostic::is_error);
    if reading.pages.is_empty() && reading.site.is_none() && !has_error {
        reading.diagnostics.push(nothing(capture));
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

fn site(capture: &Capture, navigation: Vec<NavigationItem>) -> Site {
    Site {
        file: Arc::clone(&capture.file),
        edition: capture.edition().to_owned(),
        navigation,
        servers: Vec::new(),
        security: SecurityFacts::default(),
    }
}

fn nothing(capture: &Capture) -> Diagnostic {
    let origin = Origin::new(Arc::clone(&capture.file), 1);
    let message = "no endpoint and no navigation stands in this page";
    Diagnostic::new(Code::NoEndpoint, origin, message)
        .hint("save the page when it is fully shown; delete captures of pages that document no endpoint")
}

#[cfg(test)]
mod tests;
