//! The words a documentation site prints around its content, in every language we know.
//!
//! This is the one table of them; whether a line *is* a label also depends on its neighbours, see
//! `place.rs`. All functions take `Line::words`.

use super::response_labels;
use crate::scrape::facts::{self, Badge, Location, Verb};

/// A heading between the parts of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scrape) enum Label {
    Request,
    Authorization,
    Parameters(Location),
    /// With the media type glued to it; empty when none is.
    Body(String),
    /// With its name, where it has one.
    Example(Option<String>),
    /// A heading above code samples or above their tabs.
    Samples,
    Responses,
    Response {
        status: Option<u16>,
        label: String,
    },
    /// What a share page prints above the one answer it shows.
    Status(u16),
    /// The heading above the examples of all responses, on a page in two columns.
    ResponseExamples,
    /// One response in that column.
    ResponseExample {
        status: u16,
        label: String,
    },
    /// With the date behind it.
    Modified(String),
}

/// A label inside a row; its value follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scrape) enum Attribute {
    Default,
    Example,
    Allowed,
}

/// The last lines of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::scrape) enum Pager {
    Previous,
    Next,
    BuiltWith,
}

const PLAIN: [(&str, Label); 17] = [
    ("请求参数", Label::Request),
    ("Request", Label::Request),
    ("Authorization", Label::Authorization),
    ("示例", Label::Example(None)),
    ("Example", Label::Example(None)),
    ("Examples", Label::Example(None)),
    ("示例代码", Label::Samples),
    ("请求示例代码", Label::Samples),
    ("请求示例请求示例", Label::Samples),
    ("Request samples", Label::Samples),
    ("Request Samples", Label::Samples),
    ("Request Code Samples", Label::Samples),
    ("Request Request Example", Label::Samples),
    ("Request ExampleRequest Example", Label::Samples),
    ("Request Example Request Example", Label::Samples),
    ("返回响应", Label::Responses),
    ("Responses", Label::Responses),
];

const LOCATIONS: [(&str, Location); 4] = [
    ("Path", Location::Path),
    ("Query", Location::Query),
    ("Header", Location::Header),
    ("Cookie", Location::Cookie),
];

const PARAMETERS: [&str; 3] = ["参数", "Params", "Parameters"];

/// What a heading says of a call without a body.
pub(super) const NO_BODY: &str = "none";

/// What headings print in place of a media type. `application/form-data`, which share pages print, is none.
const BODY_WORDS: [(&str, &str); 8] = [
    ("application/form-data", "multipart/form-data"),
    ("form-data", "multipart/form-data"),
    ("x-www-form-urlencoded", "application/x-www-form-urlencoded"),
    ("json", "application/json"),
    ("xml", "application/xml"),
    ("raw", "text/plain"),
    ("binary", "application/octet-stream"),
    (NO_BODY, NO_BODY),
];

const MODIFIED: [&str; 4] = ["修改于", "最后修改时间", "Modified at", "Last modified"];

const PAGERS: [(&str, Pager); 5] = [
    ("上一页", Pager::Previous),
    ("Previous", Pager::Previous),
    ("下一页", Pager::Next),
    ("Next", Pager::Next),
    ("Built with", Pager::BuiltWith),
];

const ATTRIBUTES: [(&str, Attribute); 12] = [
    ("默认值", Attribute::Default),
    ("Default", Attribute::Default),
    ("Default value", Attribute::Default),
    ("示例值", Attribute::Example),
    ("示例", Attribute::Example),
    ("Example", Attribute::Example),
    ("Examples", Attribute::Example),
    ("Example value", Attribute::Example),
    ("枚举值", Attribute::Allowed),
    ("Allowed value", Attribute::Allowed),
    ("Allowed values", Attribute::Allowed),
    ("Allowed value(s)", Attribute::Allowed),
];

const MEDIA_KINDS: [&str; 11] = [
    "application",
    "audio",
    "example",
    "font",
    "image",
    "message",
    "model",
    "multipart",
    "text",
    "video",
    "*",
];

const LANGUAGES: [&str; 25] = [
    "Shell",
    "JavaScript",
    "Java",
    "Swift",
    "Go",
    "PHP",
    "Python",
    "HTTP",
    "C",
    "C#",
    "Objective-C",
    "Ruby",
    "OCaml",
    "Dart",
    "R",
    "cURL-Windows",
    "cURL",
    "Httpie",
    "wget",
    "Axios",
    "Kotlin",
    "Rust",
    "TypeScript",
    "NodeJs",
    "PowerShell",
];

