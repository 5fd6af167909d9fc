//! The head of a page: title, status badge, verb and path.

use super::labels;
use super::line::{Line, words};
use super::navigation;
use crate::diagnostic::{Code, Diagnostic, Origin, quote};
use crate::scrape::facts::Verb;
use std::sync::Arc;

/// Longer lines are no badges we do not know.
const LONGEST_BADGE: usize = 20;

/// Where the parts of the head stand among the lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) title: usize,
    /// The badge's line and its words; the line is the verb's where both are glued together.
    pub(super) badge: Option<(usize, String)>,
    pub(super) verb: (usize, Verb),
    pub(super) path: usize,
}

/// Finds the head: the first place where a verb stands above a path.
pub(super) fn find(file: &Arc<str>, lines: &[Line]) -> Result<Head, Diagnostic> {
    let place = (0..lines.len()).find_map(|index| {
        let (badge, verb) = own_verb(lines, index)?;
        is_path(words(lines, index + 1)).then_some((index, badge, verb))
    });
    let Some((index, glued_badge, verb)) = place else { return Err(missing(file, lines)) };
    let (title, badge) = match glued_badge {
        Some(badge) => (index.checked_sub(1), Some((index, badge))),
        None if has_badge_above(lines, index) => {
            let above = index - 1;
            (above.checked_sub(1), Some((above, words(lines, above).to_owned())))
        }
        None => (index.checked_sub(1), None),
    };
    match title.filter(|title| is_title(lines, *title)) {
        Some(title) => Ok(Head { title, badge, verb: (index, verb), path: index + 1 }),
        None => Err(Diagnostic::new(
            Code::NoEndpoint,
            origin(file, lines, index),
            format!("no title stands above {}", quote(words(lines, index))),
        )
        .hint("capture the whole page: title, verb and path stand below one another")),
    }
}

/// Whether a verb stands here above a path, or above a topic where those count.
pub(super) fn is_head(lines: &[Line], index: usize, counts_topics: bool) -> bool {
    let path = words(lines, index + 1);
    own_verb(lines, index).is_some()
        && (path.starts_with('/') || is_url(path) || (counts_topics && is_path(path)))
}

/// The verb on a line of its own, perhaps with a badge glued in front, unless the navigation prints it.
fn own_verb(lines: &[Line], index: usize) -> Option<(Option<String>, Verb)> {
    let line = lines.get(index)?;
    let above = index.checked_sub(1).and_then(|above| lines.get(above));
    if line.is_indented() && above.is_some_and(navigation::is_bullet) {
        return None;
    }
    if let Some(verb) = labels::verb(&line.words) {
        return Some((None, verb));
    }
    labels::verb_words().find_map(|word| {
        let badge = line.words.strip_suffix(word)?.trim_end();
        labels::is_status_badge(badge).then(|| Some((Some(badge.to_owned()), labels::verb(word)?)))?
    })
}

/// Whether the line above the verb is a badge. A title may be the same word, so it is a badge only
/// where another title stands above it, and where the navigation does not list it as a title. Where the
/// navigation lists the line above instead, a short word we do not know is a badge, too.
fn has_badge_above(lines: &[Line], verb: usize) -> bool {
    let (Some(badge), Some(title)) = (verb.checked_sub(1), verb.checked_sub(2)) else {
        return false;
    };
    let above = lines.get(..badge).unwrap_or_default();
    let is_listed = |title: &str| navigation::lists(above, title);
    let (badge, has_title) = (words(lines, badge), is_listed(words(lines, title)));
    let is_badge = if labels::is_status_badge(badge) {
        has_title || !is_listed(badge)
    } else {
        has_title && !is_listed(badge) && badge.chars().count() <= LONGEST_BADGE
    };
    is_badge && is_title(lines, title)
}

/// Whether a line can be a title, and is not a part of the navigation.
fn is_title(lines: &[Line], index: usize) -> bool {
    lines.get(index).is_some_and(|line| !navigation::is_item(line) && !navigation::is_crumb(line))
}

/// `/orders/{id}`, or the topic of a callback such as `ORDER_PRICE_CHANGED`.
fn is_path(words: &str) -> bool {
    let is_topic =
        |character: char| character == '_' || character.is_ascii_uppercase() || character.is_ascii_digit();
    words.starts_with('/')
        || (words.contains('_')
            && words.starts_with(|first: char| first.is_ascii_uppercase())
            && words.chars().all(is_topic))
}

/// `https://api.x.test/orders`
fn is_url(words: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| words.starts_with(scheme)) && !words.contains(' ')
}

fn origin(file: &Arc<str>, lines: &[Line], index: usize) -> Origin {
    Origin::new(Arc::clone(file), lines.get(index).map_or(1, |line| line.number))
}

