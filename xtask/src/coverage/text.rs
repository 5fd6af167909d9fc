//! Coverage for people at a terminal: one tree for each edition.

use generator::diagnostic::escape;
use generator::spec::coverage::{Counts, Coverage, Edition, Entry, Leaf, State};
use unicode_width::UnicodeWidthStr;

use crate::summary::count;

/// Longer titles push the columns behind them to the right.
const WIDEST: usize = 72;

/// What the marks in front of the pages mean.
const LEGEND: &str =
    "[x] captured  [~] captured, in development  [!] captured, unreadable  [-] ignored  [ ] not captured\n";

/// A line of the tree: what stands on the left, and what stands behind it in columns.
struct Line {
    left: String,
    verb: String,
    right: String,
}

/// The whole document; `next` is what to do.
pub(super) fn document(coverage: &Coverage, next: &str) -> String {
    let mut text = LEGEND.to_owned();
    for edition in &coverage.editions {
        text.push('\n');
        text += &tree(edition);
    }
    text.push('\n');
    if coverage.editions.len() > 1 {
        text = text + "All editions: " + &summed(&coverage.counts) + "\n";
    }
    text + next
}

fn tree(edition: &Edition) -> String {
    let name = if edition.edition.is_empty() { "captures/".to_owned() } else { escape(&edition.edition) };
    if edition.entries.is_empty() && edition.unclear.is_empty() {
        let unlisted: String = edition.unlisted.iter().map(|leaf| line(&unlisted(leaf), 0)).collect();
        let pages = count(edition.unlisted.len(), "capture");
        return format!("{name}: no capture shows a navigation; {pages}\n{unlisted}");
    }
    let mut lines = Vec::new();
    add(&edition.entries, 1, &mut lines);
    if !edition.unlisted.is_empty() {
        lines.push(Line::heading("  not in the navigation".to_owned()));
        lines.extend(edition.unlisted.iter().map(unlisted));
    }
    let width = lines.iter().map(|line| line.left.width()).filter(|width| *width <= WIDEST).max();
    let mut text = format!("{name}: {}\n", summed(&edition.counts));
    for one in &lines {
        text += &line(one, width.unwrap_or_default());
    }
    if !edition.unclear.is_empty() {
        text += "  folders or pages: this navigation does not show which, and they are not counted\n";
        for title in &edition.unclear {
            text = text + "    [?] " + &escape(title) + "\n";
        }
    }
    text
}

impl Line {
    fn heading(left: String) -> Self {
        Self { left, verb: String::new(), right: String::new() }
    }
}

fn add(entries: &[Entry], depth: usize, lines: &mut Vec<Line>) {
    let indent = "  ".repeat(depth);
    for entry in entries {
        match entry {
            Entry::Folder(folder) => {
                let Counts { captured, listed, .. } = folder.counts;
                let title = escape(&folder.title);
                lines.push(Line::heading(format!("{indent}{title}: {captured} of {listed}")));
                add(&folder.entries, depth + 1, lines);
            }
            Entry::Page(leaf) => lines.push(Line {
                left: format!("{indent}{} {}", mark(leaf.state), escape(&leaf.title)),
                verb: leaf.verb.as_deref().map(escape).unwrap_or_default(),
                right: remarks(leaf),
            }),
        }
    }
}

/// A capture that belongs to no entry of the navigation.
fn unlisted(leaf: &Leaf) -> Line {
    let title = if leaf.title.is_empty() { "(no title)".to_owned() } else { escape(&leaf.title) };
    Line {
        left: format!("    {} {title}", mark(leaf.state)),
        verb: leaf.verb.as_deref().map(escape).unwrap_or_default(),
        right: remarks(leaf),
    }
}

fn line(line: &Line, width: usize) -> String {
    let padding = " ".repeat(width.saturating_sub(line.left.width()));
    let text = format!("{}{padding}  {:7}  {}", line.left, line.verb, line.right);
    format!("{}\n", text.trim_end())
}

const fn mark(state: State) -> &'static str {
    match state {
        State::Captured => "[x]",
        State::InDevelopment => "[~]",
        State::Unreadable => "[!]",
        State::Ignored => "[-]",
        State::NotCaptured => "[ ]",
    }
}

/// What there is to say of a page beside its state.
fn remarks(leaf: &Leaf) -> String {
    let mut remarks: Vec<_> = leaf.captures.iter().map(|file| escape(file)).collect();
    remarks.extend(leaf.badge.as_deref().map(|badge| format!("({})", escape(badge))));
    remarks.extend((leaf.errors > 0).then(|| format!("({})", count(leaf.errors, "error"))));
    remarks.extend(leaf.because.as_deref().map(escape));
    remarks.join(" ")
}

/// `2 of 75 pages captured (1 in development), 73 not captured`.
pub(super) fn summed(counts: &Counts) -> String {
    let all = count(counts.listed, "page");
    let mut parts = vec![match counts.in_development {
        0 => format!("{} of {all} captured", counts.captured),
        some => format!("{} of {all} captured ({some} in development)", counts.captured),
    }];
    let others = [
        (counts.unreadable, "unreadable"),
        (counts.ignored, "ignored"),
        (counts.not_captured, "not captured"),
        (counts.unlisted, "not in the navigation"),
    ];
    let others = others.into_iter().filter(|(number, _)| *number > 0);
    parts.extend(others.map(|(number, what)| format!("{number} {what}")));
    parts.join(", ")
}
