//! Any JSON value, kept as the text it came in.

use crate::document::Kind;
use crate::locate::locate;
use crate::received::{Cause, Said};
use crate::{Error, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// Any JSON value, kept verbatim: its numbers, the order and the repetition of its keys, its spaces. It is written back as it was read.
///
/// Two are equal when their texts are. To compare meanings, [`decode`](Self::decode) both. For what it reads from, see
/// [`Number`](crate::Number).
#[derive(Clone)]
pub struct Json(Box<RawValue>);

impl Json {
    /// The JSON text.
    #[must_use]
    pub fn get(&self) -> &str {
        self.0.get()
    }

    /// The value in these bytes; spaces around it are dropped.
    ///
    /// # Errors
    /// A decode error, when they are no JSON in UTF-8.
    pub fn from_slice(bytes: &[u8]) -> Result<Self> {
        serde_json::from_slice(bytes)
            .map(Self)
            .map_err(|error| Error::decode(None, Cause(error.to_string()), Said::default()))
    }

    /// Whether it is `null`.
    #[must_use]
    pub fn is_null(&self) -> bool {
        self.get() == "null"
    }

    /// Reads the value as a `T`.
    ///
    /// # Errors
    /// A decode error with the JSON path, when it does not have the shape of a `T`.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_str(self.get()).map_err(|error| {
            let path = locate(self.get().as_bytes(), &error);
            Error::decode(path, Cause(error.to_string()), Said::default())
        })
    }

    /// Writes a value as JSON.
    ///
    /// # Errors
    /// When JSON cannot express it, such as a map whose keys are lists.
    pub fn encode<T: Serialize + ?Sized>(value: &T) -> Result<Self> {
        serde_json::value::to_raw_value(value)
            .map(Self)
            .map_err(|source| Error::request("the value cannot be written as JSON").because(source))
    }
}

/// What kind of value a JSON text holds, for messages.
pub(crate) fn describe(text: &str) -> &'static str {
    match Kind::of(text) {
        Kind::Object => "object",
        Kind::Array => "array",
        Kind::String => "string",
        Kind::Boolean => "boolean",
        Kind::Null => "null",
        Kind::Number => "number",
    }
}

impl FromStr for Json {
    type Err = Error;

    /// Takes any JSON text; spaces around the value are dropped.
    fn from_str(text: &str) -> Result<Self> {
        serde_json::from_str(text)
            .map(Self)
            .map_err(|source| Error::request("the text is no JSON").because(source))
    }
}

impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.get())
    }
}

impl fmt::Debug for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Json({self})")
    }
}

impl PartialEq for Json {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl Eq for Json {}

impl Hash for Json {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.get().hash(state);
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(Self)
    }
}
