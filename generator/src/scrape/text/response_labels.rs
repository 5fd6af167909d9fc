//! The words around responses: coloured circles, tabs and status lines of share pages, the column of examples.

use super::labels::{Label, is_media_type};

const CIRCLES: [char; 10] = ['🟢', '🟡', '🟠', '🔴', '🔵', '🟣', '🟤', '⚪', '⚫', '⭕'];

const COLUMN: [&str; 7] = [
    "响应示例响应示例",
    "响应示例 响应示例",
    "Response Response Example",
    "Response Example Response Example",
    "Response ExampleResponse Example",
    "Response ExamplesResponse Examples",
    "Response Examples Response Examples",
];

const STATUS_LINES: [&str; 3] = ["HTTP 状态码", "HTTP Status Code", "HTTP Code"];

const CONTENT_FORMATS: [&str; 3] = ["内容格式", "Content Format", "Content Type"];

const STRUCTURES: [&str; 4] = ["数据结构", "Data Schema", "Data Structure", "Body"];

const HEADERS: [&str; 6] =
    ["Header", "Headers", "Response Header", "Response Headers", "响应头", "返回 Header"];

/// What share pages print in place of a media type.
const FORMATS: [(&str, &str); 7] = [
    ("JSON", "application/json"),
    ("XML", "application/xml"),
    ("HTML", "text/html"),
    ("Text", "text/plain"),
    ("Raw", "text/plain"),
    ("Binary", "application/octet-stream"),
    ("EventStream", "text/event-stream"),
];

/// The label a line would be if nothing around it spoke against that.
pub(super) fn label(words: &str) -> Option<Label> {
    if COLUMN.contains(&words) {
        return Some(Label::ResponseExamples);
    }
    let in_column = || column_item(words).map(|(status, label)| Label::ResponseExample { status, label });
    circle(words).or_else(|| status_line(words)).or_else(in_column)
}

/// `🟢200成功`: a coloured circle, three digits (or none, as for `default`) and words.
fn circle(words: &str) -> Option<Label> {
    let rest = words.strip_prefix(CIRCLES)?.trim_start_matches('\u{fe0f}').trim_start();
    let end = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
    let (digits, label) = rest.split_at_checked(end)?;
    let status = digits.parse().ok().filter(|status| (100..1000).contains(status));
    let label = if status.is_some() { label.trim_start() } else { rest };
    Some(Label::Response { status, label: label.to_owned() })
}

/// `200成功` or `?200成功`, whose circle is lost, as what is saved in a legacy charset loses it: below it stands the media
/// type, which no number in prose has.
pub(super) fn without_circle(words: &str, next: &str) -> Option<Label> {
    let rest = words.trim_start_matches(['?', '\u{fffd}', '□']).trim_start();
    let (digits, label) = rest.split_at_checked(3)?;
    let is_label =
        !label.starts_with(|character: char| character.is_ascii_digit() || "-.,:%".contains(character));
    let status = status(digits).filter(|status| is_label && *status < 600 && is_media_type(next))?;
    Some(Label::Response { status: Some(status), label: label.trim_start().to_owned() })
}

/// Whether a line starts with the coloured circle of a response.
pub(super) fn has_circle(words: &str) -> bool {
    words.starts_with(CIRCLES)
}

/// `HTTP 状态码: 200` of a share page.
fn status_line(words: &str) -> Option<Label> {
    let rest = STATUS_LINES.iter().find_map(|text| words.strip_prefix(text))?;
    Some(Label::Status(status(rest.trim_start_matches([' ', ':', '：']))?))
}

/// `成功(200)`, a tab of a share page: its status and its words.
pub(super) fn tab(words: &str) -> Option<(u16, String)> {
    let (label, rest) = words.rsplit_once(['(', '（'])?;
    let status = status(rest.strip_suffix([')', '）'])?.trim())?;
    Some((status, label.trim_end().to_owned()))
}

/// `200 - Success` of a page in two columns: the status and its words.
pub(super) fn column_item(words: &str) -> Option<(u16, String)> {
    let (digits, label) = words.split_once(" - ")?;
    let status = status(digits)?;
    (!label.is_empty()).then(|| (status, label.to_owned()))
}

fn status(digits: &str) -> Option<u16> {
    let is_whole = digits.len() == 3 && digits.bytes().all(|byte| byte.is_ascii_digit());
    digits.parse().ok().filter(|status| is_whole && (100..1000).contains(status))
}

/// The media type in `内容格式: JSONapplication/json`; the word in front of it where nothing else stands there.
pub(super) fn content_format(words: &str) -> Option<String> {
    let rest = CONTENT_FORMATS.iter().find_map(|text| words.strip_prefix(text))?;
    let rest = rest.trim_start().strip_prefix([':', '：'])?.trim();
    let known = FORMATS.iter().find(|(format, _)| rest.starts_with(format));
    let behind = known.map_or(rest, |(format, _)| rest.strip_prefix(format).unwrap_or(rest).trim_start());
    match known {
        Some((_, media_type)) if behind.is_empty() => Some((*media_type).to_owned()),
        _ => is_media_type(behind).then(|| behind.to_owned()),
    }
}

/// Where what a share page glues to its status line starts.
pub(super) fn glued_content_format(words: &str) -> Option<usize> {
    CONTENT_FORMATS.iter().find_map(|text| words.find(text)).filter(|start| *start > 0)
}

/// The heading above the rows of a response.
pub(super) fn is_structure(words: &str) -> bool {
    STRUCTURES.contains(&words)
}

/// The heading above the headers of a response.
pub(super) fn is_headers(words: &str) -> bool {
    HEADERS.contains(&words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_page_has_tabs_and_a_status_line() {
        assert_eq!(tab("成功(200)"), Some((200, "成功".into())));
        assert_eq!(tab("记录不存在（404）"), Some((404, "记录不存在".into())));
        assert_eq!((tab("成功"), tab("up to (20)"), tab("(99)")), (None, None, None));
        assert_eq!(label("HTTP 状态码: 200"), Some(Label::Status(200)));
        assert_eq!(label("HTTP Status Code：404"), Some(Label::Status(404)));
        assert_eq!(label("HTTP 状态码: 成功"), None);
    }

    #[test]
    fn a_content_format_has_a_media_type_glued_to_its_word() {
        let format = |words: &str| content_format(words);
        assert_eq!(format("内容格式: JSONapplication/json").as_deref(), Some("application/json"));
        assert_eq!(format("内容格式：XML").as_deref(), Some("application/xml"));
        assert_eq!(format("Content Type: application/vnd.a+json").as_deref(), Some("application/vnd.a+json"));
        assert_eq!(format("内容格式: whatever"), None);
    }

    #[test]
    fn a_column_lists_responses_by_status() {
        let expected = Label::ResponseExample { status: 404, label: "Not found".into() };
        assert_eq!(label("404 - Not found"), Some(expected));
        assert_eq!(label("40 - Not found"), None);
        assert_eq!(label("响应示例响应示例"), Some(Label::ResponseExamples));
        assert_eq!(label("响应示例"), None);
    }
}
