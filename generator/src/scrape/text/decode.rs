//! Bytes → lines: refuses what is no text capture, and says why.

use super::line::{self, Line};
use crate::diagnostic::{Code, Diagnostic, Origin};
use crate::scrape::Capture;

/// The nonblank lines of a capture, or why it cannot be read as text.
pub(super) fn decode(capture: &Capture) -> Result<Vec<Line>, Diagnostic> {
    text(capture).map(line::split)
}

/// The text of a capture, or why it is none.
pub(in crate::scrape) fn text(capture: &Capture) -> Result<&str, Diagnostic> {
    let refuse = |code, line, message, hint| {
        Err(Diagnostic::new(code, Origin::new(capture.file.clone(), line), message).hint(hint))
    };
    if is_binary(&capture.bytes) {
        return refuse(
            Code::BinaryCapture,
            1,
            "the capture is not text",
            "save the page as plain text in UTF-8; screenshots, PDF and UTF-16 are not read",
        );
    }
    let text = match std::str::from_utf8(&capture.bytes) {
        Ok(text) => text.strip_prefix('\u{feff}').unwrap_or(text),
        Err(error) => {
            let line = line_of(&capture.bytes, error.valid_up_to());
            return refuse(
                Code::NotUtf8,
                line,
                "this line holds a byte that is not UTF-8",
                "save the capture as UTF-8; Chinese pages are often saved as GBK by mistake",
            );
        }
    };
    if text.trim().is_empty() {
        return refuse(
            Code::EmptyCapture,
            1,
            "the capture holds nothing",
            "capture the page again, or delete the file",
        );
    }
    Ok(text)
}

/// Text holds no NUL, and few control characters: a page may quote some, but not consist of them.
fn is_binary(bytes: &[u8]) -> bool {
    let is_control = |byte: &&u8| **byte < 0x20 && !matches!(**byte, b'\t' | b'\n' | b'\r');
    bytes.contains(&0) || bytes.iter().filter(is_control).count() * 4 > bytes.len()
}

/// The line of the byte at `offset`, as an editor counts.
fn line_of(bytes: &[u8], offset: usize) -> u32 {
    let mut line = 1;
    let mut previous = 0;
    for &byte in bytes.iter().take(offset) {
        line += u32::from(byte == b'\r' || (byte == b'\n' && previous != b'\r'));
        previous = byte;
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(bytes: &[u8]) -> (Code, u32) {
        let capture = Capture { file: "captures/en/a.txt".into(), bytes: bytes.to_vec() };
        let diagnostic = decode(&capture).expect_err("refused");
        assert!(diagnostic.hint.is_some());
        (diagnostic.code, diagnostic.origin.line)
    }

    #[test]
    fn what_is_not_text_is_refused() {
        assert_eq!(refusal(b""), (Code::EmptyCapture, 1));
        assert_eq!(refusal(b"\xef\xbb\xbf \r\n\n"), (Code::EmptyCapture, 1));
        assert_eq!(refusal(b"GET\0/a"), (Code::BinaryCapture, 1));
        assert_eq!(refusal(b"\x01\x02\x03abc"), (Code::BinaryCapture, 1));
    }

    #[test]
    fn the_line_of_a_bad_byte_is_named() {
        assert_eq!(refusal(b"a\r\nb\rc\nd\xff"), (Code::NotUtf8, 4));
        assert_eq!(refusal("a\n退".as_bytes().split_last().expect("bytes").1), (Code::NotUtf8, 2));
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let capture = Capture { file: "captures/a.txt".into(), bytes: "\u{feff}Title".as_bytes().to_vec() };
        assert_eq!(line::words(&decode(&capture).expect("text"), 0), "Title");
    }
}
