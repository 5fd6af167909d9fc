//! The rows of a rendered table, which show their depth → a tree of schemas.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::class::Role;
use super::outline::{Row, Tab};
use super::row::{self, Cells};
use super::shape;
use crate::diagnostic::{Code, Diagnostic, Origin, Stated, quote};
use crate::scrape::facts::{FieldFacts, SchemaFacts, SchemaShape};
use crate::scrape::type_expression::{TypeExpression, TypeKind};

/// Deeper rows count as rows of this depth; every later stage recurses.
const DEEPEST: usize = 40;

/// The rows of one body, or of one group of parameters.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) rows: Vec<Row>,
    /// Tabs among them, each list behind the row with that index: the alternatives of a composition.
    pub(super) tabs: Vec<(usize, Tab)>,
    /// The row with which each table begins, where one place has several.
    pub(super) starts: Vec<usize>,
}

impl Table {
    /// Leaves out tables that say what the first one said: a page has one layout for wide and one for narrow windows.
    pub(super) fn once(mut self) -> Self {
        let words = |range: &Range<usize>| -> Vec<(Role, &str)> {
            let rows = self.rows.get(range.clone()).unwrap_or_default().iter();
            rows.flat_map(|row| &row.parts).map(|part| (part.role, part.text.as_str())).collect()
        };
        let starts = self.starts.iter().copied();
        let ends = self.starts.iter().copied().skip(1).chain([self.rows.len()]);
        let mut tables = starts.zip(ends).map(|(start, end)| start..end).filter(|range| !range.is_empty());
        let Some(first) = tables.next() else { return self };
        let first_words = words(&first);
        let end = tables.take_while(|range| words(range) == first_words).last().map(|last| last.end);
        if let Some(end) = end {
            let count = end - first.end;
            self.rows.drain(first.end..end);
            self.tabs.retain(|(behind, _)| !(first.end..end).contains(behind));
            self.tabs
                .iter_mut()
                .filter(|(behind, _)| *behind >= end)
                .for_each(|(behind, _)| *behind -= count);
        }
        self
    }
}

/// A row and the rows below it.
struct Branch {
    cells: Cells,
    tabs: Vec<Tab>,
    below: Vec<Branch>,
}

/// Reads tables, and says what they do not show.
pub(super) struct Reader<'page> {
    pub(super) file: &'page Arc<str>,
    /// The objects whose types have names, as far as they are shown.
    pub(super) definitions: &'page mut BTreeMap<String, SchemaFacts>,
    pub(super) diagnostics: &'page mut Vec<Diagnostic>,
}

