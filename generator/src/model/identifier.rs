//! Words of the documentation → Rust identifiers. ASCII letters, digits and Chinese characters are kept.

use std::collections::BTreeSet;

use heck::{ToSnakeCase, ToUpperCamelCase};

use super::rust_name::RustName;
use crate::spec::device_name::is_device;
use crate::spec::names::is_chinese;

/// Every word that cannot be an identifier as it is.
const KEYWORDS: &[&str] = &[
    "Self", "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "crate", "do",
    "dyn", "else", "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop",
    "macro", "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "self", "static",
    "struct", "super", "trait", "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual",
    "where", "while", "yield",
];

/// The keywords that cannot be written with `r#`.
const NEVER_RAW: &[&str] = &["Self", "crate", "self", "super"];

/// A name for a field, an argument or a function: `refundId` → `refund_id`, `type` → `r#type`.
pub(super) fn snake(words: &str) -> RustName {
    let snake = kept(words).to_snake_case();
    escaped(if snake.is_empty() {
        spelled_out(words, "unnamed").to_lowercase()
    } else {
        leading_letter(&snake, "n")
    })
}

/// A name for a type or variant: `Refunds only` → `RefundsOnly`.
pub(super) fn camel(words: &str) -> String {
    let camel = kept(words).to_upper_camel_case();
    if camel.is_empty() { spelled_out(words, "Unnamed") } else { leading_letter(&camel, "N") }
}

/// A name for a module, which is also that of a file: ASCII, no keyword, and nothing that Windows takes for a device.
pub(super) fn module(words: &str) -> RustName {
    let ascii: String = words
        .chars()
        .map(|character| if character.is_ascii() { character.to_string() } else { code_point(character) })
        .collect();
    let snake = snake(&ascii);
    RustName::new(if snake.as_str() == snake.plain() && !is_device(snake.plain()) {
        snake.plain().to_owned()
    } else {
        format!("{}_", snake.plain())
    })
}

/// `text` as a name, if it is an identifier and no keyword.
pub(super) fn checked(text: &str) -> Option<RustName> {
    let starts_well = text
        .chars()
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == '_' || is_chinese(first));
    let valid = starts_well
        && text != "_"
        && text.chars().all(|character| character == '_' || is_kept(character))
        && KEYWORDS.binary_search(&text).is_err();
    valid.then(|| RustName::new(text))
}

/// `text` as the name of a type or variant, if it is one in the usual style.
pub(super) fn checked_type(text: &str) -> Option<RustName> {
    let in_style = !text.contains('_') && !text.starts_with(|first: char| first.is_ascii_lowercase());
    checked(text).filter(|_| in_style)
}

/// `wanted`, or `wanted_2` and so on where names are taken; it is taken then.
pub(super) fn distinct(wanted: &RustName, taken: &mut BTreeSet<RustName>) -> RustName {
    let name = first_free(wanted, |name| !taken.contains(name));
    taken.insert(name.clone());
    name
}

/// `wanted`, or the first of `wanted_2` and so on that is free.
pub(super) fn first_free(wanted: &RustName, is_free: impl Fn(&RustName) -> bool) -> RustName {
    let numbered =
        (2..).map(|number| RustName::new(format!("{}_{number}", wanted.plain().trim_end_matches('_'))));
    let free = std::iter::once(wanted.clone()).chain(numbered).find(|name| is_free(name));
    free.unwrap_or_else(|| wanted.clone())
}

/// `text` as the name of a field, if it is one in the usual style; keywords need their `r#`.
pub(super) fn checked_field(text: &str) -> Option<RustName> {
    let plain = text.trim_matches('_');
    let in_style = !plain.is_empty()
        && !plain.contains("__")
        && !text.contains(|letter: char| letter.is_ascii_uppercase());
    let raw = text
        .strip_prefix("r#")
        .filter(|word| KEYWORDS.binary_search(word).is_ok() && !NEVER_RAW.contains(word));
    raw.map(|_| RustName::new(text)).or_else(|| checked(text)).filter(|_| in_style)
}

