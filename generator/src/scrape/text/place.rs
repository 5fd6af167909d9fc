//! What a line is where it stands: a heading, the start of a row, or just words.
//!
//! A field may be called `data`, `示例` or `string`, and a description may be the word `Example`. So a
//! label counts only where what follows it agrees:
//! 1. a line above a type expression is the name of a row, whatever its words are,
//! 2. headings few fields are called (`Header 参数`, `🟢200成功`) count anywhere else, unless a badge
//!    below tells that they are the title of a row,
//! 3. every other heading counts when the next line is what must stand below such a heading.

use std::collections::BTreeSet;

use super::labels::{self, Label};
use super::line::{Line, words};
use super::response_labels;
use crate::scrape::facts::Badge;
use crate::scrape::json::Depth;
use crate::scrape::type_expression::{self, TypeExpression};

/// The heading at `index`, where the line below agrees that it is one.
pub(super) fn heading(lines: &[Line], index: usize) -> Option<Label> {
    let (next, after) = (words(lines, index + 1), words(lines, index + 2));
    let here = words(lines, index);
    let label = Label::of(here).or_else(|| response_labels::without_circle(here, next))?;
    // Without its date the label is a row's title at least as often; `footer.rs` decides on it.
    if matches!(&label, Label::Modified(date) if date.is_empty()) {
        return None;
    }
    let stands = index + 1 >= lines.len()
        || match &label {
            Label::Response { .. } => true,
            Label::Parameters(_) => is_type(after) || !(is_type(next) || labels::badge(next).is_some()),
            // The type of the body itself may stand below its heading.
            Label::Body(_) => is_type(after) || labels::badge(next).is_none(),
            Label::Modified(_) | Label::Authorization | Label::ResponseExamples => {
                !is_type(next) && labels::badge(next).is_none()
            }
            Label::Request => {
                let below = if labels::says_nothing(next) { after } else { next };
                Label::of(below).is_some() && !is_type(next)
            }
            Label::Responses => {
                matches!(Label::of(next), Some(Label::Response { .. } | Label::Status(_)))
                    || response_labels::without_circle(next, after).is_some()
                    || (response_labels::tab(next).is_some() && !is_type(after))
            }
            Label::Status(_) => {
                response_labels::content_format(next).is_some() || response_labels::is_structure(next)
            }
            // Prose looks so, too, unless an example follows.
            Label::ResponseExample { .. } => next.starts_with(['{', '[']),
            Label::Samples => {
                labels::is_language(next) || is_curl(next) || Label::of(next) == Some(Label::Samples)
            }
            Label::Example(None) => !is_row_word(next) && !is_type(after),
            Label::Example(Some(_)) => opens_example(next),
        };
    stands.then_some(label)
}

/// The heading at `index` that ends a table of rows.
pub(super) fn heading_after_rows(lines: &[Line], index: usize) -> Option<Label> {
    heading(lines, index).filter(|label| match label {
        Label::Request => {
            matches!(Label::of(words(lines, index + 1)), Some(Label::Parameters(_) | Label::Body(_)))
        }
        Label::Authorization => false,
        _ => true,
    })
}

/// Whether a row starts at `index`: a name above a type.
pub(super) fn starts_row(lines: &[Line], index: usize, witness: &Witness) -> bool {
    let (name, next, after) = (words(lines, index), words(lines, index + 1), words(lines, index + 2));
    let is_known = is_type(next) && !is_label_of_row(name);
    if !is_known {
        return witness.proves(name, next) && !is_type(after);
    }
    // `x`, `string`, `string`: the row `x` with the title `string`, or the end of another row and
    // then the row `string`. The example and the shape of the name decide.
    let next_may_be_name = is_type(after);
    let is_name = witness.has(name) || (is_name_shaped(name) && !witness.has(next));
    let is_badge = labels::badge(name).is_some();
    !next_may_be_name || (is_name && !is_badge)
}

/// Labels which no field is called.
fn is_label_of_row(words: &str) -> bool {
    let is_chinese_badge = labels::badge(words).is_some() && !words.is_ascii();
    is_chinese_badge || labels::attribute(words).is_some_and(|(_, value)| value.is_empty())
}

/// What only stands inside a row.
fn is_row_word(words: &str) -> bool {
    is_type(words) || labels::badge(words).is_some() || labels::attribute(words).is_some()
}

pub(super) fn is_type(words: &str) -> bool {
    TypeExpression::parse(words).is_some()
}

pub(super) fn is_curl(words: &str) -> bool {
    words == "curl" || words.starts_with("curl ")
}

pub(super) fn opens_example(words: &str) -> bool {
    words.starts_with(['{', '[', '"', '<'])
}

