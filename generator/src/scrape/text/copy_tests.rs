//! Pages as browsers and editors copy and save them: each says the same as the page itself.

use encoding_rs::{BIG5, Encoding, GB18030, SHIFT_JIS};

use super::spelled_pages::{CHINESE, TABLE, layouts, spelled};
use super::table_tests::{difference, said, said_of};
use crate::diagnostic::Code;

/// A page as something else saved it.
type Mangled = (&'static str, fn(&str) -> Vec<u8>);

fn lines(text: &str, mangle: impl Fn(&str) -> String) -> Vec<u8> {
    text.lines().map(mangle).collect::<Vec<_>>().join("\n").into_bytes()
}

const COPIES: [Mangled; 14] = [
    ("carriage returns", |text| text.replace('\n', "\r\n").into_bytes()),
    ("carriage returns alone", |text| text.replace('\n', "\r").into_bytes()),
    ("a byte order mark", |text| format!("\u{feff}{text}").into_bytes()),
    ("UTF-16, little end first", |text| {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
    }),
    ("UTF-16, big end first", |text| {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect()
    }),
    ("blank lines", |text| text.replace('\n', "\n\n").into_bytes()),
    ("blank lines of blanks", |text| text.replace('\n', "\n \t\u{a0}\n\n").into_bytes()),
    ("blanks behind", |text| lines(text, |line| format!("{line} \t\u{a0}"))),
    ("blanks that do not break", |text| text.replace(' ', "\u{a0}").into_bytes()),
    ("characters without width behind", |text| lines(text, |line| format!("{line}\u{200b}"))),
    ("characters without width in front", |text| lines(text, |line| format!("\u{feff}{line}"))),
    ("marks of direction", |text| lines(text, |line| format!("\u{200e}{line}\u{2060}"))),
    ("cells with tabs between them", in_cells),
    ("soft hyphens", |text| lines(text, |line| format!("{line}\u{ad}"))),
];

/// Each row, each response and the call with tabs between their cells.
fn in_cells(text: &str) -> Vec<u8> {
    const NEXT: [&str; 14] = [
        "string",
        "integer",
        "enum<string>",
        "string | null",
        "file",
        "boolean",
        "required",
        "必需",
        "必 需",
        "optional",
        "可选",
        "可 选",
        "application/json",
        "/orders/{id}",
    ];
    let mut cells = String::new();
    for line in text.lines() {
        cells.push_str(if NEXT.contains(&line) { "\t" } else { "\n" });
        cells.push_str(line);
    }
    cells.into_bytes()
}

/// What a page says, without the text of its examples, whose blanks are as printed; what they hold as JSON stays.
fn known(said: &str) -> String {
    said.lines().filter(|line| !line.trim_start().starts_with("text:")).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_copied_page_says_the_same() {
    let mut wrong = Vec::new();
    for (number, layout) in layouts().iter().enumerate() {
        let text = spelled(layout, |at| number + at);
        let plain = known(&said(&text).0);
        for (what, mangle) in COPIES {
            let (copied, found) = said_of(&mangle(&text));
            let copied = known(&copied);
            if copied != plain || !found.is_empty() {
                wrong.push(format!("{what} {number}: {found:?}\n{}", difference(&plain, &copied)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n=====\n"));
}

fn in_charset(charset: &'static Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, had_errors) = charset.encode(text);
    assert!(!had_errors, "{}", charset.name());
    bytes.into_owned()
}

#[test]
fn a_page_in_a_legacy_charset_says_the_same() {
    for (number, layout) in layouts().iter().enumerate() {
        let layout =
            CHINESE.iter().fold(layout.clone(), |text, (english, chinese)| text.replace(english, chinese));
        let is_chinese = |words: &str| !words.is_ascii();
        let text = spelled(&layout, |at| TABLE[at].1.iter().position(|words| is_chinese(words)).unwrap_or(0));
        let (copied, found) = said_of(&in_charset(GB18030, &text));
        assert_eq!(difference(&said(&text).0, &copied), "", "{number}");
        assert_eq!(found.iter().map(|found| found.code).collect::<Vec<_>>(), [Code::LegacyCharset]);
    }
}

/// A page in a charset that its bytes do not tell is refused and never read as other words.
#[test]
fn no_page_is_read_in_another_charset() {
    let japanese = "注文を作成する\nPOST\n/orders\n新しい注文を作成します。ショップの在庫を確認してください。\nRequest\nResponses\n";
    let traditional = "建立訂單\nPOST\n/orders\n建立一個新的訂單，請先確認商店的庫存。\nRequest\nResponses\n";
    for (charset, text, is_read) in [(SHIFT_JIS, japanese, false), (BIG5, traditional, true)] {
        let (copied, found) = said_of(&in_charset(charset, text));
        let codes: Vec<_> = found.iter().map(|found| found.code).collect();
        if is_read {
            assert_eq!(copied, said(text).0);
            assert!(codes.contains(&Code::LegacyCharset), "{codes:?}");
        } else {
            assert_eq!((copied.as_str(), codes), ("[]", vec![Code::NotUtf8]));
        }
    }
}
