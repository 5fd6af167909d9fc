//! JSON that can be changed in one place and keeps all else as it was written: order, numbers of any size, strings.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;

/// What is nested deeper stays text.
const DEEPEST: u8 = 64;

/// A JSON value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Tree {
    /// The text of a value without parts.
    Scalar(String),
    /// The items of a list.
    List(Vec<Tree>),
    /// The members of an object, in their order.
    Object(Vec<(String, Tree)>),
}

impl Tree {
    /// Reads JSON; nothing else is a tree.
    pub(super) fn parse(text: &str) -> Option<Self> {
        serde_json::from_str::<IgnoredAny>(text).ok()?;
        Self::read(text, DEEPEST)
    }

    fn read(text: &str, levels: u8) -> Option<Self> {
        let text = text.trim();
        let Some(levels) = levels.checked_sub(1) else { return Some(Self::Scalar(text.to_owned())) };
        if text.starts_with('{') {
            let Members(members) = serde_json::from_str(text).ok()?;
            let read =
                |(name, value): (String, Box<RawValue>)| Some((name, Self::read(value.get(), levels)?));
            return members.into_iter().map(read).collect::<Option<_>>().map(Self::Object);
        }
        if text.starts_with('[') {
            let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            return items
                .into_iter()
                .map(|item| Self::read(item.get(), levels))
                .collect::<Option<_>>()
                .map(Self::List);
        }
        Some(Self::Scalar(text.to_owned()))
    }

    /// A string.
    pub(super) fn text(text: &str) -> Self {
        Self::Scalar(serde_json::Value::from(text).to_string())
    }

    /// `null`.
    pub(super) fn null() -> Self {
        Self::Scalar("null".to_owned())
    }

    /// What the string of this value says, if it is one.
    pub(super) fn as_text(&self) -> Option<String> {
        match self {
            Self::Scalar(text) => serde_json::from_str(text).ok(),
            _ => None,
        }
    }

    /// The member of an object.
    pub(super) fn member(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Object(members) => members.iter().find(|(known, _)| known == name).map(|(_, value)| value),
            _ => None,
        }
    }

    /// Sets a member of an object, behind all others if it is new.
    pub(super) fn set(&mut self, name: &str, value: Self) {
        let Self::Object(members) = self else { return };
        match members.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value,
            None => members.push((name.to_owned(), value)),
        }
    }

    /// The type, in a word.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Self::List(_) => "list",
            Self::Object(_) => "object",
            Self::Scalar(text) => match text.as_bytes().first() {
                Some(b'"') => "string",
                Some(b't' | b'f') => "boolean",
                Some(b'n') => "null",
                Some(b'{') => "object",
                Some(b'[') => "list",
                _ => "number",
            },
        }
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scalar(text) => f.write_str(text),
            Self::List(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", comma(at))?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (at, (name, value)) in members.iter().enumerate() {
                    write!(f, "{}{}:{value}", comma(at), serde_json::Value::from(name.as_str()))?;
                }
                f.write_str("}")
            }
        }
    }
}

const fn comma(at: usize) -> &'static str {
    if at == 0 { "" } else { "," }
}

/// The members of an object, in their order.
struct Members(Vec<(String, Box<RawValue>)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(InOrder)
    }
}

struct InOrder;

impl<'de> Visitor<'de> for InOrder {
    type Value = Members;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
        let mut members = Vec::new();
        while let Some(entry) = map.next_entry()? {
            members.push(entry);
        }
        Ok(Members(members))
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;

    #[test]
    fn what_is_not_changed_stays_as_it_was_written() {
        let text = r#"{ "z": 2597049687002736161000, "a": [1.10, "\u8d27", {}], "z": null }"#;
        let tree = Tree::parse(text).unwrap();
        assert_eq!(tree.to_string(), r#"{"z":2597049687002736161000,"a":[1.10,"\u8d27",{}],"z":null}"#);
    }

    #[test]
    fn one_member_changes() {
        let mut tree = Tree::parse(r#"{"code": 0, "data": {"id": 1}}"#).unwrap();
        tree.set("code", Tree::Scalar("200".to_owned()));
        tree.set("msg", Tree::text("a \"b\""));
        assert_eq!(tree.to_string(), r#"{"code":200,"data":{"id":1},"msg":"a \"b\""}"#);
        assert_eq!(tree.member("msg").and_then(Tree::as_text).as_deref(), Some("a \"b\""));
    }

    #[test]
    fn only_json_is_a_tree() {
        for text in ["", "{", "{\"a\": }", "[1] 2", "nul"] {
            assert_eq!(Tree::parse(text), None, "{text}");
        }
        let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
        assert_eq!(Tree::parse(&deep).unwrap().to_string(), deep);
    }
}
