//! A value that is a number on one page and a string on another.

use crate::Number;
use crate::locate::reason;
use crate::raw::{self, FromText};
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A JSON number or a JSON string; it is written back as what it was. `7` and `"7"` are not equal.
///
/// For what it reads from, see [`Number`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NumberOrString {
    /// A JSON number.
    Number(Number),
    /// A JSON string.
    String(String),
}

impl NumberOrString {
    /// The value if it is whole and fits. A string counts as the number it spells in JSON: `"7"` and `"7.0"` are 7, `"+7"` is none.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Number(number) => number.as_i64(),
            Self::String(text) => text.parse::<Number>().ok()?.as_i64(),
        }
    }

    /// The string, if it is one.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Number(_) => None,
            Self::String(text) => Some(text),
        }
    }
}

/// The number's JSON text, or the string without quotes.
impl fmt::Display for NumberOrString {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::String(text) => text.fmt(f),
        }
    }
}

impl<N: Into<Number>> From<N> for NumberOrString {
    fn from(number: N) -> Self {
        Self::Number(number.into())
    }
}

impl From<String> for NumberOrString {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}

impl From<&str> for NumberOrString {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl Serialize for NumberOrString {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => text.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for NumberOrString {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        raw::read(deserializer)
    }
}

impl FromText for NumberOrString {
    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        let content = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
        match content {
            Some(plain) if !plain.contains('\\') => Ok(Self::String(plain.to_owned())),
            Some(_) => {
                serde_json::from_str(text).map(Self::String).map_err(|error| E::custom(reason(&error)))
            }
            None => Number::from_json(text).map(Self::Number).map_err(|_| {
                E::invalid_type(Unexpected::Other(crate::json::describe(text)), &"a number or a string")
            }),
        }
    }
}
