//! Which witnesses show the same named schema.
//!
//! A row that says `object (Order)` names the schema for every witness of the same place. The name then
//! spreads: to the examples beside the row, to the same field on other pages, and to an unnamed object whose
//! field is called like the schema and which shows the same members. Two names of one place are one schema
//! (`first-page-leads`). Shapes of one name that never meet at a place and share too little stay apart
//! (`too-different-to-unite`).

use std::collections::{BTreeMap, BTreeSet};

use super::alternatives::{self, Kind};
use super::apart;
use super::ledger::Ledger;
use super::named_values::{self, Met, Standing};
use super::witness::{NamedValue, WitnessId, Witnesses};
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::evidence::EvidenceKind;
use crate::spec::names::Names;
use crate::spec::place;

/// The witnesses of one place, before they are united.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) name: String,
    /// The member it is, unless it is the root of a body.
    pub(super) field: Option<String>,
    pub(super) group: Vec<WitnessId>,
}

/// Where a named schema was recognised without its name.
pub(super) type Unnamed = BTreeMap<String, Vec<String>>;

/// Names every object witness that shows a named schema.
///
/// What stands in `parameters`, objects each, is no witness of objects elsewhere, but of named schemas that are none.
pub(super) fn name(
    roots: &[Place],
    parameters: &[Vec<WitnessId>],
    names: &Names,
    witnesses: &mut Witnesses,
    ledger: &mut Ledger,
) -> Unnamed {
    let mut unnamed = Unnamed::new();
    named_values::tell_apart(names, witnesses, ledger);
    let values = witnesses.named_values.keys();
    witnesses.known_values = values.filter(|name| names.knows_schema(name)).cloned().collect();
    // Each round names a witness more, or gives one the name of an earlier one; the bound only guards.
    for _ in 0..=witnesses.ids().count() {
        let (places, mut met) = places(roots, witnesses);
        for objects in parameters {
            met.extend(within(objects, witnesses));
        }
        let mut changed = met.settle(witnesses);
        for place in &places {
            changed |= spread(place, names, witnesses, ledger);
        }
        if changed {
            continue;
        }
        let twins = twins(&places, witnesses);
        if twins.is_empty() {
            break;
        }
        for (schema, place, objects) in twins {
            for id in objects {
                witnesses.name(id, &schema);
            }
            unnamed.entry(schema).or_default().push(place);
        }
    }
    split(roots, names, witnesses, ledger);
    unnamed
}

/// Every place within bodies and named schemas, and what stands where pages refer to schemas that are no objects. Below
/// an object with a name lie the places of its schema.
fn places(roots: &[Place], witnesses: &Witnesses) -> (Vec<Place>, Met) {
    let mut visitor = Visitor { witnesses, found: Vec::new(), met: Met::default() };
    for root in roots {
        visitor.visit(root);
    }
    for (schema, group) in witnesses.named() {
        let group: Vec<_> = group.iter().copied().collect();
        visitor.visit_below(schema, &group);
    }
    for (schema, value) in &witnesses.named_values {
        visitor.visit(&Place { name: schema.clone(), field: None, group: value.group() });
    }
    (visitor.found, visitor.met)
}

/// What stands where parameters refer to schemas that are no objects.
fn within(parameters: &[WitnessId], witnesses: &Witnesses) -> Met {
    let mut visitor = Visitor { witnesses, found: Vec::new(), met: Met::default() };
    visitor.visit_below("", parameters);
    visitor.met
}

struct Visitor<'a> {
    witnesses: &'a Witnesses,
    found: Vec<Place>,
    met: Met,
}

