//! JSON as an example prints it: order, number text and lines are kept.

use std::collections::BTreeMap;

use jsonc_parser::ast::{Object, Value};
use jsonc_parser::common::{Range, Ranged};
use jsonc_parser::{CollectOptions, ParseOptions};

use crate::diagnostic::{quote, words_at};

/// A JSON value and the line of the capture on which it starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Json {
    /// Line of the capture, counted from 1.
    pub line: u32,
    /// The value.
    pub value: JsonValue,
}

/// A JSON value that loses nothing of its text but white space and escapes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum JsonValue {
    /// `null`
    Null,
    /// `true` or `false`
    Boolean(bool),
    /// A number, as its text.
    Number(String),
    /// A string, unescaped.
    String(String),
    /// An array.
    Array(Vec<Json>),
    /// An object, members in order; names are unique.
    Object(Vec<(String, Json)>),
}

/// Deeper nesting than this is mischief; every later stage recurses, and YAML readers bound their depth.
const DEEPEST: usize = 48;

/// A document around schemas nests three levels for each of theirs, and some around them.
pub(in crate::scrape) const DEEPEST_DOCUMENT: usize = 160;

/// A text of some megabytes may list millions of values, each of which takes a hundred times its text; no real page comes
/// near this.
pub(in crate::scrape) const MOST_VALUES: usize = 1_000_000;

/// What is told of a text that lists more.
pub(in crate::scrape) fn too_many() -> String {
    format!("it holds more than {MOST_VALUES} values")
}

/// What is wrong with a text that should be JSON.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::scrape) struct Problem {
    /// Line of the capture.
    pub(in crate::scrape) line: u32,
    /// The words on that line which are wrong, where they can be told.
    pub(in crate::scrape) focus: Option<String>,
    /// What is wrong, as the end of a sentence.
    pub(in crate::scrape) message: String,
}

/// The value a text states, and what is wrong with it although it can be read: members given twice.
pub(in crate::scrape) type Reading = Result<(Json, Vec<Problem>), Problem>;

/// Reads strict JSON (RFC 8259) whose first line is `first_line` of the capture.
pub(in crate::scrape) fn read(text: &str, first_line: u32) -> Reading {
    read_with(text, first_line, DEEPEST, false)
}

/// Reads JSON as [`read`] does, but as deep as a document is.
pub(in crate::scrape) fn read_document(text: &str, first_line: u32) -> Reading {
    read_with(text, first_line, DEEPEST_DOCUMENT, false)
}

/// What is wrong with JSON that can only be read as [`read_commented`] does.
pub(in crate::scrape) const COMMENTED: &str =
    "this example is JSON with comments or trailing commas, which are left out";

/// Reads JSON as people write it: with comments and trailing commas, which are left out.
pub(in crate::scrape) fn read_commented(text: &str, first_line: u32) -> Reading {
    let (json, twice) = read_with(text, first_line, DEEPEST, true)?;
    if json.is_deep() {
        let message = format!("it nests deeper than {DEEPEST} levels");
        return Err(Problem { line: first_line, focus: None, message });
    }
    Ok((json, twice))
}

impl Json {
    /// Whether it nests deeper than later stages can bear.
    pub(in crate::scrape) fn is_deep(&self) -> bool {
        fn exceeds(json: &Json, levels: usize) -> bool {
            let Some(levels) = levels.checked_sub(1) else { return true };
            match &json.value {
                JsonValue::Array(items) => items.iter().any(|item| exceeds(item, levels)),
                JsonValue::Object(members) => members.iter().any(|(_, value)| exceeds(value, levels)),
                _ => false,
            }
        }
        exceeds(self, DEEPEST + 1)
    }
}

fn read_with(text: &str, first_line: u32, deepest: usize, is_loose: bool) -> Reading {
    let places = Places::of(text, first_line);
    if let Some((offset, message)) = too_much(text, deepest) {
        return Err(places.problem(text, offset..offset, message));
    }
    let options = ParseOptions {
        allow_comments: is_loose,
        allow_loose_object_property_names: false,
        allow_trailing_commas: is_loose,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let parsed = jsonc_parser::parse_to_ast(text, &CollectOptions::default(), &options).map_err(|error| {
        let message = error.kind().to_string();
        let range = error.range();
        places.problem(text, range.start..range.end, lower_first(&message))
    })?;
    let Some(value) = parsed.value else {
        return Err(places.problem(text, 0..0, "nothing stands there".to_owned()));
    };
    let mut reader = Reader { text, places, twice: Vec::new() };
    let json = reader.value(&value)?;
    Ok((json, reader.twice))
}

/// The byte at which brackets outside strings nest too deep, or values are too many, and why.
fn too_much(text: &str, deepest: usize) -> Option<(usize, String)> {
    let mut depth = Depth::default();
    let mut values = 0_usize;
    text.char_indices().find_map(|(offset, character)| {
        depth.see(character);
        values += usize::from(!depth.in_string && matches!(character, ',' | '{' | '['));
        if depth.open > deepest {
            return Some((offset, format!("it nests deeper than {deepest} levels")));
        }
        (values > MOST_VALUES).then(|| (offset, too_many()))
    })
}

/// How many brackets are open outside strings.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::scrape) struct Depth {
    pub(in crate::scrape) open: usize,
    pub(in crate::scrape) in_string: bool,
    is_escaped: bool,
}

