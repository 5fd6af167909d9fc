//! How well one witness fits others: which alternative an example shows, and which objects are one schema.

use std::collections::{BTreeMap, BTreeSet};

use super::alternatives::{Kind, kind};
use super::naming::share;
use super::witness::{Member, WitnessId, WitnessShape, Witnesses};
use crate::scrape::facts::DiscriminatorFacts;
use crate::spec::evidence::EvidenceKind;
use crate::spec::schema::{Certainty, EnumScalar, EnumValue, Presence};

/// A member that the alternative does not have, or does not go without.
const MEMBER: u32 = 4;
/// A value that the alternative does not list.
const VALUE: u32 = 3;
/// A value of another kind.
const KIND: u32 = 2;
/// Objects in objects that are compared.
const DEPTH: u32 = 3;
/// Items of a list that are compared.
const ITEMS: usize = 4;

/// How far a witness is from those of an alternative of its kind.
pub(super) fn distance(id: WitnessId, alternative: &[WitnessId], witnesses: &Witnesses) -> u32 {
    Comparison { witnesses }.distance(id, alternative, DEPTH)
}

/// What it costs that the member which tells alternatives apart does not tell this one.
pub(super) fn untold(
    id: WitnessId,
    discriminator: &DiscriminatorFacts,
    alternative: &[WitnessId],
    witnesses: &Witnesses,
) -> u32 {
    let member = |id: WitnessId| {
        let members = witnesses.members(witnesses.content(id));
        members
            .iter()
            .find(|member| member.name == discriminator.member)
            .map(|member| witnesses.get(member.witness))
    };
    let Some(shown) = member(id).and_then(|witness| witness.shown.as_deref()) else { return 0 };
    let is_named = |id: &WitnessId| {
        let mapped = discriminator.mapping.iter().find(|(value, _)| value == shown);
        witnesses.get(*id).name.as_deref().is_some_and(|name| match mapped {
            Some((_, schema)) => name == schema,
            None => name.eq_ignore_ascii_case(shown),
        })
    };
    let lists = |id: &WitnessId| {
        let Some(witness) = member(*id) else { return false };
        let shapes = match &witness.shape {
            WitnessShape::Reference(name) => witnesses.shapes_of(name),
            _ => Vec::new(),
        };
        let shapes = shapes.iter().map(|&id| &witnesses.get(id).shape).chain([&witness.shape]);
        shapes.into_iter().any(|shape| is_among(shown, listed(shape)).unwrap_or(false))
    };
    if alternative.iter().any(|id| is_named(id) || lists(id)) { 0 } else { MEMBER * 2 }
}

/// Whether two stated alternatives are the same one.
pub(super) fn is_same_alternative(one: WitnessId, other: WitnessId, witnesses: &Witnesses) -> bool {
    let (known, found) = (witnesses.get(one), witnesses.get(other));
    match (&known.shape, &found.shape) {
        (WitnessShape::Object(_), WitnessShape::Object(_)) => match (&known.name, &found.name) {
            (Some(known), Some(found)) => known == found,
            (None, None) if known.evidence.file != found.evidence.file => {
                share(&keys(one, witnesses), &keys(other, witnesses))
            }
            (None, None) => {
                keys(one, witnesses) == keys(other, witnesses)
                    && distance(other, &[one], witnesses) == 0
                    && distance(one, &[other], witnesses) == 0
            }
            _ => false,
        },
        (WitnessShape::Array(one), WitnessShape::Array(other)) => match (one.as_slice(), other.as_slice()) {
            ([one], [other]) if [one, other].iter().any(|id| witnesses.referred(**id).is_some()) => {
                witnesses.referred(*one) == witnesses.referred(*other)
            }
            ([one], [other]) => {
                let kinds = [*one, *other].map(|id| kind(&witnesses.get(id).shape));
                kinds[0] == kinds[1] && is_same_alternative(*one, *other, witnesses)
            }
            (one, other) => one.is_empty() && other.is_empty(),
        },
        _ => true,
    }
}

/// Whether two objects with names are one schema under two names: pages that do not state their schemas name them as they
/// like, what one page states apart are alternatives, and what several state apart must share its members.
pub(super) fn is_one_schema(one: WitnessId, other: WitnessId, witnesses: &Witnesses) -> bool {
    if witnesses.get(one).name == witnesses.get(other).name {
        return true;
    }
    let is_stated = |id: WitnessId| witnesses.get(id).evidence.kind == EvidenceKind::Schema;
    let file = |id: WitnessId| &witnesses.get(id).evidence.file;
    if is_stated(one) && is_stated(other) && file(one) == file(other) {
        return false;
    }
    let (known, found) = (keys(one, witnesses), keys(other, witnesses));
    !(is_stated(one) && is_stated(other)) || known.is_empty() || found.is_empty() || share(&known, &found)
}

