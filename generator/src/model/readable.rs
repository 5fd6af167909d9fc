//! Markdown in the words of a page → plain words: links, pictures, callouts and emphasis as one would say them.

/// Nobody writes longer addresses; a bound keeps the search for their end short.
const LONGEST_TARGET: usize = 2_000;

/// What a line of Markdown says. A link says its text and, in brackets, where it leads; the line that opens a callout
/// says what sort it is, and the one that closes it nothing. What stands between backticks stays as it is.
pub(super) fn readable(line: &str) -> String {
    if let Some(words) = callout(line) {
        return words;
    }
    let (mut shown, mut rest) = (String::new(), line);
    while let Some(at) = rest.find(['`', '[', '!', '*']) {
        let (before, from) = rest.split_at(at);
        shown.push_str(before);
        let (words, after) =
            span(from).or_else(|| link(from)).or_else(|| strong(from)).unwrap_or_else(|| first(from));
        shown.push_str(&words);
        rest = after;
    }
    shown.push_str(rest);
    shown
}

/// The words of a list item, without the mark before them.
pub(super) fn item(line: &str) -> Option<&str> {
    let words = line.trim_start().strip_prefix(['-', '*', '+', '•'])?;
    let is_item = words.starts_with(char::is_whitespace) && !words.trim().is_empty();
    is_item.then_some(words)
}

/// `:::tip[Note]`, `:::warning`, or `:::`, which closes either.
fn callout(line: &str) -> Option<String> {
    let words = line.trim().strip_prefix(":::")?.trim_start_matches(':').trim();
    let end = words.find(|letter: char| !letter.is_ascii_alphabetic()).unwrap_or(words.len());
    let (kind, title) = words.split_at(end);
    if kind.is_empty() {
        return title.is_empty().then(String::new);
    }
    let title = title.trim();
    let title = title.strip_prefix('[').and_then(|title| title.strip_suffix(']')).unwrap_or(title).trim();
    if !title.is_empty() {
        return Some(format!("{}:", readable(title)));
    }
    let (initial, others) = kind.split_at(1);
    Some(format!("{}{others}:", initial.to_ascii_uppercase()))
}

/// Code between backticks.
fn span(text: &str) -> Option<(String, &str)> {
    let marks = text.len() - text.trim_start_matches('`').len();
    let (open, inside) = text.split_at(marks);
    let end = inside.find(open).filter(|_| marks > 0)?;
    let (code, after) = text.split_at(marks + end + marks);
    Some((code.to_owned(), after))
}

/// `[text](target)`, or `![text](target)` for a picture.
fn link(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix('!').unwrap_or(text).strip_prefix('[')?;
    let (words, rest) = inside.split_at(inside.find(['[', ']'])?);
    let rest = rest.strip_prefix("](")?;
    let end = rest.char_indices().take(LONGEST_TARGET).find(|(_, letter)| matches!(letter, ')' | '('))?.0;
    let (target, after) = rest.split_at(end);
    let after = after.strip_prefix(')')?;
    let (target, words) = (target.trim(), words.trim());
    if target.is_empty() || target.contains(char::is_whitespace) {
        return None;
    }
    let says_no_more = words.is_empty() || words == target;
    Some((if says_no_more { target.to_owned() } else { format!("{words} ({target})") }, after))
}

/// `**words**`
fn strong(text: &str) -> Option<(String, &str)> {
    let inside = text.strip_prefix("**")?;
    let (words, rest) = inside.split_at(inside.find('*')?);
    let after = rest.strip_prefix("**")?;
    let is_strong = !words.is_empty() && words.trim() == words && !words.contains(['`', '[']);
    is_strong.then(|| (words.to_owned(), after))
}

fn first(text: &str) -> (String, &str) {
    let end = text.chars().next().map_or(0, char::len_utf8);
    let (first, after) = text.split_at(end);
    (first.to_owned(), after)
}

#[cfg(test)]
mod tests {
    use super::{item, readable};

    #[test]
    fn markdown_is_said_in_words() {
        for (line, said) in [
            ("List of orders: [here](https://a.example/x).", "List of orders: here (https://a.example/x)."),
            ("[`orders`](api-1) and ![a plan](p.png)", "`orders` (api-1) and a plan (p.png)"),
            ("[https://a.example](https://a.example)", "https://a.example"),
            ("**Note:** two *marks*", "Note: two *marks*"),
            (":::tip[Note]", "Note:"),
            (":::warning[]", "Warning:"),
            ("  ::: note", "Note:"),
            (":::", ""),
        ] {
            assert_eq!(readable(line), said);
        }
    }

    #[test]
    fn what_is_no_markup_stays() {
        for line in [
            "`[here](https://a.example)`",
            "items[0](x y)",
            "a[](",
            "[a](b(c))",
            "![",
            "2 ** 3 ** 4",
            "**退",
            "```",
            "::: 3",
            "[退](",
            "a::b",
        ] {
            assert_eq!(readable(line), line);
        }
    }

    #[test]
    fn an_item_has_a_mark_and_words() {
        assert_eq!(item("- one"), Some(" one"));
        assert_eq!(item("  * one"), Some(" one"));
        assert_eq!(["-", "- ", "-1", "a - b", "**a**", "---"].map(item), [None; 6]);
    }
}
