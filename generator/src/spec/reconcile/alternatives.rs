//! Which shapes a place can have, and which witness shows which of them.
//!
//! Without stated alternatives there is one for each kind of JSON. Where a page states alternatives (`oneOf`, `anyOf`),
//! each is one, and every other witness shows the one that it fits best (`fit.rs`), so that examples unite with what
//! they are examples of. What fits none of them is an alternative more.
//!
//! An object is a map where a page states so, or where nothing but examples shows it and all its keys are data.

use std::collections::BTreeMap;

use super::alike;
use super::witness::{WitnessId, WitnessShape, Witnesses};
use crate::scrape::facts::DiscriminatorFacts;
use crate::spec::evidence::EvidenceKind;
use crate::spec::schema::{Certainty, Discriminator, Schema, Shape};

/// The JSON kinds a witness can show. Their order decides between equally sure alternatives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Object,
    Map,
    Array,
    Integer,
    Number,
    Boolean,
    Binary,
    String,
}

/// One shape that a place can have.
#[derive(Clone, Debug)]
pub(super) struct Alternative {
    pub(super) kind: Kind,
    pub(super) ids: Vec<WitnessId>,
    /// Whether a page states it as one of several.
    pub(super) is_stated: bool,
}

/// The shapes of a place.
#[derive(Clone, Debug, Default)]
pub(super) struct Alternatives {
    pub(super) all: Vec<Alternative>,
    /// The witnesses that state the choice.
    pub(super) unions: Vec<WitnessId>,
    pub(super) discriminator: Option<DiscriminatorFacts>,
}

/// So many keys that are data make a map of an object in an example.
const DATA_KEYS: usize = 3;

/// The shapes that a group of witnesses shows.
pub(super) fn of(group: &[WitnessId], witnesses: &Witnesses) -> Alternatives {
    let is_union = |id: &&WitnessId| matches!(witnesses.get(**id).shape, WitnessShape::Union { .. });
    let mut found = Alternatives::default();
    if group.iter().any(|id| is_union(&id)) {
        found.unions = group.iter().filter(is_union).copied().collect();
        stated(&mut found, witnesses);
        for &id in group.iter().filter(|id| !is_union(id)) {
            found.add(id, witnesses);
        }
    } else {
        by_kind(&mut found, group, witnesses);
    }
    found
}

fn by_kind(found: &mut Alternatives, group: &[WitnessId], witnesses: &Witnesses) {
    let mut kinds: BTreeMap<Kind, Vec<WitnessId>> = BTreeMap::new();
    for &id in group {
        if let Some(kind) = kind(&witnesses.get(id).shape) {
            kinds.entry(kind).or_default().push(id);
        }
    }
    let is_shown = |id: &WitnessId| !witnesses.get(*id).certainty.is_stated();
    if kinds.contains_key(&Kind::Binary)
        && kinds.get(&Kind::String).is_some_and(|all| all.iter().all(is_shown))
    {
        // An example can show a file as text only.
        let texts = kinds.remove(&Kind::String).unwrap_or_default();
        kinds.entry(Kind::Binary).or_default().extend(texts);
    }
    let mut objects = kinds.remove(&Kind::Object).unwrap_or_default();
    let is_map = kinds.contains_key(&Kind::Map);
    let (maps, others): (Vec<_>, Vec<_>) =
        objects.iter().partition(|&&id| is_map && may_be_map(id, witnesses));
    objects = others;
    if objects.is_empty() || are_maps(&objects, witnesses) {
        let all = kinds.entry(Kind::Map).or_default();
        all.extend(maps.into_iter().chain(objects.drain(..)));
        all.sort_unstable();
    } else {
        objects.extend(maps);
        objects.sort_unstable();
    }
    if kinds.get(&Kind::Map).is_some_and(Vec::is_empty) {
        kinds.remove(&Kind::Map);
    }
    let same = by_schema(&objects, witnesses).into_iter().map(|ids| (Kind::Object, ids));
    let one = |(kind, ids)| Alternative { kind, ids, is_stated: false };
    found.all = same.chain(kinds).map(one).collect();
}

