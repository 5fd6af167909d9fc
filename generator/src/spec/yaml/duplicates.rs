//! Refuses a key that stands twice in one mapping: typed maps would keep the last without a word.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::key::Key;

/// Any YAML in which no mapping has a key twice.
pub(super) struct WithoutDuplicates;

impl<'de> Deserialize<'de> for WithoutDuplicates {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Anything)
    }
}

struct Anything;

impl<'de> Visitor<'de> for Anything {
    type Value = WithoutDuplicates;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("any YAML without tags")
    }

    fn visit_bool<E>(self, _: bool) -> Result<Self::Value, E> {
        Ok(WithoutDuplicates)
    }

    fn visit_i64<E>(self, _: i64) -> Result<Self::Value, E> {
        Ok(WithoutDuplicates)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Self::Value, E> {
        Ok(WithoutDuplicates)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Self::Value, E> {
        Ok(WithoutDuplicates)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Self::Value, E> {
        Ok(WithoutDuplicates)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Self::Value, E> {
        Ok(WithoutDuplicates)
    }

    fn visit_str<E>(self, _: &str) -> Result<Self::Value, E> {
        Ok(WithoutDuplicates)
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(WithoutDuplicates)
    }

    /// An empty file.
    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(WithoutDuplicates)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Self::Value, A::Error> {
        while items.next_element::<WithoutDuplicates>()?.is_some() {}
        Ok(WithoutDuplicates)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Self::Value, A::Error> {
        let mut seen = BTreeSet::new();
        let mut once = |key: &str| {
            let is_new = seen.insert(key.to_owned());
            if is_new { Ok(()) } else { Err(format!("duplicate key `{key}`")) }
        };
        while members.next_key_seed(Key(&mut once))?.is_some() {
            members.next_value::<WithoutDuplicates>()?;
        }
        Ok(WithoutDuplicates)
    }
}
