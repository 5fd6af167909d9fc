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
    depth: usize,
    attributes: usize,
}

/// Text between two tags.
struct Piece<'text> {
    text: &'text str,
    line: u32,
}

impl<'text> Source<'text> {
    /// Lists the texts between the tags.
    pub(in crate::scrape) fn new(text: &'text str) -> Self {
        let (pieces, depth, attributes) = pieces(text);
        Self { text, pieces, next: 0, depth, attributes }
    }

    /// How deep its elements nest, those aside that close by themselves.
    pub(in crate::scrape) fn depth(&self) -> usize {
        self.depth
    }

    /// How many attributes the element has that has the most.
    pub(in crate::scrape) fn attributes(&self) -> usize {
        self.attributes
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

/// The texts between tags that are more than white space, how deep tags nest and how many attributes one has. Scripts and styles count as one text each.
fn pieces(text: &str) -> (Vec<Piece<'_>>, usize, usize) {
    let mut pieces = Vec::new();
    let (mut depth, mut deepest, mut most) = (0_usize, 0, 0);
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
        most = most.max(attributes(tag));
        match nesting(tag) {
            Nesting::Opens => depth += 1,
            Nesting::Closes => depth = depth.saturating_sub(1),
            Nesting::Stays => {}
        }
        deepest = deepest.max(depth);
        let (raw, behind) = behind.split_at(raw_text(tag, behind));
        if !raw.trim().is_empty() {
            pieces.push(Piece { text: raw, line });
        }
        line = line.saturating_add(breaks(raw));
        rest = behind;
    }
    (pieces, deepest, most)
}

/// How many attributes a tag has: words behind its name, those within quotes aside.
fn attributes(tag: &str) -> usize {
    let mut quote = None;
    let mut is_gap = false;
    let mut count = 0;
    for character in tag.chars() {
        match quote {
            Some(open) if open == character => quote = None,
            Some(_) => {}
            None if matches!(character, '"' | '\'') => quote = Some(character),
            None if character.is_whitespace() || character == '/' => is_gap = true,
            None => count += usize::from(std::mem::take(&mut is_gap)),
        }
    }
    count
}

/// What a tag does to the depth.
enum Nesting {
    Opens,
    Closes,
    Stays,
}

/// Elements without content, and those that end where the next of their kind starts, do not count.
fn nesting(tag: &str) -> Nesting {
    const LIGHT: [&str; 26] = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr", "p", "li", "dt", "dd", "option", "tr", "td", "th", "tbody", "thead", "tfoot", "path",
    ];
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let name = inner.trim_start_matches('/');
    let end = name.find(|character: char| !character.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default().to_ascii_lowercase();
    if name.is_empty() || LIGHT.contains(&name.as_str()) {
        Nesting::Stays
    } else if inner.starts_with('/') {
        Nesting::Closes
    } else if inner.ends_with('/') && !["div", "span"].contains(&name.as_str()) {
        Nesting::Stays
    } else {
        Nesting::Opens
    }
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

/// How much of the text behind a tag is its element's, with no tags inside.
fn raw_text(tag: &str, behind: &str) -> usize {
    const RAW: [&str; 4] = ["script", "style", "textarea", "title"];
    let is_named = |text: &str, name: &str| {
        let start = text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
        start
            && !text
                .get(name.len()..)
                .unwrap_or_default()
                .starts_with(|next: char| next.is_ascii_alphanumeric())
    };
    let opened = tag.strip_prefix('<').unwrap_or_default();
    let Some(name) = RAW.into_iter().find(|name| is_named(opened, name)) else { return 0 };
    let ends = |(offset, _): &(usize, &str)| is_named(behind.get(offset + 2..).unwrap_or_default(), name);
    behind.match_indices("</").find(ends).map_or(behind.len(), |(offset, _)| offset)
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
    fn a_script_is_one_text() {
        let text = "<script>if (a < b) {\n \"</b>\" }</SCRIPT>\n<p>b</p>";
        let mut source = Source::new(text);
        assert_eq!((source.next_line("if (a < b)"), source.next_line("b")), (1, 3));
    }

    #[test]
    fn what_never_ends_ends_with_the_text() {
        for text in ["<", "a<", "<p", "<p \"", "<!--", "a < b"] {
            assert!(pieces(text).0.len() <= 2, "{text}");
        }
    }
}
