//! The changes found so far, each with an id of its own.

use std::collections::BTreeSet;

use super::change::{Change, Level, Property, Said};
use super::level::{self, Event, Sides};
use crate::spec::short_id;

/// A place, and who is affected by what changes there.
#[derive(Clone, Debug, Default)]
pub(super) struct At {
    /// The place.
    pub(super) place: String,
    /// Which of several there: the listed value.
    pub(super) detail: String,
    /// Which way values travel there.
    pub(super) sides: Sides,
    /// The endpoints that use it.
    pub(super) endpoints: Vec<String>,
}

impl At {
    pub(super) fn of(place: impl Into<String>, sides: Sides, endpoints: Vec<String>) -> Self {
        Self { place: place.into(), detail: String::new(), sides, endpoints }
    }

    /// Another place with the same users.
    pub(super) fn inner(&self, place: String) -> Self {
        Self { place, detail: String::new(), ..self.clone() }
    }

    /// One of several at the same place.
    pub(super) fn detail(&self, detail: impl Into<String>) -> Self {
        Self { detail: detail.into(), ..self.clone() }
    }
}

/// Changes, in the order in which they were found.
#[derive(Debug, Default)]
pub(super) struct Found(Vec<Change>);

impl Found {
    /// Writes down a change.
    pub(super) fn push(
        &mut self,
        at: &At,
        property: Property,
        event: Event,
        before: Option<Said>,
        after: Option<Said>,
    ) {
        self.0.push(Change {
            id: id(&at.place, property, &at.detail),
            place: at.place.clone(),
            property,
            endpoints: at.endpoints.clone(),
            wire: level::of(event, at.sides),
            rust: Level::None,
            before,
            after,
            items: Vec::new(),
            detail: at.detail.clone(),
        });
    }

    /// Writes down that words differ, showing only the sentences that do.
    pub(super) fn reword(&mut self, at: &At, property: Property, before: Option<Said>, after: Option<Said>) {
        let (Some(old), Some(new)) = (&before, &after) else {
            if before != after {
                self.push(at, property, Event::Reworded, before, after);
            }
            return;
        };
        let (was, is) = super::sentences::changed(&old.words, &new.words);
        if was.is_empty() && is.is_empty() {
            return;
        }
        let side = |words: String, said: &Said| {
            (!words.is_empty()).then(|| Said { words, evidence: said.evidence.clone() })
        };
        let (before, after) = (side(was, old), side(is, new));
        self.push(at, property, Event::Reworded, before, after);
    }

    /// The changes, each id once.
    pub(super) fn into_changes(mut self) -> Vec<Change> {
        distinct(&mut self.0);
        self.0
    }
}

/// `d-` and eight hexadecimal digits over what has changed, not over how.
fn id(place: &str, property: Property, detail: &str) -> String {
    let parts = [place, property.words(), detail].join("\0");
    short_id::short("d", parts.bytes())
}

/// Gives every change an id of its own: of two that share one, the later one gets another, in every run the same.
pub(crate) fn distinct(changes: &mut [Change]) {
    let mut taken = BTreeSet::new();
    for change in changes {
        change.id = id(&change.place, change.property, &change.detail);
        let mut detail = change.detail.clone();
        while !taken.insert(change.id.clone()) {
            detail.push('\0');
            change.id = id(&change.place, change.property, &detail);
        }
    }
}
