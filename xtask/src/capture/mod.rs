//! `cargo xtask capture`: fetches or imports pages into an API directory, and tells what has changed.
//!
//! # What is asked, and how
//!
//! A site is asked for its index, `llms.txt`, and for each Markdown page that it lists; without an index for the page
//! itself, those in the navigation that it embeds and those that it links to, from page to page, below its own path.
//! Pages that were captured before and that nothing lists any more are asked for, too, so that we learn that they are
//! gone. Nothing else is asked for, and nobody else: a link or a redirect to another host leads nowhere, and a name that
//! leads into a private network is refused when the connection is made, unless the command line names it. One page at a
//! time, at a pace, as `robots.txt` wishes.
//!
//! # What is kept
//!
//! The bytes as they came, and `captures.yaml`, in which nothing depends on when. Both are written page by page, so that
//! a run over the web may end at any moment; the same command goes on where it was, for a day. An import is begun anew.

mod address;
mod crawl;
mod file_name;
mod http;
mod import;
mod journal;
mod listing;
mod location;
mod media;
mod robots;
mod source;
mod store;
mod tally;
mod visit;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crawl::Crawl;
use http::Http;
use import::Import;
use journal::Journal;
use source::Source;
use store::Store;
use tally::Tally;
use visit::Visitor;

use crate::cli::Capture;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::report::{Pages, Report};
use crate::summary::{Next, api_option, option};
use crate::workspace::{self, Api};
use crate::{Environment, Exit};

/// Runs the command.
pub(crate) fn capture(
    options: &Capture,
    environment: &Environment,
    report: &mut Report<'_>,
) -> Result<Exit, Problem> {
    let api = Api::find(Some(&options.api), environment)?;
    let sources = source::read(&options.sources, environment)?;
    if let Some(edition) = options.edition.as_deref() {
        source::check_edition(edition)?;
    }
    let shown = report.show(&api.directory);
    let mut wait = || report.status("Waiting", &format!("until another run has captured to {shown}"));
    let mut store = match Store::open(&api, options.edition.as_deref(), &mut wait)? {
        Ok(store) => store,
        Err(errors) => return Ok(refuse(&errors, &api.directory, report)),
    };
    let mut tally = Tally::default();
    let done = take(options, &sources, environment, &api, &mut store, &mut tally, report);
    // What was captured before something went wrong is captured.
    tally.tell(&api.directory, report);
    done?;
    let is_whole = tally.left == 0 && !tally.has_failures();
    if is_whole {
        clear(&store::working(&api.directory))?;
    }
    next(&tally, options, &api, environment, report);
    let has_nothing = tally.is_empty() && tally.left == 0;
    Ok(if tally.has_failures() || has_nothing { Exit::BadInput } else { Exit::Done })
}

/// Takes what the sources hold.
fn take(
    options: &Capture,
    sources: &[Source],
    environment: &Environment,
    api: &Api,
    store: &mut Store,
    tally: &mut Tally,
    report: &mut Report<'_>,
) -> Result<(), Problem> {
    let mut progress = Progress::new(environment);
    let mut imported = BTreeSet::new();
    store.at_once(|store| {
        let mut import = Import { store, tally, progress: &mut progress, imported: &mut imported };
        sources.iter().try_for_each(|source| match source {
            Source::Path(path) => import.path(path, &api.directory.join("captures")),
            Source::Stdin => import.stdin(options.name.as_deref()),
            Source::Url(_) => Ok(()),
        })
    })?;
    let urls: Vec<_> = sources.iter().filter_map(Source::url).collect();
    if urls.is_empty() {
        return Ok(());
    }
    let named = urls.iter().filter(|url| location::names_an_address(url)).map(|url| location::host(url));
    let named: BTreeSet<_> = named.chain(options.private.iter().map(|host| host.to_lowercase())).collect();
    let http = Http::new(named, Duration::from_millis(options.timeout)).map_err(|error| Problem {
        message: format!("the HTTP stack does not start: {error}"),
        path: None,
        remedy: "check that this machine has certificates and may open connections".to_owned(),
        exit: Exit::BadInput,
    })?;
    let path = store::working(&api.directory).join("run");
    let mut journal = Journal::open(&path, &source::task(sources, options.edition.as_deref()))?;
    if journal.len() > 0 {
        report.status(
            "Going on",
            &format!("with a run that was interrupted; {} of its pages are done", journal.len()),
        );
    }
    let mut crawl = Crawl {
        visitor: Visitor::new(&http, Duration::from_millis(options.delay)),
        store,
        journal: &mut journal,
        tally,
        progress: &mut progress,
        limit: options.limit.unwrap_or(usize::MAX),
        bytes: 0,
        failures: 0,
    };
    urls.into_iter().try_for_each(|url| crawl.source(url))
}

/// Prints what is wrong with the ledger.
fn refuse(errors: &[generator::diagnostic::Diagnostic], directory: &Path, report: &mut Report<'_>) -> Exit {
    let text = fs::read(directory.join(store::LEDGER)).unwrap_or_default();
    report.diagnostics(errors, &Pages::one(directory, store::LEDGER, &text));
    Exit::BadInput
}

/// Removes what only a run that goes on needs.
fn clear(directory: &Path) -> Result<(), Problem> {
    fs::remove_dir_all(directory).map_err(|error| Problem::io("remove", directory, &error))
}

/// Tells what to do now.
fn next(tally: &Tally, options: &Capture, api: &Api, environment: &Environment, report: &mut Report<'_>) {
    if tally.has_failures() || tally.left > 0 {
        report.status("Next", "run the same command again; it goes on with what is left");
        return;
    }
    if tally.is_empty() {
        return;
    }
    let named = api_option(Some(&options.api));
    if api.directory.join("spec").is_dir() {
        if tally.has_changes() {
            report.next(Next::run(format!("cargo xtask drift{named}")));
        }
        return;
    }
    let client: PathBuf = options.api.join("client");
    let client = match workspace::client(None, api, environment) {
        Ok(_) => String::new(),
        Err(_) => option("--client", Some(&client)),
    };
    report.next(Next::run(format!("cargo xtask regen{named}{client}")));
}
