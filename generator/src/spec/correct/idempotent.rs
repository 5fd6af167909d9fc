//! Which calls do no more when they are sent twice: `api.yaml` says so, and nothing else does.

use super::selector::{Named, Selector, suggested};
use crate::diagnostic::{Code, Diagnostic, Origin, quote};
use crate::spec::Spec;
use crate::spec::api::{ApiDescription, Idempotent};

/// Marks the endpoints that `api.yaml` calls idempotent. An entry that means no endpoint, and a second one for the same
/// endpoint, are errors.
pub(super) fn mark(spec: &mut Spec, api: &ApiDescription) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    // For each endpoint, the entry that marks it.
    let mut marked: Vec<Option<&Idempotent>> = vec![None; spec.endpoints().count()];
    for entry in &api.idempotent {
        let selector = Selector::read(&entry.endpoint);
        let names = names(spec);
        let meant: Vec<usize> = (0..names.len()).filter(|&at| selector.means(&names[at])).collect();
        if meant.is_empty() {
            diagnostics.push(unmatched(entry, &names));
        }
        let earlier = meant.iter().find_map(|&at| Some((&names[at], marked[at]?)));
        diagnostics.extend(earlier.map(|(named, other)| repeated(entry, other, &named.place)));
        for at in meant {
            marked[at] = marked[at].or(Some(entry));
        }
    }
    let endpoints = spec.groups.values_mut().flat_map(|group| &mut group.endpoints);
    let calls = endpoints.filter(|endpoint| !endpoint.is_topic());
    for (endpoint, entry) in calls.zip(marked) {
        endpoint.idempotent = entry.map(|entry| entry.because.trim().to_owned());
    }
    diagnostics
}

/// Both names of every call, in the order of the spec. Topics are no calls: the vendor makes them.
fn names(spec: &Spec) -> Vec<Named> {
    let grouped = spec.groups.values().flat_map(|group| group.endpoints.iter().map(move |one| (group, one)));
    let named = grouped.filter(|(_, endpoint)| !endpoint.is_topic()).map(|(group, endpoint)| Named {
        place: endpoint.id(),
        by_operation: Some(format!("{}/{}", group.group, endpoint.operation)),
    });
    named.collect()
}

fn origin(entry: &Idempotent) -> Origin {
    Origin::new("api.yaml", entry.line.max(1))
}

fn unmatched(entry: &Idempotent, names: &[Named]) -> Diagnostic {
    let message = format!("{} is no endpoint that the docs show", quote(&entry.endpoint));
    let known = names.iter().flat_map(|named| std::iter::once(&named.place).chain(&named.by_operation));
    let hint = suggested(&entry.endpoint, known.map(String::as_str))
        .unwrap_or_else(|| "the files below `spec/` show every endpoint".to_owned());
    let hint = format!("{hint}; delete the entry of `idempotent` when its endpoint is gone");
    Diagnostic::new(Code::UnmatchedIdempotent, origin(entry), message).hint(hint)
}

fn repeated(entry: &Idempotent, other: &Idempotent, place: &str) -> Diagnostic {
    let message = format!("{} is called idempotent twice", quote(place));
    Diagnostic::new(Code::RepeatedIdempotent, origin(entry), message)
        .note("the other entry", origin(other))
        .hint("delete one of the two entries of `idempotent`, or narrow the pattern in `endpoint`")
}
