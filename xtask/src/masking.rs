//! What may be a sample credential is not printed.

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

/// The line without what may be a credential, given the lines above it, nearest first; nothing when all of it may be one.
pub(crate) fn masked<'page>(line: &str, mut above: impl Iterator<Item = &'page str>) -> Option<String> {
    let above = above.find(|line| !line.trim().is_empty());
    if above.and_then(labelled_value).is_some_and(|(_, value)| value.is_empty()) {
        return None;
    }
    Some(match labelled_value(line) {
        Some((label, value)) if !value.is_empty() => format!("{label} {HIDDEN}"),
        _ => without_user(&without_options(line)),
    })
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

#[cfg(test)]
mod tests {
    use crate::excerpt;

    fn excerpt(text: &[u8], line: usize) -> Option<String> {
        excerpt::excerpt(&excerpt::Text::new(text), line, None, excerpt::LONGEST).map(|excerpt| excerpt.text)
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
}
