//! The model of its page that an HTML capture embeds, as a stream for the browser.

mod body;
mod definitions;
mod endpoint;
mod navigation;
mod parameters;
mod responses;
mod script;
mod security;
mod servers;
mod turbo_stream;

use std::sync::Arc;

use scraper::Html;

use self::definitions::Definitions;
use self::turbo_stream::{Stream, Value};
use super::source::Source;
use crate::diagnostic::{Code, Diagnostic, Origin, Stated, quote};
use crate::scrape::Capture;
use crate::scrape::facts::{Page, SchemaFacts, Site};
use crate::scrape::json::Json;
use crate::scrape::json_schema;

/// What the payload of a capture gives.
#[derive(Default)]
pub(super) struct Payload {
    /// The endpoint that it documents.
    pub(super) page: Option<Page>,
    /// What it says of the site, where it documents no endpoint.
    pub(super) site: Option<Site>,
    /// What it says that its page is.
    pub(super) subject: Subject,
    /// What is wrong with it.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// What a page is about.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Subject {
    /// The payload does not tell.
    #[default]
    Unknown,
    Endpoint,
    /// Prose, a folder or a schema.
    Other,
}

/// Reads the payload; there is none in pages of other kinds.
pub(super) fn read(capture: &Capture, document: &Html, source: &Source<'_>) -> Payload {
    let mut payload = Payload::default();
    let Some(fed) = script::stream(document, source) else { return payload };
    let origin = Origin::new(Arc::clone(&capture.file), fed.line);
    match Stream::read(&fed.text, fed.line) {
        Err(_) if fed.is_cut => payload.diagnostics.push(unreadable(origin, "it breaks off")),
        Ok(stream) => from_stream(capture, &stream, fed.is_cut, &origin, &mut payload),
        Err(problem) => payload.diagnostics.push(unreadable(origin, &problem)),
    }
    payload
}

/// The addresses of the pages in the navigation; none in pages of other kinds.
pub(super) fn links(document: &Html, source: &Source<'_>) -> Vec<String> {
    let Some(fed) = script::stream(document, source) else { return Vec::new() };
    let stream = Stream::read(&fed.text, fed.line);
    stream.ok().as_ref().and_then(state).map(navigation::links).unwrap_or_default()
}

fn from_stream(capture: &Capture, stream: &Stream, is_cut: bool, origin: &Origin, payload: &mut Payload) {
    let Some(state) = state(stream) else {
        payload.diagnostics.push(unreadable(origin.clone(), "no page is in it"));
        return;
    };
    let mut reader = Reader {
        capture,
        state,
        origin: origin.clone(),
        definitions: Definitions::read(state),
        diagnostics: Vec::new(),
    };
    let resource = state.get("resourceData");
    let kind = resource.and_then(|resource| resource.get("type")).and_then(Value::text).unwrap_or_default();
    let data = resource.and_then(|resource| resource.get("data"));
    payload.subject = subject(&kind, data);
    match data.filter(|data| data.get("method").is_some()) {
        Some(data) => payload.page = reader.page(data),
        None if payload.subject == Subject::Endpoint => {
            reader.unread(format!("the data of this page ({}) has no verb", quote(&kind)));
        }
        None => {}
    }
    if payload.page.is_none() {
        let says_more = |site: &Site| !site.navigation.is_empty() || !site.servers.is_empty();
        let is_page = payload.subject == Subject::Other;
        payload.site = Some(reader.site()).filter(|site| is_page || says_more(site));
    }
    if is_cut || stream.is_cut() {
        reader.unread("the data of this page is cut off, or nests or repeats without end".to_owned());
    }
    if stream.has_unknown() {
        reader.unread(
            "the data of this page holds values of a kind we do not know; they count as null".to_owned(),
        );
    }
    payload.diagnostics = reader.diagnostics;
}

/// What a page of this type is about: `apiDetail` is an endpoint, `doc` prose, `apiDetailFolder` a folder.
fn subject(kind: &str, data: Option<Value<'_>>) -> Subject {
    let kind = kind.to_ascii_lowercase();
    let has_verb = data.is_some_and(|data| data.get("method").is_some());
    let is_other = ["folder", "schema"].iter().any(|word| kind.contains(word));
    match kind.as_str() {
        _ if has_verb || (kind.contains("api") && !is_other) => Subject::Endpoint,
        "" => Subject::Unknown,
        _ => Subject::Other,
    }
}

/// Where the page's state lies: in the place of current sites, or anywhere else.
fn state(stream: &Stream) -> Option<Value<'_>> {
    let usual = stream.root().at(&["loaderData", "root", "docsDataState"]);
    usual
        .or_else(|| stream.all().find_map(|value| value.get("docsDataState")))
        .or_else(|| stream.all().find(|value| value.get("resourceData").is_some()))
}

fn unreadable(origin: Origin, problem: &str) -> Diagnostic {
    Diagnostic::new(
        Code::UnreadPayload,
        origin,
        format!("the data embedded in this page cannot be read: {problem}"),
    )
    .hint("save the page again as it comes from the server; what the page shows is read as far as it goes")
}

/// Reads one page, and says what is wrong with it. All of it stands on the line of one script.
struct Reader<'page> {
    capture: &'page Capture,
    state: Value<'page>,
    origin: Origin,
    definitions: Definitions,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn stated<T>(&self, value: T) -> Stated<T> {
        Stated::new(value, self.origin.clone())
    }

    /// The lines of a text that hold more than blanks.
    fn lines(&self, text: Option<Value<'_>>) -> Vec<Stated<String>> {
        let text = text.and_then(Value::text).unwrap_or_default();
        let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
        lines.map(|line| self.stated(line.to_owned())).collect()
    }

    fn unread(&mut self, message: String) {
        self.unread_with(
            message,
            "save the page again; if nothing changes, compare the client with the page",
        );
    }

    fn unread_with(&mut self, message: String, hint: &str) {
        self.diagnostics.push(Diagnostic::new(Code::UnreadPayload, self.origin.clone(), message).hint(hint));
    }

    fn schema(&mut self, schema: &Json) -> SchemaFacts {
        json_schema::read(schema, &self.capture.file, &self.definitions, &mut self.diagnostics)
    }

    /// What the whole site says, on a page of prose.
    fn site(&mut self) -> Site {
        Site {
            title: self.state.at(&["resourceData", "data", "name"]).and_then(Value::text),
            navigation: self.navigation(),
            servers: self.servers(None),
            security: self.security(None),
            ..Site::start(self.capture)
        }
    }
}

#[cfg(test)]
mod project_tests;
#[cfg(test)]
mod tests;
