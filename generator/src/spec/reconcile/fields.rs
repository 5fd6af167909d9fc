//! Members of one object, united over all its witnesses. The rules, each named where it decides:
//!
//! - a field that one side demands and another does not, or does not show, is optional (`weakest-demand`);
//!   only the rows of parameters outweigh a sample call (`rows-lead`);
//! - a field that one side does not show is kept all the same (`absence-proves-nothing`);
//! - two names that differ in a letter and never meet are one name in two spellings; both are kept as
//!   optional fields (`both-spellings`);
//! - what the pages say in words is told apart in `words.rs`.

use std::collections::{BTreeMap, BTreeSet};

use super::unite::{Excuse, Unite, bounded};
use super::witness::{Member, WitnessId, Witnesses};
use super::words::{self, Said};
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::endpoint::In;
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::place;
use crate::spec::schema::{Field, Presence};

/// Names shorter than this are not compared for spelling: `id` and `ip` are two words.
const SPELLING_LENGTH: usize = 6;
/// Objects with more fields than this are data under field names; their spelling is not compared.
const SPELLED_FIELDS: usize = 200;

/// The effect on a parameter that the client fills by itself.
const FILLED: &str = "The client fills it, as `api.yaml` states: no argument in Rust.";

/// One field and what every object witness shows of it.
struct Column<'a> {
    name: &'a str,
    /// What the objects that show the field say of it, in their order, by their position.
    cells: BTreeMap<usize, &'a Member>,
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
    let presence = presence(unite, &place, objects, column, spelled);
    words::compare(unite, &place, &members);
    let witnesses = unite.witnesses;
    let file = |id: WitnessId| &*witnesses.get(id).evidence.file;
    let said = Said::of(members.iter().map(|member| (file(member.witness), *member)), &witnesses.editions);
    let list = |pick: fn(&Member) -> &Vec<String>| {
        column.members().map(pick).find(|list| !list.is_empty()).cloned().unwrap_or_default()
    };
    let objects = objects.iter().copied().filter(|&object| !witnesses.members(object).is_empty());
    let around = objects.map(file).chain(unite.pages.iter().map(|page| &*page.file));
    Field {
        name: column.name.to_owned(),
        schema,
        presence,
        title: said.title,
        description: said.description,
        default: column.members().find_map(|member| member.words.default.clone()),
        example: said.example,
        bounds: list(|member| &member.words.bounds),
        allowed: list(|member| &member.words.allowed),
        deprecated: false,
        only_in: witnesses.editions.only(ids.iter().map(|&id| file(id)), around),
        translations: said.translations,
    }
}

impl<'a> Column<'a> {
    fn members(&self) -> impl Iterator<Item = &'a Member> {
        self.cells.values().copied()
    }

    /// Where the witnesses with this presence stand.
    fn saying(&self, presence: Presence, witnesses: &Witnesses) -> Vec<Evidence> {
        let mut evidence: Vec<_> = self
            .members()
            .filter(|member| member.presence == presence)
            .map(|member| witnesses.get(member.witness).evidence.clone())
            .collect();
        evidence.dedup();
        evidence
    }
}

/// Where a field is missing although something beside it shows it.
struct Missing {
    rows: Vec<Evidence>,
    example: Vec<Evidence>,
    page: Vec<Evidence>,
}

fn missing(unite: &Unite<'_>, objects: &[WitnessId], column: &Column<'_>) -> Missing {
    let witnesses = unite.witnesses;
    let evidence = |at: usize| &witnesses.get(objects[at]).evidence;
    let showing: BTreeSet<_> = column.cells.keys().map(|&at| &evidence(at).file).collect();
    let demanding = column.cells.iter().filter(|(_, member)| member.presence == Presence::Required);
    let demanding: BTreeSet<_> = demanding.map(|(&at, _)| &evidence(at).file).collect();
    let (mut rows, mut example, mut page) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (at, &object) in objects.iter().enumerate() {
        if column.cells.contains_key(&at) || witnesses.members(object).is_empty() {
            continue;
        }
        let here = evidence(at);
        let is_sample = unite.parameters.is_some() && here.kind == EvidenceKind::Curl;
        if !showing.contains(&here.file) && !is_sample {
            page.insert(here.clone());
        } else if here.kind == EvidenceKind::Table {
            rows.insert(here.clone());
        } else if demanding.contains(&here.file) || (is_sample && !demanding.is_empty()) {
            example.insert(here.clone());
        }
    }
    let silent: Vec<_> = unite.pages.iter().filter(|heading| !showing.contains(&heading.file)).collect();
    page.extend(
        silent.into_iter().filter(|heading| !names_file(&page, &heading.file)).cloned().collect::<Vec<_>>(),
    );
    let list = |set: BTreeSet<Evidence>| bounded(set.into_iter().collect());
    Missing { rows: list(rows), example: list(example), page: list(page) }
}

