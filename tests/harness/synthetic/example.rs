//! The example that a page shows of a value: JSON with a value in every member, none of them a placeholder.

use std::fmt::Write as _;

use super::Value;

/// The example as text, four blanks to a level, its first line not indented.
pub(super) fn json(value: &Value) -> String {
    let mut text = String::new();
    write(value, 0, &mut text);
    text
}

fn write(value: &Value, depth: usize, text: &mut String) {
    match value {
        Value::List(items) => {
            open(text, "[", depth);
            write(items, depth + 1, text);
            close(text, "]", depth);
        }
        Value::Object { members, .. } if members.is_empty() => text.push_str("{}"),
        Value::Object { members, .. } => {
            for (at, member) in members.iter().enumerate() {
                open(text, if at == 0 { "{" } else { "," }, depth);
                write!(text, "\"{}\": ", member.name).expect("a string takes text");
                write(&member.value, depth + 1, text);
            }
            close(text, "}", depth);
        }
        scalar => text.push_str(&self::scalar(scalar)),
    }
}

/// The example of a value that is no list and no object.
fn scalar(value: &Value) -> String {
    match value {
        Value::String(Some("date-time")) => "\"2025-04-25T05:59:59Z\"".to_owned(),
        Value::Listed(values) => format!("\"{}\"", values[0]),
        Value::Integer(_) => "12".to_owned(),
        Value::Number => "1.5".to_owned(),
        Value::Boolean => "true".to_owned(),
        _ => "\"words\"".to_owned(),
    }
}

fn open(text: &mut String, bracket: &str, depth: usize) {
    write!(text, "{bracket}\n{}", "    ".repeat(depth + 1)).expect("a string takes text");
}

fn close(text: &mut String, bracket: &str, depth: usize) {
    write!(text, "\n{}{bracket}", "    ".repeat(depth)).expect("a string takes text");
}
