//! The words of a description: components that only lay them out are left out, what they say stays.

use std::iter::Peekable;
use std::str::Chars;

/// Attributes that change how a component looks, not what it says.
const LOOKS: [&str; 12] = [
    "align",
    "className",
    "color",
    "cols",
    "defaultOpen",
    "height",
    "icon",
    "iconType",
    "id",
    "src",
    "style",
    "width",
];

/// Attributes whose text a reader sees.
const SEEN: [&str; 5] = ["title", "label", "name", "tip", "alt"];

/// `text` without the tags of components such as `<Accordion title="Scopes">`: their titles stay. What is between
/// backticks or in a fence stays as it is, and so does a tag that would take words with it.
pub(in crate::scrape) fn plain(text: &str) -> String {
    if !text.contains('<') {
        return text.to_owned();
    }
    let mut fence: Option<&str> = None;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let marks = fence_of(line);
        match fence {
            Some(open) if marks.is_some_and(|marks| marks.starts_with(open)) => fence = None,
            None if marks.is_some() => fence = marks,
            None => {
                lines.extend(without_tags(line, text));
                continue;
            }
            Some(_) => {}
        }
        lines.push(line.to_owned());
    }
    lines.join("\n")
}

/// The backticks or tildes that open or close a fence.
pub(in crate::scrape) fn fence_of(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let marks = line.get(..line.len() - line.trim_start_matches(mark).len())?;
    let is_span = mark == '`' && line.get(marks.len()..)?.contains('`');
    (marks.len() >= 3 && !is_span).then_some(marks)
}

/// The line without the tags of components; nothing where it held nothing else.
fn without_tags(line: &str, whole: &str) -> Option<String> {
    let mut rest = line;
    let mut kept = String::new();
    let mut has_tag = false;
    while let Some(at) = rest.find(['<', '`']) {
        let (before, from) = rest.split_at_checked(at)?;
        kept.push_str(before);
        let component = Tag::read(from, whole);
        let length = component.as_ref().map_or_else(|| length_as_it_is(from), |tag| tag.length);
        let (taken, after) = from.split_at_checked(length)?;
        match component {
            Some(tag) => {
                has_tag = true;
                kept.push_str(&tag.words);
            }
            None => kept.push_str(taken),
        }
        rest = after;
    }
    kept.push_str(rest);
    if !has_tag {
        return Some(line.to_owned());
    }
    let kept = kept.trim_end();
    (!kept.is_empty()).then(|| kept.to_owned())
}

/// How much of `text` is kept as it is: code between backticks, or one character.
fn length_as_it_is(text: &str) -> usize {
    let marks = text.len() - text.trim_start_matches('`').len();
    if marks == 0 {
        return 1;
    }
    let (open, inside) = text.split_at_checked(marks).unwrap_or((text, ""));
    inside.find(open).map_or(marks, |end| marks + end + marks)
}

/// The tag of a component, whose name starts with a capital letter, or a line break.
struct Tag {
    /// How long it is.
    length: usize,
    /// What a reader sees of it.
    words: String,
}

impl Tag {
    /// The tag that `text` starts with, unless leaving it out would lose words: what has neither attributes nor an end
    /// in the `whole` text is a placeholder such as `Vec<Order>`.
    fn read(text: &str, whole: &str) -> Option<Self> {
        let inside = text.strip_prefix('<')?;
        if let Some(inside) = inside.strip_prefix('/') {
            let end = inside.find('>')?;
            let name = inside.get(..end)?.trim();
            let is_tag = is_component(name) && whole.contains(&format!("<{name}"));
            return is_tag.then(|| Self { length: end + 3, words: String::new() });
        }
        let end = inside.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.')?;
        let (name, rest) = inside.split_at_checked(end)?;
        let mut letters = rest.chars().peekable();
        let attributes = attributes(&mut letters)?;
        let length = text.len() - letters.collect::<String>().len();
        if name.eq_ignore_ascii_case("br") && attributes.is_empty() {
            return Some(Self { length, words: "\n".to_owned() });
        }
        let is_tag = is_component(name) && (!attributes.is_empty() || whole.contains(&format!("</{name}")));
        let words = is_tag.then(|| seen(&attributes)).flatten()?;
        Some(Self { length, words })
    }
}

fn is_component(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '.')
}

/// What a reader sees of a component's attributes; `None` where one holds words of which that cannot be told.
fn seen(attributes: &[(String, String)]) -> Option<String> {
    let mut words = Vec::new();
    let mut link = None;
    for (name, value) in attributes {
        if SEEN.contains(&name.as_str()) {
            words.push(value.as_str());
        } else if name == "href" {
            link = Some(value);
        } else if !LOOKS.contains(&name.as_str()) && !value.is_empty() && value != "true" && value != "false"
        {
            return None;
        }
    }
    let words = words.join(": ");
    Some(match link {
        Some(link) => format!("[{words}]({link})"),
        None => words,
    })
}

/// The attributes up to the end of the tag, and the end; `None` where the line ends before.
fn attributes(letters: &mut Peekable<Chars<'_>>) -> Option<Vec<(String, String)>> {
    let mut attributes = Vec::new();
    loop {
        match letters.next()? {
            '>' => return Some(attributes),
            letter if letter.is_ascii_alphabetic() => {
                let mut name = String::from(letter);
                while let Some(more) =
                    letters.next_if(|letter| letter.is_ascii_alphanumeric() || *letter == '-')
                {
                    name.push(more);
                }
                let value = match letters.next_if_eq(&'=') {
                    Some(_) => value(letters)?,
                    None => String::new(),
                };
                attributes.push((name, value));
            }
            letter if letter.is_whitespace() || letter == '/' => {}
            _ => return None,
        }
    }
}

/// `"text"`, `'text'` or `{code}`
fn value(letters: &mut Peekable<Chars<'_>>) -> Option<String> {
    let end = match letters.next()? {
        '{' => '}',
        quote @ ('"' | '\'') => quote,
        _ => return None,
    };
    let mut value = String::new();
    loop {
        match letters.next()? {
            letter if letter == end => return Some(value),
            letter => value.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn components_leave_their_words() {
        let rows = [
            (
                "<Accordion title=\"Scopes\" defaultOpen={true} icon=\"key\">\n\n`a.read`- Read\n\n</Accordion>\nEnd",
                "Scopes\n\n`a.read`- Read\n\nEnd",
            ),
            ("See <Card title='Orders' href=\"/orders\" /> now", "See [Orders](/orders) now"),
            ("a<br/>b<br>c", "a\nb\nc"),
            ("<Tabs>\n<Tab title=\"A\">x</Tab>\n</Tabs>", "Ax"),
        ];
        for (text, expected) in rows {
            assert_eq!(plain(text), expected);
        }
    }

    #[test]
    fn what_would_lose_words_stays() {
        for text in [
            "`<Accordion title=\"x\">`",
            "```html\n<Accordion>\n```",
            "~~~\n<Accordion>\n~~~",
            "a < b and c > d",
            "Vec<Order> of <b>bold</b>",
            "<Video caption=\"words\">",
            "<Open title=\"",
            "<Tab title=x>",
            "退 <",
            "`unclosed <Tab",
        ] {
            assert_eq!(plain(text), text);
        }
    }
}
