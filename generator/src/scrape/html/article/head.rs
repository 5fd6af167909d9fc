//! The head of an article: title, state, verb and path.

use super::outline::{Block, Line};
use crate::scrape::facts::Verb;
use crate::scrape::{stated_path, text};

/// The head, each part with its line.
pub(super) struct Head {
    pub(super) title: (String, u32),
    pub(super) badge: Option<(String, u32)>,
    pub(super) verb: (Verb, u32),
    pub(super) path: (String, u32),
    /// The address before the path, a text of its own or the start of the path's.
    pub(super) server: Option<String>,
    /// The first block below it.
    pub(super) below: usize,
}

/// How many texts may stand between verb and path: an address in front, a button's words.
const BETWEEN: usize = 2;

/// Finds the first verb that a path follows. The title is the heading above it, the state may stand on either side.
pub(super) fn find(blocks: &[Block]) -> Option<Head> {
    let leaves: Vec<(usize, &Line, &str)> = blocks
        .iter()
        .enumerate()
        .filter_map(|(index, block)| match block {
            Block::Line(line) => Some((index, line)),
            _ => None,
        })
        .flat_map(|(index, line)| line.leaves.iter().map(move |leaf| (index, line, leaf.as_str())))
        .collect();
    let (at, verb, path_at) = leaves.iter().enumerate().find_map(|(at, (_, _, leaf))| {
        let verb = text::verb(leaf)?;
        let next = leaves.iter().enumerate().skip(at + 1).take(BETWEEN + 1);
        let path = |is_path: fn(&str) -> bool| next.clone().find(|(_, (_, _, leaf))| is_path(leaf));
        let path = path(|leaf| leaf.starts_with('/')).or_else(|| path(is_address))?.0;
        Some((at, verb, path))
    })?;
    let (verb_index, verb_line, _) = leaves.get(at)?;
    let (path_index, path_line, path) = leaves.get(path_at)?;
    let path = stated_path::of(path);
    let between = leaves.get(at + 1..path_at).unwrap_or_default().iter();
    let before = between.map(|(_, _, leaf)| *leaf).find(|leaf| is_address(leaf));
    let is_badge = |leaf: &str| text::status_badge(leaf);
    let badge = leaves
        .iter()
        .skip(at.saturating_sub(BETWEEN))
        .take(2 * BETWEEN + 3)
        .find(|(_, line, leaf)| line.heading.is_none() && is_badge(leaf))
        .map(|(_, line, leaf)| ((*leaf).to_owned(), line.number));
    let above: Vec<&Line> = lines(blocks, 0..*verb_index);
    let below = || lines(blocks, path_index + 1..blocks.len());
    let title = above
        .iter()
        .rev()
        .find(|line| is_title(line))
        .or_else(|| above.iter().rev().find(|line| !is_badge(&line.text)))
        .map(|line| (line.text.clone(), line.number))
        .or_else(|| below().iter().find(|line| is_title(line)).map(|line| (line.text.clone(), line.number)));
    Some(Head {
        title: title.unwrap_or_else(|| (path.path.clone(), path_line.number)),
        badge,
        verb: (verb, verb_line.number),
        path: (path.path, path_line.number),
        server: path.server.or_else(|| before.map(str::to_owned)),
        below: path_index + 1,
    })
}

/// Whether a text is an address on the web, perhaps with a path behind it.
fn is_address(leaf: &str) -> bool {
    leaf.contains("://") && stated_path::of(leaf).server.is_some()
}

/// The first heading that can be the title of a page.
pub(super) fn heading(blocks: &[Block]) -> Option<&Line> {
    lines(blocks, 0..blocks.len()).into_iter().find(|line| is_title(line))
}

fn is_title(line: &Line) -> bool {
    line.heading.is_some_and(|level| level <= 2)
}

fn lines(blocks: &[Block], range: std::ops::Range<usize>) -> Vec<&Line> {
    let blocks = blocks.get(range).unwrap_or_default().iter();
    blocks.filter_map(|block| if let Block::Line(line) = block { Some(line) } else { None }).collect()
}
