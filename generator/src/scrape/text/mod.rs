//! Text captures: the lines of a page as copied or extracted, indented or flattened.

mod authorization;
mod cells;
mod column;
mod curl;
pub(super) mod decode;
mod example;
mod footer;
mod glued_name;
mod head;
mod header;
pub(super) mod labels;
mod line;
mod navigation;
mod page;
mod place;
mod reader;
mod refusal;
mod response;
mod response_labels;
mod row;
mod unglue;

use std::sync::Arc;

pub(in crate::scrape) use self::footer::is_whole_date;
pub(in crate::scrape) use self::labels::{
    Attribute, Label, Pager, attribute, badge, is_language, is_media_type, is_status_badge as status_badge,
    pager, should_be_json, verb,
};
use self::reader::Reader;
use crate::diagnostic::Diagnostic;
use crate::scrape::facts::Curl;
use crate::scrape::{Capture, Reading};

/// Reads a text capture.
///
/// There is no page when the capture is no text, or shows no endpoint or two of them.
pub(super) fn read(capture: &Capture) -> Reading {
    let head = decode::decode(capture).map(|lines| unglue::unglue(&lines)).and_then(|lines| {
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

/// Reads a shell sample whose text starts on `first_line` of a capture.
pub(in crate::scrape) fn curl(file: &Arc<str>, text: &str, first_line: u32) -> (Curl, Vec<Diagnostic>) {
    let mut lines = line::split(text);
    for line in &mut lines {
        line.number = line.number.saturating_add(first_line.saturating_sub(1));
    }
    let mut reader = Reader::new(file, &lines, true);
    let curl = reader.curl();
    (curl, reader.into_diagnostics(&lines, &[]))
}
