//! The end of a run: what differs is written, or only named, and counted.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::Environment;
use crate::problem::Problem;
use crate::report::Report;
use crate::source::Source;
use crate::summary::count;
use crate::transaction::{Roots, Transaction};
use crate::tree::{Change, Tree};
use crate::workspace::Api;

/// More changes than this are told by directory, on no more lines than this.
const MOST_LINES: usize = 20;

/// A run that is about to write.
pub(crate) struct Saving<'run> {
    pub(crate) api: &'run Api,
    /// What was read from there.
    pub(crate) source: &'run Source,
    pub(crate) roots: &'run Roots,
    /// Everything as it should be.
    pub(crate) trees: &'run [Tree],
}

/// How many files were as they should be, and how many were not.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Files {
    pub(crate) fresh: usize,
    pub(crate) written: usize,
    pub(crate) removed: usize,
    pub(crate) stale: usize,
}

impl Saving<'_> {
    /// Names what is stale; writes nothing.
    pub(crate) fn check(&self, report: &mut Report<'_>) -> Result<Files, Problem> {
        let changes = self.changes()?;
        let mut lines: Vec<_> = changes.iter().map(|change| stale(change, report)).collect();
        for path in self.roots.left_over() {
            lines.push(format!("{} is left over from a run that was interrupted", report.show(&path)));
        }
        for line in &lines {
            report.status("Stale", line);
        }
        let fresh = self.fresh(&changes, report);
        Ok(Files { fresh, stale: lines.len(), ..Files::default() })
    }

    /// Writes what differs, all of it or nothing.
    pub(crate) fn write(&self, environment: &Environment, report: &mut Report<'_>) -> Result<Files, Problem> {
        let mut changes = self.changes()?;
        if !changes.is_empty() {
            let transaction = Transaction::begin(self.roots, report)?;
            if transaction.is_interrupted()? || !self.source.has_same_names(&self.api.directory)? {
                let remedy = "run the command again, so that it starts from what is there now";
                let message = "another run, or a person, wrote here while this run was at work";
                return Err(Problem::at(&self.api.directory, message, remedy));
            }
            changes = self.changes()?;
            transaction.replace(&changes, environment)?;
        }
        tell(&changes, report);
        let removed = changes.iter().filter(|change| change.text.is_none()).count();
        let fresh = self.fresh(&changes, report);
        Ok(Files { fresh, written: changes.len() - removed, removed, stale: 0 })
    }

    fn changes(&self) -> Result<Vec<Change>, Problem> {
        let mut changes = Vec::new();
        for tree in self.trees {
            changes.extend(tree.changes()?);
        }
        Ok(changes)
    }

    /// Tells how many files are as they should be.
    fn fresh(&self, changes: &[Change], report: &mut Report<'_>) -> usize {
        let expected: usize = self.trees.iter().map(Tree::len).sum();
        let fresh = expected - changes.iter().filter(|change| change.text.is_some()).count();
        if fresh > 0 {
            report.status("Fresh", &count(fresh, "file"));
        }
        fresh
    }
}

fn stale(change: &Change, report: &Report<'_>) -> String {
    let shown = report.show(&change.path);
    match &change.text {
        Some(_) if change.path.exists() => format!("{shown} differs"),
        Some(_) => format!("{shown} is missing"),
        None => format!("{shown} is left over"),
    }
}

/// Tells what was written and removed: each file, or when there are many each directory.
fn tell(changes: &[Change], report: &mut Report<'_>) {
    if changes.len() <= MOST_LINES {
        for change in changes {
            let verb = if change.text.is_some() { "Wrote" } else { "Removed" };
            report.status(verb, &report.show(&change.path));
        }
        return;
    }
    let deepest = changes.iter().map(|change| change.path.components().count()).max().unwrap_or(0);
    // The deeper the directories the more they tell, as long as there are not too many of them.
    let depths = (1..=deepest).rev();
    let mut groups = depths.map(|depth| by_directory(changes, depth));
    let few = groups.find(|directories| directories.len() <= MOST_LINES).unwrap_or_default();
    for ((directory, is_removed), files) in few {
        let line = match *files {
            [file] => report.show(file),
            _ => format!("{} in {}", count(files.len(), "file"), report.show(&directory)),
        };
        report.status(if is_removed { "Removed" } else { "Wrote" }, &line);
    }
}

/// What was written and what was removed in each directory of at most `depth` parts.
fn by_directory(changes: &[Change], depth: usize) -> BTreeMap<(PathBuf, bool), Vec<&Path>> {
    let mut directories: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for change in changes {
        let directory = change.path.parent().unwrap_or(&change.path).components().take(depth).collect();
        directories.entry((directory, change.text.is_none())).or_default().push(change.path.as_path());
    }
    directories
}
