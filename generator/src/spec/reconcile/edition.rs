//! Editions: which edition and language a page is of, and whose words lead.
//!
//! The language is told by the name of the edition's directory (`en`, `v1-zh`, `zh_CN`); where that names none, by
//! the page's own words. English pages are heard first, and their words are the client's.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::tree;
use crate::scrape::facts::{BodyFacts, Page, PageKind, Row};
use crate::spec::evidence::{Evidence, EvidenceKind};

/// Tokens of a directory's name that tell a language, with the language they tell.
const TOKENS: [(&str, Language); 19] = [
    ("en", Language::English),
    ("eng", Language::English),
    ("english", Language::English),
    ("zh", Language::Chinese),
    ("cn", Language::Chinese),
    ("tw", Language::Chinese),
    ("hk", Language::Chinese),
    ("hans", Language::Chinese),
    ("hant", Language::Chinese),
    ("chinese", Language::Chinese),
    ("ja", Language::Other("ja")),
    ("jp", Language::Other("ja")),
    ("ko", Language::Other("ko")),
    ("kr", Language::Other("ko")),
    ("ru", Language::Other("ru")),
    ("fr", Language::Other("fr")),
    ("es", Language::Other("es")),
    ("pt", Language::Other("pt")),
    ("vi", Language::Other("vi")),
];

/// A page with this share of Han letters, one in so many, is Chinese: each of them stands for a word of several
/// Latin letters.
const HAN_SHARE: usize = 5;

/// The language of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    English,
    Chinese,
    /// Any other, by its code.
    Other(&'static str),
}

/// What is known of a file.
#[derive(Clone, Debug)]
struct Known {
    edition: String,
    language: Language,
    /// The best and the poorest form in which it documents an endpoint.
    best: PageKind,
    poorest: PageKind,
}

/// The edition and language of every page, by file.
#[derive(Clone, Debug, Default)]
pub(super) struct Editions(BTreeMap<Arc<str>, Known>);

impl Editions {
    pub(super) fn of(pages: &[Page]) -> Self {
        let mut files: BTreeMap<Arc<str>, Known> = BTreeMap::new();
        for page in pages {
            let new = || Known {
                edition: page.edition.clone(),
                language: language(page),
                best: page.kind,
                poorest: page.kind,
            };
            let known = files.entry(Arc::clone(&page.file)).or_insert_with(new);
            known.best = known.best.min(page.kind);
            known.poorest = known.poorest.max(page.kind);
        }
        Self(files)
    }

    /// The directory below `captures/` that the page lies in.
    pub(super) fn name(&self, file: &str) -> &str {
        self.0.get(file).map_or("", |known| &known.edition)
    }

    /// How good a witness is among those of its edition; the best comes first.
    pub(super) fn rank(&self, evidence: &Evidence) -> PageKind {
        let known = self.0.get(&evidence.file);
        known.map_or(PageKind::Text, |known| match evidence.kind {
            EvidenceKind::Schema => known.best,
            _ => known.poorest,
        })
    }

    /// What the best witnesses of each edition say: a poorer one repeats them in other words.
    pub(super) fn best<T>(&self, said: Vec<T>, evidence: impl Fn(&T) -> &Evidence) -> Vec<T> {
        let mut best: BTreeMap<&str, PageKind> = BTreeMap::new();
        for one in &said {
            let evidence = evidence(one);
            let rank = self.rank(evidence);
            let known = best.entry(self.name(&evidence.file)).or_insert(rank);
            *known = rank.min(*known);
        }
        let is_best = |one: &T| {
            let evidence = evidence(one);
            best.get(self.name(&evidence.file)) == Some(&self.rank(evidence))
        };
        let flags: Vec<_> = said.iter().map(is_best).collect();
        said.into_iter().zip(flags).filter_map(|(one, is_best)| is_best.then_some(one)).collect()
    }

    pub(super) fn language(&self, file: &str) -> Language {
        self.0.get(file).map_or(Language::English, |known| known.language)
    }

    /// Whether the page is heard before those in other languages.
    pub(super) fn leads(&self, file: &str) -> bool {
        self.language(file) == Language::English
    }

