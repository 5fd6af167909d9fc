//! Words of a page → lines of a doc comment. They stay words: never markup, links, code or terminal commands.

use std::fmt::Write as _;

use super::readable::{item, readable};
use crate::diagnostic::is_unprintable;

/// The lines of a doc comment, ready to print.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Docs(Vec<String>);

impl Docs {
    /// No lines.
    #[must_use]
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// The lines.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        &self.0
    }

    /// Whether nothing is said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// These docs, or others if nothing is said.
    #[must_use]
    pub fn or(self, other: impl FnOnce() -> Self) -> Self {
        if self.is_empty() { other() } else { self }
    }

    /// Adds a paragraph of our own, in Markdown.
    #[must_use]
    pub fn say(mut self, markdown: impl AsRef<str>) -> Self {
        self.paragraph(markdown.as_ref().lines().map(str::to_owned).collect());
        self
    }

    /// Adds a list of our own, in Markdown.
    #[must_use]
    pub fn list(mut self, entries: impl IntoIterator<Item = String>) -> Self {
        self.paragraph(entries.into_iter().map(|entry| format!("- {entry}")).collect());
        self
    }

    /// Adds words of a page, unless they were said before.
    #[must_use]
    pub fn quote(mut self, words: Option<&str>) -> Self {
        for paragraph in paragraphs(words.unwrap_or_default()) {
            if !self.0.join("\n").contains(&paragraph.join("\n")) {
                self.paragraph(paragraph);
            }
        }
        self
    }

    /// The same on one line, for a place that has no more: each paragraph and each list as a sentence.
    pub(super) fn in_one_line(&self) -> String {
        let paragraphs = self.0.split(String::is_empty).map(|lines| {
            let (mut shown, mut separator) = (String::new(), "");
            for line in lines {
                let item = line.strip_prefix("- ");
                shown.push_str(if item.is_some() && !shown.is_empty() { "; " } else { separator });
                shown.push_str(item.unwrap_or(line.trim_start()));
                separator = " ";
            }
            shown
        });
        let (mut shown, mut separator) = (String::new(), "");
        for paragraph in paragraphs {
            shown.push_str(separator);
            shown.push_str(&paragraph);
            separator = if paragraph.ends_with(['.', '!', '?', '。', '！', '？', ':', '：']) {
                " "
            } else {
                ". "
            };
        }
        shown
    }

    fn paragraph(&mut self, lines: Vec<String>) {
        if !self.0.is_empty() && !lines.is_empty() {
            self.0.push(String::new());
        }
        self.0.extend(lines);
    }
}

/// Words of a page as one line of Markdown that shows just these words.
pub(super) fn line(words: &str) -> String {
    let lines: Vec<String> = paragraphs(words).into_iter().flatten().collect();
    let lines: Vec<&str> = lines.iter().map(|line| line.trim_start()).collect();
    let line = lines.join(" ");
    if line.starts_with("- ") { format!("\\{line}") } else { line }
}

/// Words of a page as inline code, cut where they are long.
pub(super) fn code(words: &str) -> String {
    const LONGEST: usize = 160;
    let mut shown = visible(&words.split_whitespace().collect::<Vec<_>>().join(" "));
    if shown.chars().count() > LONGEST {
        shown = shown.chars().take(LONGEST).chain(['…']).collect();
    }
    let fence = "`".repeat(longest_run(&shown, '`') + 1);
    let space = if shown.starts_with('`') || shown.ends_with('`') || shown.is_empty() { " " } else { "" };
    format!("{fence}{space}{shown}{space}{fence}")
}

fn longest_run(text: &str, character: char) -> usize {
    text.split(|other| other != character).map(str::len).max().unwrap_or(0)
}

