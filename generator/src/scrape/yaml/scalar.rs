//! What a YAML scalar means: the core schema of YAML 1.2, with numbers as JSON writes them.

use std::borrow::Cow;

use crate::scrape::json::{JsonValue, is_number};

/// A scalar as written.
pub(super) struct Scalar<'text> {
    pub(super) text: Cow<'text, str>,
    /// Whether nothing says that it is text.
    pub(super) is_plain: bool,
}

impl Scalar<'_> {
    /// The value it stands for. Dates stay text, and so do infinities, which JSON does not know.
    pub(super) fn value(&self) -> JsonValue {
        if !self.is_plain {
            return JsonValue::String(self.text.to_string());
        }
        match &*self.text {
            "" | "~" | "null" | "Null" | "NULL" => JsonValue::Null,
            "true" | "True" | "TRUE" => JsonValue::Boolean(true),
            "false" | "False" | "FALSE" => JsonValue::Boolean(false),
            text => number(text).map_or_else(|| JsonValue::String(text.to_owned()), JsonValue::Number),
        }
    }
}

/// The text as a JSON number, as it is where it is one already.
fn number(text: &str) -> Option<String> {
    if is_number(text) {
        return Some(text.to_owned());
    }
    for (prefix, radix) in [("0o", 8), ("0x", 16)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            let is_digits = digits.chars().all(|digit| digit.is_digit(radix));
            return u128::from_str_radix(digits, radix)
                .ok()
                .filter(|_| is_digits)
                .map(|value| value.to_string());
        }
    }
    let (sign, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => ("-", unsigned),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let end = unsigned.find(['e', 'E']).unwrap_or(unsigned.len());
    let (mantissa, exponent) = unsigned.split_at_checked(end)?;
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    let point = if fraction.is_empty() { "" } else { "." };
    Some(format!("{sign}{whole}{point}{fraction}{exponent}")).filter(|text| is_number(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_what_the_core_schema_calls_so() {
        let kept = ["0", "-1", "1.10", "12345678901234567890", "1e400", "-0"];
        let written = [
            ("007", "7"),
            ("+5", "5"),
            (".5", "0.5"),
            ("5.", "5"),
            ("0x1F", "31"),
            ("0o17", "15"),
            ("-.5e3", "-0.5e3"),
        ];
        for (text, expected) in kept.map(|text| (text, text)).into_iter().chain(written) {
            assert_eq!(number(text).as_deref(), Some(expected), "{text}");
        }
        for text in
            ["", ".", "-", "1_000", "1:30", ".inf", ".nan", "2024-01-01", "0x", "0x-1", "0b1", "e5", "1 2"]
        {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
