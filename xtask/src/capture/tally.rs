//! What a run has found, and how it is told at its end.

use std::collections::BTreeSet;
use std::path::Path;

use generator::diagnostic::escape;
use url::Url;

use super::location::host;
use super::store::Change;
use crate::report::Report;

/// Of each kind so many lines are printed; the rest is counted.
const MOST_LINES: usize = 20;

/// So many hosts are named that links lead to.
const MOST_HOSTS: usize = 5;

/// What a run has found.
#[derive(Debug, Default)]
pub(super) struct Tally {
    new: Vec<String>,
    changed: Vec<String>,
    back: Vec<String>,
    gone: Vec<String>,
    unchanged: usize,
    /// What and why.
    skipped: Vec<(String, String)>,
    failed: Vec<(String, String)>,
    /// Pages that the next run begins with.
    pub(super) left: usize,
    /// Where links to other hosts lead.
    pub(super) elsewhere: BTreeSet<Url>,
}

impl Tally {
    /// Notes what has become of a capture.
    pub(super) fn kept(&mut self, file: String, change: Change) {
        match change {
            Change::New => self.new.push(file),
            Change::Changed => self.changed.push(file),
            Change::Back => self.back.push(file),
            Change::Unchanged => self.unchanged += 1,
        }
    }

    /// Notes a page that is there no more.
    pub(super) fn gone(&mut self, file: String) {
        self.gone.push(file);
    }

    /// Notes what is no capture.
    pub(super) fn skipped(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.skipped.push((what.into(), why.into()));
    }

    /// Notes what may be had another time.
    pub(super) fn failed(&mut self, what: impl Into<String>, why: impl Into<String>) {
        self.failed.push((what.into(), why.into()));
    }

    /// Whether something could not be had.
    pub(super) const fn has_failures(&self) -> bool {
        !self.failed.is_empty()
    }

    /// Whether the captures are others than before.
    pub(super) const fn has_changes(&self) -> bool {
        !(self.new.is_empty() && self.changed.is_empty() && self.back.is_empty() && self.gone.is_empty())
    }

    /// Whether there is any capture at all.
    pub(super) const fn is_empty(&self) -> bool {
        !self.has_changes() && self.unchanged == 0
    }

    /// Prints a line for each page that is not as before, and the counts.
    pub(super) fn tell(&self, directory: &Path, report: &mut Report<'_>) {
        for (verb, files) in
            [("New", &self.new), ("Changed", &self.changed), ("Back", &self.back), ("Gone", &self.gone)]
        {
            let lines = files.iter().map(|file| report.show(&directory.join(file))).collect();
            print(verb, lines, report);
        }
        for (verb, found) in [("Skipped", &self.skipped), ("Failed", &self.failed)] {
            let lines =
                found.iter().map(|(what, why)| format!("{}: {}", escape(what), escape(why))).collect();
            print(verb, lines, report);
        }
        if !self.elsewhere.is_empty() {
            let hosts: BTreeSet<_> = self.elsewhere.iter().map(host).collect();
            let more = if hosts.len() > MOST_HOSTS { ", …" } else { "" };
            let hosts: Vec<_> = hosts.iter().take(MOST_HOSTS).map(|host| escape(host)).collect();
            let (links, hosts) = (self.elsewhere.len(), hosts.join(", "));
            report.status(
                "Left out",
                &format!(
                    "links to other hosts ({links}): {hosts}{more}; name their addresses to capture them"
                ),
            );
        }
        report.status("Finished", &self.counts());
    }

    fn counts(&self) -> String {
        let counts = [
            (self.new.len(), "new"),
            (self.changed.len(), "changed"),
            (self.back.len(), "back"),
            (self.gone.len(), "gone"),
            (self.unchanged, "unchanged"),
            (self.skipped.len(), "skipped"),
            (self.failed.len(), "failed"),
            (self.left, "left for the next run"),
        ];
        let some: Vec<_> = counts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        if some.is_empty() { "nothing was found".to_owned() } else { some.join(", ") }
    }
}

fn print(verb: &str, lines: Vec<String>, report: &mut Report<'_>) {
    let more = lines.len().saturating_sub(MOST_LINES);
    for line in lines.into_iter().take(MOST_LINES) {
        report.status(verb, &line);
    }
    if more > 0 {
        report.status(verb, &format!("… and {more} more"));
    }
}
