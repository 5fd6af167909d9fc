//! Document → outline: goes from element to element in reading order, without recursion, so that depth costs nothing.

use scraper::node::Element;
use scraper::{Html, Node};

use super::class::{self, Role};
use super::kind::{self, Around, Kind};
use super::outline::{Block, Line, Outline, Part, Row, Tab};
use crate::scrape::facts::NavigationItem;
use crate::scrape::html::source::Source;
use crate::scrape::text;

/// Lists what stands in a document.
pub(super) fn outline(document: &Html, source: &mut Source<'_>) -> Outline {
    let mut walk = Walk::default();
    let mut next = Some(document.tree.root());
    while let Some(mut node) = next {
        match node.value() {
            Node::Element(element) => walk.open(element),
            Node::Text(text) => walk.text(text, source),
            _ => {}
        }
        next = node.first_child();
        while next.is_none() {
            if let Node::Element(element) = node.value() {
                walk.close(element);
            }
            next = node.next_sibling();
            match node.parent() {
                Some(parent) if next.is_none() => node = parent,
                _ => break,
            }
        }
    }
    walk.flush();
    walk.outline
}

/// An open element, and what it is inside of: carried along, so that no element looks at all those around it.
#[derive(Clone, Copy)]
struct Open {
    kind: Kind,
    /// Depth that the box of the rows inside states.
    level: u32,
    /// Pixels by which the rows inside are indented.
    indentation: u32,
    /// The part of a row that it belongs to.
    part: Option<(Role, usize)>,
    heading: Option<u8>,
    is_navigation: bool,
    is_breadcrumb: bool,
}

/// Where the walk is.
#[derive(Default)]
struct Walk {
    outline: Outline,
    open: Vec<Open>,
    /// How many open elements are of each kind that changes how text is taken.
    hidden: usize,
    lists: u32,
    tables: usize,
    line: Line,
    /// Places of the open rows among the blocks.
    rows: Vec<usize>,
    /// The row of a table that marks none: it goes on to the next name.
    loose_row: Option<usize>,
    code: Option<Line>,
    /// Whether each line of the code is an element; blanks between those mean nothing then.
    has_code_lines: bool,
    is_in_code_line: bool,
    tab: Option<Tab>,
    entry: Option<NavigationItem>,
    tab_list: usize,
    element: usize,
}

impl Walk {
    /// What the open elements say of what is inside them.
    fn around(&self) -> Open {
        self.open.last().copied().unwrap_or(Open {
            kind: Kind::Plain,
            level: 0,
            indentation: 0,
            part: None,
            heading: None,
            is_navigation: false,
            is_breadcrumb: false,
        })
    }

    /// The element `kind` inside of what is open.
    fn inside(&self, kind: Kind, element: &Element) -> Open {
        let around = self.around();
        let level = element.attr("data-level").and_then(|level| level.parse().ok());
        Open {
            kind,
            level: level.unwrap_or(around.level),
            indentation: around.indentation.saturating_add(class::indentation(element)),
            part: match kind {
                Kind::Row => None,
                Kind::Part(role) => Some((role, self.element)),
                _ => around.part,
            },
            heading: if let Kind::Heading(level) = kind { Some(level) } else { around.heading },
            is_navigation: around.is_navigation || kind == Kind::Navigation,
            is_breadcrumb: around.is_breadcrumb || kind == Kind::Breadcrumb,
        }
    }

    fn open(&mut self, element: &Element) {
        self.element += 1;
        if !class::is_inline(element) && self.hidden == 0 {
            self.flush();
        }
        let kind = if self.hidden > 0 { Kind::Plain } else { self.kind(element) };
        self.open.push(self.inside(kind, element));
        match kind {
            Kind::Hidden => self.hidden += 1,
            Kind::List => self.lists = self.lists.saturating_add(1),
            Kind::Table => {
                self.outline.blocks.extend((self.tables == 0).then_some(Block::Table));
                self.tables += 1;
                self.loose_row = None;
            }
            Kind::Entry => self.entry = Some(self.entry(element)),
            Kind::Code => {
                self.code = Some(Line::default());
                self.has_code_lines = false;
            }
            Kind::CodeLine => {
                self.code_break();
                (self.has_code_lines, self.is_in_code_line) = (true, true);
            }
            Kind::Row => self.start_row(true),
            Kind::Part(Role::Name) if self.needs_row() => self.start_row(false),
            Kind::Tabs => self.tab_list += 1,
            Kind::Tab => self.tab = Some(self.tab(element)),
            Kind::Panel => {
                let attribute = |name: &str| element.attr(name).map(str::to_owned);
                let panel = Block::Panel { id: attribute("id"), tab: attribute("aria-labelledby") };
                self.outline.blocks.push(panel);
            }
            _ => {}
        }
        if element.name() == "br" && !self.is_in_code_line {
            self.code_break();
        }
        self.arrow(element);
    }