const BUTTONS: [&str; 6] = ["生成代码", "Generate Code", "Generate code", "调试", "Try it", "Try it out"];

impl Label {
    /// The label a line would be if nothing around it spoke against that.
    pub(in crate::scrape) fn of(words: &str) -> Option<Self> {
        let plain = PLAIN.iter().find(|(text, _)| *text == words);
        plain
            .map(|(_, label)| label.clone())
            .or_else(|| parameters(words))
            .or_else(|| body(words))
            .or_else(|| response_labels::label(words))
            .or_else(|| modified(words))
            .or_else(|| named_example(words))
    }

    /// Whether only pages of endpoints have it; prose has examples and speaks of authorization, too.
    pub(in crate::scrape) fn is_of_endpoint(&self) -> bool {
        !matches!(self, Self::Authorization | Self::Example(_))
    }
}

/// `Header 参数`, `Path Params`
fn parameters(words: &str) -> Option<Label> {
    let (name, location) = LOCATIONS.iter().find(|(name, _)| words.starts_with(name))?;
    let rest = words.strip_prefix(name)?.trim_start();
    PARAMETERS.contains(&rest).then_some(Label::Parameters(*location))
}

/// `Body 参数application/json`, `Body 参数 (application/form-data)`, `Body 参数form-data必填`
fn body(words: &str) -> Option<Label> {
    let (words, _) = without_flag(words);
    let rest = words.strip_prefix("Body")?.trim_start();
    let rest = PARAMETERS.iter().rev().find_map(|text| rest.strip_prefix(text))?.trim_start();
    let printed = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(rest);
    let short = BODY_WORDS.iter().find(|(word, _)| *word == printed);
    let media_type = short.map_or(printed, |(_, media_type)| media_type);
    let is_known = media_type.is_empty() || media_type == NO_BODY || is_media_type(media_type);
    is_known.then(|| Label::Body(media_type.to_owned()))
}

/// What stands below the heading of a request that takes nothing.
pub(super) fn says_nothing(words: &str) -> bool {
    ["None", "无"].contains(&words)
}

/// Whether the heading of a body says that a call must have it: `Body 参数application/json必填`.
pub(super) fn says_required(words: &str) -> bool {
    without_flag(words).1
}

fn without_flag(words: &str) -> (&str, bool) {
    let flagged = ["必填", "必需", "required"].iter().find_map(|flag| words.strip_suffix(flag));
    flagged.map_or((words, false), |words| (words.trim_end(), true))
}

/// `修改于 2025-04-25 05:59:59`; only what a date consists of may follow, or how long ago it was.
fn modified(words: &str) -> Option<Label> {
    let rest = MODIFIED.iter().find_map(|text| words.strip_prefix(text))?;
    let date = rest.trim_start_matches([':', '：', ' ']);
    let is_date = |character: char| character.is_ascii_digit() || "-/:. TZ".contains(character);
    (date.chars().all(is_date) || is_span(date)).then(|| Label::Modified(date.to_owned()))
}

/// `3 个月前`, `2 months ago`, `a year ago`: pages count from the day of the capture until one points at them.
fn is_span(date: &str) -> bool {
    let span = date.strip_suffix('前').or_else(|| date.strip_suffix(" ago"));
    let count = span.map_or("", |span| span.trim_start_matches("about ").trim_start_matches("over "));
    let units = count.trim_start_matches(|character: char| character.is_ascii_digit() || character == ' ');
    let has_count = units.len() < count.len() || ["a ", "an "].iter().any(|one| count.starts_with(one));
    has_count && units.chars().count() <= "a minute".len()
}

/// `示例1`, `示例成功示例`, `异常示例`, `Example 2`
fn named_example(words: &str) -> Option<Label> {
    const LONGEST: usize = 60;
    if words.chars().count() > LONGEST {
        return None;
    }
    let rest = ["示例", "Examples", "Example"].iter().find_map(|text| words.strip_prefix(text));
    let name = match rest.map(str::trim_start) {
        Some(rest) if rest.starts_with([':', '：', '{', '[']) => return None,
        // `示例1` is what the site calls an example without a name of its own.
        Some(rest) if rest.chars().all(|character| character.is_ascii_digit()) => words,
        Some(rest) => rest,
        None if words.ends_with("示例") => words,
        None => return None,
    };
    Some(Label::Example(Some(name.to_owned())))
}

