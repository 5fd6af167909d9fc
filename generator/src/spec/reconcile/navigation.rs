//! The navigation of each edition, and the folder in which it lists an endpoint.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Origin, Stated};
use crate::scrape::facts::{NavigationItem, Page, PageKind, Site};
use crate::spec::endpoint::Quoted;
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::{EditionNavigation, NavigationEntry};

/// The navigation that one capture shows, whether it documents an endpoint or not.
#[derive(Debug)]
pub(super) struct Shown<'a> {
    file: &'a Arc<str>,
    edition: &'a str,
    items: &'a [NavigationItem],
    has_depth: bool,
    /// Whether verbs stand on the line below their titles, as in the tree of a page of text.
    has_verbs_below: bool,
}

impl<'a> Shown<'a> {
    fn new(file: &'a Arc<str>, edition: &'a str, items: &'a [NavigationItem]) -> Self {
        let has_depth = items.iter().all(|item| item.depth.is_some());
        Self { file, edition, items, has_depth, has_verbs_below: false }
    }

    fn of(page: &'a Page) -> Self {
        let shown = Self::new(&page.file, &page.edition, &page.navigation);
        // A flat list has them behind its titles.
        Self { has_verbs_below: page.kind == PageKind::Text && shown.has_depth, ..shown }
    }

    fn at(&self, line: u32) -> Origin {
        Origin { file: Arc::clone(self.file), line }
    }
}

/// The captures that show a navigation, those of endpoints first. One that several endpoints share is listed once.
pub(super) fn shown<'a>(pages: &'a [Page], sites: &'a [Site]) -> Vec<Shown<'a>> {
    let pages = pages.iter().map(Shown::of);
    let sites = sites.iter().map(|site| Shown::new(&site.file, &site.edition, &site.navigation));
    let mut known: Vec<Shown<'a>> = Vec::new();
    for one in pages.chain(sites).filter(|one| !one.items.is_empty()) {
        let is_repeated = known.last().is_some_and(|last| last.file == one.file && last.items == one.items);
        if !is_repeated {
            known.push(one);
        }
    }
    known
}

/// The navigation trees of all editions. The indented captures of an edition share a tree, which shows what any
/// of them lists. A flattened capture adds its verbs to that tree, or keeps its list when it lists anything else:
/// which folder that lies in cannot be told.
pub(super) fn editions(shown: &[Shown<'_>]) -> Vec<EditionNavigation> {
    let mut by_edition: BTreeMap<&str, Vec<&Shown<'_>>> = BTreeMap::new();
    for one in shown {
        by_edition.entry(one.edition).or_default().push(one);
    }
    by_edition.into_iter().flat_map(|(edition, shown)| trees(edition, &shown)).collect()
}

fn trees(edition: &str, shown: &[&Shown<'_>]) -> Vec<EditionNavigation> {
    let mut trees: Vec<EditionNavigation> = Vec::new();
    let (deep, flat): (Vec<&Shown<'_>>, Vec<&Shown<'_>>) = shown.iter().partition(|one| one.has_depth);
    let mut last: Option<&[NavigationItem]> = None;
    for page in deep {
        // The pages of one site often show the same tree, which needs uniting once.
        let is_known = last.is_some_and(|last| is_alike(last, page.items));
        last = Some(page.items);
        let entries = if is_known { Vec::new() } else { tree(page.items) };
        match trees.first_mut() {
            Some(known) => {
                unite_entries(&mut known.entries, &entries);
                known.evidence.extend(evidence(page));
            }
            None => trees.push(navigation(edition, page, entries)),
        }
    }
    for page in flat {
        let at = trees.iter_mut().position(|known| covers(&mut known.entries, page.items));
        match at.and_then(|at| trees.get_mut(at)) {
            Some(known) => {
                add_verbs(&mut known.entries, page.items);
                known.evidence.extend(evidence(page));
            }
            None => trees.push(navigation(edition, page, tree(page.items))),
        }
    }
    trees
}

/// Whether both list the same, on whatever lines.
fn is_alike(one: &[NavigationItem], other: &[NavigationItem]) -> bool {
    let same = |(one, other): (&NavigationItem, &NavigationItem)| {
        one.title == other.title && one.verb == other.verb && one.depth == other.depth
    };
    one.len() == other.len() && one.iter().zip(other).all(same)
}

fn navigation(edition: &str, page: &Shown<'_>, entries: Vec<NavigationEntry>) -> EditionNavigation {
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

fn evidence(page: &Shown<'_>) -> Option<Evidence> {
    let (first, last) = (page.items.first()?, page.items.last()?);
    let below = page.has_verbs_below && last.verb.is_some();
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
pub(super) fn folder(page: &Page, shown: &[Shown<'_>]) -> Vec<Quoted> {
    let printed = page.breadcrumb.iter().map(quoted).collect::<Vec<_>>();
    if let Some(path) = ancestors(&Shown::of(page), page, printed.last().map(|folder| folder.text.as_str()))
        && !path.is_empty()
    {
        return path;
    }
    let own = flat_folder(page).or_else(|| printed.last().cloned());
    let Some(own) = own else { return printed };
    let others = shown.iter().filter(|other| other.edition == page.edition && other.has_depth);
    let above =
        others.filter_map(|other| ancestors(other, page, Some(&own.text))).find(|path| !path.is_empty());
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

/// The entries above the title of `page` in what a capture shows; among several of that title the one that lies in
/// `folder`, else the one with the verb of the page.
fn ancestors(shown: &Shown<'_>, page: &Page, folder: Option<&str>) -> Option<Vec<Quoted>> {
    if shown.items.is_empty() || !shown.has_depth {
        return None;
    }
    let mut stack: Vec<&NavigationItem> = Vec::new();
    let mut found: Vec<(bool, Vec<Quoted>)> = Vec::new();
    for item in shown.items {
        stack.retain(|above| above.depth < item.depth);
        let lies_in = |folder| stack.last().is_some_and(|above| above.title == folder);
        if item.title == page.title.value && folder.is_none_or(lies_in) {
            let path =
                stack.iter().map(|above| quoted(&Stated::new(above.title.clone(), shown.at(above.line))));
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
