//! Compares what the navigation of each edition lists: pages that appear, disappear, move to another folder or get
//! another title.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Property, Said};
use super::found::{At, Found};
use super::level::{Event, Sides};
use crate::spec::Spec;
use crate::spec::coverage;
use crate::spec::evidence::Evidence;

/// One page in the navigation: its folders and its title, and which of several that have the same.
type Path = (Vec<String>, usize);

/// What one edition lists.
struct Listed {
    pages: BTreeSet<Path>,
    has_depth: bool,
    evidence: Vec<Evidence>,
}

/// Compares edition by edition.
pub(super) fn compare(before: &Spec, after: &Spec, found: &mut Found) {
    let (old, new) = (editions(before), editions(after));
    let mut endpoints = Endpoints::default();
    endpoints.add(before);
    endpoints.add(after);
    for edition in super::union(old.keys(), new.keys()) {
        let place = format!("navigation {edition}");
        match (old.get(edition), new.get(edition)) {
            (Some(was), Some(is)) if was.has_depth == is.has_depth => {
                Edition { name: edition, place, endpoints: &endpoints, found }.compare(was, is);
            }
            // What a list without folders leaves out may lie in a folder that is closed: no page is known to be gone.
            (was, is) => {
                let said = |listed: &Listed| {
                    let kind = if listed.has_depth { "folders with" } else { "a list without folders of" };
                    Said::new(format!("{kind} {} pages", listed.pages.len()), &listed.evidence)
                };
                let at = At::of(place, Sides::RECEIVED, Vec::new());
                found.push(&at, Property::Navigation, Event::Reworded, was.map(said), is.map(said));
            }
        }
    }
}

/// The endpoints that pages with a title document: edition, title → ids.
#[derive(Default)]
struct Endpoints(BTreeMap<(String, String), BTreeSet<String>>);

impl Endpoints {
    fn add(&mut self, spec: &Spec) {
        for endpoint in spec.groups.values().flat_map(|group| &group.endpoints) {
            for page in &endpoint.pages {
                let key = (page.edition.clone(), page.title.text.clone());
                self.0.entry(key).or_default().insert(endpoint.id());
            }
        }
    }

    fn of(&self, edition: &str, title: &str) -> Vec<&String> {
        self.0.get(&(edition.to_owned(), title.to_owned())).into_iter().flatten().collect()
    }
}

struct Edition<'a> {
    name: &'a str,
    place: String,
    endpoints: &'a Endpoints,
    found: &'a mut Found,
}

impl Edition<'_> {
    fn compare(mut self, before: &Listed, after: &Listed) {
        let gone: Vec<&Path> = before.pages.difference(&after.pages).collect();
        let mut come: Vec<&Path> = after.pages.difference(&before.pages).collect();
        let is_sole = |listed: &Listed, path: &Path| {
            listed.pages.iter().filter(|other| title(other) == title(path)).count() == 1
        };
        for path in gone {
            let has_moved =
                |other: &&Path| title(other) == title(path) && is_sole(before, path) && is_sole(after, path);
            let position = come
                .iter()
                .position(has_moved)
                .or_else(|| come.iter().position(|other| self.is_retitled(path, other)));
            let to = position.map(|position| come.remove(position));
            self.push(Some((path, before)), to.map(|to| (to, after)));
        }
        for path in come {
            self.push(None, Some((path, after)));
        }
    }

    /// Whether the captured page at both paths is of one endpoint, and of no other.
    fn is_retitled(&self, path: &Path, other: &Path) -> bool {
        let of = |path: &Path| self.endpoints.of(self.name, title(path));
        of(path).len() == 1 && of(path) == of(other)
    }

    fn push(&mut self, before: Option<(&Path, &Listed)>, after: Option<(&Path, &Listed)>) {
        let Some((path, _)) = before.or(after) else { return };
        let of = self.endpoints.of(self.name, title(path)).into_iter().cloned().collect();
        let at = At::of(self.place.clone(), Sides::RECEIVED, of);
        let said = |(path, listed): (&Path, &Listed)| Said::new(path.0.join(" / "), &listed.evidence);
        let nth = if path.1 == 0 { String::new() } else { format!("\0\0{}", path.1) };
        let at = at.detail(path.0.join("\0") + &nth);
        self.found.push(&at, Property::Navigation, Event::Reworded, before.map(said), after.map(said));
    }
}

fn title(path: &Path) -> &str {
    path.0.last().map_or("", String::as_str)
}

fn editions(spec: &Spec) -> BTreeMap<String, Listed> {
    let mut editions: BTreeMap<String, Listed> = BTreeMap::new();
    for navigation in &spec.navigation {
        let listed = editions.entry(navigation.edition.clone()).or_insert_with(|| {
            let listed = coverage::listed(spec, &navigation.edition);
            let mut counts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
            let nth = |path: Vec<String>| {
                let count = counts.entry(path.clone()).or_default();
                *count += 1;
                (path, *count - 1)
            };
            let pages = listed.pages.into_iter().map(nth).collect();
            Listed { pages, has_depth: listed.has_depth, evidence: Vec::new() }
        });
        listed.evidence.extend(navigation.evidence.iter().cloned());
    }
    editions
}
