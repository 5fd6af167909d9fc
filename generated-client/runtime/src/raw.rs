//! The JSON text of a value, lent for a moment instead of copied.

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::fmt;
use std::marker::PhantomData;

/// The name by which a reader of `serde_json` knows that its text is asked for. Should it ever have another, the value is read as a
/// [`RawValue`], which copies it.
const NAME: &str = "$serde_json::private::RawValue";

/// A type that is made from the JSON text of a value.
pub(crate) trait FromText: Sized {
    /// Takes the text, which is valid JSON.
    fn from_text<E: Error>(text: &str) -> Result<Self, E>;
}

/// Reads a value from its JSON text.
pub(crate) fn read<'de, T: FromText, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    deserializer.deserialize_newtype_struct(NAME, Lender(PhantomData))
}

struct Lender<T>(PhantomData<T>);

impl<'de, T: FromText> Visitor<'de> for Lender<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
        match map.next_key::<IgnoredAny>()? {
            Some(_) => map.next_value_seed(self),
            None => Err(A::Error::custom("there is no value")),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        let raw: Box<RawValue> = serde::Deserialize::deserialize(deserializer)?;
        T::from_text(raw.get())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        T::from_text(text)
    }
}

impl<'de, T: FromText> DeserializeSeed<'de> for Lender<T> {
    type Value = T;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        deserializer.deserialize_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Text(String);

    impl FromText for Text {
        fn from_text<E: Error>(text: &str) -> Result<Self, E> {
            Ok(Self(text.to_owned()))
        }
    }

    #[test]
    fn the_text_is_that_of_the_value() {
        for text in ["1e400", "\"a\\n\"", "{\"a\": [0.10 ]}", "null"] {
            let reader = &mut serde_json::Deserializer::from_str(text);
            assert_eq!(read::<Text, _>(reader).unwrap().0, text);
            let value = serde_json::from_str::<serde_json::Value>("[7]").unwrap();
            assert_eq!(read::<Text, _>(&value).unwrap().0, "[7]");
        }
    }
}
