//! The article that an HTML capture shows: what a reader of the page sees.

mod class;
mod finish;
mod head;
mod kind;
mod outline;
mod response;
mod row;
mod sections;
mod shape;
mod sign;
mod table;
mod walk;

use scraper::Html;

use self::outline::Outline;
use self::sign::Sign;
use super::source::Source;
use crate::diagnostic::Diagnostic;
use crate::scrape::Capture;
use crate::scrape::facts::{Page, Site};

/// What the article of a capture gives.
pub(super) enum Article {
    /// The endpoint that it documents, and what is wrong with it.
    Endpoint(Box<Page>, Vec<Diagnostic>),
    /// No endpoint, although it looks like one on this line: no verb stands above a path.
    Headless(u32),
    /// Words, or the navigation beside them.
    Prose(Site),
    /// Nothing that a reader sees.
    Empty,
}

/// Reads the article. A verb above a path does not make an endpoint: guides mention calls, too.
pub(super) fn read(capture: &Capture, document: &Html, source: &mut Source<'_>) -> Article {
    let outline = walk::outline(document, source);
    match (sign::of(&outline.blocks), head::find(&outline.blocks)) {
        (Sign::Endpoint(_), Some(head)) => {
            let (page, diagnostics) = sections::read(capture, &outline, &head);
            Article::Endpoint(Box::new(page), diagnostics)
        }
        (Sign::Endpoint(line), None) => Article::Headless(line),
        (Sign::Nothing, _) if outline.navigation.is_empty() => Article::Empty,
        (Sign::Words | Sign::Nothing, _) => Article::Prose(prose(capture, outline)),
    }
}

fn prose(capture: &Capture, outline: Outline) -> Site {
    let title = head::heading(&outline.blocks).map(|line| line.text.clone());
    Site { title, navigation: outline.navigation, ..Site::start(capture) }
}

#[cfg(test)]
mod layout_tests;
#[cfg(test)]
mod tests;
