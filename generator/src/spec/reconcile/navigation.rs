//! The navigation of each edition, and the folder in which it lists an endpoint.

use std::collections::BTreeMap;

use crate::diagnostic::Stated;
use crate::scrape::facts::{NavigationItem, Page};
use crate::spec::endpoint::Quoted;
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::{EditionNavigation, NavigationEntry};

/// The navigation trees of all editions. The indented captures of an edition share a tree, which shows what any
/// of them lists. A flattened capture adds its verbs to that tree, or keeps its list when it lists anything else:
/// which folder that lies in cannot be told.
pub(super) fn editions(pages: &[Page]) -> Vec<EditionNavigation> {
    let mut by_edition: BTreeMap<&str, Vec<&Page>> = BTreeMap::new();
    for page in pages.iter().filter(|page| !page.navigation.is_empty()) {
        by_edition.entry(&page.edition).or_default().push(page);
    }
    by_edition.into_iter().flat_map(|(edition, pages)| trees(edition, &pages)).collect()
}

fn trees(edition: &str, pages: &[&Page]) -> Vec<EditionNavigation> {
    let mut trees: Vec<EditionNavigation> = Vec::new();
    let (deep, flat): (Vec<&Page>, Vec<&Page>) = pages.iter().partition(|page| has_depth(page));
    for page in deep {
        let entries = tree(&page.navigation);
        match trees.first_mut() {
            Some(known) => {
                unite_entries(&mut known.entries, &entries);
                known.evidence.extend(evidence(page));
            }
            None => trees.push(navigation(edition, page, entries)),
        }
    }
    for page in flat {
        let at = trees.iter_mut().position(|known| covers(&mut known.entries, &page.navigation));
        match at.and_then(|at| trees.get_mut(at)) {
            Some(known) => {
                add_verbs(&mut known.entries, &page.navigation);
                known.evidence.extend(evidence(page));
            }
            None => trees.push(navigation(edition, page, tree(&page.navigation))),
        }
    }
    trees
}

fn navigation(edition: &str, page: &Page, entries: Vec<NavigationEntry>) -> EditionNavigation {
    EditionNavigation { edition: edition.to_owned(), evidence: evidence(page).into_iter().collect(), entries }
}

/// Adds what `known` does not list, behind its neighbour, and the verbs it does not show. Entries are the same
/// when their titles are, in their order, and their verbs do not differ.
pub(in crate::spec) fn unite_entries(known: &mut Vec<NavigationEntry>, others: &[NavigationEntry]) {
    let mut united = vec![false; known.len()];
    let mut behind = 0;
    for other in others {
        let is_same = |one: &NavigationEntry| {
            let verbs = one.verb.as_ref().zip(other.verb.as_ref());
            one.title == other.title && verbs.is_none_or(|(one, other)| one == other)
        };
        let at = (0..known.len()).find(|at| !united[*at] && is_same(&known[*at]));
        if let Some(at) = at {
            let one = &mut known[at];
            one.verb = one.verb.take().or_else(|| other.verb.clone());
            unite_entries(&mut one.entries, &other.entries);
            united[at] = true;
            behind = at + 1;
        } else {
            known.insert(behind, other.clone());
            united.insert(behind, true);
            behind += 1;
        }
    }
}

fn has_depth(page: &Page) -> bool {
    page.navigation.iter().all(|item| item.depth.is_some())
}

fn evidence(page: &Page) -> Option<Evidence> {
    let (first, last) = (page.navigation.first()?, page.navigation.last()?);
    // A tree shows the verb on the line below its bullet, a flat list behind its title.
    let below = last.depth.is_some() && last.verb.is_some();
    let end = last.line.saturating_add(u32::from(below));
    Some(Evidence::lines(EvidenceKind::Navigation, &page.at(first.line), end))
}

/// Whether the tree lists all titles of `list`, from top to bottom: an unfolded tree covers a folded list.
fn covers(tree: &mut [NavigationEntry], list: &[NavigationItem]) -> bool {
    let mut known = lines(tree).into_iter();
    list.iter().all(|item| known.any(|(title, _)| title == item.title))
}

fn add_verbs(tree: &mut [NavigationEntry], list: &[NavigationItem]) {
    let mut known = lines(tree).into_iter();
    for item in list {
        if let Some((_, verb)) = known.find(|(title, _)| *title == item.title) {
            *verb = verb.take().or_else(|| item.verb.map(|verb| verb.word().to_owned()));
        }
    }
}

