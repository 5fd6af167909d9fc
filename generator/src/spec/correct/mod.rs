//! Corrections: what people know better than the pages, applied to the spec, each checked against what the docs say.
//!
//! A correction names the place and what the docs say there. One whose place is gone, whose `was` no longer holds or
//! that is no longer needed is an error, so that none outlives the mistake it corrects.

mod add;
mod addition;
mod check;
mod docs;
mod edit;
mod idempotent;
mod messages;
mod overruled;
mod property;
mod selector;
mod settle;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use self::check::Sound;
use self::docs::{Docs, Target};
use self::edit::Edits;
use self::messages::Wrong;
use self::selector::Selector;
use super::api::ApiDescription;
use super::corrected::Corrected;
use super::names::Names;
use super::overrides::{Correction, Overrides, Was};
use super::{NamedSchema, Spec, heirs, sharing, unread, yaml};
use crate::diagnostic::{Code, Diagnostic, quote};

/// Applies the corrections, then tells what no correction settles: contradictions and types that cannot be read. Locks
/// names for endpoints that are added, and the homes of schemas.
pub fn correct(
    mut spec: Spec,
    overrides: &Overrides,
    api: &ApiDescription,
    names: &mut Names,
) -> (Spec, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let made = apply(&mut spec, overrides, api, names, &mut diagnostics);
    let read = |place: &str| {
        made.iter().any(|sound| {
            let says =
                sound.drops() || sound.now.iter().any(|(property, _)| *property == property::Property::Type);
            let is_it =
                |target: &Target| target.place == place || sound.drops() && is_below(place, &target.place);
            says && sound.places.iter().any(is_it)
        })
    };
    let unread: Vec<_> = std::mem::take(&mut spec.unread);
    spec.unread = unread.into_iter().filter(|unread| !read(&unread.place)).collect();
    diagnostics.extend(unread::diagnostics(&spec, api));
    if !overrides.0.is_empty() {
        prune(&mut spec);
        sharing::share(&mut spec, names);
        settle::settle(&mut spec, &made, api);
        let overruled = overruled::note(&mut spec, api);
        // What a correction that is refused says of examples is of no use.
        if !diagnostics.iter().any(Diagnostic::is_error) {
            diagnostics.extend(overruled);
        }
    }
    sharing::lock(&spec, names);
    heirs::lock(&spec, api, names);
    diagnostics.extend(idempotent::mark(&mut spec, api));
    diagnostics.extend(settle::warnings(&spec, api));
    (spec, diagnostics)
}

/// What people are told of the contradiction with this id, also when it is settled or known.
#[must_use]
pub fn contradiction(id: &str, spec: &Spec, api: &ApiDescription) -> Option<Diagnostic> {
    settle::told(id, spec, api)
}

/// Takes away the schemas that only a corrected place used, and groups that are left with nothing.
fn prune(spec: &mut Spec) {
    let used = sharing::used(spec);
    let is_kept =
        |name: &String, named: &mut NamedSchema| used.contains(name) || !named.schema.corrected.is_empty();
    spec.shared.schemas.retain(is_kept);
    spec.groups.values_mut().for_each(|group| group.schemas.retain(is_kept));
    spec.groups.retain(|_, group| !group.endpoints.is_empty() || !group.schemas.is_empty());
}

/// Whether a place is within another one.
fn is_below(place: &str, outer: &str) -> bool {
    place.strip_prefix(outer).is_some_and(|rest| rest.starts_with(['.', '[', '{', ' ']))
}

/// Applies all corrections that are sound, and returns those that change what the docs show.
fn apply<'a>(
    spec: &mut Spec,
    overrides: &'a Overrides,
    api: &ApiDescription,
    names: &mut Names,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Sound<'a>> {
    let sensible: Vec<_> =
        overrides.0.iter().filter(|correction| is_sensible(correction, diagnostics)).collect();
    let (added, changed): (Vec<_>, Vec<_>) = sensible.into_iter().partition(|one| one.was == Was::Absent);
    // Types may name schemas that are added.
    add::add_schemas(spec, &added, api, diagnostics);
    let sound: Vec<_> = {
        let docs = Docs::of(spec, api);
        changed.into_iter().filter_map(|correction| docs.check(correction, diagnostics)).collect()
    };
    conflicts(&sound, diagnostics);
    let edits = edits(&sound);
    let reached = edits.apply(spec, api);
    let lost = |sound: &&Sound<'_>| {
        !sound.drops() && sound.places.iter().any(|target| !reached.contains(&target.place))
    };
    if !diagnostics.iter().any(Diagnostic::is_error) {
        for sound in sound.iter().filter(lost) {
            let message =
                format!("another correction leaves nothing of {} to correct", quote(&sound.correction.at));
            let hint = "delete one of the two, or say both in one correction";
            let wrong = Wrong::of(sound.correction).at(Code::ConflictingCorrections, message);
            diagnostics.push(wrong.hint(hint));
        }
    }
    add::add(spec, &added, api, names, diagnostics);
    diagnostics.sort_by(|one, other| one.origin.cmp(&other.origin));
    sound
}

