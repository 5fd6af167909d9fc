//! A page: head, navigation, then section after section down to the footer.

use std::sync::Arc;

use super::footer::{self, Footer};
use super::head::Head;
use super::labels::{self, Label};
use super::line::{Line, words};
use super::navigation;
use super::place::{self, Witness};
use super::reader::Reader;
use crate::diagnostic::{Code, Diagnostic, Origin, Stated, quote};
use crate::scrape::Capture;
use crate::scrape::facts::{BodyFacts, Location, Page, PageKind, ParameterGroup};
use crate::scrape::type_expression::TypeExpression;

/// Reads the page whose head is known.
pub(super) fn read(capture: &Capture, lines: &[Line], head: Head) -> (Page, Vec<Diagnostic>) {
    let below = head.path + 1;
    let footer_start = below + footer::start(lines.get(below..).unwrap_or_default());
    let footer = footer::read(lines, footer_start);
    let body = lines.get(..footer_start).unwrap_or(lines);
    let mut reader = Reader::new(&capture.file, body, footer_start < lines.len());
    let mut page = start(capture, lines, head);
    reader.position = below;
    reader.description(&mut page);
    let has_responses = reader.sections(&mut page);
    reader.finish(&mut page, &footer, lines, has_responses);
    let diagnostics = reader.into_diagnostics(lines, &footer.unread);
    (page, diagnostics)
}

/// The page with all that stands in and above its head.
fn start(capture: &Capture, lines: &[Line], head: Head) -> Page {
    let origin =
        |index: usize| Origin::new(Arc::clone(&capture.file), lines.get(index).map_or(1, |line| line.number));
    let stated = |index: usize| Stated::new(words(lines, index).to_owned(), origin(index));
    let above = lines.get(..head.title).unwrap_or_default();
    let crumb = |(folder, line): (&str, u32)| {
        Stated::new(folder.to_owned(), Origin::new(Arc::clone(&capture.file), line))
    };
    let verb = Stated::new(head.verb.1, origin(head.verb.0));
    Page {
        badge: head.badge.map(|(index, badge)| Stated::new(badge, origin(index))),
        breadcrumb: navigation::breadcrumb(above).into_iter().map(crumb).collect(),
        navigation: navigation::read(above, words(lines, head.title)),
        ..Page::start(PageKind::Text, capture, stated(head.title), verb, stated(head.path))
    }
}

