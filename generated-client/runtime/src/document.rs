//! A valid JSON text with its values at hand: nothing is copied, and every value is passed over in one step.

use serde::de::IgnoredAny;
use std::borrow::Cow;

/// A body without the byte order mark that some servers begin it with, and `serde_json` does not take.
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body)
}

/// A JSON text, and where each of its arrays and objects ends.
pub(crate) struct Document<'a> {
    text: Cow<'a, str>,
    /// Whether it came with bytes that are no text, in whose place there is U+FFFD now.
    is_broken: bool,
    /// In the order in which they begin.
    containers: Vec<Container>,
}

#[derive(Clone, Copy)]
struct Container {
    /// Where its closing bracket stands.
    end: u32,
    /// The first one that begins after it.
    next: u32,
}

/// What kind of value a JSON text holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    Boolean,
    Number,
    String,
    Array,
    Object,
}

impl Kind {
    /// The kind of the value whose JSON text this is.
    pub(crate) fn of(text: &str) -> Self {
        match text.as_bytes().first() {
            Some(b'{') => Self::Object,
            Some(b'[') => Self::Array,
            Some(b'"') => Self::String,
            Some(b't' | b'f') => Self::Boolean,
            Some(b'n') => Self::Null,
            _ => Self::Number,
        }
    }
}

/// A value in a document.
#[derive(Clone, Copy)]
pub(crate) struct Value<'d> {
    document: &'d Document<'d>,
    text: &'d str,
    start: usize,
    /// The first container at or after it.
    container: usize,
}

impl<'a> Document<'a> {
    /// Looks through a body; there is none for a body that is no JSON.
    pub(crate) fn read(body: &'a [u8]) -> Option<Self> {
        let text = String::from_utf8_lossy(without_mark(body));
        let _: IgnoredAny = serde_json::from_str(&text).ok()?;
        let is_broken = matches!(text, Cow::Owned(_));
        Self::new(text).map(|document| Self { is_broken, ..document })
    }

    /// Looks through a text that a parser has found valid; a text beyond 4 GiB is left alone.
    ///
    /// What is no valid JSON gives values that make no sense, and nothing worse.
    pub(crate) fn new(text: impl Into<Cow<'a, str>>) -> Option<Self> {
        let text = text.into();
        u32::try_from(text.len()).ok()?;
        let mut containers: Vec<Container> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            match byte {
                b'"' => at = end_of_string(bytes, at) - 1,
                b'[' | b'{' => {
                    open.push(containers.len());
                    containers.push(Container { end: 0, next: 0 });
                }
                b']' | b'}' => {
                    let next = u32::try_from(containers.len()).ok()?;
                    if let Some(container) = open.pop().and_then(|index| containers.get_mut(index)) {
                        *container = Container { end: u32::try_from(at).ok()?, next };
                    }
                }
                _ => {}
            }
            at += 1;
        }
        Some(Self { text, is_broken: false, containers })
    }

    /// The whole value.
    pub(crate) fn root(&self) -> Option<Value<'_>> {
        let mut cursor = Cursor { document: self, at: 0, container: 0 };
        cursor.value()
    }
}

impl<'d> Value<'d> {
    pub(crate) fn text(self) -> &'d str {
        self.text
    }

    /// Where in the document it begins.
    pub(crate) fn start(self) -> usize {
        self.start
    }

    pub(crate) fn kind(self) -> Kind {
        Kind::of(self.text)
    }

    /// Whether some of it came as bytes that are no text.
    pub(crate) fn is_broken(self) -> bool {
        self.document.is_broken && self.text.contains(char::REPLACEMENT_CHARACTER)
    }

    /// The content of a string; none for other values, and for one that is no text (half of a surrogate pair, bytes that are no UTF-8).
    pub(crate) fn string(self) -> Option<Cow<'d, str>> {
        if self.is_broken() {
            return None;
        }
        let content = self.text.strip_prefix('"')?.strip_suffix('"')?;
        if content.contains('\\') {
            serde_json::from_str(self.text).ok().map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(content))
        }
    }

    /// The values of an array.
    pub(crate) fn items(self) -> Items<'d> {
        Items(self.inside())
    }

    /// The keys and values of an object, in their order, with those that repeat.
    pub(crate) fn members(self) -> Members<'d> {
        Members(self.inside())
    }

    /// The only item of an array of one.
    pub(crate) fn only_item(self) -> Option<Value<'d>> {
        let mut items = self.items();
        let only = items.next().filter(|_| self.kind() == Kind::Array)?;
        items.next().is_none().then_some(only)
    }

    fn inside(self) -> Cursor<'d> {
        Cursor { document: self.document, at: self.start + 1, container: self.container + 1 }
    }
}

