//! What changes of the spec mean in Rust: the surfaces of both clients are compared, and each difference is told by the
//! change it comes from. What no page explains, such as another name in `names.yaml`, is a change of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::rust::Model;
use super::surface::{surface, surface_by_wire};
use super::touched::{Key, Part, Touched};
use crate::spec::drift::change::{Change, Level, Property, RustItem, Said};
use crate::spec::drift::{self, Owners, distinct};
use crate::spec::names::Names;

/// One version of an API and its client.
#[derive(Clone, Copy, Debug)]
pub struct Version<'a> {
    /// What pages and people say.
    pub of: drift::Version<'a>,
    /// The names, those that are new included.
    pub names: &'a Names,
    /// The client.
    pub model: &'a Model,
}

/// Everything that has changed, with its levels on the wire and in Rust. What means nothing to anybody is left out.
#[must_use]
pub fn drift(before: Version<'_>, after: Version<'_>) -> Vec<Change> {
    let old = Touched::of(before);
    let new = Touched::of(after);
    let renamed = Renamed::of(&old.types, &new.types);
    let old = renamed.touched(old);
    let mut differences = Differences::of(&renamed.surface(&surface(before.model)), &surface(after.model));
    differences
        .spare_arguments(&renamed.surface(&surface_by_wire(before.model)), &surface_by_wire(after.model));

    let mut changes = drift::diff(before.of, after.of);
    for change in &mut changes {
        differences.explain(change, &old, &new);
    }
    let owners = Owners::of(before.of, after.of);
    for mut change in renamed.changes().into_iter().chain(differences.other_names(&old, &new)) {
        change.endpoints = owners.endpoints(&change.place);
        changes.push(change);
    }
    for mut change in differences.rest(&old, &new) {
        change.endpoints = owners.endpoints(&change.place);
        changes.push(change);
    }
    changes.retain(|change| change.level() > Level::None);
    distinct(&mut changes);
    changes
}

/// What the changes ask of the next version of the client. Words that it does not show change nothing in it, such as
/// those of the navigation.
#[must_use]
pub fn bump(changes: &[Change]) -> Level {
    let is_shown = |change: &&Change| change.wire > Level::Wording || change.rust > Level::None;
    let counted = changes.iter().filter(is_shown);
    counted.map(Change::level).max().unwrap_or_default()
}

/// The types that have another path than before, though they come from the same place.
struct Renamed {
    paths: BTreeMap<String, String>,
    places: BTreeMap<String, String>,
}

impl Renamed {
    fn of(before: &BTreeMap<Key, String>, after: &BTreeMap<Key, String>) -> Self {
        let mut renamed = Self { paths: BTreeMap::new(), places: BTreeMap::new() };
        for (key, old) in before {
            if let Some(new) = after.get(key).filter(|new| *new != old) {
                renamed.paths.entry(old.clone()).or_insert_with(|| new.clone());
                renamed.places.entry(old.clone()).or_insert_with(|| key.0.clone());
            }
        }
        renamed
    }

    /// `text` with the new paths in the place of the old ones.
    fn apply(&self, text: &str) -> String {
        let is_path = |letter: char| letter.is_alphanumeric() || "_#:".contains(letter);
        let mut rest = text;
        let mut applied = String::new();
        while let Some(start) = rest.find(is_path) {
            let (around, from) = rest.split_at(start);
            let (path, behind) = from.split_at(from.find(|letter| !is_path(letter)).unwrap_or(from.len()));
            applied.push_str(around);
            applied.push_str(&self.path(path));
            rest = behind;
        }
        applied + rest
    }

    /// A path whose beginning may have another name.
    fn path(&self, path: &str) -> String {
        let ends = path.match_indices("::").map(|(end, _)| end).chain([path.len()]);
        let starts = ends.filter_map(|end| path.split_at_checked(end));
        let found = starts.filter_map(|(start, rest)| Some((self.paths.get(start)?, rest))).last();
        found.map_or_else(|| path.to_owned(), |(new, rest)| format!("{new}{rest}"))
    }

    fn surface(&self, surface: &BTreeMap<String, String>) -> BTreeMap<String, String> {
        surface.iter().map(|(path, signature)| (self.apply(path), self.apply(signature))).collect()
    }

