//! The URL of a sample call: its path and the names of its query. Its values, user and fragment may be
//! somebody's credentials and go no further.

use std::collections::BTreeSet;

/// A longer word without a value is more likely a key than the name of a parameter.
const LONGEST_BARE_NAME: usize = 32;

/// The path as the sample prints it, without scheme, user and host.
pub(super) fn path(url: &str) -> &str {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (url, _) = url.split_at_checked(end).unwrap_or((url, ""));
    if let Some((_, behind)) = url.split_once("//").filter(|(scheme, _)| is_scheme(scheme)) {
        return from_slash(behind);
    }
    let first = url.split('/').next().unwrap_or_default();
    if first.contains('@') { from_slash(url) } else { url }
}

fn is_scheme(before: &str) -> bool {
    before.is_empty() || (before.ends_with(':') && !before.contains('/'))
}

fn from_slash(text: &str) -> &str {
    text.find('/').and_then(|slash| text.get(slash..)).unwrap_or("/")
}

/// The names in the query, decoded. A piece without a value counts when it looks like a name, or `is_known`.
pub(super) fn query_names(url: &str, is_known: impl Fn(&str) -> bool) -> Vec<String> {
    let url = url.split('#').next().unwrap_or_default();
    let query = url.split_once('?').map_or("", |(_, query)| query);
    let name = |piece: &str| match piece.split_once('=') {
        Some((name, _)) => Some(decoded(name)),
        None => Some(decoded(piece)).filter(|name| is_known(name) || is_bare_name(name)),
    };
    query.split('&').filter_map(name).filter(|name| !name.is_empty()).collect()
}

/// What the spec keeps of a sample's URL.
pub(super) fn public(url: &str, is_known: impl Fn(&str) -> bool) -> String {
    let names = query_names(url, is_known);
    if names.is_empty() { path(url).to_owned() } else { format!("{}?{}", path(url), names.join("&")) }
}

/// Whether a word that stands without a value is an identifier.
pub(super) fn is_bare_name(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(|first| first.is_ascii_alphabetic() || first == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.'))
        && word.len() <= LONGEST_BARE_NAME
}

/// Whether the sample's path can be the documented one. A placeholder may be filled, kept or dropped, and a
/// sample may have a prefix of its server.
pub(super) fn agrees(documented: &str, url: &str) -> bool {
    let documented: Vec<_> = segments(path(documented)).collect();
    let sample: Vec<_> = segments(path(url)).map(decoded).collect();
    // How many of the sample's segments may be left over, from the last documented segment backwards.
    let mut left = BTreeSet::from([sample.len()]);
    for segment in documented.iter().rev() {
        let mut next = BTreeSet::new();
        for at in left {
            let before = at.checked_sub(1);
            let shown = before.and_then(|before| sample.get(before));
            if segment.contains('{') {
                next.insert(at);
                next.extend(before);
            } else if shown.is_some_and(|shown| *shown == decoded(segment) || shown.contains('{')) {
                next.extend(before);
            }
        }
        left = next;
    }
    sample.is_empty() || !left.is_empty()
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter(|segment| !segment.is_empty())
}

/// The text behind `%5B` and `+`; the text itself where that is no UTF-8.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let coded = rest.get(1..3).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let byte = coded.filter(|_| first == '%').and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let width = if let Some(byte) = byte {
            bytes.push(byte);
            3
        } else {
            let plain = if first == '+' { ' ' } else { first };
            bytes.extend(plain.encode_utf8(&mut [0; 4]).bytes());
            first.len_utf8()
        };
        rest = rest.get(width..).unwrap_or_default();
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_path_and_names_are_public() {
        for (url, kept) in [
            ("https://me:hunter2@api.example.com/a/b?token=t0k&page#frag", "/a/b?token&page"),
            ("me:hunter2@api.example.com/a", "/a"),
            ("//me@host/a", "/a"),
            ("https://api.example.com", "/"),
            ("{{BASE}}/a?filter%5Bname%5D=x", "{{BASE}}/a?filter[name]"),
            ("/a?orderId", "/a?orderId"),
            ("/a?c2VjcmV0+/", "/a"),
            ("/a?0123456789abcdef", "/a"),
            ("/a?next=https://b@c/d", "/a?next"),
            ("/a#?x=1", "/a"),
        ] {
            assert_eq!(public(url, |_| false), kept, "{url}");
        }
        assert_eq!(public("/a?2fa&x y", |name| name == "2fa"), "/a?2fa");
    }

    #[test]
    fn names_are_decoded_where_they_can_be() {
        assert_eq!(decoded("filter%5Bname%5d"), "filter[name]");
        assert_eq!(decoded("%E8%B4%B5+x"), "贵 x");
        assert_eq!(decoded("%ff"), "%ff");
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(decoded("%贵"), "%贵");
    }

    #[test]
    fn fixed_segments_contradict() {
        for (documented, sample) in [
            ("/v1/types/{id}", "/v1/types/7"),
            ("/v1/types/{id}", "/v1/types/"),
            ("/v1/{id}/lines", "https://host/api/v1/lines?x"),
            ("/v1/types", "{{BASE}}/v1/types"),
            ("/v1/types", "https://host"),
            ("https://host/v1/types", "/v1/types"),
        ] {
            assert!(agrees(documented, sample), "{documented} {sample}");
        }
        for (documented, sample) in
            [("/v1/types/{id}", "/v2/types/1"), ("/v1/types", "/v1/types/1"), ("/v1/types", "/types")]
        {
            assert!(!agrees(documented, sample), "{documented} {sample}");
        }
    }
}
