//! Keys of a mapping that are looked at while they are read, so that an error about one carries its own line.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, Visitor};

/// One key; the function says what is wrong with it, if anything.
pub(super) struct Key<F>(pub(super) F);

impl<'de, F: FnOnce(&str) -> Result<(), String>> DeserializeSeed<'de> for Key<F> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<F: FnOnce(&str) -> Result<(), String>> Visitor<'_> for Key<F> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E: Error>(self, key: &str) -> Result<(), E> {
        self.0(key).map_err(E::custom)
    }
}
