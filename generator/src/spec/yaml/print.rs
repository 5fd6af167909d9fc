//! Prints a YAML tree in block style, two spaces a level, so that a YAML 1.1 and a 1.2 reader read the same tree.

use serde_yaml::value::{Mapping, Value};

use super::scalar;

/// Libraries in use, such as libyaml, read `key: value` only when the key is shorter than 1024 characters.
pub(super) const LONGEST_KEY: usize = 500;

/// `tree` as a document that ends with a newline.
pub(super) fn print(tree: &Value) -> String {
    let mut text = String::new();
    match tree {
        Value::Mapping(mapping) if !mapping.is_empty() => print_mapping(mapping, 0, &mut text),
        Value::Sequence(items) if !items.is_empty() => print_sequence(items, 0, &mut text),
        scalar => print_scalar(scalar, 0, &mut text),
    }
    text
}

/// Prints the members. The first is printed where the text ends, the others on lines of their own.
fn print_mapping(mapping: &Mapping, indent: usize, text: &mut String) {
    for (index, (key, value)) in mapping.iter().enumerate() {
        start_line(index, indent, text);
        let key = scalar::print_key(key);
        if key.chars().count() > LONGEST_KEY {
            text.push_str("? ");
            text.push_str(&key);
            text.push('\n');
            push_indent(indent, text);
        } else {
            text.push_str(&key);
        }
        text.push(':');
        print_member(value, indent, text);
    }
}

/// Prints what follows `key:`.
fn print_member(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Mapping(mapping) if !mapping.is_empty() => {
            text.push('\n');
            push_indent(indent + 2, text);
            print_mapping(mapping, indent + 2, text);
        }
        Value::Sequence(items) if !items.is_empty() => {
            text.push('\n');
            push_indent(indent + 2, text);
            print_sequence(items, indent + 2, text);
        }
        scalar => {
            text.push(' ');
            print_scalar(scalar, indent + 2, text);
        }
    }
}

/// Prints the items. The first is printed where the text ends, the others on lines of their own.
fn print_sequence(items: &[Value], indent: usize, text: &mut String) {
    for (index, item) in items.iter().enumerate() {
        start_line(index, indent, text);
        text.push_str("- ");
        match item {
            Value::Mapping(mapping) if !mapping.is_empty() => print_mapping(mapping, indent + 2, text),
            Value::Sequence(items) if !items.is_empty() => print_sequence(items, indent + 2, text),
            scalar => print_scalar(scalar, indent + 2, text),
        }
    }
}

/// Prints anything without children, and the end of its line.
fn print_scalar(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Null => text.push_str("null"),
        Value::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => text.push_str(&number.to_string()),
        Value::String(words) => text.push_str(&scalar::print_text(words, indent)),
        Value::Sequence(_) => text.push_str("[]"),
        Value::Mapping(_) => text.push_str("{}"),
        // Our types make no tags; what one would hold is printed without it.
        Value::Tagged(tagged) => return print_member(&tagged.value, indent, text),
    }
    text.push('\n');
}

fn start_line(index: usize, indent: usize, text: &mut String) {
    if index > 0 {
        push_indent(indent, text);
    }
}

fn push_indent(indent: usize, text: &mut String) {
    text.extend(std::iter::repeat_n(' ', indent));
}
