//! Contradictions that the spec on disk holds already: they are counted, and only what is new is printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use generator::diagnostic::{Diagnostic, Severity};
use generator::spec::contradiction::Contradiction;
use generator::spec::yaml;

use crate::cli::{Deny, Regen};
use crate::pipeline::Outcome;
use crate::report::Report;
use crate::summary::{api_option, count};

/// The contradictions of the spec on disk: id → what its readings say.
#[derive(Debug, Default)]
pub(crate) struct Known(BTreeMap<String, Vec<String>>);

impl Known {
    /// Reads `spec/` of the API directory. A spec that does not read is that of an older version, or broken: nothing is
    /// known then, and people are told.
    pub(crate) fn read(api: &Path, report: &mut Report<'_>) -> Self {
        match files(&api.join("spec"))
            .and_then(|files| yaml::read_contradictions(&files).map_err(|found| first(&found)))
        {
            Ok(found) => Self(found.iter().map(|one| (one.id.clone(), says(one))).collect()),
            Err(why) => {
                let spec = report.show(&api.join("spec"));
                report.status("Unread", &format!("{spec}: {why}; every contradiction counts as new"));
                Self::default()
            }
        }
    }

    /// Parts what a run found: what is known is left out of its diagnostics, unless all is asked for, and what is denied
    /// becomes an error.
    pub(crate) fn part(&self, options: &Regen, outcome: &mut Outcome) -> Parted {
        let Some(spec) = outcome.made.as_ref().map(|made| &made.spec) else {
            // Nothing can be compared without a spec, and people have errors to look at.
            let is_known = |id: &str| !options.verbose && self.0.contains_key(id);
            outcome.diagnostics.retain(|found| found.id.as_deref().is_none_or(|id| !is_known(id)));
            return Parted::default();
        };
        let is_denied =
            |one: &&Contradiction| options.deny.contains(&Deny::Contradictions) && !one.is_settled();
        let denied: BTreeSet<_> =
            spec.contradictions().filter(is_denied).map(|one| one.id.as_str()).collect();
        let is_known = |one: &&Contradiction| {
            !options.verbose && self.0.get(&one.id).is_some_and(|known| *known == says(one))
        };
        let known: Vec<_> = spec.contradictions().filter(is_known).collect();
        let ids: BTreeSet<_> = spec.contradictions().map(|one| one.id.as_str()).collect();
        let parted = Parted {
            known: known.len(),
            settled: known.iter().filter(|one| one.is_settled()).count(),
            gone: self.0.keys().filter(|id| !ids.contains(id.as_str())).count(),
            denied: denied.len(),
        };
        let known: BTreeSet<_> = known.into_iter().map(|one| one.id.as_str()).collect();
        outcome.diagnostics.retain_mut(|found| part(found, &known, &denied));
        parted
    }
}

/// Whether a diagnostic is to be printed; as an error when it is denied.
fn part(found: &mut Diagnostic, known: &BTreeSet<&str>, denied: &BTreeSet<&str>) -> bool {
    let Some(id) = &found.id else { return true };
    if denied.contains(&**id) {
        found.severity = Severity::Error;
        return true;
    }
    !known.contains(&**id)
}

/// How many contradictions there are of each sort.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Parted {
    /// Those that the spec on disk holds, with the same readings; none when all are printed.
    pub(crate) known: usize,
    /// Those of them that nobody needs to look at.
    settled: usize,
    /// Those that the spec on disk holds and the captures do not show any more.
    gone: usize,
    /// Those that `--deny` makes errors of, known or not.
    pub(crate) denied: usize,
}

impl Parted {
    /// Prints the counts.
    pub(crate) fn tell(self, options: &Regen, api: &Path, report: &mut Report<'_>) {
        report.known(self.known);
        if self.known > 0 {
            let spec = report.show(&api.join("spec"));
            let settled = match self.known - self.settled {
                0 => "all settled".to_owned(),
                open => format!("{} settled, {open} open", self.settled),
            };
            let (known, named) = (count(self.known, "contradiction"), api_option(options.api.as_ref()));
            report.status(
                "Known",
                &format!("{known} (in {spec}; {settled}); `cargo xtask explain c-…{named}` tells of one"),
            );
        }
        if self.gone > 0 {
            report.status("Gone", &count(self.gone, "contradiction"));
        }
    }
}

/// The files of the spec, by path below the API directory; none when there is no spec yet.
fn files(directory: &Path) -> Result<BTreeMap<String, String>, String> {
    let mut files = BTreeMap::new();
    if !directory.is_dir() {
        return Ok(files);
    }
    for entry in fs::read_dir(directory).map_err(|error| error.to_string())? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()) else { continue };
        if path.extension().is_some_and(|extension| extension == "yaml") {
            let text = fs::read_to_string(&path).map_err(|error| format!("{name}: {error}"))?;
            files.insert(format!("spec/{name}"), text);
        }
    }
    Ok(files)
}

fn first(found: &[Diagnostic]) -> String {
    found.first().map_or_else(String::new, |found| format!("{}: {}", found.origin, found.message))
}

fn says(contradiction: &Contradiction) -> Vec<String> {
    contradiction.readings.iter().map(|reading| reading.says.clone()).collect()
}
