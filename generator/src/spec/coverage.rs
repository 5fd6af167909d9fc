//! Coverage: the navigation of each edition, and which of its pages are captured.

mod ignored;
mod matching;
mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use serde::Serialize;

use self::ignored::because;
use self::matching::Page;
use self::tree::{Place, Tree};
use super::api::ApiDescription;
use super::openapi::json;
use super::{NavigationEntry, Spec};

pub(super) use self::ignored::stale;
pub use self::matching::slug;

/// What the navigation lists and what is captured of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Over all editions.
    pub counts: Counts,
    /// The editions, by name.
    pub editions: Vec<Edition>,
}

impl Coverage {
    /// The same as one JSON document. What a reader would not see is escaped.
    #[must_use]
    pub fn to_json(&self) -> String {
        json::document(self)
    }
}

/// How many pages there are of each state. `listed` is the sum of `captured`, `unreadable`, `ignored` and
/// `not_captured`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Pages that the navigation lists.
    pub listed: usize,
    /// Those with a capture that can be read.
    pub captured: usize,
    /// Those of the captured ones whose badge says that they are not live.
    pub in_development: usize,
    /// Those whose captures all have errors.
    pub unreadable: usize,
    /// Those without a capture that `api.yaml` says nobody will capture.
    pub ignored: usize,
    /// Those without a capture.
    pub not_captured: usize,
    /// Captures that belong to no page of the navigation.
    pub unlisted: usize,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.listed += other.listed;
        self.captured += other.captured;
        self.in_development += other.in_development;
        self.unreadable += other.unreadable;
        self.ignored += other.ignored;
        self.not_captured += other.not_captured;
        self.unlisted += other.unlisted;
    }
}

/// The pages of one edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Edition {
    /// Directory below `captures/`; empty for captures that lie directly in it.
    pub edition: String,
    /// Over the whole edition.
    pub counts: Counts,
    /// What the navigation lists; empty when no capture shows one.
    pub entries: Vec<Entry>,
    /// Captures that belong to no page of the navigation.
    pub unlisted: Vec<Leaf>,
    /// Titles of a flattened navigation that may be folders or pages; they are not counted.
    pub unclear: Vec<String>,
}

/// An entry of the navigation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Entry {
    /// A folder.
    Folder(Folder),
    /// A page.
    Page(Leaf),
}

/// A folder of the navigation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Folder {
    /// Title as printed.
    pub title: String,
    /// Over everything below it.
    pub counts: Counts,
    /// What lies in it.
    pub entries: Vec<Entry>,
}

/// A page of the navigation, or a capture that belongs to none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leaf {
    /// Title as printed; empty for an unlisted capture that shows none.
    pub title: String,
    /// HTTP method, where it is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verb: Option<String>,
    /// What became of it.
    pub state: State,
    /// The badge of a page that is not live, as printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub badge: Option<String>,
    /// Why `api.yaml` says that nobody will capture it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<String>,
    /// Its captures, relative to the API directory.
    pub captures: Vec<String>,
    /// How many errors stand in its captures.
    pub errors: usize,
}

/// What became of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// A capture of it can be read.
    Captured,
    /// The same, and its badge says that the endpoint is not live.
    InDevelopment,
    /// Its captures have errors.
    Unreadable,
    /// It has no capture, and `api.yaml` says why nobody will make one.
    Ignored,
    /// It has no capture.
    NotCaptured,
}

/// A capture, whatever could be read of it.
#[derive(Clone, Debug)]
pub struct Captured<'a> {
    /// Path relative to the API directory.
    pub file: &'a str,
    /// Directory below `captures/`.
    pub edition: &'a str,
    /// What it holds, where that is text.
    pub text: Option<&'a str>,
    /// Whether it was read, and documents no endpoint: prose, or the index of a site.
    pub is_prose: bool,
    /// The heading of such prose.
    pub title: Option<&'a str>,
    /// How many errors it has.
    pub errors: usize,
}

/// The pages of one edition's navigation, without what is captured of them.
#[derive(Debug, Default)]
pub(super) struct Listed {
    /// Each page: its folders, outermost first, and its title.
    pub(super) pages: Vec<Vec<String>>,
    /// Whether any capture shows folders and what lies in them; otherwise titles that may be folders count as pages.
    pub(super) has_depth: bool,
}

/// What the navigation of `edition` lists, whatever layouts its captures show it in.
pub(super) fn listed(spec: &Spec, edition: &str) -> Listed {
    let mut pages = matching::pages(spec);
    pages.retain(|page| page.edition == edition);
    let tree = Tree::of(spec, edition, &pages);
    let path = |place: Place<'_>| {
        place.folders.iter().copied().chain([place.entry.title.as_str()]).map(str::to_owned).collect()
    };
    let mut pages: Vec<Vec<String>> = tree.places().into_iter().map(path).collect();
    if !tree.has_depth {
        pages.extend(tree.unclear.iter().map(|title| vec![title.clone()]));
    }
    Listed { pages, has_depth: tree.has_depth }
}