/// The values of an array.
pub(crate) struct Items<'d>(Cursor<'d>);

impl<'d> Iterator for Items<'d> {
    type Item = Value<'d>;

    fn next(&mut self) -> Option<Value<'d>> {
        self.0.value()
    }
}

/// The keys and values of an object.
pub(crate) struct Members<'d>(Cursor<'d>);

impl<'d> Iterator for Members<'d> {
    type Item = (Value<'d>, Value<'d>);

    fn next(&mut self) -> Option<Self::Item> {
        Some((self.0.value()?, self.0.value()?))
    }
}

struct Cursor<'d> {
    document: &'d Document<'d>,
    at: usize,
    container: usize,
}

impl<'d> Cursor<'d> {
    /// The next value before the end of the container.
    fn value(&mut self) -> Option<Value<'d>> {
        let bytes = self.document.text.as_bytes();
        while matches!(bytes.get(self.at)?, b' ' | b'\t' | b'\r' | b'\n' | b',' | b':') {
            self.at += 1;
        }
        let (start, container) = (self.at, self.container);
        self.at = match bytes.get(start)? {
            b']' | b'}' => return None,
            b'[' | b'{' => {
                let found = self.document.containers.get(container)?;
                self.container = found.next as usize;
                found.end as usize + 1
            }
            b'"' => end_of_string(bytes, start),
            _ => start + bytes.get(start..)?.iter().take_while(|byte| !is_delimiter(**byte)).count(),
        };
        let text = self.document.text.get(start..self.at)?;
        Some(Value { document: self.document, text, start, container })
    }
}

fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b',' | b']' | b'}' | b' ' | b'\t' | b'\r' | b'\n')
}

/// The place after the closing quote of the string that begins here.
pub(crate) fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            // Whatever follows is escaped; a quote there does not end the string.
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_found_and_none_is_copied() {
        let text = r#" {"a\"]": [1, [2 , {"x": {}}], "]\\" ] , "b":-1.5e3,"c" : null , "a\"]":true} "#;
        let document = Document::new(text).unwrap();
        let root = document.root().unwrap();
        assert_eq!((root.kind(), root.text()), (Kind::Object, text.trim()));
        let members: Vec<_> = root.members().map(|(key, value)| (key.text(), value.text())).collect();
        let list = r#"[1, [2 , {"x": {}}], "]\\" ]"#;
        let key = r#""a\"]""#;
        assert_eq!(members, [(key, list), (r#""b""#, "-1.5e3"), (r#""c""#, "null"), (key, "true")]);
        let (key, list) = root.members().next().unwrap();
        assert_eq!(key.string().unwrap(), "a\"]");
        let items: Vec<_> = list.items().map(Value::text).collect();
        assert_eq!(items, ["1", r#"[2 , {"x": {}}]"#, r#""]\\""#]);
        assert_eq!(list.items().nth(2).unwrap().string().unwrap(), "]\\");
        assert!(list.only_item().is_none());
        assert_eq!(list.items().nth(1).unwrap().items().nth(1).unwrap().members().count(), 1);
    }

    #[test]
    fn what_is_no_json_harms_nobody() {
        for text in ["", "]", "[", "{\"", "\"\\", "[1}", "{1 2 3", "][", "é"] {
            let document = Document::new(text).unwrap();
            if let Some(root) = document.root() {
                root.items().chain(root.members().map(|(_, value)| value)).for_each(drop);
                let _ = (root.string(), root.only_item().map(Value::text));
            }
        }
        let half = Document::new(r#""\ud800""#).unwrap();
        assert!(half.root().unwrap().string().is_none());
    }
}
