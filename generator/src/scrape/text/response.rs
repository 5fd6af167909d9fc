//! Responses: below their coloured heading, or behind the tabs of a share page.

use std::collections::VecDeque;

use super::labels::{self, Label};
use super::place::{self, Witness};
use super::reader::Reader;
use super::response_labels;
use crate::diagnostic::{Code, Stated, quote};
use crate::scrape::facts::{BodyFacts, FieldFacts, Location, Page, ResponseFacts};

impl Reader<'_> {
    /// The response whose coloured heading stands here.
    pub(super) fn response(&mut self, status: Option<u16>, label: String) -> ResponseFacts {
        let origin = self.take().origin;
        let description = self.response_description();
        let mut headers = self.response_headers();
        let mut heading = self.origin();
        let media_type = self.media_type();
        headers.extend(self.response_headers());
        let has_heading = self.words() == "Body";
        if has_heading {
            heading = self.take().origin;
        }
        let has_content = !self.is_at_end() && matches!(self.heading(), None | Some(Label::Example(_)));
        let has_body = has_heading || !media_type.is_empty() || has_content;
        let body = has_body.then(|| self.table(media_type, heading));
        ResponseFacts { origin, status, label, description, headers, body }
    }

    /// The lines between a response's heading and its media type, headers, `Body`, rows or example.
    fn response_description(&mut self) -> Vec<Stated<String>> {
        let witness = Witness::ahead(self.lines, self.position);
        let mut description = Vec::new();
        while !self.is_at_end()
            && self.heading().is_none()
            && !labels::is_media_type(self.words())
            && self.words() != "Body"
            && !self.at_response_headers()
            && !place::is_type(self.words())
            && !self.words().starts_with(['{', '['])
            && !place::starts_row(self.lines, self.position, &witness)
            && self.missed_first_row(&witness).is_none()
        {
            description.push(self.take());
        }
        description
    }

    /// Whether a heading above rows of headers stands here.
    fn at_response_headers(&self) -> bool {
        place::opens_headers(self.lines, self.position)
            || matches!(self.heading(), Some(Label::Parameters(Location::Header)))
    }

    /// The headers of a response; its `Body` ends them.
    pub(super) fn response_headers(&mut self) -> Vec<FieldFacts> {
        if !self.at_response_headers() {
            return Vec::new();
        }
        self.position += 1;
        let all = self.lines;
        let is_end = |index: &usize| {
            let text = super::line::words(all, *index);
            text == "Body" || (labels::is_media_type(text) && !self.is_in_row(*index))
        };
        let end = (self.position..all.len())
            .take_while(|index| place::heading_after_rows(all, *index).is_none())
            .find(is_end);
        self.lines = all.get(..end.unwrap_or(all.len())).unwrap_or(all);
        let rows = self.rows();
        self.lines = all;
        rows.into_iter().map(|row| self.header(row)).collect()
    }

    /// Whether the line at `index` is the value of an attribute of a row.
    fn is_in_row(&self, index: usize) -> bool {
        let above = index.checked_sub(1).map_or("", |above| super::line::words(self.lines, above));
        labels::attribute(above).is_some()
    }

    /// The tabs of a share page: one for each response, of which the page shows the open one.
    pub(super) fn tabs(&mut self, page: &mut Page) {
        while let Some((status, label)) = response_labels::tab(self.words()) {
            self.hidden.entry(status).or_default().push_back(page.responses.len());
            let origin = self.take().origin;
            page.responses.push(ResponseFacts {
                origin,
                status: Some(status),
                label,
                description: Vec::new(),
                headers: Vec::new(),
                body: None,
            });
        }
    }

    /// What a share page shows of a response: below its status line come content format, rows and example.
    pub(super) fn shown_tab(&mut self, status: u16, page: &mut Page) {
        let mut origin = self.take().origin;
        let heading = origin.clone();
        let format = response_labels::content_format(self.words());
        if format.is_some() {
            origin = self.take().origin;
        }
        let headers = self.response_headers();
        if response_labels::is_structure(self.words()) {
            self.position += 1;
        }
        let body = Some(self.table(format.unwrap_or_default(), origin));
        let tab = self.hidden.get_mut(&status).and_then(VecDeque::pop_front);
        if let Some(response) = tab.and_then(|tab| page.responses.get_mut(tab)) {
            response.headers = headers;
            response.body = body;
        } else {
            let (status, label, description) = (Some(status), String::new(), Vec::new());
            page.responses.push(ResponseFacts { origin: heading, status, label, description, headers, body });
        }
    }

    /// Says of each tab that was not open what is missing: its response may well have a body.
    pub(super) fn report_hidden_tabs(&mut self, page: &mut Page) {
        for tab in std::mem::take(&mut self.hidden).into_values().flatten() {
            let Some(response) = page.responses.get_mut(tab) else { continue };
            let origin = response.origin.clone();
            response.body = Some(BodyFacts::empty("", origin.clone()));
            let message =
                format!("the tab {} was not open when the page was captured", quote(&response.label));
            self.report(
                Code::HiddenTab,
                origin,
                message,
                "open the tab, copy what it shows, and put it below the open one's in the capture",
            );
        }
    }
}
