//! Compares the ways to prove who calls, and which of them each call needs.

use std::collections::BTreeSet;

use super::change::{Property, Said};
use super::found::{At, Found};
use super::level::{Event, Sides};
use super::{Version, said, union};
use crate::spec::endpoint::Endpoint;
use crate::spec::evidence::Evidence;
use crate::spec::server::{SecurityScheme, requirement_words};

/// Compares the schemes by their names. Where `api.yaml` declares the authentication of both versions, the pages' words
/// are only words: the client does what it declares.
pub(super) fn compare(before: Version<'_>, after: Version<'_>, found: &mut Found) {
    let (old, new) = (&before.spec.shared.security_schemes, &after.spec.shared.security_schemes);
    let is_declared = before.api.authentication.is_some() && after.api.authentication.is_some();
    for name in union(old.keys(), new.keys()) {
        let at = At::of(format!("security scheme {name}"), Sides::SENT, Vec::new());
        let (was, is) = (old.get(name), new.get(name));
        let words = |scheme: &SecurityScheme| Said::new(scheme.kind.words(), &scheme.evidence);
        let event = match (was, is) {
            (Some(was), Some(is)) if was.kind == is.kind => None,
            _ if is_declared => Some(Event::Reworded),
            (Some(_), Some(_)) => Some(Event::Moved),
            (Some(_), None) => Some(Event::Removed),
            (None, _) => Some(Event::AddedOptional),
        };
        if let Some(event) = event {
            found.push(&at, Property::SecurityScheme, event, was.map(words), is.map(words));
        }
        if let (Some(was), Some(is)) = (was, is) {
            let description = |scheme: &SecurityScheme| said(scheme.description.as_deref(), &scheme.evidence);
            found.reword(&at, Property::Description, description(was), description(is));
        }
    }
}

/// Compares what a call needs.
pub(super) fn of_endpoint(at: &At, before: &Endpoint, after: &Endpoint, found: &mut Found) {
    let (was, is) = (alternatives(before), alternatives(after));
    if was == is {
        return;
    }
    let event = match (&was, &is) {
        (None, _) | (_, None) => Event::Reworded,
        (Some(was), Some(is)) if was.is_subset(is) => Event::BecameOptional,
        (Some(was), Some(is)) if is.is_subset(was) => Event::BecameRequired,
        _ => Event::Moved,
    };
    let said = |endpoint: &Endpoint| {
        let evidence: Vec<Evidence> = endpoint.pages.iter().map(|page| page.call.clone()).collect();
        endpoint.security.as_ref().map(|all| Said::new(requirement_words(all), &evidence))
    };
    found.push(at, Property::Security, event, said(before), said(after));
}

/// What is enough, in no order; asking for nothing is one alternative.
fn alternatives(endpoint: &Endpoint) -> Option<BTreeSet<BTreeSet<&str>>> {
    let all = endpoint.security.as_ref()?;
    let sets = all.iter().map(|names| names.iter().map(String::as_str).collect());
    let mut sets: BTreeSet<BTreeSet<&str>> = sets.collect();
    if sets.is_empty() {
        sets.insert(BTreeSet::new());
    }
    Some(sets)
}
