//! Examples of bodies: values are written as JSON, texts that hold JSON are read.

use super::reader::Reader;
use crate::diagnostic::{Code, Diagnostic, Origin};
use crate::scrape::facts::{ExampleFacts, SchemaFacts, SchemaShape};
use crate::scrape::json::{self, COMMENTED, Json, JsonValue, Problem};
use crate::scrape::json_text::pretty;
use crate::scrape::text::labels::should_be_json;

const REMEDY: &str =
    "capture the page again; if the page itself is wrong, correct the example in the capture";

impl<'a> Reader<'a> {
    /// Whether a body is text, so that an example in quotes is no JSON but the body itself.
    pub(super) fn is_text(&self, schema: &SchemaFacts) -> bool {
        match &schema.shape {
            SchemaShape::String { .. } | SchemaShape::Binary => true,
            SchemaShape::Reference(name) => {
                self.components.schema(name).is_some_and(|(_, schema)| schema.words("type") == Some("string"))
            }
            _ => false,
        }
    }

    /// The examples of a body, the unnamed one first.
    pub(super) fn examples(
        &mut self,
        media_type: &str,
        content: &'a Json,
        holds_text: bool,
    ) -> Vec<ExampleFacts> {
        let mut examples = Vec::new();
        if let Some(value) = content.member("example") {
            examples.extend(self.example(None, value, media_type, holds_text));
        }
        let Some(stated) = content.member("examples") else { return examples };
        // Version 3.1 lists values in a schema; some documents do so here.
        for value in stated.items() {
            examples.extend(self.example(None, value, media_type, holds_text));
        }
        for (key, example) in stated.members() {
            let Some(example) = self.resolved(example) else { continue };
            if let Some(outside) = example.member("externalValue") {
                self.unread(outside, "examples in other files");
            }
            let name = example.words("summary").unwrap_or(key).to_owned();
            if let Some(value) = example.member("value") {
                examples.extend(self.example(Some(name), value, media_type, holds_text));
            }
        }
        examples
    }

    fn example(
        &mut self,
        name: Option<String>,
        value: &Json,
        media_type: &str,
        holds_text: bool,
    ) -> Option<ExampleFacts> {
        let (text, json) = match &value.value {
            JsonValue::String(text) if text.trim().is_empty() => return None,
            JsonValue::String(text) if holds_text || !should_be_json(media_type, text) => {
                (text.clone(), None)
            }
            JsonValue::String(text) => (text.clone(), self.read_example(text, value.line)),
            _ if value.is_deep() => {
                let message = "this example nests too deep to be read".to_owned();
                self.report(Code::BrokenExample, value.line, message, REMEDY);
                (pretty(value), None)
            }
            _ => (pretty(value), Some(value.clone())),
        };
        let last_line = match &value.value {
            JsonValue::String(text) if !self.source.holds_lines(text, value.line) => value.line,
            JsonValue::String(text) => {
                let more = u32::try_from(text.trim_end().matches('\n').count()).unwrap_or(u32::MAX);
                value.line.saturating_add(more)
            }
            _ => value.last_line(),
        };
        // A text in quotes is also JSON where the body is JSON.
        let json = json.or_else(|| {
            let is_json = holds_text && media_type.contains("json");
            is_json.then(|| Json { line: value.line, value: JsonValue::String(text.clone()) })
        });
        Some(ExampleFacts { name, origin: self.at(value.line), last_line, text, json })
    }

    /// JSON in a text, perhaps with comments, which are told: they are not kept.
    fn read_example(&mut self, text: &str, line: u32) -> Option<Json> {
        let is_one_line = !self.source.holds_lines(text, line);
        let placed = |(json, twice): (Json, Vec<Problem>)| {
            if !is_one_line {
                return (json, twice);
            }
            (json.on_line(line), twice.into_iter().map(|problem| Problem { line, ..problem }).collect())
        };
        let problem = match json::read(text, line).map(placed) {
            Ok((json, twice)) => return Some(self.doubted(json, twice)),
            Err(problem) if is_one_line => Problem { line, ..problem },
            Err(problem) => problem,
        };
        let Ok((json, twice)) = json::read_commented(text, line).map(placed) else {
            let message = format!("this example is not valid JSON: {}", problem.message);
            self.broken(problem, message);
            return None;
        };
        let hint = "move what the comments say into descriptions";
        self.report(Code::BrokenExample, problem.line, COMMENTED.to_owned(), hint);
        Some(self.doubted(json, twice))
    }

    fn doubted(&mut self, json: Json, twice: Vec<Problem>) -> Json {
        for problem in twice {
            let message = format!("this example is doubtful: {}", problem.message);
            self.broken(problem, message);
        }
        json
    }

    fn broken(&mut self, problem: Problem, message: String) {
        let origin = Origin { line: problem.line, ..self.at(1) };
        let diagnostic = Diagnostic::new(Code::BrokenExample, origin, message).hint(REMEDY);
        self.diagnostics.push(match problem.focus {
            Some(words) => diagnostic.focus(words),
            None => diagnostic,
        });
    }
}
