//! Unions without a tag: the variant is the first that fits the JSON.

use crate::json::describe;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use std::fmt::Write as _;

/// Implements `Serialize` and `Deserialize` for an enum whose variants each hold one value.
///
/// Writing writes the inner value. Reading keeps the JSON as it is (so numbers lose nothing) and takes the first variant that fits;
/// an array never fits a struct. When none fits, the error says why for each.
///
/// ```
/// #[derive(Clone, Debug, PartialEq)]
/// pub enum Address {
///     Lines(Vec<String>),
///     Text(String),
/// }
/// client_runtime::untagged_union!(Address { Lines(Vec<String>), Text(String) });
///
/// assert_eq!(serde_json::from_str::<Address>(r#""1 Main St""#).unwrap(), Address::Text("1 Main St".to_owned()));
/// assert_eq!(serde_json::to_string(&Address::Lines(vec!["a".to_owned()])).unwrap(), r#"["a"]"#);
/// ```
#[macro_export]
macro_rules! untagged_union {
    ($union:ident { $($variant:ident($inner:ty)),+ $(,)? }) => {
        impl $crate::__private::Serialize for $union {
            fn serialize<S: $crate::__private::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(inner) => $crate::__private::Serialize::serialize(inner, serializer),)+
                }
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $union {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                let mut candidates = $crate::__private::Candidates::read(deserializer)?;
                $(if let ::core::option::Option::Some(inner) = candidates.fit::<$inner>(::core::stringify!($variant)) {
                    return ::core::result::Result::Ok(Self::$variant(inner));
                })+
                ::core::result::Result::Err(candidates.none_fits(::core::stringify!($union)))
            }
        }
    };
}

/// A value looking for its variant, and why the ones so far do not fit.
#[derive(Debug)]
pub struct Candidates {
    raw: Box<RawValue>,
    misfits: String,
}

impl Candidates {
    /// Takes the value as it is.
    ///
    /// # Errors
    /// When there is no value, or when it is nested deeper than any honest one.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw: Box<RawValue> = Box::deserialize(deserializer)?;
        if depth(raw.get()) > DEEPEST {
            return Err(D::Error::custom("the value is nested too deeply"));
        }
        Ok(Self { raw, misfits: String::new() })
    }

    /// The value as this variant's type, if it fits.
    pub fn fit<T: DeserializeOwned + Serialize>(&mut self, variant: &str) -> Option<T> {
        let misfit = match serde_json::from_str(self.raw.get()) {
            Ok(inner) if self.is_of_its_kind(&inner) => return Some(inner),
            Ok(_) => String::from("an array is no object"),
            Err(error) => error.to_string(),
        };
        // Writing to a string cannot fail.
        let _ = write!(self.misfits, "; as {variant}: {misfit}");
        None
    }

    /// The error when no variant fits.
    #[must_use]
    pub fn none_fits<E: serde::de::Error>(self, union: &str) -> E {
        E::custom(format_args!("the {} fits no variant of {union}{}", describe(self.raw.get()), self.misfits))
    }

    /// Derived structs also read arrays, field by field. What was an array must therefore be written as one.
    fn is_of_its_kind<T: Serialize>(&self, inner: &T) -> bool {
        !self.raw.get().starts_with('[')
            || serde_json::to_string(inner).is_ok_and(|text| text.starts_with('['))
    }
}

/// The limit of `serde_json`. It counts anew in every union, so that a union inside itself could be led to overflow the stack.
const DEEPEST: usize = 128;

/// How deep the arrays and objects of a valid JSON text are nested.
fn depth(json: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    let mut in_string = false;
    let mut bytes = json.bytes();
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => in_string = !in_string,
            // Whatever follows is escaped; a quote there does not end the string.
            b'\\' => drop(bytes.next()),
            b'[' | b'{' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b']' | b'}' if !in_string => depth -= 1,
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::depth;

    #[test]
    fn depth_counts_brackets_outside_strings() {
        assert_eq!(depth("1"), 0);
        assert_eq!(depth(r#"[{"a": []}, {}]"#), 3);
        assert_eq!(depth(r#"["[[\"[[", "\\", []]"#), 2);
    }
}
