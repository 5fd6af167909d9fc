//! Section after section of an article, from below its head to its footer → a page of facts.

use std::sync::Arc;

use super::head::Head;
use super::outline::{Block, Line, Outline, Tab};
use super::table::Table;
use crate::diagnostic::{Code, Diagnostic, Origin, Stated, quote};
use crate::scrape::Capture;
use crate::scrape::facts::{
    BodyFacts, ExampleFacts, Location, Page, PageKind, ParameterGroup, ResponseFacts, ServerFacts,
};
use crate::scrape::html::example;
use crate::scrape::text::{self, Label, Pager};
use crate::scrape::type_expression::TypeExpression;

use super::response;

/// Reads the page whose head is known.
pub(super) fn read(capture: &Capture, outline: &Outline, head: &Head) -> (Page, Vec<Diagnostic>) {
    let file = Arc::clone(&capture.file);
    let mut reader = Reader {
        file: Arc::clone(&file),
        page: start(capture, outline, head),
        place: Place::Description,
        tables: Vec::new(),
        example_name: None,
        tabs: Vec::new(),
        panels: Vec::new(),
        awaited: None,
        unread: Vec::new(),
        diagnostics: Vec::new(),
    };
    for block in outline.blocks.iter().skip(head.below) {
        reader.block(block);
    }
    reader.finish()
}

fn start(capture: &Capture, outline: &Outline, head: &Head) -> Page {
    let file = &capture.file;
    let at = |(value, line): &(String, u32)| Stated::new(value.clone(), Origin::new(Arc::clone(file), *line));
    let crumb = |line: &Line| at(&(line.text.clone(), line.number));
    let mut breadcrumb: Vec<_> = outline.breadcrumb.iter().map(crumb).collect();
    // The last crumb is the page itself.
    breadcrumb.pop_if(|crumb| crumb.value == head.title.0);
    let verb = Stated::new(head.verb.0, Origin::new(Arc::clone(file), head.verb.1));
    let server = |url: &String| ServerFacts {
        origin: Origin::new(Arc::clone(file), head.path.1),
        url: url.clone(),
        description: None,
        variables: Vec::new(),
    };
    Page {
        badge: head.badge.as_ref().map(at),
        breadcrumb,
        navigation: outline.navigation.clone(),
        servers: head.server.iter().map(server).collect(),
        ..Page::start(PageKind::Article, capture, at(&head.title), verb, at(&head.path))
    }
}

/// Which part of the page a block belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Description,
    Request,
    Group(usize),
    Body(usize),
    Samples,
    Responses,
    /// The first of the responses that are told by tabs has no words of its own yet.
    Response(usize),
    ResponseHeaders(usize),
    /// Below a heading of which we do not know what it heads.
    Elsewhere,
    Footer,
}

/// What the next line will be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Awaited {
    Date,
    Previous,
    Next,
}

pub(super) struct Reader {
    pub(super) file: Arc<str>,
    pub(super) page: Page,
    pub(super) place: Place,
    /// The rows of each place that has some, with the type of the value itself where one is printed.
    pub(super) tables: Vec<(Place, Table, Option<Stated<String>>)>,
    pub(super) example_name: Option<String>,
    /// The tabs of responses, each with its response.
    pub(super) tabs: Vec<(Tab, usize)>,
    /// The place to go back to when a panel ends.
    pub(super) panels: Vec<Place>,
    awaited: Option<Awaited>,
    pub(super) unread: Vec<(String, u32)>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Reader {
    pub(super) fn at(&self, line: u32) -> Origin {
        Origin::new(Arc::clone(&self.file), line)
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Line(line) => self.line(line),
            Block::Table => {
                if let Some(table) = self.table() {
                    table.starts.push(table.rows.len());
                }
            }
            Block::Row(row) => {
                if let Some(table) = self.table() {
                    table.rows.push(row.clone());
                } else {
                    let words = row.parts.first().map(|part| (part.text.clone(), part.number));
                    self.unread.extend(words);
                }
            }
            Block::Code(code) => self.code(code),
            Block::Tab(tab) => self.tab(tab),
            Block::Panel { id, tab } => self.panel(id.as_deref(), tab.as_deref()),
            Block::PanelEnd => {
                if let Some(place) = self.panels.pop() {
                    self.place = place;
                }
            }
        }
    }

