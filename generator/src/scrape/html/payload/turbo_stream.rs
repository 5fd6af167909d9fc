//! The stream's format: one flat list whose values refer to each other by index, and further lists that resolve promises.
//!
//! The list may hold cycles, and share a value so often that the tree it stands for is without end. So values are walked
//! where they lie, and made into a tree only below what is asked for, within a budget.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use crate::scrape::json::{self, Json, JsonValue};

/// Values that a tree may have, all trees of a page together.
const MOST_VALUES: usize = 400_000;

/// Deeper trees are mischief; every later stage recurses.
const DEEPEST: usize = 46;

/// A stream that has been read.
pub(super) struct Stream {
    values: Vec<Json>,
    /// Where the value of each promise that is kept starts.
    promises: BTreeMap<String, Place>,
    line: u32,
    left: Cell<usize>,
    is_cut: Cell<bool>,
    has_unknown: Cell<bool>,
}

/// Where a value lies: its index in the list, or a constant, which is negative.
type Place = i64;

/// The constants below zero that stand for `null`: a hole, `null` and `undefined`. Members with the last are left out.
const NULLS: [Place; 2] = [-1, -5];
const UNDEFINED: Place = -7;

/// A value of the stream.
#[derive(Clone, Copy)]
pub(super) struct Value<'stream> {
    stream: &'stream Stream,
    place: Place,
}

