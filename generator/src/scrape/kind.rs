//! What kind of capture some bytes are: told by what they hold, never by the name of the file alone.

use super::markdown::index;

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

/// The kind of capture that `bytes` are.
#[must_use]
pub fn of(bytes: &[u8]) -> CaptureKind {
    let text = String::from_utf8_lossy(bytes);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let first = text.lines().next().unwrap_or_default().trim().to_ascii_lowercase();
    if first.starts_with("<!doctype html") || first.starts_with("<html") {
        CaptureKind::Html
    } else if is_openapi(text) {
        CaptureKind::OpenApi
    } else if index::is_index(text) {
        CaptureKind::Index
    } else if text.starts_with("# ") || has_openapi_block(text) {
        CaptureKind::Markdown
    } else {
        CaptureKind::Text
    }
}

fn is_openapi(text: &str) -> bool {
    let is_json = text.starts_with('{')
        && text.lines().take(5).any(|line| line.contains("\"openapi\"") || line.contains("\"swagger\""));
    is_json || text.starts_with("openapi:") || text.starts_with("swagger:")
}

fn has_openapi_block(text: &str) -> bool {
    let lines: Vec<_> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.windows(2).any(
        |pair| matches!(pair, [fence, first] if fence.starts_with("```") && first.starts_with("openapi:")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

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
        assert_eq!(of(b"Find an order\nGET\n/orders\n"), CaptureKind::Text);
    }
}
