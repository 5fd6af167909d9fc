//! The endpoint that the payload documents → a page of facts.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Reader;
use super::turbo_stream::Value;
use crate::diagnostic::{Code, Diagnostic, Stated, quote};
use crate::scrape::facts::{Page, PageKind, SchemaFacts, is_news};
use crate::scrape::json::Json;
use crate::scrape::{stated_path, text};

impl<'page> Reader<'page> {
    /// The page of the endpoint `data`; nothing where it has no verb or no path.
    pub(super) fn page(&mut self, data: Value<'page>) -> Option<Page> {
        let method = data.get("method").and_then(Value::text).unwrap_or_default();
        let path = data.get("path").and_then(Value::text);
        let (Some(verb), Some(path)) = (text::verb(&method.to_ascii_uppercase()), path) else {
            let message = format!(
                "the endpoint of this page has no path, or a verb we do not know: {}",
                quote(&method)
            );
            self.diagnostics.push(
                Diagnostic::new(Code::NoEndpoint, self.origin.clone(), message)
                    .hint("delete the capture if the page documents no call over HTTP"),
            );
            return None;
        };
        let title = data.get("name").and_then(Value::text).unwrap_or_else(|| path.clone());
        let path = stated_path::of(&path);
        if let Some(message) = path.doubt {
            self.unread_with(message, "send the call by hand where it fails, and tell the vendor");
        }
        let parameters = self.parameters(data);
        let bodies = self.bodies(data);
        let responses = self.responses(data);
        let definitions = self.named_schemas();
        let servers = self.servers_of(data, path.server.as_deref());
        let (title, verb, path) = (self.stated(title), self.stated(verb), self.stated(path.path));
        let head = Page::start(PageKind::Payload, self.capture, title, verb, path);
        Some(Page {
            badge: data
                .get("status")
                .and_then(Value::text)
                .filter(|status| is_news(status))
                .map(|status| self.stated(status)),
            breadcrumb: self.breadcrumb(),
            navigation: self.navigation(),
            description: self.lines(data.get("description")),
            parameters,
            bodies,
            responses,
            modified: self.modified(data),
            previous: self.neighbour("previousSidebarTreeNode"),
            next: self.neighbour("nextSidebarTreeNode"),
            operation_id: data.get("operationId").and_then(Value::text).map(|id| self.stated(id)),
            definitions,
            servers,
            security: self.security(Some(data)),
            ..head
        })
    }

    fn named_schemas(&mut self) -> BTreeMap<String, Arc<SchemaFacts>> {
        let all: Vec<(String, Json)> =
            self.definitions.all().map(|(name, json)| (name.to_owned(), json.clone())).collect();
        all.into_iter().map(|(name, json)| (name, Arc::new(self.schema(&json)))).collect()
    }

    /// The date of change as the page shows it, otherwise as the model states it: `2025-09-17T10:51:58.000Z`.
    fn modified(&self, data: Value<'page>) -> Option<Stated<String>> {
        let fields = self.state.at(&["resourceData", "extraData", "apiFieldList"]);
        let is_date =
            |field: &Value<'_>| field.get("type").and_then(Value::text).as_deref() == Some("updatedAt");
        let field = fields.into_iter().flat_map(Value::items).find(is_date);
        let shown = field.and_then(|field| field.get("format")).and_then(Value::text);
        let changed = shown.or_else(|| data.get("updatedAt").and_then(Value::text))?;
        let (day, time) = changed.split_once(['T', ' '])?;
        let time = time.split(['.', 'Z', '+']).next().unwrap_or(time);
        let is_whole = day.len() == 10 && time.len() == 8;
        is_whole.then(|| self.stated(format!("{day} {time}")))
    }
}