/// Whether the heading above a response's headers stands at `index`: rows follow, and it is none itself.
pub(super) fn opens_headers(lines: &[Line], index: usize) -> bool {
    let is_heading = response_labels::is_headers(words(lines, index));
    is_heading && !is_type(words(lines, index + 1)) && is_type(words(lines, index + 2))
}

fn is_name_shaped(words: &str) -> bool {
    !words.is_empty()
        && !words.contains([' ', '。', '，', '：', '；', '、', '（', '）'])
        && !words.ends_with(['.', ',', ':'])
}

/// Whether a line could be a type expression with a word we do not know.
fn is_type_shaped(words: &str) -> bool {
    let end = words.find(|character: char| !character.is_ascii_alphanumeric());
    let (word, rest) = words.split_at(end.unwrap_or(words.len()));
    word.starts_with(|character: char| character.is_ascii_alphabetic())
        && (rest.is_empty() || rest.trim_start().starts_with(['<', '[', '(', '{', '|']))
}

/// What the example of a table says about its rows.
#[derive(Debug, Default)]
pub(super) struct Witness {
    keys: BTreeSet<String>,
    /// Those keys that stand outside all others. They are never collapsed, so each has a row.
    root_keys: BTreeSet<String>,
    rows: BTreeSet<String>,
}

impl Witness {
    /// Looks ahead from the first row of a table at `start`.
    pub(super) fn ahead(lines: &[Line], start: usize) -> Self {
        let mut witness = Self::default();
        let mut in_example = false;
        let mut depth = Depth::default();
        for (index, line) in lines.iter().enumerate().skip(start) {
            match heading_after_rows(lines, index) {
                Some(Label::Example(_)) => in_example = true,
                Some(_) => break,
                None if in_example => {
                    for (key, open) in quoted_keys(&line.text, &mut depth) {
                        if open == 1 {
                            witness.root_keys.insert(key.clone());
                        }
                        witness.keys.insert(key);
                    }
                }
                None if is_type(words(lines, index + 1)) => {
                    witness.rows.insert(line.words.clone());
                }
                None => {}
            }
        }
        witness
    }

    /// Whether the example has this key at any depth.
    pub(super) fn has(&self, name: &str) -> bool {
        self.keys.contains(name)
    }

    /// Whether `name` is a key of the example that has no row but this one, whose type is unknown.
    fn proves(&self, name: &str, next: &str) -> bool {
        let is_other =
            self.has(next) || labels::badge(name).is_some() || is_row_word(next) || Label::of(next).is_some();
        self.lacks_row(name) && !is_other && (self.root_keys.contains(name) || is_type_shaped(next))
    }

    /// Whether the example has this key and the table, as far as its types are known, no such row.
    pub(super) fn lacks_row(&self, name: &str) -> bool {
        self.has(name) && !self.rows.contains(name)
    }

    /// The row that must start somewhere in `free`, as text stands above a second badge there.
    /// A row has one badge, so another row started: its name and its type, perhaps its title.
    pub(super) fn missed_row(&self, free: &[Line]) -> Option<usize> {
        let recent = free.len().saturating_sub(3)..free.len();
        if let Some(key) = recent.rev().find(|index| self.lacks_row(words(free, *index))) {
            return Some(key);
        }
        let start = |length: usize| {
            let start = free.len().checked_sub(length)?;
            let is_row = is_name_shaped(words(free, start)) && is_type_shaped(words(free, start + 1));
            is_row.then_some(start)
        };
        match (start(2), start(3)) {
            (Some(plain), Some(titled)) => {
                let likeness = |start: usize| closest(words(free, start + 1)).1;
                Some(if likeness(titled) > likeness(plain) { titled } else { plain })
            }
            (plain, titled) => plain.or(titled),
        }
    }
}

/// The names in `text` that stand in quotes before a colon, and how many brackets are open there.
fn quoted_keys(text: &str, depth: &mut Depth) -> Vec<(String, usize)> {
    let mut keys = Vec::new();
    let mut start = 0;
    for (offset, character) in text.char_indices() {
        let was_in_string = depth.in_string;
        depth.see(character);
        if !was_in_string && depth.in_string {
            start = offset + 1;
        } else if was_in_string && !depth.in_string {
            let behind = text.get(offset + 1..).unwrap_or_default();
            let key = text.get(start..offset).filter(|_| behind.trim_start().starts_with(':'));
            keys.extend(key.map(|key| (key.to_owned(), depth.open)));
        }
    }
    depth.see('\n');
    keys
}

