//! The entries that `api.yaml` says nobody will capture.

use std::collections::BTreeSet;

use super::matching::{self, plain};
use super::tree::{Place, Tree};
use crate::diagnostic::{Code, Diagnostic, Origin, quote};
use crate::spec::Spec;
use crate::spec::api::{ApiDescription, Ignore};

/// Entries this alike are taken for a slip of the finger.
const ALIKE: f64 = 0.85;

/// Why nobody will capture the page, if `api.yaml` says so.
pub(super) fn because<'a>(api: &'a ApiDescription, edition: &str, place: &Place<'_>) -> Option<&'a str> {
    let found = api.coverage.ignore.iter().find(|ignore| covers(ignore, edition, place));
    found.map(|ignore| ignore.because.as_str())
}

/// Whether the entry is the page, or a folder above it, in this edition.
fn covers(ignore: &Ignore, edition: &str, place: &Place<'_>) -> bool {
    let (path, entry) = (plain(&place.path()), plain(&ignore.entry));
    let is_below = || path.strip_prefix(&entry).is_some_and(|rest| rest.starts_with(" / "));
    ignore.edition.as_ref().is_none_or(|name| name == edition) && (path == entry || is_below())
}

/// Refuses entries that the navigation does not list, and those whose pages are all captured.
pub(in crate::spec) fn stale(spec: &Spec, api: &ApiDescription) -> Vec<Diagnostic> {
    let ignored = &api.coverage.ignore;
    if ignored.is_empty() {
        return Vec::new();
    }
    let editions: BTreeSet<&str> = spec.navigation.iter().map(|tree| tree.edition.as_str()).collect();
    let mut known = Vec::new();
    let mut is_listed = vec![false; ignored.len()];
    let mut is_needed = vec![false; ignored.len()];
    for edition in &editions {
        let mut pages = matching::pages(spec);
        pages.retain(|page| page.edition == *edition);
        let tree = Tree::of(spec, edition, &pages);
        let places = tree.places();
        let mut taken = vec![false; places.len()];
        for page in &pages {
            if let Some(at) = matching::place(page, &places, |at| taken[at]) {
                taken[at] = true;
            }
        }
        for (at, place) in places.iter().enumerate() {
            for (which, ignore) in ignored.iter().enumerate() {
                if covers(ignore, edition, place) {
                    is_listed[which] = true;
                    is_needed[which] |= !taken[at];
                }
            }
            known.push((*edition, place.path()));
            let folders = 1..=place.folders.len();
            known.extend(folders.map(|depth| (*edition, place.folders[..depth].join(" / "))));
        }
    }
    let marks = is_listed.into_iter().zip(is_needed);
    let wrong = ignored.iter().zip(marks).filter(|(_, (_, is_needed))| !is_needed);
    wrong
        .map(
            |(ignore, (is_listed, _))| {
                if is_listed { settled(ignore) } else { unknown(ignore, &editions, &known) }
            },
        )
        .collect()
}

fn origin(ignore: &Ignore) -> Origin {
    Origin::new("api.yaml", ignore.line.max(1))
}

fn settled(ignore: &Ignore) -> Diagnostic {
    let message = format!("{} is captured: there is nothing left to ignore", quote(&ignore.entry));
    Diagnostic::new(Code::StaleIgnore, origin(ignore), message).hint("delete it from `coverage.ignore`")
}

fn unknown(ignore: &Ignore, editions: &BTreeSet<&str>, known: &[(&str, String)]) -> Diagnostic {
    let entry = quote(&ignore.entry);
    let message = match &ignore.edition {
        Some(edition) if !editions.contains(edition.as_str()) => {
            let listed = editions.iter().map(|edition| quote(edition)).collect::<Vec<_>>().join(", ");
            let message = format!("no capture of an edition {} shows a navigation", quote(edition));
            if listed.is_empty() { message } else { format!("{message}; those that do: {listed}") }
        }
        Some(edition) => format!("the navigation of {} does not list {entry}", quote(edition)),
        None => format!("no navigation lists {entry}"),
    };
    let wanted = plain(&ignore.entry);
    let likeness = |path: &str| strsim::jaro_winkler(&wanted, &plain(path));
    let candidates =
        known.iter().filter(|(name, _)| ignore.edition.as_ref().is_none_or(|edition| edition == name));
    let best =
        candidates.map(|(_, path)| path).max_by(|one, other| likeness(one).total_cmp(&likeness(other)));
    let hint = match best.filter(|path| likeness(path) > ALIKE) {
        Some(path) => format!("did you mean {}? Otherwise delete it from `coverage.ignore`", quote(path)),
        None => "delete it from `coverage.ignore`; `cargo xtask coverage` prints what the navigation lists"
            .to_owned(),
    };
    Diagnostic::new(Code::StaleIgnore, origin(ignore), message).hint(hint)
}
