//! Captures that lie on this machine already: a file, a folder, or what comes through standard input.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::file_name::{of_text, short_hash};
use super::http::Validators;
use super::media::refusal;
use super::store::{Capture, From, Store};
use super::tally::Tally;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::workspace::absolute;

/// Longer files are no pages.
const LONGEST: u64 = 16_000_000;

/// What pages end with; a folder holds other things, too.
const PAGES: [&str; 8] = ["md", "markdown", "html", "htm", "txt", "json", "yaml", "yml"];

/// A run over files.
pub(super) struct Import<'run> {
    pub(super) store: &'run mut Store,
    pub(super) tally: &'run mut Tally,
    pub(super) progress: &'run mut Progress,
    /// What this run has imported, by path below its source.
    pub(super) imported: &'run mut BTreeSet<String>,
}

impl Import<'_> {
    /// Imports a file, or the pages of a folder and of those below it.
    pub(super) fn path(&mut self, path: &Path, captures: &Path) -> Result<(), Problem> {
        let about = fs::metadata(path).map_err(|error| Problem::io("read", path, &error))?;
        let (imported, kept) = (absolute(path), absolute(captures));
        if imported.starts_with(&kept) || kept.starts_with(&imported) {
            let remedy =
                "name the folder that the pages come from; what lies in `captures/` is captured already";
            return Err(Problem::at(path, "captures are kept here, or below", remedy));
        }
        if about.is_file() {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            self.progress.begin("Importing", 1);
            return self.file(path, &name);
        }
        let walk = WalkDir::new(path).sort_by_file_name().into_iter();
        let entries: Result<Vec<_>, _> = walk
            .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry) && !is_browsers(entry))
            .collect();
        let entries = entries.map_err(|error| {
            let place = error.path().unwrap_or(path).to_path_buf();
            Problem::io("read", &place, &io::Error::from(error))
        })?;
        self.progress.begin("Importing", entries.len());
        for entry in entries {
            let below = entry.path().strip_prefix(path).unwrap_or(entry.path());
            let named = below.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
            self.progress.steps(1, &named);
            let kind = entry.file_type();
            if kind.is_symlink() {
                self.tally.skipped(named, "it is a link, and links are not followed");
            } else if kind.is_file() && !is_page(entry.path()) {
                self.tally.skipped(named, "its name is not that of a page");
            } else if kind.is_file() {
                self.file(entry.path(), &named)?;
            }
        }
        Ok(())
    }

    fn file(&mut self, path: &Path, named: &str) -> Result<(), Problem> {
        let file = File::open(path).map_err(|error| Problem::io("read", path, &error))?;
        let bytes = read(file).map_err(|error| Problem::io("read", path, &error))?;
        let name = of_text(named.rsplit('/').next().unwrap_or(named));
        self.bytes(&bytes, named, name)
    }

    /// Imports what comes through standard input, under a name, else under its first line and its hash.
    pub(super) fn stdin(&mut self, name: Option<&str>) -> Result<(), Problem> {
        let bytes = read(io::stdin().lock()).map_err(|error| Problem::io("read", Path::new("-"), &error))?;
        let name = name.map_or_else(|| title(&bytes), of_text);
        if bytes.trim_ascii().is_empty() {
            self.tally.skipped("standard input", "it is empty");
            return Ok(());
        }
        self.bytes(&bytes, &name.clone(), name)
    }

    fn bytes(&mut self, bytes: &[u8], named: &str, name: String) -> Result<(), Problem> {
        if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > LONGEST {
            self.tally.skipped(named, format!("it is larger than {} MB", LONGEST / 1_000_000));
            return Ok(());
        }
        if let Some(why) = refusal(bytes, None, named) {
            self.tally.skipped(named, why);
            return Ok(());
        }
        if !self.imported.insert(named.to_owned()) {
            let why = "another source of this run has a page of this path; import a folder that holds both, or each into \
                       an edition of its own";
            self.tally.skipped(named, why);
            return Ok(());
        }
        let from = From::Path(named.to_owned());
        let capture = Capture { from, name, bytes, validators: Validators::default() };
        let (file, change) = self.store.keep(&capture, named)?;
        self.tally.kept(file, change);
        Ok(())
    }
}

/// What there is, or so much of it that it is seen to be too much.
fn read(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(LONGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The words of the first line, and the hash of all: two pages of one title are two captures.
fn title(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let words = if first.starts_with('<') { "page" } else { first };
    let words: String = words.chars().filter(char::is_ascii).take(40).collect();
    of_text(&format!("{words}-{}", short_hash(&text)))
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Where browsers put what belongs to a page that they save.
fn is_browsers(entry: &DirEntry) -> bool {
    entry.file_type().is_dir() && entry.file_name().as_encoded_bytes().ends_with(b"_files")
}

fn is_page(path: &Path) -> bool {
    let extension = path.extension().map(|extension| extension.to_string_lossy().to_lowercase());
    extension.is_some_and(|extension| PAGES.contains(&extension.as_str()))
}
