//! The responses of the payload, and the examples of each.

use super::Reader;
use super::body::media_type;
use super::turbo_stream::Value;
use crate::diagnostic::quote;
use crate::scrape::facts::{BodyFacts, ResponseFacts, SchemaFacts, SchemaShape};

impl<'page> Reader<'page> {
    /// The responses in the model's order, each with the examples that name it.
    pub(super) fn responses(&mut self, data: Value<'page>) -> Vec<ResponseFacts> {
        let listed = data.get("responses").map(Value::items).unwrap_or_default();
        let examples = data.get("responseExamples").map(Value::items).unwrap_or_default();
        let ids: Vec<Option<String>> =
            listed.iter().map(|response| response.get("id").and_then(Value::word)).collect();
        let mut responses: Vec<ResponseFacts> =
            listed.into_iter().map(|response| self.response(response)).collect();
        for listed in examples {
            let id = listed.get("responseId").and_then(Value::word);
            // An example without an id belongs to the first response, as the page shows it.
            let index = match &id {
                Some(_) => ids.iter().position(|candidate| *candidate == id),
                None => Some(0),
            };
            if let Some(response) = index.and_then(|index| responses.get_mut(index)) {
                let origin = self.origin.clone();
                let body = response.body.get_or_insert_with(|| BodyFacts::empty("application/json", origin));
                let example = self.example(listed, &body.media_type);
                body.examples.extend(example);
            } else {
                let name = listed.get("name").and_then(Value::text).unwrap_or_default();
                self.unread(format!("the example {} belongs to no response of the page", quote(&name)));
            }
        }
        responses
    }

    fn response(&mut self, response: Value<'page>) -> ResponseFacts {
        let status = response.get("code").and_then(Value::word).and_then(|code| code.parse().ok());
        let rows = response.get("headers").map(Value::items).unwrap_or_default();
        let headers = self.fields(&rows);
        ResponseFacts {
            origin: self.origin.clone(),
            status: status.filter(|status| (100..1000).contains(status)),
            label: response.get("name").and_then(Value::text).unwrap_or_default(),
            description: self.lines(response.get("description")),
            headers,
            body: self.response_body(response),
        }
    }

    /// A response may come without a body: its content type is `none`, or nothing is stated of it.
    fn response_body(&mut self, response: Value<'page>) -> Option<BodyFacts> {
        let kind = response.get("contentType").and_then(Value::text).unwrap_or_default();
        let media_type = media_type(&kind, response.get("mediaType").and_then(Value::text));
        let schema = self.body_schema(response.get("jsonSchema"));
        if media_type.is_empty() && schema.is_none() {
            return None;
        }
        let mut body = BodyFacts::empty(&media_type, self.origin.clone());
        let is_binary = media_type == "application/octet-stream" && schema.is_none();
        let bytes = || SchemaFacts::bare(SchemaShape::Binary, self.origin.clone());
        body.schema = schema.or_else(|| is_binary.then(bytes));
        Some(body)
    }
}
