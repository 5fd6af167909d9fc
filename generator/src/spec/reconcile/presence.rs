//! Whether a field must be there, over all its witnesses. The rules, each named where it decides:
//!
//! - a field that one side demands and another does not, or does not show, is optional (`weakest-demand`);
//!   only the rows of parameters outweigh a sample call (`rows-lead`);
//! - a field that one side does not show is kept all the same (`absence-proves-nothing`).

use std::collections::{BTreeMap, BTreeSet};

use super::fields::Column;
use super::unite::{Excuse, Unite, bounded};
use super::witness::WitnessId;
use crate::scrape::facts::PageKind;
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::endpoint::In;
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::schema::Presence;

/// What the witnesses say of a field.
struct Said {
    required: Vec<Evidence>,
    optional: Vec<Evidence>,
    /// Where it stands, when no row says either.
    shown: Vec<Evidence>,
    missing: Missing,
    excuse: Option<Excuse>,
    /// Whether it travels under another name or in another place besides, so that neither is demanded.
    elsewhere: bool,
}

/// Where a field is missing although something beside it shows it.
struct Missing {
    rows: Vec<Evidence>,
    example: Vec<Evidence>,
    page: Vec<Evidence>,
}

/// Whether the field at `place` must be there; recorded where the witnesses disagree. A field that is `spelled` in
/// two ways is missing under one of them on every page.
pub(super) fn unite(
    unite: &mut Unite<'_>,
    place: &str,
    objects: &[WitnessId],
    column: &Column<'_>,
    spelled: bool,
) -> Presence {
    let said = said(unite, place, objects, column, spelled);
    let (presence, rule) = decide(unite, &said);
    let disagree = !(said.required.is_empty() || said.optional.is_empty());
    if disagree || !said.missing.is_empty() {
        let effect = effect(unite, presence, said.excuse);
        unite.ledger.record(place, About::Presence, readings(said), rule, effect);
    }
    presence
}

fn decide(unite: &Unite<'_>, said: &Said) -> (Presence, Rule) {
    let Missing { rows, example, page } = &said.missing;
    let is_optional = said.elsewhere || !(page.is_empty() && rows.is_empty());
    if !said.optional.is_empty() {
        (Presence::Optional, Rule::WeakestDemand)
    } else if said.required.is_empty() {
        (Presence::Unknown, Rule::AbsenceProvesNothing)
    } else if is_optional || (unite.parameters.is_none() && !example.is_empty()) {
        (Presence::Optional, Rule::WeakestDemand)
    } else {
        (Presence::Required, Rule::RowsLead)
    }
}

/// What Rust makes of it.
fn effect(unite: &Unite<'_>, presence: Presence, excuse: Option<Excuse>) -> String {
    if excuse == Some(Excuse::Authentication) {
        return "The client fills it, as `api.yaml` states: no argument in Rust.".to_owned();
    }
    let what = if unite.parameters.is_some() { "parameter" } else { "field" };
    match presence {
        Presence::Required => format!("The {what} stays required: an argument in Rust."),
        _ if unite.parameters == Some(In::Path) => {
            "The path needs it all the same: an argument in Rust.".to_owned()
        }
        Presence::Optional => format!("The {what} is optional: `Option` in Rust."),
        Presence::Unknown => format!("The {what} is kept and never demanded: `Option` in Rust."),
    }
}

fn readings(said: Said) -> Vec<Reading> {
    let readings = [
        ("required", said.required),
        ("optional", said.optional),
        ("shown", said.shown),
        ("not among the rows", said.missing.rows),
        ("not in the example", said.missing.example),
        ("not shown at all", said.missing.page),
    ];
    let told = readings.into_iter().filter(|(_, evidence)| !evidence.is_empty());
    told.map(|(says, evidence)| Reading { says: says.to_owned(), evidence }).collect()
}

fn said(unite: &Unite<'_>, place: &str, objects: &[WitnessId], column: &Column<'_>, spelled: bool) -> Said {
    let required = saying(unite, column, Presence::Required);
    let optional = saying(unite, column, Presence::Optional);
    let mut missing = missing(unite, objects, column);
    let excuse = unite.excused.get(place).copied();
    if spelled || excuse.is_some() {
        missing.page.clear();
    }
    if excuse == Some(Excuse::SentElsewhere) {
        missing.example.clear();
    }
    if required.is_empty() && !optional.is_empty() {
        agreeing_with_optional(&mut missing.page);
    }
    let shown = column.members().map(|member| unite.witnesses.get(member.witness).evidence.clone());
    let is_silent = required.is_empty() && optional.is_empty();
    let shown = shown.filter(|_| is_silent).collect();
    let elsewhere = spelled || excuse == Some(Excuse::SentElsewhere);
    Said { required, optional, shown, missing, excuse, elsewhere }
}