impl Depth {
    /// Goes on by one character. A string ends with its line at the latest.
    pub(in crate::scrape) fn see(&mut self, character: char) {
        let was_escaped = std::mem::take(&mut self.is_escaped);
        match character {
            '\n' => self.in_string = false,
            '\\' if self.in_string => self.is_escaped = !was_escaped,
            '"' if !was_escaped => self.in_string = !self.in_string,
            '{' | '[' if !self.in_string => self.open += 1,
            '}' | ']' if !self.in_string => self.open = self.open.saturating_sub(1),
            _ => {}
        }
    }
}

/// Where the lines of a text start.
struct Places {
    breaks: Vec<usize>,
    first_line: u32,
}

impl Places {
    fn of(text: &str, first_line: u32) -> Self {
        Self { breaks: text.match_indices('\n').map(|(offset, _)| offset).collect(), first_line }
    }

    fn line(&self, offset: usize) -> u32 {
        let above = self.breaks.partition_point(|line_break| *line_break < offset);
        self.first_line.saturating_add(u32::try_from(above).unwrap_or(u32::MAX))
    }

    /// What is wrong with these bytes of the text.
    fn problem(&self, text: &str, range: std::ops::Range<usize>, message: String) -> Problem {
        let focus = words_at(text, range.start, range.end).map(str::to_owned);
        Problem { line: self.line(range.start), focus, message }
    }
}

struct Reader<'text> {
    text: &'text str,
    places: Places,
    twice: Vec<Problem>,
}

impl Reader<'_> {
    fn value(&mut self, value: &Value<'_>) -> Result<Json, Problem> {
        let start = value.range().start;
        let converted = match value {
            Value::NullKeyword(_) => JsonValue::Null,
            Value::BooleanLit(literal) => JsonValue::Boolean(literal.value),
            Value::NumberLit(literal) if is_number(literal.value) => {
                JsonValue::Number(literal.value.to_owned())
            }
            Value::NumberLit(literal) => {
                let message = format!("{} is not a JSON number", quote(literal.value));
                return Err(self.places.problem(self.text, start..literal.range.end, message));
            }
            Value::StringLit(literal) => {
                self.no_control_characters(literal.range)?;
                JsonValue::String(literal.value.to_string())
            }
            Value::Array(array) => {
                let items = array.elements.iter().map(|item| self.value(item));
                JsonValue::Array(items.collect::<Result<_, _>>()?)
            }
            Value::Object(object) => JsonValue::Object(self.members(object)?),
        };
        Ok(Json { line: self.places.line(start), value: converted })
    }

    /// The members in order; of two with one name the last counts.
    fn members(&mut self, object: &Object<'_>) -> Result<Vec<(String, Json)>, Problem> {
        let mut members: Vec<(String, Json)> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for property in &object.properties {
            let name = property.name.as_str();
            self.no_control_characters(property.name.range())?;
            let value = self.value(&property.value)?;
            if let Some(member) = places.get(name).and_then(|place| members.get_mut(*place)) {
                let message = format!("it names {} twice; the last one counts", quote(name));
                let Range { start, end } = property.name.range();
                let problem = self.places.problem(self.text, start..end, message);
                self.twice.push(Problem { line: value.line, ..problem });
                member.1 = value;
            } else {
                places.insert(name, members.len());
                members.push((name.to_owned(), value));
            }
        }
        Ok(members)
    }

    /// The library lets strings run over line ends; JSON does not.
    fn no_control_characters(&self, range: Range) -> Result<(), Problem> {
        let text = self.text.get(range.start..range.end).unwrap_or_default();
        match text.find(|character| character < ' ') {
            Some(_) => Err(self.places.problem(
                self.text,
                range.start..range.end,
                "a string holds a line end or another control character".to_owned(),
            )),
            None => Ok(()),
        }
    }
}

