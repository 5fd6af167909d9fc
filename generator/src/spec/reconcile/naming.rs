//! Which witnesses show the same named schema.
//!
//! A row that says `object (Order)` names the schema for every witness of the same place. The name then
//! spreads: to the examples beside the row, to the same field on other pages, and to an unnamed object whose
//! field is called like the schema and which shows the same members. Shapes of one name that share too
//! little stay apart (`too-different-to-unite`).

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::Ledger;
use super::witness::{WitnessId, Witnesses};
use crate::spec::contradiction::{About, Reading, Rule};

/// The witnesses of one place, before they are united.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) name: String,
    pub(super) group: Vec<WitnessId>,
}

/// Where a named schema was recognised without its name.
pub(super) type Unnamed = BTreeMap<String, Vec<String>>;

/// Names every object witness that shows a named schema.
pub(super) fn name(places: &[Place], witnesses: &mut Witnesses, ledger: &mut Ledger) -> Unnamed {
    spread(places, witnesses);
    let mut unnamed = Unnamed::new();
    loop {
        let schemas = named(witnesses);
        let mut found = Twins { schemas, witnesses: &*witnesses, found: Vec::new() };
        for place in places {
            found.walk(&place.name, &place.group);
        }
        let found = found.found;
        if found.is_empty() {
            break;
        }
        for (schema, place, objects) in found {
            for id in objects {
                witnesses.name(id, &schema);
            }
            unnamed.entry(schema).or_default().push(place);
        }
        spread(places, witnesses);
    }
    split(witnesses, ledger);
    unnamed
}

/// The object witnesses of every named schema.
pub(super) fn named(witnesses: &Witnesses) -> BTreeMap<String, Vec<WitnessId>> {
    let mut schemas: BTreeMap<String, Vec<WitnessId>> = BTreeMap::new();
    for id in witnesses.ids() {
        if let Some(name) = &witnesses.get(id).name {
            schemas.entry(name.clone()).or_default().push(id);
        }
    }
    schemas
}

/// Spreads names within each place until nothing changes; each round names a witness more, so it ends.
fn spread(places: &[Place], witnesses: &mut Witnesses) {
    loop {
        let mut changed = false;
        for place in places {
            changed |= spread_at(&place.group, witnesses);
        }
        for group in named(witnesses).into_values() {
            changed |= spread_below(&group, witnesses);
        }
        if !changed {
            return;
        }
    }
}

fn spread_at(group: &[WitnessId], witnesses: &mut Witnesses) -> bool {
    let objects: Vec<_> = group.iter().copied().filter(|&id| witnesses.is_object(id)).collect();
    let name = objects.iter().find_map(|&id| witnesses.get(id).name.clone());
    let Some(name) = name else { return spread_below(group, witnesses) };
    let mut changed = false;
    for id in objects {
        if witnesses.get(id).name.is_none() {
            witnesses.name(id, &name);
            changed = true;
        }
    }
    changed
}

fn spread_below(group: &[WitnessId], witnesses: &mut Witnesses) -> bool {
    let mut changed = false;
    let items: Vec<_> = group.iter().flat_map(|&id| witnesses.items(id)).copied().collect();
    if !items.is_empty() {
        changed |= spread_at(&items, witnesses);
    }
    for (_, group) in witnesses.members_by_name(group) {
        changed |= spread_at(&group, witnesses);
    }
    changed
}

/// Looks for unnamed objects that show a named schema.
struct Twins<'a> {
    schemas: BTreeMap<String, Vec<WitnessId>>,
    witnesses: &'a Witnesses,
    found: Vec<(String, String, Vec<WitnessId>)>,
}

impl Twins<'_> {
    fn walk(&mut self, place: &str, group: &[WitnessId]) {
        let items: Vec<_> = group.iter().flat_map(|&id| self.witnesses.items(id)).copied().collect();
        if !items.is_empty() {
            self.walk(&format!("{place}[]"), &items);
        }
        for (field, group) in self.witnesses.members_by_name(group) {
            let place = format!("{place}.{field}");
            let objects: Vec<_> = group.iter().copied().filter(|&id| self.witnesses.is_object(id)).collect();
            if objects.iter().any(|&id| self.witnesses.get(id).name.is_some()) {
                continue;
            }
            match self.twin(&field, &objects) {
                Some(schema) => self.found.push((schema, place, objects)),
                None => self.walk(&place, &group),
            }
        }
    }

    fn twin(&self, field: &str, objects: &[WitnessId]) -> Option<String> {
        let plain = |name: &str| name.replace(['_', '-'], "").to_lowercase();
        let shown = keys(objects, self.witnesses);
        self.schemas
            .iter()
            .find(|(schema, group)| {
                plain(schema) == plain(field) && share(&shown, &keys(group, self.witnesses))
            })
            .map(|(schema, _)| schema.clone())
    }
}

fn keys(objects: &[WitnessId], witnesses: &Witnesses) -> BTreeSet<String> {
    objects.iter().flat_map(|&id| witnesses.members(id)).map(|member| member.name.clone()).collect()
}

/// Whether two sets of members have at least half of the smaller one in common.
fn share(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let smaller = one.len().min(other.len());
    smaller > 0 && one.intersection(other).count() * 2 >= smaller
}

/// Gives pages whose shape of a name shares too little with the first pages' a name of their own.
fn split(witnesses: &mut Witnesses, ledger: &mut Ledger) {
    let schemas = named(witnesses);
    let mut taken: BTreeSet<String> = schemas.keys().cloned().collect();
    for (schema, group) in schemas {
        let mut clusters: Vec<(BTreeSet<String>, Vec<WitnessId>)> = Vec::new();
        for page in by_file(&group, witnesses) {
            let shown = keys(&page, witnesses);
            let fits = |cluster: &&mut (BTreeSet<String>, _)| {
                shown.is_empty() || cluster.0.is_empty() || share(&shown, &cluster.0)
            };
            match clusters.iter_mut().find(fits) {
                Some(cluster) => {
                    cluster.0.extend(shown);
                    cluster.1.extend(page);
                }
                None => clusters.push((shown, page)),
            }
        }
        if clusters.len() > 1 {
            record_split(&schema, &clusters, witnesses, ledger);
        }
        for (number, (_, page)) in clusters.into_iter().enumerate().skip(1) {
            let mut fresh = format!("{schema}{}", number + 1);
            while taken.contains(&fresh) {
                fresh.push('_');
            }
            for id in page {
                witnesses.name(id, &fresh);
            }
            taken.insert(fresh);
        }
    }
}

fn by_file(group: &[WitnessId], witnesses: &Witnesses) -> Vec<Vec<WitnessId>> {
    let mut files: BTreeMap<&str, Vec<WitnessId>> = BTreeMap::new();
    for &id in group {
        files.entry(&witnesses.get(id).evidence.file).or_default().push(id);
    }
    files.into_values().collect()
}

fn record_split(
    schema: &str,
    clusters: &[(BTreeSet<String>, Vec<WitnessId>)],
    witnesses: &Witnesses,
    ledger: &mut Ledger,
) {
    let readings = clusters
        .iter()
        .map(|(keys, ids)| Reading {
            says: format!("fields {}", keys.iter().cloned().collect::<Vec<_>>().join(", ")),
            evidence: ids.iter().map(|&id| witnesses.get(id).evidence.clone()).collect(),
        })
        .collect();
    let effect = "Each shape is a schema of its own, numbered.";
    ledger.record(schema, About::Type, readings, Rule::TooDifferentToUnite, effect);
}