impl Reader<'_> {
    /// The rows as parameters.
    pub(super) fn fields(&mut self, table: &Table) -> Vec<FieldFacts> {
        let branches = branches(table);
        branches.into_iter().filter_map(|branch| self.field(branch)).collect()
    }

    /// The rows as a body, whose own type `root` may stand above them.
    pub(super) fn schema(&mut self, table: &Table, root: Option<&Stated<String>>) -> Option<SchemaFacts> {
        let mut branches = branches(table);
        let is_root = branches.first().is_some_and(|branch| branch.cells.name.is_none());
        if is_root {
            let mut first = branches.remove(0);
            first.below.append(&mut branches);
            return Some(self.value(first));
        }
        let first = branches.first().map(|branch| branch.cells.lines.0);
        let kind = root.and_then(|root| TypeExpression::parse(&root.value));
        let line = root.map(|root| root.origin.line).or(first)?;
        let cells = Cells { lines: (line, line), kind, ..Cells::default() };
        if cells.kind.is_none() && branches.is_empty() {
            return None;
        }
        Some(self.value(Branch { cells, tabs: Vec::new(), below: branches }))
    }

    fn field(&mut self, mut branch: Branch) -> Option<FieldFacts> {
        let origin = self.at(branch.cells.lines.0);
        let name = branch.cells.name.take();
        let presence = branch.cells.presence;
        let Some(name) = name else {
            let message = "a row has no name".to_owned();
            self.tell(Code::UnreadLine, origin.line, message);
            return None;
        };
        let schema = self.value(branch);
        Some(FieldFacts { name: Stated::new(name, origin), presence, schema, style: None, explode: None })
    }

    /// What a row says of its value.
    fn value(&mut self, branch: Branch) -> SchemaFacts {
        let Branch { cells, tabs, below } = branch;
        let (line, last_line) = cells.lines;
        if let Some(words) = &cells.unread_kind {
            self.tell(Code::UnknownType, line, format!("{} is not a type we know", quote(words)));
        }
        for (words, line) in &cells.unread {
            self.tell(Code::UnreadLine, *line, format!("{} is nothing we can place", quote(words)));
        }
        let last_line = below.last().map_or(last_line, |branch| branch.cells.lines.1.max(last_line));
        let fields: Vec<FieldFacts> = below.into_iter().filter_map(|branch| self.field(branch)).collect();
        let shape = if tabs.is_empty() {
            let shape = shape::read(&cells, fields, self.file);
            self.by_name(shape, cells.kind.as_ref(), (line, last_line))
        } else {
            self.alternatives(&cells, &tabs, fields)
        };
        if shape::has_collapsed(&shape) {
            self.collapsed(line, "what is below this row was closed when the page was saved".to_owned());
        }
        SchemaFacts {
            last_line,
            nullable: cells.kind.as_ref().is_some_and(|kind| kind.nullable),
            title: cells.title,
            description: cells.description,
            default: cells.default,
            example: cells.example,
            bounds: cells.bounds,
            deprecated: cells.is_deprecated,
            ..SchemaFacts::bare(shape, self.at(line))
        }
    }

    /// An object whose type has a name is a definition, and the row refers to it. One that is shown again with other
    /// members stays where it is, so that none gets lost.
    fn by_name(
        &mut self,
        shape: SchemaShape,
        kind: Option<&TypeExpression>,
        (line, last_line): (u32, u32),
    ) -> SchemaShape {
        match (shape, kind.map(|kind| &kind.kind)) {
            (SchemaShape::Array(Some(mut item)), Some(TypeKind::Array(kind))) => {
                item.shape = self.by_name(item.shape, Some(kind), (line, last_line));
                SchemaShape::Array(Some(item))
            }
            (shape @ SchemaShape::Object { .. }, Some(TypeKind::Object { name: Some(name), .. })) => {
                // `Order[]` names the schema of a list's items: the schema is `Order`.
                let name = name.trim_end_matches("[]");
                let known = self.definitions.get(name);
                if known.is_some_and(|known| !shape::is_same(&known.shape, &shape)) {
                    return shape;
                }
                if known.is_none() {
                    let bare = SchemaFacts::bare(shape, self.at(line));
                    self.definitions.insert(name.to_owned(), SchemaFacts { last_line, ..bare });
                }
                SchemaShape::Reference(name.to_owned())
            }
            (shape, _) => shape,
        }
    }

    /// Tabs below a row are alternatives; the rows are those of the open one.
    fn alternatives(&mut self, cells: &Cells, tabs: &[Tab], fields: Vec<FieldFacts>) -> SchemaShape {
        let open = tabs.iter().position(|tab| tab.is_open).unwrap_or_default();
        let mut fields = Some(fields);
        let mut variants = Vec::new();
        for (index, tab) in tabs.iter().enumerate() {
            let origin = self.at(tab.number);
            let shape = match fields.take_if(|_| index == open) {
                Some(fields) => shape::of_tab(&tab.text, fields, &origin),
                None => shape::closed_tab(&tab.text),
            };
            if matches!(shape, SchemaShape::Collapsed { .. }) {
                let message =
                    format!("the alternative {} was closed when the page was saved", quote(&tab.text));
                self.collapsed(tab.number, message);
            }
            let title = Some(tab.text.clone());
            variants.push(SchemaFacts { title, ..SchemaFacts::bare(shape, origin) });
        }
        shape::composition(cells, variants, &self.at(cells.lines.0))
    }

    fn collapsed(&mut self, line: u32, message: String) {
        let hint =
            "open all rows and tabs in the browser before you save the page, or capture it as Markdown";
        self.diagnostics.push(Diagnostic::new(Code::CollapsedRows, self.at(line), message).hint(hint));
    }

    fn tell(&mut self, code: Code, line: u32, message: String) {
        let hint = "capture the page again; if nothing changes, correct the spec in `overrides.yaml`";
        self.diagnostics.push(Diagnostic::new(code, self.at(line), message).hint(hint));
    }

    fn at(&self, line: u32) -> Origin {
        Origin::new(Arc::clone(self.file), line)
    }
}

/// The rows as a tree. Depth is what their boxes state, else how far they are indented, else how they nest.
fn branches(table: &Table) -> Vec<Branch> {
    let differs = |depth: fn(&Row) -> u32| {
        let mut depths = table.rows.iter().map(depth);
        let first = depths.next();
        depths.any(|depth| Some(depth) != first)
    };
    let depth: fn(&Row) -> u32 = if differs(|row| row.level) {
        |row| row.level
    } else if differs(|row| row.indentation) {
        |row| row.indentation
    } else {
        |row| row.nesting
    };
    let mut roots: Vec<Branch> = Vec::new();
    let mut open: Vec<(u32, Branch)> = Vec::new();
    for (index, row) in table.rows.iter().enumerate() {
        let depth = depth(row);
        while open.last().is_some_and(|(above, _)| *above >= depth) || open.len() >= DEEPEST {
            shut(&mut open, &mut roots);
        }
        let tabs =
            table.tabs.iter().filter(|(behind, _)| *behind == index).map(|(_, tab)| tab.clone()).collect();
        open.push((depth, Branch { cells: row::read(row), tabs, below: Vec::new() }));
    }
    while !open.is_empty() {
        shut(&mut open, &mut roots);
    }
    roots
}

/// Puts the last open branch below the one above it.
fn shut(open: &mut Vec<(u32, Branch)>, roots: &mut Vec<Branch>) {
    let Some((_, branch)) = open.pop() else { return };
    match open.last_mut() {
        Some((_, above)) => above.below.push(branch),
        None => roots.push(branch),
    }
}
