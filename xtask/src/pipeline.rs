//! Captures → facts → spec → model → files, as far as the input allows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use generator::diagnostic::{Code, Diagnostic, Severity};
use generator::scrape::Capture;
use generator::scrape::facts::Facts;
use generator::spec::api::ApiDescription;
use generator::spec::names::Names;
use generator::spec::overrides::Overrides;
use generator::spec::{Spec, yaml};

use crate::client_crate::Client;
use crate::progress::Progress;
use crate::source::Source;
use crate::summary::count;

/// How many pages are read between two looks at the clock: enough to keep every core busy.
const AT_ONCE: usize = 64;

/// Everything there is to write.
#[derive(Debug)]
pub(crate) struct Made {
    pub(crate) api: ApiDescription,
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

/// Runs the pipeline for `client`; with `keep_going` without the captures that have errors.
pub(crate) fn run(source: &Source, client: &Client, keep_going: bool, progress: &mut Progress) -> Outcome {
    let mut outcome = match by_hand(source) {
        Ok(by_hand) if keep_going => run_on_what_is_sound(source, by_hand, client, progress),
        Ok(by_hand) => run_on(&source.captures, source, &by_hand, client, progress),
        Err(diagnostics) => Outcome { diagnostics, ..Outcome::default() },
    };
    yaml::locate_names(source.names.as_deref().unwrap_or_default(), &mut outcome.diagnostics);
    outcome
}

/// What stands beside the captures.
struct ByHand {
    api: ApiDescription,
    names: Names,
    overrides: Overrides,
    /// Where captures lie on the web.
    addresses: BTreeMap<String, String>,
}

/// Reads what stands beside the captures; any of the files may be missing.
fn by_hand(source: &Source) -> Result<ByHand, Vec<Diagnostic>> {
    let api = yaml::read_api("api.yaml", source.api.as_deref().unwrap_or_default());
    let names = yaml::read_names("names.yaml", source.names.as_deref().unwrap_or_default());
    let overrides = yaml::read_overrides("overrides.yaml", source.overrides.as_deref().unwrap_or_default());
    let ledger = yaml::read_ledger("captures.yaml", source.ledger.as_deref().unwrap_or_default());
    match (api, names, overrides, ledger) {
        (Ok(api), Ok(names), Ok(overrides), Ok(ledger)) => {
            Ok(ByHand { api, names, overrides, addresses: ledger.addresses() })
        }
        (api, names, overrides, ledger) => {
            let errors = [api.err(), names.err(), overrides.err(), ledger.err()];
            Err(errors.into_iter().flatten().flatten().collect())
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
}

/// Runs the stages up to the spec; otherwise tells the errors that stand in the way.
pub(crate) fn reconciled(source: &Source) -> Result<Reconciled, Vec<Diagnostic>> {
    let by_hand = by_hand(source)?;
    let mut names = by_hand.names.clone();
    let (spec, mut found) = described(generator::read(&source.captures), &by_hand, &mut names);
    found.retain(Diagnostic::is_error);
    yaml::locate_names(source.names.as_deref().unwrap_or_default(), &mut found);
    if found.is_empty() { Ok(Reconciled { spec, api: by_hand.api, names }) } else { Err(found) }
}

/// The spec as far as the captures give one.
#[derive(Debug)]
pub(crate) struct Surveyed {
    pub(crate) spec: Spec,
    pub(crate) api: ApiDescription,
    /// The captures that were read and document no endpoint, with their headings.
    pub(crate) prose: BTreeMap<Arc<str>, Option<String>>,
    /// The errors of the captures.
    pub(crate) errors: Vec<Diagnostic>,
}

/// Runs the stages up to the spec, whatever is wrong with the captures; otherwise tells the errors in what people
/// wrote by hand.
pub(crate) fn surveyed(source: &Source) -> Result<Surveyed, Vec<Diagnostic>> {
    let by_hand = by_hand(source)?;
    let mut names = by_hand.names.clone();
    let read = generator::read(&source.captures);
    let prose = read.0.sites.iter().map(|site| (Arc::clone(&site.file), site.title.clone())).collect();
    let (spec, mut found) = described(read, &by_hand, &mut names);
    found.retain(Diagnostic::is_error);
    let (errors, mut others): (Vec<_>, Vec<_>) = found.into_iter().partition(is_on_capture);
    // A page that cannot be read may be the one that an entry or a correction is about.
    others.retain(|found| errors.is_empty() || !depends_on_pages(found));
    if others.is_empty() {
        return Ok(Surveyed { spec, api: by_hand.api, prose, errors });
    }
    yaml::locate_names(source.names.as_deref().unwrap_or_default(), &mut others);
    Err(others)
}

/// Whether a page is to blame, and not what people wrote by hand.
pub(crate) fn is_on_capture(found: &Diagnostic) -> bool {
    found.origin.file.starts_with("captures/")
}

/// Reconciles what was read, and corrects it. After a stage that found errors, the next one tells only what is wrong
/// with the captures.
fn described(
    (mut facts, mut found): (Facts, Vec<Diagnostic>),
    by_hand: &ByHand,
    names: &mut Names,
) -> (Spec, Vec<Diagnostic>) {
    facts.addresses.clone_from(&by_hand.addresses);
    let (spec, more) = generator::reconcile(&facts, &by_hand.api, names);
    add(&mut found, more);
    let (spec, more) = generator::correct(spec, &by_hand.overrides, &by_hand.api, names);
    add(&mut found, more);
    (spec, found)
}

/// Adds what the next stage found.
fn add(found: &mut Vec<Diagnostic>, mut more: Vec<Diagnostic>) {
    if found.iter().any(Diagnostic::is_error) {
        more.retain(|one| one.is_error() && is_on_capture(one));
    }
    found.extend(more);
}

/// Runs every stage on `captures`, which are those of `source` or some of them; the first stage that finds errors is
/// the last one to run.
fn run_on(
    captures: &[Capture],
    source: &Source,
    by_hand: &ByHand,
    client: &Client,
    progress: &mut Progress,
) -> Outcome {
    let mut names = by_hand.names.clone();
    let is_whole = captures.len() == source.captures.len() && source.problems.is_empty();
    let read = read(captures, progress);
    progress.stage("Reconciling", &count(captures.len(), "page"));
    let (spec, mut diagnostics) = described(read, by_hand, &mut names);
    if !is_whole {
        diagnostics.iter_mut().filter(|found| depends_on_pages(found)).for_each(doubt);
    }
    let mut outcome = Outcome { diagnostics, ..Outcome::default() };
    if outcome.diagnostics.iter().any(Diagnostic::is_error) {
        return outcome;
    }
    progress.stage("Resolving", &count(spec.groups.len(), "group"));
    let (model, found) = generator::resolve(&spec, &by_hand.api, &mut names, &client.with(&spec));
    outcome.diagnostics.extend(found);
    if outcome.diagnostics.iter().any(Diagnostic::is_error) {
        return outcome;
    }
    // What a page that was left out documents is not gone.
    if is_whole {
        names.bury(&spec);
    }
    progress.stage("Emitting", &count(model.modules.len(), "module"));
    let client = generator::emit(&model);
    let names = Some(names).filter(|names| source.names.is_none() || *names != by_hand.names);
    outcome.made = Some(Made { api: by_hand.api.clone(), spec, names, client });
    outcome
}

/// Reads some pages after the others, and shows how far it is.
fn read(captures: &[Capture], progress: &mut Progress) -> (Facts, Vec<Diagnostic>) {
    progress.begin("Reading", captures.len());
    let (mut facts, mut diagnostics) = (Facts::default(), Vec::new());
    for captures in captures.chunks(AT_ONCE) {
        let (read, found) = generator::read(captures);
        facts.pages.extend(read.pages);
        facts.sites.extend(read.sites);
        diagnostics.extend(found);
        progress.steps(captures.len(), captures.last().map_or("", |capture| &capture.file));
    }
    (facts, diagnostics)
}

/// Runs the pipeline again and again without the captures that have errors, until the rest is sound. An error that no
/// capture is to blame for cannot be left out.
fn run_on_what_is_sound(
    source: &Source,
    mut by_hand: ByHand,
    client: &Client,
    progress: &mut Progress,
) -> Outcome {
    let mut captures = source.captures.clone();
    let mut errors = Vec::new();
    let mut left_out = BTreeSet::new();
    while !captures.is_empty() {
        let mut outcome = run_on(&captures, source, &by_hand, client, progress);
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
        // A page that is left out may be the one that lists an entry to ignore, which is not stale then.
        by_hand.api.coverage.ignore.clear();
    }
    Outcome { made: None, diagnostics: errors, left_out }
}

/// Whether another page could make it right.
fn depends_on_pages(found: &Diagnostic) -> bool {
    matches!(
        found.code,
        Code::StaleIgnore
            | Code::InvalidCorrection
            | Code::UnmatchedCorrection
            | Code::OutdatedCorrection
            | Code::NeedlessCorrection
            | Code::UnmatchedIdempotent
    )
}

/// Without some captures nobody can tell whether what people wrote fits what the docs say.
fn doubt(found: &mut Diagnostic) {
    found.severity = Severity::Warning;
    found.hint = Some("this may be due to the captures that are left out; correct those first".to_owned());
}
