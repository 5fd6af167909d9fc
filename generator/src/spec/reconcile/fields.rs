//! Members of one object, united over all its witnesses. The rules, each named where it decides:
//!
//! - a field that one side demands and another does not, or does not show, is optional (`weakest-demand`);
//!   only the rows of parameters outweigh a sample call (`rows-lead`);
//! - a field that one side does not show is kept all the same (`absence-proves-nothing`);
//! - two names that differ in a letter and never meet are one name in two spellings; both are kept as
//!   optional fields (`both-spellings`);
//! - of two defaults, bounds or examples the first page's are shown (`first-page-leads`).

use std::collections::{BTreeMap, BTreeSet};

use super::unite::{Unite, bounded};
use super::witness::{Member, WitnessId, Witnesses};
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::place;
use crate::spec::schema::{Field, Presence};

/// Names shorter than this are not compared for spelling: `id` and `ip` are two words.
const SPELLING_LENGTH: usize = 6;
/// Objects with more fields than this are data under field names; their spelling is not compared.
const SPELLED_FIELDS: usize = 200;

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
    let ids: Vec<_> = column.members().map(|member| member.witness).collect();
    let schema = unite.schema(&place, &ids);
    let presence = presence(unite, &place, objects, column, spelled);
    compare_words(unite, &place, column);
    let first = |pick: fn(&Member) -> Option<&String>| column.members().find_map(pick).cloned();
    let list = |pick: fn(&Member) -> &Vec<String>| {
        column.members().map(pick).find(|list| !list.is_empty()).cloned().unwrap_or_default()
    };
    let title = first(|member| member.words.title.as_ref());
    Field {
        name: column.name.to_owned(),
        schema,
        presence,
        description: description(column, title.as_deref()),
        title,
        default: first(|member| member.words.default.as_ref()),
        example: first(|member| member.words.example.as_ref()),
        bounds: list(|member| &member.words.bounds),
        allowed: list(|member| &member.words.allowed),
        deprecated: false,
        only_in: Vec::new(),
        translations: Vec::new(),
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

/// Every description once, with the titles that differ from the one shown.
fn description(column: &Column<'_>, title: Option<&str>) -> Option<String> {
    let mut lines: Vec<&str> = Vec::new();
    for member in column.members() {
        let words = [&member.words.title, &member.words.description];
        for text in words.into_iter().flatten() {
            if Some(text.as_str()) != title && !lines.contains(&text.as_str()) {
                lines.push(text);
            }
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}

/// Records defaults, examples, bounds and allowed values that differ from page to page.
fn compare_words(unite: &mut Unite<'_>, place: &str, column: &Column<'_>) {
    type Pick = fn(&Member) -> String;
    let said: [(&str, Pick); 4] = [
        ("default", |member| member.words.default.clone().unwrap_or_default()),
        ("example", |member| member.words.example.clone().unwrap_or_default()),
        ("bounds", |member| member.words.bounds.join(" ")),
        ("allowed values", |member| member.words.allowed.join(" ")),
    ];
    let mut readings = Vec::new();
    for (what, words) in said {
        let mut versions: Vec<(String, Vec<WitnessId>)> = Vec::new();
        for member in column.members() {
            let words = words(member);
            match versions.iter_mut().find(|(known, _)| *known == words) {
                _ if words.is_empty() => {}
                Some((_, ids)) => ids.push(member.witness),
                None => versions.push((words, vec![member.witness])),
            }
        }
        if versions.len() > 1 {
            readings.extend(versions.into_iter().map(|(words, ids)| Reading {
                says: format!("{what} {words}"),
                evidence: unite.evidence(&ids),
            }));
        }
    }
    if !readings.is_empty() {
        let effect = "The first page's words are shown.";
        unite.ledger.record(place, About::Docs, readings, Rule::FirstPageLeads, effect);
    }
}

/// Where a field is missing although something beside it shows it.
struct Missing {
    rows: Vec<Evidence>,
    example: Vec<Evidence>,
    page: Vec<Evidence>,
}

fn missing(witnesses: &Witnesses, objects: &[WitnessId], column: &Column<'_>) -> Missing {
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
        if !showing.contains(&here.file) {
            page.insert(here.clone());
        } else if here.kind == EvidenceKind::Table {
            rows.insert(here.clone());
        } else if demanding.contains(&here.file) {
            example.insert(here.clone());
        }
    }
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
    let missing = missing(witnesses, objects, column);
    let page = if spelled { Vec::new() } else { missing.page };
    let (presence, rule, effect) = if !optional.is_empty() {
        (Presence::Optional, Rule::WeakestDemand, "The field is optional.")
    } else if required.is_empty() {
        (Presence::Unknown, Rule::AbsenceProvesNothing, "The field is kept and never demanded.")
    } else if unite.rows_lead && page.is_empty() && missing.rows.is_empty() && !spelled {
        (Presence::Required, Rule::RowsLead, "The field stays required.")
    } else if spelled || !(page.is_empty() && missing.rows.is_empty() && missing.example.is_empty()) {
        (Presence::Optional, Rule::WeakestDemand, "The field is optional.")
    } else {
        (Presence::Required, Rule::WeakestDemand, "")
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
    let effect = "Both spellings are kept, each as an optional field.";
    unite.ledger.record(&place::member(place, one.name), About::Name, readings, Rule::BothSpellings, effect);
    unite.ledger.between(&place::member(place, other.name));
}
