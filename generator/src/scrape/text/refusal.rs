//! Captures whose lines would end up on the wrong page: they are refused.

use std::sync::Arc;

use super::head::{self, Head};
use super::labels::{self, Label};
use super::line::{Line, words};
use super::place;
use crate::diagnostic::{Code, Diagnostic, Origin};

/// Refuses a capture that holds two pages.
pub(super) fn check(file: &Arc<str>, lines: &[Line], head: &Head) -> Result<(), Diagnostic> {
    let at = |index: usize| Origin::new(Arc::clone(file), lines.get(index).map_or(1, |line| line.number));
    let below = head.path + 1..lines.len();
    if let Some(index) = second_endpoint(lines, below) {
        let message = "a second endpoint starts here; one capture holds one page";
        return Err(Diagnostic::new(Code::SecondEndpoint, at(index), message)
            .hint("save each page as a capture of its own; if these are words of the page, put verb and path on one line")
            .note("the first endpoint stands here", at(head.verb.0)));
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
}
