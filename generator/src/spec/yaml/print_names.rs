//! Prints `names.yaml`: a comment above each section, and every name on a line of its own.

use serde_yaml::value::{Mapping, Value};

use super::print::print;

/// What each section holds.
const SECTIONS: [(&str, &str); 9] = [
    ("groups", "Beginning of a path → group of endpoints that are new; by hand"),
    ("endpoints", "Endpoint → its group and its function"),
    ("types", "Place → its type"),
    ("variants", "Place of an enumeration → value on the wire → its variant"),
    ("fields", "Place of an object, or of parameters → name on the wire → its field"),
    ("arguments", "Place of an object, or endpoint → what `new` or the function takes, in this order"),
    ("schemas", "Named schema → the group whose module holds its type, or `shared`"),
    ("refs", "Place → the named schema there, by which one that pages call otherwise is known again"),
    ("removed", "Endpoints that no page documents any more → the names they had, given to no other"),
];

/// `names` as a document that ends with a newline. Every name has a line of its own: this file is read as a diff, and a
/// new name must not move those around it.
pub(super) fn print_all(names: &Value) -> String {
    let sections = names.as_mapping().into_iter().flatten();
    sections.fold(String::new(), |text, (key, value)| text + &section(key, value))
}

fn section(key: &Value, value: &Value) -> String {
    let said = SECTIONS.iter().find(|(section, _)| key.as_str() == Some(*section));
    let comment = said.map(|(_, words)| format!("# {words}\n")).unwrap_or_default();
    comment + &print(&Value::Mapping(Mapping::from_iter([(key.clone(), value.clone())])))
}

#[cfg(test)]
mod tests {
    use super::super::print::LONGEST_KEY;
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
    fn a_new_name_is_a_new_line_and_moves_no_other() {
        let mut names = hostile();
        let before = write_names(&names, "../schema");
        names.fields.get_mut("?").unwrap().insert("refundId".to_owned(), "refund_id".to_owned());
        names.arguments.get_mut("?").unwrap().push("query.page".to_owned());
        let after = write_names(&names, "../schema");
        let added = ["    refundId: refund_id", "    - query.page"];
        let rest: Vec<_> = after.lines().filter(|line| !added.contains(line)).collect();
        assert_eq!(rest, before.lines().collect::<Vec<_>>());
        assert_eq!(after.lines().count(), rest.len() + added.len());
    }

    #[test]
    fn every_section_says_what_it_is_for() {
        let all = serde_yaml::to_value(Names {
            fields: [("a".to_owned(), [].into())].into(),
            arguments: [("a".to_owned(), Vec::new())].into(),
            schemas: [("a".to_owned(), "b".to_owned())].into(),
            refs: [("a".to_owned(), "b".to_owned())].into(),
            removed: [("a".to_owned(), "b".to_owned())].into(),
            ..Names::default()
        });
        let all = all.unwrap();
        let sections: Vec<_> = all.as_mapping().unwrap().keys().filter_map(Value::as_str).collect();
        assert_eq!(sections, SECTIONS.map(|(name, _)| name));
    }
}
