//! Reads one YAML document into a type, and says what is wrong on which line when it does not fit.

use serde::de::DeserializeOwned;
use serde_yaml::with::singleton_map_recursive;
use serde_yaml::{Deserializer, Error};

use super::duplicates::WithoutDuplicates;
use crate::diagnostic::{Code, Diagnostic, Origin, words_at};

/// Words this alike are taken for a slip of the finger.
const ALIKE: f64 = 0.75;

/// Reads `text`, the content of `file`.
pub(super) fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, Vec<Diagnostic>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let wrong = |error| vec![diagnose(file, text, &error)];
    serde_yaml::from_str::<WithoutDuplicates>(text).map_err(wrong)?;
    singleton_map_recursive::deserialize(Deserializer::from_str(text)).map_err(wrong)
}

fn diagnose(file: &str, text: &str, error: &Error) -> Diagnostic {
    if let Some(marker) = text.lines().position(is_conflict_marker) {
        let origin = Origin::new(file, u32::try_from(marker + 1).unwrap_or(u32::MAX));
        let message = "git could not merge the file and left both versions in it";
        let hint = "keep the lines that are right, of names those of both versions, and delete the lines that start \
                    with `<<<<<<<`, `=======` and `>>>>>>>`";
        let focus = Some(Box::from(OURS));
        return Diagnostic { focus, ..Diagnostic::new(Code::InvalidYaml, origin, message).hint(hint) };
    }
    let message = message(error);
    let line = error.location().map_or_else(|| line_without_location(text, &message), |place| place.line());
    let origin = Origin::new(file, u32::try_from(line).unwrap_or(u32::MAX));
    let hint = hint(&message);
    let focus = focus(text, error, &message).map(Box::from);
    Diagnostic { focus, ..Diagnostic::new(Code::InvalidYaml, origin, message).hint(hint) }
}

/// Where git starts what it could not merge.
const OURS: &str = "<<<<<<<";

fn is_conflict_marker(line: &str) -> bool {
    line.strip_prefix(OURS).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// The parser's sentence without the place, which the diagnostic carries.
fn message(error: &Error) -> String {
    let message = error.to_string();
    let place = error.location().map(|place| format!(" at line {} column {}", place.line(), place.column()));
    place.and_then(|place| message.strip_suffix(&place).map(str::to_owned)).unwrap_or(message)
}

/// The key that the sentence names; otherwise what stands where the parser stopped.
fn focus<'words>(text: &'words str, error: &Error, message: &'words str) -> Option<&'words str> {
    let named = ["unknown field ", "unknown variant ", "duplicate key "];
    let named = named.iter().find_map(|what| message.split_once(what));
    let key = named.and_then(|(_, words)| words.split(['`', '"']).nth(1));
    key.or_else(|| {
        let place = error.location()?;
        let above: usize = text.split_inclusive('\n').take(place.line().checked_sub(1)?).map(str::len).sum();
        let (column, _) = text.get(above..)?.char_indices().nth(place.column().checked_sub(1)?)?;
        words_at(text, above + column, above + column)
    })
}

/// The parser gives no place for a second document and for aliases that repeat too much.
fn line_without_location(text: &str, message: &str) -> usize {
    let is_content = |line: &str| !line.trim().is_empty() && !line.starts_with(['#', '%']);
    if message.contains("more than one document") {
        let first = text.lines().position(is_content).unwrap_or(0);
        let second = text.lines().skip(first + 1).position(|line| line.starts_with("---"));
        second.map_or(1, |offset| first + offset + 2)
    } else {
        text.lines().position(|line| line.contains('&')).map_or(1, |index| index + 1)
    }
}

fn hint(message: &str) -> String {
    if message.contains("duplicate key") {
        return "keep one of the two and delete the other".to_owned();
    }
    if message.contains("scanning an alias") {
        return "text that starts with `*` stands in quotes".to_owned();
    }
    if message.contains("digit by digit") {
        return "write it in quotes, as the docs print it".to_owned();
    }
    if message.contains("more than one document") {
        return "keep one document in the file: delete the `---` and what follows".to_owned();
    }
    if message.contains("repetition limit") {
        return "write the values out instead of repeating them with `*aliases`".to_owned();
    }
    if let Some(known) = likeliest(message) {
        return format!("did you mean `{known}`?");
    }
    if message.contains("unknown field") || message.contains("unknown variant") {
        return "delete it, or use one of the known words".to_owned();
    }
    if message.contains("missing field") {
        return "add the missing key".to_owned();
    }
    "the `# yaml-language-server` line on top of a file makes editors check it while you type; its JSON Schema lists every key".to_owned()
}

/// Of "unknown field `a`, expected one of `b`, `c`": the word most like `a`.
fn likeliest(message: &str) -> Option<&str> {
    let (_, words) =
        message.split_once("unknown field ").or_else(|| message.split_once("unknown variant "))?;
    let mut words = words.split('`').skip(1).step_by(2);
    let wrong = words.next()?;
    let likeness = |word: &str| strsim::jaro_winkler(wrong, word);
    let best = words.max_by(|one, other| likeness(one).total_cmp(&likeness(other)))?;
    (likeness(best) > ALIKE).then_some(best)
}
