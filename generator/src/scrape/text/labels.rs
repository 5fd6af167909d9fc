//! The words a documentation site prints around its content, in every language we know.
//!
//! This is the one table of them; whether a line *is* a label also depends on its neighbours, see
//! `place.rs`. All functions take `Line::words`.

use crate::scrape::facts::{self, Badge, Location, Verb};

/// A heading between the parts of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Label {
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
    /// With the date behind it.
    Modified(String),
}

/// A label inside a row; its value follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    Default,
    Example,
    Allowed,
}

/// The last lines of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pager {
    Previous,
    Next,
    BuiltWith,
}

const PLAIN: [(&str, Label); 16] = [
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

const MODIFIED: [&str; 4] = ["修改于", "最后修改时间", "Modified at", "Last modified"];

const PAGERS: [(&str, Pager); 5] = [
    ("上一页", Pager::Previous),
    ("Previous", Pager::Previous),
    ("下一页", Pager::Next),
    ("Next", Pager::Next),
    ("Built with", Pager::BuiltWith),
];

const ATTRIBUTES: [(&str, Attribute); 10] = [
    ("默认值", Attribute::Default),
    ("Default", Attribute::Default),
    ("示例值", Attribute::Example),
    ("示例", Attribute::Example),
    ("Example", Attribute::Example),
    ("Examples", Attribute::Example),
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

const RESPONSE_COLUMN: [&str; 5] = [
    "响应示例响应示例",
    "Response Response Example",
    "Response Example Response Example",
    "Response ExampleResponse Example",
    "Response ExamplesResponse Examples",
];

const LANGUAGES: [&str; 21] = [
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
    "cURL",
    "Kotlin",
    "Rust",
    "TypeScript",
    "NodeJs",
    "PowerShell",
];

impl Label {
    /// The label a line would be if nothing around it spoke against that.
    pub(super) fn of(words: &str) -> Option<Self> {
        let plain = PLAIN.iter().find(|(text, _)| *text == words);
        plain
            .map(|(_, label)| label.clone())
            .or_else(|| parameters(words))
            .or_else(|| body(words))
            .or_else(|| response(words))
            .or_else(|| modified(words))
            .or_else(|| named_example(words))
    }
}

/// `Header 参数`, `Path Params`
fn parameters(words: &str) -> Option<Label> {
    let (name, location) = LOCATIONS.iter().find(|(name, _)| words.starts_with(name))?;
    let rest = words.strip_prefix(name)?.trim_start();
    PARAMETERS.contains(&rest).then_some(Label::Parameters(*location))
}

/// `Body 参数application/json`, `Body 参数 (application/form-data)`
fn body(words: &str) -> Option<Label> {
    let rest = words.strip_prefix("Body")?.trim_start();
    let rest = PARAMETERS.iter().rev().find_map(|text| rest.strip_prefix(text))?.trim_start();
    let media_type = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(rest);
    let is_known = media_type.is_empty() || is_media_type(media_type);
    is_known.then(|| Label::Body(media_type.to_owned()))
}

/// `🟢200成功`: a coloured circle, three digits (or none, as for `default`) and words.
fn response(words: &str) -> Option<Label> {
    const CIRCLES: [char; 10] = ['🟢', '🟡', '🟠', '🔴', '🔵', '🟣', '🟤', '⚪', '⚫', '⭕'];
    let rest = words.strip_prefix(CIRCLES)?.trim_start_matches('\u{fe0f}').trim_start();
    let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, label) = rest.split_at_checked(end)?;
    let status = digits.parse().ok().filter(|status| (100..1000).contains(status));
    let label = if status.is_some() { label.trim_start() } else { rest };
    Some(Label::Response { status, label: label.to_owned() })
}

/// `修改于 2025-04-25 05:59:59`; only what a date consists of may follow.
fn modified(words: &str) -> Option<Label> {
    let rest = MODIFIED.iter().find_map(|text| words.strip_prefix(text))?;
    let date = rest.trim_start_matches([':', '：', ' ']);
    let is_date = |character: char| character.is_ascii_digit() || "-/:. TZ".contains(character);
    date.chars().all(is_date).then(|| Label::Modified(date.to_owned()))
}

/// `示例1`, `示例成功示例`, `异常示例`, `Example 2`
fn named_example(words: &str) -> Option<Label> {
    const LONGEST: usize = 60;
    if words.chars().count() > LONGEST {
        return None;
    }
    let rest = ["示例", "Examples", "Example"].iter().find_map(|text| words.strip_prefix(text));
    let name = match rest.map(str::trim_start) {
        Some(rest) if rest.starts_with([':', '：']) => return None,
        // `示例1` is what the site calls an example without a name of its own.
        Some(rest) if rest.chars().all(|character| character.is_ascii_digit()) => words,
        Some(rest) => rest,
        None if words.ends_with("示例") => words,
        None => return None,
    };
    Some(Label::Example(Some(name.to_owned())))
}

/// `application/json`, `text/html; charset=utf-8`, `*/*`
pub(super) fn is_media_type(words: &str) -> bool {
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
pub(super) fn badge(words: &str) -> Option<Badge> {
    match words {
        "必需" | "必 需" | "required" => Some(Badge::Required),
        "可选" | "可 选" | "optional" => Some(Badge::Optional),
        _ => None,
    }
}

/// `默认值:` and what stands behind it on the same line.
pub(super) fn attribute(words: &str) -> Option<(Attribute, &str)> {
    let (label, value) = words.split_once([':', '：'])?;
    let (_, attribute) = ATTRIBUTES.iter().find(|(text, _)| *text == label.trim_end())?;
    Some((*attribute, value.trim_start()))
}

/// The state of an endpoint, such as `开发中`.
pub(super) fn is_status_badge(words: &str) -> bool {
    facts::status_word(words).is_some()
}

/// The heading above the responses' examples on a page in two columns.
pub(super) fn is_response_column(words: &str) -> bool {
    RESPONSE_COLUMN.contains(&words)
}

/// A verb as sites print it; navigation trees shorten `DELETE`.
pub(super) fn verb(words: &str) -> Option<Verb> {
    if words == "DEL" { Some(Verb::Delete) } else { Verb::from_word(words) }
}

/// The words sites print for verbs, the longer before the shorter.
pub(super) fn verb_words() -> impl Iterator<Item = &'static str> {
    Verb::ALL.into_iter().map(Verb::word).chain(["DEL"])
}

/// The name of a programming language, as code samples list them.
pub(super) fn is_language(words: &str) -> bool {
    LANGUAGES.contains(&words)
}

/// The label of a line below the date of change.
pub(super) fn pager(words: &str) -> Option<Pager> {
    PAGERS.iter().find(|(text, _)| *text == words).map(|(_, pager)| *pager)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body_of(words: &str) -> Label {
        Label::Body(words.to_owned())
    }

    fn example(name: &str) -> Label {
        Label::Example(Some(name.to_owned()))
    }

    #[test]
    fn both_languages_name_the_sections() {
        assert_eq!(Label::of("请求参数"), Label::of("Request"));
        assert_eq!(Label::of("Path 参数"), Some(Label::Parameters(Location::Path)));
        assert_eq!(Label::of("Cookie Params"), Some(Label::Parameters(Location::Cookie)));
        assert_eq!(Label::of("Header"), None);
        assert_eq!(Label::of("返回响应"), Label::of("Responses"));
        assert_eq!(Label::of("示例代码"), Label::of("Request samples"));
    }

    #[test]
    fn a_media_type_is_glued_or_in_parentheses() {
        assert_eq!(Label::of("Body 参数application/json"), Some(body_of("application/json")));
        assert_eq!(Label::of("Body 参数 (application/form-data)"), Some(body_of("application/form-data")));
        assert_eq!(Label::of("Body Params application/json"), Some(body_of("application/json")));
        assert_eq!(Label::of("Body 参数multipart/form-data"), Some(body_of("multipart/form-data")));
        assert_eq!(Label::of("Body Params"), Some(body_of("")));
        assert_eq!(Label::of("Body"), None);
        assert_eq!(Label::of("Body Params are sent"), None);
    }

    #[test]
    fn a_response_has_a_circle() {
        let response = |status, label: &str| Some(Label::Response { status, label: label.into() });
        assert_eq!(Label::of("🟢200成功"), response(Some(200), "成功"));
        assert_eq!(Label::of("🟠401Unauthorized"), response(Some(401), "Unauthorized"));
        assert_eq!(Label::of("🔴 500 服务器错误"), response(Some(500), "服务器错误"));
        assert_eq!(Label::of("🟢default"), response(None, "default"));
        assert_eq!(Label::of("200成功"), None);
    }

    #[test]
    fn examples_have_names() {
        assert_eq!(Label::of("示例"), Some(Label::Example(None)));
        assert_eq!(Label::of("示例1"), Some(example("示例1")));
        assert_eq!(Label::of("示例成功示例"), Some(example("成功示例")));
        assert_eq!(Label::of("异常示例"), Some(example("异常示例")));
        assert_eq!(Label::of("Example 2"), Some(example("Example 2")));
    }

    #[test]
    fn only_a_date_follows_modified() {
        let date = Some(Label::Modified("2025-04-25 05:59:59".into()));
        assert_eq!(Label::of("修改于 2025-04-25 05:59:59"), date);
        assert_eq!(Label::of("最后修改时间: 2025-04-25 05:59:59"), date);
        assert_eq!(Label::of("Modified at 2025-04-25 05:59:59"), date);
        assert_eq!(Label::of("Last modified: 2025-04-25 05:59:59"), date);
        assert_eq!(Label::of("Modified at the warehouse"), None);
    }

    #[test]
    fn attributes_have_colons_of_both_widths() {
        assert_eq!(attribute("默认值:"), Some((Attribute::Default, "")));
        assert_eq!(attribute("示例值： 5"), Some((Attribute::Example, "5")));
        assert_eq!(attribute("Allowed value(s):"), Some((Attribute::Allowed, "")));
        assert_eq!(attribute("Examples: a:b"), Some((Attribute::Example, "a:b")));
        assert_eq!(attribute("Default"), None);
    }

    #[test]
    fn badges_survive_a_blank() {
        assert_eq!(badge("可 选"), Some(Badge::Optional));
        assert_eq!(badge("required"), Some(Badge::Required));
        assert_eq!(badge("Required fields"), None);
    }

    #[test]
    fn media_types_have_two_parts() {
        assert!(is_media_type("application/vnd.a+json"));
        assert!(is_media_type("text/html; charset=utf-8"));
        assert!(!is_media_type("/orders/list"));
        assert!(!is_media_type("application/b/c"));
        assert!(!is_media_type("N/A"));
    }
}
