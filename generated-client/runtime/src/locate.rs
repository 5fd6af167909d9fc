//! Where in a JSON text its reading stopped, found by the line and column of the error: no type has to be read a second time for that.

use crate::document::end_of_string;
use crate::json_path::write_key;
use crate::raw;
use std::fmt::Write as _;

/// The JSON path of the value that could not be read, such as `data.lines[2].id`; none at the root.
///
/// It is that of the innermost value which ends, begins or goes on where the reader stopped.
pub(crate) fn locate(text: &[u8], error: &serde_json::Error) -> Option<String> {
    let stop = offset(text, error)?;
    // A value that is read from its text is refused only after the reader has gone on to what follows it.
    let before = match raw::refused_within(text) {
        Some(refused) if follows(text, refused.end, stop) => refused.start,
        _ => stop,
    };
    let mut path = String::new();
    for step in steps(text.get(..before)?) {
        match step {
            Step::Item(index) => write!(path, "[{index}]").ok()?,
            Step::Member(Some(key)) => {
                let is_first = path.is_empty();
                write_key(&mut path, &name(key), is_first).ok()?;
            }
            Step::Member(None) => {}
        }
    }
    Some(path).filter(|path| !path.is_empty())
}

/// What an error says of a text that is part of another, without its line and column: `serde_json` would take them for those of the whole.
pub(crate) fn reason(error: &serde_json::Error) -> String {
    let (said, place) = (error.to_string(), format!(" at line {} column {}", error.line(), error.column()));
    said.strip_suffix(&place).map_or_else(|| said.clone(), str::to_owned)
}

/// How many bytes were read; none when the error does not tell, for it is about the whole.
fn offset(text: &[u8], error: &serde_json::Error) -> Option<usize> {
    let lines_before = error.line().checked_sub(1)?;
    let mut line_ends = text.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    let begin = if lines_before == 0 { 0 } else { line_ends.nth(lines_before - 1)? };
    Some((begin + error.column()).min(text.len()))
}

/// Whether the reader stops right after a value that ends here, or after what follows it: a comma, or the end of what it stands in.
fn follows(text: &[u8], end: usize, stop: usize) -> bool {
    let between = text.get(end..stop).unwrap_or(b"?").trim_ascii();
    matches!(between, b"" | b"," | b"]" | b"}")
}

/// A step into a container that is not at its end yet.
enum Step<'t> {
    Item(usize),
    /// The value of this key, which is as it stands in the text; or no value yet.
    Member(Option<&'t [u8]>),
}

/// The way to the end of what was read.
fn steps(read: &[u8]) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut at = 0;
    while let Some(byte) = read.get(at) {
        let mut next = at + 1;
        match byte {
            b'[' => steps.push(Step::Item(0)),
            b'{' => steps.push(Step::Member(None)),
            b']' | b'}' => drop(steps.pop()),
            b',' => match steps.last_mut() {
                Some(Step::Item(index)) => *index += 1,
                Some(Step::Member(key)) => *key = None,
                None => {}
            },
            b'"' => {
                next = end_of_string(read, at);
                if let Some(Step::Member(key @ None)) = steps.last_mut() {
                    *key = read.get(at..next);
                }
            }
            _ => {}
        }
        at = next;
    }
    steps
}

fn name(key: &[u8]) -> String {
    serde_json::from_slice(key).unwrap_or_else(|_| String::from_utf8_lossy(key).into_owned())
}

#[cfg(test)]
mod tests {
    use super::{locate, reason};
    use crate::{Number, NumberOrString};
    use serde::Deserialize;
    use std::collections::BTreeMap;

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only the reading is tested")]
    struct Order {
        id: i64,
        #[serde(default)]
        lines: Vec<Line>,
        #[serde(default)]
        state: Option<State>,
        #[serde(default)]
        notes: BTreeMap<String, Vec<NumberOrString>>,
        #[serde(default)]
        price: Option<Number>,
    }

    #[derive(Debug, Deserialize)]
    #[expect(dead_code, reason = "only the reading is tested")]
    struct Line {
        sku: String,
        sizes: Vec<Vec<u8>>,
    }

    #[derive(Debug, Deserialize)]
    enum State {
        Open,
    }

