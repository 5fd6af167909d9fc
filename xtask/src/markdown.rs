//! Text from pages, fit to stand in Markdown: it formats nothing, links nowhere and calls nobody.

use generator::diagnostic::escape;

/// What keeps a forge from making a link or a mention of the text around it. It is not shown.
const NOTHING: &str = "<!-- -->";

/// `text` as running text, on one line.
pub(crate) fn text(text: &str) -> String {
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut escaped = String::new();
    let mut before = String::new();
    for letter in escape(&words).chars() {
        match letter {
            '&' => escaped += "&amp;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            // `@somebody` and `#1` are links on forges, whatever Markdown says.
            '@' | '#' => escaped.extend(['\\', letter].into_iter().chain(NOTHING.chars())),
            '\\' | '`' | '*' | '_' | '[' | ']' | '{' | '}' | '|' | '~' | '$' | ':' => {
                escaped.extend(['\\', letter]);
            }
            '-' | '+' | '=' if before.is_empty() => escaped.extend(['\\', letter]),
            '.' | ')' if opens_list(&before) || before.to_lowercase().ends_with("www") => {
                escaped.extend(['\\', letter]);
            }
            letter => escaped.push(letter),
        }
        before.push(letter);
    }
    escaped
}

/// Whether a dot or a parenthesis behind it makes an item of a list.
fn opens_list(before: &str) -> bool {
    !before.is_empty() && before.bytes().all(|byte| byte.is_ascii_digit())
}

/// `text` as code, on one line; fit for tables, too.
pub(crate) fn code(text: &str) -> String {
    let visible = escape(text);
    if !visible.contains(['`', '|']) && !visible.is_empty() && visible.trim() == visible {
        return format!("`{visible}`");
    }
    let entity = |letter: char| {
        if letter.is_ascii_punctuation() { format!("&#{};", u32::from(letter)) } else { letter.to_string() }
    };
    format!("<code>{}</code>", visible.chars().map(entity).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::{code, text};

    #[test]
    fn text_formats_nothing_and_links_nowhere() {
        assert_eq!(text("a*b_c`d`|e~f"), r"a\*b\_c\`d\`\|e\~f");
        assert_eq!(text("<b onclick=x> & co"), "&lt;b onclick=x&gt; &amp; co");
        assert_eq!(text("[x](http://evil)"), r"\[x\](http\://evil)");
        assert_eq!(text("www.evil.com"), r"www\.evil.com");
        assert_eq!(text("ask @boss about #12"), r"ask \@<!-- -->boss about \#<!-- -->12");
        assert_eq!(text("a\n# b\n"), r"a \#<!-- --> b");
        assert_eq!(text("1. one"), r"1\. one");
        assert_eq!(text("- one - two"), r"\- one - two");
        assert_eq!(text("a\u{1b}[31m\u{202e}b"), r"a\\u\{1b\}\[31m\\u\{202e\}b");
        assert_eq!(text("退款 查询"), "退款 查询");
    }

    #[test]
    fn code_stays_code() {
        assert_eq!(code("GET /orders/{id}"), "`GET /orders/{id}`");
        assert_eq!(code("a`b|@c"), "<code>a&#96;b&#124;&#64;c</code>");
        assert_eq!(code(" a"), "<code> a</code>");
        assert_eq!(code("a\nb"), r"`a\u{a}b`");
        assert_eq!(code(""), "<code></code>");
    }
}