impl Visitor<'_> {
    /// Visits what stands at a place, alternative by alternative: those of a choice are no witnesses of each other.
    fn visit(&mut self, place: &Place) {
        let group = match named_values::standing(&place.group, self.witnesses) {
            Some(Standing::Named(schema, others)) => return self.met.add(schema, others),
            Some(Standing::Apart(group)) => group,
            None => place.group.clone(),
        };
        for one in alternatives::of(&group, self.witnesses).all {
            match one.kind {
                Kind::Object => {
                    if one.ids.iter().all(|&id| self.witnesses.get(id).name.is_none()) {
                        self.visit_below(&place.name, &one.ids);
                    }
                    self.found.push(Place { group: one.ids, ..place.clone() });
                }
                Kind::Array => {
                    let items = one.ids.iter().flat_map(|&id| self.witnesses.items(id)).copied().collect();
                    self.visit(&Place { name: place::items(&place.name), field: None, group: items });
                }
                Kind::Map => {
                    let values = one.ids.iter().flat_map(|&id| self.witnesses.values_of_map(id)).collect();
                    self.visit(&Place { name: place::entries(&place.name), field: None, group: values });
                }
                _ => {}
            }
        }
    }

    fn visit_below(&mut self, name: &str, group: &[WitnessId]) {
        for (field, group) in self.witnesses.members_by_name(group) {
            self.visit(&Place { name: place::member(name, &field), field: Some(field), group });
        }
    }
}

/// The names of the schemas that bodies, parameters or what they hold refer to.
pub(super) fn reachable(
    roots: impl IntoIterator<Item = WitnessId>,
    witnesses: &Witnesses,
) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut seen = BTreeSet::new();
    let mut next: Vec<_> = roots.into_iter().collect();
    while let Some(id) = next.pop() {
        if !seen.insert(id) {
            continue;
        }
        if let Some(name) = witnesses.get(id).name.as_ref().filter(|name| !names.contains(*name)) {
            names.insert(name.clone());
            next.extend(witnesses.of_schema(name));
        }
        if let Some(name) = witnesses.referred(id).filter(|name| !names.contains(*name)) {
            names.insert(name.to_owned());
            next.extend(witnesses.named_values.get(name).map(NamedValue::group).unwrap_or_default());
        }
        next.extend(witnesses.parts(id));
    }
    names
}

/// Gives all objects of a place the first name that one of them has; the one that stood there before comes first, then
/// one that was a type before.
fn spread(place: &Place, locked: &Names, witnesses: &mut Witnesses, ledger: &mut Ledger) -> bool {
    let objects: Vec<_> = place.group.iter().copied().filter(|&id| witnesses.is_object(id)).collect();
    let mut names: Vec<(String, Vec<WitnessId>)> = Vec::new();
    for &id in &objects {
        let Some(name) = &witnesses.get(id).name else { continue };
        match names.iter_mut().find(|(known, _)| known == name) {
            Some((_, ids)) => ids.push(id),
            None => names.push((name.clone(), vec![id])),
        }
    }
    let stood = locked.refs.get(&place.name);
    names.sort_by_key(|(name, _)| (stood != Some(name), !locked.knows_schema(name)));
    let Some((first, _)) = names.first() else { return false };
    if names.len() > 1 {
        let reading = |(name, ids): &(String, Vec<WitnessId>)| Reading {
            says: format!("schema {name}"),
            evidence: ids.iter().map(|&id| witnesses.get(id).evidence.clone()).collect(),
        };
        let readings = names.iter().map(reading).collect();
        let effect = format!("Here both are the schema {first}: one type in Rust.");
        ledger.record(&place.name, About::Name, readings, Rule::FirstPageLeads, effect);
    }
    let mut changed = false;
    for id in objects {
        if witnesses.get(id).name.as_ref() != Some(first) {
            // What only refers to another schema brings its members along; that schema may stand elsewhere, too.
            let content = witnesses.content(id);
            if content != id {
                witnesses.take_members(id, witnesses.members(content).to_vec());
            }
            witnesses.name(id, first);
            changed = true;
        }
    }
    changed
}

