//! Unions: the variant is the one that a tag names, or else the one that keeps the JSON.

mod asked;
mod tag;
pub(crate) mod trial;

use crate::document::Kind;
use crate::json::describe;
use crate::locate::reason;
use crate::raw::{self, FromText};
use crate::tree::Tree;
use asked::asked;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserializer, Serialize};
use std::fmt;
use std::marker::PhantomData;

/// Implements `Serialize` and `Deserialize` for an enum whose variants each hold one value.
///
/// Writing writes the inner value. Reading keeps the JSON as it is, so numbers lose nothing. Of the variants that fit, it takes the first
/// that loses nothing when it is written again (`null` and absence are the same, numbers compare by value), or else the first of those
/// that lose least; an array never fits a struct. When none fits, the error says why for each.
///
/// Where the docs know a member that tells the variants apart, `by` names it, and each variant may say what that member is in it. Of a
/// value with such a member, the variant is taken whatever it loses; if it does not fit, or if no variant has that value, it is told as
/// without a tag.
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
///
/// #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
/// pub struct Paid { by: String }
/// pub enum Payment { Card(Paid), Cash(Paid) }
/// client_runtime::untagged_union!(Payment by "by" { Card(Paid) = "card", Cash(Paid) = "cash" });
///
/// assert!(matches!(serde_json::from_str(r#"{"by":"cash"}"#).unwrap(), Payment::Cash(_)));
/// assert!(matches!(serde_json::from_str(r#"{"by":"shell"}"#).unwrap(), Payment::Card(_)));
/// ```
#[macro_export]
macro_rules! untagged_union {
    (@tag) => {
        ::core::option::Option::None
    };
    (@tag $tag:literal) => {
        ::core::option::Option::Some($tag)
    };
    ($union:ident $(by $tag:literal)? { $($variant:ident($inner:ty) $(= $value:literal)?),+ $(,)? }) => {
        impl $crate::__private::Serialize for $union {
            fn serialize<S: $crate::__private::Serializer>(&self, serializer: S) -> ::core::result::Result<S::Ok, S::Error> {
                match self {
                    $(Self::$variant(inner) => $crate::__private::Serialize::serialize(inner, serializer),)+
                }
            }
        }

        impl<'de> $crate::__private::Deserialize<'de> for $union {
            fn deserialize<D: $crate::__private::Deserializer<'de>>(deserializer: D) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::read_union(deserializer)
            }
        }

        impl $crate::__private::Union for $union {
            const NAME: &'static str = ::core::stringify!($union);
            const TAG: ::core::option::Option<&'static str> = $crate::untagged_union!(@tag $($tag)?);
            const VARIANTS: &'static [$crate::__private::Candidate<Self>] =
                &[$($crate::__private::Candidate::new::<$inner>(
                    ::core::stringify!($variant),
                    $crate::untagged_union!(@tag $($value)?),
                    |text| $crate::__private::read_variant::<$inner>(text).map(Self::$variant),
                )),+];
        }
    };
}

/// A union.
pub trait Union: Serialize + Sized + 'static {
    /// What it is called in Rust.
    const NAME: &'static str;
    /// The member that tells the variants apart.
    const TAG: Option<&'static str>;
    /// In the order in which they are tried.
    const VARIANTS: &'static [Candidate<Self>];
}

/// A variant that may be the one.
pub struct Candidate<U> {
    name: &'static str,
    /// What the tag is in it.
    tag: Option<&'static str>,
    /// The only kind of JSON it can hold.
    asked: fn() -> Option<Kind>,
    read: fn(&str) -> serde_json::Result<U>,
}

impl<U> Candidate<U> {
    /// The variant of this name, whose value is a `T` with this tag, and how to read it.
    #[must_use]
    pub const fn new<T: DeserializeOwned>(
        name: &'static str,
        tag: Option<&'static str>,
        read: fn(&str) -> serde_json::Result<U>,
    ) -> Self {
        Self { name, tag, asked: asked::<T>, read }
    }
}