fn keys(id: WitnessId, witnesses: &Witnesses) -> BTreeSet<String> {
    witnesses.members(witnesses.content(id)).iter().map(|member| member.name.clone()).collect()
}

struct Comparison<'a> {
    witnesses: &'a Witnesses,
}

impl<'a> Comparison<'a> {
    fn distance(&self, id: WitnessId, alternative: &[WitnessId], depth: u32) -> u32 {
        let witness = self.witnesses.get(id);
        let shapes = || alternative.iter().map(|&one| &self.witnesses.get(one).shape);
        match &witness.shape {
            WitnessShape::Object(_) => self.objects(id, alternative, depth),
            WitnessShape::Array(items) => {
                let known: Vec<_> =
                    alternative.iter().flat_map(|&one| self.witnesses.items(one)).copied().collect();
                let cost = |&item: &WitnessId| self.nearest(item, &known, depth);
                if known.is_empty() { 0 } else { items.iter().take(ITEMS).map(cost).sum() }
            }
            _ => {
                let Some(shown) = &witness.shown else { return 0 };
                let is_unlisted = shapes().any(|shape| is_among(shown, listed(shape)) == Some(false))
                    && !shapes().any(|shape| is_among(shown, listed(shape)) == Some(true));
                if is_unlisted { VALUE } else { 0 }
            }
        }
    }

    fn objects(&self, id: WitnessId, alternative: &[WitnessId], depth: u32) -> u32 {
        let mut known: BTreeMap<&str, Vec<&'a Member>> = BTreeMap::new();
        for &one in alternative {
            for member in self.witnesses.members(self.witnesses.content(one)) {
                known.entry(&member.name).or_default().push(member);
            }
        }
        let shown = self.witnesses.members(self.witnesses.content(id));
        let mut cost: u32 = 0;
        for member in shown {
            cost = cost.saturating_add(match known.remove(member.name.as_str()) {
                None => MEMBER,
                Some(_) if depth == 0 => 0,
                Some(same) => {
                    let ids: Vec<_> = same.iter().map(|member| member.witness).collect();
                    self.nearest(member.witness, &ids, depth - 1).min(MEMBER)
                }
            });
        }
        let is_demanded =
            |members: &Vec<&Member>| members.iter().any(|member| member.presence == Presence::Required);
        let missing = known.values().filter(|members| is_demanded(members)).count();
        cost.saturating_add(u32::try_from(missing).unwrap_or(u32::MAX).saturating_mul(MEMBER))
    }

    /// How far a value is from the nearest of what can stand in its place.
    fn nearest(&self, id: WitnessId, known: &[WitnessId], depth: u32) -> u32 {
        let Some(shown) = kind(&self.witnesses.get(id).shape) else { return 0 };
        let mut of_kind = Vec::new();
        for &one in known {
            match &self.witnesses.get(one).shape {
                WitnessShape::Any | WitnessShape::Unread(_) => return 0,
                WitnessShape::Union { variants, .. } => of_kind.extend(variants.iter().copied()),
                WitnessShape::Reference(name) => of_kind.extend(self.witnesses.shapes_of(name)),
                _ => of_kind.push(one),
            }
        }
        let is_placeholder = self.witnesses.get(id).certainty == Certainty::Placeholder;
        of_kind.retain(|&one| {
            let Some(known) = kind(&self.witnesses.get(one).shape) else { return false };
            known == shown
                || matches!((shown, known), (Kind::Integer, Kind::Number) | (Kind::Object, Kind::Map))
                || (is_placeholder && matches!((shown, known), (Kind::Number, Kind::Integer)))
        });
        match of_kind.as_slice() {
            [] => KIND,
            all => all.iter().map(|&one| self.distance(id, &[one], depth)).min().unwrap_or(0),
        }
    }
}

const fn listed(shape: &WitnessShape) -> &[EnumValue] {
    match shape {
        WitnessShape::String { values, .. } | WitnessShape::Integer { values, .. } => values.as_slice(),
        _ => &[],
    }
}

/// Whether a value is one of those that are listed; nothing where none are.
fn is_among(shown: &str, listed: &[EnumValue]) -> Option<bool> {
    let is = |value: &EnumValue| match &value.value {
        EnumScalar::Integer(number) => number.to_string() == shown,
        EnumScalar::String(text) => text == shown,
    };
    (!listed.is_empty()).then(|| listed.iter().any(is))
}
