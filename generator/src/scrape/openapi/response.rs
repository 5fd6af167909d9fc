//! Responses: one for each status, media type and, where a status has several, name.

use super::reader::Reader;
use crate::diagnostic::{Code, quote};
use crate::scrape::facts::{FieldFacts, ResponseFacts};
use crate::scrape::json::Json;

impl<'a> Reader<'a> {
    pub(super) fn responses(&mut self, operation: &'a Json) -> Vec<ResponseFacts> {
        let mut responses = Vec::new();
        let stated = operation.members_of("responses");
        let is_stated = |status: u16| stated.iter().any(|(key, _)| self::status(key) == Some(status));
        for (key, json) in stated {
            let Some((status, name)) = self.status(key, json, is_stated) else { continue };
            let Some(json) = self.resolved(json) else { continue };
            if self.is_object(json, "a response") {
                responses.extend(self.response(status, name, json));
            }
        }
        responses
    }

    /// The status that a key tells, and the name behind it: `200`, `default`, `x-200:With details`.
    ///
    /// `default` has none and is its own name. So is a range such as `4XX`, which is kept as the first of its statuses,
    /// unless that is stated itself.
    fn status<'key>(
        &mut self,
        key: &'key str,
        json: &Json,
        is_stated: impl Fn(u16) -> bool,
    ) -> Option<(Option<u16>, &'key str)> {
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
        let first = range(key).filter(|first| !is_stated(*first));
        let message = match first {
            Some(first) => format!("{} stands for many statuses; the answer is kept as {first}", quote(key)),
            None => format!("{} is no single status; the answer is kept without one", quote(key)),
        };
        self.report(Code::DoubtfulDocument, json.line, message, "name the statuses in overrides.yaml");
        Some((first, key))
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

/// The first status of a range such as `4XX`.
fn range(key: &str) -> Option<u16> {
    let hundreds = key.strip_suffix("XX").or_else(|| key.strip_suffix("xx"))?;
    hundreds.parse::<u16>().ok().filter(|hundreds| (1..=5).contains(hundreds)).map(|hundreds| hundreds * 100)
}

/// A status of three digits.
fn status(text: &str) -> Option<u16> {
    let status = text.trim().parse().ok()?;
    (text.trim().len() == 3 && (100..=999).contains(&status)).then_some(status)
}