/// Title and verb of every entry, from top to bottom.
fn lines(tree: &mut [NavigationEntry]) -> Vec<(&str, &mut Option<String>)> {
    let mut found = Vec::new();
    for NavigationEntry { title, verb, entries } in tree {
        found.push((title.as_str(), verb));
        found.extend(lines(entries));
    }
    found
}

/// A tree from a list with depths; an item deeper than its predecessor is its child. A list without depths
/// stays flat.
fn tree(list: &[NavigationItem]) -> Vec<NavigationEntry> {
    // Entries whose folder is still open, outermost first, each with its depth.
    let mut open: Vec<(u32, NavigationEntry)> = Vec::new();
    let mut roots = Vec::new();
    for item in list {
        let depth = item.depth.unwrap_or(0);
        close(&mut open, depth, &mut roots);
        let verb = item.verb.map(|verb| verb.word().to_owned());
        open.push((depth, NavigationEntry { title: item.title.clone(), verb, entries: Vec::new() }));
    }
    close(&mut open, 0, &mut roots);
    roots
}

fn close(open: &mut Vec<(u32, NavigationEntry)>, depth: u32, roots: &mut Vec<NavigationEntry>) {
    while open.last().is_some_and(|(last, _)| *last >= depth) {
        let Some((_, entry)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, parent)) => parent.entries.push(entry),
            None => roots.push(entry),
        }
    }
}

/// The folders of a page, outermost first.
///
/// A page with an indented navigation stands below its ancestors there. A flattened navigation shows no
/// depth: the nearest entry without a verb before the page's own is its folder, and the folders above it come
/// from another capture of the same edition that shows them.
pub(super) fn folder(page: &Page, pages: &[Page]) -> Vec<Quoted> {
    let printed = page.breadcrumb.iter().map(quoted).collect::<Vec<_>>();
    if let Some(path) = ancestors(page, &page.title.value, printed.last().map(|folder| folder.text.as_str()))
        && !path.is_empty()
    {
        return path;
    }
    let own = flat_folder(page).or_else(|| printed.last().cloned());
    let Some(own) = own else { return printed };
    let others = pages.iter().filter(|other| other.edition == page.edition && has_depth(other));
    let above = others
        .filter_map(|other| ancestors(other, &page.title.value, Some(&own.text)))
        .find(|path| !path.is_empty());
    match above {
        Some(mut path) => {
            path.pop();
            path.push(own);
            path
        }
        None if printed.is_empty() => vec![own],
        None => printed,
    }
}

/// The entries above the page called `title` in the navigation that `page` shows; among several of that
/// title the one that lies in `folder`, else the one with a verb.
fn ancestors(page: &Page, title: &str, folder: Option<&str>) -> Option<Vec<Quoted>> {
    if page.navigation.is_empty() || !has_depth(page) {
        return None;
    }
    let mut stack: Vec<&NavigationItem> = Vec::new();
    let mut found: Vec<(bool, Vec<Quoted>)> = Vec::new();
    for item in &page.navigation {
        stack.retain(|above| above.depth < item.depth);
        let lies_in = |folder| stack.last().is_some_and(|above| above.title == folder);
        if item.title == title && folder.is_none_or(lies_in) {
            let path =
                stack.iter().map(|above| quoted(&Stated::new(above.title.clone(), page.at(above.line))));
            found.push((item.verb == Some(page.verb.value), path.collect()));
        }
        stack.push(item);
    }
    let best = found.iter().position(|(same_verb, _)| *same_verb).unwrap_or(0);
    (best < found.len()).then(|| found.swap_remove(best).1)
}

fn flat_folder(page: &Page) -> Option<Quoted> {
    let own = |item: &NavigationItem| item.title == page.title.value && item.verb == Some(page.verb.value);
    let at = page.navigation.iter().position(own)?;
    let folder = page.navigation[..at].iter().rev().find(|item| item.verb.is_none())?;
    Some(quoted(&Stated::new(folder.title.clone(), page.at(folder.line))))
}

fn quoted(folder: &Stated<String>) -> Quoted {
    Quoted { text: folder.value.clone(), evidence: Evidence::line(EvidenceKind::Navigation, &folder.origin) }
}
