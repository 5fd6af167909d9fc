//! Scalars of another kind than promised: what can be said in the promised kind without a loss is said so.

use crate::document::{Kind, Value};
use crate::{Number, Shape};
use std::borrow::Cow;

/// How a value meets a promise.
#[derive(Debug, PartialEq)]
pub(super) enum Fit<'d> {
    /// As it is.
    AsItIs,
    /// As this JSON text.
    Converted(Cow<'d, str>),
    Not,
}

/// Holds any value against the shape of a scalar.
pub(super) fn fit(shape: Shape, value: Value<'_>) -> Fit<'_> {
    let converted = match (shape, value.kind()) {
        (Shape::Boolean, Kind::Boolean) | (Shape::Number | Shape::NumberOrString, Kind::Number) => {
            return Fit::AsItIs;
        }
        // A string that is no text fits nothing.
        (Shape::String | Shape::Strings(_) | Shape::NumberOrString, Kind::String) => {
            return if value.string().is_some() { Fit::AsItIs } else { Fit::Not };
        }
        (Shape::Boolean, _) => boolean(value).map(Cow::Borrowed),
        (Shape::Integer | Shape::Integers(_), Kind::Number) if is_plain_integer(value.text()) => {
            return Fit::AsItIs;
        }
        (Shape::Integer | Shape::Integers(_), _) => integer(value, i64::MIN.into(), i64::MAX.into()),
        (Shape::IntegerWithin(least, most), _) => match integer(value, least, most) {
            Some(text) if text == value.text() => return Fit::AsItIs,
            converted => converted,
        },
        (Shape::Number, _) => number(value),
        (Shape::String | Shape::Strings(_), Kind::Number | Kind::Boolean)
        | (Shape::NumberOrString, Kind::Boolean) => Some(Cow::Owned(format!("\"{}\"", value.text()))),
        (Shape::String | Shape::Strings(_) | Shape::NumberOrString, Kind::Array | Kind::Object) => {
            serde_json::to_string(value.text()).ok().map(Cow::Owned)
        }
        _ => None,
    };
    converted.map_or(Fit::Not, Fit::Converted)
}

fn is_plain_integer(text: &str) -> bool {
    // `-0` is no integer to `serde_json`.
    text != "-0" && text.parse::<i64>().is_ok()
}

fn boolean(value: Value<'_>) -> Option<&'static str> {
    let text = match value.kind() {
        Kind::Number => Cow::Borrowed(value.text()),
        Kind::String => value.string()?,
        _ => return None,
    };
    match text.trim() {
        "1" => Some("true"),
        "0" => Some("false"),
        word if word.eq_ignore_ascii_case("true") => Some("true"),
        word if word.eq_ignore_ascii_case("false") => Some("false"),
        _ => None,
    }
}

/// A JSON number that is whole and within these limits, in plain digits. It is never rounded.
fn integer(value: Value<'_>, least: i128, most: i128) -> Option<Cow<'_, str>> {
    let whole = number(value)?.parse::<Number>().ok()?.as_i128()?;
    (least <= whole && whole <= most).then(|| Cow::Owned(whole.to_string()))
}

/// The text of the JSON number that the value is or spells.
fn number(value: Value<'_>) -> Option<Cow<'_, str>> {
    match value.kind() {
        Kind::Number => Some(Cow::Borrowed(value.text())),
        Kind::Boolean => Some(Cow::Borrowed(if value.text() == "true" { "1" } else { "0" })),
        Kind::String => {
            let text = value.string()?;
            let text = text.trim();
            text.parse::<Number>().is_ok().then(|| Cow::Owned(text.to_owned()))
        }
        _ => None,
    }
}