/// The library reads numbers more freely than RFC 8259, such as `007`.
pub(in crate::scrape) fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix(['+', '-']).unwrap_or(exponent)),
        None => (text, "0"),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    digits(whole) && (whole == "0" || !whole.starts_with('0')) && digits(fraction) && digits(exponent)
}

fn lower_first(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map(|first| first.to_ascii_lowercase()).into_iter().chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> JsonValue {
        read(text, 1).expect(text).0.value
    }

    fn problem(text: &str) -> (u32, String) {
        let problem = read(text, 10).expect_err(text);
        (problem.line, problem.message)
    }

    #[test]
    fn every_value_knows_its_line() {
        let text = "{\n  \"a\": [\n    1,\n    \"x\"\n  ]\n}";
        let leaf = |line, value| Json { line, value };
        let items = vec![leaf(42, JsonValue::Number("1".into())), leaf(43, JsonValue::String("x".into()))];
        let list = leaf(41, JsonValue::Array(items));
        let expected = leaf(40, JsonValue::Object(vec![("a".into(), list)]));
        assert_eq!(read(text, 40), Ok((expected, vec![])));
    }

    #[test]
    fn numbers_keep_their_text() {
        for number in ["1.10", "12345678901234567890123", "1e400", "-0", "1E-7", "0.0"] {
            assert_eq!(value(number), JsonValue::Number(number.into()));
        }
    }

    #[test]
    fn strings_are_unescaped() {
        assert_eq!(value(r#""a\n\u9000\ud83d\ude00""#), JsonValue::String("a\n退😀".into()));
    }

    #[test]
    fn the_last_of_two_members_counts() {
        let (json, twice) = read("{\n\"a\": 1,\n\"b\": 2,\n\"a\": 3}", 1).expect("JSON");
        let number = |line, text: &str| Json { line, value: JsonValue::Number(text.into()) };
        let expected = vec![("a".to_owned(), number(4, "3")), ("b".to_owned(), number(3, "2"))];
        assert_eq!(json.value, JsonValue::Object(expected));
        assert_eq!(twice.len(), 1);
        assert_eq!(twice[0].line, 4);
    }

    #[test]
    fn only_strict_json_is_json() {
        assert_eq!(problem("{\n\"a\": 1,\n}").0, 11);
        assert_eq!(problem("{\n\"a\": 1 // one\n}").0, 11);
        assert_eq!(problem("{\n\"a\": 1\n\"b\": 2}").1, "expected comma");
        assert_eq!(problem("{\n\"a\": 'x'}").0, 11);
        assert_eq!(problem("[1, 007]").0, 10);
        assert_eq!(problem("[\n\"a\nb\"]").0, 11);
        assert_eq!(problem("\"\\ud83d\"").0, 10);
        assert_eq!(problem("{\"a\": 1} {}").0, 10);
        assert_eq!(problem("").1, "nothing stands there");
        assert_eq!(problem("<xml/>").0, 10);
    }

    #[test]
    fn the_words_that_are_wrong_are_named_where_they_can_be_told() {
        let focus = |text: &str| read(text, 1).expect_err(text).focus;
        assert_eq!(focus("{\n\"a\": nul\n}").as_deref(), Some("nul"));
        assert_eq!(focus("{\n\"a\": 1,\n}").as_deref(), Some(","));
        // The comma is missing behind the end of a line, where no words are.
        assert_eq!(focus("{\n\"a\": 1\n\"b\": 2\n}"), None);
        assert_eq!(focus("{\n\"a\": 'x'\n}").as_deref(), Some("'x'"));
        let (_, twice) = read("{\n\"a\": 1,\n\"a\": 3}", 1).expect("JSON");
        assert_eq!((twice[0].line, twice[0].focus.as_deref()), (3, Some("\"a\"")));
    }

    #[test]
    fn hostile_nesting_is_a_problem() {
        assert!(read(&format!("{}{}", "[".repeat(48), "]".repeat(48)), 1).is_ok());
        assert!(problem(&"[".repeat(1_000_000)).1.contains("48"));
        assert!(problem(&"{\"a\":".repeat(1_000_000)).1.contains("48"));
    }

    #[test]
    fn too_many_values_are_a_problem_on_their_line() {
        let list = |count: usize| format!("[\n{}\"a,[b\"]", "1,\n".repeat(count));
        assert_eq!(problem(&list(1_000_000)), (1_000_010, too_many()));
        assert!(read(&list(100_000), 1).is_ok());
        // What stands in a text is no value.
        assert!(read(&format!("\"{}\"", ",".repeat(1_000_001)), 1).is_ok());
    }
}
