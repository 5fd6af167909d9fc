//! How a number is kept: in 16 bytes, also as an `Option`, so that a struct of many numbers is no slower to move than one of integers.

use serde::ser::Error;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use std::fmt;

/// The longest text that is kept in place.
const SHORT: usize = 14;

#[derive(Clone)]
pub(super) enum Repr {
    /// The common case, for which its digits are the text.
    Integer(i64),
    /// Most of the rest: fractions, exponents, `-0`.
    Short(Short),
    /// What is left. A box of a box is one word, where a box of a text is two.
    Long(Box<Box<str>>),
}

/// A short text.
#[derive(Clone, Copy)]
pub(super) struct Short {
    length: u8,
    bytes: [u8; SHORT],
}

impl Repr {
    /// Takes the text of a JSON number.
    #[inline]
    pub(super) fn new(text: &str) -> Self {
        match text.parse() {
            // `-0` reads as 0, but 0 does not write back as `-0`.
            Ok(value) if text != "-0" => Self::Integer(value),
            _ => Short::new(text).map_or_else(|| Self::Long(Box::new(text.into())), Self::Short),
        }
    }

    /// The text it was read from; none for an integer, whose digits are the text.
    pub(super) fn text(&self) -> Option<&str> {
        match self {
            Self::Integer(_) => None,
            Self::Short(short) => Some(short.text()),
            Self::Long(text) => Some(text),
        }
    }
}

impl Short {
    fn new(text: &str) -> Option<Self> {
        let length = u8::try_from(text.len()).ok()?;
        let mut bytes = [0; SHORT];
        bytes.get_mut(..text.len())?.copy_from_slice(text.as_bytes());
        Some(Self { length, bytes })
    }

    fn text(&self) -> &str {
        // Its bytes are those of a text.
        self.bytes.get(..self.length.into()).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

impl fmt::Display for Repr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(value) => value.fmt(f),
            Self::Short(short) => f.pad(short.text()),
            Self::Long(text) => f.pad(text),
        }
    }
}

impl Serialize for Repr {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Short(short) => serialize_text(short.text(), serializer),
            Self::Long(text) => serialize_text(text, serializer),
        }
    }
}

fn serialize_text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let raw: &RawValue = serde_json::from_str(text).map_err(S::Error::custom)?;
    raw.serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::Repr;

    #[test]
    fn a_number_and_an_optional_number_are_two_words() {
        assert_eq!((size_of::<Repr>(), size_of::<Option<Repr>>()), (16, 16));
    }

    #[test]
    fn every_text_is_kept_in_the_smallest_way() {
        for (text, kept) in [
            ("0", "integer"),
            ("-9223372036854775808", "integer"),
            ("-0", "short"),
            ("0.10", "short"),
            ("-1234567.8900", "short"),
            ("12345678901.23", "short"),
            ("123456789012.34", "long"),
            ("9223372036854775808", "long"),
        ] {
            let repr = Repr::new(text);
            let found = match &repr {
                Repr::Integer(_) => "integer",
                Repr::Short(_) => "short",
                Repr::Long(_) => "long",
            };
            assert_eq!((found, repr.to_string().as_str()), (kept, text));
            assert_eq!(serde_json::to_string(&repr).unwrap(), text);
        }
    }
}
