//! Ledger: contradictions as they are found, each with a short id that stays.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::spec::contradiction::{About, Contradiction, Reading, Rule};
use crate::spec::short_id;

/// Contradictions, in the order in which they were found.
#[derive(Debug, Default)]
pub(super) struct Ledger(Vec<Contradiction>);

impl Ledger {
    /// Writes down a contradiction.
    pub(super) fn record(
        &mut self,
        subject: &str,
        about: About,
        readings: Vec<Reading>,
        rule: Rule,
        effect: impl Into<String>,
    ) {
        let (subject, effect) = (subject.to_owned(), effect.into());
        let readings = readings.into_iter().map(once).collect();
        let id = short_id::short(PREFIX, key(&subject, about));
        let found = Contradiction { id, subject, other: None, about, readings, rule, effect, settled: None };
        match self.0.iter_mut().find(|known| is_same(known, &found)) {
            Some(known) => join(known, found),
            None => self.0.push(found),
        }
    }

    /// Says that the contradiction recorded last is between its subject and `other`.
    pub(super) fn between(&mut self, other: &str) {
        if let Some(last) = self.0.last_mut() {
            last.other = Some(other.to_owned());
        }
    }

    pub(super) fn into_contradictions(self) -> Vec<Contradiction> {
        self.0
    }
}

/// What all ledgers hold: one contradiction for each subject and property, and no id twice.
pub(super) fn distinct<T>(ledgers: impl IntoIterator<Item = (T, Contradiction)>) -> Vec<(T, Contradiction)> {
    let mut all: Vec<(T, Contradiction)> = Vec::new();
    let mut places: BTreeMap<(String, About), usize> = BTreeMap::new();
    for (owner, found) in ledgers {
        match places.entry((found.subject.clone(), found.about)) {
            Entry::Occupied(known) => join(&mut all[*known.get()].1, found),
            Entry::Vacant(place) => {
                place.insert(all.len());
                all.push((owner, found));
            }
        }
    }
    lengthen(all.iter_mut().map(|(_, found)| found).collect());
    all
}

/// Gives contradictions that came to the same short id a long one each. It depends on their own subject alone, so
/// that neither changes when a third one comes.
fn lengthen(mut all: Vec<&mut Contradiction>) {
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    for found in &all {
        *count.entry(found.id.clone()).or_default() += 1;
    }
    for found in all.iter_mut().filter(|found| count.get(&found.id).is_some_and(|&count| count > 1)) {
        found.id = short_id::long(PREFIX, key(&found.subject, found.about));
    }
}

/// The reading with each of its witnesses once: two answers of a page may refer to one line of it.
fn once(mut reading: Reading) -> Reading {
    let mut seen = BTreeSet::new();
    reading.evidence.retain(|one| seen.insert(one.clone()));
    reading
}

fn is_same(one: &Contradiction, other: &Contradiction) -> bool {
    one.subject == other.subject && one.about == other.about
}

/// Adds what was found later about the same property of the same subject. The rule that may be wrong is named.
fn join(known: &mut Contradiction, found: Contradiction) {
    for reading in found.readings {
        match known.readings.iter_mut().find(|other| other.says == reading.says) {
            Some(other) => {
                let fresh = reading.evidence.into_iter().filter(|one| !other.evidence.contains(one));
                let fresh: Vec<_> = fresh.collect();
                other.evidence.extend(fresh);
            }
            None => known.readings.push(reading),
        }
    }
    if known.effect != found.effect {
        known.effect = format!("{} {}", known.effect, found.effect);
    }
    if known.rule.is_lossless() {
        known.rule = found.rule;
    }
    known.other = known.other.take().or(found.other);
}

/// What the ids of contradictions begin with.
const PREFIX: &str = "c";

/// What the id of a contradiction is made of.
fn key(subject: &str, about: About) -> impl Iterator<Item = u8> {
    subject.bytes().chain([0, about as u8])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::evidence::{Evidence, EvidenceKind};

    fn reading(says: &str, line: u32) -> Reading {
        let evidence = Evidence { file: "a.txt".into(), first: line, last: line, kind: EvidenceKind::Table };
        Reading { says: says.to_owned(), evidence: vec![evidence] }
    }

    fn recorded(subject: &str, about: About, rule: Rule) -> Contradiction {
        let mut ledger = Ledger::default();
        ledger.record(subject, about, vec![reading("a", 1), reading("b", 2)], rule, "An effect.");
        ledger.into_contradictions().remove(0)
    }

    #[test]
    fn ids_are_those_of_fnv_1a() {
        // FNV-1a of `Order.state`, a zero byte and the number 2, computed with another program.
        assert_eq!(recorded("Order.state", About::Presence, Rule::WeakestDemand).id, "c-b8cbfec2");
    }

    #[test]
    fn one_subject_and_property_is_one_contradiction() {
        let found = distinct([
            ((), recorded("Order.id", About::Name, Rule::BothSpellings)),
            ((), recorded("Order.id", About::Type, Rule::UnionOfTypes)),
            ((), recorded("Order.id", About::Name, Rule::FirstPageLeads)),
        ]);
        let told: Vec<_> = found.iter().map(|((), one)| (one.about, one.rule, one.readings.len())).collect();
        let expected = [(About::Name, Rule::FirstPageLeads, 2), (About::Type, Rule::UnionOfTypes, 2)];
        assert_eq!(told, expected, "the rule that may be wrong is named");
    }

    #[test]
    fn two_subjects_never_share_an_id() {
        let mut one = recorded("Order.id", About::Name, Rule::BothSpellings);
        let other = recorded("Order.state", About::Name, Rule::BothSpellings);
        let third = recorded("Order.note", About::Name, Rule::BothSpellings);
        one.id.clone_from(&other.id);
        let ids = |found: Vec<((), Contradiction)>| -> BTreeMap<String, String> {
            found.into_iter().map(|((), one)| (one.subject, one.id)).collect()
        };
        let two = ids(distinct([((), one.clone()), ((), other.clone())]));
        assert_ne!(two["Order.id"], two["Order.state"]);
        let three = ids(distinct([((), third.clone()), ((), other), ((), one)]));
        assert!(two.iter().all(|(subject, id)| three[subject] == *id), "{two:?} {three:?}");
        assert_eq!(three["Order.note"], third.id);
    }
}
