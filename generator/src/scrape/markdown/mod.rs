//! Markdown captures: a page around the `OpenAPI` document of one operation, a page of prose, or a site's index.

mod fence;
pub(super) mod index;

use std::sync::Arc;

use self::fence::Block;
use super::facts::{PageKind, Site};
use super::openapi::{self, Around};
use super::text::{self, Label, decode};
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
        if let Some(line) = call(&text, &blocks) {
            let origin = Origin::new(Arc::clone(&capture.file), line);
            let message =
                "a verb stands above a path here, but no OpenAPI document stands in this Markdown page";
            let refusal = Diagnostic::new(Code::NoEndpoint, origin, message)
                .hint("capture the Markdown that the site publishes; where this is text, take the `#` from its title");
            return Reading { diagnostics: vec![refusal], ..Reading::default() };
        }
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

/// Whether a page begins with a heading, perhaps below comments and what its site keeps about it between two `---`.
pub(super) fn starts_with_heading(text: &str) -> bool {
    let mut rest = text;
    let is_break = |notes: &&str| notes.starts_with(['\r', '\n']);
    loop {
        let behind_comment = rest.strip_prefix("<!--").and_then(|comment| comment.split_once("-->"));
        let notes = rest.strip_prefix("---").filter(is_break);
        let behind = behind_comment.or_else(|| notes.and_then(|notes| notes.split_once("\n---")));
        let Some((_, behind)) = behind else { break };
        rest = behind.trim_start();
    }
    rest.lines().next().is_some_and(|line| heading(line).is_some())
}

/// The line of a verb above a path, outside all blocks, on a page that has a heading of an endpoint.
fn call(text: &str, blocks: &[Block]) -> Option<u32> {
    let is_outside = |line: &(u32, &str)| !is_within(blocks, line.0);
    let lines: Vec<_> = (1..)
        .zip(text.lines().map(str::trim))
        .filter(|line| !line.1.is_empty() && is_outside(line))
        .collect();
    let is_call = |pair: &&[(u32, &str)]| matches!(pair, [verb, path] if text::verb(verb.1).is_some() && path.1.starts_with('/'));
    let found = lines.windows(2).find(is_call)?.first()?.0;
    let is_heading = |line: &(u32, &str)| {
        Label::of(line.1.trim_start_matches('#').trim_start()).is_some_and(|label| label.is_of_endpoint())
    };
    lines.iter().any(is_heading).then_some(found)
}

/// Whether a line stands in one of the blocks, which are in order.
fn is_within(blocks: &[Block], line: u32) -> bool {
    let at = blocks.partition_point(|block| *block.lines.end() < line);
    blocks.get(at).is_some_and(|block| block.lines.contains(&line))
}

/// The heading of a page and its words outside all blocks.
fn around(capture: &Capture, text: &str, blocks: &[Block]) -> Around {
    let mut around = Around::default();
    for (line, words) in (1..).zip(text.lines()) {
        let origin = Origin::new(Arc::clone(&capture.file), line);
        if is_within(blocks, line) {
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
