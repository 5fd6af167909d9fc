//! Which pages of a site are captured, in which order, and what becomes of each.

use std::collections::BTreeSet;

use generator::diagnostic::Code;
use generator::scrape::{self, Reading};
use generator::spec::ledger::Kind;
use url::Url;

use super::file_name::{kind, of_url};
use super::http::Answer;
use super::journal::Journal;
use super::listing;
use super::location::{clean, folder, follow, is_page, is_same_site, may_be_page, parse};
use super::media::refusal;
use super::store::{Capture, From, Store};
use super::tally::Tally;
use super::visit::{Visit, Visitor};
use crate::problem::Problem;
use crate::progress::Progress;

/// A site with more pages is captured in parts: below one folder, then below another.
const MOST_PAGES: usize = 10_000;

/// More bytes than this are not taken in one run.
const MOST_BYTES: usize = 1_000_000_000;

/// After so many failures in a row the site is left alone.
const MOST_FAILURES: usize = 5;

/// Links are followed so many times, one after the other.
const DEEPEST: usize = 6;

/// What an index lists.
enum Listed {
    Pages(Vec<Url>),
    /// There is no index, or it lists none of these pages.
    Nothing,
    /// It cannot be had now.
    Failed,
}

/// A run over the web.
pub(super) struct Crawl<'run> {
    pub(super) visitor: Visitor<'run>,
    pub(super) store: &'run mut Store,
    pub(super) journal: &'run mut Journal,
    pub(super) tally: &'run mut Tally,
    pub(super) progress: &'run mut Progress,
    /// How many pages may still be asked for.
    pub(super) limit: usize,
    /// How many bytes were taken.
    pub(super) bytes: usize,
    /// How many pages failed since the last one that did not.
    pub(super) failures: usize,
}