    fn touched(&self, mut touched: Touched) -> Touched {
        for part in touched.at.values_mut().flatten() {
            part.path = self.apply(&part.path);
            part.only_with = part.only_with.take().map(|path| self.apply(&path));
        }
        for path in touched.members.values_mut() {
            *path = self.apply(path);
        }
        touched
    }

    fn changes(&self) -> Vec<Change> {
        let change = |(old, new): (&String, &String)| {
            let place = self.places.get(old).cloned().unwrap_or_default();
            let items = vec![
                RustItem { path: old.clone(), before: Some("type".to_owned()), after: None },
                RustItem { path: new.clone(), before: None, after: Some("type".to_owned()) },
            ];
            in_rust(place, Property::RustName, Some(old), Some(new), Level::Breaking, items)
        };
        self.paths.iter().map(change).collect()
    }
}

/// The items that differ between two clients.
struct Differences {
    all: BTreeMap<String, RustItem>,
    explained: BTreeSet<String>,
    /// The paths of those in which arguments alone have other names.
    spared: BTreeSet<String>,
}

impl Differences {
    fn of(before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) -> Self {
        let paths: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        let differ = paths.into_iter().filter(|path| before.get(*path) != after.get(*path));
        let item = |path: &String| RustItem {
            path: path.clone(),
            before: before.get(path).cloned(),
            after: after.get(path).cloned(),
        };
        Self {
            all: differ.map(|path| (path.clone(), item(path))).collect(),
            explained: BTreeSet::new(),
            spared: BTreeSet::new(),
        }
    }

    /// Notes what only differs in the names of arguments, by surfaces that call arguments what they are on the wire.
    fn spare_arguments(&mut self, before: &BTreeMap<String, String>, after: &BTreeMap<String, String>) {
        let is_same = |path: &&String| before.get(*path) == after.get(*path);
        self.spared = self.all.keys().filter(is_same).cloned().collect();
    }

    /// Code that uses an item breaks when it is gone or another; nobody uses what is new.
    fn level(&self, item: &RustItem) -> Level {
        if item.before.is_none() {
            Level::Additive
        } else if self.spared.contains(&item.path) {
            Level::Wording
        } else {
            Level::Breaking
        }
    }

    fn worst<'a>(&self, items: impl IntoIterator<Item = &'a RustItem>) -> Level {
        items.into_iter().map(|item| self.level(item)).max().unwrap_or_default()
    }

    /// Adds to a change of the spec what it means in Rust.
    fn explain(&mut self, change: &mut Change, before: &Touched, after: &Touched) {
        if change.property == Property::Translation {
            return;
        }
        let parts = if change.property.is_wording() { Vec::new() } else { parts(change, before, after) };
        let mut found: BTreeMap<&String, &RustItem> = BTreeMap::new();
        for part in &parts {
            let comes_along = |path: &String| {
                self.all.get(path).is_some_and(|item| item.before.is_none() || item.after.is_none())
            };
            if part.only_with.as_ref().is_none_or(comes_along) {
                found.extend(self.all.get_key_value(&part.path));
            }
        }
        change.rust = self.worst(found.values().copied());
        change.items = found.values().copied().cloned().collect();
        self.explained.extend(found.into_keys().cloned().collect::<Vec<_>>());
        let is_told_in_docs = change.property.is_wording()
            || matches!(change.property, Property::Deprecated | Property::Status | Property::Idempotence);
        if let (true, Some(main)) = (is_told_in_docs && change.items.is_empty(), main(change, before, after))
        {
            change.rust = change.wire.min(Level::Additive).max(Level::Wording);
            if change.property.is_wording() {
                change.rust = Level::Wording;
            }
            change.items.push(RustItem { path: main, before: None, after: None });
        }
    }

    /// Functions, fields and variants that have another name, though they come from the same place.
    fn other_names(&mut self, before: &Touched, after: &Touched) -> Vec<Change> {
        let mut changes = Vec::new();
        for (key, old) in &before.members {
            let Some(new) = after.members.get(key).filter(|new| *new != old) else { continue };
            let of = |touched: &Touched| touched.at.get(key).cloned().unwrap_or_default();
            let parts: BTreeSet<String> =
                of(before).into_iter().chain(of(after)).map(|part| part.path).collect();
            let found = |path: &String| {
                let is_free = !self.explained.contains(path);
                self.all.get(path).filter(|_| is_free || path == old || path == new).cloned()
            };
            let items: Vec<RustItem> = parts.iter().filter_map(found).collect();
            if !items.iter().any(|item| item.path == *old || item.path == *new) {
                continue;
            }
            self.explained.extend(items.iter().map(|item| item.path.clone()));
            let rust = self.worst(&items);
            let mut change = in_rust(key.0.clone(), Property::RustName, Some(old), Some(new), rust, items);
            change.detail.clone_from(&key.1);
            changes.push(change);
        }
        changes
    }

    /// What no change explains; what lies within something that is new or gone is not told by itself.
    fn rest(&self, old: &Touched, new: &Touched) -> Vec<Change> {
        let is_whole = |item: &RustItem| item.before.is_none() || item.after.is_none();
        let within = |item: &RustItem| {
            let inner = item.path.trim_start_matches('<');
            let inner = inner.split(" as ").next().unwrap_or(inner);
            let mut outer = inner.match_indices("::").map(|(end, _)| &inner[..end]).chain([inner]);
            outer.any(|outer| outer != item.path && self.all.get(outer).is_some_and(is_whole))
        };
        let rest = self.all.values().filter(|item| !self.explained.contains(&item.path) && !within(item));
        let change = |item: &RustItem| {
            let (before, after) = (item.before.as_ref(), item.after.as_ref());
            let place = [new, old].iter().find_map(|touched| touched.owner(&item.path));
            let place = place.unwrap_or(&item.path).to_owned();
            let level = self.level(item);
            let mut change = in_rust(place, Property::RustItem, before, after, level, vec![item.clone()]);
            change.detail.clone_from(&item.path);
            change
        };
        rest.map(change).collect()
    }
}

