//! Prints `names.yaml`: a comment above each section, and the long sections with each place on as few lines as it
//! takes.

use serde_yaml::value::{Mapping, Value};

use super::print::{LONGEST_KEY, print};
use super::scalar;

/// What each section holds.
const SECTIONS: [(&str, &str); 8] = [
    ("groups", "Beginning of a path → group of endpoints that are new; by hand"),
    ("endpoints", "Endpoint → its group and its function"),
    ("types", "Place → its type"),
    ("variants", "Place of an enumeration → value on the wire → its variant"),
    ("fields", "Place of an object, or of parameters → name on the wire → its field"),
    ("arguments", "Place of an object, or endpoint → what `new` or the function takes, in this order"),
    ("schemas", "Named schema → the group whose module holds its type, or `shared`"),
    ("removed", "Endpoints that no page documents any more → the names they had, given to no other"),
];

/// The sections whose places stand on lines of their own.
const COMPACT: [&str; 2] = ["fields", "arguments"];

/// Longer lines are broken.
const WIDTH: usize = 110;

/// `names` as a document that ends with a newline.
pub(super) fn print_all(names: &Value) -> String {
    let sections = names.as_mapping().into_iter().flatten();
    sections.fold(String::new(), |text, (key, value)| text + &section(key, value))
}

fn section(key: &Value, value: &Value) -> String {
    let name = key.as_str().unwrap_or_default();
    let said = SECTIONS.iter().find(|(section, _)| *section == name);
    let comment = said.map(|(_, words)| format!("# {words}\n")).unwrap_or_default();
    let content = match value.as_mapping() {
        Some(places) if COMPACT.contains(&name) && !places.is_empty() => {
            places.iter().fold(format!("{name}:\n"), |text, (place, value)| text + &compact(place, value))
        }
        _ => print(&alone(key, value)),
    };
    comment + &content
}

/// A place and what it holds, as `place: { a: b, c: d }` or `place: [a, b]`.
fn compact(place: &Value, value: &Value) -> String {
    let key = scalar::print_key(place);
    let (open, gap, members, close) = match value {
        Value::Mapping(members) => ("{", " ", members.iter().map(pair).collect(), " }"),
        Value::Sequence(items) => ("[", "", items.iter().map(word).collect::<Vec<_>>(), "]"),
        _ => ("", "", Vec::new(), ""),
    };
    let is_long = |text: &String| text.chars().count() > LONGEST_KEY;
    if members.is_empty() || members.iter().any(is_long) || is_long(&key) {
        return indented(&print(&alone(place, value)));
    }
    let mut text = format!("  {key}: {open}");
    let mut width = text.chars().count();
    for (index, member) in members.iter().enumerate() {
        let last = index + 1 == members.len();
        let end = if last { close } else { "," };
        let needed = member.chars().count() + end.len();
        let space = if index == 0 { gap } else { " " };
        if width + space.len() + needed > WIDTH {
            text.push_str("\n    ");
            width = 4;
        } else {
            text.push_str(space);
            width += space.len();
        }
        text.push_str(member);
        text.push_str(end);
        width += needed;
    }
    text + "\n"
}

fn pair((key, value): (&Value, &Value)) -> String {
    format!("{}: {}", word(key), word(value))
}

fn word(value: &Value) -> String {
    scalar::print_flow(value.as_str().unwrap_or_default())
}

/// A mapping with nothing else in it.
fn alone(key: &Value, value: &Value) -> Value {
    Value::Mapping(Mapping::from_iter([(key.clone(), value.clone())]))
}

fn indented(text: &str) -> String {
    text.lines().fold(String::new(), |text, line| text + "  " + line + "\n")
}

#[cfg(test)]
mod tests {
    use super::super::{read_names, write_names};
    use super::*;
    use crate::spec::names::Names;

    /// Names whose every word would be misread if it were printed as it is.
    fn hostile() -> Names {
        let words = [
            "a, b",
            "a: b",
            "a:b",
            "{x}",
            "[y]",
            "#no",
            "no",
            "1",
            "",
            " ",
            "a\nb",
            "\"",
            "'",
            "?",
            "- a",
            "r#type",
            "退款",
            "GET /orders/{id} query",
            "a\u{202e}b",
            "*",
            "&x",
            "!t",
            "%",
            "@",
            "`",
            "a #b",
            "|",
            "~",
        ];
        let fields = || words.iter().map(|word| ((*word).to_owned(), (*word).to_owned())).collect();
        let mut names = Names::default();
        for word in words {
            names.fields.insert(word.to_owned(), fields());
            names.arguments.insert(word.to_owned(), words.map(str::to_owned).to_vec());
        }
        let long = "x".repeat(2 * LONGEST_KEY);
        names.fields.insert("long".to_owned(), [(long.clone(), long.clone())].into());
        names.arguments.insert(long, Vec::new());
        names
    }

    #[test]
    fn what_is_printed_reads_back() {
        let names = hostile();
        assert_eq!(read_names("names.yaml", &write_names(&names, "../schema")), Ok(names));
    }

    #[test]
    fn a_place_takes_as_few_lines_as_it_needs() {
        let mut names = Names::default();
        names.arguments.insert("GET /orders".to_owned(), vec!["path.id".to_owned(), "query.page".to_owned()]);
        let fields = (0..9).map(|number| (format!("orderField{number}"), format!("order_field{number}")));
        names.fields.insert("Order".to_owned(), fields.collect());
        let text = write_names(&names, "../schema");
        assert!(text.contains("\n  GET /orders: [path.id, query.page]\n"), "{text}");
        assert!(
            text.contains("\n  Order: { orderField0: order_field0, orderField1: order_field1,"),
            "{text}"
        );
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert_eq!(text.lines().filter(|line| line.contains("order_field")).count(), 3);
    }

    #[test]
    fn every_section_says_what_it_is_for() {
        let all = serde_yaml::to_value(Names {
            fields: [("a".to_owned(), [].into())].into(),
            arguments: [("a".to_owned(), Vec::new())].into(),
            schemas: [("a".to_owned(), "b".to_owned())].into(),
            removed: [("a".to_owned(), "b".to_owned())].into(),
            ..Names::default()
        });
        let all = all.unwrap();
        let sections: Vec<_> = all.as_mapping().unwrap().keys().filter_map(Value::as_str).collect();
        assert_eq!(sections, SECTIONS.map(|(name, _)| name));
    }
}
