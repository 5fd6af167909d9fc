//! Captures → facts → spec → model → files, as far as the input allows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use generator::diagnostic::{Code, Diagnostic, Severity};
use generator::scrape::Capture;
use generator::spec::api::ApiDescription;
use generator::spec::names::Names;
use generator::spec::overrides::Overrides;
use generator::spec::{Spec, yaml};

use crate::source::Source;

/// Everything there is to write.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) spec: Spec,
    /// The names, when there are new ones or no file holds them.
    pub(crate) names: Option<Names>,
    /// Path in the client crate → text.
    pub(crate) client: BTreeMap<String, String>,
}

/// What became of a source.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// What there is to write, unless errors stand in the way.
    pub(crate) made: Option<Made>,
    /// What there is to say.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// Captures left out because of errors on them.
    pub(crate) left_out: BTreeSet<Arc<str>>,
}

/// Runs the pipeline; with `keep_going` without the captures that have errors.
pub(crate) fn run(source: &Source, keep_going: bool) -> Outcome {
    let mut outcome = match by_hand(source) {
        Ok(by_hand) if keep_going => run_on_what_is_sound(source, &by_hand),
        Ok(by_hand) => run_on(&source.captures, &by_hand, source.names.is_none()),
        Err(diagnostics) => Outcome { diagnostics, ..Outcome::default() },
    };
    yaml::locate_names(source.names.as_deref().unwrap_or_default(), &mut outcome.diagnostics);
    outcome
}

/// What people write.
struct ByHand {
    api: ApiDescription,
    names: Names,
    overrides: Overrides,
}

/// Reads what people wrote by hand; any of the files may be missing.
fn by_hand(source: &Source) -> Result<ByHand, Vec<Diagnostic>> {
    let api = yaml::read_api("api.yaml", source.api.as_deref().unwrap_or_default());
    let names = yaml::read_names("names.yaml", source.names.as_deref().unwrap_or_default());
    let overrides = yaml::read_overrides("overrides.yaml", source.overrides.as_deref().unwrap_or_default());
    match (api, names, overrides) {
        (Ok(api), Ok(names), Ok(overrides)) => Ok(ByHand { api, names, overrides }),
        (api, names, overrides) => {
            Err([api.err(), names.err(), overrides.err()].into_iter().flatten().flatten().collect())
        }
    }
}

/// The spec that the captures give now, and what people wrote about it by hand.
#[derive(Debug)]
pub(crate) struct Reconciled {
    pub(crate) spec: Spec,
    pub(crate) api: ApiDescription,
    /// With the names that are new.
    pub(crate) names: Names,
    /// The warnings.
    pub(crate) warnings: Vec<Diagnostic>,
}

/// Runs the stages up to the spec; otherwise tells the errors that stand in the way.
pub(crate) fn reconciled(source: &Source) -> Result<Reconciled, Vec<Diagnostic>> {
    let by_hand = by_hand(source)?;
    let mut names = by_hand.names.clone();
    let (spec, found) = described(&source.captures, &by_hand, &mut names, |_| {});
    match spec {
        Some(spec) => Ok(Reconciled { spec, api: by_hand.api, names, warnings: found }),
        None => Err(found.into_iter().filter(Diagnostic::is_error).collect()),
    }
}

/// Reads, reconciles and corrects; the first stage that finds errors is the last one to run. `judge` has a last word
/// on what is said of the corrections.
fn described(
    captures: &[Capture],
    by_hand: &ByHand,
    names: &mut Names,
    judge: impl Fn(&mut Vec<Diagnostic>),
) -> (Option<Spec>, Vec<Diagnostic>) {
    let ByHand { api, overrides, .. } = by_hand;
    let (pages, mut found) = generator::read(captures);
    let is_read = !found.iter().any(Diagnostic::is_error);
    let (spec, more) = generator::reconcile(&pages, api, names);
    let is_reconciled = is_read && !more.iter().any(Diagnostic::is_error);
    if is_read {
        found.extend(more);
    }
    let (spec, mut more) = generator::correct(spec, overrides, api, names);
    judge(&mut more);
    if !is_reconciled {
        // Types that cannot be read belong to the reading, although only the corrections tell which are meant.
        more.retain(|found| found.code == Code::UnknownType);
    }
    found.extend(more);
    let is_sound = !found.iter().any(Diagnostic::is_error);
    (is_sound.then_some(spec), found)
}

