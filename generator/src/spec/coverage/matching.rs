//! Which capture belongs to which page of the navigation.

use super::Captured;
use super::tree::Place;
use crate::spec::Spec;
use crate::spec::reconcile::status_of_badge;

/// How many lines of a capture that cannot be read are searched for a title.
const HEAD: usize = 20;

/// A captured page.
#[derive(Clone, Debug)]
pub(super) struct Page<'a> {
    pub(super) file: &'a str,
    pub(super) edition: &'a str,
    pub(super) title: &'a str,
    pub(super) verb: Option<&'a str>,
    pub(super) folders: Vec<&'a str>,
    pub(super) badge: Option<&'a str>,
    pub(super) errors: usize,
}

impl Page<'_> {
    /// Whether its badge says that the endpoint is not live yet.
    pub(super) fn is_in_development(&self) -> bool {
        self.badge.is_some_and(|badge| status_of_badge(badge).is_in_development())
    }
}

/// The pages of a spec, by file.
pub(super) fn pages(spec: &Spec) -> Vec<Page<'_>> {
    let mut pages: Vec<_> = spec
        .endpoints()
        .flat_map(|endpoint| {
            endpoint.pages.iter().map(|page| Page {
                file: &page.file,
                edition: &page.edition,
                title: &page.title.text,
                verb: Some(&endpoint.verb),
                folders: page.folder.iter().map(|folder| folder.text.as_str()).collect(),
                badge: page.badge.as_ref().map(|badge| badge.text.as_str()),
                errors: 0,
            })
        })
        .collect();
    pages.sort_by_key(|page| page.file);
    pages
}

/// The place of a page: by its title, then by its verb and its folders. None when no entry has its title, and
/// when several have and nothing tells them apart.
pub(super) fn place(
    page: &Page<'_>,
    places: &[Place<'_>],
    is_taken: impl Fn(usize) -> bool,
) -> Option<usize> {
    let by = |is_it: &dyn Fn(&str) -> bool| -> Vec<usize> {
        (0..places.len()).filter(|at| is_it(&places[*at].entry.title)).collect()
    };
    let mut candidates = by(&|title| title == page.title);
    if candidates.is_empty() {
        let wanted = [plain(page.title), without_badge(page.title, page.badge)];
        candidates = by(&|title| {
            let titles = [plain(title), without_badge(title, page.badge)];
            titles.iter().any(|title| wanted.contains(title))
        });
    }
    let verb = |at: usize| places[at].entry.verb.as_deref();
    keep_best(&mut candidates, |at| usize::from(verb(at).is_none() || verb(at) == page.verb));
    keep_best(&mut candidates, |at| likeness(&page.folders, &places[at].folders));
    keep_best(&mut candidates, |at| usize::from(verb(at).is_some()));
    one_of(&candidates, places, is_taken)
}

/// The place of a capture that shows no page: by its file's name, else by its title, which, where it cannot be read, may
/// stand among its first lines.
pub(super) fn guess(capture: &Captured<'_>, places: &[Place<'_>]) -> Option<usize> {
    let name = capture.file.rsplit('/').next().unwrap_or_default();
    let stem = slug(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
    let is_named = |at: &usize| {
        let place = &places[*at];
        !stem.is_empty() && (slug(&place.entry.title) == stem || slug(&place.path()) == stem)
    };
    let named: Vec<_> = (0..places.len()).filter(is_named).collect();
    if !named.is_empty() {
        return one_of(&named, places, |_| false);
    }
    // The lines of the navigation itself start with a bullet or a dash.
    let lines = capture.text.unwrap_or_default().lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with(['•', '-'])).take(HEAD);
    // Prose may name other pages below its own title.
    let head: Vec<_> = if capture.is_prose {
        capture.title.map(plain).into_iter().collect()
    } else {
        lines.map(|line| plain(line.trim_start_matches('#'))).collect()
    };
    let is_shown = |at: &usize| head.contains(&plain(&places[*at].entry.title));
    one_of(&(0..places.len()).filter(is_shown).collect::<Vec<_>>(), places, |_| false)
}

/// The only candidate, or the first free one of several that the navigation itself does not tell apart.
fn one_of(candidates: &[usize], places: &[Place<'_>], is_taken: impl Fn(usize) -> bool) -> Option<usize> {
    let first = *candidates.first()?;
    let is_same = candidates.iter().all(|at| {
        places[*at].folders == places[first].folders && places[*at].entry.title == places[first].entry.title
    });
    let free = candidates.iter().copied().find(|at| !is_taken(*at));
    is_same.then(|| free.unwrap_or(first))
}

/// Leaves out all but the candidates with the highest mark.
fn keep_best(candidates: &mut Vec<usize>, mark: impl Fn(usize) -> usize) {
    let best = candidates.iter().map(|at| mark(*at)).max();
    candidates.retain(|at| Some(mark(*at)) == best);
}

/// How well the folders of a page fit those of an entry. A page may know the innermost of its folders only.
fn likeness(page: &[&str], entry: &[&str]) -> usize {
    let plain = |folders: &[&str]| folders.iter().map(|folder| plain(folder)).collect::<Vec<_>>();
    let (page, entry) = (plain(page), plain(entry));
    if page == entry {
        2
    } else {
        usize::from(!page.is_empty() && (entry.ends_with(&page) || page.ends_with(&entry)))
    }
}

/// The text in small letters, with single blanks between its words.
pub(super) fn plain(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The title without the badge that some layouts glue to its end.
fn without_badge(title: &str, badge: Option<&str>) -> String {
    let title = plain(title);
    let badge = badge.map(plain).filter(|badge| !badge.is_empty());
    let bare = badge.and_then(|badge| {
        let bare = title.trim_end_matches([')', ']', '）', '】']).strip_suffix(badge.as_str())?;
        Some(bare.trim_end_matches([' ', '(', '[', '（', '【']).to_owned())
    });
    bare.filter(|bare| !bare.is_empty()).unwrap_or(title)
}

/// The text as people name files: small letters and digits, joined by dashes.
#[must_use]
pub fn slug(text: &str) -> String {
    let letter = |letter: char| if letter.is_alphanumeric() { letter } else { ' ' };
    let spaced: String = text.to_lowercase().chars().map(letter).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join("-")
}
