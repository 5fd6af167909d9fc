//! The words of a description: components that only lay them out are left out, what they say stays.

use std::collections::BTreeSet;

/// Longer tags are no components.
const LONGEST_TAG: usize = 4000;

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
    let names = Names::of(text);
    let mut fence: Option<&str> = None;
    let mut lines = Vec::new();
    for line in text.split('\n') {
        let marks = fence_of(line);
        match fence {
            Some(open) if marks.is_some_and(|marks| marks.starts_with(open)) => fence = None,
            None if marks.is_some() => fence = marks,
            None => {
                lines.extend(without_tags(line, &names));
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
fn without_tags(line: &str, names: &Names<'_>) -> Option<String> {
    let mut rest = line;
    let mut kept = String::new();
    let mut has_tag = false;
    while let Some(at) = rest.find(['<', '`']) {
        let (before, from) = rest.split_at_checked(at)?;
        kept.push_str(before);
        let component = Tag::read(from, names);
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

/// The names of components in a whole text: those that a tag opens, and those that one closes.
struct Names<'text> {
    opened: BTreeSet<&'text str>,
    closed: BTreeSet<&'text str>,
}

impl<'text> Names<'text> {
    fn of(text: &'text str) -> Self {
        let mut names = Self { opened: BTreeSet::new(), closed: BTreeSet::new() };
        for behind in text.split('<').skip(1) {
            match behind.strip_prefix('/') {
                Some(behind) => names.closed.insert(name_of(behind).0),
                None => names.opened.insert(name_of(behind).0),
            };
        }
        names
    }
}

/// The name that a tag starts with, and what follows it.
fn name_of(tag: &str) -> (&str, &str) {
    let end = tag.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '.');
    tag.split_at_checked(end.unwrap_or(tag.len())).unwrap_or((tag, ""))
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
    /// anywhere is a placeholder such as `Vec<Order>`.
    fn read(text: &str, names: &Names<'_>) -> Option<Self> {
        // A character has up to four bytes, so one of these ends in front of one.
        let longest = text.len().min(LONGEST_TAG);
        let tag = (0..4).find_map(|back| text.get(..longest.checked_sub(back)?))?;
        let inside = tag.strip_prefix('<')?;
        if let Some(inside) = inside.strip_prefix('/') {
            let (name, rest) = name_of(inside);
            let is_tag =
                is_component(name) && names.opened.contains(name) && rest.trim_start().starts_with('>');
            return is_tag
                .then(|| Self { length: tag.len() - rest.trim_start().len() + 1, words: String::new() });
        }
        let (name, rest) = name_of(inside);
        let (attributes, behind) = attributes(rest)?;
        let length = tag.len() - behind.len();
        if name.eq_ignore_ascii_case("br") && attributes.is_empty() {
            return Some(Self { length, words: "\n".to_owned() });
        }
        let is_tag = is_component(name) && (!attributes.is_empty() || names.closed.contains(name));
        let words = is_tag.then(|| seen(&attributes)).flatten()?;
        Some(Self { length, words })
    }
}

fn is_component(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_uppercase())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '.')
}

/// What a reader sees of a component's attributes; `None` where one holds words of which that cannot be told.
fn seen(attributes: &[(&str, &str)]) -> Option<String> {
    let mut words = Vec::new();
    let mut link = None;
    for (name, value) in attributes {
        if SEEN.contains(name) {
            words.push(*value);
        } else if *name == "href" {
            link = Some(value);
        } else if !LOOKS.contains(name) && !["", "true", "false"].contains(value) {
            return None;
        }
    }
    let words = words.join(": ");
    Some(match link {
        Some(link) => format!("[{words}]({link})"),
        None => words,
    })
}

/// The attributes up to the end of the tag, and what follows it; `None` where the text ends before.
fn attributes(tag: &str) -> Option<(Vec<(&str, &str)>, &str)> {
    let mut attributes = Vec::new();
    let mut rest = tag;
    loop {
        rest = rest.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '/');
        if let Some(behind) = rest.strip_prefix('>') {
            return Some((attributes, behind));
        }
        if !rest.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
            return None;
        }
        let end = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-')?;
        let (name, behind) = rest.split_at_checked(end)?;
        let (value, behind) = match behind.strip_prefix('=') {
            Some(behind) => value(behind)?,
            None => ("", behind),
        };
        attributes.push((name, value));
        rest = behind;
    }
}

/// `"text"`, `'text'` or `{code}`, without what is around it, and what follows.
fn value(text: &str) -> Option<(&str, &str)> {
    let end = match text.chars().next()? {
        '{' => '}',
        quote @ ('"' | '\'') => quote,
        _ => return None,
    };
    text.get(1..)?.split_once(end)
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
    fn a_tag_of_any_length_is_a_tag_or_text() {
        let tag = |length: usize| format!("<Card title=\"{}\" />", "退".repeat(length));
        assert_eq!(plain(&tag(1000)), "退".repeat(1000));
        for length in [1320, 1321, 1322, 5000] {
            let text = tag(length);
            assert!([text.clone(), "退".repeat(length)].contains(&plain(&text)), "{length}");
        }
    }

    /// What looks at the rest of the text again for each tag takes minutes.
    #[test]
    fn text_made_of_tags_is_read_in_time() {
        for tag in
            ["<A>", "<A a={", "<A a='\"'", "</A>", "</", "<A a ", "`<A>`", "<A a=\"x\">", "<", "<A a={}"]
        {
            let text = tag.repeat(150_000);
            for end in ["", "}<", "</A>", "\"", "`"] {
                let start = std::time::Instant::now();
                std::hint::black_box(plain(&format!("{text}{end}")));
                let took = start.elapsed();
                assert!(took.as_secs() < 5, "{tag} {end}: {took:?}");
            }
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
