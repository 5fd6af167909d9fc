//! A line of a page, fit to be printed on a terminal.

use generator::spec::yaml::is_invisible;

/// Longer lines are cut.
const LONGEST: usize = 160;

/// Labels whose next line may be a sample credential.
const DEFAULT_LABELS: [&str; 5] = ["默认值:", "默认值：", "Default:", "Default value:", "default:"];

/// What a shell sample writes before a header, which may be a sample credential.
const HEADER_OPTIONS: [&str; 3] = ["--header", "-H ", "--cookie"];

/// The line, counted from 1, or nothing when the text has no such line or it is empty.
pub(crate) fn excerpt(text: &[u8], line: usize) -> Option<String> {
    let index = line.checked_sub(1)?;
    let mut lines = text.split(|byte| *byte == b'\n');
    let above = index.checked_sub(1).and_then(|above| lines.nth(above)).map(String::from_utf8_lossy);
    let words = String::from_utf8_lossy(lines.next()?);
    let words = words.trim_end();
    if words.is_empty() {
        return None;
    }
    if above.is_some_and(|above| DEFAULT_LABELS.contains(&above.trim())) {
        return Some("(a default value, which may be a credential, is not shown)".to_owned());
    }
    let option = HEADER_OPTIONS.iter().find_map(|option| words.find(option));
    let words = match option.and_then(|start| words[start..].find(':').map(|colon| start + colon)) {
        Some(colon) => format!("{}: (not shown)", &words[..colon]),
        None => words.to_owned(),
    };
    Some(cut(&visible(&words.replace('\t', "    "))))
}

fn cut(words: &str) -> String {
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// The text with everything escaped that commands a terminal or cannot be seen.
pub(crate) fn visible(text: &str) -> String {
    let escape = |character: char| match character {
        // Pages are full of these, and a terminal shows them as a space.
        '\u{a0}' => " ".to_owned(),
        character if is_invisible(character) => character.escape_unicode().to_string(),
        character => character.to_string(),
    };
    text.chars().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::{excerpt, visible};

    #[test]
    fn a_line_is_found_and_cut() {
        assert_eq!(excerpt(b"a\nb\r\n\nd", 2).as_deref(), Some("b"));
        assert_eq!(excerpt(b"a\nb\n\nd", 3), None);
        assert_eq!(excerpt(b"a", 0), None);
        assert_eq!(excerpt(b"a", 9), None);
        assert_eq!(excerpt("é".repeat(500).as_bytes(), 1), Some(format!("{}…", "é".repeat(160))));
        assert_eq!(excerpt(b"\xff\xfe", 1).as_deref(), Some("\u{fffd}\u{fffd}"));
    }

    #[test]
    fn credentials_are_not_shown() {
        let page = "access-key\n默认值:\nABCDEF0123\n--header 'access-key: ABCDEF0123' \\\n".as_bytes();
        assert!((1..6).filter_map(|line| excerpt(page, line)).all(|line| !line.contains("ABCDEF")));
        assert_eq!(excerpt(page, 4).as_deref(), Some("--header 'access-key: (not shown)"));
    }

    #[test]
    fn what_commands_a_terminal_is_escaped() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b\u{a0}c退"), "a\\u{1b}[31m\\u{202e}b c退");
    }
}
