//! The navigation of one edition as one tree, whatever layouts its captures show it in.

use super::matching::Page;
use crate::spec::reconcile::unite_entries;
use crate::spec::{NavigationEntry, Spec};

/// The navigation of one edition.
pub(super) struct Tree {
    pub(super) entries: Vec<NavigationEntry>,
    /// Titles of a flattened navigation that may be folders or pages.
    pub(super) unclear: Vec<String>,
    /// Whether any capture shows folders and what lies in them.
    pub(super) has_depth: bool,
}

/// A page of the navigation.
pub(super) struct Place<'a> {
    /// The folders it lies in, outermost first.
    pub(super) folders: Vec<&'a str>,
    pub(super) entry: &'a NavigationEntry,
}

impl Place<'_> {
    /// The folders and the title, as `api.yaml` writes them.
    pub(super) fn path(&self) -> String {
        self.folders.iter().chain([&self.entry.title.as_str()]).copied().collect::<Vec<_>>().join(" / ")
    }
}

impl Tree {
    /// The navigation of `edition`. `pages` are the captured ones, which tell pages from folders where the
    /// layout does not.
    pub(super) fn of(spec: &Spec, edition: &str, pages: &[Page<'_>]) -> Self {
        let trees = spec.navigation.iter().filter(|tree| tree.edition == edition);
        let (deep, flat): (Vec<_>, Vec<_>) = trees
            .map(|tree| tree.entries.as_slice())
            .partition(|entries| entries.iter().any(|entry| !entry.entries.is_empty()));
        let mut tree = Self { entries: Vec::new(), unclear: Vec::new(), has_depth: !deep.is_empty() };
        for entries in deep {
            unite_entries(&mut tree.entries, entries);
        }
        for entries in flat {
            tree.add_list(entries, pages);
        }
        tree
    }

    /// Every page, from top to bottom.
    pub(super) fn places(&self) -> Vec<Place<'_>> {
        let mut places = Vec::new();
        collect(&self.entries, &mut Vec::new(), &mut places);
        places
    }

    /// Adds a navigation without depth. What shows a verb is a page, and the nearest entry without one above it
    /// is its folder; any other entry may be a folded folder as well as a page.
    fn add_list(&mut self, list: &[NavigationEntry], pages: &[Page<'_>]) {
        let mut folder: Option<&str> = None;
        for (at, entry) in list.iter().enumerate() {
            let opens = entry.verb.is_none() && list.get(at + 1).is_some_and(|next| next.verb.is_some());
            let is_captured = || pages.iter().any(|page| page.title == entry.title);
            if entry.verb.is_some() || (!opens && is_captured()) {
                self.add_page(entry, folder, list);
            } else if !self.places().iter().any(|place| place.entry.title == entry.title) {
                folder = Some(&entry.title);
                let is_known = opens || self.is_folder(&entry.title) || self.unclear.contains(&entry.title);
                if !is_known {
                    self.unclear.push(entry.title.clone());
                }
            }
        }
    }

    fn add_page(&mut self, page: &NavigationEntry, folder: Option<&str>, list: &[NavigationEntry]) {
        let is_here = |place: &Place<'_>| {
            place.entry.title == page.title
                && folder.is_none_or(|folder| place.folders.last() == Some(&folder))
        };
        if self.places().iter().any(is_here) {
            return;
        }
        let Some(folder) = folder else {
            self.entries.push(page.clone());
            return;
        };
        let mut folders = Vec::new();
        folders_called(folder, &mut self.entries, &mut folders);
        // Of several folders of one title, the list shows the one that it shares most pages with.
        let shared = |entries: &[NavigationEntry]| {
            entries.iter().filter(|one| list.iter().any(|other| other.title == one.title)).count()
        };
        match folders.into_iter().rev().max_by_key(|entries| shared(entries)) {
            Some(entries) => entries.push(page.clone()),
            None => self.entries.push(NavigationEntry {
                title: folder.to_owned(),
                verb: None,
                entries: vec![page.clone()],
            }),
        }
    }

    fn is_folder(&self, title: &str) -> bool {
        self.places().iter().any(|place| place.folders.contains(&title))
    }
}

fn collect<'a>(entries: &'a [NavigationEntry], folders: &mut Vec<&'a str>, places: &mut Vec<Place<'a>>) {
    for entry in entries {
        if entry.entries.is_empty() {
            places.push(Place { folders: folders.clone(), entry });
        } else {
            folders.push(&entry.title);
            collect(&entry.entries, folders, places);
            folders.pop();
        }
    }
}

fn folders_called<'a>(
    title: &str,
    entries: &'a mut [NavigationEntry],
    found: &mut Vec<&'a mut Vec<NavigationEntry>>,
) {
    for entry in entries {
        if entry.entries.is_empty() {
            continue;
        }
        if entry.title == title {
            found.push(&mut entry.entries);
        } else {
            folders_called(title, &mut entry.entries, found);
        }
    }
}
