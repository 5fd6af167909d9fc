//! A line of a page, fit to be printed on a terminal.

use std::cell::OnceCell;
use std::ops::Range;

use generator::diagnostic::is_invisible;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::masking::masked;

/// Longer lines are cut, in columns of a terminal.
pub(crate) const LONGEST: usize = 160;

/// So much is left above the words a diagnostic is about, where a line must be cut there.
const CONTEXT: usize = 40;

/// A file that diagnostics point into. It is split into lines once, when the first one does.
#[derive(Debug)]
pub(crate) struct Text<'page> {
    bytes: &'page [u8],
    lines: OnceCell<Vec<String>>,
}

impl<'page> Text<'page> {
    pub(crate) const fn new(bytes: &'page [u8]) -> Self {
        Self { bytes, lines: OnceCell::new() }
    }

    fn lines(&self) -> &[String] {
        self.lines.get_or_init(|| {
            let text = String::from_utf8_lossy(self.bytes).replace("\r\n", "\n");
            text.split(['\n', '\r']).map(str::to_owned).collect()
        })
    }
}

/// A line, or a part of it, and the words in it that a diagnostic is about.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Excerpt {
    pub(crate) text: String,
    /// The bytes of `text` that hold the words.
    pub(crate) span: Range<usize>,
}

/// Where words stand on a line, in characters from 1; the end is the first one behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Columns {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// The line, counted from 1 as `scrape` counts, or nothing when the text has no such line or it is empty; cut to about
/// `longest` columns.
pub(crate) fn excerpt(text: &Text<'_>, line: usize, focus: Option<&str>, longest: usize) -> Option<Excerpt> {
    let index = line.checked_sub(1)?;
    let lines = text.lines();
    let words = lines.get(index)?.trim_end();
    if words.is_empty() {
        return None;
    }
    let Some(words) = masked(words, lines.iter().take(index).rev().map(String::as_str)) else {
        let text = "(a value that may be a credential is not shown)".to_owned();
        return Some(Excerpt { span: 0..text.len(), text });
    };
    let span = find(&words, focus);
    let part = |range: Range<usize>| visible(&words.get(range).unwrap_or_default().replace('\t', "    "));
    Some(cut(&part(0..span.start), &part(span.clone()), &part(span.end..words.len()), longest))
}

/// Where the words stand on the line as it is in the file.
pub(crate) fn columns(text: &Text<'_>, line: usize, focus: Option<&str>) -> Option<Columns> {
    let words = text.lines().get(line.checked_sub(1)?)?.trim_end();
    let span = find(words, focus);
    let column = |offset: usize| 1 + words.get(..offset).unwrap_or_default().chars().count();
    (!words.is_empty()).then(|| Columns { start: column(span.start), end: column(span.end) })
}

/// Where `focus` stands on the line: as words of their own, else anywhere, else the whole line.
fn find(line: &str, focus: Option<&str>) -> Range<usize> {
    let focus = focus.map(str::trim).unwrap_or_default();
    let is_apart = |start: usize| {
        let is_word = |character: char| character.is_alphanumeric() || character == '_';
        let before = line.get(..start).unwrap_or_default().chars().next_back();
        let behind = line.get(start + focus.len()..).unwrap_or_default().chars().next();
        !before.is_some_and(is_word) && !behind.is_some_and(is_word)
    };
    let mut starts = line.match_indices(focus).map(|(start, _)| start).filter(|_| !focus.is_empty());
    let start = starts.clone().find(|start| is_apart(*start)).or_else(|| starts.next());
    let whole = || line.len() - line.trim_start().len()..line.trim_end().len();
    start.map_or_else(whole, |start| start..start + focus.len())
}

/// The three parts of a line, as much of them as fits around the middle one.
fn cut(before: &str, words: &str, behind: &str, longest: usize) -> Excerpt {
    let mut text = String::new();
    if before.width() + words.width().min(longest) > longest && before.width() > CONTEXT {
        text.push('…');
        text.push_str(end(before, CONTEXT));
    } else {
        text.push_str(before);
    }
    let start = text.len();
    let shown = beginning(words, longest.saturating_sub(text.width()));
    text.push_str(shown);
    let end = text.len();
    let rest = beginning(behind, longest.saturating_sub(text.width()));
    text.push_str(rest);
    if shown.len() < words.len() || rest.len() < behind.len() {
        text.push('…');
    }
    Excerpt { text, span: start..end }
}

/// As much of the text's beginning as fits into so many columns.
fn beginning(text: &str, columns: usize) -> &str {
    let mut width = 0;
    let too_far = |(_, character): &(usize, char)| {
        width += character.width().unwrap_or(0);
        width > columns
    };
    text.char_indices().find(too_far).map_or(text, |(at, _)| text.get(..at).unwrap_or(text))
}

