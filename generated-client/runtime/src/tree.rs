//! A JSON value taken apart without loss, for comparing.

use crate::Number;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;

/// Like `serde_json::Value`, but its numbers lose nothing.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Tree>),
    Object(BTreeMap<String, Tree>),
}

impl Tree {
    /// How many values are gone or changed in what this became. A key that is `null` is the same as one that is absent, numbers compare
    /// by value, and what was added is no loss.
    pub(crate) fn lost_in(&self, after: &Tree) -> usize {
        match (self, after) {
            (Tree::Object(before), Tree::Object(after)) => before
                .iter()
                .filter(|(_, value)| **value != Tree::Null)
                .map(|(key, value)| value.lost_in(after.get(key).unwrap_or(&Tree::Null)))
                .sum(),
            (Tree::Array(before), Tree::Array(after)) => {
                let kept: usize = before.iter().zip(after).map(|(before, after)| before.lost_in(after)).sum();
                kept + before.iter().skip(after.len()).map(Tree::size).sum::<usize>()
            }
            _ if self == after => 0,
            _ => self.size(),
        }
    }

    /// How many values it holds; an empty array or object is one.
    fn size(&self) -> usize {
        match self {
            Tree::Array(items) => items.iter().map(Tree::size).sum::<usize>().max(1),
            Tree::Object(fields) => fields.values().map(Tree::size).sum::<usize>().max(1),
            _ => 1,
        }
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = Box::<RawValue>::deserialize(deserializer)?;
        let text = raw.get();
        let tree = match text.as_bytes().first() {
            Some(b'n') => Ok(Tree::Null),
            Some(b't' | b'f') => serde_json::from_str(text).map(Tree::Bool),
            Some(b'"') => serde_json::from_str(text).map(Tree::String),
            Some(b'[') => serde_json::from_str(text).map(Tree::Array),
            Some(b'{') => serde_json::from_str(text).map(Tree::Object),
            _ => serde_json::from_str(text).map(Tree::Number),
        };
        tree.map_err(D::Error::custom)
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Tree::Null => f.write_str("null"),
            Tree::Bool(value) => value.fmt(f),
            Tree::Number(number) => number.fmt(f),
            Tree::String(text) => write!(f, "{text:?}"),
            Tree::Array(items) if items.is_empty() => f.write_str("[]"),
            Tree::Array(items) => write!(f, "an array of {}", items.len()),
            Tree::Object(fields) => {
                write!(f, "an object of {:?}", fields.keys().collect::<Vec<_>>())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Tree;

    fn lost(before: &str, after: &str) -> usize {
        let tree = |json| serde_json::from_str::<Tree>(json).unwrap();
        tree(before).lost_in(&tree(after))
    }

    #[test]
    fn what_means_the_same_is_no_loss() {
        for (before, after) in [
            (r#"{"a": 1, "b": null}"#, r#"{"a": 1.0}"#),
            (r#"{"a": 1}"#, r#"{"b": [], "a": 1, "c": null}"#),
            ("[1e2, {}]", "[100, {}]"),
            ("null", "null"),
        ] {
            assert_eq!(lost(before, after), 0, "{before} {after}");
        }
    }

    #[test]
    fn every_value_gone_or_changed_counts() {
        for (before, after, count) in [
            (r#"{"a": 1, "b": {"c": [1, 2], "d": {}}}"#, r#"{"a": 1}"#, 3),
            (r#"{"a": 1, "b": 2}"#, r#"{"a": "1"}"#, 2),
            ("[1, [2, 3], 4]", "[1]", 3),
            ("9007199254740993", "9007199254740992", 1),
            ("[null]", "[0]", 1),
        ] {
            assert_eq!(lost(before, after), count, "{before} {after}");
        }
    }
}
