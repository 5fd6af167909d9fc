//! What diagnostics and status lines look like, to the letter.

use std::path::Path;

use generator::diagnostic::{Code, Diagnostic, Origin};

use super::{Pages, Report};
use crate::Environment;
use crate::excerpt::Text;

const PAGE: &str = "captures/en/list.txt";

/// What a diagnostic looks like beside a page.
fn rendered(page: &str, diagnostic: &Diagnostic, color: bool) -> String {
    let environment = Environment { color, ..Environment::plain("/w", "/w") };
    let pages =
        Pages { directory: Path::new("/w/specs/acme"), texts: [(PAGE, Text::new(page.as_bytes()))].into() };
    let mut messages = Vec::new();
    Report::new(&environment, &mut messages).diagnostic(diagnostic, &pages);
    String::from_utf8(messages).unwrap()
}

fn unknown_type(line: u32) -> Diagnostic {
    Diagnostic::new(Code::UnknownType, Origin::new(PAGE, line), "`strng` is not a type we know")
        .focus("strng")
}

#[test]
fn a_diagnostic_names_place_line_and_remedy() {
    let diagnostic =
        unknown_type(2).note("the example shows a string", Origin::new(PAGE, 3)).hint("correct the page");
    let expected = "\
error[unknown-type]: `strng` is not a type we know
 --> specs/acme/captures/en/list.txt:2:8
  |
2 |   name strng
  |        ^^^^^
  |
note: the example shows a string
 --> specs/acme/captures/en/list.txt:3:1
  |
3 | x\\u{1b}[31my
  | ^^^^^^^^^^^^
help: correct the page

";
    assert_eq!(rendered("名字\n  name strng\nx\u{1b}[31my\n", &diagnostic, false), expected);
}

#[test]
fn what_is_to_be_pasted_starts_at_the_first_column() {
    let hint =
        "It is kept.\nif it is otherwise, add to `overrides.yaml`:\n- at: Order.id\n  was:\n    type: strng";
    let shown = rendered("strng\n", &unknown_type(1).hint(hint), false);
    let pasted = "`overrides.yaml`:\n\n- at: Order.id\n  was:\n    type: strng\n\n";
    assert!(shown.contains("help: It is kept.\n      if it is otherwise"), "{shown}");
    assert!(shown.ends_with(pasted), "{shown}");
}

#[test]
fn lines_of_pages_fit_a_terminal() {
    let environment = Environment { columns: Some(80), ..Environment::plain("/w", "/w") };
    let page = format!("{}strng{}", "退".repeat(300), "款".repeat(300));
    let pages =
        Pages { directory: Path::new("/w/specs/acme"), texts: [(PAGE, Text::new(page.as_bytes()))].into() };
    let mut messages = Vec::new();
    Report::new(&environment, &mut messages).diagnostic(&unknown_type(1), &pages);
    let text = String::from_utf8(messages).unwrap();
    let longest = text.lines().map(unicode_width::UnicodeWidthStr::width).max();
    assert!(text.contains("退strng款") && longest.is_some_and(|width| (70..=80).contains(&width)), "{text}");
}

#[test]
fn bytes_that_are_no_text_are_not_shown() {
    let binary = Diagnostic::new(Code::BinaryCapture, Origin::new(PAGE, 1), "the capture is not text");
    let expected = "error[binary-capture]: the capture is not text\n--> specs/acme/captures/en/list.txt:1\n";
    assert!(rendered("\u{1}PNG\0\n", &binary, false).starts_with(expected));
}

/// A terminal gives two columns to Chinese, full-width letters and emoji, and none to combining characters.
#[test]
fn wide_characters_line_up() {
    let line = |text: &str| {
        let rendered = rendered(text, &unknown_type(1), false);
        let lines: Vec<_> = rendered.lines().skip(1).take(4).map(str::to_owned).collect();
        lines.join("\n")
    };
    let expected = |column: usize, shown: &str, spaces: usize, carets: usize| {
        let (spaces, carets) = (" ".repeat(spaces), "^".repeat(carets));
        format!(" --> specs/acme/captures/en/list.txt:1:{column}\n  |\n1 | {shown}\n  | {spaces}{carets}")
    };
    assert_eq!(line("退款单号 strng"), expected(6, "退款单号 strng", 9, 5));
    assert_eq!(line("ＡＢ：strng"), expected(4, "ＡＢ：strng", 6, 5));
    assert_eq!(line("🟢😀 strng 🟢"), expected(4, "🟢😀 strng 🟢", 5, 5));
    assert_eq!(line("cafe\u{301} strng"), expected(7, "cafe\u{301} strng", 5, 5));
    let wide = Diagnostic { focus: Some("退款".into()), ..unknown_type(1) };
    let shown = rendered("a 退款 b", &wide, false);
    assert!(shown.contains("1 | a 退款 b\n  |   ^^^^\n"), "{shown}");
}

#[test]
fn the_place_is_that_of_the_file_where_the_line_is_cut_or_escaped() {
    let long = format!("{} strng {}", "x".repeat(500), "y".repeat(500));
    let shown = rendered(&long, &unknown_type(1), false);
    assert!(shown.contains("list.txt:1:502\n"), "{shown}");
    assert!(
        shown.contains("x strng y") && shown.contains(&format!("\n  | {}^^^^^\n", " ".repeat(41))),
        "{shown}"
    );
    assert!(rendered(&long, &unknown_type(1), true).contains("list.txt:1:502\n"));
    let shown = rendered("\t\u{202e} strng", &unknown_type(1), false);
    assert!(shown.contains("list.txt:1:4\n"), "{shown}");
    assert!(shown.contains("1 |     \\u{202e} strng\n  |              ^^^^^\n"), "{shown}");
}

#[test]
fn colour_is_ours_alone() {
    let page = "\u{1b}[31mred\u{202e}\u{9b}31m strng\n";
    let diagnostic = unknown_type(1).note("\u{1b}]0;title\u{7}", Origin::new(PAGE, 1)).hint("\u{1b}[2J");
    let plain = rendered(page, &diagnostic, false);
    let styled = rendered(page, &diagnostic, true);
    assert!(!plain.contains(['\u{1b}', '\u{202e}', '\u{9b}', '\u{7}']), "{}", plain.escape_debug());
    assert!(styled.contains("\u{1b}[1m\u{1b}[91merror[unknown-type]"), "{}", styled.escape_debug());
    // Without our styles, which are all of this form, it is the plain text.
    let mut rest = styled.split("\u{1b}[").map(str::to_owned);
    let mut text = rest.next().unwrap();
    for part in rest {
        let (style, behind) = part.split_once('m').unwrap();
        assert!(style.bytes().all(|byte| byte.is_ascii_digit() || byte == b';'), "{style:?}");
        text += behind;
    }
    assert_eq!(text, plain);
}

#[test]
fn a_status_line_is_aligned_like_cargo_s() {
    let status = |color| {
        let environment = Environment { color, ..Environment::plain("/w", "/w") };
        let mut messages = Vec::new();
        Report::new(&environment, &mut messages).status("Wrote", "names.yaml");
        String::from_utf8(messages).unwrap()
    };
    assert_eq!(status(false), "       Wrote names.yaml\n");
    assert_eq!(status(true), "\u{1b}[1;32m       Wrote\u{1b}[0m names.yaml\n");
}
