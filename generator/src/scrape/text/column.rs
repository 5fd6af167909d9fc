//! The column of response examples on a page in two columns: read where it stands, above or below the responses,
//! and given to the responses at the end.

use std::collections::{BTreeMap, VecDeque};

use super::labels::Label;
use super::line;
use super::place;
use super::reader::Reader;
use super::response_labels;
use crate::diagnostic::{Code, Origin, quote};
use crate::scrape::facts::{BodyFacts, ExampleFacts, Page, ResponseFacts};

/// An example of the column, and the tab it stands behind.
pub(super) struct ColumnExample {
    tab: Tab,
    example: ExampleFacts,
}

/// A line that tells which response the examples below it are of.
#[derive(Clone)]
struct Tab {
    status: Option<u16>,
    label: String,
    origin: Origin,
}

impl Reader<'_> {
    /// The column from here to the next section.
    pub(super) fn column(&mut self) {
        let mut current = Tab { status: None, label: String::new(), origin: self.origin() };
        if self.heading() == Some(Label::ResponseExamples) {
            self.position += 1;
        }
        let mut waiting = VecDeque::new();
        while !self.is_at_end() {
            if let Some((status, label)) = self.column_tab() {
                let origin = self.take().origin;
                waiting.push_back(Tab { status: Some(status), label, origin });
            } else if let Some(name) = self.column_example_name() {
                current = waiting.pop_front().unwrap_or(current);
                self.column_example(&current, name);
            } else {
                break;
            }
        }
        for tab in waiting {
            let message = format!("the tab {} shows no example in this capture", quote(&tab.label));
            self.report(
                Code::HiddenTab,
                tab.origin,
                message,
                "open the tab, copy what it shows, and put it below its line in the capture",
            );
        }
    }

    /// `200 - Success` or `成功(200)` here.
    fn column_tab(&self) -> Option<(u16, String)> {
        let is_row = place::is_type(line::words(self.lines, self.position + 1));
        let tab = response_labels::column_item(self.words());
        tab.or_else(|| response_labels::tab(self.words())).filter(|_| !is_row)
    }

    /// The name of the example here, the inner `None` where it has none; nothing where there is no example. Takes what
    /// stands above the example.
    #[expect(clippy::option_option, reason = "no name and no example are different answers")]
    fn column_example_name(&mut self) -> Option<Option<String>> {
        match self.heading() {
            Some(Label::Example(name)) => {
                self.position += 1;
                Some(name.or_else(|| self.example_name()))
            }
            Some(_) => None,
            None if place::opens_example(self.words()) => Some(None),
            None => self.example_name().map(Some),
        }
    }

    fn column_example(&mut self, tab: &Tab, name: Option<String>) {
        let media_type = if self.words().starts_with(['{', '[']) { "" } else { "text/plain" };
        if let Some(example) = self.example(name, media_type) {
            self.column.push(ColumnExample { tab: tab.clone(), example });
        }
    }

    /// Gives the examples of the column to the responses. Those of which neither status nor words tell whose they are, are
    /// the first response's, whose tab is open at first.
    pub(super) fn give_column(&mut self, page: &mut Page) {
        let mut places = Places::default();
        page.responses.iter().enumerate().for_each(|(at, response)| places.add(at, response));
        for ColumnExample { tab, mut example } in std::mem::take(&mut self.column) {
            let label = if tab.label.is_empty() { example.name.as_deref() } else { Some(tab.label.as_str()) };
            let known = places.of(tab.status, label);
            let has_label = |response: &ResponseFacts| Some(response.label.as_str()) == label;
            if tab.label.is_empty() && known.and_then(|at| page.responses.get(at)).is_some_and(has_label) {
                example.name = None;
            }
            let at = known.unwrap_or_else(|| {
                let response = response(&tab);
                places.add(page.responses.len(), &response);
                page.responses.push(response);
                page.responses.len() - 1
            });
            if let Some(response) = page.responses.get_mut(at) {
                let origin = &tab.origin;
                response
                    .body
                    .get_or_insert_with(|| BodyFacts::empty("", origin.clone()))
                    .examples
                    .push(example);
            }
        }
    }
}

/// Where the first response of each kind stands on the page.
#[derive(Default)]
struct Places {
    by_both: BTreeMap<(Option<u16>, String), usize>,
    by_status: BTreeMap<Option<u16>, usize>,
    by_label: BTreeMap<String, usize>,
    first: Option<usize>,
}

impl Places {
    fn add(&mut self, at: usize, response: &ResponseFacts) {
        self.by_both.entry((response.status, response.label.clone())).or_insert(at);
        self.by_status.entry(response.status).or_insert(at);
        self.by_label.entry(response.label.clone()).or_insert(at);
        self.first.get_or_insert(at);
    }

    /// The response an example is of: by status and words, by status, by the words alone, or else the first.
    fn of(&self, status: Option<u16>, label: Option<&str>) -> Option<usize> {
        let known = match status {
            Some(_) => {
                let both = label.and_then(|label| self.by_both.get(&(status, label.to_owned())));
                both.or_else(|| self.by_status.get(&status))
            }
            None => label.and_then(|label| self.by_label.get(label)).or(self.first.as_ref()),
        };
        known.copied()
    }
}

/// A response of which the page shows nothing but its example.
fn response(tab: &Tab) -> ResponseFacts {
    ResponseFacts {
        origin: tab.origin.clone(),
        status: tab.status,
        label: tab.label.clone(),
        description: Vec::new(),
        headers: Vec::new(),
        body: None,
    }
}
