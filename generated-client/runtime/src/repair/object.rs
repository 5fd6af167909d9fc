//! Objects: the fields that the docs name, and maps whose keys are data.

use super::place::Place;
use super::{Walk, leaves, write_empty, write_key};
use crate::document::{Kind, Value};
use crate::{Field, Remedy, Shape};
use std::collections::BTreeMap;

impl Walk {
    /// The fields in the order in which they came, then those that did not come.
    pub(super) fn object(&mut self, object: Value<'_>, fields: &'static [Field], at: &Place<'_>) -> bool {
        let Found { known, place_of } = self.look_up(object, fields, at);
        self.out.push('{');
        let first = self.out.len();
        for (field, value) in known {
            if !self.field(field, value, first, &at.field(field.name, field.source)) {
                return false;
            }
        }
        for (field, place) in fields.iter().zip(place_of) {
            if place.is_none() && !self.missing(field, first, &at.field(field.name, field.source)) {
                return false;
            }
        }
        self.out.push('}');
        true
    }

    /// Of a key that repeats, the last value counts.
    fn look_up<'d>(&mut self, object: Value<'d>, fields: &'static [Field], at: &Place<'_>) -> Found<'d> {
        let mut found = Found { known: Vec::with_capacity(fields.len()), place_of: vec![None; fields.len()] };
        let mut expected = 0;
        for (key, value) in object.members() {
            let Some(index) = position(fields, key, expected) else {
                self.unknown_field(&at.key(key), value);
                continue;
            };
            expected = index + 1;
            let (Some(field), Some(place)) = (fields.get(index), found.place_of.get_mut(index)) else {
                continue;
            };
            if let Some((_, earlier)) = place.and_then(|place: usize| found.known.get_mut(place)) {
                let earlier = std::mem::replace(earlier, value);
                self.note_repeated(&at.field(field.name, field.source), earlier);
            } else {
                *place = Some(found.known.len());
                found.known.push((field, value));
            }
        }
        found
    }

    fn field(&mut self, field: &Field, value: Value<'_>, first: usize, at: &Place<'_>) -> bool {
        let shape = (field.shape)();
        self.begin(field.name, first);
        if self.place(value, shape, at) {
            return true;
        }
        self.note(Remedy::Defaulted, at, shape, Some(value));
        self.empty(shape)
    }

    fn missing(&mut self, field: &Field, first: usize, at: &Place<'_>) -> bool {
        let shape = (field.shape)();
        match shape {
            Shape::Optional(_) => return true,
            // It may be nothing at all, but the field itself must be there to be read.
            Shape::Any => {}
            _ => self.note(Remedy::Defaulted, at, shape, None),
        }
        self.begin(field.name, first);
        self.empty(shape)
    }

    fn begin(&mut self, name: &str, first: usize) {
        if self.out.len() > first {
            self.out.push(',');
        }
        write_key(&mut self.out, name);
    }

    fn empty(&mut self, shape: Shape) -> bool {
        write_empty(shape, &mut self.out).is_some() && !self.is_exhausted()
    }

    pub(super) fn map(&mut self, map: Value<'_>, shape: Shape, at: &Place<'_>) -> bool {
        let mut last = BTreeMap::new();
        for (key, value) in map.members() {
            // A key that is no text can be the key of nothing.
            let Some(name) = key.string() else {
                self.note(Remedy::LeftOut, &at.key(key), shape, Some(value));
                continue;
            };
            if let Some((key, earlier)) = last.insert(name, (key, value)) {
                self.note_repeated(&at.key(key), earlier);
            }
        }
        let mut entries: Vec<_> = last.into_values().collect();
        entries.sort_by_key(|(key, _)| key.start());
        self.out.push('{');
        let first = self.out.len();
        for (key, value) in entries {
            let (at, before) = (at.key(key), self.out.len());
            if before > first {
                self.out.push(',');
            }
            self.out.push_str(key.text());
            self.out.push(':');
            if !self.place(value, shape, &at) {
                self.out.truncate(before);
                self.note(Remedy::LeftOut, &at, shape, Some(value));
            }
        }
        self.out.push('}');
        true
    }

    fn unknown_field(&mut self, at: &Place<'_>, value: Value<'_>) {
        match &mut self.trial {
            // An absent field and one that is `null` are the same.
            Some(_) if value.kind() == Kind::Null => {}
            Some(loss) => loss.lost += leaves(value),
            None => self.report.unknown(at, value),
        }
    }

    fn note_repeated(&mut self, at: &Place<'_>, earlier: Value<'_>) {
        match &mut self.trial {
            Some(loss) => loss.lost += leaves(earlier),
            None => self.report.repeated(at, earlier),
        }
    }
}

/// The members of an object that the docs know.
struct Found<'d> {
    known: Vec<(&'static Field, Value<'d>)>,
    /// Where in `known` each field of the docs stands.
    place_of: Vec<Option<usize>>,
}

/// Which field a key names. Most answers have their fields in the order of the docs, so the search begins at the one expected next.
fn position(fields: &[Field], key: Value<'_>, expected: usize) -> Option<usize> {
    let name = key.string()?;
    let (before, after) = fields.split_at_checked(expected)?;
    let is_it = |field: &Field| field.name == name;
    after.iter().position(is_it).map(|index| index + expected).or_else(|| before.iter().position(is_it))
}
