//! Named schemas that are no objects: choices, enumerations, and lists and maps of what has no name itself.
//!
//! A place that refers to one is of that schema, and what else stands there, such as a value of an example, is one more
//! witness of the schema, as with objects. Where something stands that the schema cannot be, the place is of a shape of
//! its own: what pages state of the schema, and that.

use std::collections::{BTreeMap, BTreeSet};

use super::alternatives::{self, Alternatives, Kind};
use super::apart;
use super::ledger::Ledger;
use super::naming::share;
use super::witness::{NamedValue, WitnessId, WitnessShape, Witnesses};
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::names::Names;
use crate::spec::schema::Certainty;

/// What a place is at which witnesses refer to a named schema that is no object.
pub(super) enum Standing {
    /// The schema; further witnesses of it.
    Named(String, Vec<WitnessId>),
    /// What all of these show, none of which refers to a schema.
    Apart(Vec<WitnessId>),
}

/// What a place is, if one of its witnesses refers to a named schema that is no object.
pub(super) fn standing(group: &[WitnessId], witnesses: &Witnesses) -> Option<Standing> {
    let referred = || group.iter().filter_map(|&id| witnesses.referred(id));
    let known = referred().find(|name| witnesses.known_values.contains(*name));
    let first = known.or_else(|| referred().next())?;
    let stated =
        |name: &str| witnesses.named_values.get(name).map(|value| value.stated.clone()).unwrap_or_default();
    let is_first = |id: &&WitnessId| witnesses.referred(**id) == Some(first);
    let others: Vec<WitnessId> = group
        .iter()
        .filter(|id| !is_first(id))
        .flat_map(|&id| witnesses.referred(id).map_or_else(|| vec![id], stated))
        .filter(|&id| !says_nothing(id, witnesses))
        .collect();
    let ours = stated(first);
    let is_any = |id: &WitnessId| matches!(witnesses.get(*id).shape, WitnessShape::Any);
    if others.is_empty() || ours.iter().any(is_any) || fits(&ours, &others, witnesses) {
        return Some(Standing::Named(first.to_owned(), others));
    }
    Some(Standing::Apart(ours.into_iter().chain(others).collect()))
}

/// Whether `others` are no further shapes beside those of a schema.
fn fits(ours: &[WitnessId], others: &[WitnessId], witnesses: &Witnesses) -> bool {
    let shapes = |group: &[WitnessId]| {
        let found: Alternatives = alternatives::of(group, witnesses);
        let is_placeholder = |id: &WitnessId| witnesses.get(*id).certainty == Certainty::Placeholder;
        // A `0` may stand for an integer.
        let is_zero =
            |one: &&alternatives::Alternative| one.kind == Kind::Number && one.ids.iter().all(is_placeholder);
        let has_integer = found.all.iter().any(|one| one.kind == Kind::Integer);
        found.all.iter().filter(|one| !(has_integer && is_zero(one))).count()
    };
    let all: Vec<_> = ours.iter().chain(others).copied().collect();
    shapes(ours) == shapes(&all)
}

/// Whether a witness shows a value of no kind, or text that proves no type.
fn says_nothing(id: WitnessId, witnesses: &Witnesses) -> bool {
    let witness = witnesses.get(id);
    let is_choice = matches!(witness.shape, WitnessShape::Union { .. });
    witness.certainty == Certainty::Call || (alternatives::kind(&witness.shape).is_none() && !is_choice)
}

/// Gives schemas that share a name on the pages, and too little else, names of their own.
pub(super) fn tell_apart(names: &Names, witnesses: &mut Witnesses, ledger: &mut Ledger) {
    let mut taken: BTreeSet<String> = witnesses.named().map(|(name, _)| name.to_owned()).collect();
    taken.extend(witnesses.named_values.keys().cloned());
    for (name, value) in std::mem::take(&mut witnesses.named_values) {
        let mut clusters = clusters(&value.stated, witnesses);
        // An object of that name keeps it.
        let objects: Vec<WitnessId> = witnesses.of_schema(&name).collect();
        let is_object = !objects.is_empty();
        if is_object {
            clusters.insert(0, (members(&objects, witnesses), objects));
        }
        if clusters.len() > 1 {
            record(&name, &clusters, witnesses, ledger);
        }
        let shown: Vec<_> = clusters.iter().map(|(shown, _)| shown).collect();
        let chosen = apart::names(&name, &shown, &taken, names);
        for ((_, stated), own) in clusters.into_iter().zip(chosen).skip(usize::from(is_object)) {
            if own != name {
                rename(&stated, &name, &own, witnesses);
                taken.insert(own.clone());
            }
            witnesses.named_values.entry(own).or_default().stated.extend(stated);
        }
    }
}

