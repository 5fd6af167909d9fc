//! Enumerations told in prose: `退款类型 1【仅退款/Refunds only】2【退货退款/Returned items and refunds】`.

use crate::spec::schema::{EnumScalar, EnumValue};

/// Bracket pairs that set off the words for a value.
const BRACKETS: [(char, char); 4] = [('【', '】'), ('[', ']'), ('（', '）'), ('(', ')')];

/// The values a description lists; empty unless it lists at least two different ones.
///
/// Two forms are read: a number and its words in brackets (`1【…】`, `2(…)`), and a number, a colon, dash or
/// equals sign, and its words up to the next separator (`1: open, 2: closed`).
pub(super) fn values(description: &str) -> Vec<EnumValue> {
    let bracketed = bracketed(description);
    let found = if bracketed.len() >= 2 { bracketed } else { separated(description) };
    let distinct = found
        .iter()
        .enumerate()
        .all(|(at, (value, _))| found[..at].iter().all(|(earlier, _)| earlier != value));
    if found.len() < 2 || !distinct {
        return Vec::new();
    }
    found.into_iter().map(|(value, words)| enum_value(value, words)).collect()
}

/// A value without words.
pub(super) const fn plain(value: EnumScalar) -> EnumValue {
    EnumValue { value, name: None, description: None, evidence: Vec::new() }
}

/// An integer on a line of its own, alone or with its words: `2`, `2-high`.
pub(super) fn integer(line: &str) -> Option<EnumValue> {
    match line.trim().parse() {
        Ok(value) => Some(plain(EnumScalar::Integer(value))),
        Err(_) => value_and_words(line.trim()).map(|(value, words)| enum_value(value, words)),
    }
}

fn enum_value(value: i64, words: &str) -> EnumValue {
    let (english, other): (Vec<_>, Vec<_>) = words
        .split(['/', '／', '|'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .partition(|part| is_english(part));
    let join = |parts: Vec<&str>| (!parts.is_empty()).then(|| parts.join(" / "));
    EnumValue {
        value: EnumScalar::Integer(value),
        name: join(english),
        description: join(other),
        evidence: Vec::new(),
    }
}

/// Whether words are written in English letters.
pub(super) fn is_english(words: &str) -> bool {
    words.is_ascii() && words.chars().any(|letter| letter.is_ascii_alphabetic())
}

/// `1【…】`, `2(…)`: every number must have the same kind of bracket behind it.
fn bracketed(text: &str) -> Vec<(i64, &str)> {
    BRACKETS
        .iter()
        .map(|&(open, close)| bracketed_with(text, open, close))
        .max_by_key(Vec::len)
        .unwrap_or_default()
}

fn bracketed_with(text: &str, open: char, close: char) -> Vec<(i64, &str)> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once(open) {
        let Some((words, after)) = behind.split_once(close) else { break };
        if let Some(value) = trailing_number(before.trim_end()) {
            found.push((value, words.trim()));
        }
        rest = after;
    }
    found
}

/// The number at the end of `text`, unless it is part of a word.
fn trailing_number(text: &str) -> Option<i64> {
    let digits = text.chars().rev().take_while(char::is_ascii_digit).count();
    let (before, number) = text.split_at_checked(text.len() - digits)?;
    let (before, number) = match before.strip_suffix('-') {
        Some(before) => (before, format!("-{number}")),
        None => (before, number.to_owned()),
    };
    let part_of_word = before.ends_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '.');
    if part_of_word { None } else { number.parse().ok() }
}

/// `1: open, 2: closed`, `0-否；1-是`: every piece but the words before the first value must be a value.
fn separated(text: &str) -> Vec<(i64, &str)> {
    let mut found = Vec::new();
    for piece in text.split([',', '，', ';', '；', '、', '\n']) {
        let piece = piece.trim();
        match value_and_words(piece) {
            Some(entry) => found.push(entry),
            None if found.is_empty() => {
                // The first value may follow an introduction: `status: 0: closed` or `状态 0-关闭`.
                found.extend(
                    piece.split_once([':', '：', ' ']).and_then(|(_, tail)| value_and_words(tail.trim())),
                );
            }
            None => return Vec::new(),
        }
    }
    found
}

fn value_and_words(piece: &str) -> Option<(i64, &str)> {
    let digits = piece.chars().take_while(char::is_ascii_digit).count();
    let (number, rest) = piece.split_at_checked(digits)?;
    let words = rest.trim_start().strip_prefix([':', '：', '-', '=', '—'])?.trim();
    let starts_a_number = words.starts_with(|letter: char| letter.is_ascii_digit());
    (!words.is_empty() && !starts_a_number).then_some(())?;
    Some((number.parse().ok()?, words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(EnumScalar, Option<String>, Option<String>)> {
        values(text).into_iter().map(|value| (value.value, value.name, value.description)).collect()
    }

    fn entry(
        value: i64,
        name: Option<&str>,
        description: Option<&str>,
    ) -> (EnumScalar, Option<String>, Option<String>) {
        (EnumScalar::Integer(value), name.map(str::to_owned), description.map(str::to_owned))
    }

    #[test]
    fn brackets_hold_chinese_and_english() {
        assert_eq!(
            read("类型(kind)1【开/Open】2【关/Closed for good】"),
            [entry(1, Some("Open"), Some("开")), entry(2, Some("Closed for good"), Some("关"))]
        );
    }

    #[test]
    fn separators_part_values() {
        assert_eq!(read("状态 0-否；1-是"), [entry(0, None, Some("否")), entry(1, None, Some("是"))]);
        assert_eq!(
            read("1: open, 2: closed"),
            [entry(1, Some("open"), None), entry(2, Some("closed"), None)]
        );
    }

    #[test]
    fn ordinary_prose_lists_nothing() {
        for text in [
            "",
            "Up to 20 (twenty) items",
            "2024-01-01, 2024-02-01",
            "v1(old) v2(new)",
            "1【一】",
            "1【a】1【b】",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
