//! Capture → Facts: what each page says, in its own words.

mod charset;
pub mod facts;
mod html;
pub mod json;
mod json_access;
mod json_schema;
pub(crate) mod json_text;
pub mod kind;
mod markdown;
mod openapi;
mod prose;
mod stated_path;
mod text;
pub mod type_expression;
mod yaml;

use std::borrow::Cow;
use std::sync::Arc;

use self::facts::{Page, Site};
use self::kind::CaptureKind;
use crate::diagnostic::{Code, Diagnostic, Origin};

/// The bytes of one captured page.
#[derive(Clone, Debug)]
pub struct Capture {
    /// Path relative to the API directory, with `/` between parts: `captures/<edition>/<page>`.
    pub file: Arc<str>,
    /// What the file holds.
    pub bytes: Vec<u8>,
}

impl Capture {
    /// The first directory below `captures/`; empty when the capture lies directly in it.
    #[must_use]
    pub fn edition(&self) -> &str {
        let below = self.file.strip_prefix("captures/").unwrap_or(&self.file);
        below.split_once('/').map_or("", |(edition, _)| edition)
    }
}

/// What one capture gives.
#[derive(Clone, Debug, Default)]
pub struct Reading {
    /// What it says about endpoints: one page for each endpoint and each form in which the capture documents it.
    pub pages: Vec<Page>,
    /// What it says about the API, when it documents no endpoint.
    pub site: Option<Site>,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a capture, and says what is wrong with it.
///
/// There is no page when the capture is of no known kind or shows no endpoint.
#[must_use]
pub fn read(capture: &Capture) -> Reading {
    let decoded = charset::decode(&capture.bytes);
    let guessed = decoded.guessed;
    let reading = match decoded.bytes {
        Cow::Borrowed(_) => read_utf_8(capture),
        Cow::Owned(bytes) => read_utf_8(&Capture { file: Arc::clone(&capture.file), bytes }),
    };
    match guessed {
        Some(charset) => with_charset(reading, capture, charset),
        None => reading,
    }
}

fn read_utf_8(capture: &Capture) -> Reading {
    if let Some((why, hint)) = kind::refusal(&capture.bytes) {
        return unsupported(capture, why, hint);
    }
    match kind::of_utf_8(&capture.bytes) {
        CaptureKind::Text => text::read(capture),
        CaptureKind::Index => markdown::index::read(capture),
        CaptureKind::Markdown => markdown::read(capture),
        CaptureKind::Html => html::read(capture),
        CaptureKind::OpenApi => openapi::read(capture),
    }
}

/// Where the links of an HTML page lead, as it writes them; each once, in its order.
#[must_use]
pub fn links(page: &[u8]) -> Vec<String> {
    html::links(page)
}

/// Tells which charset a capture was in, where nothing but its bytes says so.
fn with_charset(mut reading: Reading, capture: &Capture, charset: &str) -> Reading {
    let origin = Origin::new(Arc::clone(&capture.file), 1);
    let message = format!("this capture names no charset; it was read as {charset}");
    let told = Diagnostic::new(Code::LegacyCharset, origin, message).hint("save it as UTF-8");
    reading.diagnostics.insert(0, told);
    reading
}

/// Nothing but the reason why a capture cannot be read.
fn unsupported(capture: &Capture, why: &str, hint: &str) -> Reading {
    let origin = Origin::new(Arc::clone(&capture.file), 1);
    let refusal = Diagnostic::new(Code::UnsupportedCapture, origin, why).hint(hint);
    Reading { diagnostics: vec![refusal], ..Reading::default() }
}