/// Objects that are one schema together. Schemas that pages state apart, and that share too little, stay apart; an
/// object without a name is the one that it fits best.
fn by_schema(objects: &[WitnessId], witnesses: &Witnesses) -> Vec<Vec<WitnessId>> {
    let mut apart: Vec<Vec<WitnessId>> = Vec::new();
    let (named, unnamed): (Vec<_>, Vec<_>) =
        objects.iter().copied().partition(|&id| witnesses.get(id).name.is_some());
    for id in named {
        let name = &witnesses.get(id).name;
        let same = apart.iter().position(|group| witnesses.get(group[0]).name == *name);
        let one = || apart.iter().position(|group| alike::is_one_schema(group[0], id, witnesses));
        match same.or_else(one).and_then(|at| apart.get_mut(at)) {
            Some(group) => group.push(id),
            None => apart.push(vec![id]),
        }
    }
    if apart.len() < 2 {
        return if objects.is_empty() { Vec::new() } else { vec![objects.to_vec()] };
    }
    for id in unnamed {
        let best = apart.iter_mut().min_by_key(|group| alike::distance(id, &group[..1], witnesses));
        if let Some(group) = best {
            group.push(id);
        }
    }
    for group in &mut apart {
        group.sort_unstable();
    }
    apart
}

/// The alternatives that pages state: those of the first page, and what other pages add to them.
fn stated(found: &mut Alternatives, witnesses: &Witnesses) {
    for id in found.unions.clone() {
        let WitnessShape::Union { variants, discriminator } = &witnesses.get(id).shape else { continue };
        found.discriminator = found.discriminator.take().or_else(|| discriminator.clone());
        for &variant in variants {
            let Some(kind) = kind(&witnesses.get(variant).shape) else { continue };
            let is_same = |one: &&mut Alternative| {
                one.kind == kind && alike::is_same_alternative(one.ids[0], variant, witnesses)
            };
            match found.all.iter_mut().find(is_same) {
                Some(known) => known.ids.push(variant),
                None => found.all.push(Alternative { kind, ids: vec![variant], is_stated: true }),
            }
        }
    }
    // One number holds the other.
    let at = |kind| found.all.iter().position(|one: &Alternative| one.kind == kind);
    if let (Some(integer), Some(number)) = (at(Kind::Integer), at(Kind::Number)) {
        let ids = found.all[integer].ids.clone();
        found.all[number].ids.extend(ids);
        found.all.remove(integer);
    }
}

impl Alternatives {
    /// The member that tells them apart. They became `variants`, where the pages' names of schemas are those of the spec.
    pub(super) fn told_by(&self, variants: &[Schema], witnesses: &Witnesses) -> Option<Discriminator> {
        let stated = self.discriminator.as_ref()?;
        let known = |name: &str| {
            let is_named = |id: &WitnessId| witnesses.get(*id).name.as_deref() == Some(name);
            let named = self.all.iter().zip(variants).find(|(one, _)| one.ids.iter().any(is_named));
            match &named?.1.shape {
                Shape::Ref { schema } => Some(schema.clone()),
                _ => None,
            }
        };
        let mapping = stated.mapping.iter().map(|(value, schema)| (value.as_str(), schema.as_str()));
        Some(Discriminator::of(&stated.member, mapping, known))
    }

    /// Adds a witness to the alternative that it fits best.
    fn add(&mut self, id: WitnessId, witnesses: &Witnesses) {
        let Some(kind) = kind(&witnesses.get(id).shape) else { return };
        let fits = |one: &&mut Alternative| {
            let is_placeholder = witnesses.get(id).certainty == Certainty::Placeholder;
            one.kind == kind
                || matches!((kind, one.kind), (Kind::Integer, Kind::Number))
                || (matches!((kind, one.kind), (Kind::Number, Kind::Integer)) && is_placeholder)
                || (matches!((kind, one.kind), (Kind::Object, Kind::Map)) && may_be_map(id, witnesses))
        };
        let discriminator = self.discriminator.as_ref();
        let best = self.all.iter_mut().filter(fits).min_by_key(|one| {
            let told = discriminator.map_or(0, |told| alike::untold(id, told, &one.ids[..1], witnesses));
            let is_other = is_named_otherwise(id, one.ids[0], witnesses);
            (one.kind != kind, is_other, alike::distance(id, &one.ids[..1], witnesses).saturating_add(told))
        });
        match best {
            Some(one) => one.ids.push(id),
            None => self.all.push(Alternative { kind, ids: vec![id], is_stated: false }),
        }
    }
}