/// Lets those who refer to `name` on the pages of these witnesses refer to `own`.
fn rename(stated: &[WitnessId], name: &str, own: &str, witnesses: &mut Witnesses) {
    let files: BTreeSet<_> = stated.iter().map(|&id| witnesses.get(id).evidence.file.clone()).collect();
    for id in witnesses.ids() {
        if witnesses.referred(id) == Some(name) && files.contains(&witnesses.get(id).evidence.file) {
            witnesses.refer(id, own);
        }
    }
}

/// What pages list or offer under one name; pages that share enough are together.
fn clusters(stated: &[WitnessId], witnesses: &Witnesses) -> Vec<(BTreeSet<String>, Vec<WitnessId>)> {
    let mut clusters: Vec<(BTreeSet<String>, Vec<WitnessId>)> = Vec::new();
    for &id in stated {
        let shown = offered(id, witnesses);
        match clusters.iter_mut().find(|(known, _)| share(&shown, known)) {
            Some((known, ids)) => {
                known.extend(shown);
                ids.push(id);
            }
            None => clusters.push((shown, vec![id])),
        }
    }
    clusters
}

/// What tells a schema from another: its values, the names or members of its shapes, else their kinds.
fn offered(id: WitnessId, witnesses: &Witnesses) -> BTreeSet<String> {
    let witness = witnesses.get(id);
    let kind = || alternatives::kind(&witness.shape).map(|kind| format!("{kind:?}").to_lowercase());
    match &witness.shape {
        WitnessShape::String { values, .. } | WitnessShape::Integer { values, .. } if !values.is_empty() => {
            values.iter().map(|value| value.value.to_string()).collect()
        }
        WitnessShape::Object(_) => match &witness.name {
            Some(name) => BTreeSet::from([name.clone()]),
            None => members(&[id], witnesses),
        },
        WitnessShape::Reference(name) => BTreeSet::from([name.clone()]),
        WitnessShape::Array(parts)
        | WitnessShape::Map(parts)
        | WitnessShape::Union { variants: parts, .. } => {
            parts.iter().flat_map(|&part| offered(part, witnesses)).collect()
        }
        _ => kind().into_iter().collect(),
    }
}

fn members(ids: &[WitnessId], witnesses: &Witnesses) -> BTreeSet<String> {
    ids.iter().flat_map(|&id| witnesses.members(id)).map(|member| member.name.clone()).collect()
}

/// Records that pages state too different schemas under one name.
pub(super) fn record(
    name: &str,
    clusters: &[(BTreeSet<String>, Vec<WitnessId>)],
    witnesses: &Witnesses,
    ledger: &mut Ledger,
) {
    let readings = clusters
        .iter()
        .map(|(shown, ids)| Reading {
            says: says(shown, ids, witnesses),
            evidence: ids.iter().map(|&id| witnesses.get(id).evidence.clone()).collect(),
        })
        .collect();
    let effect = "Each shape is a schema of its own, numbered: a type of its own in Rust.";
    ledger.record(name, About::Type, readings, Rule::TooDifferentToUnite, effect);
}

/// What pages say that a schema is, in a few words.
fn says(shown: &BTreeSet<String>, ids: &[WitnessId], witnesses: &Witnesses) -> String {
    let word = match ids.first().map(|&id| &witnesses.get(id).shape) {
        Some(WitnessShape::Object(_)) => "fields ",
        Some(WitnessShape::String { values, .. } | WitnessShape::Integer { values, .. })
            if !values.is_empty() =>
        {
            "lists "
        }
        Some(WitnessShape::Array(_)) => "items with ",
        Some(WitnessShape::Map(_)) => "entries with ",
        Some(WitnessShape::Union { .. }) => "one of ",
        _ => "",
    };
    format!("{word}{}", shown.iter().cloned().collect::<Vec<_>>().join(", "))
}

/// Further witnesses of named schemas, as places show them.
#[derive(Default)]
pub(super) struct Met(BTreeMap<String, BTreeSet<WitnessId>>);

impl Met {
    /// Notes what stands where a page refers to `name`.
    pub(super) fn add(&mut self, name: String, ids: Vec<WitnessId>) {
        self.0.entry(name).or_default().extend(ids);
    }

    /// Adds what was met elsewhere.
    pub(super) fn extend(&mut self, other: Self) {
        for (name, ids) in other.0 {
            self.0.entry(name).or_default().extend(ids);
        }
    }

    /// Makes them witnesses of their schemas, and tells whether any is new.
    pub(super) fn settle(self, witnesses: &mut Witnesses) -> bool {
        let mut is_new = false;
        for (name, met) in self.0 {
            let NamedValue { stated, met: known } = witnesses.named_values.entry(name).or_default();
            for id in met.into_iter().filter(|id| !stated.contains(id)) {
                is_new |= known.insert(id);
            }
        }
        is_new
    }
}
