//! Witnesses of one place → one schema. Nothing that a page shows is dropped; what disagrees is recorded.
//!
//! The rules, each named where it decides:
//! - different JSON types are all accepted, surest first (`union-of-types`);
//! - an integer and a number make a number (`widest-number`); `0` alone proves neither;
//! - where one witness allows `null`, `null` is allowed (`null-is-allowed`);
//! - the rules about the members of objects stand in `fields.rs`.

use std::collections::{BTreeMap, BTreeSet};

use super::alternatives::{self, Alternative, Alternatives, Kind, kind};
use super::fields;
use super::ledger::Ledger;
use super::named_values::{self, Standing};
use super::witness::{Said, Witness, WitnessId, WitnessShape, Witnesses};
use super::words::FIRST_PAGE;
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::endpoint::In;
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::place;
use crate::spec::schema::{Certainty, Schema, Shape};
use crate::spec::type_words;

/// The schema that all witnesses of `place` together show.
pub(super) fn unite(place: &str, group: &[WitnessId], witnesses: &Witnesses, ledger: &mut Ledger) -> Schema {
    Unite::new(witnesses, ledger).schema(place, group)
}

/// The schema that all object witnesses of a named schema together show.
pub(super) fn unite_named(
    name: &str,
    group: &[WitnessId],
    witnesses: &Witnesses,
    ledger: &mut Ledger,
) -> Schema {
    let mut unite = Unite::new(witnesses, ledger);
    let fields = fields::unite(&mut unite, name, group);
    let schema = unite.leaf(Shape::Object { fields }, group);
    // What is said where the schema is referred to is said of that place.
    let stating: Vec<_> = group.iter().copied().filter(|&id| !witnesses.members(id).is_empty()).collect();
    let (description, bounds) = unite.said(&stating);
    Schema { description, bounds, ..schema }
}

/// The schema that all witnesses of a named schema together show that is no object. Whether `null` may stand in its place,
/// whoever refers to it says.
pub(super) fn unite_named_value(
    name: &str,
    group: &[WitnessId],
    witnesses: &Witnesses,
    ledger: &mut Ledger,
) -> Schema {
    Unite::new(witnesses, ledger).apart_from_null(name, group)
}

pub(super) struct Unite<'a> {
    /// Where the parameters travel, when parameters are united. What rows demand of them stands even where a sample
    /// call leaves it out; examples of bodies are decoded into the types, and a field that one of them lacks is
    /// not demanded.
    pub(super) parameters: Option<In>,
    /// The pages whose rows would tell a parameter if there was one, by where they print the call. Of bodies the
    /// witnesses tell it themselves.
    pub(super) pages: Vec<Evidence>,
    /// Places that a page may pass over in silence, and why.
    pub(super) excused: BTreeMap<String, Excuse>,
    pub(super) witnesses: &'a Witnesses,
    pub(super) ledger: &'a mut Ledger,
}

/// Why it means nothing that a page does not show something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excuse {
    /// The page sends it elsewhere, which is recorded; nothing needs to be sent in both places.
    SentElsewhere,
    /// `api.yaml` says of it whether it is sent.
    Authentication,
}

impl<'a> Unite<'a> {
    pub(super) const fn new(witnesses: &'a Witnesses, ledger: &'a mut Ledger) -> Self {
        Self { parameters: None, pages: Vec::new(), excused: BTreeMap::new(), witnesses, ledger }
    }
}