/// As much of the text's end as fits into so many columns.
fn end(text: &str, columns: usize) -> &str {
    let mut width = 0;
    let too_far = |(_, character): &(usize, char)| {
        width += character.width().unwrap_or(0);
        width > columns
    };
    let cut = text.char_indices().rev().find(too_far);
    cut.map_or(text, |(at, character)| text.get(at + character.len_utf8()..).unwrap_or(text))
}

/// The text with everything escaped that commands a terminal or cannot be seen.
pub(crate) fn visible(text: &str) -> String {
    let escape = |character: char| match character {
        // Pages are full of these, and a terminal shows them as a space.
        '\u{a0}' => " ".to_owned(),
        character if is_invisible(character) => character.escape_unicode().to_string(),
        character => character.to_string(),
    };
    text.chars().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::{Columns, Text, columns, visible};

    fn excerpt(text: &[u8], line: usize) -> Option<String> {
        super::excerpt(&Text::new(text), line, None, super::LONGEST).map(|excerpt| excerpt.text)
    }

    /// The line as shown, and the words in it that are underlined.
    fn focused(line: &str, focus: &str) -> (String, String) {
        let excerpt = super::excerpt(&Text::new(line.as_bytes()), 1, Some(focus), super::LONGEST).unwrap();
        let words = excerpt.text[excerpt.span].to_owned();
        (excerpt.text, words)
    }

    #[test]
    fn a_line_is_found_and_cut() {
        assert_eq!(excerpt(b"a\nb\r\n\nd", 2).as_deref(), Some("b"));
        assert_eq!(excerpt(b"a\nb\n\nd", 3), None);
        assert_eq!(excerpt(b"a", 0), None);
        assert_eq!(excerpt(b"a", 9), None);
        assert_eq!(excerpt("é".repeat(500).as_bytes(), 1), Some(format!("{}…", "é".repeat(160))));
        assert_eq!(excerpt(b"\xff\xfe", 1).as_deref(), Some("\u{fffd}\u{fffd}"));
    }

    #[test]
    fn words_are_found_as_words_first() {
        let found = |line: &str, focus: &str| {
            let Columns { start, end } = columns(&Text::new(line.as_bytes()), 1, Some(focus)).unwrap();
            (start, end)
        };
        assert_eq!(found("strings: string", "string"), (10, 16));
        assert_eq!(found("strings", "string"), (1, 7));
        assert_eq!(found("退款 int", "int"), (4, 7));
        assert_eq!(found("\t退款\t", "款"), (3, 4));
        assert_eq!(found("  a b ", "elsewhere"), (3, 6));
        assert_eq!(found("  a b ", " "), (3, 6));
        assert_eq!(columns(&Text::new(b"a\n \n"), 2, None), None);
    }

    #[test]
    fn the_words_stay_in_sight_when_a_long_line_is_cut() {
        let (text, words) = focused(&format!("{} strng {}", "x".repeat(500), "y".repeat(500)), "strng");
        assert_eq!(text, format!("…{} strng {}…", "x".repeat(39), "y".repeat(160 - 41 - 5 - 1)));
        assert_eq!(words, "strng");
        let (text, words) = focused(&format!("a strng {}", "y".repeat(500)), "strng");
        assert_eq!((text.chars().count(), words.as_str()), (161, "strng"));
        let (text, words) = focused(&format!("{}{}", "x ".repeat(200), "z".repeat(500)), &"z".repeat(500));
        assert_eq!((text.chars().count(), words), (160 + 1, "z".repeat(160 - 1 - 40)));
    }

    #[test]
    fn a_line_is_cut_by_its_width() {
        let shown =
            |line: &str, longest| super::excerpt(&Text::new(line.as_bytes()), 1, None, longest).unwrap().text;
        assert_eq!(shown("退款退款退款", 7), "退款退…");
        assert_eq!(shown("退款退款", 8), "退款退款");
        let line = format!("{}strng{}", "退".repeat(100), "款".repeat(100));
        let excerpt = super::excerpt(&Text::new(line.as_bytes()), 1, Some("strng"), 60).unwrap();
        assert_eq!(excerpt.text, format!("…{}strng{}…", "退".repeat(20), "款".repeat(7)));
    }

    #[test]
    fn words_are_escaped_like_the_line_around_them() {
        let (text, words) = focused("\ta\u{202e}b \u{1b}[31mred end", "\u{1b}[31mred");
        assert_eq!(text, "    a\\u{202e}b \\u{1b}[31mred end");
        assert_eq!(words, "\\u{1b}[31mred");
        let (text, words) = focused("Default: SECRET", "SECRET");
        assert_eq!((text.as_str(), words.as_str()), ("Default: (not shown)", "Default: (not shown)"));
    }

    #[test]
    fn lines_are_counted_as_they_are_read() {
        assert_eq!(excerpt(b"a\rb\r\rd\r\ne", 4).as_deref(), Some("d"));
        assert_eq!(excerpt(b"a\rb\r\rd\r\ne", 5).as_deref(), Some("e"));
    }

    #[test]
    fn what_commands_a_terminal_is_escaped() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b\u{a0}c退"), "a\\u{1b}[31m\\u{202e}b c退");
    }
}
