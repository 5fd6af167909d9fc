//! Where a line of allowed values that are glued together is to be cut, if what is known of them leaves no choice.

use std::collections::BTreeSet;

/// Longer lines are no lists of values.
const LONGEST: usize = 600;

/// What stands between values, and in none of them.
pub(super) const SEPARATORS: [char; 6] = [',', '，', '、', ';', '；', '|'];

/// The values on a line, where the `known` ones prove where to cut: every way to do so must give the same list.
pub(super) fn cut(text: &str, known: &BTreeSet<&str>) -> Option<Vec<String>> {
    if text.len() > LONGEST || known.contains(text) {
        return None;
    }
    let mut ways = BTreeSet::new();
    if text.contains(SEPARATORS) {
        ways.extend(separated(text, known));
    } else {
        ways.extend(covered(text, known)?);
        for value in known.iter().filter(|value| text.contains(**value)) {
            ways.extend(alike(text, value));
            ways.extend(equally_wide(text, value));
        }
    }
    let way = ways.pop_first()?;
    let is_list = way.len() > 1 && way.iter().collect::<BTreeSet<_>>().len() == way.len();
    (ways.is_empty() && is_list).then(|| way.into_iter().map(str::to_owned).collect())
}

/// `v1, v2`: one of the pieces is known.
fn separated<'t>(text: &'t str, known: &BTreeSet<&str>) -> Option<Vec<&'t str>> {
    let pieces: Vec<_> = text.split(SEPARATORS).map(str::trim).collect();
    let is_proven =
        pieces.iter().all(|piece| !piece.is_empty()) && pieces.iter().any(|piece| known.contains(piece));
    is_proven.then_some(pieces)
}

/// The text as known values one after the other; the outer `None` where there are several ways.
#[expect(clippy::option_option, reason = "no way and several ways are different answers")]
fn covered<'t>(text: &'t str, known: &BTreeSet<&str>) -> Option<Option<Vec<&'t str>>> {
    // For each place from the end: how many ways lead on from there, and the value of the only one.
    let mut ways: Vec<(u32, usize)> = vec![(0, 0); text.len() + 1];
    if let Some(end) = ways.last_mut() {
        *end = (1, 0);
    }
    for at in (0..text.len()).rev() {
        let Some(rest) = text.get(at..) else { continue };
        let mut here = (0_u32, 0);
        for value in known.iter().filter(|value| !value.is_empty() && rest.starts_with(**value)) {
            let below = ways.get(at + value.len()).map_or(0, |(count, _)| *count);
            if below > 0 {
                here = (here.0.saturating_add(below), value.len());
            }
        }
        if let Some(way) = ways.get_mut(at) {
            *way = here;
        }
    }
    match ways.first() {
        Some((0, _)) | None => return Some(None),
        Some((1, _)) => {}
        Some(_) => return None,
    }
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((part, behind)) =
        ways.get(text.len() - rest.len()).and_then(|(_, length)| rest.split_at_checked(*length))
    {
        if part.is_empty() {
            break;
        }
        parts.push(part);
        rest = behind;
    }
    Some(Some(parts))
}

/// `v1v2v3` with `v1` known: every part has the kinds of characters that the known value has, in the same order. One
/// kind alone, such as the capitals of `PAIDSENT`, marks no border.
fn alike<'t>(text: &'t str, value: &str) -> Option<Vec<&'t str>> {
    let shape: Vec<_> = runs(value).into_iter().map(|(kind, _)| kind).collect();
    let runs = runs(text);
    if shape.len() < 2 || shape.first() == shape.last() || !runs.len().is_multiple_of(shape.len()) {
        return None;
    }
    let mut parts = Vec::new();
    let mut from = 0;
    for part in runs.chunks(shape.len()) {
        let is_alike = part.iter().map(|(kind, _)| kind).eq(&shape);
        let end = part.last().map(|(_, end)| *end).filter(|_| is_alike)?;
        parts.push(text.get(from..end)?);
        from = end;
    }
    parts.contains(&value).then_some(parts)
}