/// Runs every stage; the first one that finds errors is the last one to run.
fn run_on(captures: &[Capture], by_hand: &ByHand, is_first: bool) -> Outcome {
    run_on_some(captures, by_hand, is_first, |_| {})
}

/// The same, with a last word on what is said of the corrections.
fn run_on_some(
    captures: &[Capture],
    by_hand: &ByHand,
    is_first: bool,
    judge: impl Fn(&mut Vec<Diagnostic>),
) -> Outcome {
    let mut names = by_hand.names.clone();
    let (spec, diagnostics) = described(captures, by_hand, &mut names, judge);
    let mut outcome = Outcome { diagnostics, ..Outcome::default() };
    let Some(spec) = spec else { return outcome };
    let (model, found) = generator::resolve(&spec, &by_hand.api, &mut names);
    if outcome.stops_after(found) {
        return outcome;
    }
    let names = Some(names).filter(|names| is_first || *names != by_hand.names);
    outcome.made = Some(Made { spec, names, client: generator::emit(&model) });
    outcome
}

/// Runs the pipeline again and again without the captures that have errors, until the rest is sound. An error that no
/// capture is to blame for cannot be left out.
fn run_on_what_is_sound(source: &Source, by_hand: &ByHand) -> Outcome {
    let mut captures = source.captures.clone();
    let mut errors = Vec::new();
    let mut left_out = BTreeSet::new();
    while !captures.is_empty() {
        let is_whole = left_out.is_empty();
        let judge = |found: &mut Vec<Diagnostic>| {
            if !is_whole {
                found.iter_mut().for_each(doubt);
            }
        };
        let mut outcome = run_on_some(&captures, by_hand, source.names.is_none(), judge);
        let found = outcome.diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
        let unsound: BTreeSet<_> = found.map(|diagnostic| Arc::clone(&diagnostic.origin.file)).collect();
        let (bad, sound): (Vec<_>, _) =
            captures.into_iter().partition(|capture| unsound.contains(&capture.file));
        let blamed: BTreeSet<_> = bad.iter().map(|capture| Arc::clone(&capture.file)).collect();
        if bad.is_empty() {
            errors.append(&mut outcome.diagnostics);
            return Outcome { diagnostics: errors, left_out, ..outcome };
        }
        // Errors elsewhere are found again in the next run, if they are not due to these captures.
        let is_final = |found: &Diagnostic| found.is_error() && blamed.contains(&found.origin.file);
        errors.extend(outcome.diagnostics.into_iter().filter(is_final));
        left_out.extend(bad.into_iter().map(|capture| capture.file));
        captures = sound;
    }
    Outcome { made: None, diagnostics: errors, left_out }
}

/// Without some captures nobody can tell whether a correction fits what the docs say.
fn doubt(found: &mut Diagnostic) {
    let depends_on_pages = matches!(
        found.code,
        Code::InvalidCorrection
            | Code::UnmatchedCorrection
            | Code::OutdatedCorrection
            | Code::NeedlessCorrection
    );
    if depends_on_pages {
        found.severity = Severity::Warning;
        found.hint =
            Some("this may be due to the captures that are left out; correct those first".to_owned());
    }
}

impl Outcome {
    /// Keeps what a stage found; tells whether the run ends with it.
    fn stops_after(&mut self, found: Vec<Diagnostic>) -> bool {
        self.diagnostics.extend(found);
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}
