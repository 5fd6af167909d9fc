//! A line of a page, fit to be printed on a terminal.

use generator::diagnostic::is_invisible;

/// Longer lines are cut.
const LONGEST: usize = 160;

/// Labels whose value may be a sample credential, on their own line or on the next one.
const VALUE_LABELS: [&str; 8] =
    ["默认值", "Default", "Default value", "default", "示例值", "示例", "Example", "Examples"];

/// What a shell sample writes before a header, whose value may be a sample credential.
const HEADER_OPTIONS: [&str; 2] = ["--header", "-H"];

/// What a shell sample writes before a credential.
const CREDENTIAL_OPTIONS: [&str; 7] =
    ["--user", "-u", "--cookie", "-b", "--proxy-user", "-U", "--oauth2-bearer"];

/// What stands in the place of what may be a credential.
const HIDDEN: &str = "(not shown)";

/// The line, counted from 1 as `scrape` counts, or nothing when the text has no such line or it is empty.
pub(crate) fn excerpt(text: &[u8], line: usize) -> Option<String> {
    let index = line.checked_sub(1)?;
    let text = String::from_utf8_lossy(text).replace("\r\n", "\n");
    let lines: Vec<&str> = text.split(['\n', '\r']).collect();
    let words = lines.get(index)?.trim_end();
    if words.is_empty() {
        return None;
    }
    let above = lines.iter().take(index).rev().find(|line| !line.trim().is_empty());
    if above.and_then(|above| labelled_value(above)).is_some_and(|(_, value)| value.is_empty()) {
        return Some("(a value that may be a credential is not shown)".to_owned());
    }
    let words = match labelled_value(words) {
        Some((label, value)) if !value.is_empty() => format!("{label} {HIDDEN}"),
        _ => without_user(&without_options(words)),
    };
    Some(cut(&visible(&words.replace('\t', "    "))))
}

/// A label of `VALUE_LABELS` with its colon, and what stands behind it.
fn labelled_value(line: &str) -> Option<(&str, &str)> {
    let (colon, width) = line.char_indices().find(|(_, character)| matches!(character, ':' | '：'))?;
    let (label, value) = line.split_at_checked(colon + width.len_utf8())?;
    let name = line.get(..colon)?.split_whitespace().collect::<Vec<_>>().join(" ");
    VALUE_LABELS.contains(&name.as_str()).then_some((label, value.trim()))
}

/// The line up to the first value of a header, and up to the first credential of a shell sample.
fn without_options(line: &str) -> String {
    let mut above = ' ';
    for (start, character) in line.char_indices() {
        let rest = line.get(start..).unwrap_or_default();
        let is_option = character == '-' && !(above == '-' || above.is_alphanumeric());
        above = character;
        let opens = |options: &[&'static str]| {
            options.iter().copied().find(|option| is_option && rest.starts_with(option))
        };
        let end = if let Some(option) = opens(&CREDENTIAL_OPTIONS) {
            Some(start + option.len()).filter(|end| *end < line.len())
        } else if opens(&HEADER_OPTIONS).is_some() {
            rest.find(':').map(|colon| start + colon + 1)
        } else {
            None
        };
        if let Some(shown) = end.and_then(|end| line.get(..end)) {
            return format!("{shown} {HIDDEN}");
        }
    }
    line.to_owned()
}

/// The line without the `user:secret@` of its addresses.
fn without_user(line: &str) -> String {
    let is_end = |character: char| character.is_whitespace() || matches!(character, '"' | '\'');
    line.split_inclusive(is_end).map(without_user_in_word).collect()
}

fn without_user_in_word(word: &str) -> String {
    let start = word.find("://").map_or(0, |scheme| scheme + "://".len());
    let (Some((scheme, rest)), true) = (word.split_at_checked(start), word.contains('@')) else {
        return word.to_owned();
    };
    match rest.rsplit_once('@') {
        Some((user, host)) if user.contains(':') || !(start == 0 || user.contains(['/', '?', '#'])) => {
            format!("{scheme}{HIDDEN}@{host}")
        }
        _ => word.to_owned(),
    }
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
    fn a_value_may_stand_beside_or_below_its_label() {
        let page =
            "默认值:\n\n \nSECRET\nDefault: SECRET\nExample ： SECRET\nAllowed values:\nopen".as_bytes();
        let shown: Vec<_> = (1..=8).filter_map(|line| excerpt(page, line)).collect();
        let masked = "(a value that may be a credential is not shown)";
        let expected =
            ["默认值:", masked, "Default: (not shown)", "Example ： (not shown)", "Allowed values:", "open"];
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_shell_sample_keeps_its_credentials() {
        let shown = |line: &str| excerpt(line.as_bytes(), 1).unwrap();
        assert_eq!(shown("curl -u me:SECRET /a"), "curl -u (not shown)");
        assert_eq!(shown("curl -XPOST --user=me:SECRET"), "curl -XPOST --user (not shown)");
        assert_eq!(shown("--cookie 'a=SECRET' \\"), "--cookie (not shown)");
        assert_eq!(shown("-H\"key: SECRET\""), "-H\"key: (not shown)");
        assert_eq!(shown("curl 'https://me:SECRET@host/a?b=c@d'"), "curl 'https://(not shown)@d'");
        assert_eq!(shown("curl https://SECRET@host/a"), "curl https://(not shown)@host/a");
        assert_eq!(shown("curl me:SECRET@host/a"), "curl (not shown)@host/a");
        assert_eq!(shown("curl https://host/a?mail=b@c"), "curl https://host/a?mail=b@c");
        assert_eq!(shown("Mail us: me@host, or pre-use it"), "Mail us: me@host, or pre-use it");
    }

    #[test]
    fn lines_are_counted_as_they_are_read() {
        assert_eq!(excerpt(b"a\rb\r\rd\r\ne", 4).as_deref(), Some("d"));
        assert_eq!(excerpt(b"a\rb\r\rd\r\ne", 5).as_deref(), Some("e"));
    }

    #[test]
    fn what_commands_a_terminal_is_escaped() {
        assert_eq!(visible("a\u{1b}[31m\u{202e}b\u{a0}c退"), "a\\u{1b}[31m\\u{202e}b c退");
    }
}
