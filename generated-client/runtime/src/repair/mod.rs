//! The second pass over an answer that is not as documented: it walks the JSON along the shape that the docs promise, and writes JSON that
//! keeps the promise.
//!
//! What fits is copied as it came, so that no number loses a digit. What does not is said in the promised kind, left out or replaced by an
//! empty value, and reported. The work grows with the length of the text, and with nothing else that the server decides.

mod absent;
mod object;
mod place;
mod promise;
mod report;
mod scalar;
mod union;

use crate::document::{Document, Kind, Value};
use crate::{Remedy, Shape, Undocumented};
use absent::write_empty;
use place::Place;
use report::{Mark, Report};
use scalar::{Fit, fit};

pub(crate) use report::Mismatches;

/// A body that is as documented now.
pub(crate) struct Repaired {
    pub(crate) json: String,
    pub(crate) mismatches: Mismatches,
}

/// Makes a body as documented. There is none for a body of which nothing can be kept, or that would grow out of bounds.
pub(crate) fn repair(body: &Document<'_>, shape: Shape) -> Option<Repaired> {
    let (json, report) = walk(body, shape, false)?;
    Some(Repaired { json, mismatches: report.finish().0 })
}

/// What a body holds that the docs do not know.
pub(crate) fn undocumented(body: &Document<'_>, shape: Shape) -> Vec<Undocumented> {
    walk(body, shape, true).map(|(_, report)| report.finish().1).unwrap_or_default()
}

fn walk(body: &Document<'_>, shape: Shape, notes_undocumented: bool) -> Option<(String, Report)> {
    let root = body.root()?;
    let bytes = root.text().len();
    let mut walk = Walk {
        out: String::with_capacity(bytes),
        limit: bytes.saturating_mul(8).saturating_add(1 << 20),
        report: Report::new(bytes, notes_undocumented),
        trial: None,
    };
    let is_placed = walk.place(root, shape, &Place::root()) && !walk.is_exhausted();
    is_placed.then_some((walk.out, walk.report))
}

/// The nesting that `serde_json` reads.
const DEEPEST: usize = 127;

struct Walk {
    /// The repaired JSON so far.
    out: String,
    /// How long it may get: empty values are longer than what they stand in for.
    limit: usize,
    report: Report,
    /// What the variant of a union loses that is being tried.
    trial: Option<Loss>,
}

/// What a union would lose of a value; what it merely converts decides between those that lose the same.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Loss {
    lost: usize,
    converted: usize,
}

impl Walk {
    /// Writes the value as the shape promises it; or writes nothing and reports nothing, if it cannot be placed.
    fn place(&mut self, value: Value<'_>, shape: Shape, at: &Place<'_>) -> bool {
        if at.depth > DEEPEST || self.is_exhausted() {
            return false;
        }
        let mark = self.mark();
        let is_placed = match shape {
            Shape::Any => self.copy(value),
            Shape::Optional(inner) => return self.optional(value, inner(), at),
            Shape::Union(variants) => self.union(value, variants, at),
            Shape::List(_) | Shape::Map(_) | Shape::Object(_) => self.container(value, shape, at),
            _ => self.scalar(value, shape, at),
        };
        if is_placed {
            return true;
        }
        self.undo(&mark);
        let is_bent = self.bend(value, shape, at);
        if !is_bent {
            self.undo(&mark);
        }
        is_bent
    }

    fn copy(&mut self, value: Value<'_>) -> bool {
        let is_whole = !value.is_broken();
        if is_whole {
            self.out.push_str(value.text());
        }
        is_whole
    }

    fn optional(&mut self, value: Value<'_>, shape: Shape, at: &Place<'_>) -> bool {
        if value.kind() == Kind::Null {
            return self.copy(value);
        }
        if !self.place(value, shape, &at.same()) {
            self.note(Remedy::LeftOut, at, shape, Some(value));
            self.out.push_str("null");
        }
        true
    }

    fn scalar(&mut self, value: Value<'_>, shape: Shape, at: &Place<'_>) -> bool {
        // A list of one scalar is that scalar rather than its JSON text.
        if value.only_item().is_some_and(|item| !matches!(item.kind(), Kind::Array | Kind::Object)) {
            return false;
        }
        let start = self.out.len();
        match fit(shape, value) {
            Fit::AsItIs => self.out.push_str(value.text()),
            Fit::Converted(text) => {
                self.note(Remedy::Converted, at, shape, Some(value));
                self.out.push_str(&text);
            }
            Fit::Not => return false,
        }
        if self.report.notes_undocumented() && is_unlisted(shape, self.out.get(start..)) {
            self.report.unknown(at, value);
        }
        true
    }

