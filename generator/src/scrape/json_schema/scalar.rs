//! The types a schema states, or shows by what it says about its values.

use super::{CHECK, Reader, values};
use crate::diagnostic::{Code, quote};
use crate::scrape::facts::{SchemaFacts, SchemaShape};
use crate::scrape::json::{Json, JsonValue};

/// Keywords that only objects have.
const OF_OBJECTS: [&str; 5] =
    ["properties", "additionalProperties", "patternProperties", "minProperties", "maxProperties"];

impl<'a> Reader<'a> {
    /// The shape that the schema's type and what belongs to it tell, without its compositions; and whether `null` is
    /// among its types or values.
    pub(super) fn own_shape(&mut self, json: &'a Json, levels: usize) -> (SchemaShape, bool) {
        let stated: Vec<&str> = match json.member("type").map(|stated| (stated, &stated.value)) {
            Some((_, JsonValue::String(word))) => vec![word.as_str()],
            Some((_, JsonValue::Array(words))) => words.iter().filter_map(Json::text).collect(),
            Some((stated, _)) => {
                self.report(Code::DoubtfulDocument, stated.line, "a type is no word".to_owned(), CHECK);
                vec![]
            }
            None => vec![],
        };
        let lists_null = values::listed(json).iter().any(|value| value.is_null());
        let types: Vec<&str> = stated.iter().copied().filter(|word| *word != "null").collect();
        let is_null_too = lists_null || types.len() < stated.len();
        match types.as_slice() {
            [] if !stated.is_empty() => (SchemaShape::Null, false),
            [] => {
                let (shape, is_null) = self.untyped(json, levels);
                (shape, is_null_too && !is_null)
            }
            [word] => (self.typed(word, json, levels), is_null_too),
            several => {
                let line = json.line;
                let shapes = several.iter().map(|word| {
                    let shape = self.typed(word, json, levels);
                    SchemaFacts { last_line: json.last_line(), ..SchemaFacts::bare(shape, self.at(line)) }
                });
                (SchemaShape::AnyOf(shapes.collect()), is_null_too)
            }
        }
    }

    fn typed(&mut self, word: &str, json: &'a Json, levels: usize) -> SchemaShape {
        let format = json.words("format").map(str::to_owned);
        match word {
            "string" if is_binary(json) => SchemaShape::Binary,
            "string" => {
                let is_encoded = json.words("contentEncoding") == Some("base64");
                let format = format.or_else(|| is_encoded.then(|| "byte".to_owned()));
                SchemaShape::String {
                    format,
                    values: self.values(json, |value| matches!(value, JsonValue::String(_))),
                }
            }
            "integer" => SchemaShape::Integer { format, values: self.values(json, is_number) },
            "number" => SchemaShape::Number { format, values: self.values(json, is_number) },
            "boolean" => SchemaShape::Boolean,
            "file" => SchemaShape::Binary,
            "array" => self.array(json, levels),
            "object" => self.object(json, levels),
            "any" => SchemaShape::Any,
            "null" => SchemaShape::Null,
            _ => {
                let line = json.member("type").map_or(json.line, |stated| stated.line);
                let message = format!("{} is no type of a schema; any value is allowed", quote(word));
                self.report(Code::DoubtfulDocument, line, message, CHECK);
                SchemaShape::Any
            }
        }
    }

    /// The shape of a schema that states no type, and whether it is `null` alone.
    fn untyped(&mut self, json: &'a Json, levels: usize) -> (SchemaShape, bool) {
        let has = |keywords: &[&str]| keywords.iter().any(|keyword| json.member(keyword).is_some());
        let values = values::listed(json);
        let shown = match json.words("format") {
            _ if has(&OF_OBJECTS) || json.extension("refs").is_some() => Some("object"),
            _ if has(&["items", "prefixItems", "minItems", "maxItems"]) => Some("array"),
            Some("int32" | "int64") => Some("integer"),
            Some("float" | "double") => Some("number"),
            Some(_) => Some("string"),
            None if has(&["contentEncoding", "contentMediaType"]) => Some("string"),
            None if values.is_empty() && has(&["pattern", "minLength", "maxLength"]) => Some("string"),
            None if values.is_empty() && has(&["minimum", "maximum", "multipleOf"]) => Some("number"),
            None => None,
        };
        if let Some(word) = shown {
            return (self.typed(word, json, levels), false);
        }
        let mut words: Vec<&str> = values.iter().filter_map(|value| type_of(&value.value)).collect();
        words.sort_unstable();
        words.dedup();
        if words.contains(&"number") {
            words.retain(|word| *word != "integer");
        }
        match words.as_slice() {
            [] if !values.is_empty() => (SchemaShape::Null, true),
            [] => (SchemaShape::Any, false),
            [word] => (self.typed(word, json, levels), false),
            several => {
                let shapes = several.iter().map(|word| {
                    let shape = self.typed(word, json, levels);
                    SchemaFacts::bare(shape, self.at(json.line))
                });
                (SchemaShape::AnyOf(shapes.collect()), false)
            }
        }
    }

    fn array(&mut self, json: &'a Json, levels: usize) -> SchemaShape {
        let items = json.member("items").filter(|items| !matches!(items.value, JsonValue::Boolean(_)));
        // Before version 3.1, `items` with a list of schemas said what each place holds.
        let places = match items {
            Some(items) if matches!(items.value, JsonValue::Array(_)) => items.items(),
            _ => json.items_of("prefixItems"),
        };
        if places.is_empty() {
            return SchemaShape::Array(items.map(|items| Box::new(self.schema(items, levels))));
        }
        let message = "each place of this list has its own type, which is not kept: any may stand anywhere";
        self.report(Code::UnreadKeyword, json.line, message.to_owned(), CHECK);
        let rest = items.filter(|items| matches!(items.value, JsonValue::Object(_)));
        let mut variants: Vec<_> =
            places.iter().chain(rest).map(|place| self.schema(place, levels)).collect();
        let item = match variants.pop() {
            Some(only) if variants.is_empty() => only,
            last => {
                variants.extend(last);
                let line = variants.last().map_or(json.line, |variant| variant.last_line);
                let any_of = SchemaShape::AnyOf(variants);
                SchemaFacts { last_line: line, ..SchemaFacts::bare(any_of, self.at(json.line)) }
            }
        };
        SchemaShape::Array(Some(Box::new(item)))
    }
}

/// Whether a string holds the bytes of a file.
fn is_binary(json: &Json) -> bool {
    let holds_bytes = json.words("contentMediaType").is_some_and(|media_type| {
        let is_text =
            media_type.starts_with("text/") || media_type.contains("json") || media_type.contains("xml");
        !is_text
    });
    json.words("format") == Some("binary")
        || (holds_bytes && matches!(json.words("contentEncoding"), None | Some("binary")))
}

fn is_number(value: &JsonValue) -> bool {
    matches!(value, JsonValue::Number(_))
}

/// The type of a listed value; `null` has none of its own.
fn type_of(value: &JsonValue) -> Option<&'static str> {
    match value {
        JsonValue::Null => None,
        JsonValue::Boolean(_) => Some("boolean"),
        JsonValue::Number(number) if number.contains(['.', 'e', 'E']) => Some("number"),
        JsonValue::Number(_) => Some("integer"),
        JsonValue::String(_) => Some("string"),
        JsonValue::Array(_) => Some("array"),
        JsonValue::Object(_) => Some("object"),
    }
}
