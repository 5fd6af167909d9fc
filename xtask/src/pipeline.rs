//! Captures → facts → spec → model → files, as far as the input allows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use generator::diagnostic::{Code, Diagnostic};
use generator::scrape::Capture;
use generator::scrape::facts::Page;
use generator::spec::api::ApiDescription;
use generator::spec::names::Names;
use generator::spec::{Spec, yaml};

use crate::progress::Progress;
use crate::source::Source;
use crate::summary::count;

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
pub(crate) fn run(source: &Source, keep_going: bool, progress: &mut Progress) -> Outcome {
    let mut outcome = match by_hand(source) {
        Ok((api, names)) if keep_going => run_on_what_is_sound(source, &api, &names, progress),
        Ok((api, names)) => run_on(&source.captures, source, &api, &names, progress),
        Err(diagnostics) => Outcome { diagnostics, ..Outcome::default() },
    };
    yaml::locate_names(source.names.as_deref().unwrap_or_default(), &mut outcome.diagnostics);
    outcome
}

/// Reads what people wrote by hand; either file may be missing.
fn by_hand(source: &Source) -> Result<(ApiDescription, Names), Vec<Diagnostic>> {
    let api = yaml::read_api("api.yaml", source.api.as_deref().unwrap_or_default());
    let names = yaml::read_names("names.yaml", source.names.as_deref().unwrap_or_default());
    match (api, names) {
        (Ok(api), Ok(names)) => Ok((api, names)),
        (api, names) => Err([api.err(), names.err()].into_iter().flatten().flatten().collect()),
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
    let (api, mut names) = by_hand(source)?;
    let (pages, mut warnings) = generator::read(&source.captures);
    unless_errors(&mut warnings)?;
    let (spec, found) = generator::reconcile(&pages, &api, &mut names);
    warnings.extend(found);
    unless_errors(&mut warnings)?;
    Ok(Reconciled { spec, api, names, warnings })
}

/// The spec as far as the captures give one.
#[derive(Debug)]
pub(crate) struct Surveyed {
    pub(crate) spec: Spec,
    pub(crate) api: ApiDescription,
    /// The errors of the captures.
    pub(crate) errors: Vec<Diagnostic>,
}

/// Runs the stages up to the spec, whatever is wrong with the captures; otherwise tells the errors in what people
/// wrote by hand.
pub(crate) fn surveyed(source: &Source) -> Result<Surveyed, Vec<Diagnostic>> {
    let (api, mut names) = by_hand(source)?;
    let (pages, mut errors) = generator::read(&source.captures);
    let (spec, found) = generator::reconcile(&pages, &api, &mut names);
    errors.extend(found);
    errors.retain(Diagnostic::is_error);
    let (errors, mut by_hand): (Vec<_>, Vec<_>) = errors.into_iter().partition(is_on_capture);
    // A page that cannot be read may be the one that lists the entry.
    by_hand.retain(|found| errors.is_empty() || found.code != Code::StaleIgnore);
    if by_hand.is_empty() {
        return Ok(Surveyed { spec, api, errors });
    }
    yaml::locate_names(source.names.as_deref().unwrap_or_default(), &mut by_hand);
    Err(by_hand)
}

/// Whether a page is to blame, and not what people wrote by hand.
pub(crate) fn is_on_capture(found: &Diagnostic) -> bool {
    found.origin.file.starts_with("captures/")
}

/// Goes on when there are no errors among what was found.
fn unless_errors(found: &mut Vec<Diagnostic>) -> Result<(), Vec<Diagnostic>> {
    if found.iter().any(Diagnostic::is_error) {
        return Err(std::mem::take(found).into_iter().filter(Diagnostic::is_error).collect());
    }
    Ok(())
}

/// Runs every stage on `captures`, which are those of `source` or some of them; the first stage that finds errors is
/// the last one to run.
fn run_on(
    captures: &[Capture],
    source: &Source,
    api: &ApiDescription,
    locked: &Names,
    progress: &mut Progress,
) -> Outcome {
    let mut outcome = Outcome::default();
    let mut names = locked.clone();
    let (pages, found) = read(captures, progress);
    if outcome.stops_after(found) {
        return outcome;
    }
    progress.stage("Reconciling", &count(pages.len(), "page"));
    let (spec, found) = generator::reconcile(&pages, api, &mut names);
    if outcome.stops_after(found) {
        return outcome;
    }
    progress.stage("Resolving", &count(spec.groups.len(), "group"));
    let (model, found) = generator::resolve(&spec, api, &mut names);
    if outcome.stops_after(found) {
        return outcome;
    }
    // What a page that was left out documents is not gone.
    if captures.len() == source.captures.len() && source.problems.is_empty() {
        names.bury(&spec);
    }
    let names = Some(names).filter(|names| source.names.is_none() || names != locked);
    outcome.made = Some(Made { spec, names, client: generator::emit(&model) });
    outcome
}

/// Reads one page after the other, and shows how far it is.
fn read(captures: &[Capture], progress: &mut Progress) -> (Vec<Page>, Vec<Diagnostic>) {
    progress.begin("Reading", captures.len());
    let (mut pages, mut diagnostics) = (Vec::new(), Vec::new());
    for capture in captures {
        progress.step(&capture.file);
        let (page, found) = generator::read(std::slice::from_ref(capture));
        pages.extend(page);
        diagnostics.extend(found);
    }
    (pages, diagnostics)
}

/// Runs the pipeline again and again without the captures that have errors, until the rest is sound. An error that no
/// capture is to blame for cannot be left out.
fn run_on_what_is_sound(
    source: &Source,
    api: &ApiDescription,
    names: &Names,
    progress: &mut Progress,
) -> Outcome {
    let mut captures = source.captures.clone();
    let mut errors = Vec::new();
    let mut left_out = BTreeSet::new();
    let mut api = api.clone();
    while !captures.is_empty() {
        let mut outcome = run_on(&captures, source, &api, names, progress);
        let found = outcome.diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
        let unsound: BTreeSet<_> = found.map(|diagnostic| Arc::clone(&diagnostic.origin.file)).collect();
        let (bad, sound): (Vec<_>, _) =
            captures.into_iter().partition(|capture| unsound.contains(&capture.file));
        if bad.is_empty() {
            errors.append(&mut outcome.diagnostics);
            return Outcome { diagnostics: errors, left_out, ..outcome };
        }
        errors.extend(outcome.diagnostics.into_iter().filter(Diagnostic::is_error));
        left_out.extend(bad.into_iter().map(|capture| capture.file));
        captures = sound;
        // A page that is left out may be the one that lists an entry to ignore, which is not stale then.
        api.coverage.ignore.clear();
    }
    Outcome { made: None, diagnostics: errors, left_out }
}

impl Outcome {
    /// Keeps what a stage found; tells whether the run ends with it.
    fn stops_after(&mut self, found: Vec<Diagnostic>) -> bool {
        self.diagnostics.extend(found);
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}