/// Why there is no head.
fn missing(file: &Arc<str>, lines: &[Line]) -> Diagnostic {
    let last = lines.len().saturating_sub(1);
    let is_call = |index: &usize| own_verb(lines, *index).is_some() && is_url(words(lines, *index + 1));
    if let Some(index) = (0..lines.len()).find(is_call) {
        return Diagnostic::new(
            Code::NoEndpoint,
            origin(file, lines, index + 1),
            format!("{} is an address, where only a path can stand", quote(words(lines, index + 1))),
        )
        .hint("keep the path in that line of the capture, and move what stands before it to `base_url` in `api.yaml`");
    }
    let verb = (0..lines.len()).rev().find(|index| own_verb(lines, *index).is_some());
    match verb {
        Some(index) if index == last => Diagnostic::new(
            Code::TruncatedPage,
            origin(file, lines, index),
            format!("the page ends behind {}", quote(words(lines, index))),
        )
        .hint("capture the page again, down to its last line"),
        Some(index) => Diagnostic::new(
            Code::NoEndpoint,
            origin(file, lines, index),
            format!("no path stands below {}", quote(words(lines, index))),
        )
        .hint("capture the page again: below the verb stands a path that starts with `/`"),
        None => Diagnostic::new(
            Code::NoEndpoint,
            origin(file, lines, 0),
            "no verb such as `POST` stands above a path",
        )
        .hint("capture the whole page of an endpoint; delete captures of other pages"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;

    fn head(text: &str) -> Result<Head, Code> {
        find(&"captures/a.txt".into(), &split(text)).map_err(|diagnostic| diagnostic.code)
    }

    fn found(title: usize, badge: Option<(usize, &str)>, verb: (usize, Verb)) -> Head {
        let badge = badge.map(|(line, words)| (line, words.to_owned()));
        Head { title, badge, verb, path: verb.0 + 1 }
    }

    #[test]
    fn a_badge_stands_above_the_verb_or_is_glued_to_it() {
        let expected = Ok(found(1, Some((2, "开发中")), (3, Verb::Post)));
        assert_eq!(head("  1. Orders\n\nList\n\n开发中\nPOST\n/orders"), expected);
        let expected = Ok(found(0, Some((1, "Deprecated")), (1, Verb::Delete)));
        assert_eq!(head("List\nDeprecatedDELETE\n/orders"), expected);
        assert_eq!(head("List\nDEL\n/orders"), Ok(found(0, None, (1, Verb::Delete))));
    }

    #[test]
    fn a_title_may_be_a_badge_or_a_verb() {
        assert_eq!(head("  1. A\nTesting\nPOST\n/a"), Ok(found(1, None, (2, Verb::Post))));
        assert_eq!(head("- TestingPOST\nTesting\nPOST\n/a"), Ok(found(1, None, (2, Verb::Post))));
        assert_eq!(head("- TestingPOST\nSite\nTesting\nPOST\n/a"), Ok(found(2, None, (3, Verb::Post))));
        assert_eq!(head("Testing\nTesting\nPOST\n/a"), Ok(found(0, Some((1, "Testing")), (2, Verb::Post))));
        let expected = Ok(found(1, Some((2, "Pending")), (3, Verb::Get)));
        assert_eq!(head("- T PendingGET\nT Pending\nPending\nGET\n/a"), expected);
        assert_eq!(head("GET\nPOST\n/a"), Ok(found(0, None, (1, Verb::Post))));
    }

    #[test]
    fn an_unknown_badge_stands_below_a_listed_title() {
        let expected = Ok(found(1, Some((2, "On hold")), (3, Verb::Get)));
        assert_eq!(head("- ListGET\nList\nOn hold\nGET\n/a"), expected);
        let expected = Ok(found(2, None, (3, Verb::Get)));
        assert_eq!(head("- ListGET\nSite\nOn hold\nGET\n/a"), expected);
        assert_eq!(head("- List\nList\nList of all orders there are\nGET\n/a"), expected);
    }

    #[test]
    fn an_address_is_no_path() {
        let found = find(&"captures/a.txt".into(), &split("List\nGET\nhttps://a.test/orders")).unwrap_err();
        assert_eq!((found.code, found.origin.line), (Code::NoEndpoint, 3));
        assert_eq!(found.message, "`https://a.test/orders` is an address, where only a path can stand");
    }

    #[test]
    fn a_verb_of_the_navigation_is_not_the_page_s() {
        let text = "  • List\n    GET\n/orders list\nPOST\n/a";
        assert_eq!(head(text), Ok(found(2, None, (3, Verb::Post))));
    }

    #[test]
    fn a_callback_has_a_topic() {
        assert_eq!(head("Price\nPOST\nORDER_PRICE_CHANGED"), Ok(found(0, None, (1, Verb::Post))));
        assert_eq!(head("Price\nPOST\nPRICE"), Err(Code::NoEndpoint));
    }

    #[test]
    fn a_page_without_a_head_says_so() {
        assert_eq!(head("About us\nWe sell"), Err(Code::NoEndpoint));
        assert_eq!(head("List\nPOST\n请求参数"), Err(Code::NoEndpoint));
        assert_eq!(head("List\nPOST"), Err(Code::TruncatedPage));
        assert_eq!(head("POST\n/a"), Err(Code::NoEndpoint));
        assert_eq!(head("  1. A\nPOST\n/a"), Err(Code::NoEndpoint));
    }
}
