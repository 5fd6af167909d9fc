//! Responses: one for each status, media type and, where a status has several, name.

use super::reader::Reader;
use crate::diagnostic::{Code, quote};
use crate::scrape::facts::{FieldFacts, ResponseFacts};
use crate::scrape::json::Json;

impl<'a> Reader<'a> {
    pub(super) fn responses(&mut self, operation: &'a Json) -> Vec<ResponseFacts> {
        let mut responses = Vec::new();
        for (key, json) in operation.members_of("responses") {
            let Some((status, name)) = self.status(key, json) else { continue };
            let Some(json) = self.resolved(json) else { continue };
            if self.is_object(json, "a response") {
                responses.extend(self.response(status, name, json));
            }
        }
        responses
    }

    /// The status that a key tells, and the name behind it: `200`, `default`, `x-200:With details`.
    ///
    /// `default` and ranges such as `4XX` have none and are their own name.
    fn status<'key>(&mut self, key: &'key str, json: &Json) -> Option<(Option<u16>, &'key str)> {
        if let Some(status) = status(key) {
            return Some((Some(status), ""));
        }
        if key == "default" {
            return Some((None, key));
        }
        if let Some(further) = key.strip_prefix("x-") {
            let (code, name) = further.split_once(':').unwrap_or((further, ""));
            // Other members of this kind are notes of tools and no answers.
            return status(code).map(|status| (Some(status), name.trim()));
        }
        let message = format!("{} is no single status; the answer is kept without one", quote(key));
        self.report(Code::DoubtfulDocument, json.line, message, "name the statuses in overrides.yaml");
        Some((None, key))
    }

    /// A response once for each media type of its body.
    fn response(&mut self, status: Option<u16>, name: &str, json: &'a Json) -> Vec<ResponseFacts> {
        if let Some(links) = json.member("links").filter(|links| !links.members().is_empty()) {
            self.unread(links, "links to further calls");
        }
        let named =
            json.extension("name").and_then(Json::text).map(str::trim).filter(|name| !name.is_empty());
        let label = if status.is_none() || named.is_none() { name } else { named.unwrap_or_default() };
        let bare = ResponseFacts {
            origin: self.at(json.line),
            status,
            label: label.to_owned(),
            description: self.description(json),
            headers: self.headers(json),
            body: None,
        };
        let content = json.members_of("content");
        if content.is_empty() {
            return vec![bare];
        }
        let bodies = content.iter().map(|(media_type, content)| self.body(media_type, content, None));
        bodies.map(|body| ResponseFacts { body: Some(body), ..bare.clone() }).collect()
    }

    fn headers(&mut self, json: &'a Json) -> Vec<FieldFacts> {
        let mut fields = Vec::new();
        for (name, header) in json.members_of("headers") {
            // The standard leaves the type of the body to its media type.
            if let Some(header) = self.resolved(header).filter(|_| !name.eq_ignore_ascii_case("content-type"))
            {
                fields.push(self.field(name.clone(), header));
            }
        }
        fields
    }
}

/// A status of three digits.
fn status(text: &str) -> Option<u16> {
    let status = text.trim().parse().ok()?;
    (text.trim().len() == 3 && (100..=999).contains(&status)).then_some(status)
}
