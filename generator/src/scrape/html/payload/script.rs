//! Scripts of a page → the text of the stream they feed to the browser.

use scraper::{Html, Selector};

use crate::scrape::html::source::Source;

/// What stands before each piece of the stream.
const CALL: &str = "streamController.enqueue(";

/// What a literal starts with.
const QUOTES: [char; 3] = ['"', '\'', '`'];

/// What the scripts of a page feed to its stream.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fed {
    pub(super) text: String,
    /// The line of the first call.
    pub(super) line: u32,
    /// Whether a piece breaks off in the middle.
    pub(super) is_cut: bool,
}

/// What the calls of all scripts feed to the stream; nothing where there is none.
pub(super) fn stream(document: &Html, source: &Source<'_>) -> Option<Fed> {
    let scripts = Selector::parse("script").ok()?;
    // A character may begin in one piece and end in the next.
    let mut units = Units::default();
    let mut line = None;
    let mut is_cut = false;
    for script in document.select(&scripts) {
        let text = as_written(script.text().collect());
        let mut rest = text.as_str();
        while let Some((_, argument)) = rest.split_once(CALL) {
            rest = argument;
            let argument = argument.trim_start();
            if argument.starts_with(QUOTES) {
                line = line.or_else(|| source.line_of(CALL));
                let behind = literal(argument, &mut units);
                is_cut |= behind.is_none();
                rest = behind.unwrap_or_default();
            }
        }
    }
    line.map(|line| Fed { text: units.finish(), line, is_cut })
}

/// A script whose quotes a program that saved the page wrote as entities.
fn as_written(script: String) -> String {
    if !script.contains(&format!("{CALL}&quot;")) {
        return script;
    }
    let decoded = Html::parse_fragment(&script.replace('<', "&lt;"));
    decoded.root_element().text().collect()
}

/// Adds the value of the JavaScript string literal that `text` starts with, and returns what stands behind it.
fn literal<'text>(text: &'text str, units: &mut Units) -> Option<&'text str> {
    let quote = text.chars().next().filter(|first| QUOTES.contains(first))?;
    let mut rest = text.get(1..)?;
    loop {
        let mut characters = rest.chars();
        match characters.next()? {
            '\\' => rest = escape(characters.as_str(), units)?,
            end if end == quote => return Some(characters.as_str()),
            character => {
                units.push(character);
                rest = characters.as_str();
            }
        }
    }
}

/// Takes what stands behind a backslash, and returns the rest.
fn escape<'text>(text: &'text str, units: &mut Units) -> Option<&'text str> {
    let mut characters = text.chars();
    let character = characters.next()?;
    let rest = characters.as_str();
    let (digits, rest) = match character {
        'x' => rest.split_at_checked(2)?,
        'u' => match rest.strip_prefix('{') {
            Some(braced) => braced.split_once('}')?,
            None => rest.split_at_checked(4)?,
        },
        _ => {
            match character {
                'n' => units.push('\n'),
                'r' => units.push('\r'),
                't' => units.push('\t'),
                'b' => units.push('\u{8}'),
                'f' => units.push('\u{c}'),
                'v' => units.push('\u{b}'),
                '0' => units.push('\0'),
                // A line that ends with a backslash goes on below.
                '\r' => return Some(rest.strip_prefix('\n').unwrap_or(rest)),
                '\n' | '\u{2028}' | '\u{2029}' => {}
                other => units.push(other),
            }
            return Some(rest);
        }
    };
    match u32::from_str_radix(digits, 16) {
        Ok(code) => units.push_code(code),
        Err(_) => units.push(char::REPLACEMENT_CHARACTER),
    }
    Some(rest)
}

/// Text whose characters beyond the first plane may come as two escapes.
#[derive(Default)]
struct Units {
    text: String,
    high: Option<u32>,
}

impl Units {
    fn push(&mut self, character: char) {
        self.flush();
        self.text.push(character);
    }