    fn line(&mut self, line: &Line) {
        let origin = self.at(line.number);
        let is_heading = line.heading.is_some();
        let text = line.text.as_str();
        if let Some(awaited) = self.awaited.take() {
            self.await_line(awaited, text, &origin);
            return;
        }
        match text::pager(text) {
            Some(pager) => {
                self.place = Place::Footer;
                self.awaited = match pager {
                    Pager::Previous => Some(Awaited::Previous),
                    Pager::Next => Some(Awaited::Next),
                    Pager::BuiltWith => None,
                };
                return;
            }
            None if self.place == Place::Footer && !matches!(Label::of(text), Some(Label::Modified(_))) => {
                return;
            }
            None => {}
        }
        match Label::of(text) {
            Some(Label::Request) => self.place = Place::Request,
            Some(Label::Authorization) => self.page.description.push(Stated::new(text.to_owned(), origin)),
            Some(Label::Parameters(Location::Header)) if matches!(self.place, Place::Response(_)) => {
                if let Place::Response(index) = self.place {
                    self.place = Place::ResponseHeaders(index);
                }
            }
            // A page has each of these once, however many layouts it shows.
            Some(Label::Parameters(location)) => {
                let groups = &mut self.page.parameters;
                let known = groups.iter().position(|group| group.location == location);
                self.place = Place::Group(known.unwrap_or(groups.len()));
                if known.is_none() {
                    groups.push(ParameterGroup { location, origin, rows: Vec::new(), fields: Vec::new() });
                }
            }
            Some(Label::Body(media_type)) => {
                let bodies = &mut self.page.bodies;
                let known = bodies.iter().position(|body| body.media_type == media_type);
                self.place = Place::Body(known.unwrap_or(bodies.len()));
                if known.is_none() {
                    bodies.push(BodyFacts::empty(media_type, origin));
                }
            }
            Some(Label::Example(name)) => self.example_name = name,
            Some(Label::Samples) => self.place = Place::Samples,
            Some(Label::Responses | Label::ResponseExamples) => self.place = Place::Responses,
            Some(Label::Modified(date)) => self.await_line(Awaited::Date, &date, &origin),
            Some(Label::Response { status, label }) => self.response(status, label, origin),
            Some(Label::ResponseExample { status, label }) => self.response(Some(status), label, origin),
            Some(Label::Status(status)) => self.response(Some(status), String::new(), origin),
            None => self.words(text, is_heading, origin),
        }
    }

    fn await_line(&mut self, awaited: Awaited, text: &str, origin: &Origin) {
        let stated = Stated::new(text.to_owned(), origin.clone());
        match awaited {
            Awaited::Date if text.is_empty() => self.awaited = Some(Awaited::Date),
            Awaited::Date if text::is_whole_date(text) => self.page.modified = Some(stated),
            Awaited::Date => self.unread.push((text.to_owned(), origin.line)),
            Awaited::Previous => self.page.previous = Some(stated),
            Awaited::Next => self.page.next = Some(stated),
        }
    }

    /// A line that is no label: it says something about where it stands.
    fn words(&mut self, text: &str, is_heading: bool, origin: Origin) {
        let in_responses =
            matches!(self.place, Place::Responses | Place::Response(_) | Place::ResponseHeaders(_));
        if let Some((status, label)) = response::heading(text).filter(|_| in_responses) {
            self.response(status, label, origin);
            return;
        }
        if text::is_media_type(text) {
            if let Some(body) = self.body(&origin)
                && body.media_type.is_empty()
            {
                text.clone_into(&mut body.media_type);
            }
            return;
        }
        let has_rows =
            self.tables.iter().any(|(place, table, _)| *place == self.place && !table.rows.is_empty());
        let stated = Stated::new(text.to_owned(), origin);
        match self.place {
            Place::Description => self.page.description.push(stated),
            Place::Response(_) | Place::ResponseHeaders(_) if text == "Body" || text == "Headers" => {
                if let (Place::ResponseHeaders(index), "Body") = (self.place, text) {
                    self.place = Place::Response(index);
                } else if let (Place::Response(index), "Headers") = (self.place, text) {
                    self.place = Place::ResponseHeaders(index);
                }
            }
            Place::Body(_) | Place::Response(_) if !has_rows && TypeExpression::parse(text).is_some() => {
                let place = self.place;
                self.table();
                if let Some((_, _, root)) = self.tables.iter_mut().find(|(of, _, _)| *of == place) {
                    *root = Some(stated);
                }
            }
            Place::Response(index) if !has_rows => {
                if let Some(response) = self.page.responses.get_mut(index) {
                    response.description.push(stated);
                }
            }
            Place::Samples if text::is_language(text) => {}
            place => {
                // What follows such a heading is none of the rows above it.
                if is_heading && has_rows && place != Place::Samples {
                    self.place = Place::Elsewhere;
                }
                self.unread.push((stated.value, stated.origin.line));
            }
        }
    }

    /// A heading of a response; where its tab has told of it already, it is the same one.
    fn response(&mut self, status: Option<u16>, label: String, origin: Origin) {
        let told = self
            .page
            .responses
            .iter()
            .position(|response| response.status == status && response.label == label);
        let is_tab = |index: &usize| self.tabs.iter().any(|(_, of)| of == index);
        if let Some(index) = told.filter(is_tab) {
            self.place = Place::Response(index);
            return;
        }
        self.place = Place::Response(self.page.responses.len());
        let (description, headers) = (Vec::new(), Vec::new());
        self.page.responses.push(ResponseFacts { origin, status, label, description, headers, body: None });
    }

