//! Capture → Facts: what each page says, in its own words.

pub mod facts;
pub mod json;
mod text;
pub mod type_expression;

use std::sync::Arc;

use self::facts::Page;
use crate::diagnostic::Diagnostic;

/// The bytes of one captured page.
#[derive(Clone, Debug)]
pub struct Capture {
    /// Path relative to the API directory, with `/` between parts: `captures/<edition>/<page>`.
    pub file: Arc<str>,
    /// What the file holds.
    pub bytes: Vec<u8>,
}

impl Capture {
    /// The first directory below `captures/`; empty when the capture lies directly in it.
    #[must_use]
    pub fn edition(&self) -> &str {
        let below = self.file.strip_prefix("captures/").unwrap_or(&self.file);
        below.split_once('/').map_or("", |(edition, _)| edition)
    }
}

/// Reads a page, and says what is wrong with it.
///
/// There is no page when the capture is of no known kind or shows no endpoint.
#[must_use]
pub fn read(capture: &Capture) -> (Option<Page>, Vec<Diagnostic>) {
    text::read(capture)
}