impl Unite<'_> {
    pub(super) fn schema(&mut self, place: &str, group: &[WitnessId]) -> Schema {
        let nullable = self.nullable(place, group);
        Schema { nullable, ..self.apart_from_null(place, group) }
    }

    /// The schema of what stands at a place where it is not `null`.
    fn apart_from_null(&mut self, place: &str, group: &[WitnessId]) -> Schema {
        let shape_of = |id: &WitnessId| &self.witnesses.get(*id).shape;
        let mut shown: Vec<_> =
            group.iter().copied().filter(|id| !matches!(shape_of(id), WitnessShape::Null)).collect();
        if shown.is_empty() && !group.is_empty() {
            return self.leaf(Shape::Null, group);
        }
        let says_nothing =
            |id: &WitnessId| matches!(shape_of(id), WitnessShape::Any | WitnessShape::Unread(_));
        if shown
            .iter()
            .any(|id| !says_nothing(id) && self.witnesses.get(*id).evidence.kind == EvidenceKind::Schema)
        {
            // Rows do not tell alternatives apart. Where a better witness does, they have nothing to say.
            shown.retain(|id| {
                !says_nothing(id) || self.witnesses.get(*id).evidence.kind != EvidenceKind::Table
            });
        }
        if shown.is_empty() || shown.iter().any(says_nothing) {
            return self.leaf(Shape::Any, &shown);
        }
        // A path or a sample call is all text: it shows that the thing is there, not its type.
        let (calls, typed): (Vec<_>, Vec<_>) =
            shown.iter().partition(|&&id| self.witnesses.get(id).certainty == Certainty::Call);
        let (typed, calls) = if typed.is_empty() { (calls, Vec::new()) } else { (typed, calls) };
        let mut schema = self.of_kinds(place, &typed);
        schema.evidence.extend(self.evidence(&calls));
        schema
    }

    /// The schema of witnesses that each show a JSON kind, a choice, or a named schema; a union when they show several.
    fn of_kinds(&mut self, place: &str, shown: &[WitnessId]) -> Schema {
        match named_values::standing(shown, self.witnesses) {
            Some(Standing::Named(schema, _)) => {
                self.record_names(place, &schema, shown);
                return self.leaf(Shape::Ref { schema }, shown);
            }
            Some(Standing::Apart(group)) => return self.of_kinds(place, &group),
            None => {}
        }
        let mut found = alternatives::of(shown, self.witnesses);
        self.settle_numbers(place, &mut found);
        let mut variants: Vec<_> =
            found.all.iter().map(|one| self.variant(place, one.kind, &one.ids)).collect();
        if variants.len() == 1 {
            return variants.remove(0);
        }
        let discriminator = found.told_by(&variants, self.witnesses);
        if !found.all.iter().all(|one| one.is_stated) {
            self.record_union(place, &found);
        }
        variants.sort_by_key(|variant| variant.certainty);
        let certainty = self.surest(shown);
        let evidence = self.evidence(&found.unions);
        let shape = Shape::Union { variants, discriminator };
        let (description, bounds) = self.said(&found.unions);
        Schema { certainty, description, bounds, evidence, ..type_words::plain(shape) }
    }

    /// A schema that these witnesses show.
    fn leaf(&self, shape: Shape, ids: &[WitnessId]) -> Schema {
        let certainty = if ids.is_empty() { Certainty::Unknown } else { self.surest(ids) };
        let (description, bounds) = self.said(ids);
        Schema { certainty, description, bounds, evidence: self.evidence(ids), ..type_words::plain(shape) }
    }

    /// What pages say of a schema itself: each text of the language that leads once, and the first bounds.
    fn said(&self, ids: &[WitnessId]) -> (Option<String>, Vec<String>) {
        let editions = &self.witnesses.editions;
        let spoken = ids.iter().map(|&id| self.witnesses.get(id)).filter(|witness| witness.said.is_some());
        let told = editions.best(spoken.collect::<Vec<_>>(), |witness| &witness.evidence);
        let leads = |witness: &&Witness| editions.leads(&witness.evidence.file);
        let has_leading = told.iter().any(leads);
        let told = told.into_iter().filter(|witness| leads(witness) || !has_leading);
        let told: Vec<&Said> = told.filter_map(|witness| witness.said.as_deref()).collect();
        let mut texts: Vec<&str> = Vec::new();
        for text in told.iter().filter_map(|said| said.description.as_deref()) {
            if !texts.contains(&text) {
                texts.push(text);
            }
        }
        let bounds = told.iter().map(|said| &said.bounds).find(|bounds| !bounds.is_empty());
        ((!texts.is_empty()).then(|| texts.join(" / ")), bounds.cloned().unwrap_or_default())
    }

    fn surest(&self, ids: &[WitnessId]) -> Certainty {
        ids.iter().map(|&id| self.witnesses.get(id).certainty).min().unwrap_or(Certainty::Unknown)
    }

    /// Where the witnesses stand, each place once: what is stated before what is inferred, else in their order.
    pub(super) fn evidence(&self, ids: &[WitnessId]) -> Vec<Evidence> {
        let (stated, inferred): (Vec<_>, Vec<_>) =
            ids.iter().partition(|&&id| self.witnesses.get(id).certainty.is_stated());
        let mut seen = BTreeSet::new();
        let all = stated.into_iter().chain(inferred).map(|id| &self.witnesses.get(id).evidence);
        bounded(all.filter(|evidence| seen.insert(*evidence)).cloned().collect())
    }

    /// Whether any witness allows `null`; recorded where a row says otherwise.
    fn nullable(&mut self, place: &str, group: &[WitnessId]) -> bool {
        let (with, without): (Vec<_>, Vec<_>) = group.iter().copied().partition(|&id| {
            let witness = self.witnesses.get(id);
            witness.nullable || matches!(witness.shape, WitnessShape::Null)
        });
        let stated: Vec<_> =
            without.into_iter().filter(|&id| self.witnesses.get(id).certainty.is_stated()).collect();
        if !with.is_empty() && !stated.is_empty() {
            let readings = vec![
                Reading { says: "may be null".to_owned(), evidence: self.evidence(&with) },
                Reading { says: "is never null".to_owned(), evidence: self.evidence(&stated) },
            ];
            let effect = "Null is allowed: `Option` in Rust.";
            self.ledger.record(place, About::Nullable, readings, Rule::NullIsAllowed, effect);
        }
        !with.is_empty()
    }

    /// Makes one alternative of integers and other numbers.
    fn settle_numbers(&mut self, place: &str, found: &mut Alternatives) {
        let at = |kind| found.all.iter().position(|one| one.kind == kind);
        let (Some(integers), Some(numbers)) = (at(Kind::Integer), at(Kind::Number)) else { return };
        let (from, to) = if self.surest(&found.all[numbers].ids) == Certainty::Placeholder {
            (numbers, integers)
        } else {
            if self.surest(&found.all[integers].ids).is_stated() {
                let readings = [("integer", integers), ("number", numbers)].map(|(says, at)| Reading {
                    says: says.to_owned(),
                    evidence: self.evidence(&found.all[at].ids),
                });
                let effect = "Any number is accepted: `Number` in Rust, which keeps every digit.";
                self.ledger.record(place, About::Type, readings.into(), Rule::WidestNumber, effect);
            }
            (integers, numbers)
        };
        let moved = found.all[from].ids.clone();
        found.all[to].ids.extend(moved);
        found.all[to].ids.sort_unstable();
        found.all.remove(from);
    }

    /// The schema of the witnesses of one kind.
    fn variant(&mut self, place: &str, kind: Kind, ids: &[WitnessId]) -> Schema {
        let shape = match kind {
            Kind::Object => match ids.iter().find_map(|&id| self.witnesses.get(id).name.clone()) {
                Some(schema) => Shape::Ref { schema },
                None => Shape::Object { fields: fields::unite(self, place, ids) },
            },
            Kind::Array => {
                let items: Vec<_> = ids.iter().flat_map(|&id| self.witnesses.items(id)).copied().collect();
                Shape::Array { items: Box::new(self.schema(&place::items(place), &items)) }
            }
            Kind::Map => Shape::Map { entries: Box::new(self.entries(place, ids)) },
            Kind::Integer => {
                Shape::Integer { format: self.format(place, kind, ids), values: self.values(place, ids) }
            }
            Kind::Number => Shape::Number { format: self.format(place, kind, ids) },
            Kind::Boolean => Shape::Boolean,
            Kind::Binary => Shape::Binary,
            Kind::String => {
                Shape::String { format: self.format(place, kind, ids), values: self.values(place, ids) }
            }
        };
        self.leaf(shape, ids)
    }

    /// What the values of a map are.
    fn entries(&mut self, place: &str, ids: &[WitnessId]) -> Schema {
        let entries: Vec<_> = ids.iter().flat_map(|&id| self.witnesses.values_of_map(id)).collect();
        self.schema(&place::entries(place), &entries)
    }

    /// The first format that a witness of this kind states; recorded where others state another one.
    fn format(&mut self, place: &str, shown: Kind, ids: &[WitnessId]) -> Option<String> {
        let mut versions: Vec<(String, Vec<WitnessId>)> = Vec::new();
        for &id in ids {
            let shape = &self.witnesses.get(id).shape;
            let (WitnessShape::String { format: Some(format), .. }
            | WitnessShape::Integer { format: Some(format), .. }
            | WitnessShape::Number { format: Some(format) }) = shape
            else {
                continue;
            };
            match versions.iter_mut().find(|(known, _)| known == format) {
                _ if kind(shape) != Some(shown) => {}
                Some((_, ids)) => ids.push(id),
                None => versions.push((format.clone(), vec![id])),
            }
        }
        if versions.len() > 1 {
            let reading = |(format, ids): &(String, Vec<WitnessId>)| Reading {
                says: format!("format {format}"),
                evidence: self.evidence(ids),
            };
            let readings = versions.iter().map(reading).collect();
            self.ledger.record(place, About::Docs, readings, Rule::FirstPageLeads, FIRST_PAGE);
        }
        versions.into_iter().next().map(|(format, _)| format)
    }

    /// Records where pages refer to other named schemas at a place than to `first`, which stands there.
    fn record_names(&mut self, place: &str, first: &str, shown: &[WitnessId]) {
        let mut names: Vec<(&str, Vec<WitnessId>)> = Vec::new();
        for &id in shown {
            let Some(name) = self.witnesses.referred(id) else { continue };
            match names.iter_mut().find(|(known, _)| *known == name) {
                Some((_, ids)) => ids.push(id),
                None => names.push((name, vec![id])),
            }
        }
        if names.len() > 1 {
            let reading = |(name, ids): &(&str, Vec<WitnessId>)| Reading {
                says: format!("schema {name}"),
                evidence: self.evidence(ids),
            };
            let readings = names.iter().map(reading).collect();
            let effect = format!("Here both are the schema {first}: one type in Rust.");
            self.ledger.record(place, About::Name, readings, Rule::FirstPageLeads, effect);
        }
    }

    fn record_union(&mut self, place: &str, found: &Alternatives) {
        let (stated, others): (Vec<&Alternative>, Vec<_>) = found.all.iter().partition(|one| one.is_stated);
        let mut readings: Vec<_> = others
            .iter()
            .map(|one| {
                let certainty = self.surest(&one.ids);
                let named = one.ids.iter().find_map(|&id| self.witnesses.get(id).name.as_deref());
                let says =
                    named.filter(|_| found.all.iter().filter(|other| other.kind == one.kind).count() > 1);
                let says =
                    says.map_or_else(|| says_kind(one.kind, certainty), |name| format!("schema {name}"));
                (certainty, Reading { says, evidence: self.evidence(&one.ids) })
            })
            .collect();
        readings.sort_by_key(|(certainty, _)| *certainty);
        if !stated.is_empty() {
            let words: Vec<_> = stated.iter().map(|one| word(one.kind)).collect();
            let says = format!("one of {}", words.join(", "));
            readings.insert(0, (Certainty::Stated, Reading { says, evidence: self.evidence(&found.unions) }));
        }
        let mut kinds: Vec<_> = found.all.iter().map(|one| one.kind).collect();
        kinds.sort_unstable();
        let readings = readings.into_iter().map(|(_, reading)| reading).collect();
        let words: Vec<_> = kinds.iter().map(|kind| word(*kind)).collect();
        let is_scalar = |kind| matches!(kind, &Kind::Integer | &Kind::Number | &Kind::String);
        let holds = if kinds.iter().all(is_scalar) {
            "`NumberOrString` in Rust".to_owned()
        } else if self.parameters.is_some() || kinds.contains(&Kind::Binary) {
            "one type in Rust holds any of them".to_owned()
        } else {
            format!("an enum of {} in Rust", words.join(" and "))
        };
        let effect = format!("Every one of these types is accepted and kept as it came: {holds}.");
        self.ledger.record(place, About::Type, readings, Rule::UnionOfTypes, effect);
    }
}

