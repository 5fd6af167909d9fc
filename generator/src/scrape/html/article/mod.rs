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
mod table;
mod walk;

use scraper::Html;

use super::source::Source;
use crate::diagnostic::Diagnostic;
use crate::scrape::Capture;
use crate::scrape::facts::{NavigationItem, Page};

/// What the article of a capture gives.
pub(super) struct Article {
    /// The endpoint that it documents.
    pub(super) page: Option<Page>,
    /// The navigation beside it.
    pub(super) navigation: Vec<NavigationItem>,
    /// What is wrong with it.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads the article; there is no page in it where no verb stands above a path.
pub(super) fn read(capture: &Capture, document: &Html, source: &mut Source<'_>) -> Article {
    let outline = walk::outline(document, source);
    let Some(head) = head::find(&outline.blocks) else {
        return Article { page: None, navigation: outline.navigation, diagnostics: Vec::new() };
    };
    let navigation = outline.navigation.clone();
    let (page, diagnostics) = sections::read(capture, &outline, &head);
    Article { page: Some(page), navigation, diagnostics }
}

#[cfg(test)]
mod tests;
