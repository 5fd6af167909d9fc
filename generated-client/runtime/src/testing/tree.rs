//! A JSON value taken apart without loss, for comparing.

use crate::Number;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::collections::BTreeMap;
use std::fmt;

/// Like `serde_json::Value`, but its numbers lose nothing.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Tree {
    Null,
    Bool(bool),
    Number(Number),
    String(String),
    Array(Vec<Tree>),
    Object(BTreeMap<String, Tree>),
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
