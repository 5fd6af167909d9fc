//! What on a page tells that it documents an endpoint, wherever its verb and its path are.

use super::outline::{Block, Line};
use crate::scrape::text::{self, Label};

/// What the blocks of a page show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Rows of a table of members, or headings of an endpoint: on which line the first stands.
    Endpoint(u32),
    /// Words, but none of those.
    Words,
    /// Nothing at all, as before the scripts of a page have run.
    Nothing,
}

/// Tells what the blocks show. A page of prose may have one of the headings, such as `Request`; what has a verb on a line
/// of its own, too, does not explain how to call, but documents a call.
pub(super) fn of(blocks: &[Block]) -> Sign {
    let row = blocks.iter().find_map(|block| match block {
        Block::Row(row) => row.parts.first().map(|part| part.number),
        _ => None,
    });
    if let Some(line) = row {
        return Sign::Endpoint(line);
    }
    let lines: Vec<&Line> = blocks.iter().filter_map(line).collect();
    let verb = lines.iter().find(|line| line.leaves.iter().any(|leaf| text::verb(leaf).is_some()));
    let is_heading = |line: &&Line| Label::of(&line.text).is_some_and(|label| label.is_of_endpoint());
    let has_heading = lines.iter().any(is_heading);
    match verb {
        Some(verb) if has_heading => Sign::Endpoint(verb.number),
        _ if blocks.iter().any(|block| line(block).is_some() || matches!(block, Block::Code(_))) => {
            Sign::Words
        }
        _ => Sign::Nothing,
    }
}

fn line(block: &Block) -> Option<&Line> {
    match block {
        Block::Line(line) => Some(line),
        _ => None,
    }
}
