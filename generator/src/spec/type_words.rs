//! Types in one line of words, as people write and read them: `array[Order]`, `integer or string`, `string<date-time>`.
//!
//! ```text
//! types = type { " or " type }
//! type  = part { " and " part }
//! part  = "any" | "null" | "boolean" | "file" | "binary" | "object"
//!       | ("string" | "integer" | "number") [ "<" format ">" ]
//!       | ("array" | "map") ( "[" types "]" | "of" part ) | "(" types ")"
//!       | name of a schema, in quotes where it would be misread
//! ```
//!
//! `map of X` is another way to write `map[X]`, and `binary` another word for `file`.

use super::place::quoted;
use super::schema::{Certainty, Schema, Shape};

/// Deeper types than this are not types but mischief.
const DEEPEST: u8 = 16;

/// The words that are no names of schemas.
pub(super) const WORDS: [&str; 11] =
    ["any", "null", "boolean", "file", "binary", "object", "string", "integer", "number", "array", "map"];

/// The type of `schema`. Whether `null` is allowed is a property of its own and only said of inner types.
#[must_use]
pub fn type_words(schema: &Schema) -> String {
    words(&schema.shape)
}

fn words(shape: &Shape) -> String {
    let formatted = |word: &str, format: &Option<String>| match format {
        Some(format) => format!("{word}<{format}>"),
        None => word.to_owned(),
    };
    match shape {
        Shape::Any => "any".to_owned(),
        Shape::Null => "null".to_owned(),
        Shape::Boolean => "boolean".to_owned(),
        Shape::Binary => "file".to_owned(),
        Shape::Object { .. } => "object".to_owned(),
        Shape::String { format, .. } => formatted("string", format),
        Shape::Integer { format, .. } => formatted("integer", format),
        Shape::Number { format } => formatted("number", format),
        Shape::Array { items } => format!("array[{}]", inner(items)),
        Shape::Map { entries } => format!("map[{}]", inner(entries)),
        Shape::Ref { schema } => name(schema),
        Shape::Union { variants, .. } => variants.iter().map(inner).collect::<Vec<_>>().join(" or "),
        Shape::AllOf { parts } => {
            let part = |part: &Schema| match part.shape {
                Shape::Union { .. } | Shape::AllOf { .. } => format!("({})", words(&part.shape)),
                _ => words(&part.shape),
            };
            parts.iter().map(part).collect::<Vec<_>>().join(" and ")
        }
    }
}

fn inner(schema: &Schema) -> String {
    let words = words(&schema.shape);
    if schema.nullable && schema.shape != Shape::Null { format!("{words} or null") } else { words }
}

fn name(schema: &str) -> String {
    let is_misread =
        |letter: char| letter.is_whitespace() || letter.is_control() || "[]<>()\"".contains(letter);
    let is_plain = !schema.is_empty() && !schema.contains(is_misread) && !WORDS.contains(&schema);
    if is_plain { schema.to_owned() } else { quoted(schema) }
}

/// Reads a type; objects are read without fields, and `null` among alternatives as a property of the whole.
///
/// # Errors
/// Says what stands there instead.
pub fn read(text: &str) -> Result<Schema, String> {
    let mut reader = Reader { rest: text.trim() };
    let schema = reader.types(DEEPEST)?;
    if reader.rest.is_empty() { Ok(schema) } else { Err(format!("`{}` does not belong there", reader.rest)) }
}

