//! JSON that is as documented, by chance.

use super::random::Random;
use crate::{Documented, Field, Shape};

/// A JSON text of the documented shape of a `T`. The same seed gives the same text.
///
/// Optional fields are sometimes absent and sometimes `null`, and numbers have up to 19 digits. Types inside themselves end after some levels.
#[must_use]
pub fn conforming<T: Documented>(seed: u64) -> String {
    let mut conforming = Conforming { random: Random::new(seed), out: String::new() };
    conforming.write(T::shape(), 0);
    conforming.out
}

/// From here on, nothing is written that could be left out.
const DEEP: usize = 8;
/// A type that promises itself has no value, however deep one goes.
const DEEPEST: usize = 64;

const STRINGS: &[&str] =
    &["", "a", "7", "true", "退款", "a\"b\\c\n", "[1]", "{}", "\u{1f600} \u{7f}", "null"];
const NUMBERS: &[&str] =
    &["0", "-0", "7", "-12", "0.10", "1.5", "1e2", "1234567890123456789", "18446744073709551617", "-1.50e-3"];
const VALUES: &[&str] = &["null", "true", "7", "\"x\"", "[]", "{}", r#"[1, {"a": "b"}]"#];

struct Conforming {
    random: Random,
    out: String,
}

impl Conforming {
    fn write(&mut self, shape: Shape, depth: usize) {
        match shape {
            _ if depth > DEEPEST => self.out.push_str("null"),
            Shape::Any => self.one_of(VALUES),
            Shape::Boolean => self.one_of(&["true", "false"]),
            Shape::Integer => self.integer(i64::MIN.into(), i64::MAX.into()),
            Shape::IntegerWithin(least, most) => self.integer(least, most),
            Shape::Number => self.one_of(NUMBERS),
            Shape::NumberOrString if self.random.below(2) == 0 => self.one_of(NUMBERS),
            Shape::String | Shape::NumberOrString => self.string(),
            Shape::Integers(listed) => {
                let value = self.random.pick(listed).copied().unwrap_or_default();
                self.out.push_str(&value.to_string());
            }
            Shape::Strings(listed) => {
                let value = self.random.pick(listed).copied().unwrap_or_default();
                self.quoted(value);
            }
            Shape::Optional(inner) => {
                if depth >= DEEP || self.random.below(8) == 0 {
                    self.out.push_str("null");
                } else {
                    self.write(inner(), depth);
                }
            }
            Shape::List(item) => self.list(item(), depth),
            Shape::Map(value) => self.map(value(), depth),
            Shape::Object(fields) => self.object(fields, None, depth),
            Shape::Union(variants) => {
                // Deep down the last one: what holds the union again mostly comes first.
                let chosen = if depth >= DEEP { variants.last() } else { self.random.pick(variants) };
                match chosen.map(|variant| ((variant.shape)(), variant.tag)) {
                    Some((Shape::Object(fields), tag)) => self.object(fields, tag, depth + 1),
                    Some((shape, _)) => self.write(shape, depth + 1),
                    None => self.out.push_str("null"),
                }
            }
        }
    }

    fn list(&mut self, item: Shape, depth: usize) {
        self.out.push('[');
        for index in 0..self.length(depth) {
            self.separate(index);
            self.write(item, depth + 1);
        }
        self.out.push(']');
    }

    fn map(&mut self, value: Shape, depth: usize) {
        self.out.push('{');
        for index in 0..self.length(depth) {
            self.separate(index);
            let key = self.random.pick(STRINGS).copied().unwrap_or_default();
            // The index keeps keys apart.
            self.quoted(&format!("{key}{index}"));
            self.out.push(':');
            self.write(value, depth + 1);
        }
        self.out.push('}');
    }

    /// Where it is a variant of a union, its tag says so.
    fn object(&mut self, fields: &[Field], tag: Option<(&str, &str)>, depth: usize) {
        self.out.push('{');
        let mut count = 0;
        for field in fields {
            let shape = (field.shape)();
            let told = tag.filter(|(name, _)| *name == field.name);
            if told.is_none()
                && matches!(shape, Shape::Optional(_))
                && (depth >= DEEP || self.random.below(4) == 0)
            {
                continue;
            }
            self.separate(count);
            count += 1;
            self.quoted(field.name);
            self.out.push(':');
            match told {
                Some((_, value)) => self.quoted(value),
                None => self.write(shape, depth + 1),
            }
        }
        self.out.push('}');
    }

    fn length(&mut self, depth: usize) -> usize {
        if depth >= DEEP { 0 } else { self.random.below(4) }
    }

    fn separate(&mut self, index: usize) {
        if index > 0 {
            self.out.push(',');
        }
    }

    fn integer(&mut self, least: i128, most: i128) {
        let any = i128::from(self.random.next());
        let value = match self.random.below(4) {
            0 => least,
            1 => most,
            _ => least + any % (most - least).saturating_add(1).max(1),
        };
        self.out.push_str(&value.to_string());
    }

    fn string(&mut self) {
        let text = self.random.pick(STRINGS).copied().unwrap_or_default();
        self.quoted(text);
    }

    fn quoted(&mut self, text: &str) {
        // Writing a string as JSON cannot fail.
        self.out.push_str(&serde_json::to_string(text).unwrap_or_default());
    }

    fn one_of(&mut self, texts: &[&str]) {
        let text = self.random.pick(texts).copied().unwrap_or_default();
        self.out.push_str(text);
    }
}