/// Evidence a person can look through: the many items of one example are cited as one range of lines.
pub(super) fn bounded(evidence: Vec<Evidence>) -> Vec<Evidence> {
    const MANY: usize = 8;
    let mut count: BTreeMap<_, usize> = BTreeMap::new();
    for one in &evidence {
        *count.entry((one.file.clone(), one.kind)).or_default() += 1;
    }
    let mut shown: Vec<Evidence> = Vec::new();
    let mut ranges: BTreeMap<_, usize> = BTreeMap::new();
    for one in evidence {
        let key = (one.file.clone(), one.kind);
        if count.get(&key).is_none_or(|&count| count <= MANY) {
            shown.push(one);
            continue;
        }
        let at = *ranges.entry(key).or_insert_with(|| {
            shown.push(one.clone());
            shown.len() - 1
        });
        shown[at].first = shown[at].first.min(one.first);
        shown[at].last = shown[at].last.max(one.last);
    }
    shown
}

const fn word(kind: Kind) -> &'static str {
    match kind {
        Kind::Object => "object",
        Kind::Map => "map",
        Kind::Array => "array",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
        Kind::Binary => "file",
        Kind::String => "string",
    }
}

/// What a reading of this kind says, in a few words.
fn says_kind(kind: Kind, certainty: Certainty) -> String {
    let word = match kind {
        Kind::Number if certainty == Certainty::Placeholder => "integer or another number",
        kind => word(kind),
    };
    match certainty {
        Certainty::Placeholder => format!("{word}, seen only as a placeholder"),
        Certainty::Example => format!("{word}, in an example"),
        _ => word.to_owned(),
    }
}