    fn kind(&self, element: &Element) -> Kind {
        let around = Around {
            is_code: self.code.is_some(),
            is_navigation: self.around().is_navigation,
            is_table: self.tables > 0,
            is_row: !self.rows.is_empty() || self.loose_row.is_some(),
        };
        kind::of(element, &around)
    }

    /// A name starts a row of its own where no element marks the row, or where the row has a name already.
    fn needs_row(&self) -> bool {
        let row = self.rows.last().and_then(|row| self.row(*row));
        row.is_none_or(|row| row.parts.iter().any(|part| part.role == Role::Name))
    }

    fn row(&self, index: usize) -> Option<&Row> {
        match self.outline.blocks.get(index) {
            Some(Block::Row(row)) => Some(row),
            _ => None,
        }
    }

    fn start_row(&mut self, is_marked: bool) {
        let row = Row {
            parts: Vec::new(),
            level: self.around().level,
            indentation: self.around().indentation,
            nesting: u32::try_from(self.rows.len()).unwrap_or(u32::MAX),
            is_closed: None,
        };
        let index = self.outline.blocks.len();
        self.outline.blocks.push(Block::Row(row));
        if is_marked {
            self.rows.push(index);
            self.loose_row = None;
        } else {
            self.loose_row = Some(index);
        }
    }

    /// The row that text belongs to.
    fn current_row(&mut self) -> Option<&mut Row> {
        let index = self.loose_row.or(self.rows.last().copied())?;
        match self.outline.blocks.get_mut(index) {
            Some(Block::Row(row)) => Some(row),
            _ => None,
        }
    }

    /// An arrow that opens or closes what is below a row; closed, it points to the right.
    fn arrow(&mut self, element: &Element) {
        let label = element.attr("aria-label").unwrap_or_default();
        let style = element.attr("style").unwrap_or_default().replace(' ', "");
        let is_turned = ["rotate(270deg)", "rotate(-90deg)"].iter().any(|turn| style.contains(turn));
        let is_arrow = label.contains("collapse") || label.contains("expand");
        let state = match element.attr("aria-expanded") {
            Some("false") => Some(true),
            Some("true") => Some(false),
            _ if is_turned || class::mentions(element, &["collapsed"]) => Some(true),
            _ if is_arrow => Some(false),
            _ => None,
        };
        if let (Some(is_closed), Some(row)) = (state, self.current_row()) {
            row.is_closed = Some(is_closed || row.is_closed == Some(true));
        }
    }

    fn entry(&self, element: &Element) -> NavigationItem {
        let level = element.attr("aria-level").and_then(|level| level.parse::<u32>().ok());
        let depth = level.map_or(self.lists.saturating_sub(1), |level| level.saturating_sub(1));
        NavigationItem { title: String::new(), verb: None, depth: Some(depth), line: 0 }
    }

    fn tab(&self, element: &Element) -> Tab {
        let attribute = |name: &str| element.attr(name).map(str::to_owned);
        let is_open = element
            .attr("aria-selected")
            .map_or_else(|| class::mentions(element, &["active", "selected"]), |selected| selected == "true");
        Tab {
            is_open,
            id: attribute("id"),
            panel: attribute("aria-controls"),
            is_in_table: self.tables > 0,
            list: self.tab_list,
            ..Tab::default()
        }
    }

