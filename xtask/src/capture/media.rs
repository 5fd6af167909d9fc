//! What can be a page at all: text, Markdown, HTML, JSON or YAML, by the server's word and by the bytes.

use generator::spec::ledger::Kind;

use super::file_name::kind;

/// Why some bytes are no page; `None` when they may be one. `named` is the name they came under.
pub(super) fn refusal(bytes: &[u8], media_type: Option<&str>, named: &str) -> Option<String> {
    if let Some(media_type) = media_type.filter(|media_type| !is_readable(media_type)) {
        return Some(format!("its media type is `{media_type}`, which no page has"));
    }
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some("it is empty".to_owned());
    }
    if is_binary(bytes) {
        return Some("it is no text".to_owned());
    }
    let says_data = media_type.is_some_and(is_data)
        || [".json", ".yaml", ".yml"].iter().any(|extension| named.to_ascii_lowercase().ends_with(extension));
    let is_other = says_data && kind(bytes, named).0 == Kind::Text;
    is_other.then(|| "it is JSON or YAML, and no OpenAPI document".to_owned())
}

/// Whether a media type is one of those that pages have.
fn is_readable(media_type: &str) -> bool {
    // Servers that do not know Markdown call it a stream of bytes; the bytes tell.
    let known = [
        "text/html",
        "application/xhtml+xml",
        "text/markdown",
        "text/x-markdown",
        "text/plain",
        "application/octet-stream",
    ];
    known.contains(&media_type) || is_data(media_type)
}

/// Whether a media type is that of JSON or YAML.
fn is_data(media_type: &str) -> bool {
    let (_, subtype) = media_type.split_once('/').unwrap_or_default();
    let subtype = subtype.strip_prefix("x-").unwrap_or(subtype);
    ["json", "yaml"]
        .iter()
        .any(|data| subtype == *data || subtype.strip_suffix(data).is_some_and(|rest| rest.ends_with('+')))
}

/// Whether bytes hold what no text does. UTF-16 has zeros, and a mark at its beginning.
fn is_binary(bytes: &[u8]) -> bool {
    let is_utf_16 = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    !is_utf_16 && bytes.contains(&0)
}

#[cfg(test)]
mod tests {
    use super::refusal;

    #[test]
    fn only_pages_are_taken() {
        let refused =
            |bytes: &[u8], media_type: Option<&str>, named: &str| refusal(bytes, media_type, named).is_some();
        for media_type in ["text/html", "text/markdown", "application/octet-stream"] {
            assert!(!refused(b"# Orders", Some(media_type), "/a.md"), "{media_type}");
        }
        for media_type in ["image/png", "application/pdf", "text/css", "application/javascript", "font/woff2"]
        {
            assert!(refused(b"# Orders", Some(media_type), "/a.md"), "{media_type}");
        }
        assert!(!refused(b"openapi: 3.1.0\n", Some("application/vnd.oai.openapi+yaml"), "/a"));
        assert!(refused(b"{\"name\": \"x\"}", Some("application/json"), "/a"));
        assert!(refused(b"a: b\n", None, "settings.YAML"));
        assert!(refused(b" \n", None, "a.md") && refused(b"PK\0\x01", None, "a.md"));
        assert!(!refused(b"\xff\xfe<\0!\0", Some("text/html"), "a.html"));
    }
}
