//! A JSON document under construction: members keep their order, numbers their text.

use std::fmt::Write as _;

use serde::Serialize;
use serde::de::IgnoredAny;

use crate::diagnostic::is_invisible;

/// Any value of the spec as a document of its own.
pub(in crate::spec) fn document(value: &impl Serialize) -> String {
    Json::of(value).pretty()
}

/// A JSON value.
pub(super) enum Json {
    /// Valid JSON text, printed as it is.
    Raw(String),
    Array(Vec<Json>),
    Object(Object),
}

impl Json {
    /// Any value of the spec, in the order of its Rust type.
    #[expect(clippy::expect_used, reason = "the spec's types have text keys only, so that they serialise")]
    pub(super) fn of(value: &(impl Serialize + ?Sized)) -> Self {
        Self::Raw(serde_json::to_string_pretty(value).expect("the spec's types serialise"))
    }

    /// `text` as it is if it is JSON, otherwise as a string.
    pub(super) fn parse(text: &str) -> Self {
        match serde_json::from_str::<IgnoredAny>(text) {
            Ok(_) => Self::Raw(text.trim().to_owned()),
            Err(_) => text.into(),
        }
    }

    pub(super) fn array(items: impl IntoIterator<Item = impl Into<Self>>) -> Self {
        Self::Array(items.into_iter().map(Into::into).collect())
    }

    /// The document, indented, with a newline at its end. What a reader would not see is escaped.
    pub(super) fn pretty(&self) -> String {
        let mut text = String::new();
        self.print(0, &mut text);
        text.push('\n');
        visible(&text)
    }

    fn print(&self, indent: usize, text: &mut String) {
        match self {
            // JSON strings hold no line breaks, so that every one of them may be followed by an indent.
            Self::Raw(raw) => text.push_str(&raw.replace('\n', &line_break(indent))),
            Self::Array(items) if items.is_empty() => text.push_str("[]"),
            Self::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    text.push_str(if index == 0 { "[" } else { "," });
                    text.push_str(&line_break(indent + 2));
                    item.print(indent + 2, text);
                }
                text.push_str(&line_break(indent));
                text.push(']');
            }
            Self::Object(object) if object.is_empty() => text.push_str("{}"),
            Self::Object(object) => {
                for (index, (name, value)) in object.members.iter().enumerate() {
                    text.push_str(if index == 0 { "{" } else { "," });
                    text.push_str(&line_break(indent + 2));
                    Self::of(name).print(0, text);
                    text.push_str(": ");
                    value.print(indent + 2, text);
                }
                text.push_str(&line_break(indent));
                text.push('}');
            }
        }
    }
}

fn line_break(indent: usize) -> String {
    format!("\n{:indent$}", "")
}

/// Outside strings JSON holds nothing invisible but line breaks, so that escapes land in strings only.
fn visible(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        if is_invisible(character) && character != '\r' {
            for unit in character.encode_utf16(&mut [0; 2]) {
                // Writing to a string cannot fail.
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(character);
        }
    }
    escaped
}

impl From<&str> for Json {
    fn from(text: &str) -> Self {
        Self::of(text)
    }
}

impl From<String> for Json {
    fn from(text: String) -> Self {
        Self::of(&text)
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::of(&value)
    }
}

impl From<Object> for Json {
    fn from(object: Object) -> Self {
        Self::Object(object)
    }
}

/// A JSON object whose members keep their order.
#[derive(Default)]
pub(super) struct Object {
    members: Vec<(String, Json)>,
}

impl Object {
    pub(super) const fn new() -> Self {
        Self { members: Vec::new() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    pub(super) fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Whether the object in member `name` has a member `inner`.
    pub(super) fn holds(&self, name: &str, inner: &str) -> bool {
        matches!(self.get(name), Some(Json::Object(object)) if object.contains(inner))
    }

    /// The object in member `name`, made if missing.
    pub(super) fn object_at(&mut self, name: &str) -> &mut Self {
        let known =
            self.members.iter().position(|(known, value)| known == name && matches!(value, Json::Object(_)));
        let index = known.unwrap_or_else(|| {
            self.members.push((name.to_owned(), Json::Object(Self::new())));
            self.members.len() - 1
        });
        match &mut self.members[index].1 {
            Json::Object(object) => object,
            Json::Raw(_) | Json::Array(_) => unreachable!("the index is that of an object"),
        }
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|(name, _)| name.as_str())
    }

    pub(super) fn get(&self, name: &str) -> Option<&Json> {
        self.members.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub(super) fn into_members(self) -> impl Iterator<Item = (String, Json)> {
        self.members.into_iter()
    }

    /// Gives the member of this name another value, in its place.
    pub(super) fn replaced(mut self, name: &str, value: impl Into<Json>) -> Self {
        if let Some((_, known)) = self.members.iter_mut().find(|(known, _)| known == name) {
            *known = value.into();
        }
        self
    }

    /// Adds a member unless one of that name stands already; tells which.
    pub(super) fn insert(&mut self, name: &str, value: impl Into<Json>) -> bool {
        let is_new = !self.contains(name);
        if is_new {
            self.members.push((name.to_owned(), value.into()));
        }
        is_new
    }

    pub(super) fn with(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.members.push((name.to_owned(), value.into()));
        self
    }

    pub(super) fn with_some(self, name: &str, value: Option<impl Into<Json>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Adds a flag that is only worth mentioning when it is up.
    pub(super) fn with_flag(self, name: &str, flag: bool) -> Self {
        if flag { self.with(name, true) } else { self }
    }

    /// Adds an object that holds something.
    pub(super) fn with_filled(self, name: &str, object: Self) -> Self {
        if object.is_empty() { self } else { self.with(name, object) }
    }

    /// Adds a list that holds something.
    pub(super) fn with_list(self, name: &str, items: impl IntoIterator<Item = impl Into<Json>>) -> Self {
        match Json::array(items) {
            Json::Array(items) if items.is_empty() => self,
            list => self.with(name, list),
        }
    }

    /// Adds the members of another object behind its own; names that stand already are kept.
    pub(super) fn extended(mut self, other: Self) -> Self {
        for (name, value) in other.members {
            self.insert(&name, value);
        }
        self
    }
}
