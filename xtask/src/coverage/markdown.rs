//! Coverage for a pull request: a table of counts, and a list for each edition.

use generator::spec::coverage::{Counts, Coverage, Edition, Entry, Leaf, State};

use super::text::summed;
use crate::markdown::{code, text};
use crate::summary::count;

/// The whole document.
pub(super) fn document(coverage: &Coverage) -> String {
    let mut lines = vec![
        format!("## Coverage: {}", summed(&coverage.counts)),
        String::new(),
        "| edition | listed | captured | in development | unreadable | ignored | not captured | not in the navigation |"
            .to_owned(),
        "| --- | --: | --: | --: | --: | --: | --: | --: |".to_owned(),
    ];
    lines.extend(coverage.editions.iter().map(|edition| row(&name(edition), &edition.counts)));
    if coverage.editions.len() > 1 {
        lines.push(row("all", &coverage.counts));
    }
    for edition in &coverage.editions {
        lines.extend([String::new(), format!("### {}", name(edition)), String::new()]);
        list(edition, &mut lines);
    }
    lines.join("\n") + "\n"
}

fn name(edition: &Edition) -> String {
    code(if edition.edition.is_empty() { "captures/" } else { &edition.edition })
}

fn row(name: &str, counts: &Counts) -> String {
    let Counts { listed, captured, in_development, unreadable, ignored, not_captured, unlisted } = counts;
    format!(
        "| {name} | {listed} | {captured} | {in_development} | {unreadable} | {ignored} | {not_captured} | {unlisted} |"
    )
}

fn list(edition: &Edition, lines: &mut Vec<String>) {
    if edition.entries.is_empty() && edition.unclear.is_empty() {
        lines.push("No capture shows a navigation.".to_owned());
        lines.push(String::new());
    }
    add(&edition.entries, 0, lines);
    if !edition.unlisted.is_empty() {
        lines.push("- Not in the navigation".to_owned());
        lines.extend(edition.unlisted.iter().map(|leaf| page(leaf, 1)));
    }
    if !edition.unclear.is_empty() {
        lines.push(
            "- Folders or pages: the navigation does not show which, and they are not counted".to_owned(),
        );
        lines.extend(edition.unclear.iter().map(|title| format!("  - {}", text(title))));
    }
}

fn add(entries: &[Entry], depth: usize, lines: &mut Vec<String>) {
    for entry in entries {
        match entry {
            Entry::Folder(folder) => {
                let Counts { captured, listed, .. } = folder.counts;
                let title = text(&folder.title);
                lines.push(format!("{}- {title}: {captured} of {listed}", "  ".repeat(depth)));
                add(&folder.entries, depth + 1, lines);
            }
            Entry::Page(leaf) => lines.push(page(leaf, depth)),
        }
    }
}

fn page(leaf: &Leaf, depth: usize) -> String {
    let mark = if matches!(leaf.state, State::Captured | State::InDevelopment) { "[x]" } else { "[ ]" };
    let title = if leaf.title.is_empty() { "(no title)".to_owned() } else { text(&leaf.title) };
    let mut line = format!("{}- {mark} {title}", "  ".repeat(depth));
    let verb = leaf.verb.as_deref().map(code);
    for word in verb.into_iter().chain(leaf.captures.iter().map(|file| code(file))) {
        line = line + " " + &word;
    }
    match leaf.state {
        State::InDevelopment => line += ", in development",
        State::Unreadable => line += ", unreadable",
        State::Ignored => line += ", ignored",
        State::Captured | State::NotCaptured => {}
    }
    if let Some(words) = leaf.badge.as_deref().or(leaf.because.as_deref()) {
        line = line + " (" + &text(words) + ")";
    }
    if leaf.errors > 0 {
        line = line + " (" + &count(leaf.errors, "error") + ")";
    }
    line
}