/// Whether a correction can be understood at all, wherever it belongs.
fn is_sensible(correction: &Correction, diagnostics: &mut Vec<Diagnostic>) -> bool {
    let before = diagnostics.len();
    let wrong = Wrong::of(correction);
    let (was, now) = (&correction.was, &correction.now);
    let stated = property::stated(&now.statement());
    let reason = correction.because.trim();
    if reason.is_empty() || reason == yaml::TO_FILL_IN {
        let message = "`because` does not say why the docs are wrong".to_owned();
        diagnostics.push(wrong.because(Code::InvalidCorrection, message).hint("say how you know"));
    }
    let mut refuse = |message: &str| {
        diagnostics.push(wrong.now(Code::InvalidCorrection, message.to_owned()));
    };
    match (was, &now.add) {
        (Was::Absent, None) => refuse("where `was` is `absent`, `now` must `add` something"),
        (Was::Says(_), Some(_)) => refuse("what is added is `absent` in the docs: `was` must say so"),
        (Was::Absent, Some(_)) if !stated.is_empty() || now.drop.is_some() => {
            refuse("what is added is described below `add` alone");
        }
        (Was::Absent, Some(_)) if Selector::read(&correction.at).is_glob() => {
            refuse("what is added has one place: `at` must not hold `*`");
        }
        _ => {}
    }
    if now.drop == Some(false) {
        refuse("`drop: false` says nothing");
    }
    if now.drop == Some(true) && !stated.is_empty() {
        refuse("what is dropped has no other properties");
    }
    if let Was::Says(was) = was {
        let was = property::stated(was);
        if was.is_empty() {
            diagnostics
                .push(wrong.was(Code::InvalidCorrection, "`was` does not say what the docs say".to_owned()));
        } else if stated.is_empty() && now.drop.is_none() && now.add.is_none() {
            diagnostics
                .push(wrong.now(Code::InvalidCorrection, "`now` does not say what is true".to_owned()));
        }
        let unsaid = stated.iter().filter(|(property, _)| !was.iter().any(|(known, _)| known == property));
        let unsaid: Vec<_> = unsaid.map(|(property, _)| format!("`{}`", property.word())).collect();
        if !unsaid.is_empty() && !was.is_empty() {
            let message =
                format!("`was` must say what the docs say of {}, which `now` changes", unsaid.join(", "));
            let hint = "add it to `was`; `null` says that the docs state none";
            diagnostics.push(wrong.was(Code::InvalidCorrection, message).hint(hint));
        }
    }
    diagnostics.len() == before
}

/// Reports the places that two corrections are about, those within something that another one drops, and those that
/// would have one name.
fn conflicts(sound: &[Sound<'_>], diagnostics: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<&str, &Correction> = BTreeMap::new();
    let mut names: BTreeMap<&str, &Target> = BTreeMap::new();
    for one in sound {
        for target in &one.places {
            let earlier = known
                .insert(&target.place, one.correction)
                .filter(|other| !std::ptr::eq(*other, one.correction));
            let dropped = sound.iter().find(|other| {
                other.drops() && other.places.iter().any(|outer| is_below(&target.place, &outer.place))
            });
            let becomes = target.becomes.as_deref().unwrap_or(&target.place);
            let namesake = names.insert(becomes, target).filter(|other| other.place != target.place);
            if let Some(namesake) = namesake {
                let message = format!(
                    "{} and {} would have one name: {}",
                    quote(&namesake.place),
                    quote(&target.place),
                    quote(becomes)
                );
                let hint = "give them two names, or drop one of them";
                diagnostics
                    .push(Wrong::of(one.correction).now(Code::ConflictingCorrections, message).hint(hint));
                break;
            }
            let (other, how) = match (earlier, dropped) {
                (Some(other), _) => (other, "is corrected twice"),
                (None, Some(other)) if !std::ptr::eq(other.correction, one.correction) => {
                    (other.correction, "is within something that another correction drops")
                }
                _ => continue,
            };
            let message = format!("{} {how}", quote(&target.place));
            let found = Wrong::of(one.correction)
                .at(Code::ConflictingCorrections, message)
                .note(
                    "the other correction",
                    Wrong::of(other).at(Code::ConflictingCorrections, String::new()).origin,
                )
                .hint("make one correction of the two, or narrow the pattern in `at`");
            diagnostics.push(found);
            break;
        }
    }
}

/// What the corrections do, by place.
fn edits(sound: &[Sound<'_>]) -> Edits {
    let mut edits = Edits::default();
    for one in sound {
        for target in &one.places {
            let mut corrected = corrected(one.correction, property::in_words(&one.was));
            corrected.confirms = target.confirms;
            if one.drops() {
                edits.drops.insert(target.place.clone());
            } else {
                edits.changes.insert(target.place.clone(), (one.now.clone(), corrected.clone()));
            }
            if let Some(parent) = &target.record_at {
                let child = target.place.strip_prefix(parent.as_str()).unwrap_or(&target.place);
                corrected.was = format!("{}: {{ {} }}", child.trim_start_matches(['.', ' ']), corrected.was);
                edits.records.entry(parent.clone()).or_default().push(corrected);
            }
        }
    }
    edits
}

/// The record of a correction.
fn corrected(correction: &Correction, was: String) -> Corrected {
    Corrected {
        was,
        confirms: false,
        because: correction.because.trim().to_owned(),
        see: correction.see.clone(),
        evidence: messages::evidence(correction),
    }
}