/// The paragraphs of a page's words, line by line, escaped. A list is one; it is the only markup that stays.
fn paragraphs(words: &str) -> Vec<Vec<String>> {
    let mut paragraphs: Vec<Vec<String>> = vec![Vec::new()];
    for line in words.split(|character| {
        matches!(character, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
    }) {
        let item = item(line);
        let said = readable(item.unwrap_or(line));
        let tokens: Vec<&str> = said.split_whitespace().collect();
        let open = paragraphs.last_mut();
        let is_in_list =
            open.as_ref().is_some_and(|open| open.first().is_some_and(|line| line.starts_with("- ")));
        match open {
            _ if tokens.is_empty() => paragraphs.push(Vec::new()),
            Some(open) if item.is_some() && is_in_list => open.push(format!("- {}", escaped(&tokens))),
            _ if item.is_some() => paragraphs.push(vec![format!("- {}", escaped(&tokens))]),
            Some(open) if is_in_list => open.push(format!("  {}", escaped(&tokens))),
            Some(open) => open.push(escaped(&tokens)),
            None => paragraphs.push(vec![escaped(&tokens)]),
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

/// One line, with its words as they are or as inline code. What stands between single backticks is inline code.
fn escaped(words: &[&str]) -> String {
    let line = words.join(" ");
    let has_spans = !line.contains("``") && line.matches('`').count().is_multiple_of(2);
    if !has_spans {
        return without_block_start(prose(&line));
    }
    let spans = line.split('`').enumerate();
    let shown = spans.map(|(position, span)| if position % 2 == 1 { code(span) } else { prose(span) });
    without_block_start(shown.collect())
}

/// Words that are no inline code yet.
fn prose(words: &str) -> String {
    words.split(' ').map(word_of_line).collect::<Vec<_>>().join(" ")
}

/// A word without spaces: names that look like code and addresses as code, the rest escaped.
fn word_of_line(word: &str) -> String {
    if word.contains("://") {
        return address(word);
    }
    if word.contains("::") || word.contains("()") {
        return code(word);
    }
    let mixed = looks_like_type(word);
    let mut line = String::new();
    for run in runs(word) {
        if run.contains(is_unprintable) {
            line.push_str(&visible(run));
            continue;
        }
        let is_name = run.contains(|letter: char| letter.is_ascii_alphanumeric());
        let has_inner_capital =
            run.trim_start_matches('_').chars().skip(1).any(|letter| letter.is_ascii_uppercase())
                && run.contains(|letter: char| letter.is_ascii_lowercase());
        let in_mixed = mixed && run.contains(|letter: char| letter.is_ascii_uppercase());
        if is_name && (run.contains('_') || has_inner_capital || in_mixed) {
            line.push_str(&code(run));
        } else {
            line.extend(run.chars().flat_map(escape));
        }
    }
    line
}

/// An address as code, without the marks of the sentence around it.
fn address(word: &str) -> String {
    let start = word.len() - word.trim_start_matches(['(', '"', '\'']).len();
    let (before, word) = word.split_at(start);
    let marks: &[char] = if before.contains('(') || !word.contains('(') {
        &['.', ',', ';', ':', '!', '?', '"', '\'', ')']
    } else {
        &['.', ',', ';', ':', '!', '?', '"', '\'']
    };
    let (address, after) = word.split_at(word.trim_end_matches(marks).len());
    format!("{before}{}{after}", code(address))
}

/// Whether lints take the whole word for the name of a type: several capitals among letters and digits of any script.
fn looks_like_type(word: &str) -> bool {
    let word = word.trim_matches(|character: char| !character.is_alphanumeric());
    word.chars().all(char::is_alphanumeric)
        && word.chars().filter(|letter| letter.is_uppercase()).count() > 1
        && word.chars().any(char::is_lowercase)
}

/// Cuts a word into runs of ASCII name characters, of characters that cannot be seen, and of others.
fn runs(word: &str) -> Vec<&str> {
    let kind =
        |character: char| (character.is_ascii_alphanumeric() || character == '_', is_unprintable(character));
    let mut runs = Vec::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|character| kind(character) != kind(first)).unwrap_or(rest.len());
        let (run, after) = rest.split_at(end);
        runs.push(run);
        rest = after;
    }
    runs
}

fn escape(character: char) -> impl Iterator<Item = char> {
    let marks =
        matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '$');
    marks.then_some('\\').into_iter().chain([character])
}

/// Keeps a line from starting a list, a heading, a rule or a quotation.
fn without_block_start(line: String) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let marker = line.chars().nth(digits);
    let starts_list = digits > 0 && matches!(marker, Some('.' | ')'));
    let starts_block = matches!(line.chars().next(), Some('-' | '+' | '=' | '!' | '/' | ':'));
    if starts_list {
        let (number, rest) = line.split_at(digits);
        format!("{number}\\{rest}")
    } else if starts_block {
        format!("\\{line}")
    } else {
        line
    }
}