/// `010203` with `01` known: figures, every value of them as wide as the known one.
fn equally_wide<'t>(text: &'t str, value: &str) -> Option<Vec<&'t str>> {
    let are_figures = text.bytes().all(|byte| byte.is_ascii_digit());
    if !are_figures || value.is_empty() || !text.len().is_multiple_of(value.len()) {
        return None;
    }
    let parts: Option<Vec<_>> =
        (0..text.len()).step_by(value.len()).map(|from| text.get(from..from + value.len())).collect();
    parts.filter(|parts| parts.contains(&value))
}

/// What a character is; others stand for themselves, so that `a-b` and `a_b` differ.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Upper,
    Lower,
    Figure,
    Other(char),
}

/// The runs of characters of one kind, and where each ends.
fn runs(text: &str) -> Vec<(Kind, usize)> {
    let mut runs: Vec<(Kind, usize)> = Vec::new();
    for (at, character) in text.char_indices() {
        let kind = match character {
            _ if character.is_uppercase() => Kind::Upper,
            _ if character.is_ascii_digit() => Kind::Figure,
            _ if character.is_alphabetic() => Kind::Lower,
            other => Kind::Other(other),
        };
        let end = at + character.len_utf8();
        match runs.last_mut() {
            Some((last, until)) if *last == kind => *until = end,
            _ => runs.push((kind, end)),
        }
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str, known: &[&str]) -> Vec<String> {
        cut(text, &known.iter().copied().collect()).unwrap_or_default()
    }

    #[test]
    fn known_values_that_cover_the_line_prove_the_cuts() {
        assert_eq!(values("newpaidsent", &["new", "paid", "sent"]), ["new", "paid", "sent"]);
        assert_eq!(values("newnewer", &["new", "newer"]), ["new", "newer"]);
        assert_eq!(values("待付款已付款", &["待付款", "已付款"]), ["待付款", "已付款"]);
    }

    #[test]
    fn two_ways_prove_nothing() {
        assert_eq!(values("abab", &["ab", "abab", "a", "bab"]), [""; 0]);
        assert_eq!(values("aab", &["a", "aa", "ab", "b"]), [""; 0]);
        // Twice the same value is no list.
        assert_eq!(values("newnew", &["new"]), [""; 0]);
    }

    #[test]
    fn one_known_value_shows_the_shape_of_all() {
        assert_eq!(values("v1v2v10", &["v1"]), ["v1", "v2", "v10"]);
        assert_eq!(values("NewPaidSent", &["Paid"]), ["New", "Paid", "Sent"]);
        assert_eq!(values("v1v2x", &["v1"]), [""; 0]);
        assert_eq!(values("PAIDSENT", &["PAID"]), [""; 0]);
        assert_eq!(values("v1v2v3", &[]), [""; 0]);
        assert_eq!(values("v1v2v3", &["v9"]), [""; 0]);
        // The border between two values that start and end alike cannot be seen.
        assert_eq!(values("a1ba1c", &["a1b"]), [""; 0]);
    }

    #[test]
    fn figures_are_equally_wide() {
        assert_eq!(values("010203", &["02"]), ["01", "02", "03"]);
        assert_eq!(values("123", &["1"]), ["1", "2", "3"]);
        assert_eq!(values("12345678910", &["1"]), [""; 0]);
        assert_eq!(values("1020", &["10", "1"]), [""; 0]);
    }

    #[test]
    fn separators_part_values_where_one_is_known() {
        assert_eq!(values("new, paid", &["paid"]), ["new", "paid"]);
        assert_eq!(values("new, paid", &["sent"]), [""; 0]);
    }

    #[test]
    fn a_known_value_is_whole() {
        assert_eq!(values("v1v2", &["v1v2", "v1"]), [""; 0]);
    }
}
