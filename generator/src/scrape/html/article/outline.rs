//! The rendered page as a list of blocks in reading order: lines, rows, code and tabs. What nobody sees is left out.

use super::class::Role;
use crate::scrape::facts::NavigationItem;

/// A part of the page.
#[derive(Clone, Debug)]
pub(super) enum Block {
    Line(Line),
    /// A table begins.
    Table,
    Row(Row),
    Code(Line),
    Tab(Tab),
    /// A panel opens, with its id and that of its tab.
    Panel {
        id: Option<String>,
        tab: Option<String>,
    },
    PanelEnd,
}

/// Words between the edges of a box.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// The words, or the text of code.
    pub(super) text: String,
    /// Each text of which it is made.
    pub(super) leaves: Vec<String>,
    /// Line of the capture.
    pub(super) number: u32,
    /// Level of the heading that it is.
    pub(super) heading: Option<u8>,
}

/// A tab of several.
#[derive(Clone, Debug, Default)]
pub(super) struct Tab {
    pub(super) text: String,
    pub(super) number: u32,
    pub(super) is_open: bool,
    pub(super) id: Option<String>,
    pub(super) panel: Option<String>,
    /// Whether it stands among the rows of a table.
    pub(super) is_in_table: bool,
    /// Which list of tabs it belongs to.
    pub(super) list: usize,
}

/// A row of a table.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// What it says, in order: the role, the element's number and its text.
    pub(super) parts: Vec<Part>,
    /// Depth by the box it stands in.
    pub(super) level: u32,
    /// Depth by its indentation in pixels.
    pub(super) indentation: u32,
    /// Depth by the rows around it.
    pub(super) nesting: u32,
    /// Whether its arrow is closed; nothing where it shows none.
    pub(super) is_closed: Option<bool>,
}

/// A text in a row.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) role: Role,
    pub(super) text: String,
    pub(super) number: u32,
    /// Tells elements of one role apart.
    pub(super) element: usize,
}

/// A page in reading order.
#[derive(Default)]
pub(super) struct Outline {
    pub(super) blocks: Vec<Block>,
    pub(super) navigation: Vec<NavigationItem>,
    pub(super) breadcrumb: Vec<Line>,
}
