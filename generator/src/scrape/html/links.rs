//! Where the links of an HTML page lead, as the page writes them.

use std::collections::BTreeSet;

use scraper::{Html, Selector};

use super::source::Source;

/// The targets of the links that the page shows, each once, in the page's order. A page that is no capture has none.
pub(crate) fn links(bytes: &[u8]) -> Vec<String> {
    let Ok(anchors) = Selector::parse("a[href]") else { return Vec::new() };
    let text = String::from_utf8_lossy(bytes);
    if super::refusal(&Source::new(&text)).is_some() {
        return Vec::new();
    }
    let document = Html::parse_document(&text);
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for anchor in document.select(&anchors) {
        let target = anchor.attr("href").unwrap_or_default().trim();
        if !target.is_empty() && seen.insert(target.to_owned()) {
            found.push(target.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn links_are_found_once_and_in_order() {
        let page = b"<!DOCTYPE html><nav><a href=\"/b\">B</a><a HREF=' /a?x=1&amp;y=2 '>A</a></nav>\
            <p>&lt;a href=\"/text\"&gt;<a>none</a><a href=''>empty</a><a href=/b>again<script>'<a href=\"/code\">'</script>";
        assert_eq!(links(page), ["/b", "/a?x=1&y=2"]);
        assert_eq!(links(b"\xff\xfe no page"), [""; 0]);
    }

    #[test]
    fn pages_made_to_cost_have_none() {
        let deep = format!("<a href=\"/b\">B</a>{}", "<div>".repeat(1_000_000));
        assert_eq!(links(deep.as_bytes()), [""; 0]);
        let attributes = " data-a=\"x\"".repeat(200_000);
        assert_eq!(links(format!("<a href=\"/b\">B</a><p{attributes}>").as_bytes()), [""; 0]);
        let quoted = format!("<p class=\"{}\"><a href=\"/b\">B</a>", "y ".repeat(10_000));
        assert_eq!(links(quoted.as_bytes()), ["/b"]);
    }
}
