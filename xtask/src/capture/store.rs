//! Where captures are kept: the files below `captures/`, and the ledger that tells where they come from.
//!
//! A file is written before the ledger names it, and each appears as a whole. Whoever ends the run at any moment leaves
//! at worst captures that the ledger does not know yet; the next run finds them as it would have written them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use generator::diagnostic::Diagnostic;
use generator::spec::ledger::{Entry, Ledger, Status};
use generator::spec::yaml;

use super::file_name::{kind, of_url, sha256, short_hash};
use super::http::Validators;
use crate::problem::Problem;
use crate::transaction::lock::Lock;
use crate::workspace::Api;

/// The name of the ledger in the API directory.
pub(super) const LEDGER: &str = "captures.yaml";

/// The captures of one edition.
#[derive(Debug)]
pub(super) struct Store {
    directory: PathBuf,
    edition: Option<String>,
    schema_base: &'static str,
    ledger: Ledger,
    /// The files of the edition, by their name in lower case: some systems know no other.
    files: BTreeMap<String, String>,
    /// The addresses that are about to be captured, by the name in lower case that they give.
    announced: BTreeMap<String, BTreeSet<String>>,
    /// Whether the ledger is written when many captures are kept, and not for each.
    waits: bool,
    /// Whether the ledger on disk is not the one here.
    is_behind: bool,
    _lock: Lock,
}

/// Where a capture comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum From {
    /// A page, by its clean address.
    Url(String),
    /// A file, by its path below what was imported.
    Path(String),
}

/// Something to be kept.
pub(super) struct Capture<'run> {
    pub(super) from: From,
    /// The name before the extension.
    pub(super) name: String,
    pub(super) bytes: &'run [u8],
    pub(super) validators: Validators,
}

/// What keeping a capture has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    New,
    Changed,
    /// It was marked as gone, and is as it was before.
    Back,
    Unchanged,
}

