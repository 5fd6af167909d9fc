//! The text of an HTML capture, and on which of its lines something stands.
//!
//! The parser tells no positions. So the text between tags is listed once, in order and with its lines, and each text of
//! the document is looked for from where the one before it was found, a bounded way ahead.

/// How many texts ahead a text of the document is looked for.
const AHEAD: usize = 200;

/// An HTML text whose lines can be told.
pub(in crate::scrape) struct Source<'text> {
    text: &'text str,
    pieces: Vec<Piece<'text>>,
    next: usize,
}

/// Text between two tags.
struct Piece<'text> {
    text: &'text str,
    line: u32,
}

impl<'text> Source<'text> {
    /// Lists the texts between the tags.
    pub(in crate::scrape) fn new(text: &'text str) -> Self {
        Self { text, pieces: pieces(text), next: 0 }
    }

    /// The line on which `words` stand first.
    pub(in crate::scrape) fn line_of(&self, words: &str) -> Option<u32> {
        let above = self.text.get(..self.text.find(words)?)?;
        Some(1 + breaks(above))
    }

    /// The line of the next text of the document, which is asked for in the document's order. Where the text cannot be found,
    /// that of the text before it.
    pub(in crate::scrape) fn next_line(&mut self, text: &str) -> u32 {
        let wanted = start(text);
        let ahead = self.pieces.iter().enumerate().skip(self.next).take(AHEAD);
        let found = ahead.into_iter().find(|(_, piece)| is_start(piece.text, wanted));
        match found {
            Some((index, piece)) => {
                self.next = index + 1;
                piece.line.saturating_add(breaks(leading_space(piece.text)))
            }
            None => self
                .next
                .checked_sub(1)
                .and_then(|index| self.pieces.get(index))
                .map_or(1, |piece| piece.line),
        }
    }
}

/// The line breaks in a text; `\r\n` is one.
fn breaks(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let is_break = |(index, byte): (usize, &u8)| {
        *byte == b'\n' || (*byte == b'\r' && bytes.get(index + 1) != Some(&b'\n'))
    };
    u32::try_from(bytes.iter().enumerate().filter(|pair| is_break(*pair)).count()).unwrap_or(u32::MAX)
}

fn leading_space(text: &str) -> &str {
    let rest = text.trim_start();
    text.get(..text.len() - rest.len()).unwrap_or_default()
}

/// The first few characters of a text, up to what may be written as an entity.
fn start(text: &str) -> &str {
    const LONGEST: usize = 24;
    let text = text.trim_start();
    let is_plain =
        |character: char| !matches!(character, '&' | '<' | '>' | '"' | '\'' | '\u{a0}' | '\n' | '\r' | '\0');
    let end = text
        .char_indices()
        .take(LONGEST + 1)
        .enumerate()
        .find(|(count, (_, character))| *count == LONGEST || !is_plain(*character))
        .map_or(text.len(), |(_, (offset, _))| offset);
    text.get(..end).unwrap_or_default()
}

/// Whether a text of the source starts with these words; one that starts with an entity matches any that has none.
fn is_start(piece: &str, wanted: &str) -> bool {
    let piece = piece.trim_start();
    if wanted.is_empty() {
        piece.starts_with('&') || start(piece).is_empty()
    } else {
        piece.starts_with(wanted)
    }
}

/// The texts between tags that are more than white space; scripts and styles count as one text each.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut line = 1_u32;
    let mut rest = text;
    while !rest.is_empty() {
        let (piece, behind) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if !piece.trim().is_empty() {
            pieces.push(Piece { text: piece, line });
        }
        line = line.saturating_add(breaks(piece));
        let (tag, behind) = behind.split_at(markup(behind));
        line = line.saturating_add(breaks(tag));
        rest = behind;
    }
    pieces
}

/// How long the markup is that `text` starts with. A `<` that opens none is markup of its own.
fn markup(text: &str) -> usize {
    let to = |end: &str| text.find(end).map_or(text.len(), |offset| offset + end.len());
    if text.starts_with("<!--") {
        return to("-->");
    }
    let is_tag = text
        .as_bytes()
        .get(1)
        .is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'/' | b'!' | b'?'));
    if !is_tag {
        return text.len().min(1);
    }
    let mut quote = None;
    for (offset, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return offset + 1,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_found_in_order() {
        let text = "<p title=\"a > b\">one</p>\r\n<p>two</p>\n<!-- two\n -->\n<p>\n two</p>\n<b>&lt;3</b>";
        let mut source = Source::new(text);
        assert_eq!(source.next_line("one"), 1);
        assert_eq!(source.next_line("two"), 2);
        assert_eq!(source.next_line("two"), 6);
        assert_eq!(source.next_line("gone"), 5);
        assert_eq!(source.next_line("<3"), 7);
        assert_eq!(source.line_of("&lt;"), Some(7));
        assert_eq!(source.line_of("nothing"), None);
    }

    #[test]
    fn what_never_ends_ends_with_the_text() {
        for text in ["<", "a<", "<p", "<p \"", "<!--", "a < b"] {
            assert!(pieces(text).len() <= 2, "{text}");
        }
    }
}