/// Unnamed objects that show a named schema: its name, where they stand, and which they are.
fn twins(places: &[Place], witnesses: &Witnesses) -> Vec<(String, String, Vec<WitnessId>)> {
    let plain = |name: &str| name.replace(['_', '-'], "").to_lowercase();
    let schemas: BTreeMap<_, _> = witnesses
        .named()
        .map(|(schema, group)| (plain(schema), (schema.to_owned(), keys(group, witnesses))))
        .collect();
    let twin = |place: &Place| {
        let (schema, known) = schemas.get(&plain(place.field.as_ref()?))?;
        let objects: Vec<_> = place.group.iter().copied().filter(|&id| witnesses.is_object(id)).collect();
        // A page that states its schemas would have named it.
        let is_unnamed = objects
            .iter()
            .map(|&id| witnesses.get(id))
            .all(|witness| witness.name.is_none() && witness.evidence.kind != EvidenceKind::Schema);
        let fits = is_unnamed && share(&keys(objects.iter(), witnesses), known);
        fits.then(|| (schema.clone(), place.name.clone(), objects))
    };
    places.iter().filter_map(twin).collect()
}

fn keys<'a>(objects: impl IntoIterator<Item = &'a WitnessId>, witnesses: &Witnesses) -> BTreeSet<String> {
    objects.into_iter().flat_map(|&id| witnesses.members(id)).map(|member| member.name.clone()).collect()
}

/// Whether two sets of members have at least half of the smaller one in common.
pub(in crate::spec) fn share(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let smaller = one.len().min(other.len());
    smaller > 0 && one.intersection(other).count() * 2 >= smaller
}

/// Gives pages whose shape of a name shares too little with the first pages' a name of their own, unless
/// the pages meet at a place: there they describe the same values.
fn split(roots: &[Place], names: &Names, witnesses: &mut Witnesses, ledger: &mut Ledger) {
    let schemas: BTreeMap<String, Vec<WitnessId>> = witnesses
        .named()
        .map(|(schema, group)| (schema.to_owned(), group.iter().copied().collect()))
        .collect();
    let together = meeting(&places(roots, witnesses).0, witnesses);
    let mut taken: BTreeSet<String> = schemas.keys().chain(witnesses.named_values.keys()).cloned().collect();
    for (schema, group) in schemas.into_iter().filter(|(schema, _)| !together.contains(schema)) {
        let clusters = clusters(&group, witnesses);
        if clusters.len() > 1 {
            named_values::record(&schema, &clusters, witnesses, ledger);
        }
        let shown: Vec<_> = clusters.iter().map(|(shown, _)| shown).collect();
        let chosen = apart::names(&schema, &shown, &taken, names);
        for ((_, page), name) in clusters.into_iter().zip(chosen) {
            if name != schema {
                for id in page {
                    witnesses.name(id, &name);
                }
                taken.insert(name);
            }
        }
    }
}

/// The members that pages show, and the witnesses on them; pages that share enough are together.
fn clusters(group: &[WitnessId], witnesses: &Witnesses) -> Vec<(BTreeSet<String>, Vec<WitnessId>)> {
    let mut clusters: Vec<(BTreeSet<String>, Vec<WitnessId>)> = Vec::new();
    for page in by_file(group, witnesses) {
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
    clusters
}

/// The schemas that witnesses of several pages show at one place.
fn meeting(places: &[Place], witnesses: &Witnesses) -> BTreeSet<String> {
    let mut together = BTreeSet::new();
    for place in places {
        let named = place.group.iter().map(|&id| witnesses.get(id)).filter(|witness| witness.name.is_some());
        let shown: Vec<_> = named.collect();
        if shown.iter().any(|witness| witness.evidence.file != shown[0].evidence.file) {
            together.extend(shown.iter().filter_map(|witness| witness.name.clone()));
        }
    }
    together
}

fn by_file(group: &[WitnessId], witnesses: &Witnesses) -> Vec<Vec<WitnessId>> {
    let mut files: BTreeMap<&str, Vec<WitnessId>> = BTreeMap::new();
    for &id in group {
        files.entry(&witnesses.get(id).evidence.file).or_default().push(id);
    }
    files.into_values().collect()
}
