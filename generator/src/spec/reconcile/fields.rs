//! Members of one object, united over all its witnesses. The rules, each named where it decides:
//!
//! - whether a field must be there is told apart in `presence.rs`;
//! - two names that differ in a letter and never meet are one name in two spellings; both are kept as
//!   optional fields (`both-spellings`);
//! - what the pages say in words is told apart in `words.rs`.

use std::collections::{BTreeMap, BTreeSet};

use super::presence;
use super::unite::Unite;
use super::witness::{Member, WitnessId, Witnesses};
use super::words::{self, Said};
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::place;
use crate::spec::schema::{Field, Shape};

/// Names shorter than this are not compared for spelling: `id` and `ip` are two words.
const SPELLING_LENGTH: usize = 6;
/// Objects with more fields than this are data under field names; their spelling is not compared.
const SPELLED_FIELDS: usize = 200;

/// One field and what every object witness shows of it.
pub(super) struct Column<'a> {
    name: &'a str,
    /// What the objects that show the field say of it, in their order, by their position.
    pub(super) cells: BTreeMap<usize, &'a Member>,
}

/// The fields that all `objects` together show, in order of appearance.
pub(super) fn unite(unite: &mut Unite<'_>, place: &str, objects: &[WitnessId]) -> Vec<Field> {
    let witnesses = unite.witnesses;
    let columns = columns(witnesses, objects);
    let spellings = spellings(&columns);
    for &(one, other) in &spellings {
        record_spelling(unite, place, &columns[one], &columns[other]);
    }
    let spelled: BTreeSet<_> = spellings.iter().flat_map(|&(one, other)| [one, other]).collect();
    columns
        .iter()
        .enumerate()
        .map(|(at, column)| field(unite, place, objects, column, spelled.contains(&at)))
        .collect()
}

fn columns<'a>(witnesses: &'a Witnesses, objects: &[WitnessId]) -> Vec<Column<'a>> {
    let mut columns: Vec<Column<'a>> = Vec::new();
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    for (row, &object) in objects.iter().enumerate() {
        for member in witnesses.members(object) {
            let at = *index.entry(&member.name).or_insert_with(|| {
                columns.push(Column { name: &member.name, cells: BTreeMap::new() });
                columns.len() - 1
            });
            columns[at].cells.entry(row).or_insert(member);
        }
    }
    columns
}

fn field(
    unite: &mut Unite<'_>,
    place: &str,
    objects: &[WitnessId],
    column: &Column<'_>,
    spelled: bool,
) -> Field {
    let place = place::member(place, column.name);
    let members: Vec<_> = column.members().collect();
    let ids: Vec<_> = members.iter().map(|member| member.witness).collect();
    let schema = unite.schema(&place, &ids);
    let presence = presence::unite(unite, &place, objects, column, spelled);
    let witnesses = unite.witnesses;
    let spoken: Vec<_> = members.iter().copied().filter(|member| member.words.says_something()).collect();
    let told = witnesses.editions.best(spoken, |member| &witnesses.get(member.witness).evidence);
    words::compare(unite, &place, &told);
    let file = |id: WitnessId| &*witnesses.get(id).evidence.file;
    let said = Said::of(told.iter().map(|member| (file(member.witness), *member)), &witnesses.editions);
    let list = |pick: fn(&Member) -> &Vec<String>| {
        told.iter().map(|member| pick(member)).find(|list| !list.is_empty()).cloned().unwrap_or_default()
    };
    let is_listed = matches!(
        &schema.shape,
        Shape::String { values, .. } | Shape::Integer { values, .. } if !values.is_empty()
    );
    let objects = objects.iter().copied().filter(|&object| !witnesses.members(object).is_empty());
    let around = objects.map(file).chain(unite.pages.iter().map(|page| &*page.file));
    Field {
        name: column.name.to_owned(),
        schema,
        presence,
        title: said.title,
        description: said.description,
        default: told.iter().find_map(|member| member.words.default.clone()),
        example: said.example,
        bounds: list(|member| &member.words.bounds),
        allowed: if is_listed { Vec::new() } else { list(|member| &member.words.allowed) },
        deprecated: told.iter().any(|member| member.words.deprecated),
        only_in: witnesses.editions.only(ids.iter().map(|&id| file(id)), around),
        translations: said.translations,
    }
}

impl<'a> Column<'a> {
    pub(super) fn members(&self) -> impl Iterator<Item = &'a Member> {
        self.cells.values().copied()
    }
}

/// Pairs of columns that never meet in one object and whose names differ in a letter, case or `_`.
fn spellings(columns: &[Column<'_>]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    if columns.len() > SPELLED_FIELDS {
        return pairs;
    }
    for (at, column) in columns.iter().enumerate() {
        for (before, other) in columns[..at].iter().enumerate() {
            let meet = || column.cells.keys().any(|object| other.cells.contains_key(object));
            if alike(column.name, other.name) && !meet() {
                pairs.push((before, at));
            }
        }
    }
    pairs
}

fn alike(one: &str, other: &str) -> bool {
    let plain = |name: &str| name.replace(['_', '-'], "").to_lowercase();
    let (one, other) = (plain(one), plain(other));
    one == other
        || (one.chars().count().min(other.chars().count()) >= SPELLING_LENGTH
            && strsim::levenshtein(&one, &other) == 1
            && one.chars().next_back() == other.chars().next_back())
}

fn record_spelling(unite: &mut Unite<'_>, place: &str, one: &Column<'_>, other: &Column<'_>) {
    let reading = |column: &Column<'_>| {
        let ids: Vec<_> = column.members().map(|member| member.witness).collect();
        Reading { says: format!("spelled {}", column.name), evidence: unite.evidence(&ids) }
    };
    let readings = vec![reading(one), reading(other)];
    let effect = "Both spellings are kept, each as an optional field: `Option` in Rust.";
    unite.ledger.record(&place::member(place, one.name), About::Name, readings, Rule::BothSpellings, effect);
    unite.ledger.between(&place::member(place, other.name));
}
