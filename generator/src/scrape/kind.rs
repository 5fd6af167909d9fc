//! What kind of capture some bytes are: told by what they hold, never by the name of the file alone.

use super::markdown::{self, index};
use super::openapi;
use super::{charset, json};

/// A kind of capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CaptureKind {
    /// The lines of a page.
    Text,
    /// A Markdown page around an `OpenAPI` document of one operation.
    Markdown,
    /// The index of a site in Markdown: its pages, folder by folder.
    Index,
    /// An HTML page: the model it embeds, the article it shows, or both.
    Html,
    /// An `OpenAPI` document in JSON or YAML.
    OpenApi,
}

/// The kind of capture that `bytes` are, in whatever charset.
#[must_use]
pub fn of(bytes: &[u8]) -> CaptureKind {
    of_utf_8(&charset::decode(bytes).bytes)
}

/// Why bytes of a known kind are not read at all, and what to save instead.
pub(in crate::scrape) fn refusal(bytes: &[u8]) -> Option<(&'static str, &'static str)> {
    const AS_HTML: &str =
        "save it as \"Webpage, HTML only\", or capture its address with `cargo xtask capture`";
    let head: String = bytes.iter().take(2000).map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    let is_mail = head.contains("\nmime-version:") || head.starts_with("mime-version:");
    if head.starts_with("%pdf-") {
        Some(("this is a PDF, which keeps neither rows nor lines", "capture the page as HTML or Markdown"))
    } else if is_mail && head.contains("content-type: multipart/related") {
        Some(("this is a page saved as a single file (MHTML), which is not read", AS_HTML))
    } else if head.starts_with("bplist00") {
        Some(("this is a page saved as a web archive, which is not read", AS_HTML))
    } else if is_data(bytes) {
        Some(("this is JSON, but no OpenAPI document", "export OpenAPI 3.0 or 3.1, or capture the pages"))
    } else {
        None
    }
}

/// Whether all of it is JSON that says nothing of a version: an export in another format, or an example.
fn is_data(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    text.starts_with(['{', '[']) && !openapi::is_document(text) && json::read_document(text, 1).is_ok()
}

/// The kind of bytes that are UTF-8 already, if they are text.
pub(in crate::scrape) fn of_utf_8(bytes: &[u8]) -> CaptureKind {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if is_html(text) {
        CaptureKind::Html
    } else if openapi::is_document(text) {
        CaptureKind::OpenApi
    } else if index::is_index(text) {
        CaptureKind::Index
    } else if markdown::starts_with_heading(text) || markdown::holds_document(text) {
        CaptureKind::Markdown
    } else {
        CaptureKind::Text
    }
}

/// Whether a text starts with a tag, perhaps below comments: a whole page, or a part of one. A page in Markdown may start
/// with a tag, too, and goes on with its block.
fn is_html(text: &str) -> bool {
    const TAGS: [&str; 29] = [
        "!doctype html",
        "html",
        "head",
        "body",
        "div",
        "main",
        "article",
        "section",
        "header",
        "nav",
        "aside",
        "footer",
        "meta",
        "title",
        "link",
        "style",
        "script",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "span",
        "a",
        "ul",
        "ol",
        "table",
    ];
    let mut rest = text;
    loop {
        let end = if rest.starts_with("<!--") {
            "-->"
        } else if rest.starts_with("<?xml") {
            "?>"
        } else {
            break;
        };
        let Some((_, behind)) = rest.split_once(end) else { return false };
        rest = behind.trim_start();
    }
    let Some(inner) = rest.strip_prefix('<') else { return false };
    let is_tag = |tag: &str| {
        let is_named = inner.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag));
        is_named
            && !inner
                .get(tag.len()..)
                .unwrap_or_default()
                .starts_with(|next: char| next.is_ascii_alphanumeric())
    };
    let is_page = ["!doctype html", "html"].into_iter().any(is_tag);
    is_page || (TAGS.into_iter().any(is_tag) && !markdown::holds_document(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_page_is_refused() {
        assert!(refusal(b"%PDF-1.7\n").is_some_and(|(why, _)| why.contains("PDF")));
        let mail = b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n";
        assert!(refusal(mail).is_some_and(|(why, hint)| why.contains("MHTML") && hint.contains("HTML only")));
        assert!(refusal(b"bplist00\xd1\x01").is_some_and(|(why, _)| why.contains("web archive")));
        assert!(
            refusal(b"{\"info\": {\"schema\": \"v2.1.0\"}}").is_some_and(|(why, _)| why.contains("JSON"))
        );
        for text in [&b"GET\n/a"[..], b"{\"openapi\": \"3.0.1\"}", b"{id}\nGET\n/a", b"{\"info\": "] {
            assert_eq!(refusal(text), None);
        }
    }

    #[test]
    fn the_bytes_tell_the_kind() {
        assert_eq!(of(b"\n <!DOCTYPE html>"), CaptureKind::Html);
        assert_eq!(of(b"# T\n\n```yaml\nopenapi: 3.0.1\n"), CaptureKind::Markdown);
        assert_eq!(of(b"# Guide\n\nRead me.\n"), CaptureKind::Markdown);
        assert_eq!(
            of(b"# Shop\n## Docs\n- [Guide](https://docs.example.com/1m0.md): words\n"),
            CaptureKind::Index
        );
        assert_eq!(of(b"openapi: 3.1.0\n"), CaptureKind::OpenApi);
        assert_eq!(of(b"{\n  \"openapi\": \"3.0.1\"\n}"), CaptureKind::OpenApi);
        assert_eq!(of(b"<!-- saved -->\n<HTML lang=en>"), CaptureKind::Html);
        assert_eq!(of(b"<div class=\"JsonSchemaViewer\">"), CaptureKind::Html);
        assert_eq!(of(b"<h3 class=\"title\">"), CaptureKind::Html);
        assert_eq!(of(b"# Shop\nopenapi: 3.0.1\npaths: {}\n"), CaptureKind::OpenApi);
        assert_eq!(of(b"{\"info\": {}, \"openapi\": \"3.0.1\"}"), CaptureKind::OpenApi);
        assert_eq!(of(b"Words.\n\n~~~yaml\n# v1\nopenapi: 3.0.1\n"), CaptureKind::Markdown);
        assert_eq!(of(b"---\ntitle: About\n---\n\n## About\n"), CaptureKind::Markdown);
        assert_eq!(of(b"---\r\ntitle: About\r\n---\r\n# About\r\n"), CaptureKind::Markdown);
        assert_eq!(of(b"<!-- ours -->\n# About\n"), CaptureKind::Markdown);
        assert_eq!(of(b"#hashtag\nGET\n/a\n"), CaptureKind::Text);
        assert_eq!(of(b"<div>\n\n```yaml\nopenapi: 3.0.1\n"), CaptureKind::Markdown);
        assert_eq!(of(b"<divide>\nGET"), CaptureKind::Text);
        let wide: Vec<u8> = "\u{feff}<html>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(of(&wide), CaptureKind::Html);
        assert_eq!(of(b"Find an order\nGET\n/orders\n"), CaptureKind::Text);
    }
}