/// `application/json`, `text/html; charset=utf-8`, `*/*`
pub(in crate::scrape) fn is_media_type(words: &str) -> bool {
    let essence = words.split(';').next().unwrap_or(words).trim_end();
    let is_token = |part: &str| {
        let is_part = |character: char| character.is_ascii_alphanumeric() || "+-.*_".contains(character);
        !part.is_empty() && part.chars().all(is_part)
    };
    // Prose has slashes, too: `N/A`, `yes/no`.
    let is_kind = |kind: &str| MEDIA_KINDS.contains(&kind) || kind.starts_with("x-");
    essence
        .split_once('/')
        .is_some_and(|(kind, subtype)| is_kind(kind) && is_token(kind) && is_token(subtype))
}

/// Whether an example of this media type should be JSON: where it says so, and where no media type is
/// printed. Forms are shown as JSON or as they are sent.
pub(in crate::scrape) fn should_be_json(media_type: &str, text: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or(media_type).trim().to_ascii_lowercase();
    let is_form = essence.starts_with("multipart/") || essence.contains("form");
    let is_bracketed = text.trim_start().starts_with(['{', '[']);
    essence.is_empty() || essence == "*/*" || essence.contains("json") || (is_form && is_bracketed)
}

/// `必需`, `可选` (also broken by a blank), `required`, `optional`
pub(in crate::scrape) fn badge(words: &str) -> Option<Badge> {
    match words {
        "必需" | "必 需" | "required" => Some(Badge::Required),
        "可选" | "可 选" | "optional" => Some(Badge::Optional),
        _ => None,
    }
}

/// `默认值:` and what stands behind it on the same line.
pub(in crate::scrape) fn attribute(words: &str) -> Option<(Attribute, &str)> {
    let (label, value) = words.split_once([':', '：'])?;
    let (_, attribute) = ATTRIBUTES.iter().find(|(text, _)| *text == label.trim_end())?;
    Some((*attribute, value.trim_start()))
}

/// The state of an endpoint, such as `开发中`.
pub(in crate::scrape) fn is_status_badge(words: &str) -> bool {
    facts::status_word(words).is_some()
}

/// A verb as sites print it; navigation trees shorten `DELETE`.
pub(in crate::scrape) fn verb(words: &str) -> Option<Verb> {
    if words == "DEL" { Some(Verb::Delete) } else { Verb::from_word(words) }
}

/// The words sites print for verbs, the longer before the shorter.
pub(super) fn verb_words() -> impl Iterator<Item = &'static str> {
    Verb::ALL.into_iter().map(Verb::word).chain(["DEL"])
}

/// The names of programming languages, as code samples list them: one on each line, or all of them on one.
pub(in crate::scrape) fn is_language(words: &str) -> bool {
    let mut rest = words;
    while let Some(behind) = language_prefix(rest) {
        rest = behind.trim_start();
    }
    rest.is_empty() && !words.is_empty()
}

/// What stands behind the longest name of a language at the start of `words`.
pub(super) fn language_prefix(words: &str) -> Option<&str> {
    let named = LANGUAGES.iter().filter(|language| words.starts_with(**language));
    words.strip_prefix(named.max_by_key(|language| language.len())?)
}

/// The heading of code samples that `words` start with.
pub(super) fn samples_prefix(words: &str) -> Option<&'static str> {
    let headings = PLAIN.iter().filter(|(_, label)| *label == Label::Samples).map(|(text, _)| *text);
    headings.filter(|text| words.starts_with(text)).max_by_key(|text| text.len())
}

/// The first parts that media types have.
pub(super) fn media_kinds() -> impl Iterator<Item = &'static str> {
    MEDIA_KINDS.into_iter()
}

/// The text on a button that a copied page shows beside its head or a heading.
pub(super) fn is_button(words: &str) -> bool {
    BUTTONS.contains(&words)
}

/// The words without the text of a button glued to their end.
pub(super) fn without_button(words: &str) -> &str {
    let glued = BUTTONS.iter().find_map(|button| words.strip_suffix(button));
    glued.map_or(words, str::trim_end)
}

/// The label of a line below the date of change.
pub(in crate::scrape) fn pager(words: &str) -> Option<Pager> {
    PAGERS.iter().find(|(text, _)| *text == words).map(|(_, pager)| *pager)
}

#[cfg(test)]
#[path = "labels_tests.rs"]
mod tests;
