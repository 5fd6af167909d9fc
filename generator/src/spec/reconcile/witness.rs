//! Witnesses: what a single row, a single stated schema or a single JSON value says about one place.
//!
//! All witnesses live in one arena, so that naming a schema on one page names it for every witness of the
//! same place.

use std::collections::{BTreeMap, BTreeSet};

use super::edition::Editions;
use crate::diagnostic::Origin;
use crate::scrape::facts::DiscriminatorFacts;
use crate::spec::evidence::Evidence;
use crate::spec::schema::{Certainty, EnumValue, Presence};

/// Index of a witness in its arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WitnessId(usize);

/// What one row, one schema or one JSON value says.
#[derive(Clone, Debug)]
pub(super) struct Witness {
    pub(super) shape: WitnessShape,
    pub(super) nullable: bool,
    pub(super) certainty: Certainty,
    pub(super) evidence: Evidence,
    /// Name of the schema; only objects have one. An object with a name and without members refers to the schema.
    pub(super) name: Option<String>,
    /// What a page says of it, where no member says so.
    pub(super) said: Option<Box<Said>>,
    /// The text of a scalar in an example, which may tell alternatives apart. It never leaves this module's users.
    pub(super) shown: Option<Box<str>>,
}

/// What a page says of a schema in words.
#[derive(Clone, Debug, Default)]
pub(super) struct Said {
    pub(super) description: Option<String>,
    pub(super) bounds: Vec<String>,
}

#[derive(Clone, Debug)]
pub(super) enum WitnessShape {
    Any,
    /// A type in words that no reader knows.
    Unread(Box<UnreadWords>),
    Null,
    String {
        format: Option<String>,
        values: Vec<EnumValue>,
    },
    Integer {
        format: Option<String>,
        values: Vec<EnumValue>,
    },
    Number {
        format: Option<String>,
    },
    Boolean,
    Binary,
    /// Every item seen; none for an empty list.
    Array(Vec<WitnessId>),
    /// What the values of an object are whose keys are data; none where nothing is said of them.
    Map(Vec<WitnessId>),
    Object(Vec<Member>),
    /// Stated alternatives; none of them is a union itself.
    Union {
        variants: Vec<WitnessId>,
        discriminator: Option<DiscriminatorFacts>,
    },
    /// A named schema that is no object; `Witnesses::named_values` says what it is.
    Reference(String),
}

/// What is known of a named schema that is no object.
#[derive(Clone, Debug, Default)]
pub(super) struct NamedValue {
    /// What pages state it to be.
    pub(super) stated: Vec<WitnessId>,
    /// What else stands where pages refer to it.
    pub(super) met: BTreeSet<WitnessId>,
}

/// The words of a type that no reader knows.
#[derive(Clone, Debug)]
pub(super) struct UnreadWords {
    pub(super) words: String,
    pub(super) origin: Origin,
    pub(super) closest: Option<&'static str>,
}

/// A member of an object, as one witness shows it.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) witness: WitnessId,
    /// What a row says; an example leaves it unknown.
    pub(super) presence: Presence,
    pub(super) words: Words,
}

/// The docs of a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) default: Option<String>,
    pub(super) example: Option<String>,
    pub(super) bounds: Vec<String>,
    pub(super) allowed: Vec<String>,
    pub(super) deprecated: bool,
}

impl Words {
    /// Whether there is anything in them.
    pub(super) const fn says_something(&self) -> bool {
        self.title.is_some()
            || self.description.is_some()
            || self.default.is_some()
            || self.example.is_some()
            || !self.bounds.is_empty()
            || !self.allowed.is_empty()
            || self.deprecated
    }
}

/// The arena, and whose pages its witnesses stand on.
#[derive(Clone, Debug, Default)]
pub(super) struct Witnesses {
    all: Vec<Witness>,
    /// The objects with a name, by it.
    by_name: BTreeMap<String, BTreeSet<WitnessId>>,
    /// The named schemas that are no objects, by their names.
    pub(super) named_values: BTreeMap<String, NamedValue>,
    /// Those of them that had a type before. Where pages refer to several, one of these stands there.
    pub(super) known_values: BTreeSet<String>,
    pub(super) editions: Editions,
}

impl Witnesses {
    pub(super) fn on(editions: Editions) -> Self {
        Self { editions, ..Self::default() }
    }

    pub(super) fn add(&mut self, witness: Witness) -> WitnessId {
        let id = WitnessId(self.all.len());
        if let Some(name) = &witness.name {
            self.by_name.entry(name.clone()).or_default().insert(id);
        }
        self.all.push(witness);
        id
    }