    /// A code unit of UTF-16, or a code point.
    fn push_code(&mut self, code: u32) {
        match (self.high.take(), code) {
            (Some(high), 0xdc00..=0xdfff) => {
                let point = 0x1_0000 + ((high - 0xd800) << 10) + (code - 0xdc00);
                self.text.push(char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            (high, 0xd800..=0xdbff) => {
                self.high = high;
                self.flush();
                self.high = Some(code);
            }
            (high, _) => {
                self.high = high;
                self.flush();
                self.text.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
        }
    }

    /// A first half without its second one is no character.
    fn flush(&mut self) {
        if self.high.take().is_some() {
            self.text.push(char::REPLACEMENT_CHARACTER);
        }
    }

    fn finish(mut self) -> String {
        self.flush();
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<String> {
        let mut units = Units::default();
        literal(text, &mut units).map(|_| units.finish())
    }

    #[test]
    fn every_escape_of_javascript_is_read() {
        assert_eq!(value(r#""a\"b\\n\n\t\/""#).as_deref(), Some("a\"b\\n\n\t/"));
        assert_eq!(value(r#""\x41\u9000\u{1F600}""#).as_deref(), Some("A退😀"));
        assert_eq!(value(r#""\ud83d\ude00|\ud83d|\ude00""#).as_deref(), Some("😀|\u{fffd}|\u{fffd}"));
        assert_eq!(value(r#""\ud83d\ud83d\ude00""#).as_deref(), Some("\u{fffd}😀"));
        assert_eq!(value("'it\\'s \"x\"'").as_deref(), Some("it's \"x\""));
        assert_eq!(value("\"a\\\nb\"").as_deref(), Some("ab"));
    }

    #[test]
    fn what_is_no_literal_is_nothing() {
        for text in ["", "\"", "\"open", "\"\\", "\"\\u12", "\"\\x", "value)", "\"\\u{12"] {
            assert_eq!(value(text), None, "{text}");
        }
    }

    #[test]
    fn the_calls_of_all_scripts_are_joined() {
        let text = "<p>x</p>\n<!-- <script>streamController.enqueue(\"no\")</script> -->\n<script>window.__remixContext.streamController.enqueue(\"[1,\");</script>\n<script>a.streamController.enqueue(\"2]\\n\");a.streamController.enqueue(\"P1:3\\n\")</script>";
        let source = Source::new(text);
        let found = stream(&Html::parse_document(text), &source);
        assert_eq!(found, Some(Fed { text: "[1,2]\nP1:3\n".to_owned(), line: 2, is_cut: false }));
        let text = "<script>let x = 1</script>";
        assert_eq!(stream(&Html::parse_document(text), &Source::new(text)), None);
    }

    fn fed(text: &str) -> Option<(String, bool)> {
        stream(&Html::parse_document(text), &Source::new(text)).map(|fed| (fed.text, fed.is_cut))
    }

    #[test]
    fn a_character_may_be_split_between_two_calls() {
        let text = r#"<script>x.streamController.enqueue("a\ud83d");x.streamController.enqueue("\ude00b");x.streamController.enqueue("\ud83d")</script>"#;
        assert_eq!(fed(text), Some(("a😀b\u{fffd}".to_owned(), false)));
        let text = r#"<script>x.streamController.enqueue("\ud83d")</script><script>x.streamController.enqueue("\ude00")</script>"#;
        assert_eq!(fed(text), Some(("😀".to_owned(), false)));
    }

    #[test]
    fn a_page_may_be_saved_with_entities() {
        let text = "<script>x.streamController.enqueue(&quot;[&lt;1&gt;, \\&quot;a &amp;amp; b&#39;\\&quot;]&quot;)</script>";
        assert_eq!(fed(text), Some(("[<1>, \"a &amp; b'\"]".to_owned(), false)));
    }

    #[test]
    fn what_breaks_off_is_told_and_what_is_no_literal_is_none() {
        let ended = "<script>x.streamController.enqueue(\"[1, \\\"a</script> b\\\"]\")</script>";
        assert_eq!(fed(ended), Some(("[1, \"a".to_owned(), true)));
        assert_eq!(fed("<script>x.streamController.enqueue(value)</script>"), None);
    }
}
