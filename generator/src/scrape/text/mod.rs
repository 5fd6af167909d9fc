//! Text captures: the lines of a page as copied or extracted, indented or flattened.

mod curl;
mod decode;
mod example;
mod footer;
mod head;
mod labels;
mod line;
mod navigation;
mod page;
mod place;
mod reader;
mod refusal;
mod row;

use crate::diagnostic::Diagnostic;
use crate::scrape::Capture;
use crate::scrape::facts::Page;

/// Reads a text capture.
///
/// There is no page when the capture is no text, or shows no endpoint or two of them.
pub(super) fn read(capture: &Capture) -> (Option<Page>, Vec<Diagnostic>) {
    let head = decode::decode(capture).and_then(|lines| {
        let head = head::find(&capture.file, &lines)?;
        refusal::check(&capture.file, &lines, &head)?;
        Ok((lines, head))
    });
    match head {
        Ok((lines, head)) => {
            let (page, diagnostics) = page::read(capture, &lines, head);
            (Some(page), diagnostics)
        }
        Err(refusal) => (None, vec![refusal]),
    }
}
