//! Which pages of a site are captured, in which order, and what becomes of each.

use std::collections::BTreeSet;

use generator::scrape;
use generator::spec::ledger::Kind;
use url::Url;

use super::file_name::{kind, of_url};
use super::http::{Answer, Validators};
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
            return match self.listed(url, url) {
                Ok(Some(pages)) => self.pages(pages),
                Ok(None) => {
                    self.tally.failed(clean(url), "this is no index of pages");
                    Ok(())
                }
                Err(why) => {
                    self.tally.failed(clean(url), why);
                    Ok(())
                }
            };
        }
        if is_page(url) { self.pages(vec![url.clone()]) } else { self.site(url) }
    }

    /// By its index, else by its own links; then what was captured of it before.
    fn site(&mut self, url: &Url) -> Result<(), Problem> {
        let base = folder(url);
        let indexes = ["llms.txt", "/llms.txt"].into_iter().filter_map(|path| follow(&base, path));
        let indexes: BTreeSet<_> =
            indexes.map(|index| (std::cmp::Reverse(index.path().len()), index)).collect();
        let mut listed = None;
        for (_, index) in indexes {
            if listed.is_none() {
                listed = match self.listed(&index, &base) {
                    Ok(listed) => listed,
                    // It may be there the next time; without it we would capture other pages than then.
                    Err(why) => {
                        self.tally.failed(clean(&index), why);
                        return Ok(());
                    }
                };
            }
        }
        let mut pages = match listed {
            Some(pages) => pages,
            None => self.linked(url, &base)?,
        };
        let listed: BTreeSet<_> = pages.iter().map(clean).collect();
        let earlier = self.store.urls().into_iter().filter(|url| !listed.contains(url));
        pages.extend(
            earlier
                .filter_map(|known| parse(&known).and_then(|known| follow(&base, known.as_str())))
                .filter(|known| is_below(&base, known)),
        );
        self.pages(pages)
    }

    /// The pages below `base` that an index lists; none when there is no index.
    fn listed(&mut self, index: &Url, base: &Url) -> Result<Option<Vec<Url>>, String> {
        let (url, answer) = match self.visitor.visit(index, &|_| Validators::default()) {
            Visit::Page { url, answer } => (url, answer),
            Visit::Failed(why) => return Err(why),
            Visit::Same { .. } | Visit::Gone | Visit::Refused(_) => return Ok(None),
        };
        // Some sites answer every address with their application.
        if matches!(kind(&answer.body, "").0, Kind::Html | Kind::Openapi) {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&answer.body).into_owned();
        let links: Vec<_> = listing::links(&text).into_iter().filter_map(|link| follow(&url, link)).collect();
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            links.into_iter().partition(|link| is_same_site(&url, link));
        let is_index_of_base = base.path().ends_with("/llms.txt");
        let pages: Vec<_> = here
            .into_iter()
            .filter(|link| link.path().to_ascii_lowercase().ends_with(".md"))
            .filter(|link| is_index_of_base || is_below(base, link))
            .collect();
        if pages.is_empty() {
            return Ok(None);
        }
        self.tally.elsewhere += elsewhere.len();
        Ok(Some(pages))
    }

    /// The pages below `base` that a page links to, after it was captured itself.
    fn linked(&mut self, url: &Url, base: &Url) -> Result<Vec<Url>, Problem> {
        self.progress.begin("Capturing", 1);
        let Some((url, page)) = self.page(url)? else { return Ok(Vec::new()) };
        if kind(&page, "").0 != Kind::Html {
            return Ok(Vec::new());
        }
        let links = scrape::links(&page);
        let links: Vec<_> = links.iter().filter_map(|link| follow(&url, link)).collect();
        let (here, elsewhere): (Vec<_>, Vec<_>) =
            links.into_iter().partition(|link| is_same_site(&url, link));
        self.tally.elsewhere += elsewhere.len();
        Ok(here.into_iter().filter(|link| is_below(base, link) && may_be_page(link)).collect())
    }

    fn pages(&mut self, pages: Vec<Url>) -> Result<(), Problem> {
        let mut seen = BTreeSet::new();
        let mut pages: Vec<_> = pages.into_iter().filter(|page| seen.insert(clean(page))).collect();
        if pages.len() > MOST_PAGES {
            self.tally.skipped(
                format!("{} pages", pages.len() - MOST_PAGES),
                format!("one run takes no more than {MOST_PAGES}"),
            );
            pages.truncate(MOST_PAGES);
        }
        self.progress.begin("Capturing", pages.len());
        for page in pages {
            self.progress.steps(1, &clean(&page));
            self.page(&page)?;
        }
        Ok(())
    }

    /// Captures a page, once in a run, and gives it.
    fn page(&mut self, url: &Url) -> Result<Option<(Url, Vec<u8>)>, Problem> {
        let asked = clean(url);
        if self.journal.has(&asked) {
            return Ok(self.store.bytes(&asked).map(|bytes| (url.clone(), bytes)));
        }
        if self.limit == 0 || self.bytes > MOST_BYTES || self.failures >= MOST_FAILURES {
            self.tally.left += 1;
            return Ok(None);
        }
        self.limit -= 1;
        let store = &*self.store;
        let known = |url: &Url| store.validators(clean(url));
        let visit = self.visitor.visit(url, &known);
        self.failures = if matches!(visit, Visit::Failed(_)) { self.failures + 1 } else { 0 };
        let mut page = None;
        match visit {
            Visit::Page { url: found, answer } => {
                self.moved(&asked, &clean(&found))?;
                self.keep(&found, &answer)?;
                page = Some((found, answer.body));
            }
            Visit::Same { url: found } => {
                self.moved(&asked, &clean(&found))?;
                if let Some((file, change)) = self.store.same(&clean(&found))? {
                    self.tally.kept(file, change);
                }
                self.journal.note(&clean(&found))?;
                page = self.store.bytes(&clean(&found)).map(|bytes| (found, bytes));
            }
            Visit::Gone => self.gone(&asked, "there is no such page")?,
            Visit::Refused(why) => self.tally.skipped(&asked, why),
            Visit::Failed(why) => {
                self.tally.failed(&asked, why);
                return Ok(None);
            }
        }
        self.journal.note(&asked)?;
        Ok(page)
    }

    /// Keeps what was found, unless it is no page, or was found at another address before.
    fn keep(&mut self, url: &Url, answer: &Answer) -> Result<(), Problem> {
        let address = clean(url);
        if self.journal.has(&address) {
            return Ok(());
        }
        if let Some(why) = refusal(&answer.body, answer.media_type.as_deref(), url.path()) {
            self.journal.note(&address)?;
            self.tally.skipped(address, why);
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
        self.journal.note(&address)
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

/// Whether a page belongs to the site at `base`.
fn is_below(base: &Url, page: &Url) -> bool {
    is_same_site(base, page)
        && (page.path().starts_with(base.path()) || format!("{}/", page.path()) == base.path())
}