/// What a value of the list is.
enum Node<'stream> {
    Null,
    Undefined,
    Boolean(bool),
    Number(String),
    String(String),
    List(Vec<Place>),
    /// Name and value of each member.
    Object(Vec<(&'stream str, Place)>),
}

impl Stream {
    /// Reads a stream that stands on `line` of the capture; says why it cannot be read.
    pub(super) fn read(text: &str, line: u32) -> Result<Self, String> {
        let mut stream = Self {
            values: Vec::new(),
            promises: BTreeMap::new(),
            line,
            left: Cell::new(MOST_VALUES),
            is_cut: Cell::new(false),
            has_unknown: Cell::new(false),
        };
        for (number, text) in text.split('\n').filter(|text| !text.trim().is_empty()).enumerate() {
            let (promise, list) = match (number, text.split_once(':')) {
                (0, _) => (None, text),
                // `P12:` keeps a promise, `E12:` breaks it; a broken one has no value.
                (_, Some((name, list))) if name.starts_with('P') => (name.get(1..), list),
                _ => continue,
            };
            match json::read(list, line) {
                Ok((list, _)) => stream.append(list, promise),
                Err(problem) if number == 0 => return Err(problem.message),
                // The stream was cut off; what has come before it stands.
                Err(_) => stream.is_cut.set(true),
            }
        }
        if stream.values.is_empty() { Err("it lists no values".to_owned()) } else { Ok(stream) }
    }

    fn append(&mut self, list: Json, promise: Option<&str>) {
        let start = match list.value {
            JsonValue::Array(values) => {
                let start = Place::try_from(self.values.len()).unwrap_or(Place::MAX);
                self.values.extend(values);
                start
            }
            // A promise of a constant, or of a value that stands in the list already.
            JsonValue::Number(number) => number.parse().unwrap_or(UNDEFINED),
            _ => UNDEFINED,
        };
        if let Some(promise) = promise {
            self.promises.insert(promise.to_owned(), start);
        }
    }

    /// The value that holds all others.
    pub(super) fn root(&self) -> Value<'_> {
        Value { stream: self, place: 0 }
    }

    /// The values in the list, in order.
    pub(super) fn all(&self) -> impl Iterator<Item = Value<'_>> {
        (0..self.values.len())
            .map(|index| Value { stream: self, place: Place::try_from(index).unwrap_or(Place::MAX) })
    }

    /// Whether a tree had to be cut off, or the stream ends in the middle.
    pub(super) fn is_cut(&self) -> bool {
        self.is_cut.get()
    }

    /// Whether there was a constant that we do not know.
    pub(super) fn has_unknown(&self) -> bool {
        self.has_unknown.get()
    }

    fn node(&self, place: Place) -> Node<'_> {
        let Ok(index) = usize::try_from(place) else { return self.constant(place) };
        match self.values.get(index).map(|json| &json.value) {
            None => {
                self.has_unknown.set(true);
                Node::Null
            }
            Some(JsonValue::Null) => Node::Null,
            Some(JsonValue::Boolean(value)) => Node::Boolean(*value),
            Some(JsonValue::Number(text)) => Node::Number(text.clone()),
            Some(JsonValue::String(text)) => Node::String(text.clone()),
            Some(JsonValue::Object(members)) => Node::Object(self.members(members)),
            Some(JsonValue::Array(items)) => match items.first().map(|first| &first.value) {
                Some(JsonValue::String(kind)) => self.typed(kind, items.get(1..).unwrap_or_default()),
                _ => Node::List(places(items)),
            },
        }
    }

    fn constant(&self, place: Place) -> Node<'static> {
        match place {
            UNDEFINED => Node::Undefined,
            -4 => Node::Number("-0".to_owned()),
            // JSON has no words for them; JavaScript writes them so, too.
            -2 | -3 | -6 => Node::Null,
            _ => {
                if !NULLS.contains(&place) {
                    self.has_unknown.set(true);
                }
                Node::Null
            }
        }
    }

    /// `{"_3": 4}`: the name stands at 3, the value at 4.
    fn members<'stream>(&'stream self, members: &'stream [(String, Json)]) -> Vec<(&'stream str, Place)> {
        let name = |key: &'stream str| {
            let index: usize = key.strip_prefix('_')?.parse().ok()?;
            match &self.values.get(index)?.value {
                JsonValue::String(name) => Some(name.as_str()),
                _ => None,
            }
        };
        members.iter().filter_map(|(key, value)| Some((name(key)?, place(value)))).collect()
    }

    /// A list that starts with a letter is a value that JSON has no form for.
    fn typed<'stream>(&'stream self, kind: &str, rest: &'stream [Json]) -> Node<'stream> {
        match (kind, rest.first().map(|first| &first.value)) {
            ("D", Some(JsonValue::Number(milliseconds))) => Node::Number(milliseconds.clone()),
            ("B", Some(JsonValue::String(number))) => Node::Number(number.clone()),
            ("U" | "R" | "Y" | "E", Some(JsonValue::String(text))) => Node::String(text.clone()),
            ("S", _) => Node::List(places(rest)),
            ("M", _) => {
                let pairs = rest.chunks_exact(2);
                let pair = |pair: &'stream [Json]| match pair {
                    [key, value] => Some((self.text(place(key))?, place(value))),
                    _ => None,
                };
                Node::Object(pairs.filter_map(pair).collect())
            }
            ("N", Some(JsonValue::Object(members))) => Node::Object(self.members(members)),
            ("P", Some(JsonValue::Number(promise))) => match self.promises.get(promise) {
                // A promise of a promise could go on for ever; one is what there is.
                Some(place) if !self.is_promise(*place) => self.node(*place),
                _ => Node::Undefined,
            },
            ("Z", Some(JsonValue::Number(_))) => match rest.first().map(place) {
                Some(place) if !self.is_promise(place) => self.node(place),
                _ => Node::Undefined,
            },
            _ => {
                self.has_unknown.set(true);
                Node::Null
            }
        }
    }

    fn is_promise(&self, place: Place) -> bool {
        let items = usize::try_from(place).ok().and_then(|index| self.values.get(index));
        matches!(items.map(|json| &json.value), Some(JsonValue::Array(items)) if
            matches!(items.first().map(|first| &first.value), Some(JsonValue::String(kind)) if kind == "P" || kind == "Z"))
    }

    fn text(&self, place: Place) -> Option<&str> {
        match &self.values.get(usize::try_from(place).ok()?)?.value {
            JsonValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// The tree at a place, as far as depth and budget go.
    fn tree(&self, place: Place, depth: usize) -> Option<Json> {
        let (left, deeper) = (self.left.get().checked_sub(1), depth.checked_sub(1));
        let (Some(left), Some(deeper)) = (left, deeper) else {
            self.is_cut.set(true);
            return None;
        };
        self.left.set(left);
        let value = match self.node(place) {
            Node::Undefined => return None,
            Node::Null => JsonValue::Null,
            Node::Boolean(value) => JsonValue::Boolean(value),
            Node::Number(text) => JsonValue::Number(text),
            Node::String(text) => JsonValue::String(text),
            Node::List(items) => {
                JsonValue::Array(items.into_iter().filter_map(|item| self.tree(item, deeper)).collect())
            }
            Node::Object(members) => {
                let member =
                    |(name, place): (&str, Place)| Some((name.to_owned(), self.tree(place, deeper)?));
                let mut named = BTreeSet::new();
                let members = members.into_iter().filter_map(member);
                // Names are unique in a tree; the first of two counts.
                JsonValue::Object(members.filter(|(name, _)| named.insert(name.clone())).collect())
            }
        };
        Some(Json { line: self.line, value })
    }
}

fn place(value: &Json) -> Place {
    match &value.value {
        JsonValue::Number(number) => number.parse().unwrap_or(UNDEFINED),
        _ => UNDEFINED,
    }
}

fn places(items: &[Json]) -> Vec<Place> {
    items.iter().map(place).collect()
}

impl<'stream> Value<'stream> {
    /// The member with this name, where the value is an object that has one.
    pub(super) fn get(self, name: &str) -> Option<Value<'stream>> {
        self.members().into_iter().find(|(member, _)| *member == name).map(|(_, value)| value)
    }

    /// The value at the end of these members.
    pub(super) fn at(self, path: &[&str]) -> Option<Value<'stream>> {
        path.iter().try_fold(self, |value, name| value.get(name))
    }

    /// The members of an object.
    pub(super) fn members(self) -> Vec<(&'stream str, Value<'stream>)> {
        match self.stream.node(self.place) {
            Node::Object(members) => {
                let values = members.into_iter().filter(|(_, place)| *place != UNDEFINED);
                values.map(|(name, place)| (name, Value { place, ..self })).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The items of a list.
    pub(super) fn items(self) -> Vec<Value<'stream>> {
        match self.stream.node(self.place) {
            Node::List(items) => items.into_iter().map(|place| Value { place, ..self }).collect(),
            _ => Vec::new(),
        }
    }

    /// Text that holds more than blanks, without those around it.
    pub(super) fn text(self) -> Option<String> {
        match self.stream.node(self.place) {
            Node::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
            _ => None,
        }
    }

    /// Text or a number, as text: ids come as either.
    pub(super) fn word(self) -> Option<String> {
        match self.stream.node(self.place) {
            Node::Number(text) => Some(text),
            _ => self.text(),
        }
    }

    /// Whether it is `true` or `false`; nothing where it is neither.
    pub(super) fn flag(self) -> Option<bool> {
        match self.stream.node(self.place) {
            Node::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// The value as a tree.
    pub(super) fn json(self) -> Option<Json> {
        self.stream.tree(self.place, DEEPEST)
    }

    /// Where it lies, so that a walk can tell where it has been.
    pub(super) const fn place(self) -> Place {
        self.place
    }
}

#[cfg(test)]
#[path = "turbo_stream_tests.rs"]
mod tests;
