//! The lines of a page: the nonblank ones, each with the number an editor shows.

/// A line that holds more than white space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// Counted from 1.
    pub(super) number: u32,
    /// As printed, without what nobody sees at its ends.
    pub(super) text: String,
    /// Without white space and what nobody sees at its ends, with single blanks (never U+00A0) inside.
    pub(super) words: String,
}

impl Line {
    pub(super) fn is_indented(&self) -> bool {
        self.text.starts_with(char::is_whitespace)
    }
}

/// Characters without width that pages and editors leave in what is copied: where words may break, marks of order and of
/// direction. Those that join characters into others are not among them.
const INVISIBLE: [char; 6] = ['\u{200b}', '\u{2060}', '\u{feff}', '\u{ad}', '\u{200e}', '\u{200f}'];

/// The nonblank lines of `text`; `\n`, `\r\n` and a lone `\r` each end a line.
pub(super) fn split(text: &str) -> Vec<Line> {
    let text = text.replace("\r\n", "\n");
    (1..).zip(text.split(['\n', '\r'])).filter_map(|(number, text)| line(number, text)).collect()
}

fn line(number: u32, text: &str) -> Option<Line> {
    let text = text.trim_matches(INVISIBLE);
    let is_unseen = |character: char| character.is_whitespace() || INVISIBLE.contains(&character);
    let mut words = text.trim_matches(is_unseen).split_whitespace().collect::<Vec<_>>().join(" ");
    // One word is a name, a path or a type; sentences keep what a message then shows.
    if !words.contains(' ') {
        words.retain(|character| !INVISIBLE.contains(&character));
    }
    (!words.is_empty()).then(|| Line { number, text: text.to_owned(), words })
}

/// The words of the line at `index`; nothing when there is no such line.
pub(super) fn words(lines: &[Line], index: usize) -> &str {
    lines.get(index).map_or("", |line| line.words.as_str())
}

/// The text of several lines with the blank lines between them, so that its line breaks count.
pub(super) fn join(lines: &[Line]) -> String {
    let mut text = String::new();
    let mut number = lines.first().map_or(0, |line| line.number);
    for line in lines {
        for _ in number..line.number {
            text.push('\n');
        }
        number = line.number;
        text.push_str(&line.text);
    }
    text
}

/// The text with blanks in place of U+00A0, as which editors in a page show every blank of code, and without what nobody
/// sees.
pub(super) fn with_plain_blanks(text: &str) -> String {
    text.replace(INVISIBLE, "").replace('\u{a0}', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers(text: &str) -> Vec<(u32, String)> {
        split(text).into_iter().map(|line| (line.number, line.words)).collect()
    }

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let expected = [(1, "a".to_owned()), (3, "b c".to_owned())];
        assert_eq!(numbers("a\n\nb c"), expected);
        assert_eq!(numbers("a\r\n\r\nb c\r\n"), expected);
        assert_eq!(numbers("a\r\rb c\r"), expected);
    }

    #[test]
    fn words_know_no_unusual_blanks() {
        assert_eq!(numbers("string\u{a0} | null\u{a0}"), [(1, "string | null".to_owned())]);
    }

    #[test]
    fn words_end_in_what_is_seen() {
        let text =
            "\u{feff}Body\u{200b} Params \u{200b} \n/orders/\u{200b}{id}\u{2060}\n\u{200b}\n👩\u{200d}💻";
        let expected = [(1, "Body\u{200b} Params"), (2, "/orders/{id}"), (4, "👩\u{200d}💻")];
        assert_eq!(numbers(text), expected.map(|(number, words)| (number, words.to_owned())));
    }

    #[test]
    fn joined_lines_keep_their_gaps() {
        assert_eq!(join(&split("\n{\n\n  1\n}")), "{\n\n  1\n}");
    }
}