fn escaped(name: String) -> RustName {
    if NEVER_RAW.contains(&name.as_str()) {
        RustName::new(name + "_")
    } else if KEYWORDS.binary_search(&name.as_str()).is_ok() {
        RustName::new(format!("r#{name}"))
    } else {
        RustName::new(name)
    }
}

fn leading_letter(name: &str, letter: &str) -> String {
    if name.starts_with(|first: char| first.is_ascii_digit()) {
        format!("{letter}{name}")
    } else {
        name.to_owned()
    }
}

fn kept(words: &str) -> String {
    let spoken = words.chars().filter(|character| !matches!(character, '\'' | '’'));
    spoken.map(|character| if is_kept(character) { character } else { ' ' }).collect()
}

fn is_kept(character: char) -> bool {
    character.is_ascii_alphanumeric() || is_chinese(character)
}

/// Words in another script, or punctuation alone, by the numbers of their characters.
fn spelled_out(words: &str, otherwise: &str) -> String {
    const LONGEST: usize = 8;
    let letters: String =
        words.chars().filter(|character| character.is_alphabetic()).take(LONGEST).map(code_point).collect();
    if letters.is_empty() { otherwise.to_owned() } else { letters.to_upper_camel_case() }
}

fn code_point(character: char) -> String {
    format!("_u{:x}", u32::from(character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_snake_case() {
        for (words, name) in [
            ("refundId", "refund_id"),
            ("access-key", "access_key"),
            ("type", "r#type"),
            ("gen", "r#gen"),
            ("self", "self_"),
            ("Self", "self_"),
            ("2faCode", "n2fa_code"),
            ("订单状态", "订单状态"),
            ("_", "unnamed"),
            ("", "unnamed"),
            ("при", "u43fu440u438"),
            ("a\u{202e}b", "a_b"),
        ] {
            assert_eq!(snake(words).as_str(), name, "{words}");
        }
    }

    #[test]
    fn words_become_camel_case() {
        for (words, name) in [
            ("Refunds only", "RefundsOnly"),
            ("Seller's confirmation of receipt", "SellersConfirmationOfReceipt"),
            ("CancelRefundOrderVO", "CancelRefundOrderVo"),
            ("2nd", "N2nd"),
            ("仅退款", "仅退款"),
            ("…", "Unnamed"),
        ] {
            assert_eq!(camel(words), name, "{words}");
        }
    }

    #[test]
    fn modules_are_ascii_and_no_keyword() {
        assert_eq!(module("after-sales").as_str(), "after_sales");
        assert_eq!(module("type").as_str(), "type_");
        assert_eq!([module("aux").as_str(), module("COM1").as_str()], ["aux_", "com1_"]);
        assert_eq!(module("订单").as_str(), "u8ba2_u5355");
        assert_eq!(module("2024").as_str(), "n2024");
    }

    #[test]
    fn keywords_are_sorted_for_the_search() {
        assert!(KEYWORDS.is_sorted());
    }

    #[test]
    fn hand_written_names_are_checked() {
        assert!(checked("refund_info").is_some());
        for wrong in ["", "_", "type", "1st", "a b", "a-b", "a\u{202e}", "Self"] {
            assert_eq!(checked(wrong), None, "{wrong}");
        }
        for right in ["refund_info", "r#type", "_id", "退款", "a_"] {
            assert!(checked_field(right).is_some(), "{right}");
        }
        for wrong in ["refundInfo", "type", "r#self", "r#refund", "__", "a__b", "r#", "1st", "a b", ""] {
            assert_eq!(checked_field(wrong), None, "{wrong}");
        }
        assert!(checked_type("RefundType").is_some());
        assert_eq!(checked_type("refund_type"), None);
        assert_eq!(checked_type("Refund_Type"), None);
    }
}