    /// The types that could not be read, with the evidence of their rows.
    pub(super) fn unread(&self) -> impl Iterator<Item = (&UnreadWords, &Evidence)> {
        self.all.iter().filter_map(|witness| match &witness.shape {
            WitnessShape::Unread(words) => Some((&**words, &witness.evidence)),
            _ => None,
        })
    }

    /// The witness behind an id, which always comes from this arena's `add`.
    pub(super) fn get(&self, id: WitnessId) -> &Witness {
        &self.all[id.0]
    }

    pub(super) fn name(&mut self, id: WitnessId, name: &str) {
        let before = self.all[id.0].name.replace(name.to_owned());
        if let Some(others) = before.and_then(|before| self.by_name.get_mut(&before)) {
            others.remove(&id);
        }
        self.by_name.entry(name.to_owned()).or_default().insert(id);
    }

    /// Forgets what the page says of the schema: the member around it says so.
    pub(super) fn forget_said(&mut self, id: WitnessId) {
        self.all[id.0].said = None;
    }

    /// What the page says of a schema that stands for another one, unless that says something itself.
    pub(super) fn say(&mut self, id: WitnessId, said: Said) {
        self.all[id.0].said.get_or_insert_with(|| Box::new(said));
    }

    /// Forgets the description of a list's items that the member around the list has taken for its own.
    pub(super) fn forget_of_items(&mut self, list: WitnessId, taken: Option<&str>) {
        for item in self.items(list).to_vec() {
            if let Some(said) = &mut self.all[item.0].said
                && said.description.as_deref() == taken
            {
                said.description = None;
            }
        }
    }

    /// Says that `null` is a value, too.
    pub(super) fn allow_null(&mut self, id: WitnessId) {
        self.all[id.0].nullable = true;
    }

    /// Says that `null` is none of its values: whoever refers to it says so.
    pub(super) fn refuse_null(&mut self, id: WitnessId) {
        self.all[id.0].nullable = false;
    }

    /// The named schema that is no object to which a witness refers.
    pub(super) fn referred(&self, id: WitnessId) -> Option<&str> {
        match &self.get(id).shape {
            WitnessShape::Reference(name) => Some(name),
            _ => None,
        }
    }

    /// The shapes that pages state the named schema `name`, which is no object, to have.
    pub(super) fn shapes_of(&self, name: &str) -> Vec<WitnessId> {
        let stated = self.named_values.get(name).map(|value| value.stated.as_slice()).unwrap_or_default();
        let shapes = |&id: &WitnessId| match &self.get(id).shape {
            WitnessShape::Union { variants, .. } => variants.clone(),
            _ => vec![id],
        };
        stated.iter().flat_map(shapes).collect()
    }

    /// Lets a witness refer to the named schema `name`.
    pub(super) fn refer(&mut self, id: WitnessId, name: &str) {
        self.all[id.0].shape = WitnessShape::Reference(name.to_owned());
    }

    /// How many values a witness lists, or the items of a list.
    pub(super) fn listed(&self, id: WitnessId) -> usize {
        match &self.get(id).shape {
            WitnessShape::String { values, .. } | WitnessShape::Integer { values, .. } => values.len(),
            WitnessShape::Array(items) => items.iter().map(|&item| self.listed(item)).sum(),
            WitnessShape::Union { variants, .. } => variants.iter().map(|&one| self.listed(one)).sum(),
            _ => 0,
        }
    }

    /// Forgets these values.
    pub(super) fn forget_listed(&mut self, id: WitnessId) {
        let inner = match &mut self.all[id.0].shape {
            WitnessShape::String { values, .. } | WitnessShape::Integer { values, .. } => {
                values.clear();
                Vec::new()
            }
            WitnessShape::Array(inner) | WitnessShape::Union { variants: inner, .. } => inner.clone(),
            _ => Vec::new(),
        };
        for id in inner {
            self.forget_listed(id);
        }
    }

    /// Makes one scalar of two stated alternatives of one type, and tells whether that was possible.
    pub(super) fn join_scalars(&mut self, known: WitnessId, other: WitnessId) -> bool {
        let more = self.get(other).shape.clone();
        match (&mut self.all[known.0].shape, more) {
            (
                WitnessShape::String { format, values },
                WitnessShape::String { format: other, values: more },
            )
            | (
                WitnessShape::Integer { format, values },
                WitnessShape::Integer { format: other, values: more },
            ) => {
                *format = format.take().filter(|format| Some(format) == other.as_ref());
                for value in more {
                    if values.iter().all(|known| known.value != value.value) {
                        values.push(value);
                    }
                }
                true
            }
            (WitnessShape::Number { format }, WitnessShape::Number { format: other }) => {
                *format = format.take().filter(|format| Some(format) == other.as_ref());
                true
            }
            (WitnessShape::Boolean, WitnessShape::Boolean) | (WitnessShape::Binary, WitnessShape::Binary) => {
                true
            }
            _ => false,
        }
    }