/// Reads the value of a variant.
///
/// # Errors
/// When it does not fit.
pub fn read_variant<T: DeserializeOwned>(text: &str) -> serde_json::Result<T> {
    serde_json::from_str(text)
}

/// Reads a union.
///
/// # Errors
/// When no variant fits, or when the value is nested deeper than any honest one.
pub fn read_union<'de, U: Union, D: Deserializer<'de>>(deserializer: D) -> Result<U, D::Error> {
    raw::read::<Chosen<U>, D>(deserializer).map(|chosen| chosen.0)
}

struct Chosen<U>(U);

impl<U: Union> FromText for Chosen<U> {
    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        if depth(text) > DEEPEST {
            return Err(E::custom("the value is nested too deeply"));
        }
        let kind = Kind::of(text);
        if let Some(named) = named(text) {
            if let Ok(union) = (named.read)(text) {
                return Ok(Self(union));
            }
            // Whatever another variant makes of it, it is not what came.
            trial::note_loss();
        }
        let of_kind =
            || U::VARIANTS.iter().filter(|variant| (variant.asked)().is_none_or(|asked| asked == kind));
        if let (1, Kind::Array | Kind::Object, Some(only)) = (of_kind().count(), kind, of_kind().next()) {
            // Its error tells why; to find that out again on each level of unions in unions would multiply the work.
            return (only.read)(text).map(Self).map_err(|error| E::custom(reason(&error)));
        }
        let best = match (of_kind().count(), trial::is_on()) {
            (1, _) => of_kind().find_map(|only| (only.read)(text).ok()),
            (_, true) => hasty(of_kind(), text),
            (_, false) => least_loss(of_kind(), text),
        };
        best.map(Self).ok_or_else(|| E::custom(format_args!("{}", Misfit::<U>(text, PhantomData))))
    }
}

/// The variant that the tag names.
fn named<U: Union>(text: &str) -> Option<&'static Candidate<U>> {
    let named = tag::of(text, U::TAG?)?;
    U::VARIANTS.iter().find(|variant| variant.tag.is_some_and(|tag| tag == named))
}

/// The first that fits.
fn hasty<'v, U: 'v>(variants: impl Iterator<Item = &'v Candidate<U>>, text: &str) -> Option<U> {
    trial::note_haste();
    variants.into_iter().find_map(|variant| (variant.read)(text).ok())
}

/// Of those that fit, the first that loses least.
fn least_loss<'v, U: Union>(variants: impl Iterator<Item = &'v Candidate<U>>, text: &str) -> Option<U> {
    let before = serde_json::from_str(text).unwrap_or(Tree::Null);
    let (mut best, mut least) = (None, usize::MAX);
    for variant in variants {
        let (Ok(union), hasty) = trial::hold(|| (variant.read)(text)) else {
            continue;
        };
        let after = serde_json::to_string(&union).and_then(|text| serde_json::from_str(&text));
        let lost = after.map_or(usize::MAX, |after| before.lost_in(&after));
        if best.is_none() || lost < least {
            (best, least) = (Some((union, variant, hasty)), lost);
        }
        if least == 0 {
            break;
        }
    }
    if least > 0 {
        trial::note_loss();
    }
    let (union, variant, hasty) = best?;
    // Once more, where unions inside it were hasty.
    Some(if hasty { (variant.read)(text).unwrap_or(union) } else { union })
}

/// Why a text fits no variant of a union.
struct Misfit<'t, U>(&'t str, PhantomData<U>);

impl<U: Union> fmt::Display for Misfit<'_, U> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the {} fits no variant of {}", describe(self.0), U::NAME)?;
        // On trial nobody reads it, and each reason takes a reading.
        if trial::is_on() {
            return Ok(());
        }
        for variant in U::VARIANTS {
            let (read, _) = trial::hold(|| (variant.read)(self.0));
            match read {
                Ok(_) => write!(f, "; as {}: an array is no object", variant.name)?,
                Err(error) => write!(f, "; as {}: {}", variant.name, reason(&error))?,
            }
        }
        Ok(())
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
