//! Drift for other programs: one document whose keys stay.

use generator::spec::drift::change::{Change, Level};
use serde::Serialize;

use super::{Findings, LEVELS};

/// The document.
#[derive(Serialize)]
struct Document<'a> {
    /// The API directory.
    api: &'a str,
    /// The revision that was compared with, as it was typed.
    base: &'a str,
    /// How many changes there are of each level.
    counts: Counts,
    /// What the changes ask of the next version: `none`, `wording`, `additive` or `breaking`.
    level: Level,
    /// The client crate; null when there is none.
    version: Option<Version<'a>>,
    /// The changes, in the order of the spec.
    changes: Vec<Entry<'a>>,
}

#[derive(Serialize)]
struct Counts {
    breaking: usize,
    additive: usize,
    wording: usize,
}

#[derive(Serialize)]
struct Version<'a> {
    package: &'a str,
    current: String,
    next: String,
}

/// A change with its worst level and its summary before its parts.
#[derive(Serialize)]
struct Entry<'a> {
    level: Level,
    summary: String,
    #[serde(flatten)]
    change: &'a Change,
}

/// The document as text, ending in a line break.
pub(super) fn json(findings: &Findings<'_>) -> String {
    let [breaking, additive, wording] = LEVELS.map(|(level, _)| findings.at(level).count());
    let document = Document {
        api: &findings.api,
        base: findings.base,
        counts: Counts { breaking, additive, wording },
        level: findings.level,
        version: findings.versions().map(|(package, next)| Version {
            package: &package.name,
            current: package.version.to_string(),
            next: next.to_string(),
        }),
        changes: findings
            .changes
            .iter()
            .map(|change| Entry { level: change.level(), summary: change.summary(str::to_owned), change })
            .collect(),
    };
    // Texts and numbers alone are always JSON.
    serde_json::to_string_pretty(&document).unwrap_or_default() + "\n"
}
