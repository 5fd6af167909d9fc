//! What an element of the rendered page is: a row, a tab, an entry of the navigation, or just a box.

use scraper::node::Element;

use super::class::{self, Role};

/// What an open element is, beside being a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    Hidden,
    Navigation,
    Breadcrumb,
    /// An entry of the navigation.
    Entry,
    List,
    Code,
    /// A line of code on its own.
    CodeLine,
    Row,
    /// A part of a row.
    Part(Role),
    Table,
    Tabs,
    Tab,
    Panel,
    Heading(u8),
}

/// What an element is inside of.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own about what is around")]
pub(super) struct Around {
    pub(super) is_code: bool,
    pub(super) is_navigation: bool,
    pub(super) is_table: bool,
    pub(super) is_row: bool,
}

/// What an element is.
pub(super) fn of(element: &Element, around: &Around) -> Kind {
    let role = element.attr("role");
    let name = element.name();
    if around.is_code {
        return code_kind(element);
    }
    if class::is_hidden(element) || (name == "button" && role != Some("tab")) {
        return Kind::Hidden;
    }
    if element.attr("aria-label") == Some("breadcrumb") || class::mentions(element, &["breadcrumb"]) {
        return Kind::Breadcrumb;
    }
    let is_tree = matches!(name, "nav" | "aside")
        || matches!(role, Some("navigation" | "tree"))
        || class::mentions(element, &["sidebar", "side-bar"]);
    if is_tree && !class::mentions(element, &["pagina", "pager", "anchor", "toc"]) {
        return Kind::Navigation;
    }
    if around.is_navigation {
        return match name {
            "ul" | "ol" => Kind::List,
            "a" => Kind::Entry,
            _ if role == Some("treeitem") => Kind::Entry,
            _ if role == Some("group") => Kind::List,
            _ => Kind::Plain,
        };
    }
    if name == "pre" || class::mentions(element, &["cm-content", "CodeMirror-code", "view-lines"]) {
        return Kind::Code;
    }
    match role {
        Some("tablist") => return Kind::Tabs,
        Some("tab") => return Kind::Tab,
        Some("tabpanel") => return Kind::Panel,
        _ => {}
    }
    if class::mentions(element, &["JsonSchemaViewer", "schema-viewer"]) && class::role(element).is_none() {
        return Kind::Table;
    }
    if around.is_table && element.attr("data-id").is_some() {
        return Kind::Row;
    }
    if let Some(role) = class::role(element)
        && (role == Role::Name || around.is_row)
    {
        return Kind::Part(role);
    }
    match name.strip_prefix('h').and_then(|level| level.parse().ok()) {
        Some(level @ 1..=6) => Kind::Heading(level),
        _ => Kind::Plain,
    }
}

/// Within code only its lines and what is no code matter.
fn code_kind(element: &Element) -> Kind {
    let is_gutter = class::mentions(element, &["gutter", "linenumber", "line-number", "lineNumber"]);
    if is_gutter || element.attr("aria-hidden") == Some("true") {
        Kind::Hidden
    } else if class::mentions(element, &["cm-line", "CodeMirror-line", "view-line", "code-line"]) {
        Kind::CodeLine
    } else {
        Kind::Plain
    }
}