fn presence(
    unite: &mut Unite<'_>,
    place: &str,
    objects: &[WitnessId],
    column: &Column<'_>,
    spelled: bool,
) -> Presence {
    let witnesses = unite.witnesses;
    let required = column.saying(Presence::Required, witnesses);
    let optional = column.saying(Presence::Optional, witnesses);
    let mut missing = missing(unite, objects, column);
    let excuse = unite.excused.get(place).copied();
    let spelled = spelled || excuse == Some(Excuse::SentElsewhere);
    if spelled || excuse.is_some() {
        missing.page.clear();
    }
    if excuse == Some(Excuse::SentElsewhere) {
        missing.example.clear();
    }
    if required.is_empty() && !optional.is_empty() {
        agreeing_with_optional(&mut missing.page);
    }
    let page = missing.page;
    let what = if unite.parameters.is_some() { "parameter" } else { "field" };
    let optional_effect = match unite.parameters {
        _ if excuse == Some(Excuse::Authentication) => FILLED.to_owned(),
        Some(In::Path) => "The path needs it all the same: an argument in Rust.".to_owned(),
        _ => format!("The {what} is optional: `Option` in Rust."),
    };
    let (presence, rule, effect) = if !optional.is_empty() {
        (Presence::Optional, Rule::WeakestDemand, optional_effect)
    } else if required.is_empty() {
        let effect = format!("The {what} is kept and never demanded: `Option` in Rust.");
        let is_filled = excuse == Some(Excuse::Authentication);
        let effect = if is_filled { FILLED.to_owned() } else { effect };
        (Presence::Unknown, Rule::AbsenceProvesNothing, effect)
    } else if unite.parameters.is_some() && page.is_empty() && missing.rows.is_empty() && !spelled {
        let effect = "The parameter stays required: an argument in Rust.";
        let is_filled = excuse == Some(Excuse::Authentication);
        let effect = if is_filled { FILLED } else { effect }.to_owned();
        (Presence::Required, Rule::RowsLead, effect)
    } else if spelled || !(page.is_empty() && missing.rows.is_empty() && missing.example.is_empty()) {
        (Presence::Optional, Rule::WeakestDemand, optional_effect)
    } else {
        (Presence::Required, Rule::WeakestDemand, String::new())
    };
    let disagree = !(required.is_empty() || optional.is_empty());
    let absent = !(page.is_empty() && missing.rows.is_empty() && missing.example.is_empty());
    if disagree || absent {
        let shown = column.members().map(|member| witnesses.get(member.witness).evidence.clone());
        let shown = if required.is_empty() && optional.is_empty() { shown.collect() } else { Vec::new() };
        let readings = [
            ("required", required),
            ("optional", optional),
            ("shown", shown),
            ("not among the rows", missing.rows),
            ("not in the example", missing.example),
            ("not shown at all", page),
        ];
        let readings = readings
            .into_iter()
            .filter(|(_, evidence)| !evidence.is_empty())
            .map(|(says, evidence)| Reading { says: says.to_owned(), evidence })
            .collect();
        unite.ledger.record(place, About::Presence, readings, rule, effect);
    }
    presence
}

fn names_file(known: &BTreeSet<Evidence>, file: &str) -> bool {
    known.iter().any(|evidence| &*evidence.file == file)
}

/// Leaves out the pages that have only examples to show: that an optional field is missing there is as it should be.
fn agreeing_with_optional(pages: &mut Vec<Evidence>) {
    let is_stated =
        |evidence: &Evidence| matches!(evidence.kind, EvidenceKind::Table | EvidenceKind::Heading);
    let stating: BTreeSet<_> =
        pages.iter().filter(|evidence| is_stated(evidence)).map(|evidence| evidence.file.clone()).collect();
    pages.retain(|evidence| stating.contains(&evidence.file));
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