    fn container(&mut self, value: Value<'_>, shape: Shape, at: &Place<'_>) -> bool {
        match (shape, value.kind()) {
            (Shape::List(item), Kind::Array) => self.list(value, item(), at),
            (Shape::Map(inner), Kind::Object) => self.map(value, inner(), at),
            (Shape::Object(fields), Kind::Object) => self.object(value, fields, at),
            _ => false,
        }
    }

    fn list(&mut self, list: Value<'_>, shape: Shape, at: &Place<'_>) -> bool {
        self.out.push('[');
        let first = self.out.len();
        for (index, item) in list.items().enumerate() {
            let (at, before) = (at.index(index), self.out.len());
            if before > first {
                self.out.push(',');
            }
            if !self.place(item, shape, &at) {
                self.out.truncate(before);
                self.note(Remedy::LeftOut, &at, shape, Some(item));
            }
        }
        self.out.push(']');
        true
    }

    /// Makes another kind of value the promised one.
    fn bend(&mut self, value: Value<'_>, shape: Shape, at: &Place<'_>) -> bool {
        match (shape, value.kind()) {
            (Shape::Any | Shape::Optional(_) | Shape::Union(_), _)
            | (_, Kind::Null)
            | (Shape::List(_), Kind::Array) => false,
            (_, Kind::String) if value.text() == "\"\"" => false,
            // An empty map of PHP.
            (Shape::Map(_), Kind::Array) if value.items().next().is_none() => {
                self.note(Remedy::Converted, at, shape, Some(value));
                self.out.push_str("{}");
                true
            }
            (Shape::List(_) | Shape::Map(_) | Shape::Object(_), Kind::String)
                if self.json_in_string(value, shape, at) =>
            {
                true
            }
            (Shape::List(item), _) => {
                self.note(Remedy::Converted, at, shape, Some(value));
                self.out.push('[');
                let is_placed = self.place(value, item(), &at.same());
                self.out.push(']');
                is_placed
            }
            (_, Kind::Array) => value.only_item().is_some_and(|item| {
                self.note(Remedy::Converted, at, shape, Some(value));
                self.place(item, shape, &at.index(0))
            }),
            _ => false,
        }
    }

    /// The array or object whose JSON text the string holds.
    fn json_in_string(&mut self, value: Value<'_>, shape: Shape, at: &Place<'_>) -> bool {
        let opens = if matches!(shape, Shape::List(_)) { '[' } else { '{' };
        let Some(text) = value.string().filter(|text| text.trim_start().starts_with(opens)) else {
            return false;
        };
        let Some(document) = Document::read(text.as_bytes()) else {
            return false;
        };
        let mark = self.mark();
        self.note(Remedy::Converted, at, shape, Some(value));
        let is_placed = document.root().is_some_and(|inner| self.container(inner, shape, &at.same()));
        if !is_placed {
            self.undo(&mark);
        }
        is_placed
    }

    /// Reports what was made of a value; on trial, only counts it.
    fn note(&mut self, remedy: Remedy, at: &Place<'_>, promised: Shape, came: Option<Value<'_>>) {
        match (&mut self.trial, remedy) {
            (Some(loss), Remedy::Converted) => loss.converted += 1,
            (Some(loss), _) => loss.lost += came.map_or(1, leaves),
            (None, _) => self.report.mismatch(remedy, at, at.promised.unwrap_or(promised), came),
        }
    }

    fn is_exhausted(&self) -> bool {
        self.out.len() > self.limit
    }

    fn mark(&self) -> (usize, Mark, Option<Loss>) {
        (self.out.len(), self.report.mark(), self.trial)
    }

    fn undo(&mut self, (length, report, trial): &(usize, Mark, Option<Loss>)) {
        self.out.truncate(*length);
        self.report.undo(report);
        self.trial = *trial;
    }
}

/// Writes a key and its colon. Names of fields are string literals of ours and seldom need an escape.
fn write_key(out: &mut String, name: &str) {
    if name.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(name);
        out.push('"');
    } else {
        out.push_str(&serde_json::to_string(name).unwrap_or_default());
    }
    out.push(':');
}

/// Whether this JSON text is a value of the enumeration that the docs do not list.
fn is_unlisted(shape: Shape, text: Option<&str>) -> bool {
    let text = text.unwrap_or_default();
    match shape {
        Shape::Integers(listed) => text.parse().is_ok_and(|value| !listed.contains(&value)),
        Shape::Strings(listed) => {
            serde_json::from_str::<String>(text).is_ok_and(|value| !listed.contains(&value.as_str()))
        }
        _ => false,
    }
}

/// How many values without values in them it holds; an empty array or object is one.
fn leaves(value: Value<'_>) -> usize {
    // Every further value in a container has a comma before it.
    let mut bytes = value.text().bytes();
    let (mut leaves, mut in_string) = (1, false);
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => in_string = !in_string,
            b'\\' => drop(bytes.next()),
            b',' if !in_string => leaves += 1,
            _ => {}
        }
    }
    leaves
}