impl Store {
    /// Opens the captures of an edition; whoever else writes to them is waited for.
    pub(super) fn open(
        api: &Api,
        edition: Option<&str>,
        wait: &mut dyn FnMut(),
    ) -> Result<Result<Self, Vec<Diagnostic>>, Problem> {
        let directory = api.directory.clone();
        refuse_links(&directory, edition)?;
        refuse_alike(&directory.join("captures"), edition)?;
        let work = working(&directory);
        let lock = loop {
            fs::create_dir_all(&work).map_err(|error| Problem::io("write", &work, &error))?;
            match Lock::take(&work.join("lock"), wait) {
                // The run that was waited for has cleared everything away.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                taken => break taken.map_err(|error| Problem::io("lock", &work, &error))?,
            }
        };
        let path = directory.join(LEDGER);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Problem::io("read", &path, &error)),
        };
        let ledger = match yaml::read_ledger(LEDGER, &text) {
            Ok(ledger) => ledger,
            Err(errors) => return Ok(Err(errors)),
        };
        let edition = edition.map(str::to_owned);
        let mut store = Self {
            directory,
            edition,
            schema_base: api.schema_base(),
            ledger,
            files: BTreeMap::new(),
            announced: BTreeMap::new(),
            waits: false,
            is_behind: false,
            _lock: lock,
        };
        store.files = store.list()?;
        Ok(Ok(store))
    }

    /// Notes addresses that are about to be captured. Of those that give one name none has it, so that their names do not
    /// depend on which of them comes first.
    pub(super) fn announce(&mut self, addresses: impl IntoIterator<Item = String>) {
        for address in addresses {
            let name = of_url(&address).to_lowercase();
            self.announced.entry(name).or_default().insert(address);
        }
    }

    /// The directory of the edition, as paths below the API directory have it.
    fn folder(&self) -> String {
        self.edition.as_ref().map_or_else(|| "captures".to_owned(), |edition| format!("captures/{edition}"))
    }

    fn list(&self) -> Result<BTreeMap<String, String>, Problem> {
        let folder = self.directory.join(self.folder());
        fs::create_dir_all(&folder).map_err(|error| Problem::io("write", &folder, &error))?;
        let mut files = BTreeMap::new();
        for entry in fs::read_dir(&folder).map_err(|error| Problem::io("read", &folder, &error))? {
            let name = entry.map_err(|error| Problem::io("read", &folder, &error))?.file_name();
            let name = name.to_string_lossy().into_owned();
            files.insert(name.to_lowercase(), name);
        }
        Ok(files)
    }

    /// What is known of a page or file of this edition.
    pub(super) fn known(&self, from: &From) -> Option<&Entry> {
        let is_meant = |entry: &&Entry| {
            entry.edition == self.edition
                && match from {
                    From::Url(url) => entry.url.as_ref() == Some(url),
                    From::Path(path) => entry.url.is_none() && entry.path.as_ref() == Some(path),
                }
        };
        self.ledger.0.iter().find(is_meant)
    }

    /// The addresses of all pages of this edition.
    pub(super) fn urls(&self) -> Vec<String> {
        let of_edition = self.ledger.0.iter().filter(|entry| entry.edition == self.edition);
        of_edition.filter_map(|entry| entry.url.clone()).collect()
    }

    /// What the server said of the bytes that lie here; nothing when they are others by now.
    pub(super) fn validators(&self, url: String) -> Validators {
        match self.known(&From::Url(url)) {
            Some(entry) if self.is_intact(entry) => {
                Validators { etag: entry.etag.clone(), last_modified: entry.last_modified.clone() }
            }
            _ => Validators::default(),
        }
    }

    /// The bytes of a page as they were captured; nothing when others lie there by now, or the page is gone.
    pub(super) fn bytes(&self, url: &str) -> Option<Vec<u8>> {
        self.known(&From::Url(url.to_owned())).filter(|entry| entry.status.is_none())?;
        self.captured(url)
    }

    /// The bytes of a page as they were captured, though it may be gone; nothing when others lie there by now.
    pub(super) fn captured(&self, url: &str) -> Option<Vec<u8>> {
        let entry = self.known(&From::Url(url.to_owned()))?;
        read(&self.directory.join(&entry.file)).filter(|bytes| sha256(bytes) == entry.sha256)
    }

    fn is_intact(&self, entry: &Entry) -> bool {
        read(&self.directory.join(&entry.file)).is_some_and(|bytes| sha256(&bytes) == entry.sha256)
    }

    /// Keeps a capture: its path, and what that has changed.
    pub(super) fn keep(&mut self, capture: &Capture<'_>, named: &str) -> Result<(String, Change), Problem> {
        let known = self.known(&capture.from).cloned();
        let (kind, extension) = kind(capture.bytes, named);
        let sha256 = sha256(capture.bytes);
        let is_here = |entry: &&Entry| {
            entry.file.rsplit_once('/').is_some_and(|(folder, _)| folder == self.folder())
                && entry.file.ends_with(&format!(".{extension}"))
        };
        let fitting = known.as_ref().filter(is_here);
        let file = match fitting {
            Some(entry) => entry.file.clone(),
            None => self.free(capture, extension),
        };
        let is_same = fitting.is_some_and(|entry| entry.sha256 == sha256);
        if let Some(entry) = fitting.filter(|entry| is_same && self.is_intact(entry)) {
            let change = self.back(entry.clone())?;
            return Ok((file, change));
        }
        self.write(&file, capture.bytes)?;
        let (url, path) = match capture.from.clone() {
            From::Url(url) => (Some(url), None),
            From::Path(path) => (None, Some(path)),
        };
        let Validators { etag, last_modified } = capture.validators.clone();
        let edition = self.edition.clone();
        let entry =
            Entry { file: file.clone(), url, path, sha256, kind, edition, etag, last_modified, status: None };
        self.ledger.insert(entry);
        let outdated = known.as_ref().filter(|entry| entry.file != file);
        if let Some(outdated) = outdated {
            self.ledger.remove(&outdated.file);
        }
        self.write_ledger()?;
        if let Some(outdated) = outdated {
            // The page is of another kind now; the capture of the old kind is none of this page any more.
            let path = self.directory.join(&outdated.file);
            fs::remove_file(&path).or_else(|error| match error.kind() {
                ErrorKind::NotFound => Ok(()),
                _ => Err(Problem::io("remove", &path, &error)),
            })?;
        }
        Ok((file, if known.is_some() { Change::Changed } else { Change::New }))
    }

    /// Notes that a page is as it was: nothing changes, unless it was gone.
    pub(super) fn same(&mut self, url: &str) -> Result<Option<(String, Change)>, Problem> {
        let Some(entry) = self.known(&From::Url(url.to_owned())).cloned() else { return Ok(None) };
        let file = entry.file.clone();
        Ok(Some((file, self.back(entry)?)))
    }

    fn back(&mut self, entry: Entry) -> Result<Change, Problem> {
        if entry.status.is_none() {
            return Ok(Change::Unchanged);
        }
        self.ledger.insert(Entry { status: None, ..entry });
        self.write_ledger()?;
        Ok(Change::Back)
    }

    /// Marks a page as gone: its path when it was there until now, `None` when it was gone already or never known.
    pub(super) fn gone(&mut self, url: &str) -> Result<Option<String>, Problem> {
        let known = self.known(&From::Url(url.to_owned())).filter(|entry| entry.status.is_none());
        let Some(entry) = known.cloned() else { return Ok(None) };
        let file = entry.file.clone();
        self.ledger.insert(Entry { status: Some(Status::Gone), ..entry });
        self.write_ledger()?;
        Ok(Some(file))
    }

    /// A path that no other capture has, whatever the case of its letters.
    fn free(&mut self, capture: &Capture<'_>, extension: &str) -> String {
        let (From::Url(from) | From::Path(from)) = &capture.from;
        let hashed = format!("{}-{}", capture.name, short_hash(from));
        let further = (2..).map(|number| format!("{hashed}-{number}"));
        let is_shared = |names: &BTreeSet<String>| names.len() > 1;
        let is_contested = self.announced.get(&capture.name.to_lowercase()).is_some_and(is_shared);
        let plain = Some(capture.name.clone()).filter(|_| !is_contested);
        let names = plain.into_iter().chain([hashed.clone()]).chain(further);
        let folder = self.folder();
        for name in names.map(|name| format!("{name}.{extension}")) {
            let file = format!("{folder}/{name}");
            let is_listed =
                self.ledger.0.iter().any(|entry| entry.file.to_lowercase() == file.to_lowercase());
            let is_free = match self.files.get(&name.to_lowercase()) {
                None => !is_listed,
                // One that lies there with these very bytes is this one: of an interrupted run, or copied by hand.
                Some(there) => {
                    !is_listed
                        && *there == name
                        && read(&self.directory.join(&file)).is_some_and(|bytes| bytes == capture.bytes)
                }
            };
            if is_free {
                self.files.insert(name.to_lowercase(), name);
                return file;
            }
        }
        format!("{folder}/{hashed}.{extension}")
    }

    fn write(&self, file: &str, bytes: &[u8]) -> Result<(), Problem> {
        let path = self.directory.join(file);
        let draft = working(&self.directory).join("draft");
        fs::write(&draft, bytes).map_err(|error| Problem::io("write", &draft, &error))?;
        fs::rename(&draft, &path).map_err(|error| Problem::io("write", &path, &error))
    }

    /// Keeps many captures, and writes the ledger behind them: what a run that ends before leaves is found by the next one,
    /// which must not rely on having asked for it.
    pub(super) fn at_once(
        &mut self,
        keep: impl FnOnce(&mut Self) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        self.waits = true;
        let kept = keep(self);
        self.waits = false;
        if std::mem::take(&mut self.is_behind) {
            self.write_ledger()?;
        }
        kept
    }

    fn write_ledger(&mut self) -> Result<(), Problem> {
        if self.waits {
            self.is_behind = true;
            return Ok(());
        }
        self.write(LEDGER, yaml::write_ledger(&self.ledger, self.schema_base).as_bytes())
    }
}

