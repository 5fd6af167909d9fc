//! Unions without a tag: the variant is the one that keeps the JSON.

mod trial;

use crate::json::describe;
use crate::tree::Tree;
use serde::de::{DeserializeOwned, Error as _};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::value::RawValue;
use std::fmt::Write as _;

/// Implements `Serialize` and `Deserialize` for an enum whose variants each hold one value.
///
/// Writing writes the inner value. Reading keeps the JSON as it is, so numbers lose nothing. Of the variants that fit, it takes the first
/// that loses nothing when it is written again (`null` and absence are the same, numbers compare by value), or else the first of those
/// that lose least; an array never fits a struct. When none fits, the error says why for each.
///
/// Of the unions inside a variant, only the variant that is taken compares theirs; before that, each counts as its first that fits.
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
                let mut candidates = $crate::__private::Candidates::<Self>::read(deserializer)?;
                $(candidates.fit::<$inner>(::core::stringify!($variant), Self::$variant);)+
                candidates.best(::core::stringify!($union))
            }
        }
    };
}

/// A value looking for its variant among those of the union `U`.
pub struct Candidates<U> {
    raw: Box<RawValue>,
    fitting: Vec<Fitting<U>>,
    /// Why the others do not fit.
    misfits: String,
}

/// A variant that fits.
struct Fitting<U> {
    union: U,
    /// Reads it once more, where unions inside it were hasty.
    again: Option<Reread<U>>,
}

type Reread<U> = Box<dyn Fn(&str) -> Option<U>>;

impl<U: Serialize> Candidates<U> {
    /// Takes the value as it is.
    ///
    /// # Errors
    /// When there is no value, or when it is nested deeper than any honest one.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw: Box<RawValue> = Box::deserialize(deserializer)?;
        if depth(raw.get()) > DEEPEST {
            return Err(D::Error::custom("the value is nested too deeply"));
        }
        Ok(Self { raw, fitting: Vec::new(), misfits: String::new() })
    }

    /// Tries this variant, whose value is a `T`.
    pub fn fit<T: DeserializeOwned + Serialize + 'static>(&mut self, name: &str, variant: fn(T) -> U)
    where
        U: 'static,
    {
        let text = self.raw.get();
        let (read, hasty) = match (trial::is_on(), self.fitting.is_empty()) {
            (false, _) => trial::hold(|| serde_json::from_str(text)),
            (true, true) => (serde_json::from_str(text), false),
            (true, false) => return trial::note_haste(),
        };
        let misfit = match read {
            Ok(inner) if self.is_of_its_kind(&inner) => {
                let reread = move |text: &str| serde_json::from_str(text).ok().map(variant);
                let again = hasty.then(|| Box::new(reread) as Reread<U>);
                return self.fitting.push(Fitting { union: variant(inner), again });
            }
            Ok(_) => String::from("an array is no object"),
            Err(error) => error.to_string(),
        };
        // Writing to a string cannot fail.
        let _ = write!(self.misfits, "; as {name}: {misfit}");
    }

    /// The variant that keeps most of the value.
    ///
    /// # Errors
    /// When no variant fits.
    pub fn best<E: serde::de::Error>(mut self, union: &str) -> Result<U, E> {
        let best = if self.fitting.len() > 1 { self.lossless_or_least() } else { 0 };
        if best < self.fitting.len() {
            let Fitting { union, again } = self.fitting.swap_remove(best);
            return Ok(again.and_then(|again| again(self.raw.get())).unwrap_or(union));
        }
        let kind = describe(self.raw.get());
        Err(E::custom(format_args!("the {kind} fits no variant of {union}{}", self.misfits)))
    }

    /// Derived structs also read arrays, field by field. What was an array must therefore be written as one.
    fn is_of_its_kind<T: Serialize>(&self, inner: &T) -> bool {
        !self.raw.get().starts_with('[')
            || serde_json::to_string(inner).is_ok_and(|text| text.starts_with('['))
    }

    fn lossless_or_least(&self) -> usize {
        let before = serde_json::from_str(self.raw.get()).unwrap_or(Tree::Null);
        let (mut best, mut least) = (0, usize::MAX);
        for (index, Fitting { union, .. }) in self.fitting.iter().enumerate() {
            let after = serde_json::to_string(union).and_then(|text| serde_json::from_str(&text));
            let lost = after.map_or(usize::MAX, |after| before.lost_in(&after));
            if lost < least {
                (best, least) = (index, lost);
            }
            if least == 0 {
                break;
            }
        }
        best
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