/// A change that only Rust knows of.
fn in_rust(
    place: String,
    property: Property,
    before: Option<&String>,
    after: Option<&String>,
    rust: Level,
    items: Vec<RustItem>,
) -> Change {
    let said = |words: &String| Said::new(words.clone(), &[]);
    Change::in_rust(place, property, before.map(said), after.map(said), rust, items)
}

/// The item that stands for the place of a change: now, or before when it is gone.
fn main(change: &Change, before: &Touched, after: &Touched) -> Option<String> {
    let own = key(change);
    let place = (change.place.clone(), String::new());
    let found =
        [after, before].into_iter().flat_map(|touched| [touched.at.get(&own), touched.at.get(&place)]);
    found.flatten().find_map(|parts| parts.first()).map(|part| part.path.clone())
}

/// What a change is about, as the items are listed.
fn key(change: &Change) -> Key {
    let detail = match change.property {
        Property::EnumValue | Property::EnumWords => change.detail.clone(),
        _ => String::new(),
    };
    (change.place.clone(), detail)
}

/// Every item that may differ because of a change: those of its place and, where it concerns all that is inside, those
/// of the places within.
fn parts(change: &Change, before: &Touched, after: &Touched) -> Vec<Part> {
    let own = key(change);
    let within = |(place, _): &&Key| {
        let rest = place.strip_prefix(change.place.as_str());
        // Only an endpoint and its parts have spaces behind them.
        let ends = if change.place.contains(' ') { ".[{ " } else { ".[{" };
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(|next| ends.contains(next)))
    };
    let is_deep = matches!(
        change.property,
        Property::Existence
            | Property::Type
            | Property::SchemaName
            | Property::Certainty
            | Property::EnumList
            | Property::MediaType
            | Property::Envelope
            | Property::Location
            | Property::Authentication
            | Property::Discriminator
    );
    let mut parts = Vec::new();
    for touched in [before, after] {
        if is_deep {
            // Whatever lies within a place begins with it, and stands together in the order of the map.
            let beginning = touched.at.range((change.place.clone(), String::new())..);
            let near = beginning.take_while(|(key, _)| key.0.starts_with(change.place.as_str()));
            parts.extend(near.filter(|(key, _)| within(key)).flat_map(|(_, parts)| parts.clone()));
        } else {
            parts.extend(touched.at.get(&own).cloned().unwrap_or_default());
        }
    }
    parts
}
