//! File names for captures: stable, safe on every system, with an extension that tells the kind.

use std::path::Path;

use generator::scrape::kind::{self, CaptureKind};
use generator::spec::device_name::is_device;
use generator::spec::ledger::Kind;
use percent_encoding::percent_decode_str;
use sha2::{Digest, Sha256};

use super::location::parse;

/// Longer names are cut, and told apart by a hash.
const LONGEST: usize = 80;

/// The name before the extension that a clean address gives: its last part, `index` for the root of a site.
pub(super) fn of_url(address: &str) -> String {
    let Some(url) = parse(address) else { return safe(address) };
    let mut parts = url.path_segments().into_iter().flatten().filter(|part| !part.is_empty());
    let last = parts.next_back().unwrap_or("index");
    let mut name = percent_decode_str(last).decode_utf8_lossy().into_owned();
    if let Some(query) = url.query() {
        name = format!("{}-{query}", without_extension(&name));
    }
    safe(&name)
}

/// The name before the extension that a path or a title gives.
pub(super) fn of_text(text: &str) -> String {
    safe(text)
}

/// The eight digits that tell apart what would have one name.
pub(super) fn short_hash(text: &str) -> String {
    sha256(text.as_bytes()).chars().take(8).collect()
}

/// SHA-256 in lower-case hexadecimal digits.
pub(super) fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write;
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        // Writing to a string does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The kind of some bytes, and the extension that a file of that kind has. `from` is the name it came under.
pub(super) fn kind(bytes: &[u8], from: &str) -> (Kind, &'static str) {
    match kind::of(bytes) {
        CaptureKind::Html => (Kind::Html, "html"),
        CaptureKind::Index => (Kind::Index, "txt"),
        CaptureKind::Markdown => (Kind::Markdown, "md"),
        CaptureKind::OpenApi if is_json(bytes) => (Kind::Openapi, "json"),
        CaptureKind::OpenApi => (Kind::Openapi, "yaml"),
        // Prose is text, and Markdown when its author says so.
        CaptureKind::Text if has_extension(from, "md") || has_extension(from, "markdown") => {
            (Kind::Text, "md")
        }
        CaptureKind::Text => (Kind::Text, "txt"),
    }
}

fn is_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.trim_ascii_start().first() == Some(&b'{')
}

fn has_extension(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found.eq_ignore_ascii_case(extension))
}

/// The name without an extension that we give ourselves.
fn without_extension(name: &str) -> &str {
    let known = ["md", "markdown", "html", "htm", "txt", "json", "yaml", "yml"];
    match known.iter().find(|extension| has_extension(name, extension)) {
        Some(extension) => name.get(..name.len() - extension.len() - 1).unwrap_or(name),
        None => name,
    }
}

/// Letters, digits, `-` and `_`; a name that loses others gets a hash of them, so that it stays its own.
fn safe(name: &str) -> String {
    let name = without_extension(name);
    let plain = |character: char| if is_plain(character) { character } else { '-' };
    let tidy: String = name.chars().map(plain).collect();
    let mut tidy = tidy.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let is_cut = tidy.len() > LONGEST;
    tidy.truncate(LONGEST);
    let loses_words = !name.is_ascii();
    if is_cut || loses_words || tidy.is_empty() {
        let hash = short_hash(name);
        return if tidy.is_empty() { format!("page-{hash}") } else { format!("{tidy}-{hash}") };
    }
    if is_device(&tidy) { format!("{tidy}-page") } else { tidy }
}

fn is_plain(character: char) -> bool {
    character.is_ascii_alphanumeric() || character == '_' || character == '-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_gives_its_last_part() {
        for (url, expected) in [
            ("https://d.example/docs/421118e0.md", "421118e0"),
            ("https://d.example/docs/", "docs"),
            ("https://d.example", "index"),
            ("https://d.example/v1.2", "v1-2"),
            ("https://d.example/a.html?id=5", "a-id-5"),
            ("https://d.example/find%20an%20order.md", "find-an-order"),
        ] {
            assert_eq!(of_url(url), expected, "{url}");
        }
    }

    #[test]
    fn hostile_names_become_safe_ones() {
        assert_eq!(of_url("https://d.example/x/..%2f..%2fetc%2fpasswd"), "etc-passwd");
        assert_eq!(of_url("https://d.example/%2e%2e%5cboot.md"), "boot");
        assert_eq!(of_url("https://d.example/CON.md"), "CON-page");
        assert_eq!(of_url("https://d.example/com1"), "com1-page");
        assert_eq!(of_url("https://d.example/a%00b%1b%5b31m"), "a-b-31m");
        assert_eq!(of_text("-rf"), "rf");
        assert_eq!(of_text(".hidden.md"), "hidden");
        assert!(of_text("订单.md").starts_with("page-") && of_text("订单.md") != of_text("退款.md"));
        let long = of_text(&"a".repeat(500));
        assert!(long.len() == LONGEST + 9 && long != of_text(&"a".repeat(501)), "{long}");
    }

    #[test]
    fn the_extension_tells_the_kind() {
        assert_eq!(kind(b"<!doctype html>", "a.md"), (Kind::Html, "html"));
        assert_eq!(kind(b"# T\n```yaml\nopenapi: 3.0.1\n", "a"), (Kind::Markdown, "md"));
        assert_eq!(kind(b"Prose\n", "a.MD"), (Kind::Text, "md"));
        assert_eq!(kind(b"Prose\n", "a.html"), (Kind::Text, "txt"));
        assert_eq!(kind(b"{\"openapi\": \"3.1.0\"}", "a.yaml"), (Kind::Openapi, "json"));
        assert_eq!(kind(b"openapi: 3.1.0\n", "a.json"), (Kind::Openapi, "yaml"));
    }
}
