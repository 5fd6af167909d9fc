//! Captures whose lines would end up on the wrong page or in the wrong place: they are refused.

use std::sync::Arc;

use super::head::{self, Head};
use super::labels::{self, Label};
use super::line::{Line, words};
use super::place;
use crate::diagnostic::{Code, Diagnostic, Origin, quote};

/// Refuses a capture that holds two pages, or a page whose examples stand in a column of their own.
pub(super) fn check(file: &Arc<str>, lines: &[Line], head: &Head) -> Result<(), Diagnostic> {
    let at = |index: usize| Origin::new(Arc::clone(file), lines.get(index).map_or(1, |line| line.number));
    let below = head.path + 1..lines.len();
    if let Some(index) = second_endpoint(lines, below.clone()) {
        let message = "a second endpoint starts here; one capture holds one page";
        return Err(Diagnostic::new(Code::SecondEndpoint, at(index), message)
            .hint("save each page as a capture of its own; if these are words of the page, put verb and path on one line")
            .note("the first endpoint stands here", at(head.verb.0)));
    }
    if let Some(index) = below.into_iter().find(|index| is_column(lines, *index)) {
        let message = format!(
            "{} belongs to a page in two columns, which cannot be read yet",
            quote(words(lines, index))
        );
        return Err(Diagnostic::new(Code::UnsupportedCapture, at(index), message).hint(
            "capture the page where it has one column: each response's examples stand below its rows there",
        ));
    }
    Ok(())
}

/// The verb of another head below the first page's responses or its date of change. Topics look like
/// allowed values, so they need the date.
fn second_endpoint(lines: &[Line], below: std::ops::Range<usize>) -> Option<usize> {
    let mut has_responses = false;
    let mut has_date = false;
    for index in below {
        let is_head = || head::is_head(lines, index, has_date) && !is_in_row(lines, index);
        if (has_responses || has_date) && is_head() {
            return Some(index);
        }
        match place::heading(lines, index) {
            Some(Label::Responses | Label::Response { .. }) => has_responses = true,
            Some(Label::Modified(_)) => has_date = true,
            _ => {}
        }
    }
    None
}

/// Whether the line at `index` is the value of a row: `枚举值:` with a verb and a path below it.
fn is_in_row(lines: &[Line], index: usize) -> bool {
    index.checked_sub(1).is_some_and(|above| labels::attribute(words(lines, above)).is_some())
}

/// A heading only two-column pages print. Their `200 - Success` may as well be prose, unless an example
/// follows.
fn is_column(lines: &[Line], index: usize) -> bool {
    let (text, next) = (words(lines, index), words(lines, index + 1));
    if labels::is_response_column(text) {
        return !place::is_type(next) && labels::badge(next).is_none();
    }
    let is_status = text.split_once(" - ").is_some_and(|(status, label)| {
        status.len() == 3 && status.bytes().all(|byte| byte.is_ascii_digit()) && !label.is_empty()
    });
    is_status && next.starts_with(['{', '['])
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;

    fn refused(text: &str) -> Option<(Code, u32)> {
        let file = "captures/a.txt".into();
        let lines = split(text);
        let head = head::find(&file, &lines).expect("head");
        check(&file, &lines, &head).err().map(|found| (found.code, found.origin.line))
    }

    #[test]
    fn a_capture_holds_one_page() {
        let first = "One\nGET\n/one\n返回响应\n🟢200成功\na\nstring\n";
        assert_eq!(refused(first), None);
        let second = |head: &str| refused(&format!("{first}{head}"));
        assert_eq!(second("Two\nPOST\n/two\n"), Some((Code::SecondEndpoint, 9)));
        assert_eq!(second("Two\n已废弃POST\n/two\n"), Some((Code::SecondEndpoint, 9)));
        assert_eq!(second("  • Two\n    POST\n/two\n"), None);
        assert_eq!(second("enum\n枚举值:\nPOST\n/two\n"), None);
        assert_eq!(second("POST\nORDER_PAID\n"), None);
        assert_eq!(second("POST /two\n"), None);
        let dated = "修改于 2025-04-25 05:59:59\nPaid\nPOST\nORDER_PAID\n";
        assert_eq!(second(dated), Some((Code::SecondEndpoint, 10)));
        // A page may print its own verb and path again above its responses.
        assert_eq!(refused("One\nGET\n/one\nGET\n/one\n返回响应\n🟢200成功"), None);
    }

    #[test]
    fn two_columns_are_not_read() {
        let head = "One\nGET\n/one\nQuery Params\na\nstring\n";
        let page = |text: &str| refused(&format!("{head}{text}"));
        let expected = Some((Code::UnsupportedCapture, 7));
        assert_eq!(page("Response Response Example\n200 - Success\n{}\n"), expected);
        assert_eq!(page("响应示例响应示例\n成功\n{}\n"), expected);
        assert_eq!(page("200 - Success\n{\n}\n"), expected);
        assert_eq!(page("200 - Success\n404 - Not found\nb\nstring"), None);
        assert_eq!(page("Response Response Example\nstring"), None);
    }
}
