//! Where an HTML page leads: by the navigation it embeds, then by the links it shows, as it writes them.

use std::collections::BTreeSet;

use scraper::{Html, Selector};

use super::payload;
use super::source::Source;
use crate::scrape::charset;

/// The pages of the navigation, also of folders that are closed, and the targets of links; each once, in the page's
/// order.
pub(crate) fn links(bytes: &[u8]) -> Vec<String> {
    let bytes = charset::decode(bytes).bytes;
    let text = String::from_utf8_lossy(&bytes);
    let source = Source::new(&text);
    if super::refusal(&source).is_some() {
        return Vec::new();
    }
    let document = Html::parse_document(&text);
    let mut seen = BTreeSet::new();
    let all = payload::links(&document, &source).into_iter().chain(shown(&document));
    all.filter(|target| !target.is_empty() && seen.insert(target.clone())).collect()
}

/// The targets of the links that readers may follow. Sites lay links that only robots see, and mark them so.
fn shown(document: &Html) -> Vec<String> {
    let Ok(anchors) = Selector::parse("a[href]") else { return Vec::new() };
    let is_marked =
        |relations: &str| relations.split_whitespace().any(|word| word.eq_ignore_ascii_case("nofollow"));
    let anchors = document.select(&anchors).filter(|anchor| !anchor.attr("rel").is_some_and(is_marked));
    anchors.map(|anchor| anchor.attr("href").unwrap_or_default().trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn links_are_found_once_and_in_order() {
        let page = b"<!DOCTYPE html><nav><a href=\"/b\">B</a><a HREF=' /a?x=1&amp;y=2 '>A</a></nav>\
            <a href='/trap' rel='nofollow noopener'>none</a><p>&lt;a href=\"/text\"&gt;<a>none</a><a href=''>empty</a><a href=/b>again<script>'<a href=\"/code\">'</script>";
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
