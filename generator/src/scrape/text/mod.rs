//! Text captures: the lines of a page as copied or extracted, indented or flattened.

mod curl;
pub(super) mod decode;
mod example;
mod footer;
mod head;
pub(super) mod labels;
mod line;
mod navigation;
mod page;
mod place;
mod reader;
mod refusal;
mod row;

use crate::scrape::{Capture, Reading};

/// Reads a text capture.
///
/// There is no page when the capture is no text, or shows no endpoint or two of them.
pub(super) fn read(capture: &Capture) -> Reading {
    let head = decode::decode(capture).and_then(|lines| {
        let head = head::find(&capture.file, &lines)?;
        refusal::check(&capture.file, &lines, &head)?;
        Ok((lines, head))
    });
    match head {
        Ok((lines, head)) => {
            let (page, diagnostics) = page::read(capture, &lines, head);
            Reading { pages: vec![page], site: None, diagnostics }
        }
        Err(refusal) => Reading { diagnostics: vec![refusal], ..Reading::default() },
    }
}
