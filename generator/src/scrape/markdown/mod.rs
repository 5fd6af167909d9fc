//! Markdown captures: a page around the `OpenAPI` document of one operation, a page of prose, or a site's index.

mod fence;
pub(super) mod index;

use std::sync::Arc;

use self::fence::Block;
use super::facts::{PageKind, Site};
use super::openapi::{self, Around};
use super::text::decode;
use super::{Capture, Reading, prose};
use crate::diagnostic::{Code, Diagnostic, Origin, Stated};

/// Reads a Markdown capture. One without a document is prose: it tells nothing of an endpoint, and nothing is wrong
/// with that, since a site's pages are captured together.
pub(super) fn read(capture: &Capture) -> Reading {
    let text = match decode::text(capture) {
        Ok(text) => text.replace("\r\n", "\n").replace('\r', "\n"),
        Err(refusal) => return Reading { diagnostics: vec![refusal], ..Reading::default() },
    };
    let blocks = fence::blocks(&text);
    let mut documents = blocks.iter().filter(|block| block.is_document());
    let Some(document) = documents.next() else {
        let title = around(capture, &text, &blocks).title.map(|title| title.value);
        return Reading { site: Some(Site { title, ..Site::start(capture) }), ..Reading::default() };
    };
    let around = around(capture, &text, &blocks);
    let mut reading =
        openapi::read_block(capture, PageKind::Markdown, &document.text, document.first_line, &around);
    for other in documents {
        let origin = Origin::new(Arc::clone(&capture.file), other.first_line);
        let message = "a second OpenAPI document starts here, which is not read";
        reading.diagnostics.push(
            Diagnostic::new(Code::DoubtfulDocument, origin, message)
                .hint("save each page as a capture of its own"),
        );
    }
    if !document.is_closed {
        let origin = Origin::new(Arc::clone(&capture.file), document.first_line);
        let message = "the page ends inside its OpenAPI document, which starts here";
        let cut = Diagnostic::new(Code::TruncatedPage, origin, message).hint("capture the whole page");
        reading = Reading { diagnostics: vec![cut], ..Reading::default() };
    }
    reading
}

/// Whether a fenced block of a text holds an `OpenAPI` document.
pub(super) fn holds_document(text: &str) -> bool {
    fence::blocks(text).iter().any(Block::is_document)
}

/// The heading of a page and its words outside all blocks.
fn around(capture: &Capture, text: &str, blocks: &[Block]) -> Around {
    let mut around = Around::default();
    for (line, words) in (1..).zip(text.lines()) {
        let origin = Origin::new(Arc::clone(&capture.file), line);
        let is_in_block = blocks.iter().any(|block| block.lines.contains(&line));
        if is_in_block {
            continue;
        }
        match heading(words) {
            Some((1, title)) if around.title.is_none() && !title.is_empty() => {
                around.title = Some(Stated::new(title.to_owned(), origin));
            }
            // The tool's own heading above the document.
            Some((_, "OpenAPI Specification" | "OpenAPI")) => {}
            _ => around.prose.push(Stated::new(words.trim_end().to_owned(), origin)),
        }
    }
    let words: Vec<_> = around.prose.iter().map(|line| line.value.as_str()).collect();
    let plain = prose::plain(&words.join("\n"));
    if plain.split('\n').count() == around.prose.len() {
        for (line, words) in around.prose.iter_mut().zip(plain.split('\n')) {
            words.clone_into(&mut line.value);
        }
    } else {
        // Where components stood, lines are gone and their numbers with them: all words are where the first one is.
        let first =
            around.prose.iter().find(|line| !line.value.trim().is_empty()).map(|line| line.origin.clone());
        around.prose = first.map_or_else(Vec::new, |origin| {
            plain.trim().lines().map(|line| Stated::new(line.to_owned(), origin.clone())).collect()
        });
    }
    trim(&mut around.prose);
    around
}

/// `# Title`, with its level.
fn heading(line: &str) -> Option<(usize, &str)> {
    let level = line.len() - line.trim_start_matches('#').len();
    let rest = line.get(level..)?;
    ((1..=6).contains(&level) && rest.starts_with([' ', '\t']))
        .then(|| (level, rest.trim().trim_end_matches('#').trim()))
}

/// Takes the blank lines from both ends.
fn trim(lines: &mut Vec<Stated<String>>) {
    let is_blank = |line: &Stated<String>| line.value.trim().is_empty();
    while lines.last().is_some_and(is_blank) {
        lines.pop();
    }
    let start = lines.iter().take_while(|line| is_blank(line)).count();
    lines.drain(..start);
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
