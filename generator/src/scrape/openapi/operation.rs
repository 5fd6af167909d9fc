//! Paths and their operations: what a page says about its endpoint.

use super::reader::Reader;
use super::{Around, verb};
use crate::diagnostic::{Code, Stated, quote};
use crate::scrape::facts::{Page, PageKind, SchemaFacts, Verb, is_news};
use crate::scrape::json::Json;
use crate::scrape::stated_path;

/// An operation and what stands around it.
pub(super) struct Operation<'a> {
    pub(super) item: &'a Json,
    pub(super) json: &'a Json,
    path: &'a str,
    verb: Verb,
}

/// Members of a path beside its operations.
const BESIDE: [&str; 5] = ["$ref", "description", "parameters", "servers", "summary"];

impl<'a> Reader<'a> {
    /// One page for each operation of the document.
    pub(super) fn pages(&mut self, kind: PageKind, around: &Around) -> Vec<Page> {
        let operations = self.operations();
        // A heading above several operations is the title of none of them.
        let shared = Around { title: None, prose: around.prose.clone() };
        let around = if operations.len() > 1 { &shared } else { around };
        operations.iter().map(|operation| self.page(kind, around, operation)).collect()
    }

    fn operations(&mut self) -> Vec<Operation<'a>> {
        let mut operations = Vec::new();
        for (path, item) in self.document.members_of("paths") {
            if path.starts_with("x-") {
                continue;
            }
            let Some(item) = self.resolved(item) else { continue };
            if !self.is_object(item, "a path") {
                continue;
            }
            for (name, json) in item.members() {
                match verb(name) {
                    Some(verb) if self.is_object(json, "an operation") => {
                        operations.push(Operation { item, json, path, verb });
                    }
                    None if !BESIDE.contains(&name.as_str()) && !name.starts_with("x-") => {
                        let message = format!("{} is no HTTP method; it is left out", quote(name));
                        self.report(Code::DoubtfulDocument, json.line, message, "correct the capture");
                    }
                    _ => {}
                }
            }
        }
        operations
    }

    fn page(&mut self, kind: PageKind, around: &Around, operation: &Operation<'a>) -> Page {
        let json = operation.json;
        if let Some(stated) = json.member("callbacks").filter(|stated| !stated.members().is_empty()) {
            self.unread(stated, "callbacks: calls that the API makes itself");
        }
        let parameters = self.parameters(operation.item, json);
        let bodies = self.bodies(json);
        let responses = self.responses(json);
        let of_bodies = bodies.iter().chain(responses.iter().filter_map(|response| response.body.as_ref()));
        let of_fields = parameters
            .iter()
            .flat_map(|group| &group.fields)
            .chain(responses.iter().flat_map(|response| &response.headers));
        let roots: Vec<&SchemaFacts> = of_bodies
            .filter_map(|body| body.schema.as_ref())
            .chain(of_fields.map(|field| &field.schema))
            .collect();
        let definitions = self.closure(&roots);
        let description = paragraphs([
            around.prose.clone(),
            self.description(operation.item),
            self.description(json),
            self.more_about(json).into_iter().collect(),
            self.description_of_body(json),
            self.scopes(json),
        ]);
        Page {
            kind,
            file: self.file.clone(),
            edition: self.edition.to_owned(),
            title: around.title.clone().unwrap_or_else(|| self.title(operation)),
            badge: self.badge(json),
            verb: Stated::new(operation.verb, self.at(json.line)),
            path: Stated::new(self.path(operation), self.at(operation.item.line)),
            breadcrumb: self.breadcrumb(json),
            navigation: Vec::new(),
            description,
            parameters,
            bodies,
            curls: Vec::new(),
            responses,
            modified: None,
            previous: None,
            next: None,
            operation_id: self.stated(json, "operationId"),
            definitions,
            servers: self.servers(operation),
            security: self.security(json),
        }
    }

    /// A path begins with a slash; what is else is told.
    fn path(&mut self, operation: &Operation<'a>) -> String {
        let stated = stated_path::of(operation.path);
        let line = operation.item.line;
        if let Some(message) = stated.doubt {
            self.report(Code::DoubtfulDocument, line, message, "correct the path in the capture");
        }
        if let Some(server) = stated.server {
            let message = format!("the path stands behind a server, {}, which is left out", quote(&server));
            self.report(Code::DoubtfulDocument, line, message, "list it under `servers` in the capture");
        }
        stated.path
    }

    fn title(&self, operation: &Operation<'a>) -> Stated<String> {
        let json = operation.json;
        let named = self.stated(json, "summary").or_else(|| self.stated(operation.item, "summary"));
        named.or_else(|| self.stated(json, "operationId")).unwrap_or_else(|| {
            Stated::new(format!("{} {}", operation.verb.word(), operation.path), self.at(json.line))
        })
    }

    /// The state of the endpoint; that it is released is no news.
    fn badge(&self, json: &Json) -> Option<Stated<String>> {
        let deprecated = json.member("deprecated").filter(|_| json.flag("deprecated") == Some(true));
        if let Some(stated) = deprecated {
            return Some(Stated::new("deprecated".to_owned(), self.at(stated.line)));
        }
        let stated = json.extension("status")?;
        let word = stated.text().map(str::trim).filter(|word| !word.is_empty())?;
        is_news(word).then(|| Stated::new(word.to_owned(), self.at(stated.line)))
    }

    /// The folders: the tool's own member, else the first tag.
    fn breadcrumb(&self, json: &Json) -> Vec<Stated<String>> {
        let folder =
            json.extension("folder").filter(|folder| folder.text().is_some_and(|text| !text.is_empty()));
        let Some(stated) = folder.or_else(|| json.items_of("tags").first()) else { return Vec::new() };
        let folders =
            stated.text().unwrap_or_default().split('/').map(str::trim).filter(|name| !name.is_empty());
        folders.map(|name| Stated::new(name.to_owned(), self.at(stated.line))).collect()
    }
}

/// The lines of all parts, with a blank line between two of them.
fn paragraphs<const COUNT: usize>(parts: [Vec<Stated<String>>; COUNT]) -> Vec<Stated<String>> {
    let mut lines: Vec<Stated<String>> = Vec::new();
    for part in parts {
        if let (false, Some(first)) = (lines.is_empty(), part.first()) {
            lines.push(Stated::new(String::new(), first.origin.clone()));
        }
        lines.extend(part);
    }
    lines
}
