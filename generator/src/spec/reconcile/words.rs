//! Words of one field, over all pages: those of the leading language for the client, the others as translations,
//! and what pages print differently (`first-page-leads`).

use super::edition::Editions;
use super::unite::Unite;
use super::witness::{Member, WitnessId};
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::schema::Translation;

/// What is said of a field, for people.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) example: Option<String>,
    pub(super) translations: Vec<Translation>,
}

impl Said {
    /// What `members` say together, each with the file it stands in.
    pub(super) fn of<'a>(members: impl Iterator<Item = (&'a str, &'a Member)>, editions: &Editions) -> Self {
        let members: Vec<_> = members.collect();
        let explains = |(_, member): &&(&str, &Member)| {
            member.words.title.is_some() || member.words.description.is_some()
        };
        let explained = members.iter().filter(explains).map(|(file, _)| *file);
        let leading = editions.leading(explained).or_else(|| {
            let shown = members.iter().filter(|(_, member)| member.words.example.is_some());
            editions.leading(shown.map(|(file, _)| *file))
        });
        let (leading, others): (Vec<_>, Vec<_>) =
            members.into_iter().partition(|(file, _)| Some(editions.language(file)) == leading);
        let mut said = Self::in_one_language(&leading);
        for (edition, members) in editions.by_edition(others, |(file, _)| file) {
            let Self { title, description, example, .. } = Self::in_one_language(&members);
            said.example = said.example.take().or_else(|| example.clone());
            let example = example.filter(|example| said.example.as_ref() != Some(example));
            if title.is_some() || description.is_some() || example.is_some() {
                said.translations.push(Translation { edition, title, description, example });
            }
        }
        said
    }

    /// The first title and example, and every description once, with the titles that differ from the one shown.
    fn in_one_language(members: &[(&str, &Member)]) -> Self {
        let words = || members.iter().map(|(_, member)| &member.words);
        let title = words().find_map(|words| words.title.clone());
        let mut lines: Vec<&str> = Vec::new();
        for text in words().flat_map(|words| [&words.title, &words.description]).flatten() {
            if Some(text) != title.as_ref() && !lines.contains(&text.as_str()) {
                lines.push(text);
            }
        }
        let description = (!lines.is_empty()).then(|| lines.join("\n"));
        let example = words().find_map(|words| words.example.clone());
        Self { title, description, example, translations: Vec::new() }
    }
}

/// Records defaults, examples, bounds and allowed values that differ from page to page. Examples in two languages
/// are translations of each other.
pub(super) fn compare(unite: &mut Unite<'_>, place: &str, members: &[&Member]) {
    type Pick = fn(&Member) -> String;
    let said: [(&str, Pick); 3] = [
        ("default", |member| member.words.default.clone().unwrap_or_default()),
        ("bounds", |member| member.words.bounds.join(" ")),
        ("allowed values", |member| member.words.allowed.join(" ")),
    ];
    let witnesses = unite.witnesses;
    let shows = members.iter().copied().filter(|member| member.words.example.is_some()).collect();
    let file = |member: &&Member| &*witnesses.get(member.witness).evidence.file;
    let (in_one_language, _) = witnesses.editions.part(shows, |member| file(member));
    let mut readings = Vec::new();
    for (what, words) in said {
        readings.extend(versions(unite, what, members, words));
    }
    let example = |member: &Member| member.words.example.clone().unwrap_or_default();
    readings.extend(versions(unite, "example", &in_one_language, example));
    if !readings.is_empty() {
        unite.ledger.record(place, About::Docs, readings, Rule::FirstPageLeads, FIRST_PAGE);
    }
}

/// The effect where the first page's words are used.
pub(super) const FIRST_PAGE: &str =
    "The first page's words are shown; the type in Rust is the same either way.";

/// The readings of words that are not the same everywhere.
fn versions(
    unite: &Unite<'_>,
    what: &str,
    members: &[&Member],
    words: impl Fn(&Member) -> String,
) -> Vec<Reading> {
    let mut versions: Vec<(String, Vec<WitnessId>)> = Vec::new();
    for member in members {
        let words = words(member);
        match versions.iter_mut().find(|(known, _)| *known == words) {
            _ if words.is_empty() => {}
            Some((_, ids)) => ids.push(member.witness),
            None => versions.push((words, vec![member.witness])),
        }
    }
    if versions.len() < 2 {
        return Vec::new();
    }
    let reading = |(words, ids): (String, Vec<WitnessId>)| Reading {
        says: format!("{what} {words}"),
        evidence: unite.evidence(&ids),
    };
    versions.into_iter().map(reading).collect()
}
