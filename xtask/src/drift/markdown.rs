//! Drift for the body of a pull request, or an entry of a changelog: one bullet for each change.

use std::fmt::Write as _;

use generator::spec::drift::change::{Change, Level, Property, RustItem, Said};

use super::{Findings, LEVELS, short};
use crate::markdown::{code, text};

/// So many places and items are listed for one change.
const MOST: usize = 5;

/// Headings by level, worst first, and the version at the end.
pub(super) fn markdown(findings: &Findings<'_>) -> String {
    if findings.changes.is_empty() {
        return format!("Nothing has changed in {} since {}.\n", code(&findings.api), code(findings.base));
    }
    let mut page = String::new();
    for (level, _) in LEVELS {
        let mut bullets = findings.at(level).map(bullet).peekable();
        if bullets.peek().is_some() {
            // Writing to a string cannot fail.
            let _ = writeln!(page, "### {}\n", heading(level));
            bullets.for_each(|bullet| page.push_str(&bullet));
            page.push('\n');
        }
    }
    page + &version(findings)
}

const fn heading(level: Level) -> &'static str {
    match level {
        Level::Breaking => "Breaking",
        Level::Additive => "Added",
        Level::Wording | Level::None => "Wording",
    }
}

fn bullet(change: &Change) -> String {
    let summary = change.summary(|words| shown(change.property, &short(words)));
    let mut bullet = format!("- {}: {summary}", code(&change.place));
    let others: Vec<String> = change
        .endpoints
        .iter()
        .filter(|id| !change.place.starts_with(id.as_str()))
        .map(|id| code(id))
        .collect();
    if !others.is_empty() {
        let _ = write!(bullet, ", used by {}", list(others));
    }
    let _ = writeln!(bullet, ".");
    let _ = write!(bullet, "  On the wire: {}; in Rust: {}", change.wire.word(), change.rust.word());
    let items: Vec<String> = change.items.iter().map(item).collect();
    if !items.is_empty() {
        let _ = write!(bullet, " ({})", list(items));
    }
    let _ = writeln!(bullet, ".");
    let sides: Vec<String> = [("Was", &change.before), ("Now", &change.after)]
        .into_iter()
        .filter_map(|(word, said)| Some(format!("{word}: {}.", places(said.as_ref()?)?)))
        .collect();
    let _ = writeln!(bullet, "  {}", [sides, vec![code(&change.id)]].concat().join(" "));
    bullet
}

/// Sentences read as sentences, everything else as code.
fn shown(property: Property, words: &str) -> String {
    match property {
        Property::Title | Property::Description => format!("“{}”", text(words)),
        _ => code(words),
    }
}

fn places(said: &Said) -> Option<String> {
    let places: Vec<String> = said
        .evidence
        .iter()
        .map(|one| {
            let last = if one.last == one.first { String::new() } else { format!("-{}", one.last) };
            code(&format!("{}:{}{last}", one.file, one.first))
        })
        .collect();
    (!places.is_empty()).then(|| list(places))
}

fn item(item: &RustItem) -> String {
    let path = code(&item.path);
    match (&item.before, &item.after) {
        (Some(before), Some(after)) => format!("{path}: {} → {}", code(before), code(after)),
        (None, Some(_)) => format!("{path} is new"),
        (Some(_), None) => format!("{path} is gone"),
        (None, None) => path,
    }
}

fn list(mut words: Vec<String>) -> String {
    let more = words.len().saturating_sub(MOST);
    words.truncate(MOST);
    if more > 0 { format!("{} and {more} more", words.join(", ")) } else { words.join(", ") }
}

fn version(findings: &Findings<'_>) -> String {
    match (findings.level, findings.versions()) {
        (Level::None, _) => "The client stays as it is.\n".to_owned(),
        (_, Some((package, next))) => {
            format!("Version of {}: {} → {}\n", code(&package.name), package.version, next)
        }
        (level, None) => format!("These changes are {}.\n", level.word()),
    }
}