    fn tab(&mut self, tab: &Tab) {
        if tab.is_in_table {
            if let Some(table) = self.table() {
                let behind = table.rows.len().saturating_sub(1);
                table.tabs.push((behind, tab.clone()));
            }
            return;
        }
        let in_responses = matches!(self.place, Place::Responses | Place::Response(_));
        if let Some((status, label)) = response::heading(&tab.text).filter(|_| in_responses) {
            let place = self.place;
            self.response(status, label, self.at(tab.number));
            let Place::Response(index) = self.place else { return };
            // What follows the tabs belongs to the open one.
            let is_later = self.tabs.iter().any(|(other, _)| other.list == tab.list && other.is_open);
            self.tabs.push((tab.clone(), index));
            if !tab.is_open && is_later {
                self.place = place;
            }
        } else if text::is_media_type(&tab.text) && tab.is_open && self.body(&self.at(tab.number)).is_some() {
            self.words(&tab.text, false, self.at(tab.number));
        } else if text::is_language(&tab.text) || self.place == Place::Samples {
            // Languages of code samples: the command says all there is to know.
        } else if tab.is_open {
            self.example_name = Some(tab.text.clone());
        } else {
            self.collapsed(
                tab.number,
                format!("the tab {} was closed when the page was saved", quote(&tab.text)),
            );
        }
    }

    /// A panel belongs to the tab that names it, otherwise to the open one.
    fn panel(&mut self, id: Option<&str>, tab: Option<&str>) {
        self.panels.push(self.place);
        let names = |(of, _): &&(Tab, usize)| {
            (of.panel.is_some() && of.panel.as_deref() == id) || (of.id.is_some() && of.id.as_deref() == tab)
        };
        if let Some((_, index)) = self.tabs.iter().find(names) {
            self.place = Place::Response(*index);
        }
    }

    /// The table of this place, made when its first row comes.
    fn table(&mut self) -> Option<&mut Table> {
        let place = self.place;
        let has_rows = matches!(
            place,
            Place::Group(_) | Place::Body(_) | Place::Response(_) | Place::ResponseHeaders(_)
        );
        if !has_rows {
            return None;
        }
        let found = self.tables.iter().position(|(of, _, _)| *of == place);
        let index = found.unwrap_or(self.tables.len());
        if found.is_none() {
            self.tables.push((place, Table::default(), None));
        }
        self.tables.get_mut(index).map(|(_, table, _)| table)
    }

    /// The body of this place; a response gets one when something of it is shown.
    pub(super) fn body(&mut self, origin: &Origin) -> Option<&mut BodyFacts> {
        match self.place {
            Place::Body(index) => self.page.bodies.get_mut(index),
            Place::Response(index) => {
                let response = self.page.responses.get_mut(index)?;
                Some(response.body.get_or_insert_with(|| BodyFacts::empty(String::new(), origin.clone())))
            }
            _ => None,
        }
    }

    fn code(&mut self, code: &Line) {
        let text = code.text.replace('\u{a0}', " ");
        let text = text.trim_end();
        if text.trim_start().starts_with("curl ") {
            let (curl, diagnostics) = text::curl(&self.file, text, code.number);
            self.page.curls.push(curl);
            self.diagnostics.extend(diagnostics);
            return;
        }
        let origin = self.at(code.number);
        let name = self.example_name.take();
        if self.place == Place::Description {
            self.page
                .description
                .extend(text.lines().map(|line| Stated::new(line.to_owned(), origin.clone())));
            return;
        }
        let Some(media_type) = self.body(&origin).map(|body| body.media_type.clone()) else {
            // Samples in other languages than the shell's say nothing more.
            if self.place != Place::Samples {
                self.unread.extend(text.lines().next().map(|line| (line.trim().to_owned(), code.number)));
            }
            return;
        };
        let read = example::read(text.to_owned(), name, &media_type, &origin, example::Lines::Each);
        self.diagnostics.extend(read.1);
        if let Some(body) = self.body(&origin) {
            push_new(&mut body.examples, read.0);
        }
    }

    pub(super) fn collapsed(&mut self, line: u32, message: String) {
        let hint =
            "open all rows and tabs in the browser before you save the page, or capture it as Markdown";
        self.diagnostics.push(Diagnostic::new(Code::CollapsedRows, self.at(line), message).hint(hint));
    }
}

/// A page shows an example twice where it has one layout for wide and one for narrow windows.
pub(super) fn push_new(examples: &mut Vec<ExampleFacts>, example: ExampleFacts) {
    if examples.iter().all(|other| other.text != example.text) {
        examples.push(example);
    }
}
