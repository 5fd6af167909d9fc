//! JSON Schema, in the dialects of `OpenAPI` 3.0 and 3.1 and of the documentation tool, → schema facts.

mod bounds;
mod composed;
mod composition;
mod keywords;
mod object;
mod repeated;
mod scalar;
mod values;

use std::collections::BTreeSet;
use std::sync::Arc;

pub(in crate::scrape) use self::keywords::FURTHER_EXAMPLES;
use super::facts::{SchemaFacts, SchemaShape};
use super::json::{Json, JsonValue};
use super::json_text::plain;
use crate::diagnostic::{Code, Diagnostic, Origin, quote};

/// Where the schemas are that others refer to.
pub(in crate::scrape) trait Definitions {
    /// The name and the content of what a `$ref` refers to, such as `#/components/schemas/Order` or `#/definitions/123`.
    fn find(&self, reference: &str) -> Option<(&str, &Json)>;

    /// What a `$ref` refers to that has no name of its own, such as `#/components/schemas/Order/properties/state`.
    fn inside(&self, _reference: &str) -> Option<&Json> {
        None
    }
}

/// Schemas that nest deeper are mischief.
const DEEPEST: usize = 48;

/// More parts than this compose no honest object.
const MOST_PARTS: usize = 1000;

/// References to what has no name copy no more schemas than this.
const MOST_COPIES: usize = 20_000;

/// Reads one schema; what it refers to becomes [`SchemaShape::Reference`] to the name that `definitions` tells.
pub(in crate::scrape) fn read(
    schema: &Json,
    file: &Arc<str>,
    definitions: &dyn Definitions,
    diagnostics: &mut Vec<Diagnostic>,
) -> SchemaFacts {
    let mut reader = Reader {
        file,
        definitions,
        diagnostics,
        open: Vec::new(),
        parts: 0,
        copies: 0,
        told: BTreeSet::new(),
    };
    reader.schema(schema, DEEPEST)
}

/// Reads a schema and all within it.
struct Reader<'a> {
    file: &'a Arc<str>,
    definitions: &'a dyn Definitions,
    diagnostics: &'a mut Vec<Diagnostic>,
    /// The definitions whose fields are being copied, and references that are, from the outside in.
    open: Vec<String>,
    /// How many definitions were copied.
    parts: usize,
    /// How many schemas were copied for references to what has no name.
    copies: usize,
    /// What is told already: fields that are copied are read again.
    told: BTreeSet<(u32, String)>,
}

impl<'a> Reader<'a> {
    /// The facts of one schema; `levels` more may nest in it.
    fn schema(&mut self, json: &'a Json, levels: usize) -> SchemaFacts {
        let Some(levels) = levels.checked_sub(1) else {
            let message =
                format!("schemas nest deeper than {DEEPEST} levels here; any value is allowed below");
            self.report(Code::DoubtfulDocument, json.line, message, "capture the page again");
            return SchemaFacts::bare(SchemaShape::Any, self.at(json.line));
        };
        if !self.open.is_empty() {
            self.copies += 1;
        }
        match &json.value {
            JsonValue::Object(_) => self.stated(json, levels),
            // `true` is the schema of anything.
            JsonValue::Boolean(true) => SchemaFacts::bare(SchemaShape::Any, self.at(json.line)),
            _ => {
                let message = "no schema stands here; any value is allowed".to_owned();
                self.report(Code::DoubtfulDocument, json.line, message, CHECK);
                SchemaFacts::bare(SchemaShape::Any, self.at(json.line))
            }
        }
    }

    fn stated(&mut self, json: &'a Json, levels: usize) -> SchemaFacts {
        self.tell_unread(json);
        let (shape, is_null_too) = self.composition(json, levels);
        let mut bounds = bounds::of(json);
        bounds.extend(bounds::beside(json, &shape));
        let example = json.member("example").or_else(|| json.items_of("examples").first());
        SchemaFacts {
            origin: self.at(json.line),
            last_line: json.last_line(),
            nullable: is_null_too || json.flag("nullable") == Some(true),
            shape,
            title: json.words("title").map(str::to_owned),
            description: json.described(),
            default: json.member("default").map(plain),
            example: example.map(plain).filter(|text| !text.is_empty()),
            bounds,
            deprecated: json.flag("deprecated") == Some(true),
        }
    }

    fn at(&self, line: u32) -> Origin {
        Origin::new(Arc::clone(self.file), line)
    }

    fn report(&mut self, code: Code, line: u32, message: String, hint: &str) {
        if self.told.insert((line, message.clone())) {
            self.diagnostics.push(Diagnostic::new(code, self.at(line), message).hint(hint));
        }
    }

    /// The name and content of what `reference` refers to; told where that is nowhere.
    fn definition(&mut self, reference: &str, line: u32) -> Option<(&'a str, &'a Json)> {
        let found = self.definitions.find(reference);
        if found.is_none() {
            self.tell_broken(reference, line);
        }
        found
    }

    fn tell_broken(&mut self, reference: &str, line: u32) {
        let target = if reference.starts_with('#') { "nothing" } else { "another file" };
        let message = format!("{} refers to {target}; any value is allowed there", quote(reference));
        let hint = "capture the page again, or state the type in an override";
        self.report(Code::BrokenReference, line, message, hint);
    }
}

/// What to do about a document that says something odd.
const CHECK: &str = "if the API does otherwise, say so in overrides.yaml";

#[cfg(test)]
#[path = "tests.rs"]
mod tests;