/// Where the witnesses with this presence stand.
fn saying(unite: &Unite<'_>, column: &Column<'_>, presence: Presence) -> Vec<Evidence> {
    let members = column.members().filter(|member| member.presence == presence);
    let mut evidence: Vec<_> =
        members.map(|member| unite.witnesses.get(member.witness).evidence.clone()).collect();
    evidence.dedup();
    evidence
}

impl Missing {
    const fn is_empty(&self) -> bool {
        self.page.is_empty() && self.rows.is_empty() && self.example.is_empty()
    }
}

fn missing(unite: &Unite<'_>, objects: &[WitnessId], column: &Column<'_>) -> Missing {
    let witnesses = unite.witnesses;
    let evidence = |at: usize| &witnesses.get(objects[at]).evidence;
    let showing: BTreeSet<_> = column.cells.keys().map(|&at| &evidence(at).file).collect();
    let demanding = column.cells.iter().filter(|(_, member)| member.presence == Presence::Required);
    let demanding: BTreeSet<_> = demanding.map(|(&at, _)| &evidence(at).file).collect();
    let editions = &witnesses.editions;
    let shown = column.members().map(|member| &witnesses.get(member.witness).evidence);
    let stated = shown.filter(|evidence| is_statement(evidence));
    let mut best: BTreeMap<&str, PageKind> = BTreeMap::new();
    for evidence in stated {
        let rank = editions.rank(evidence);
        let known = best.entry(editions.name(&evidence.file)).or_insert(rank);
        *known = rank.min(*known);
    }
    // Poorer witnesses leave out what is collapsed, or print it where it cannot be told apart.
    let is_poorer = |evidence: &Evidence| {
        best.get(editions.name(&evidence.file)).is_some_and(|best| *best < editions.rank(evidence))
    };
    let (mut rows, mut example, mut page) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (at, &object) in objects.iter().enumerate() {
        if column.cells.contains_key(&at) {
            continue;
        }
        let here = evidence(at);
        if witnesses.members(object).is_empty() {
            // Stated without members, it refers to a schema or was collapsed. Shown as `{}`, it is what may come.
            if here.kind == EvidenceKind::Example && !demanding.is_empty() {
                example.insert(here.clone());
            }
            continue;
        }
        // A sample call shows what one caller sends, not what there is to send.
        let is_sample = unite.parameters.is_some() && here.kind == EvidenceKind::Curl;
        let is_silent = !showing.contains(&here.file) && !is_sample;
        if is_statement(here) {
            if !is_poorer(here) {
                if is_silent {
                    page.insert(here.clone())
                } else {
                    rows.insert(here.clone())
                };
            }
        } else if is_silent && !is_poorer(here) {
            page.insert(here.clone());
        } else if !demanding.is_empty() {
            example.insert(here.clone());
        }
    }
    for heading in unite.pages.iter().filter(|heading| !showing.contains(&heading.file)) {
        if !is_poorer(heading) && !page.iter().any(|known: &Evidence| known.file == heading.file) {
            page.insert(heading.clone());
        }
    }
    let list = |set: BTreeSet<Evidence>| bounded(set.into_iter().collect());
    Missing { rows: list(rows), example: list(example), page: list(page) }
}

/// Whether a page states something there, other than by showing it.
const fn is_statement(evidence: &Evidence) -> bool {
    matches!(evidence.kind, EvidenceKind::Table | EvidenceKind::Schema)
}

/// Leaves out the pages that have only examples to show: that an optional field is missing there is as it should be.
fn agreeing_with_optional(pages: &mut Vec<Evidence>) {
    let is_stated = |evidence: &Evidence| {
        matches!(evidence.kind, EvidenceKind::Table | EvidenceKind::Schema | EvidenceKind::Heading)
    };
    let stating: BTreeSet<_> =
        pages.iter().filter(|evidence| is_stated(evidence)).map(|evidence| evidence.file.clone()).collect();
    pages.retain(|evidence| stating.contains(&evidence.file));
}
