//! YAML → the tree that JSON is read into: order, number text and lines are kept, anchors are followed.

mod scalar;
mod tape;

use std::collections::{BTreeMap, BTreeSet};

use self::tape::{Mark, Tape};
use super::json::{DEEPEST_DOCUMENT, Json, JsonValue, Problem, Reading};
use crate::diagnostic::quote;

/// What aliases may add to a document: an alias of aliases grows without bound, and no real page comes near.
const MOST_COPIED_VALUES: usize = 250_000;
const MOST_COPIED_BYTES: usize = 16 << 20;

/// Reads the first document of a YAML text whose first line is `first_line` of the capture.
///
/// Scalars mean what the core schema of YAML 1.2 says. A collection starts on the line of its key, a block of text on
/// its own first line, and what an alias repeats on the line where it was written.
pub(in crate::scrape) fn read(text: &str, first_line: u32) -> Reading {
    let tape = tape::read(text, first_line)?;
    let mut reader = Reader {
        tape: &tape,
        aliases: 0,
        copied_values: 0,
        copied_bytes: 0,
        problems: Vec::new(),
        told: BTreeSet::new(),
    };
    let (json, _) = reader.node(0, 0)?;
    reader.problems.extend(tape.more());
    Ok((json, reader.problems))
}

/// Builds the tree; an alias is built again from where its anchor stands.
struct Reader<'tape, 'text> {
    tape: &'tape Tape<'text>,
    /// How many aliases are being followed.
    aliases: usize,
    copied_values: usize,
    copied_bytes: usize,
    problems: Vec<Problem>,
    /// The lines of keys given twice that are told already; an alias meets them again.
    told: BTreeSet<u32>,
}

type Built = Result<(Json, usize), Problem>;

impl Reader<'_, '_> {
    /// The value at `at` of the tape, and where the next one starts.
    fn node(&mut self, at: usize, depth: usize) -> Built {
        let Some(entry) = self.tape.entries.get(at) else {
            return Err(problem(self.tape.first_line, "nothing stands there".to_owned()));
        };
        if depth > DEEPEST_DOCUMENT {
            return Err(problem(entry.line, format!("it nests deeper than {DEEPEST_DOCUMENT} levels")));
        }
        self.count(entry.line, &entry.mark)?;
        let (value, next) = match &entry.mark {
            Mark::Scalar(scalar) => (scalar.value(), at + 1),
            Mark::Alias(anchor) => return Ok((self.alias(*anchor, entry.line, at, depth)?, at + 1)),
            Mark::Sequence => self.sequence(at + 1, depth + 1)?,
            Mark::Mapping => self.mapping(at + 1, depth + 1)?,
            Mark::End => return Err(problem(entry.line, "a value is missing".to_owned())),
        };
        Ok((Json { line: entry.line, value }, next))
    }

    /// Refuses a document whose aliases repeat too much of it.
    fn count(&mut self, line: u32, mark: &Mark<'_>) -> Result<(), Problem> {
        if self.aliases == 0 {
            return Ok(());
        }
        self.copied_values += 1;
        if let Mark::Scalar(scalar) = mark {
            self.copied_bytes += scalar.text.len();
        }
        if self.copied_values > MOST_COPIED_VALUES || self.copied_bytes > MOST_COPIED_BYTES {
            return Err(problem(line, "its aliases repeat too much of the document".to_owned()));
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize, line: u32, at: usize, depth: usize) -> Result<Json, Problem> {
        let Some(range) = self.tape.anchors.get(&anchor).cloned() else {
            return Err(problem(line, "an alias refers to nothing".to_owned()));
        };
        if range.contains(&at) {
            return Err(problem(line, "an alias refers to the value it stands in".to_owned()));
        }
        self.aliases += 1;
        let (json, _) = self.node(range.start, depth)?;
        self.aliases -= 1;
        Ok(json)
    }

    fn sequence(&mut self, mut at: usize, depth: usize) -> Result<(JsonValue, usize), Problem> {
        let mut items = Vec::new();
        while !self.is_end(at) {
            let (item, next) = self.node(at, depth)?;
            items.push(item);
            at = next;
        }
        Ok((JsonValue::Array(items), at + 1))
    }

    /// The members in order; of two with one name the last counts, and one that is merged in counts least.
    fn mapping(&mut self, mut at: usize, depth: usize) -> Result<(JsonValue, usize), Problem> {
        let mut members: Vec<(String, Json)> = Vec::new();
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        let mut merged = Vec::new();
        while !self.is_end(at) {
            let line = self.line(at);
            let is_merge = self.is_merge(at);
            let (name, next) = self.key(at)?;
            let (mut value, next) = self.node(next, depth)?;
            let is_own =
                !matches!(self.tape.entries.get(at + 1).map(|entry| &entry.mark), Some(Mark::Alias(_)));
            if is_own && matches!(value.value, JsonValue::Array(_) | JsonValue::Object(_)) {
                value.line = line;
            }
            at = next;
            if is_merge {
                merged.push(value);
            } else if let Some(member) = places.get(&name).and_then(|place| members.get_mut(*place)) {
                if self.told.insert(line) {
                    let message = format!("it names {} twice; the last one counts", quote(&name));
                    self.problems.push(problem(line, message));
                }
                member.1 = value;
            } else {
                places.insert(name.clone(), members.len());
                members.push((name, value));
            }
        }
        for value in merged {
            merge(value, &mut members, &mut places)?;
        }
        Ok((JsonValue::Object(members), at + 1))
    }

    /// The text of the key at `at`, whatever its type, and where its value starts.
    fn key(&self, at: usize) -> Result<(String, usize), Problem> {
        let entry = self.tape.entries.get(at);
        let target = match entry.map(|entry| &entry.mark) {
            Some(Mark::Alias(anchor)) => {
                self.tape.anchors.get(anchor).and_then(|range| self.tape.entries.get(range.start))
            }
            _ => entry,
        };
        match target.map(|entry| &entry.mark) {
            Some(Mark::Scalar(scalar)) => Ok((scalar.text.to_string(), at + 1)),
            _ => Err(problem(self.line(at), "the name of a member is no text".to_owned())),
        }
    }

    fn is_merge(&self, at: usize) -> bool {
        let mark = self.tape.entries.get(at).map(|entry| &entry.mark);
        matches!(mark, Some(Mark::Scalar(scalar)) if scalar.is_plain && scalar.text == "<<")
    }

    fn is_end(&self, at: usize) -> bool {
        self.tape.entries.get(at).is_none_or(|entry| matches!(entry.mark, Mark::End))
    }

    fn line(&self, at: usize) -> u32 {
        self.tape.entries.get(at).map_or(self.tape.first_line, |entry| entry.line)
    }
}

/// Adds the members of `value`, an object or a list of them, that are not there yet.
fn merge(
    value: Json,
    members: &mut Vec<(String, Json)>,
    places: &mut BTreeMap<String, usize>,
) -> Result<(), Problem> {
    match value.value {
        JsonValue::Object(more) => {
            for (name, value) in more {
                if !places.contains_key(&name) {
                    places.insert(name.clone(), members.len());
                    members.push((name, value));
                }
            }
            Ok(())
        }
        JsonValue::Array(items) => items.into_iter().try_for_each(|item| match item.value {
            JsonValue::Object(_) => merge(item, members, places),
            _ => Err(problem(item.line, "`<<` merges what is no object".to_owned())),
        }),
        _ => Err(problem(value.line, "`<<` merges what is no object".to_owned())),
    }
}

fn problem(line: u32, message: String) -> Problem {
    Problem { line, focus: None, message }
}

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