    /// The language whose words lead: English where one of the files is in English, otherwise that of the first.
    pub(super) fn leading<'f>(&self, files: impl IntoIterator<Item = &'f str>) -> Option<Language> {
        let mut files = files.into_iter().peekable();
        let first = self.language(files.peek()?);
        Some(
            files
                .map(|file| self.language(file))
                .find(|&language| language == Language::English)
                .unwrap_or(first),
        )
    }

    /// Parts what pages say into the words that lead and the translations.
    pub(super) fn part<T>(&self, said: Vec<T>, file: impl Fn(&T) -> &str) -> (Vec<T>, Vec<T>) {
        let leading = self.leading(said.iter().map(&file));
        said.into_iter().partition(|one| Some(self.language(file(one))) == leading)
    }

    /// What translations say, edition by edition, in their order.
    pub(super) fn by_edition<T>(&self, said: Vec<T>, file: impl Fn(&T) -> &str) -> Vec<(String, Vec<T>)> {
        let mut editions: Vec<(String, Vec<T>)> = Vec::new();
        for one in said {
            let name = self.name(file(&one));
            match editions.iter_mut().find(|(known, _)| known == name) {
                Some((_, all)) => all.push(one),
                None => editions.push((name.to_owned(), vec![one])),
            }
        }
        editions
    }

    /// The editions of the files that show something, where those `around` it are of more editions.
    pub(super) fn only<'f>(
        &self,
        showing: impl IntoIterator<Item = &'f str>,
        around: impl IntoIterator<Item = &'f str>,
    ) -> Vec<String> {
        let names = |files: &mut dyn Iterator<Item = &'f str>| -> BTreeSet<&str> {
            files.map(|file| self.name(file)).collect()
        };
        let showing = names(&mut showing.into_iter());
        let around = names(&mut around.into_iter());
        if around.is_subset(&showing) {
            return Vec::new();
        }
        showing.into_iter().map(str::to_owned).collect()
    }
}

fn language(page: &Page) -> Language {
    let words = page.edition.to_ascii_lowercase();
    let tokens = words.split(|letter: char| !letter.is_ascii_alphanumeric());
    let told = |token: &str| TOKENS.iter().find(|(known, _)| *known == token).map(|(_, language)| *language);
    tokens.rev().find_map(told).unwrap_or_else(|| spoken(page))
}

/// The language of the page's own words.
fn spoken(page: &Page) -> Language {
    let (mut han, mut latin) = (0, 0);
    let mut told: Vec<&str> = words(page).collect();
    tree::each(page, &mut |schema| {
        told.extend(schema.title.iter().chain(&schema.description).map(String::as_str));
    });
    for letter in told.into_iter().flat_map(str::chars) {
        han += usize::from(matches!(letter, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'));
        latin += usize::from(letter.is_ascii_alphabetic());
    }
    if han * HAN_SHARE > han + latin { Language::Chinese } else { Language::English }
}

/// What the page says to people: titles, descriptions and the words of its answers.
fn words(page: &Page) -> impl Iterator<Item = &str> {
    let answers = page.responses.iter().filter_map(|response| response.body.as_ref());
    let bodies = page.bodies.iter().chain(answers).flat_map(|body: &BodyFacts| &body.rows);
    let rows = page.parameters.iter().flat_map(|group| &group.rows).chain(bodies);
    let told = |row| {
        let row: &Row = row;
        row.title.iter().chain(&row.description)
    };
    let around = std::iter::once(&page.title).chain(&page.description).chain(rows.flat_map(told));
    let labels = page.responses.iter().map(|response| response.label.as_str());
    around.map(|stated| stated.value.as_str()).chain(labels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scrape;

    fn told(file: &str, text: &str) -> Language {
        let capture = scrape::Capture { file: file.into(), bytes: text.as_bytes().to_vec() };
        let reading = scrape::read(&capture);
        language(reading.pages.first().unwrap_or_else(|| panic!("{file} reads: {:?}", reading.diagnostics)))
    }

    #[test]
    fn the_directory_tells_the_language_before_the_words_do() {
        let chinese = "查询订单\nGET\n/orders\n返回响应\n🟢200成功\n修改于 2025-04-25 05:59:59\n";
        let english = "Find an order\nGET\n/orders\nResponses\n🟢200OK\nModified at 2025-04-25 05:59:59\n";
        for (edition, language) in [
            ("en", Language::English),
            ("v2-EN", Language::English),
            ("zh-CN", Language::Chinese),
            ("acme_v1.cn", Language::Chinese),
            ("guide-for-english-readers-zh", Language::Chinese),
            ("docs-ja", Language::Other("ja")),
        ] {
            assert_eq!(told(&format!("captures/{edition}/a.txt"), chinese), language, "{edition}");
        }
        for edition in ["v1", "open", "generation"] {
            assert_eq!(told(&format!("captures/{edition}/a.txt"), chinese), Language::Chinese, "{edition}");
            assert_eq!(told(&format!("captures/{edition}/a.txt"), english), Language::English, "{edition}");
        }
    }
}
