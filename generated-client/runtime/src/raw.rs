//! The JSON text of a value, lent for a moment instead of copied.

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::cell::Cell;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Range;

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

thread_local! {
    /// Where in memory the text stands that was refused last, and how long it is.
    static REFUSED: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

/// Where in these bytes the text stands that was refused last, if it is part of them: `serde_json` does not know where such a text began.
pub(crate) fn refused_within(bytes: &[u8]) -> Option<Range<usize>> {
    let (address, length) = REFUSED.get();
    let start = address.checked_sub(bytes.as_ptr().addr())?;
    let end = start.checked_add(length).filter(|end| length > 0 && *end <= bytes.len())?;
    Some(start..end)
}

fn take<T: FromText, E: Error>(text: &str) -> Result<T, E> {
    T::from_text(text).inspect_err(|_| REFUSED.set((text.as_ptr().addr(), text.len())))
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
        take(raw.get())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        take(text)
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
