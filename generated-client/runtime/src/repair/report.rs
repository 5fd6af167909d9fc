//! What the walk found different from the docs, bounded: the server decides how much that is.

use super::place::Place;
use super::promise::promise;
use crate::document::Value;
use crate::{Json, Mismatch, Remedy, Shape, Undocumented};

/// How many mismatches are kept.
const MOST: usize = 1000;

/// The mismatches of one body.
#[derive(Clone, Default)]
pub(crate) struct Mismatches {
    pub(crate) kept: Vec<Mismatch>,
    /// How many more there were.
    pub(crate) more: usize,
}

/// What the walk found different from the docs.
pub(super) struct Report {
    mismatches: Mismatches,
    /// How many bytes of values and paths may still be kept: mismatches inside mismatches repeat their values.
    room: usize,
    undocumented: Option<Vec<Undocumented>>,
}

/// How far a report had come.
pub(super) struct Mark {
    kept: usize,
    more: usize,
    room: usize,
    undocumented: usize,
}

impl Report {
    /// For a body of this many bytes.
    pub(super) fn new(bytes: usize, notes_undocumented: bool) -> Self {
        Self {
            mismatches: Mismatches::default(),
            room: bytes.saturating_mul(2).saturating_add(100_000),
            undocumented: notes_undocumented.then(Vec::new),
        }
    }

    pub(super) fn mismatch(
        &mut self,
        remedy: Remedy,
        at: &Place<'_>,
        promised: Shape,
        came: Option<Value<'_>>,
    ) {
        self.add(remedy, at, || promise(promised), came);
    }

    /// A key that comes again further on.
    pub(super) fn repeated(&mut self, at: &Place<'_>, came: Value<'_>) {
        self.add(Remedy::LeftOut, at, || String::from("a key that stands once"), Some(came));
    }

    fn add(
        &mut self,
        remedy: Remedy,
        at: &Place<'_>,
        promised: impl FnOnce() -> String,
        came: Option<Value<'_>>,
    ) {
        if self.mismatches.kept.len() >= MOST {
            self.mismatches.more += 1;
            return;
        }
        let path = at.to_string();
        let bytes = path.len() + came.map_or(0, |came| came.text().len());
        let Some(room) = self.room.checked_sub(bytes) else {
            self.mismatches.more += 1;
            return;
        };
        self.room = room;
        let came = came.and_then(|came| came.text().parse::<Json>().ok());
        self.mismatches.kept.push(Mismatch { path, promised: promised(), came, remedy, source: at.source });
    }

    /// Something the docs do not know.
    pub(super) fn unknown(&mut self, at: &Place<'_>, value: Value<'_>) {
        if let Some(undocumented) = &mut self.undocumented
            && let Ok(value) = value.text().parse()
        {
            undocumented.push(Undocumented { path: at.to_string(), value });
        }
    }

    pub(super) fn notes_undocumented(&self) -> bool {
        self.undocumented.is_some()
    }

    pub(super) fn mark(&self) -> Mark {
        Mark {
            kept: self.mismatches.kept.len(),
            more: self.mismatches.more,
            room: self.room,
            undocumented: self.undocumented.as_ref().map_or(0, Vec::len),
        }
    }

    /// Forgets what came after the mark.
    pub(super) fn undo(&mut self, mark: &Mark) {
        self.mismatches.kept.truncate(mark.kept);
        (self.mismatches.more, self.room) = (mark.more, mark.room);
        if let Some(undocumented) = &mut self.undocumented {
            undocumented.truncate(mark.undocumented);
        }
    }

    pub(super) fn finish(self) -> (Mismatches, Vec<Undocumented>) {
        (self.mismatches, self.undocumented.unwrap_or_default())
    }
}