/// Whether two types are the same, whatever the order of alternatives. A type that is written without a format
/// stands for one with any.
pub(super) fn is_same(written: &Schema, known: &Schema) -> bool {
    let format = |written: &Option<String>, known: &Option<String>| written.is_none() || written == known;
    let all = |written: &[Schema], known: &[Schema]| {
        written.len() == known.len()
            && written.iter().all(|one| known.iter().any(|other| is_same_inner(one, other)))
    };
    match (&written.shape, &known.shape) {
        (Shape::String { format: one, .. }, Shape::String { format: other, .. })
        | (Shape::Integer { format: one, .. }, Shape::Integer { format: other, .. })
        | (Shape::Number { format: one }, Shape::Number { format: other }) => format(one, other),
        (Shape::Array { items: one }, Shape::Array { items: other })
        | (Shape::Map { entries: one }, Shape::Map { entries: other }) => is_same_inner(one, other),
        (Shape::Union { variants: one, .. }, Shape::Union { variants: other, .. })
        | (Shape::AllOf { parts: one }, Shape::AllOf { parts: other }) => all(one, other),
        (Shape::Ref { schema: one }, Shape::Ref { schema: other }) => one == other,
        (Shape::Object { .. }, Shape::Object { .. }) => true,
        (one, other) => one == other,
    }
}

fn is_same_inner(written: &Schema, known: &Schema) -> bool {
    is_same(written, known) && written.nullable == known.nullable
}

/// A schema of which only the shape is known.
pub(super) fn plain(shape: Shape) -> Schema {
    Schema {
        shape,
        nullable: false,
        certainty: Certainty::Stated,
        description: None,
        bounds: Vec::new(),
        evidence: Vec::new(),
        corrected: Vec::new(),
    }
}

struct Reader<'a> {
    rest: &'a str,
}

