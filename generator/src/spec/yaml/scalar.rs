//! Prints one string so that every YAML reader takes it for that string.

use serde_yaml::Value;

use crate::diagnostic::is_invisible;

/// Words that some reader takes for a boolean or for nothing.
const WORDS: [&str; 10] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "none"];

/// Characters that mean something at the start of a plain scalar.
const INDICATORS: &str = "-?:,[]{}#&*!|>'\"%@`=<~.+";

/// The text of a mapping's key, on one line.
pub(super) fn print_key(key: &Value) -> String {
    match key {
        Value::String(words) => print_line(words),
        Value::Number(number) => print_line(&number.to_string()),
        Value::Bool(value) => print_line(&value.to_string()),
        _ => print_line(""),
    }
}

/// `words` plain, quoted, or as a literal block whose lines are indented by `indent`.
pub(super) fn print_text(words: &str, indent: usize) -> String {
    if fits_block(words) { print_block(words, indent) } else { print_line(words) }
}

fn print_line(words: &str) -> String {
    if is_plain(words) { words.to_owned() } else { print_quoted(words) }
}

fn print_quoted(words: &str) -> String {
    if words.contains(['"', '\\']) && !words.contains('\'') && !words.chars().any(needs_escape) {
        format!("'{words}'")
    } else {
        words.chars().fold(String::from("\""), |text, character| text + &escape(character)) + "\""
    }
}

/// Whether no reader takes the unquoted words for anything but themselves.
fn is_plain(words: &str) -> bool {
    let Some(first) = words.chars().next() else { return false };
    !INDICATORS.contains(first)
        && !first.is_ascii_digit()
        && words.trim() == words
        && !words.ends_with(':')
        && !words.contains(": ")
        && !words.contains(" #")
        && !WORDS.iter().any(|word| word.eq_ignore_ascii_case(words))
        && !words.chars().any(needs_escape)
}

/// Whether a literal block shows the words as they are: several lines, and no white space that is easily lost.
fn fits_block(words: &str) -> bool {
    let body = words.strip_suffix('\n').unwrap_or(words);
    words.contains('\n')
        && !body.starts_with([' ', '\n'])
        && !body.ends_with('\n')
        && !body.is_empty()
        && body.lines().all(|line| line.trim_end() == line)
        && !words.chars().any(|character| character != '\n' && needs_escape(character))
}

fn print_block(words: &str, indent: usize) -> String {
    let (mark, body) = words.strip_suffix('\n').map_or(("|-", words), |body| ("|", body));
    body.split('\n').fold(mark.to_owned(), |text, line| match line {
        "" => text + "\n",
        line => text + "\n" + &" ".repeat(indent) + line,
    })
}

fn escape(character: char) -> String {
    match character {
        '"' => "\\\"".to_owned(),
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        character if !needs_escape(character) => character.to_string(),
        character => match u32::from(character) {
            code @ 0..=0xff => format!("\\x{code:02x}"),
            code @ 0x100..=0xffff => format!("\\u{code:04x}"),
            code => format!("\\U{code:08x}"),
        },
    }
}

fn needs_escape(character: char) -> bool {
    character.is_control() || is_invisible(character)
}
