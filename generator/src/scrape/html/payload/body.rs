//! The request body of the payload, and the examples of bodies.

use super::Reader;
use super::turbo_stream::Value;
use crate::scrape::facts::{BodyFacts, ExampleFacts, SchemaFacts, SchemaShape};
use crate::scrape::html::example;

impl<'page> Reader<'page> {
    /// The bodies of an endpoint: one at most, unless the model ever lists several.
    pub(super) fn bodies(&mut self, data: Value<'page>) -> Vec<BodyFacts> {
        let common = self.common(data, "body");
        let body = data.get("requestBody").and_then(|body| self.request_body(body, &common));
        if !common.is_empty() && !body.as_ref().is_some_and(|body| is_form(&body.media_type)) {
            self.unread(
                "the project's parameters of forms are not read: the body of this page is no form".to_owned(),
            );
        }
        body.into_iter().collect()
    }

    /// The body; the project's parameters of bodies, `common`, belong to every form.
    fn request_body(&mut self, body: Value<'page>, common: &[Value<'page>]) -> Option<BodyFacts> {
        let kind = body.get("type").and_then(Value::text).unwrap_or_default();
        let media_type = media_type(&kind, body.get("mediaType").and_then(Value::text));
        let mut rows = body.get("parameters").map(Value::items).unwrap_or_default();
        if is_form(&media_type) {
            rows.extend(common);
        }
        let fields = self.fields(&rows);
        let schema = self.body_schema(body.get("jsonSchema"));
        let is_none = kind.is_empty() || kind == "none";
        let schema = if is_form(&media_type) && !fields.is_empty() {
            let shape = SchemaShape::Object { fields, rest: None };
            Some(SchemaFacts::bare(shape, self.origin.clone()))
        } else if media_type == "application/octet-stream" && schema.is_none() {
            Some(SchemaFacts::bare(SchemaShape::Binary, self.origin.clone()))
        } else {
            schema
        };
        if is_none && schema.is_none() {
            return None;
        }
        let examples = self.body_examples(body, &media_type);
        Some(BodyFacts {
            media_type,
            origin: self.origin.clone(),
            root: None,
            rows: Vec::new(),
            schema,
            required: body.get("required").and_then(Value::flag),
            examples,
        })
    }

    /// A schema that states something; the model keeps `{}` where there is none.
    pub(super) fn body_schema(&mut self, schema: Option<Value<'page>>) -> Option<SchemaFacts> {
        let schema = schema.filter(|schema| !schema.members().is_empty())?.json()?;
        Some(self.schema(&schema))
    }

    fn body_examples(&mut self, body: Value<'page>, media_type: &str) -> Vec<ExampleFacts> {
        let listed = body.get("examples").map(Value::items).unwrap_or_default();
        let mut examples: Vec<ExampleFacts> =
            listed.into_iter().filter_map(|listed| self.example(listed, media_type)).collect();
        for single in ["example", "data"].iter().filter_map(|word| body.get(word).and_then(Value::text)) {
            if examples.iter().all(|example| example.text != single) {
                examples.push(self.example_of(single, None, media_type));
            }
        }
        examples
    }

    /// An example with its name, and its text in `data` or `value`.
    pub(super) fn example(&mut self, listed: Value<'page>, media_type: &str) -> Option<ExampleFacts> {
        let text =
            ["data", "value", "example"].iter().find_map(|word| listed.get(word).and_then(Value::text))?;
        let name = listed.get("name").and_then(Value::text);
        Some(self.example_of(text, name, media_type))
    }

    fn example_of(&mut self, text: String, name: Option<String>, media_type: &str) -> ExampleFacts {
        // All of it stands on one line of the capture, whatever lines it has itself.
        let read = example::read(text, name, media_type, &self.origin, example::Lines::One);
        self.diagnostics.extend(read.1);
        read.0
    }
}

fn is_form(media_type: &str) -> bool {
    media_type.starts_with("multipart/") || media_type.contains("form")
}

/// The media type of a body or response that the model calls `kind`.
pub(super) fn media_type(kind: &str, stated: Option<String>) -> String {
    if let Some(stated) = stated.filter(|stated| stated.contains('/')) {
        return stated;
    }
    let usual = match kind.to_ascii_lowercase().as_str() {
        "json" => "application/json",
        "xml" => "application/xml",
        "html" => "text/html",
        "raw" | "text" => "text/plain",
        "binary" | "file" => "application/octet-stream",
        "eventstream" | "event-stream" => "text/event-stream",
        "msgpack" => "application/x-msgpack",
        "form-data" | "formdata" => "multipart/form-data",
        "urlencoded" | "x-www-form-urlencoded" => "application/x-www-form-urlencoded",
        _ if kind.contains('/') => kind,
        _ => "",
    };
    usual.to_owned()
}