/// A link would lead what is written, and what is compared, to another place.
fn refuse_links(directory: &Path, edition: Option<&str>) -> Result<(), Problem> {
    let edition = edition.map(|edition| format!("captures/{edition}"));
    let work = ["lock", "run", "draft"].map(|file| format!(".capture/{file}"));
    let places = ["captures", ".capture", LEDGER].map(str::to_owned).into_iter().chain(edition).chain(work);
    let mut places = places.map(|place| directory.join(place));
    match places.find(|place| place.is_symlink()) {
        Some(link) => Err(Problem::at(
            &link,
            "this is a link, and links are not followed",
            "put what it stands for in its place",
        )),
        None => Ok(()),
    }
}

/// On some systems two names that differ in nothing but case are one directory.
fn refuse_alike(captures: &Path, edition: Option<&str>) -> Result<(), Problem> {
    let Some(edition) = edition else { return Ok(()) };
    let there = match fs::read_dir(captures) {
        Ok(there) => there,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Problem::io("read", captures, &error)),
    };
    let names = there.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let alike = |name: &String| name != edition && name.eq_ignore_ascii_case(edition);
    match names.into_iter().find(alike) {
        Some(name) => Err(Problem::at(
            &captures.join(&name),
            format!(
                "the edition `{edition}` is called otherwise here, and on some systems these are one directory"
            ),
            format!("write `--edition {name}`, or choose a name that differs in more than case"),
        )),
        None => Ok(()),
    }
}

/// The bytes of a capture; nothing where there is no file of its own, such as a link or a pipe.
fn read(path: &Path) -> Option<Vec<u8>> {
    let is_file = fs::symlink_metadata(path).is_ok_and(|about| about.is_file());
    is_file.then(|| fs::read(path).ok()).flatten()
}

/// Where a run keeps what belongs to nobody else.
pub(super) fn working(directory: &Path) -> PathBuf {
    directory.join(".capture")
}
