//! `captures.yaml`: which capture was taken where. Nothing in it depends on when.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

/// The captures that a command has taken, by the bytes of their path; those that people put there are not listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "Vec<Entry>")]
#[schemars(title = "captures.yaml")]
pub struct Ledger(pub Vec<Entry>);

/// One capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Its path below the API directory, with `/` between parts.
    #[serde(deserialize_with = "below_captures")]
    #[schemars(regex(pattern = "^captures/"))]
    pub file: String,
    /// The page's address, without what may be secret in it; none for what was imported.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "web_address")]
    #[schemars(regex(pattern = "^https?://"))]
    pub url: Option<String>,
    /// The path below the folder it was imported from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// SHA-256 of its bytes, in lower-case hexadecimal digits.
    #[serde(deserialize_with = "digest")]
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// What its bytes were found to be.
    pub kind: Kind,
    /// The edition it belongs to, the first directory below `captures/`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// The `ETag` that the server gave these bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The `Last-Modified` that the server gave these bytes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
    /// Present when the page is there no more; the capture is kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
}

/// A kind of capture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The lines of a page.
    Text,
    /// The index of a site's pages.
    Index,
    /// A Markdown page: prose, or around an `OpenAPI` document.
    Markdown,
    /// An HTML page.
    Html,
    /// An `OpenAPI` document.
    Openapi,
}

/// What has become of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// The server said that there is no such page.
    Gone,
}

impl Ledger {
    /// The entry of a capture.
    #[must_use]
    pub fn entry(&self, file: &str) -> Option<&Entry> {
        self.0.iter().find(|entry| entry.file == file)
    }

    /// Where the pages lie that are still there, by the file of their capture.
    #[must_use]
    pub fn addresses(&self) -> BTreeMap<String, String> {
        let there = self.0.iter().filter(|entry| entry.status.is_none());
        there.filter_map(|entry| Some((entry.file.clone(), entry.url.clone()?))).collect()
    }

    /// Adds an entry, in the place of the one for the same file.
    pub fn insert(&mut self, entry: Entry) {
        match self.0.binary_search_by(|known| known.file.as_bytes().cmp(entry.file.as_bytes())) {
            Ok(at) => {
                if let Some(known) = self.0.get_mut(at) {
                    *known = entry;
                }
            }
            Err(at) => self.0.insert(at, entry),
        }
    }

    /// Takes out the entry for a file.
    pub fn remove(&mut self, file: &str) {
        self.0.retain(|entry| entry.file != file);
    }
}

impl TryFrom<Vec<Entry>> for Ledger {
    type Error = String;

    fn try_from(mut entries: Vec<Entry>) -> Result<Self, Self::Error> {
        let mut files = BTreeSet::new();
        if let Some(twice) = entries.iter().find(|entry| !files.insert(&entry.file)) {
            return Err(format!("the file `{}` is listed twice", twice.file));
        }
        entries.sort_by(|one, other| one.file.as_bytes().cmp(other.file.as_bytes()));
        Ok(Self(entries))
    }
}

/// A path that leads nowhere else, on any system.
fn below_captures<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let path = String::deserialize(deserializer)?;
    let mut parts = path.split('/');
    let is_plain = |part: &str| {
        !part.is_empty()
            && !part.starts_with('.')
            && !part.contains(['\\', ':'])
            && !part.contains(char::is_control)
    };
    let is_below = parts.next() == Some("captures") && parts.clone().next().is_some() && parts.all(is_plain);
    if is_below { Ok(path) } else { Err(de::Error::custom("this is no path below `captures/`")) }
}

/// An address that readers of docs may be sent to.
fn web_address<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let url = String::deserialize(deserializer)?;
    let is_of_the_web = url.starts_with("https://") || url.starts_with("http://");
    if is_of_the_web && url.bytes().all(|byte| byte.is_ascii_graphic()) {
        Ok(Some(url))
    } else {
        Err(de::Error::custom("this is no address of the web, which starts with `https://` or `http://`"))
    }
}

fn digest<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
    if text.len() == 64 && text.bytes().all(is_digit) {
        Ok(text)
    } else {
        Err(de::Error::custom("this is no SHA-256 in 64 lower-case hexadecimal digits"))
    }
}

#[cfg(test)]
mod tests {
    use crate::spec::yaml::{read_ledger, write_ledger};

    const DIGEST: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    fn entry(file: &str) -> String {
        format!("- file: {file}\n  sha256: {DIGEST}\n  kind: html\n")
    }

    fn refused(text: &str) -> (u32, String) {
        let error = read_ledger("captures.yaml", text).unwrap_err().remove(0);
        (error.origin.line, error.message)
    }

    #[test]
    fn a_ledger_is_read_and_written_in_the_order_of_its_files() {
        let text = entry("captures/b.html")
            + &entry("captures/en/a.html")
            + "  status: gone\n"
            + &entry("captures/a.html");
        let ledger = read_ledger("captures.yaml", &text).unwrap();
        let files: Vec<_> = ledger.0.iter().map(|entry| entry.file.as_str()).collect();
        assert_eq!(files, ["captures/a.html", "captures/b.html", "captures/en/a.html"]);
        let written = write_ledger(&ledger, "schema");
        assert!(written.starts_with("# yaml-language-server: $schema=schema/captures.json\n"), "{written}");
        assert_eq!(read_ledger("captures.yaml", &written).unwrap(), ledger);
        assert!(read_ledger("captures.yaml", "# none\n").unwrap().0.is_empty());
    }

    #[test]
    fn a_ledger_that_was_edited_wrongly_is_refused_with_its_line() {
        for file in [
            "../a",
            "captures",
            "captures/",
            "captures/../a",
            "captures//a",
            "captures/a\\b",
            "/etc/passwd",
            "captures/.a",
        ] {
            let (line, message) = refused(&(entry("captures/a.html") + &entry(&format!("'{file}'"))));
            assert!(line >= 4 && message.contains("no path below"), "{file}: {line} {message}");
        }
        let unknown = refused(&(entry("captures/a.html") + "  when: today\n"));
        assert!(unknown.0 == 4 && unknown.1.contains("unknown field `when`"), "{unknown:?}");
        for url in ["javascript:alert(1)", "file:///etc/passwd", "'https://a.example/ b'"] {
            let (line, message) = refused(&(entry("captures/a.html") + &format!("  url: {url}\n")));
            assert!(line == 1 && message.contains("no address of the web"), "{url}: {line} {message}");
        }
        assert!(refused(&entry("captures/a.html").replace("0123", "012X")).1.contains("SHA-256"));
        assert!(
            refused(&(entry("captures/a") + &entry("captures/a"))).1.contains("`captures/a` is listed twice")
        );
    }
}