    fn close(&mut self, element: &Element) {
        let Some(open) = self.open.pop() else { return };
        if !class::is_inline(element) && self.hidden == 0 {
            self.flush();
        }
        match open.kind {
            Kind::Hidden => self.hidden -= 1,
            Kind::List => self.lists = self.lists.saturating_sub(1),
            Kind::Table => {
                self.tables -= 1;
                self.loose_row = None;
            }
            Kind::Entry => {
                let entry = self.entry.take().filter(|entry| !entry.title.is_empty());
                self.outline.navigation.extend(entry);
            }
            Kind::Code => {
                let code = self.code.take().filter(|code| !code.text.trim().is_empty());
                self.outline.blocks.extend(code.map(Block::Code));
            }
            Kind::CodeLine => self.is_in_code_line = false,
            Kind::Row => {
                self.rows.pop();
                self.loose_row = None;
            }
            Kind::Tab => {
                let tab = self.tab.take().filter(|tab| !tab.text.is_empty());
                self.outline.blocks.extend(tab.map(Block::Tab));
            }
            Kind::Panel => {
                self.loose_row = None;
                self.outline.blocks.push(Block::PanelEnd);
            }
            Kind::Heading(_) => self.loose_row = None,
            _ => {}
        }
    }

    fn text(&mut self, text: &str, source: &mut Source<'_>) {
        if text.trim().is_empty() {
            if self.hidden == 0 {
                self.space(text);
            }
            return;
        }
        let number = source.next_line(text);
        if self.hidden > 0 {
            return;
        }
        if let Some(code) = &mut self.code {
            if code.number == 0 {
                let leading = text.len() - text.trim_start_matches(['\n', '\r']).len();
                // The parser drops the first line break of a `pre`, and so does the text of code.
                code.number = number;
                code.text.push_str(text.get(leading..).unwrap_or(text));
            } else {
                code.text.push_str(text);
            }
            return;
        }
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(entry) = &mut self.entry {
            match text::verb(&words) {
                Some(verb) if entry.verb.is_none() => entry.verb = Some(verb),
                _ => {
                    let gap = if entry.title.is_empty() { "" } else { " " };
                    entry.title = format!("{}{gap}{words}", entry.title);
                    entry.line = number;
                }
            }
        } else if let Some(tab) = &mut self.tab {
            tab.text += &words;
            tab.number = number;
        } else if self.around().is_breadcrumb {
            let is_separator = words.chars().all(|character| !character.is_alphanumeric());
            if !is_separator {
                self.outline.breadcrumb.push(Line { text: words, number, ..Line::default() });
            }
        } else if self.around().is_navigation {
            // A folder may be no link.
            let depth = Some(self.lists.saturating_sub(1));
            self.outline.navigation.push(NavigationItem { title: words, verb: None, depth, line: number });
        } else {
            self.words(text, words, number);
        }
    }

    /// Words of a row or of a line.
    fn words(&mut self, text: &str, words: String, number: u32) {
        let around = self.around();
        let (role, element) = around.part.unwrap_or((Role::Other, self.element));
        let starts_with_space = text.starts_with(char::is_whitespace);
        if let Some(row) = self.current_row() {
            match row.parts.last_mut() {
                Some(last) if last.role == role && last.element == element => {
                    if starts_with_space && !last.text.ends_with([' ', '\n']) {
                        last.text.push(' ');
                    }
                    last.text += &words;
                }
                _ => row.parts.push(Part { role, text: words, number, element }),
            }
            if let Some(last) = row.parts.last_mut()
                && text.ends_with(char::is_whitespace)
            {
                last.text.push(' ');
            }
            return;
        }
        let line = &mut self.line;
        if line.leaves.is_empty() {
            line.number = number;
        } else if starts_with_space && !line.text.ends_with(' ') {
            line.text.push(' ');
        }
        line.text += &words;
        line.leaves.push(words);
        if text.ends_with(char::is_whitespace) {
            line.text.push(' ');
        }
        line.heading = around.heading;
    }

    /// Blanks between elements.
    fn space(&mut self, text: &str) {
        if let Some(code) = &mut self.code {
            if code.number > 0 && (self.is_in_code_line || !self.has_code_lines) {
                code.text.push_str(text);
            }
        } else if !self.line.text.is_empty() && !self.line.text.ends_with(' ') {
            self.line.text.push(' ');
        }
    }

    fn code_break(&mut self) {
        if let Some(code) = self.code.as_mut().filter(|code| code.number > 0) {
            code.text.push('\n');
        }
    }

    /// Ends a line. In the description of a row the next text starts a line of its own.
    fn flush(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        line.text.truncate(line.text.trim_end().len());
        if !line.text.is_empty() {
            self.outline.blocks.push(Block::Line(line));
        }
        if let Some(part) = self.current_row().and_then(|row| row.parts.last_mut())
            && part.role == Role::Description
            && !part.text.ends_with('\n')
        {
            part.text.push('\n');
        }
    }
}