    #[track_caller]
    fn assert_stops(json: &str, path: Option<&str>, because: &str) {
        // However it is written: on one line, or on one for each value.
        for json in [json.to_owned(), json.replace(',', "\n , \r\n ").replace('}', "\n}")] {
            let error = serde_json::from_str::<Order>(&json).unwrap_err();
            assert_eq!(locate(json.as_bytes(), &error).as_deref(), path, "{json}: {error}");
            assert!(reason(&error).starts_with(because), "{json}: {error}");
        }
    }

    #[test]
    fn a_wrong_type_stands_where_it_came() {
        assert_stops(r#"{"id":"x","lines":[]}"#, Some("id"), "invalid type: string");
        assert_stops(r#"{"lines":[],"id":-1.5}"#, Some("id"), "invalid type: floating point");
        assert_stops(r#"{"id":[1],"lines":[]}"#, Some("id"), "invalid type: sequence");
        assert_stops(r#"{"id":{"lines":[]}}"#, Some("id"), "invalid type: map");
        assert_stops(r#"{"id":null}"#, Some("id"), "invalid type: null");
        assert_stops(r#"{"lines":true,"id":1}"#, Some("lines"), "invalid type: boolean");
        assert_stops(r#"{"id":9223372036854775808}"#, Some("id"), "invalid value: integer");
    }

    #[test]
    fn lists_in_lists_are_counted() {
        assert_stops(r#"{"lines":[{"sku":"a","sizes":[]},7]}"#, Some("lines[1]"), "invalid type: integer");
        let json = r#"{"lines":[{"sku":"[{","sizes":[]},{"sku":"b","sizes":[[],[1,2,300]]}]}"#;
        assert_stops(json, Some("lines[1].sizes[1][2]"), "invalid value: integer `300`");
        assert_stops(
            r#"{"lines":[{"sku":"a","sizes":[[[]]]}]}"#,
            Some("lines[0].sizes[0][0]"),
            "invalid type",
        );
    }

    #[test]
    fn a_missing_field_is_missing_in_its_object() {
        assert_stops(r#"{"lines":[]}"#, None, "missing field `id`");
        assert_stops(r#"{"lines":[{"sizes":[]}],"id":1}"#, Some("lines[0]"), "missing field `sku`");
        assert_stops(r#"{"lines":[{"sku":"a"}]}"#, Some("lines[0]"), "missing field `sizes`");
    }

    #[test]
    fn a_repeated_field_and_an_unknown_variant_have_their_places() {
        assert_stops(r#"{"id":1,"id":2}"#, Some("id"), "duplicate field `id`");
        assert_stops(r#"{"id":1,"state":"Lost"}"#, Some("state"), "unknown variant `Lost`");
    }

    #[test]
    fn what_is_read_from_its_text_has_its_own_place() {
        assert_stops(r#"{"price":"7","id":1}"#, Some("price"), "invalid type: string");
        assert_stops(r#"{"id":1,"price":{"a":1}}"#, Some("price"), "invalid type: object");
        assert_stops(r#"{"notes":{"a.b":[1,true,2]}}"#, Some(r#"notes["a.b"][1]"#), "invalid type: boolean");
        assert_stops(r#"{"notes":{"\u0061":[1,"x",null]}}"#, Some("notes.a[2]"), "invalid type: null");
    }

    #[test]
    fn the_root_has_no_path() {
        for (json, because) in [
            ("7", "invalid type: integer"),
            ("", "EOF"),
            ("<html>", "expected value"),
            (r#"{"id":1} x"#, "trailing characters"),
        ] {
            assert_stops(json, None, because);
        }
        let error = serde_json::from_str::<Number>("true").unwrap_err();
        assert_eq!(locate(b"true", &error), None);
    }

    #[test]
    fn what_is_no_json_stops_where_it_breaks() {
        assert_stops(r#"{"id":1,"lines":[{"sku":"a"#, Some("lines[0].sku"), "EOF");
        assert_stops(r#"{"id":1x}"#, Some("id"), "expected `,` or `}`");
        assert_stops(r#"{"id":1,"lines":[{],"#, Some("lines[0]"), "key must be a string");
    }
}
