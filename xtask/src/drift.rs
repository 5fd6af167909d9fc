//! `cargo xtask drift`: what has changed since a git revision, and the version it asks for.

mod json;
mod markdown;
mod text;

use std::io::Write;
use std::path::Path;

use generator::model::drift::bump;
use generator::spec::drift::change::{Change, Level};

use crate::cli::{Drift, Format};
use crate::problem::Problem;
use crate::report::Report;
use crate::version::{self, Package};
use crate::workspace::{self, Api};
use crate::{Environment, Exit, base, document, source};

/// The levels that changes are grouped by, worst first, with what each means.
const LEVELS: [(Level, &str); 3] = [
    (Level::Breaking, "what worked may fail"),
    (Level::Additive, "there is more than there was"),
    (Level::Wording, "other words for the same"),
];

/// Everything that a report says.
struct Findings<'a> {
    /// The API directory, as a person would type it.
    api: String,
    /// The revision, as it was typed.
    base: &'a str,
    changes: &'a [Change],
    /// The client crate, where there is one.
    package: Option<Package>,
    /// What the changes ask of its next version.
    level: Level,
}

/// Runs the command.
pub(crate) fn drift(
    options: &Drift,
    environment: &Environment,
    output: &mut dyn Write,
    report: &mut Report<'_>,
) -> Result<Exit, Problem> {
    let api = Api::find(options.api.as_deref(), environment)?;
    let source = source::read_whole(&api.directory)?;
    let now = match base::now(&source) {
        Ok(now) => now,
        Err(errors) => return Ok(report.refuse(&errors, &api.directory, &source)),
    };
    let before = base::read(&api, &options.base, &source)?;
    if before.is_empty {
        let revision = generator::diagnostic::quote(&options.base);
        report.status("New", &format!("{revision} holds no spec of this API; everything is new"));
    }
    let changes = base::drift(&before, &now);
    let findings = Findings {
        api: report.show(&api.directory),
        base: &options.base,
        changes: &changes,
        package: client(options.client.as_deref(), &api, environment)?,
        level: bump(&changes),
    };
    let text = match options.format {
        Format::Text => text::text(&findings),
        Format::Json => json::json(&findings),
        Format::Markdown => markdown::markdown(&findings),
    };
    document::print(&text, output)?;
    Ok(if changes.is_empty() { Exit::Done } else { Exit::Stale })
}

/// The client crate; an API elsewhere has none unless one is named.
fn client(named: Option<&Path>, api: &Api, environment: &Environment) -> Result<Option<Package>, Problem> {
    match workspace::client(named, api, environment) {
        Ok(client) => version::package(&client),
        Err(_) => Ok(None),
    }
}

impl Findings<'_> {
    /// The changes of a level.
    fn at(&self, level: Level) -> impl Iterator<Item = &Change> {
        self.changes.iter().filter(move |change| change.level() == level)
    }

    /// `1 breaking, 2 additive, 0 wording`.
    fn counts(&self) -> String {
        let count = |(level, _): (Level, &str)| format!("{} {}", self.at(level).count(), level.word());
        LEVELS.map(count).join(", ")
    }

    /// The version now, and the one that is asked for.
    fn versions(&self) -> Option<(&Package, semver::Version)> {
        self.package.as_ref().map(|package| (package, version::next(&package.version, self.level)))
    }
}

/// Whose change it is: the endpoint around its place, else the named schema or file.
fn owner(change: &Change) -> &str {
    let place = change.place.as_str();
    let is_around = |id: &&String| {
        place.strip_prefix(id.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    let endpoint = change.endpoints.iter().filter(is_around).max_by_key(|id| id.len());
    let root = || match place.split_once(['.', '[', '{']) {
        Some((root, _)) if !root.is_empty() && !place.contains(' ') && !place.contains("::") => {
            if place == "api.yaml" { place } else { root }
        }
        _ => place,
    };
    endpoint.map_or_else(root, String::as_str)
}

/// Words on one line, cut where they are long.
fn short(words: &str) -> String {
    const LONGEST: usize = 200;
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let cut: String = line.chars().take(LONGEST).collect();
    let more = if cut.len() < line.len() { "…" } else { "" };
    cut + more
}