impl Reader<'_> {
    /// The text between the path and the first section. The flattened layout prints the path again,
    /// perhaps with the page's folder below it.
    fn description(&mut self, page: &mut Page) {
        if self.words() == page.path.value {
            self.position += 1;
            if page.breadcrumb.is_empty()
                && navigation::is_folder(&page.navigation, self.lines, self.position)
            {
                page.breadcrumb.push(self.take());
            }
        }
        while labels::is_button(self.words()) {
            self.position += 1;
        }
        self.prose(page);
    }

    /// Free text, down to the next heading.
    pub(super) fn prose(&mut self, page: &mut Page) {
        while !self.is_at_end() && self.heading().is_none() {
            page.description.push(self.take());
        }
    }

    /// Every section; whether responses were among them.
    fn sections(&mut self, page: &mut Page) -> bool {
        let mut has_responses = false;
        let mut is_answer = false;
        while !self.is_at_end() {
            let before = self.position;
            // No row can start here, so a plain heading needs no agreement from the line below.
            let heading = self.heading().or_else(|| Label::of(self.words()));
            is_answer = match &heading {
                Some(Label::Request) => false,
                Some(Label::Responses | Label::Response { .. } | Label::Status(_)) => true,
                _ => is_answer,
            };
            match heading {
                Some(Label::Request) => {
                    self.position += 1;
                    self.position += usize::from(labels::says_nothing(self.words()));
                }
                Some(Label::Authorization) => self.authorization(page),
                Some(Label::Parameters(Location::Header)) if is_answer && !page.responses.is_empty() => {
                    let headers = self.response_headers();
                    page.responses
                        .last_mut()
                        .into_iter()
                        .for_each(|last| last.headers.extend(headers.clone()));
                }
                Some(Label::Parameters(location)) => page.parameters.push(self.group(location)),
                Some(Label::Body(none)) if none == labels::NO_BODY => self.position += 1,
                Some(Label::Body(media_type)) => page.bodies.push(self.body(media_type)),
                Some(Label::Samples) => self.samples(),
                Some(Label::Responses) => {
                    has_responses = true;
                    self.position += 1;
                    self.tabs(page);
                }
                Some(Label::Response { status, label }) => {
                    has_responses = true;
                    page.responses.push(self.response(status, label));
                }
                Some(Label::Status(status)) => {
                    has_responses = true;
                    self.shown_tab(status, page);
                }
                Some(Label::ResponseExamples | Label::ResponseExample { .. }) => {
                    has_responses |= self.has_footer;
                    self.column();
                }
                Some(Label::Modified(date)) => {
                    page.modified = self.date(self.origin(), &date);
                    self.position += 1;
                    let is_head = page.parameters.is_empty() && page.bodies.is_empty() && !has_responses;
                    if is_head && page.curls.is_empty() {
                        self.prose(page);
                    }
                }
                Some(Label::Example(_)) => self.late_examples(page),
                None if place::is_curl(self.words()) => page.curls.push(self.curl()),
                None => self.skip_unread(),
            }
            // What only looks like a heading may hold nothing that its section reads.
            if self.position == before {
                self.skip_unread();
            }
        }
        self.give_column(page);
        self.report_hidden_tabs(page);
        has_responses && (self.has_footer || !page.responses.is_empty())
    }

    fn group(&mut self, location: Location) -> ParameterGroup {
        let origin = self.take().origin;
        ParameterGroup { location, origin, rows: self.rows(), fields: Vec::new() }
    }

    fn body(&mut self, media_type: String) -> BodyFacts {
        let is_required = labels::says_required(self.words());
        let origin = self.take().origin;
        let media_type = if media_type.is_empty() { self.media_type() } else { media_type };
        BodyFacts { required: is_required.then_some(true), ..self.table(media_type, origin) }
    }

    /// The media type here; nothing where none is printed.
    pub(super) fn media_type(&mut self) -> String {
        if labels::is_media_type(self.words()) { self.take().value } else { String::new() }
    }

    /// Rows and examples, either or both of which may be missing.
    pub(super) fn table(&mut self, media_type: String, origin: Origin) -> BodyFacts {
        let root = self.root();
        let rows = self.rows();
        let examples = self.examples(&media_type);
        BodyFacts { media_type, origin, root, rows, schema: None, required: None, examples }
    }

    /// A type on its own above the rows is the body's; a row of that name has a type below it.
    fn root(&mut self) -> Option<Stated<TypeExpression>> {
        let value = TypeExpression::parse(self.words())?;
        if place::starts_row(self.lines, self.position, &Witness::ahead(self.lines, self.position)) {
            return None;
        }
        let origin = self.take().origin;
        Some(Stated::new(value, origin))
    }

    /// The heading of code samples and the languages below it.
    fn samples(&mut self) {
        self.position += 1;
        while labels::is_language(self.words()) {
            self.position += 1;
        }
    }

    /// Examples that do not stand right below their rows belong to the last body there is.
    fn late_examples(&mut self, page: &mut Page) {
        let response = page.responses.last_mut().and_then(|response| response.body.as_mut());
        let body = response.or(page.bodies.last_mut());
        if let (Some(body), true) = (body, self.heading().is_some()) {
            let examples = self.examples(&body.media_type);
            body.examples.extend(examples);
        } else {
            self.skip_unread();
        }
    }

    /// The date of change, where it is whole.
    fn date(&mut self, origin: Origin, date: &str) -> Option<Stated<String>> {
        if footer::is_whole_date(date) {
            return Some(Stated::new(date.to_owned(), origin));
        }
        let message = format!("the date of change is incomplete: {}", quote(date));
        self.report(Code::NoDate, origin, message, "capture the page again, down to its last line");
        None
    }

    /// The footer, and what it means that parts of it are missing.
    fn finish(&mut self, page: &mut Page, footer: &Footer, lines: &[Line], has_responses: bool) {
        let at = |index: usize| {
            Origin::new(Arc::clone(&page.file), lines.get(index).map_or(1, |line| line.number))
        };
        let stated = |index: usize| Stated::new(words(lines, index).to_owned(), at(index));
        page.previous = footer.previous.map(stated);
        page.next = footer.next.map(stated);
        let end = at(lines.len().saturating_sub(1));
        // An indented page and one with a pager end with `Built with`, a flattened one with the date.
        let is_crumb = |folder: &Stated<String>| folder.origin.line < page.title.origin.line;
        let is_indented =
            page.breadcrumb.iter().any(is_crumb) || page.navigation.iter().any(|item| item.depth.is_some());
        let needs_end = is_indented || page.previous.is_some() || page.next.is_some();
        let again = "capture the page again, down to its last line";
        if let Some((origin, why)) = self.cut.take() {
            self.report(Code::TruncatedPage, origin, why.to_owned(), again);
        } else if !has_responses {
            let why = "the page ends before its responses (`返回响应`, `Responses`)";
            self.report(Code::TruncatedPage, end, why.to_owned(), again);
        } else if let Some((index, date)) = &footer.modified {
            page.modified = self.date(at(*index), date);
            if page.modified.is_some() && needs_end && footer.built_with.is_none() {
                let why = "the page does not go on to `Built with`; its neighbours may be missing";
                self.report(Code::NoFooter, end, why.to_owned(), again);
            }
        } else if page.modified.is_some() && footer.built_with.is_none() {
            // Share pages print the date in their head, so that it proves nothing about their end.
            let why = "the page does not go on to `Built with`; its end may be missing";
            self.report(Code::NoFooter, end, why.to_owned(), again);
        } else if page.modified.is_none() {
            let why = "no date of change stands at the end (`修改于`, `Modified at`)";
            self.report(Code::NoDate, end, why.to_owned(), again);
        }
    }
}

#[cfg(test)]
#[path = "page_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "section_tests.rs"]
mod section_tests;

#[cfg(test)]
#[path = "layout_tests.rs"]
mod layout_tests;

#[cfg(test)]
#[path = "spelled_pages.rs"]
mod spelled_pages;

#[cfg(test)]
#[path = "hostile_tests.rs"]
mod hostile_tests;

#[cfg(test)]
#[path = "copy_tests.rs"]
mod copy_tests;

#[cfg(test)]
#[path = "table_tests.rs"]
mod table_tests;
