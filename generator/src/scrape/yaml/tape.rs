//! A YAML text as a flat list of what its parser met, so that an anchor is a range of it and no copy.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::problem;
use super::scalar::Scalar;
use crate::diagnostic::escape;
use crate::scrape::json::{DEEPEST_DOCUMENT, MOST_VALUES, Problem, too_many};

/// What stands at one place of a document.
pub(super) enum Mark<'text> {
    /// Text, a number, a truth value or nothing.
    Scalar(Scalar<'text>),
    /// The value of an anchor again.
    Alias(usize),
    /// A list up to its end.
    Sequence,
    /// An object, names and values in turn, up to its end.
    Mapping,
    /// The end of a list or object.
    End,
}

/// A mark and the line it stands on.
pub(super) struct Entry<'text> {
    pub(super) mark: Mark<'text>,
    pub(super) line: u32,
}

/// The first document of a text.
pub(super) struct Tape<'text> {
    pub(super) first_line: u32,
    pub(super) entries: Vec<Entry<'text>>,
    /// Where the value of each anchor stands; the number is the parser's.
    pub(super) anchors: BTreeMap<usize, Range<usize>>,
    /// The line of a second document.
    second: Option<u32>,
}

impl Tape<'_> {
    /// What is wrong although the document can be read.
    pub(super) fn more(&self) -> Option<Problem> {
        let line = self.second?;
        Some(problem(line, "a second document starts here, which is not read".to_owned()))
    }
}

/// Reads the first document of `text`, without following aliases.
pub(super) fn read(text: &str, first_line: u32) -> Result<Tape<'_>, Problem> {
    let mut tape = Tape { first_line, entries: Vec::new(), anchors: BTreeMap::new(), second: None };
    let mut parser = Parser::new_from_str(text);
    // The collections that are open: where each starts, and its anchor.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut documents = 0;
    let line_of =
        |line: usize| first_line.saturating_add(u32::try_from(line.saturating_sub(1)).unwrap_or(u32::MAX));
    while let Some(next) = parser.next_event() {
        let (event, span) =
            next.map_err(|error| problem(line_of(error.marker().line()), escape(error.info())))?;
        let line = line_of(span.start.line());
        let at = tape.entries.len();
        // A value has a name or an end beside it.
        if at > 2 * MOST_VALUES {
            return Err(problem(line, too_many()));
        }
        let mark = match event {
            Event::DocumentStart(_) => {
                documents += 1;
                if documents > 1 {
                    tape.second = Some(line);
                    break;
                }
                continue;
            }
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => continue,
            Event::Alias(anchor) => Mark::Alias(anchor),
            Event::Scalar(text, style, anchor, tag) => {
                tape.anchors.insert(anchor, at..at + 1);
                let tag = tag.filter(|tag| tag.is_yaml_core_schema()).map(|tag| tag.suffix.clone());
                let is_plain = is_plain(style, tag.as_deref());
                tape.entries.push(Entry { mark: Mark::Scalar(Scalar { text, is_plain }), line });
                continue;
            }
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() >= DEEPEST_DOCUMENT => {
                return Err(problem(line, format!("it nests deeper than {DEEPEST_DOCUMENT} levels")));
            }
            Event::SequenceStart(anchor, _) => {
                open.push((at, anchor));
                Mark::Sequence
            }
            Event::MappingStart(anchor, _) => {
                open.push((at, anchor));
                Mark::Mapping
            }
            Event::SequenceEnd | Event::MappingEnd => {
                if let Some((start, anchor)) = open.pop() {
                    tape.anchors.insert(anchor, start..at + 1);
                }
                Mark::End
            }
        };
        tape.entries.push(Entry { mark, line });
    }
    // The parser numbers anchors from 1; 0 stands for none.
    tape.anchors.remove(&0);
    Ok(tape)
}

/// Whether nothing says that a scalar is text: neither quotes nor a tag.
fn is_plain(style: ScalarStyle, tag: Option<&str>) -> bool {
    match tag {
        // Nothing of these is a number, whatever it looks like.
        Some("str" | "binary" | "timestamp") => false,
        Some(_) => true,
        None => style == ScalarStyle::Plain,
    }
}