    /// Gives an object that refers to a schema the members of that schema, so that it can take another name.
    pub(super) fn take_members(&mut self, id: WitnessId, members: Vec<Member>) {
        self.all[id.0].shape = WitnessShape::Object(members);
    }

    /// The object witnesses of every named schema.
    pub(super) fn named(&self) -> impl Iterator<Item = (&str, &BTreeSet<WitnessId>)> {
        self.by_name.iter().filter(|(_, ids)| !ids.is_empty()).map(|(name, ids)| (name.as_str(), ids))
    }

    /// The object witnesses of the schema `name`.
    pub(super) fn of_schema(&self, name: &str) -> impl Iterator<Item = WitnessId> {
        self.by_name.get(name).into_iter().flatten().copied()
    }

    /// The witness that shows what an object is: itself, or the first that states the schema it refers to, of its own
    /// page where that states it.
    pub(super) fn content(&self, id: WitnessId) -> WitnessId {
        let Some(name) = self.get(id).name.as_deref().filter(|_| self.members(id).is_empty()) else {
            return id;
        };
        let file = &self.get(id).evidence.file;
        let shows = |one: &WitnessId| !self.members(*one).is_empty();
        let ours = |one: &WitnessId| self.get(*one).evidence.file == *file && shows(one);
        let mut all = self.of_schema(name);
        all.find(ours).or_else(|| self.of_schema(name).find(shows)).unwrap_or(id)
    }

    /// Every witness, in the order in which they were added.
    pub(super) fn ids(&self) -> impl Iterator<Item = WitnessId> + use<> {
        (0..self.all.len()).map(WitnessId)
    }

    pub(super) fn members(&self, id: WitnessId) -> &[Member] {
        match &self.get(id).shape {
            WitnessShape::Object(members) => members,
            _ => &[],
        }
    }

    pub(super) fn items(&self, id: WitnessId) -> &[WitnessId] {
        match &self.get(id).shape {
            WitnessShape::Array(items) => items,
            _ => &[],
        }
    }

    /// What the values of a map are.
    fn entries(&self, id: WitnessId) -> &[WitnessId] {
        match &self.get(id).shape {
            WitnessShape::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The witnesses of the values of a map, which an example shows as an object.
    pub(super) fn values_of_map(&self, id: WitnessId) -> Vec<WitnessId> {
        let members = self.members(id).iter().map(|member| member.witness);
        self.entries(id).iter().copied().chain(members).collect()
    }

    pub(super) fn is_object(&self, id: WitnessId) -> bool {
        matches!(self.get(id).shape, WitnessShape::Object(_))
    }

    /// What a witness is made of.
    pub(super) fn parts(&self, id: WitnessId) -> Vec<WitnessId> {
        match &self.get(id).shape {
            WitnessShape::Array(parts)
            | WitnessShape::Map(parts)
            | WitnessShape::Union { variants: parts, .. } => parts.clone(),
            WitnessShape::Object(members) => members.iter().map(|member| member.witness).collect(),
            _ => Vec::new(),
        }
    }

    /// Names of all members shown by `group`, each with the witnesses that show it; in order of appearance.
    pub(super) fn members_by_name(&self, group: &[WitnessId]) -> Vec<(String, Vec<WitnessId>)> {
        let mut found: Vec<(String, Vec<WitnessId>)> = Vec::new();
        let mut index = BTreeMap::new();
        for member in group.iter().flat_map(|&id| self.members(id)) {
            let at = *index.entry(member.name.clone()).or_insert_with(|| {
                found.push((member.name.clone(), Vec::new()));
                found.len() - 1
            });
            found[at].1.push(member.witness);
        }
        found
    }
}

impl NamedValue {
    /// All its witnesses, those of pages that state it first.
    pub(super) fn group(&self) -> Vec<WitnessId> {
        self.stated.iter().chain(&self.met).copied().collect()
    }
}

impl Witness {
    /// A witness without a name.
    pub(super) const fn new(shape: WitnessShape, certainty: Certainty, evidence: Evidence) -> Self {
        Self { shape, nullable: false, certainty, evidence, name: None, said: None, shown: None }
    }
}
