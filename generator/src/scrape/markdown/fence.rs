//! Fenced blocks of a Markdown page: any length of fence, backticks or tildes, indented or not.

use std::ops::RangeInclusive;

use crate::scrape::openapi::is_document;
use crate::scrape::prose::fence_of;

/// A fenced block.
pub(super) struct Block {
    /// Its lines in the capture, fences and all.
    pub(super) lines: RangeInclusive<u32>,
    /// The line of its first content.
    pub(super) first_line: u32,
    /// The content, without the fence's own indentation.
    pub(super) text: String,
    /// The word behind the fence, in lower case.
    language: String,
    /// Whether a fence ends it, not the page.
    pub(super) is_closed: bool,
}

impl Block {
    /// Whether it holds an `OpenAPI` document.
    pub(super) fn is_document(&self) -> bool {
        let is_language =
            matches!(self.language.as_str(), "" | "yaml" | "yml" | "json" | "json5" | "openapi");
        is_language && is_document(&self.text)
    }
}

/// The blocks of a page, in order. One that nothing closes goes to the end of the page.
pub(super) fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut lines = (1_u32..).zip(text.lines());
    while let Some((start, line)) = lines.next() {
        let Some(open) = fence_of(line) else { continue };
        let indent = line.len() - line.trim_start().len();
        let info = line.trim_start().get(open.len()..).unwrap_or_default();
        let language = info.split([' ', '\t', '{', ',']).find(|word| !word.is_empty()).unwrap_or_default();
        let mut block = Block {
            lines: start..=start,
            first_line: start + 1,
            text: String::new(),
            language: language.to_lowercase(),
            is_closed: false,
        };
        for (number, line) in lines.by_ref() {
            block.lines = start..=number;
            if closes(line, open, indent) {
                block.is_closed = true;
                break;
            }
            let blanks = line.len() - line.trim_start_matches(' ').len();
            block.text.push_str(line.get(blanks.min(indent)..).unwrap_or_default());
            block.text.push('\n');
        }
        blocks.push(block);
    }
    blocks
}

/// A fence of the same mark, as long or longer, with nothing behind it, ends a block. One that stands more than three
/// blanks further in belongs to the content, such as to a description.
fn closes(line: &str, open: &str, indent: usize) -> bool {
    let blanks = line.len() - line.trim_start().len();
    blanks <= indent + 3
        && fence_of(line).is_some_and(|marks| marks.starts_with(open) && line.trim() == marks)
}
