//! The values that witnesses of a place list → one enumeration.

use std::collections::BTreeSet;

use super::unite::{Unite, bounded};
use super::witness::{WitnessId, WitnessShape};
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::evidence::Evidence;
use crate::spec::schema::{EnumScalar, EnumValue};

impl Unite<'_> {
    /// Every value some witness lists, each once; recorded where not all that list values list the same.
    pub(super) fn values(&mut self, place: &str, ids: &[WitnessId]) -> Vec<EnumValue> {
        let mut all: Vec<EnumValue> = Vec::new();
        let mut versions: Vec<(BTreeSet<EnumScalar>, Vec<Evidence>)> = Vec::new();
        for &id in ids {
            let (WitnessShape::String { values, .. } | WitnessShape::Integer { values, .. }) =
                &self.witnesses.get(id).shape
            else {
                continue;
            };
            for value in values {
                match all.iter_mut().find(|known| known.value == value.value) {
                    Some(known) => merge(known, value),
                    None => all.push(value.clone()),
                }
            }
            let listed: BTreeSet<_> = values.iter().map(|value| value.value.clone()).collect();
            let mut evidence: Vec<_> = values.iter().flat_map(|value| value.evidence.clone()).collect();
            evidence.dedup();
            match versions.iter_mut().find(|(known, _)| *known == listed) {
                _ if listed.is_empty() => {}
                Some((_, known)) => known.extend(evidence),
                None => versions.push((listed, evidence)),
            }
        }
        if versions.len() > 1 {
            let reading = |(listed, evidence)| Reading { says: lists(&listed), evidence: bounded(evidence) };
            let readings = versions.into_iter().map(reading).collect();
            let effect =
                "Every listed value is a variant of the enum in Rust, which keeps values that none lists.";
            self.ledger.record(place, About::Values, readings, Rule::UnionOfValues, effect);
        }
        all
    }
}

/// What a reading says that lists these values.
fn lists(values: &BTreeSet<EnumScalar>) -> String {
    format!("lists {}", values.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))
}

/// Adds to a listed value what another page says of it.
fn merge(known: &mut EnumValue, other: &EnumValue) {
    known.name = known.name.take().or_else(|| other.name.clone());
    let renamed = other.name.iter().filter(|name| known.name.as_ref() != Some(name));
    for more in renamed.chain(&other.description) {
        known.description = match known.description.take() {
            Some(words) if words.split(" / ").any(|word| word == more) => Some(words),
            Some(words) => Some(format!("{words} / {more}")),
            None => Some(more.clone()),
        };
    }
    let fresh: Vec<_> = other.evidence.iter().filter(|one| !known.evidence.contains(one)).cloned().collect();
    known.evidence.extend(fresh);
}
