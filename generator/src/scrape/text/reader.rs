//! A reader's place on the page, and what it has to say about the page so far.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use super::column::ColumnExample;
use super::labels::Label;
use super::line::{Line, words};
use super::place;
use crate::diagnostic::{Code, Diagnostic, Origin, Stated, quote};

/// Reads the lines between the head and the footer, each once.
pub(super) struct Reader<'page> {
    pub(super) file: Arc<str>,
    /// All lines above the footer.
    pub(super) lines: &'page [Line],
    pub(super) position: usize,
    /// Whether a footer stands below, so that the page cannot have been cut off above it.
    pub(super) has_footer: bool,
    /// Why the page must have been cut off, and where.
    pub(super) cut: Option<(Origin, &'static str)>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The responses whose tab was not open, by status: their places on the page.
    pub(super) hidden: BTreeMap<u16, VecDeque<usize>>,
    /// The examples that stand in a column of their own.
    pub(super) column: Vec<ColumnExample>,
    unread: Vec<usize>,
}

impl<'page> Reader<'page> {
    pub(super) fn new(file: &Arc<str>, lines: &'page [Line], has_footer: bool) -> Self {
        Self {
            file: Arc::clone(file),
            lines,
            position: 0,
            has_footer,
            cut: None,
            diagnostics: Vec::new(),
            hidden: BTreeMap::new(),
            column: Vec::new(),
            unread: Vec::new(),
        }
    }

    pub(super) fn is_at_end(&self) -> bool {
        self.position >= self.lines.len()
    }

    /// The words here; nothing at the end.
    pub(super) fn words(&self) -> &'page str {
        words(self.lines, self.position)
    }

    /// The heading here.
    pub(super) fn heading(&self) -> Option<Label> {
        place::heading(self.lines, self.position)
    }

    /// The place of the line at `index`; of the last line when there is none.
    pub(super) fn origin_of(&self, index: usize) -> Origin {
        let line = self.lines.get(index).or(self.lines.last());
        Origin::new(Arc::clone(&self.file), line.map_or(1, |line| line.number))
    }

    pub(super) fn origin(&self) -> Origin {
        self.origin_of(self.position)
    }

    /// Takes the words here and goes on.
    pub(super) fn take(&mut self) -> Stated<String> {
        let stated = Stated::new(self.words().to_owned(), self.origin());
        self.position += 1;
        stated
    }

    /// Goes on past a line that no rule takes.
    pub(super) fn skip_unread(&mut self) {
        self.unread.push(self.position);
        self.position += 1;
    }

    pub(super) fn report(&mut self, code: Code, origin: Origin, message: String, hint: &str) {
        self.diagnostics.push(Diagnostic::new(code, origin, message).hint(hint));
    }

    /// The same, about these words of the line.
    pub(super) fn report_on(
        &mut self,
        words: impl Into<Box<str>>,
        code: Code,
        origin: Origin,
        message: String,
        hint: &str,
    ) {
        self.diagnostics.push(Diagnostic::new(code, origin, message).hint(hint).focus(words));
    }

    /// Everything to say about the page; `lines` are all of them, the footer's too, and `unread` are
    /// further places no rule took.
    pub(super) fn into_diagnostics(mut self, lines: &'page [Line], unread: &[usize]) -> Vec<Diagnostic> {
        self.unread.extend(unread);
        self.lines = lines;
        for run in self.unread.chunk_by(|above, below| above + 1 == *below) {
            let first = run.first().copied().unwrap_or_default();
            let what = quote(words(lines, first));
            let message = match run.len() {
                1 => format!("{what} is nothing we can place"),
                count => {
                    format!("the {count} lines from {what} on are nothing we can place")
                }
            };
            let hint = "if it says something about the endpoint, move it in the capture to where such words stand on other pages";
            self.diagnostics.push(
                Diagnostic::new(Code::UnreadLine, self.origin_of(first), message)
                    .hint(hint)
                    .focus(words(lines, first)),
            );
        }
        self.diagnostics.sort_by_key(|diagnostic| diagnostic.origin.line);
        self.diagnostics
    }
}
