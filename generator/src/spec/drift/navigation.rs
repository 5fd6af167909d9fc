//! Compares what the navigation of each edition lists: pages that appear, disappear or move to another folder.

use std::collections::{BTreeMap, BTreeSet};

use super::change::{Property, Said};
use super::found::{At, Found};
use super::level::{Event, Sides};
use crate::spec::evidence::Evidence;
use crate::spec::{NavigationEntry, Spec};

/// One page in the navigation: its folders and its title.
type Path = Vec<String>;

/// What one edition lists.
#[derive(Default)]
struct Listed {
    pages: BTreeSet<Path>,
    evidence: Vec<Evidence>,
}

/// Compares edition by edition.
pub(super) fn compare(before: &Spec, after: &Spec, found: &mut Found) {
    let (old, new) = (editions(before), editions(after));
    let endpoints = titles(before).into_iter().chain(titles(after)).collect::<BTreeSet<_>>();
    for edition in super::union(old.keys(), new.keys()) {
        let place = format!("navigation {edition}");
        match (old.get(edition), new.get(edition)) {
            (Some(was), Some(is)) => {
                Edition { name: edition, place, endpoints: &endpoints, found }.compare(was, is);
            }
            (was, is) => {
                let said = |listed: &Listed| {
                    Said::new(format!("the navigation with {} pages", listed.pages.len()), &listed.evidence)
                };
                let at = At::of(place, Sides::RECEIVED, Vec::new());
                found.push(&at, Property::Navigation, Event::Reworded, was.map(said), is.map(said));
            }
        }
    }
}

struct Edition<'a> {
    name: &'a str,
    place: String,
    /// Edition, title and id of each endpoint.
    endpoints: &'a BTreeSet<(String, String, String)>,
    found: &'a mut Found,
}

impl Edition<'_> {
    fn compare(mut self, before: &Listed, after: &Listed) {
        let gone: Vec<&Path> = before.pages.difference(&after.pages).collect();
        let come: Vec<&Path> = after.pages.difference(&before.pages).collect();
        let is_sole = |listed: &Listed, title: Option<&String>| {
            listed.pages.iter().filter(|path| path.last() == title).count() == 1
        };
        let moved = |one: &Path, other: &Path| {
            one.last() == other.last() && is_sole(before, one.last()) && is_sole(after, one.last())
        };
        for path in &gone {
            let to = come.iter().copied().find(|other| moved(path, other));
            self.push(Some((path, before)), to.map(|to| (to, after)));
        }
        for path in come.iter().filter(|path| !gone.iter().any(|other| moved(path, other))) {
            self.push(None, Some((path, after)));
        }
    }

    fn push(&mut self, before: Option<(&Path, &Listed)>, after: Option<(&Path, &Listed)>) {
        let Some((path, _)) = before.or(after) else { return };
        let title = path.last().map_or("", String::as_str);
        let of = self.endpoints.iter().filter(|(edition, of, _)| edition == self.name && of == title);
        let at = At::of(self.place.clone(), Sides::RECEIVED, of.map(|(_, _, id)| id.clone()).collect());
        let said = |(path, listed): (&Path, &Listed)| Said::new(path.join(" / "), &listed.evidence);
        let at = at.detail(path.join("\0"));
        self.found.push(&at, Property::Navigation, Event::Reworded, before.map(said), after.map(said));
    }
}

fn editions(spec: &Spec) -> BTreeMap<String, Listed> {
    let mut editions: BTreeMap<String, Listed> = BTreeMap::new();
    for navigation in &spec.navigation {
        let listed = editions.entry(navigation.edition.clone()).or_default();
        listed.evidence.extend(navigation.evidence.iter().cloned());
        add(&navigation.entries, &mut Vec::new(), &mut listed.pages);
    }
    editions
}

/// Adds the pages, which are what nothing lies below.
fn add(entries: &[NavigationEntry], folder: &mut Path, pages: &mut BTreeSet<Path>) {
    for entry in entries {
        folder.push(entry.title.clone());
        if entry.entries.is_empty() {
            pages.insert(folder.clone());
        }
        add(&entry.entries, folder, pages);
        folder.pop();
    }
}

fn titles(spec: &Spec) -> Vec<(String, String, String)> {
    let pages = spec.endpoints().flat_map(|endpoint| endpoint.pages.iter().map(|page| (page, endpoint.id())));
    pages.map(|(page, id)| (page.edition.clone(), page.title.text.clone(), id)).collect()
}
