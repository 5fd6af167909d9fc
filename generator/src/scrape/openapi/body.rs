//! Bodies: a schema and examples for each media type.

use super::reader::Reader;
use crate::diagnostic::Stated;
use crate::scrape::facts::BodyFacts;
use crate::scrape::json::Json;

impl<'a> Reader<'a> {
    /// The request bodies of an operation, one for each media type.
    pub(super) fn bodies(&mut self, operation: &'a Json) -> Vec<BodyFacts> {
        let Some(body) = operation.member("requestBody").and_then(|body| self.resolved(body)) else {
            return Vec::new();
        };
        let required = body.flag("required");
        let content = body.members_of("content").iter();
        content.map(|(media_type, content)| self.body(media_type, content, required)).collect()
    }

    /// What is said of the body on the whole, whatever its media type.
    pub(super) fn description_of_body(&mut self, operation: &'a Json) -> Vec<Stated<String>> {
        let body = operation.member("requestBody").and_then(|body| self.resolved(body));
        let mut lines = body.map(|body| self.description(body)).unwrap_or_default();
        if let Some(first) = lines.first_mut() {
            first.value.insert_str(0, "Body: ");
        }
        lines
    }

    /// A body of one media type.
    pub(super) fn body(&mut self, media_type: &str, content: &'a Json, required: Option<bool>) -> BodyFacts {
        let stated = content.member("schema");
        let schema = stated.map(|stated| self.schema(stated));
        let holds_text = schema.as_ref().is_some_and(|schema| self.is_text(schema));
        if let Some(encoding) = content.member("encoding").filter(|encoding| !encoding.members().is_empty()) {
            self.tell_encoding(encoding);
        }
        BodyFacts {
            media_type: media_type.to_owned(),
            origin: self.at(content.line),
            root: None,
            rows: Vec::new(),
            schema,
            required,
            examples: self.examples(media_type, content, holds_text),
        }
    }

    /// How the parts of a form are written is told where it is not what everybody expects of them.
    fn tell_encoding(&mut self, encoding: &Json) {
        let is_usual = encoding.members().iter().all(|(_, part)| part.members().is_empty());
        if !is_usual {
            self.unread(encoding, "encodings of single parts");
        }
    }
}
