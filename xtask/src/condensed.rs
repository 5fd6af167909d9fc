//! What a run tells people of its findings: whole while they can be read, summed up where they would be a wall.

use std::collections::BTreeMap;
use std::path::Path;

use generator::diagnostic::{Code, Diagnostic, Origin};
use generator::spec::Spec;
use generator::spec::contradiction::{Contradiction, Rule};

use crate::cli::{Findings, Regen};
use crate::report::{Pages, Report};
use crate::summary::{self, api_option, count};

/// Of each code so many warnings are printed whole. Errors are always.
const MOST: usize = 20;

/// So many places of a rule are named.
const EXAMPLES: usize = 3;

/// What is summed up stands below the words of a status line.
const INDENT: &str = "             ";

/// Findings, parted by how they are told.
#[derive(Debug, Default)]
struct Condensed<'run> {
    whole: Vec<&'run Diagnostic>,
    /// Contradictions that nobody needs to look at, by the rule that settles them.
    settled: BTreeMap<Rule, Vec<&'run Diagnostic>>,
    /// How many more there are of each code.
    more: BTreeMap<Code, usize>,
}

/// Prints what was found. Programs are told everything, and so is whoever asks with `--verbose`.
pub(crate) fn tell(
    found: &[Diagnostic],
    spec: Option<&Spec>,
    options: &Regen,
    pages: &Pages<'_>,
    report: &mut Report<'_>,
) {
    if options.verbose || options.format == Findings::Json {
        report.diagnostics(found, pages);
        return;
    }
    let condensed = Condensed::of(found, spec);
    for diagnostic in &condensed.whole {
        report.diagnostic(diagnostic, pages);
    }
    condensed.sum_up(options, pages.directory, report);
    if let Some(more) = summary::explain(found) {
        report.plain(&more);
    }
}

impl<'run> Condensed<'run> {
    /// Without a spec nobody knows which contradictions are settled.
    fn of(found: &'run [Diagnostic], spec: Option<&Spec>) -> Self {
        let settled = spec.into_iter().flat_map(Spec::contradictions).filter(|one| one.is_settled());
        let mut settled: BTreeMap<&str, Rule> =
            settled.map(|one: &Contradiction| (one.id.as_str(), one.rule)).collect();
        if found.iter().filter(|one| one.id.is_some()).count() <= MOST {
            settled.clear();
        }
        let mut condensed = Self::default();
        let mut printed: BTreeMap<Code, usize> = BTreeMap::new();
        for diagnostic in found {
            let rule = diagnostic.id.as_deref().and_then(|id| settled.get(id));
            let printed = printed.entry(diagnostic.code).or_default();
            if diagnostic.is_error() {
                condensed.whole.push(diagnostic);
            } else if let Some(rule) = rule {
                condensed.settled.entry(*rule).or_default().push(diagnostic);
            } else if *printed < MOST {
                *printed += 1;
                condensed.whole.push(diagnostic);
            } else {
                *condensed.more.entry(diagnostic.code).or_default() += 1;
            }
        }
        condensed
    }

    /// Prints how many there are of each sort, where the first ones are, and how to see the rest.
    fn sum_up(&self, options: &Regen, directory: &Path, report: &mut Report<'_>) {
        for (rule, found) in &self.settled {
            let what = count(found.len(), "contradiction");
            report.status("Settled", &format!("{what} by `{}`: {}", rule.word(), rule.meaning()));
            let examples = found.iter().take(EXAMPLES);
            let mut places: Vec<_> =
                examples.clone().map(|one| place(&one.origin, directory, report)).collect();
            places.dedup();
            report.plain(&format!("{INDENT}{}", places.join(", ")));
            let ids: Vec<_> = examples.filter_map(|one| one.id.as_deref()).collect();
            let api = api_option(options.api.as_ref());
            report.plain(&format!("{INDENT}cargo xtask explain {}{api}", ids.join(" ")));
        }
        for (code, more) in &self.more {
            report.status("More", &format!("{} of `{code}`", count(*more, "warning")));
        }
        if !(self.settled.is_empty() && self.more.is_empty()) {
            let command = summary::command(options);
            report.status("Hint", &format!("`{command} --verbose` prints each of them"));
        }
    }
}

fn place(origin: &Origin, directory: &Path, report: &Report<'_>) -> String {
    format!("{}:{}", report.show(&directory.join(&*origin.file)), origin.line)
}
