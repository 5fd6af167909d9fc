//! A JSON number of any size and precision, without loss.

mod repr;

use crate::decimal::Decimal;
use crate::raw::{self, FromText};
use repr::Repr;
use serde::de::{Error, Unexpected};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;
use std::cmp::Ordering;
use std::error::Error as StdError;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// Any JSON number. It is written back as the text it was read from.
///
/// Equality, order and hash go by the exact value, as in mathematics: `0.10` equals `0.1`, `1e2` equals `100`, `-0` equals `0`, and
/// `9007199254740993` does not equal `9007199254740992`.
///
/// It reads from the readers of `serde_json` and from [`serde_json::Value`], but not through serde's own buffer (`flatten`, `untagged`),
/// which would round it; [`untagged_union!`](crate::untagged_union) does without that buffer.
#[derive(Clone)]
pub struct Number(Repr);

impl Number {
    /// The value if it is whole and fits; `1.0` and `1e2` are whole.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_i128()?.try_into().ok()
    }

    /// The value if it is whole and fits; `1.0` and `1e2` are whole.
    #[must_use]
    pub fn as_u64(&self) -> Option<u64> {
        self.as_i128()?.try_into().ok()
    }

    /// The value if it is whole and fits.
    pub(crate) fn as_i128(&self) -> Option<i128> {
        match &self.0 {
            Repr::Integer(value) => Some((*value).into()),
            _ => self.decimal().to_i128(),
        }
    }

    /// The nearest floating-point number; none for those beyond its range, such as `1e400`.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.to_string().parse().ok().filter(|value: &f64| value.is_finite())
    }

    /// Takes text that is known to be JSON.
    #[inline]
    pub(crate) fn from_json(text: &str) -> Result<Self, NumberError> {
        if !matches!(text.as_bytes(), [b'-' | b'0'..=b'9', ..]) {
            return Err(NumberError);
        }
        Ok(Self(Repr::new(text)))
    }

    fn decimal(&self) -> Decimal {
        self.0.text().map_or_else(|| Decimal::parse(&self.to_string()), Decimal::parse)
    }
}

/// Why something is no [`Number`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NumberError;

impl fmt::Display for NumberError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a number that JSON can express")
    }
}

impl StdError for NumberError {}

macro_rules! from_integers {
    ($($integer:ty),+) => {$(
        impl From<$integer> for Number {
            fn from(value: $integer) -> Self {
                Self(Repr::Integer(value.into()))
            }
        }
    )+};
}
from_integers!(i8, i16, i32, i64, u8, u16, u32);

impl From<u64> for Number {
    fn from(value: u64) -> Self {
        Self(Repr::new(&value.to_string()))
    }
}

impl TryFrom<f64> for Number {
    type Error = NumberError;

    /// The shortest text that reads back as the same value; JSON has none for NaN and the infinities.
    fn try_from(value: f64) -> Result<Self, NumberError> {
        if !value.is_finite() {
            return Err(NumberError);
        }
        serde_json::to_string(&value).map_err(|_| NumberError)?.parse()
    }
}

impl FromStr for Number {
    type Err = NumberError;

    /// Takes what JSON takes, and nothing around it.
    fn from_str(text: &str) -> Result<Self, NumberError> {
        let raw: &RawValue = serde_json::from_str(text).map_err(|_| NumberError)?;
        if raw.get().len() == text.len() { Self::from_json(text) } else { Err(NumberError) }
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Number({self})")
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Number {}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        match (&self.0, &other.0) {
            (Repr::Integer(left), Repr::Integer(right)) => left.cmp(right),
            _ => self.decimal().cmp(&other.decimal()),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // Equal values must hash alike, however they are kept.
        match self.as_i64() {
            Some(value) => value.hash(state),
            None => self.decimal().hash(state),
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        raw::read(deserializer)
    }
}

impl FromText for Number {
    fn from_text<E: Error>(text: &str) -> Result<Self, E> {
        Self::from_json(text)
            .map_err(|_| E::invalid_type(Unexpected::Other(crate::json::describe(text)), &"a number"))
    }
}
