//! What kind of JSON a type asks its reader for, found out by asking it to read from nothing.

use crate::document::Kind;
use serde::de::{DeserializeOwned, Visitor};
use serde::{Deserializer, forward_to_deserialize_any};
use std::fmt::{self, Display};

/// The only kind of JSON that a `T` can be read from; none where it takes several, or decides while it reads.
///
/// A struct asks for an object: that derived readers of structs also take arrays, field by field, is no use to anyone.
pub(super) fn asked<T: DeserializeOwned>() -> Option<Kind> {
    T::deserialize(Nothing).err().and_then(|asked| asked.0)
}

struct Nothing;

/// The error of [`Nothing`], which tells what was asked for.
#[derive(Debug)]
struct Asked(Option<Kind>);

impl Display for Asked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is nothing to read")
    }
}

impl std::error::Error for Asked {}

impl serde::de::Error for Asked {
    fn custom<M: Display>(_: M) -> Self {
        Self(None)
    }
}

macro_rules! asks {
    ($($kind:ident: $($method:ident($($argument:ty),*))+;)+) => {$($(
        fn $method<V: Visitor<'de>>(self, $(_: $argument,)* _: V) -> Result<V::Value, Asked> {
            Err(Asked(Some(Kind::$kind)))
        }
    )+)+};
}

impl<'de> Deserializer<'de> for Nothing {
    type Error = Asked;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Asked> {
        Err(Asked(None))
    }

    asks! {
        Boolean: deserialize_bool();
        Number: deserialize_i8() deserialize_i16() deserialize_i32() deserialize_i64() deserialize_i128()
            deserialize_u8() deserialize_u16() deserialize_u32() deserialize_u64() deserialize_u128()
            deserialize_f32() deserialize_f64();
        String: deserialize_char() deserialize_str() deserialize_string();
        Array: deserialize_seq() deserialize_tuple(usize) deserialize_tuple_struct(&'static str, usize);
        Object: deserialize_map() deserialize_struct(&'static str, &'static [&'static str]);
    }

    forward_to_deserialize_any! { bytes byte_buf option unit unit_struct newtype_struct enum identifier ignored_any }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Json, Number, NumberOrString};
    use std::collections::BTreeMap;

    #[derive(serde::Deserialize)]
    struct Empty {}

    #[derive(serde::Deserialize)]
    #[serde(from = "i64")]
    struct Code;

    impl From<i64> for Code {
        fn from(_: i64) -> Self {
            Self
        }
    }

    #[test]
    fn a_type_tells_what_it_reads() {
        assert_eq!(asked::<bool>(), Some(Kind::Boolean));
        assert_eq!(
            (asked::<i64>(), asked::<f64>(), asked::<Code>()),
            (Some(Kind::Number), Some(Kind::Number), Some(Kind::Number))
        );
        assert_eq!((asked::<String>(), asked::<Box<String>>()), (Some(Kind::String), Some(Kind::String)));
        assert_eq!((asked::<Vec<i64>>(), asked::<(i64, i64)>()), (Some(Kind::Array), Some(Kind::Array)));
        assert_eq!(
            (asked::<Empty>(), asked::<BTreeMap<String, i64>>()),
            (Some(Kind::Object), Some(Kind::Object))
        );
        assert_eq!((asked::<Number>(), asked::<NumberOrString>(), asked::<Json>()), (None, None, None));
        assert_eq!((asked::<Option<i64>>(), asked::<serde_json::Value>()), (None, None));
    }
}