impl Reader<'_> {
    /// Takes `word` when it stands here; spaces around it do not count.
    fn take(&mut self, word: &str) -> bool {
        let Some(rest) = self.rest.strip_prefix(word) else { return false };
        self.rest = rest.trim_start();
        true
    }

    fn types(&mut self, depth: u8) -> Result<Schema, String> {
        let mut variants = vec![self.all_of(depth)?];
        while self.take("or ") || self.take("|") {
            variants.push(self.all_of(depth)?);
        }
        let count = variants.len();
        if count > 1 {
            variants.retain(|one| one.shape != Shape::Null);
        }
        let nullable = variants.len() < count || variants.iter().any(|one| one.shape == Shape::Null);
        let mut schema = match variants.pop() {
            Some(only) if variants.is_empty() => only,
            Some(last) => {
                variants.push(last);
                plain(Shape::Union { variants, discriminator: None })
            }
            None => plain(Shape::Null),
        };
        schema.nullable |= nullable;
        Ok(schema)
    }

    fn all_of(&mut self, depth: u8) -> Result<Schema, String> {
        let mut parts = vec![self.part(depth)?];
        while self.take("and ") {
            parts.push(self.part(depth)?);
        }
        Ok(match parts.pop() {
            Some(only) if parts.is_empty() => only,
            last => {
                parts.extend(last);
                plain(Shape::AllOf { parts })
            }
        })
    }

    fn part(&mut self, depth: u8) -> Result<Schema, String> {
        let depth = depth.checked_sub(1).ok_or("the type is nested too deeply")?;
        if self.take("(") {
            let inner = self.types(depth)?;
            return self.closed(")", inner);
        }
        if self.rest.starts_with('"') {
            let schema = self.quoted()?;
            return Ok(plain(Shape::Ref { schema }));
        }
        let end = self.rest.find(|letter: char| letter.is_whitespace() || "[]<>()|".contains(letter));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest.trim_start();
        Ok(plain(match word {
            "" => return Err("a type is missing".to_owned()),
            "any" => Shape::Any,
            "null" => Shape::Null,
            "boolean" => Shape::Boolean,
            "file" | "binary" => Shape::Binary,
            "object" => Shape::Object { fields: Vec::new() },
            "string" => Shape::String { format: self.format()?, values: Vec::new() },
            "integer" => Shape::Integer { format: self.format()?, values: Vec::new() },
            "number" => Shape::Number { format: self.format()? },
            "array" => Shape::Array { items: Box::new(self.bracketed(depth)?) },
            "map" => Shape::Map { entries: Box::new(self.bracketed(depth)?) },
            name => Shape::Ref { schema: name.to_owned() },
        }))
    }

    fn bracketed(&mut self, depth: u8) -> Result<Schema, String> {
        if self.take("of ") {
            return self.part(depth);
        }
        if !self.take("[") {
            return Ok(plain(Shape::Any));
        }
        let inner = self.types(depth)?;
        self.closed("]", inner)
    }

    fn closed(&mut self, bracket: &str, inner: Schema) -> Result<Schema, String> {
        if self.take(bracket) { Ok(inner) } else { Err(format!("`{bracket}` is missing")) }
    }

    fn format(&mut self) -> Result<Option<String>, String> {
        if !self.take("<") {
            return Ok(None);
        }
        let (format, rest) = self.rest.split_once('>').ok_or("`>` is missing")?;
        self.rest = rest.trim_start();
        match format.trim() {
            "" => Err("a format is missing between `<` and `>`".to_owned()),
            format => Ok(Some(format.to_owned())),
        }
    }

    /// A name in quotes, as [`quoted`] prints it.
    fn quoted(&mut self) -> Result<String, String> {
        let mut name = String::new();
        let mut letters = self.rest.char_indices().skip(1);
        while let Some((at, letter)) = letters.next() {
            match letter {
                '"' => {
                    self.rest = self.rest.get(at + 1..).unwrap_or_default().trim_start();
                    return Ok(name);
                }
                '\\' => name.extend(letters.next().map(|(_, letter)| letter)),
                letter => name.push(letter),
            }
        }
        Err("the closing quote is missing".to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_read_back() {
        for text in [
            "any",
            "null",
            "boolean",
            "file",
            "object",
            "string",
            "string<date-time>",
            "integer<int64>",
            "number",
            "array[Order]",
            "map[array[integer or null]]",
            "integer or string",
            "array[integer or string] or Order",
            "(A or B) and C",
            "退款«订单»",
            "\"string\"",
            "\"a b\\\"c\"",
            "array[\"or\"]",
        ] {
            let schema = read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            let expected = if text == "array[\"or\"]" { "array[or]" } else { text };
            assert_eq!(type_words(&schema), expected);
            assert!(is_same(&schema, &read(expected).unwrap()));
        }
    }

    #[test]
    fn null_is_a_property_of_the_whole() {
        let schema = read("string or null").unwrap();
        assert!(schema.nullable);
        assert_eq!(type_words(&schema), "string");
        assert_eq!(type_words(&read("string|null|integer").unwrap()), "string or integer");
        assert_eq!(type_words(&read("array").unwrap()), "array[any]");
    }

    #[test]
    fn maps_lists_and_files_may_be_written_in_words() {
        for (text, expected) in [
            ("map of Order", "map[Order]"),
            ("map of array of integer or null", "map[array[integer]]"),
            ("map of (integer or string) or Order", "map[integer or string] or Order"),
            ("binary", "file"),
            ("\"binary\"", "\"binary\""),
        ] {
            let schema = read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(type_words(&schema), expected);
        }
    }

    #[test]
    fn what_is_no_type_is_refused() {
        for text in [
            "",
            "array[",
            "array[]",
            "string or",
            "string<",
            "string<>",
            "a b",
            "(A",
            "\"a",
            "string]",
            "[x]",
            "map of",
        ] {
            assert!(read(text).is_err(), "{text}");
        }
        let deep = |levels| format!("{}string{}", "array[".repeat(levels), "]".repeat(levels));
        assert!(read(&deep(12)).is_ok());
        assert!(read(&deep(100_000)).is_err());
    }

    #[test]
    fn alternatives_have_no_order_and_formats_may_be_left_out() {
        let same = |one: &str, other: &str| is_same(&read(one).unwrap(), &read(other).unwrap());
        assert!(same("integer or string", "string or integer"));
        assert!(same("string", "string<date-time>"));
        assert!(!same("string<date>", "string<date-time>"));
        assert!(!same("string", "integer"));
        assert!(!same("array[string]", "array[string or null]"));
    }
}
