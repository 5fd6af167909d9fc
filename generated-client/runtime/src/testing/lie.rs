//! JSON in which one value is not what it was.

use super::random::Random;
use crate::document::{Document, Kind, Value};

/// The JSON with one value changed by chance: to another type, to `null`, wrapped into a list, written as a string, left out, repeated, or
/// with a stranger beside it. The same seed makes the same change. A text that is no JSON stays as it is.
#[must_use]
pub fn lie(json: &str, seed: u64) -> String {
    let Some(document) = Document::read(json.as_bytes()) else {
        return json.to_owned();
    };
    let Some(root) = document.root() else {
        return json.to_owned();
    };
    let mut random = Random::new(seed);
    let target = random.below(count(root, 0));
    let mut liar = Liar { random, left: Some(target), out: String::new() };
    liar.write(root, 0);
    liar.out
}

/// Deeper down, everything stays as it is.
const DEEPEST: usize = 64;

fn children(value: Value<'_>, depth: usize) -> Vec<(Option<Value<'_>>, Value<'_>)> {
    match value.kind() {
        _ if depth >= DEEPEST => Vec::new(),
        Kind::Array => value.items().map(|item| (None, item)).collect(),
        Kind::Object => value.members().map(|(key, value)| (Some(key), value)).collect(),
        _ => Vec::new(),
    }
}

fn count(value: Value<'_>, depth: usize) -> usize {
    1 + children(value, depth).into_iter().map(|(_, child)| count(child, depth + 1)).sum::<usize>()
}

struct Liar {
    random: Random,
    /// How many values come before the one to change; none when that is done.
    left: Option<usize>,
    out: String,
}

impl Liar {
    fn write(&mut self, value: Value<'_>, depth: usize) {
        if self.is_next() {
            return self.change(value);
        }
        let children = children(value, depth);
        if children.is_empty() {
            return self.out.push_str(value.text());
        }
        let (open, close) = if value.kind() == Kind::Array { ('[', ']') } else { ('{', '}') };
        self.out.push(open);
        let first = self.out.len();
        for (key, child) in children {
            // Only what stands in something can be left out or repeated.
            let times = if self.left == Some(0) { self.times() } else { 1 };
            for _ in 0..times {
                if self.out.len() > first {
                    self.out.push(',');
                }
                if let Some(key) = key {
                    self.out.push_str(key.text());
                    self.out.push(':');
                }
                self.write(child, depth + 1);
            }
        }
        self.out.push(close);
    }

    fn is_next(&mut self) -> bool {
        match self.left {
            Some(0) => {
                self.left = None;
                true
            }
            Some(left) => {
                self.left = Some(left - 1);
                false
            }
            None => false,
        }
    }

    /// How often the value to change is written.
    fn times(&mut self) -> usize {
        match self.random.below(8) {
            0 => {
                self.left = None;
                0
            }
            1 => 2,
            _ => 1,
        }
    }

    fn change(&mut self, value: Value<'_>) {
        let text = value.text();
        let changed = match self.random.below(6) {
            0 => format!("[{text}]"),
            // Writing a string as JSON cannot fail.
            1 => serde_json::to_string(text).unwrap_or_default(),
            2 if text.starts_with('"') => {
                text.parse::<crate::Json>().and_then(|json| json.decode::<String>()).ok().map_or_else(
                    || String::from("7"),
                    |content| {
                        if content.parse::<crate::Number>().is_ok() { content } else { String::from("7") }
                    },
                )
            }
            2 | 3 if text.len() > 2 && text.starts_with('{') => {
                format!(r#"{{"a stranger":[1,"x"],{}"#, text.get(1..).unwrap_or_default().trim_start())
            }
            _ => {
                const LIES: [&str; 11] =
                    ["null", "true", "0", "1", "1.5", "7", "\"\"", "\"lie\"", "[]", "{}", "[\"a\",\"b\"]"];
                self.random.pick(&LIES).copied().unwrap_or_default().to_owned()
            }
        };
        self.out.push_str(&changed);
    }
}