impl Crawl<'_> {
    /// Captures what an address on the command line means: one page, or a site.
    pub(super) fn source(&mut self, url: &Url) -> Result<(), Problem> {
        if url.path().ends_with("/llms.txt") {
            match self.listed(url, url)? {
                Listed::Pages(pages) => self.pages(pages)?,
                Listed::Nothing => self.tally.failed(clean(url), "this is no index of pages"),
                Listed::Failed => {}
            }
            return Ok(());
        }
        if is_page(url) { self.pages(vec![url.clone()]) } else { self.site(url) }
    }

    /// By its index, else by its own links; then what was captured of it before.
    fn site(&mut self, url: &Url) -> Result<(), Problem> {
        let base = folder(url);
        let indexes = ["llms.txt", "/llms.txt"].into_iter().filter_map(|path| follow(&base, path));
        let indexes: BTreeSet<_> =
            indexes.map(|index| (std::cmp::Reverse(index.path().len()), index)).collect();
        let mut listed = Listed::Nothing;
        for (_, index) in indexes {
            if matches!(listed, Listed::Nothing) {
                listed = self.listed(&index, &base)?;
            }
        }
        let asked: BTreeSet<_> = match listed {
            Listed::Pages(pages) => {
                let asked = pages.iter().map(clean).collect();
                self.pages(pages)?;
                asked
            }
            Listed::Nothing => self.linked(url, &base)?,
            // It may be there the next time; without it we would capture other pages than then.
            Listed::Failed => return Ok(()),
        };
        let earlier = self.store.urls().into_iter().filter(|url| !asked.contains(url));
        let earlier = earlier
            .filter_map(|known| parse(&known).and_then(|known| follow(&base, known.as_str())))
            .filter(|known| is_below(&base, known));
        self.pages(earlier.collect())
    }

    /// The pages below `base` that an index lists. The index of a whole site is a capture itself: it shows the navigation.
    fn listed(&mut self, index: &Url, base: &Url) -> Result<Listed, Problem> {
        let asked = clean(index);
        let visit = match self.earlier(index) {
            Some((url, body)) => {
                let answer = Answer { body, ..Answer::default() };
                Visit::Page { url, for_good: true, answer }
            }
            None => self.visit(index),
        };
        let (url, answer) = match visit {
            Visit::Page { url, answer, .. } => (url, answer),
            Visit::Same { url } => {
                self.same(&clean(&url))?;
                let body = self.store.bytes(&clean(&url)).unwrap_or_default();
                (url, Answer { body, ..Answer::default() })
            }
            Visit::Failed(why) => {
                self.tally.failed(asked, why);
                return Ok(Listed::Failed);
            }
            Visit::Gone | Visit::Refused(_) => return Ok(Listed::Nothing),
        };
        // Some sites answer every address with their application.
        let kind = kind(&answer.body, "").0;
        if matches!(kind, Kind::Html | Kind::Openapi) {
            return Ok(Listed::Nothing);
        }
        let text = String::from_utf8_lossy(&answer.body);
        let links: Vec<_> = listing::links(&text).into_iter().filter_map(|link| follow(&url, link)).collect();
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            links.into_iter().partition(|link| is_same_site(&url, link));
        let is_meant = |link: &Url| base.path().ends_with("/llms.txt") || is_below(base, link);
        let is_listed = |link: &Url| link.path().to_ascii_lowercase().ends_with(".md") && is_meant(link);
        let pages: Vec<_> = here.into_iter().filter(is_listed).collect();
        self.tally.elsewhere.extend(elsewhere);
        if pages.is_empty() {
            return Ok(Listed::Nothing);
        }
        // The index of a larger site lists what nobody asked for.
        if kind == Kind::Index && is_meant(index) {
            self.moved(&asked, &clean(&url))?;
            self.keep(&url, &answer)?;
            self.journal.note(&asked, &clean(&url))?;
        }
        Ok(Listed::Pages(pages))
    }

    /// Captures a page, those below `base` that it links to, and those that these link to, near ones first. Gives the
    /// addresses of all that were asked for.
    fn linked(&mut self, url: &Url, base: &Url) -> Result<BTreeSet<String>, Problem> {
        let mut seen = BTreeSet::from([clean(url)]);
        let mut level = vec![url.clone()];
        for _ in 0..DEEPEST {
            self.announce(&level);
            let mut next = Vec::new();
            for page in std::mem::take(&mut level) {
                self.progress.steps(1, &clean(&page));
                let Some((url, bytes)) = self.page(&page)? else { continue };
                seen.insert(clean(&url));
                let links = self.links(&url, &bytes);
                let below = links.into_iter().filter(|link| is_below(base, link) && may_be_page(link));
                next.extend(below.filter(|link| seen.insert(clean(link))));
            }
            let most = MOST_PAGES.saturating_sub(seen.len() - next.len());
            level = self.at_most(next, most);
        }
        Ok(seen)
    }

    /// Where the links of an HTML page lead on its site.
    fn links(&mut self, url: &Url, page: &[u8]) -> Vec<Url> {
        if kind(page, "").0 != Kind::Html {
            return Vec::new();
        }
        let links: Vec<_> = scrape::links(page).iter().filter_map(|link| follow(url, link)).collect();
        let (here, elsewhere): (Vec<_>, Vec<_>) = links.into_iter().partition(|link| is_same_site(url, link));
        self.tally.elsewhere.extend(elsewhere);
        here
    }

    fn pages(&mut self, pages: Vec<Url>) -> Result<(), Problem> {
        let mut seen = BTreeSet::new();
        let pages = pages.into_iter().filter(|page| seen.insert(clean(page))).collect();
        let pages = self.at_most(pages, MOST_PAGES);
        self.announce(&pages);
        for page in pages {
            self.progress.steps(1, &clean(&page));
            self.page(&page)?;
        }
        Ok(())
    }

    /// Begins with pages that are all known before the first is asked for.
    fn announce(&mut self, pages: &[Url]) {
        self.store.announce(pages.iter().map(clean));
        self.progress.begin("Capturing", pages.len());
    }

    /// So many pages at most; tells how many are left out.
    fn at_most(&mut self, mut pages: Vec<Url>, most: usize) -> Vec<Url> {
        if pages.len() > most {
            let left_out = format!("{} pages", pages.len() - most);
            self.tally.skipped(left_out, format!("one run takes no more than {MOST_PAGES}"));
            pages.truncate(most);
        }
        pages
    }

    /// A page that this run is done with, and where it was found.
    fn earlier(&self, url: &Url) -> Option<(Url, Vec<u8>)> {
        let found = self.journal.found(&clean(url))?;
        let bytes = self.store.bytes(found)?;
        Some((follow(url, found)?, bytes))
    }

    fn visit(&mut self, url: &Url) -> Visit {
        let store = &*self.store;
        self.visitor.visit(url, &|url| store.validators(clean(url)))
    }

    /// Captures a page, once in a run, and gives it.
    fn page(&mut self, url: &Url) -> Result<Option<(Url, Vec<u8>)>, Problem> {
        let asked = clean(url);
        if self.journal.has(&asked) {
            return Ok(self.earlier(url));
        }
        if self.limit == 0 || self.bytes > MOST_BYTES || self.failures >= MOST_FAILURES {
            self.tally.left += 1;
            return Ok(None);
        }
        self.limit -= 1;
        let visit = self.visit(url);
        self.failures = if matches!(visit, Visit::Failed(_)) { self.failures + 1 } else { 0 };
        let mut page = None;
        match visit {
            Visit::Page { url: found, for_good, answer }
                if (clean(&found) == asked || !for_good) && self.is_shut(&asked, &answer.body) =>
            {
                let why = "it shows no endpoint any more, as a page to log in would; what was captured stays";
                self.tally.skipped(&asked, why);
            }
            Visit::Page { url: found, answer, .. } => {
                self.moved(&asked, &clean(&found))?;
                if is_nothing_but_links(&answer.body) {
                    let why = "it shows nothing but links; if a script draws the rest, save the page in a browser and capture \
                               the file";
                    self.tally.skipped(&asked, why);
                    // Nobody has kept it, so that a run that goes on must ask for its links again.
                    return Ok(Some((found, answer.body)));
                }
                self.keep(&found, &answer)?;
                page = Some((found, answer.body));
            }
            Visit::Same { url: found } => {
                self.moved(&asked, &clean(&found))?;
                self.same(&clean(&found))?;
                page = self.store.bytes(&clean(&found)).map(|bytes| (found, bytes));
            }
            Visit::Gone => self.gone(&asked, "there is no such page")?,
            Visit::Refused(why) => self.tally.skipped(&asked, why),
            Visit::Failed(why) => {
                self.tally.failed(&asked, why);
                return Ok(None);
            }
        }
        let found = page.as_ref().map_or_else(|| asked.clone(), |(found, _)| clean(found));
        self.journal.note(&asked, &found)?;
        Ok(page)
    }

    /// Whether HTML that shows no endpoint came in the place of what was captured there. Servers that want a login answer
    /// so, or lead to a page that does for now, and a capture must not be lost to that.
    fn is_shut(&self, asked: &str, body: &[u8]) -> bool {
        let Some(captured) = self.store.captured(asked) else { return false };
        let was_of_use = |captured: &[u8]| kind(captured, "").0 == Kind::Index || shows_endpoint(captured);
        captured != body && kind(body, "").0 == Kind::Html && !shows_endpoint(body) && was_of_use(&captured)
    }

    /// Notes that a page is as it was.
    fn same(&mut self, found: &str) -> Result<(), Problem> {
        if self.journal.has(found) {
            return Ok(());
        }
        if let Some((file, change)) = self.store.same(found)? {
            self.tally.kept(file, change);
        }
        self.journal.note(found, found)
    }

    /// Keeps what was found, unless it is no page, or was found at another address before.
    fn keep(&mut self, url: &Url, answer: &Answer) -> Result<(), Problem> {
        let address = clean(url);
        if self.journal.has(&address) {
            return Ok(());
        }
        if let Some(why) = refusal(&answer.body, answer.media_type.as_deref(), url.path()) {
            self.journal.note(&address, &address)?;
            self.tally.skipped(address, why);
            return Ok(());
        }
        if is_nothing_but_words(&answer.body) {
            self.journal.note(&address, &address)?;
            self.tally.skipped(address, "it is text that shows no endpoint");
            return Ok(());
        }
        self.bytes += answer.body.len();
        let capture = Capture {
            from: From::Url(address.clone()),
            name: of_url(&address),
            bytes: &answer.body,
            validators: answer.validators.clone(),
        };
        let (file, change) = self.store.keep(&capture, url.path())?;
        self.tally.kept(file, change);
        self.journal.note(&address, &address)
    }

    /// What was captured at an address that now leads to another is there no more.
    fn moved(&mut self, asked: &str, found: &str) -> Result<(), Problem> {
        if asked != found && self.store.known(&From::Url(asked.to_owned())).is_some() {
            self.gone(asked, "it has moved")?;
        }
        Ok(())
    }

    fn gone(&mut self, url: &str, why: &str) -> Result<(), Problem> {
        if let Some(file) = self.store.gone(url)? {
            self.tally.gone(file);
        } else {
            let is_marked = self.store.known(&From::Url(url.to_owned())).is_some();
            self.tally.skipped(url, if is_marked { "it is still gone" } else { why });
        }
        Ok(())
    }
}

/// Whether text shows no endpoint. Prose in Markdown tells of its site; there is nothing to be read in such text.
fn is_nothing_but_words(bytes: &[u8]) -> bool {
    kind(bytes, "").0 == Kind::Text && !shows_endpoint(bytes)
}

/// Whether HTML shows nothing but links, as long as no script draws the rest. What cannot be read for another reason is a
/// capture: `regen` tells what is wrong with it.
fn is_nothing_but_links(bytes: &[u8]) -> bool {
    if kind(bytes, "").0 != Kind::Html {
        return false;
    }
    let reading = read(bytes);
    let is_empty = reading.diagnostics.iter().any(|found| found.code == Code::NoEndpoint);
    reading.pages.is_empty() && reading.site.is_none() && is_empty
}

fn shows_endpoint(bytes: &[u8]) -> bool {
    !read(bytes).pages.is_empty()
}

fn read(bytes: &[u8]) -> Reading {
    scrape::read(&scrape::Capture { file: "captures/page".into(), bytes: bytes.to_vec() })
}

/// Whether a page belongs to the site at `base`.
fn is_below(base: &Url, page: &Url) -> bool {
    is_same_site(base, page)
        && (page.path().starts_with(base.path()) || format!("{}/", page.path()) == base.path())
}