/// Compares what the navigation lists with what is captured. `spec` may hold pages with errors, too.
#[must_use]
pub fn survey(spec: &Spec, api: &ApiDescription, captures: &[Captured<'_>]) -> Coverage {
    let mut pages: BTreeMap<&str, Vec<Page>> = BTreeMap::new();
    for page in matching::pages(spec) {
        let errors = captures.iter().find(|one| one.file == page.file).map_or(0, |capture| capture.errors);
        pages.entry(page.edition).or_default().push(Page { errors, ..page });
    }
    let read: BTreeSet<&str> = pages.values().flatten().map(|page| page.file).collect();
    let mut unread: BTreeMap<&str, Vec<&Captured<'_>>> = BTreeMap::new();
    for capture in captures.iter().filter(|capture| !read.contains(capture.file)) {
        unread.entry(capture.edition).or_default().push(capture);
    }
    let mut names: BTreeSet<&str> = spec.navigation.iter().map(|tree| tree.edition.as_str()).collect();
    names.extend(pages.keys().chain(unread.keys()));
    let editions: Vec<_> = names
        .into_iter()
        .map(|name| {
            let pages = pages.get(name).map_or(&[][..], Vec::as_slice);
            edition(spec, api, name, pages, unread.get(name).map_or(&[][..], Vec::as_slice))
        })
        .collect();
    let mut counts = Counts::default();
    for edition in &editions {
        counts += edition.counts;
    }
    Coverage { counts, editions }
}

fn edition(
    spec: &Spec,
    api: &ApiDescription,
    name: &str,
    pages: &[Page<'_>],
    unread: &[&Captured<'_>],
) -> Edition {
    let tree = Tree::of(spec, name, pages);
    let places = tree.places();
    let mut found: Vec<Vec<Found>> = vec![Vec::new(); places.len()];
    let mut unlisted = Vec::new();
    for page in pages {
        let is_taken = |at: usize| found.get(at).is_some_and(|found| !found.is_empty());
        match matching::place(page, &places, is_taken).and_then(|at| found.get_mut(at)) {
            Some(found) => found.push(Found::from(page)),
            None => unlisted.push(leaf(page.title, page.verb, &[Found::from(page)], None)),
        }
    }
    for capture in unread {
        match matching::guess(capture, &places).and_then(|at| found.get_mut(at)) {
            Some(found) => found.push(Found::unread(capture)),
            // Nobody misses the index itself in the navigation, or prose that it does not list.
            None if capture.is_prose && capture.errors == 0 => {}
            None => unlisted.push(leaf("", None, &[Found::unread(capture)], None)),
        }
    }
    let leaf = |place: &Place<'_>, found: &[Found]| {
        leaf(&place.entry.title, place.entry.verb.as_deref(), found, because(api, name, place))
    };
    let mut leaves = places.iter().zip(&found).map(|(place, found)| leaf(place, found));
    let (entries, mut counts) = filled(&tree.entries, &mut leaves);
    counts.unlisted = unlisted.len();
    Edition { edition: name.to_owned(), counts, entries, unlisted, unclear: tree.unclear }
}

/// The entries with the leaves, which come in the order of the tree.
fn filled(entries: &[NavigationEntry], leaves: &mut dyn Iterator<Item = Leaf>) -> (Vec<Entry>, Counts) {
    let mut counts = Counts::default();
    let mut made = Vec::new();
    for entry in entries {
        if entry.entries.is_empty() {
            let Some(leaf) = leaves.next() else { break };
            counts += leaf.counts();
            made.push(Entry::Page(leaf));
        } else {
            let (entries, below) = filled(&entry.entries, leaves);
            counts += below;
            made.push(Entry::Folder(Folder { title: entry.title.clone(), counts: below, entries }));
        }
    }
    (made, counts)
}

/// A capture that belongs to a page.
#[derive(Clone, Debug)]
struct Found {
    file: String,
    verb: Option<String>,
    /// The badge of a page that is not live.
    badge: Option<String>,
    is_readable: bool,
    errors: usize,
}

impl From<&Page<'_>> for Found {
    fn from(page: &Page<'_>) -> Self {
        Self {
            file: page.file.to_owned(),
            verb: page.verb.map(str::to_owned),
            badge: page.badge.filter(|_| page.is_in_development()).map(str::to_owned),
            is_readable: page.errors == 0,
            errors: page.errors,
        }
    }
}

impl Found {
    fn unread(capture: &Captured<'_>) -> Self {
        let file = capture.file.to_owned();
        let is_readable = capture.is_prose && capture.errors == 0;
        Self { file, verb: None, badge: None, is_readable, errors: capture.errors }
    }
}

fn leaf(title: &str, verb: Option<&str>, found: &[Found], because: Option<&str>) -> Leaf {
    let is_live = |one: &Found| one.is_readable && one.badge.is_none();
    let state = if found.iter().any(is_live) {
        State::Captured
    } else if found.iter().any(|one| one.is_readable) {
        State::InDevelopment
    } else if !found.is_empty() {
        State::Unreadable
    } else if because.is_some() {
        State::Ignored
    } else {
        State::NotCaptured
    };
    Leaf {
        title: title.to_owned(),
        verb: verb.map(str::to_owned).or_else(|| found.iter().find_map(|one| one.verb.clone())),
        state,
        badge: found.iter().find_map(|one| one.badge.clone()).filter(|_| state == State::InDevelopment),
        because: because.filter(|_| state == State::Ignored).map(str::to_owned),
        captures: found.iter().map(|one| one.file.clone()).collect(),
        errors: found.iter().map(|one| one.errors).sum(),
    }
}

impl Leaf {
    /// The counts of this page alone.
    fn counts(&self) -> Counts {
        let is = |state| usize::from(self.state == state);
        Counts {
            listed: 1,
            captured: is(State::Captured) + is(State::InDevelopment),
            in_development: is(State::InDevelopment),
            unreadable: is(State::Unreadable),
            ignored: is(State::Ignored),
            not_captured: is(State::NotCaptured),
            unlisted: 0,
        }
    }
}

#[cfg(test)]
mod tests;