/// Characters that command a terminal, reorder a line or cannot be seen, as `U+202E`.
fn visible(text: &str) -> String {
    let mut shown = String::new();
    for character in text.chars() {
        if is_unprintable(character) {
            // Writing to a string cannot fail.
            let _ = write!(shown, "U+{:04X}", u32::from(character));
        } else {
            shown.push(character);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quoted(words: &str) -> String {
        Docs::new().quote(Some(words)).lines().join("\n")
    }

    #[test]
    fn plain_words_stay_as_they_are() {
        for words in [
            "退款金额",
            "Reverse order modification",
            "1【仅退款/Refunds only】2【退货退款】",
            "Seller's (or buyer's) word: yes.",
        ] {
            assert_eq!(quoted(words), words);
        }
    }

    #[test]
    fn names_become_code_also_between_chinese() {
        assert_eq!(quoted("退款类型(refundType)1"), "退款类型(`refundType`)1");
        assert_eq!(quoted("see user_id and OrderId"), "see `user_id` and `OrderId`");
        assert_eq!(quoted("返回API状态Code"), "返回`API`状态`Code`");
        assert_eq!(quoted("whether `refundId` is <it>"), "whether `refundId` is \\<it\\>");
        assert_eq!(quoted("https://a.example/x?y=<b>"), "`https://a.example/x?y=<b>`");
    }

    #[test]
    fn markup_is_shown_not_obeyed() {
        for (words, shown) in [
            ("```rust\npanic!()\n```", "\\`\\`\\`rust\n`panic!()`\n\\`\\`\\`"),
            ("    indented", "indented"),
            ("</script><b>", "\\</script\\>\\<b\\>"),
            ("[Vec](x)", "Vec (x)"),
            ("[Vec][x]", "\\[Vec\\]\\[x\\]"),
            ("[a](<b>)", "a (\\<b\\>)"),
            ("# head", "\\# head"),
            ("1. one", "1\\. one"),
            ("-a", "\\-a"),
            ("- - a\n- # b", "- \\- a\n- \\# b"),
            ("a\n===", "a\n\\==="),
            ("*/ \"# {} &amp;", "\\*/ \"\\# {} \\&amp;"),
            ("a\n\n\nb", "a\n\nb"),
            ("/ slash", "\\/ slash"),
        ] {
            assert_eq!(quoted(words), shown, "{words}");
        }
    }

    #[test]
    fn markdown_reads_as_words() {
        for (words, shown) in [
            (
                "Found [here](https://a.example/x_y).\n:::note\nTake **care**.\n:::\nEnd",
                "Found here (`https://a.example/x_y`).\nNote:\nTake care.\n\nEnd",
            ),
            ("One of:\n- a\n  more\n* b\n\nEnd", "One of:\n\n- a\n  more\n- b\n\nEnd"),
            (
                "See https://a.example/x, or (https://b.example).",
                "See `https://a.example/x`, or (`https://b.example`).",
            ),
        ] {
            assert_eq!(quoted(words), shown);
        }
    }

    #[test]
    fn what_cannot_be_seen_is_spelled_out() {
        assert_eq!(quoted("a\u{202e}b\u{1b}[31m\0xOrderId"), "aU+202EbU+001B\\[31mU+0000`xOrderId`");
        assert_eq!(code("a\u{202e}`b"), "``aU+202E`b``");
        assert_eq!(code("`"), "`` ` ``");
    }

    #[test]
    fn one_line_holds_paragraphs_and_lists() {
        let readings = ["string (`a.txt:1`)".to_owned(), "integer (`b.txt:2`)".to_owned()];
        let docs = Docs::new()
            .quote(Some("币种\nof the order"))
            .say("They disagree.")
            .list(readings)
            .say("Bounds: `1`.");
        let expected =
            "币种 of the order. They disagree. string (`a.txt:1`); integer (`b.txt:2`). Bounds: `1`.";
        assert_eq!(docs.in_one_line(), expected);
        assert_eq!(Docs::new().quote(Some("Of:\n- a\nb\n- c")).in_one_line(), "Of: a b; c");
        assert_eq!(line("- a\n- b"), "\\- a - b");
        assert_eq!(Docs::new().in_one_line(), "");
    }

    #[test]
    fn what_was_said_is_not_repeated() {
        let docs = Docs::new().quote(Some("币种")).quote(Some("币种")).quote(None).say("Ours.");
        assert_eq!(docs.lines(), ["币种", "", "Ours."]);
    }
}