/// Whether two objects are of schemas with different names.
fn is_named_otherwise(one: WitnessId, other: WitnessId, witnesses: &Witnesses) -> bool {
    let name = &witnesses.get(one).name;
    name.is_some() && *name != witnesses.get(other).name
}

/// The kind of JSON that a shape stands for; a union and what has a name may stand for several.
pub(super) const fn kind(shape: &WitnessShape) -> Option<Kind> {
    match shape {
        WitnessShape::Any
        | WitnessShape::Unread(_)
        | WitnessShape::Null
        | WitnessShape::Union { .. }
        | WitnessShape::Reference(_) => None,
        WitnessShape::String { .. } => Some(Kind::String),
        WitnessShape::Integer { .. } => Some(Kind::Integer),
        WitnessShape::Number { .. } => Some(Kind::Number),
        WitnessShape::Boolean => Some(Kind::Boolean),
        WitnessShape::Binary => Some(Kind::Binary),
        WitnessShape::Array(_) => Some(Kind::Array),
        WitnessShape::Map(_) => Some(Kind::Map),
        WitnessShape::Object(_) => Some(Kind::Object),
    }
}

/// Whether an object can be meant where a page states a map: it has no name, and no page states its members.
fn may_be_map(id: WitnessId, witnesses: &Witnesses) -> bool {
    let witness = witnesses.get(id);
    witness.name.is_none()
        && (witness.evidence.kind != EvidenceKind::Schema || witnesses.members(id).is_empty())
}

/// Whether nothing but examples shows these objects, and all their keys are data whose values are of one kind.
fn are_maps(objects: &[WitnessId], witnesses: &Witnesses) -> bool {
    let is_shown = |id: &WitnessId| {
        let witness = witnesses.get(*id);
        witness.name.is_none() && matches!(witness.evidence.kind, EvidenceKind::Example | EvidenceKind::Curl)
    };
    let members = || objects.iter().flat_map(|&id| witnesses.members(id));
    let mut kinds: Vec<_> =
        members().filter_map(|member| kind(&witnesses.get(member.witness).shape)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    objects.iter().all(is_shown)
        && kinds.len() == 1
        && members().all(|member| is_data(&member.name))
        && objects.iter().any(|&id| witnesses.members(id).len() >= DATA_KEYS)
}

/// Whether a key is a number, a date or a UUID: no page names a field so.
fn is_data(key: &str) -> bool {
    let is_digit = |letter: char| letter.is_ascii_digit();
    let pattern = |pattern: &str| {
        key.len() == pattern.len()
            && key.chars().zip(pattern.chars()).all(|(letter, like)| match like {
                '0' => letter.is_ascii_digit(),
                'f' => letter.is_ascii_hexdigit(),
                like => letter == like,
            })
    };
    (!key.is_empty() && key.chars().all(is_digit))
        || pattern("0000-00-00")
        || pattern("0000-00")
        || pattern("ffffffff-ffff-ffff-ffff-ffffffffffff")
}

#[cfg(test)]
mod tests {
    use super::is_data;

    #[test]
    fn keys_that_are_data_are_told_from_names() {
        for key in ["7", "20250131", "2025-01-31", "2025-01", "01234567-89ab-cdef-0123-456789abcdef"] {
            assert!(is_data(key), "{key}");
        }
        for key in ["", "id", "line1", "2025-1-31", "beef", "en", "x-00"] {
            assert!(!is_data(key), "{key}");
        }
    }
}
