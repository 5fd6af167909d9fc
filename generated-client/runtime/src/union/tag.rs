//! The member of an object that tells which variant of a union it is.

use serde::Deserializer;
use serde::de::{DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// The string that the member `tag` of the JSON object `text` holds; of two members, the first.
pub(super) fn of(text: &str, tag: &str) -> Option<String> {
    let mut reader = serde_json::Deserializer::from_str(text);
    reader.deserialize_map(Tag(tag)).ok().flatten()
}

struct Tag<'t>(&'t str);

impl<'de> Visitor<'de> for Tag<'_> {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut found = None;
        while let Some(is_tag) = map.next_key_seed(Name(self.0))? {
            if is_tag && found.is_none() {
                found = Some(map.next_value::<String>()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(found)
    }
}

/// Whether the name of a member is this one.
struct Name<'t>(&'t str);

impl<'de> DeserializeSeed<'de> for Name<'_> {
    type Value = bool;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<bool, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Name<'_> {
    type Value = bool;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<bool, E> {
        Ok(name == self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::of;

    #[test]
    fn the_tag_is_a_string_of_the_object_itself() {
        assert_eq!(of(r#"{"a":{"t":"x"},"t":"y\n"}"#, "t").as_deref(), Some("y\n"));
        for other in [r#"{"t":1}"#, r#"{"a":"t"}"#, r#"["t"]"#, "1"] {
            assert_eq!(of(other, "t"), None, "{other}");
        }
    }
}
