//! Text as Markdown that shows just these words, whatever they are: never markup, HTML, links or mentions.

use generator::diagnostic::escape;

/// `text` as words of one line. What Markdown, HTML or a forge would read as more than words is escaped.
pub(crate) fn text(text: &str) -> String {
    let mut shown = String::new();
    for letter in one_line(text).chars() {
        match letter {
            // A backslash makes no difference to forges: they look for mentions and references in what is shown.
            '@' | '#' => shown.extend([letter, '\u{2060}']),
            '&' => shown.push_str("&amp;"),
            '<' => shown.push_str("&lt;"),
            '>' => shown.push_str("&gt;"),
            // A bare address becomes a link where its colon or its dots stand.
            ':' if shown.ends_with(|last: char| last.is_ascii_alphabetic()) => shown.push_str("&#58;"),
            '.' if shown.to_ascii_lowercase().ends_with("www") => shown.push_str("&#46;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '$' => shown.extend(['\\', letter]),
            letter => shown.push(letter),
        }
    }
    without_block_start(shown)
}

/// `text` as inline code, in tables as elsewhere.
pub(crate) fn code(text: &str) -> String {
    let shown = one_line(text);
    if !shown.is_empty() && !shown.contains(['`', '|']) {
        return format!("`{shown}`");
    }
    // A table would end its cell at the bar, whatever stands around it.
    let entity = |letter: char| match letter {
        letter if letter.is_ascii_punctuation() => format!("&#{};", u32::from(letter)),
        letter => letter.to_string(),
    };
    format!("<code>{}</code>", shown.chars().map(entity).collect::<String>())
}

/// One line, with nothing in it that cannot be seen.
fn one_line(text: &str) -> String {
    escape(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What would make a list, a heading or a rule of a line that starts with it: `- `, `1. `, `1) `, `===`.
fn without_block_start(line: String) -> String {
    let digits = line.len() - line.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    match line.split_at_checked(digits) {
        Some((number, rest)) if digits > 0 && rest.starts_with(['.', ')']) => format!("{number}\\{rest}"),
        _ if line.starts_with(['-', '+', '=']) => format!("\\{line}"),
        _ => line,
    }
}

#[cfg(test)]
mod tests {
    use super::{code, text};

    #[test]
    fn words_stay_words() {
        assert_eq!(text("a *b* _c_ [d](e) ~f~ $g$"), r"a \*b\* \_c\_ \[d\](e) \~f\~ \$g\$");
        assert_eq!(text("<script>&amp;"), "&lt;script&gt;&amp;amp;");
        assert_eq!(text("# one\n- two"), "#\u{2060} one - two");
        assert_eq!(text("- one"), r"\- one");
        assert_eq!(text("1. one | two"), r"1\. one \| two");
        assert_eq!(
            text("@all see https://x.example or www.x.example"),
            "@\u{2060}all see https&#58;//x.example or www&#46;x.example"
        );
        assert_eq!(text("退款`x`\u{202e}\u{1b}[1m"), r"退款\`x\`\\u{202e}\\u{1b}\[1m");
    }

    #[test]
    fn code_stays_code() {
        assert_eq!(code("a::b()"), "`a::b()`");
        assert_eq!(code("a\nb"), "`a b`");
        assert_eq!(code("a`b"), "<code>a&#96;b</code>");
        assert_eq!(code("a|b<@c"), "<code>a&#124;b&#60;&#64;c</code>");
        assert_eq!(code(""), "<code></code>");
    }
}
