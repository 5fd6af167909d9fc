//! Drift for people at a terminal.

use std::fmt::Write as _;

use generator::diagnostic::escape;
use generator::spec::drift::change::{Change, Level, RustItem, Said};

use super::{Findings, LEVELS, owner, short};

/// So many places and items are listed for one change.
const MOST: usize = 8;

/// Grouped by level, then by endpoint or schema, with the version at the end.
pub(super) fn text(findings: &Findings<'_>) -> String {
    let (api, base) = (escape(&findings.api), escape(findings.base));
    if findings.changes.is_empty() {
        return format!("Nothing has changed in {api} since {base}.\n");
    }
    let mut text = format!("What has changed in {api} since {base}\n");
    for (level, meaning) in LEVELS {
        let mut around = None;
        for change in findings.at(level) {
            // Writing to a string cannot fail.
            if around.is_none() {
                let _ = writeln!(text, "\n{}: {meaning}", title(level));
            }
            let owner = owner(change);
            if around != Some(owner) {
                let _ = writeln!(text, "\n  {}{}", escape(owner), users(change, owner));
                around = Some(owner);
            }
            self::change(&mut text, change, findings);
        }
    }
    let _ = writeln!(text, "\n{}", findings.counts());
    text + &version(findings)
}

fn title(level: Level) -> String {
    let word = level.word();
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

/// The endpoints that use a named schema.
fn users(change: &Change, owner: &str) -> String {
    match change.endpoints.as_slice() {
        [] => String::new(),
        [endpoint] if endpoint == owner => String::new(),
        endpoints => format!(" (used by {})", list(endpoints.iter().map(|id| escape(id)).collect())),
    }
}

fn list(mut words: Vec<String>) -> String {
    let more = words.len().saturating_sub(MOST);
    words.truncate(MOST);
    if more > 0 { format!("{} and {more} more", words.join(", ")) } else { words.join(", ") }
}

fn change(text: &mut String, change: &Change, findings: &Findings<'_>) {
    let inner = change.place.strip_prefix(owner(change)).unwrap_or(&change.place);
    let inner = escape(inner.trim_start_matches([' ', '.']));
    let at = if inner.is_empty() { String::new() } else { format!("{inner}  ") };
    let summary = change.summary(|words| escape(&short(words)));
    let _ = writeln!(text, "    {}  {at}{summary}", change.id);
    let indent = " ".repeat(16);
    let _ = writeln!(text, "{indent}on the wire {}, in Rust {}", change.wire.word(), change.rust.word());
    for (word, said) in [("was ", &change.before), ("now ", &change.after)] {
        for place in said.iter().flat_map(|said| places(said, &findings.api)).take(MOST) {
            let _ = writeln!(text, "{indent}{word} {place}");
        }
    }
    for item in change.items.iter().take(MOST) {
        let _ = writeln!(text, "{indent}Rust {}", self::item(item));
    }
    if change.items.len() > MOST {
        let _ = writeln!(text, "{indent}Rust {} more items", change.items.len() - MOST);
    }
}

/// `specs/acme/captures/en/find.txt:12-14`, as editors open it.
fn places(said: &Said, api: &str) -> Vec<String> {
    let line =
        |first: u32, last: u32| if first == last { first.to_string() } else { format!("{first}-{last}") };
    let place = |one: &generator::spec::evidence::Evidence| {
        escape(&format!("{api}/{}:{}", one.file, line(one.first, one.last)))
    };
    said.evidence.iter().map(place).collect()
}

fn item(item: &RustItem) -> String {
    match (&item.before, &item.after) {
        (Some(before), Some(after)) => format!("{}: {before} → {after}", item.path),
        (None, Some(after)) => format!("{} is new: {after}", item.path),
        (Some(before), None) => format!("{} is gone: {before}", item.path),
        (None, None) => item.path.clone(),
    }
}

fn version(findings: &Findings<'_>) -> String {
    let asks = match findings.level {
        Level::None => return "The client stays as it is; no new version is needed.\n".to_owned(),
        Level::Breaking => "a version that may break",
        Level::Additive => "a version with additions",
        Level::Wording => "a version with other words",
    };
    match findings.versions() {
        Some((package, next)) => {
            format!("Version of {}: {} → {next}, {asks}\n", package.name, package.version)
        }
        None => format!("This asks for {asks}\n"),
    }
}