/// The known type word that looks most like the unknown one in `words`, and how much.
pub(super) fn closest(words: &str) -> (&'static str, f64) {
    const LONGEST: usize = 200;
    if words.len() > LONGEST {
        return ("string", 0.0);
    }
    let unknown = words
        .split(|character: char| !character.is_ascii_alphanumeric())
        .find(|word| !word.is_empty() && !type_expression::WORDS.contains(word))
        .unwrap_or(words)
        .to_ascii_lowercase();
    let alike = |word: &&'static str| (*word, strsim::jaro_winkler(&unknown, word));
    let mut best = ("string", 0.0);
    for (word, likeness) in type_expression::WORDS.iter().map(alike) {
        if likeness > best.1 {
            best = (word, likeness);
        }
    }
    best
}

/// A badge, where the line is one and not the name of a row.
pub(super) fn badge(lines: &[Line], index: usize, witness: &Witness) -> Option<Badge> {
    labels::badge(words(lines, index)).filter(|_| !starts_row(lines, index, witness))
}

#[cfg(test)]
mod tests {
    use super::super::line::split;
    use super::*;

    fn starts(text: &str) -> Vec<bool> {
        let lines = split(text);
        let witness = Witness::ahead(&lines, 0);
        (0..lines.len()).map(|index| starts_row(&lines, index, &witness)).collect()
    }

    #[test]
    fn a_line_above_a_type_is_a_row_whatever_it_is_called() {
        for name in ["示例", "Example", "Body", "string", "Responses", "required"] {
            let lines = split(&format!("{name}\nstring\n标题"));
            assert!(starts_row(&lines, 0, &Witness::default()), "{name}");
            assert_eq!(heading(&lines, 0), None, "{name}");
        }
    }

    #[test]
    fn a_badge_above_a_row_called_like_a_type_is_no_row() {
        assert_eq!(starts("必需\nstring\nstring"), [false, true, false]);
        assert_eq!(starts("required\nstring\nstring"), [false, true, false]);
        assert_eq!(starts("required\nboolean\n必需"), [true, false, false]);
    }

    #[test]
    fn the_example_tells_a_name_from_a_title() {
        let text = "remark\nstring\nstring\n示例\n{\n\"string\": 1\n}";
        assert!(!starts(text)[0] && starts(text)[1]);
        let text = "remark\nstring\nstring\n示例\n{\n\"remark\": 1\n}";
        assert!(starts(text)[0]);
    }

    #[test]
    fn an_example_key_proves_a_row_of_unknown_type() {
        assert!(starts("status\nstrng\n必需\n示例\n{\n\"status\": 1\n}")[0]);
        assert!(!starts("status\nstrng\n必需\n示例\n{\n\"other\": 1\n}")[0]);
        // Only keys that are never collapsed prove rows whose type does not even look like one.
        assert!(starts("status\n状态 1\n示例\n{\n\"status\": 1\n}")[0]);
        assert!(!starts("status\n示例\n{\n\"status\": 1\n}")[0]);
        assert!(!starts("status\n状态 1\n示例\n{\n\"a\": {\n\"status\": 1\n}\n}")[0]);
    }

    #[test]
    fn headings_need_what_belongs_below_them() {
        let heading_of = |text: &str| heading(&split(text), 0);
        assert_eq!(heading_of("示例\n{"), Some(Label::Example(None)));
        assert_eq!(heading_of("示例\n必需"), None);
        assert_eq!(heading_of("示例\nname\nstring"), None);
        assert_eq!(heading_of("错误码示例\nplain words"), None);
        assert_eq!(heading_of("Responses\n🟢200OK"), Some(Label::Responses));
        assert_eq!(heading_of("Responses\nof the server"), None);
        assert_eq!(heading_of("Request\nHeader Params"), Some(Label::Request));
    }

    #[test]
    fn a_second_badge_finds_the_row_above_it() {
        let missed = |text: &str| Witness::default().missed_row(&split(text));
        assert_eq!(missed("说明\nstatus\nstrng"), Some(1));
        assert_eq!(missed("说明\nstatus\nstrng\n状态"), Some(1));
        assert_eq!(missed("status\nstrng\nTitle"), Some(0));
        assert_eq!(missed("one line"), None);
        assert_eq!(missed("a sentence\nand another one"), None);
    }

    #[test]
    fn the_closest_word_is_a_type() {
        assert_eq!(closest("strng").0, "string");
        assert_eq!(closest("array[intger]").0, "integer");
        assert_eq!(closest("bool").0, "boolean");
    }

    #[test]
    fn keys_stand_before_colons() {
        let keys = |text: &str| quoted_keys(text, &mut Depth::default());
        let expected = [("a".to_owned(), 1), ("c\\\"d".to_owned(), 2)];
        assert_eq!(keys(r#"{"a": ["b", {"c\"d" : 1}]}"#)[..1], expected[..1]);
        assert_eq!(keys(r#"{"a": {"c\"d" : 1}}"#), expected);
        assert_eq!(keys("\"open"), []);
    }
}
