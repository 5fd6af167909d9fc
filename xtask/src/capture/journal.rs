//! What a run has done so far, so that one that was interrupted goes on where it was.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::problem::Problem;

/// What is older is no part of this run any more: pages have changed since.
const LONGEST_PAUSE: Duration = Duration::from_secs(24 * 60 * 60);

/// The pages that are done, each on a line below what the run was asked to do: the address that was asked for, and where
/// the page was found.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    done: BTreeMap<String, String>,
}

impl Journal {
    /// Opens the journal of a run with this task; that of another task, or of long ago, is begun anew.
    pub(super) fn open(path: &Path, task: &str) -> Result<Self, Problem> {
        let refused = |error: std::io::Error| Problem::io("write", path, &error);
        let earlier = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(Problem::io("read", path, &error)),
        };
        let age =
            fs::metadata(path).and_then(|about| about.modified()).ok().and_then(|time| time.elapsed().ok());
        let is_recent = age.is_some_and(|age| age < LONGEST_PAUSE);
        let goes_on = is_recent && earlier.lines().next() == Some(task);
        if !goes_on {
            fs::write(path, format!("{task}\n")).map_err(refused)?;
        }
        let file = OpenOptions::new().append(true).open(path).map_err(refused)?;
        // A line that was cut short is a page that is asked for again.
        let whole = earlier.rfind('\n').map_or("", |end| earlier.get(..=end).unwrap_or_default());
        if goes_on {
            file.set_len(whole.len().try_into().unwrap_or(u64::MAX)).map_err(refused)?;
        }
        let lines = whole.lines().skip(1).filter(|_| goes_on).filter_map(|line| line.split_once(' '));
        let done = lines.map(|(asked, found)| (asked.to_owned(), found.to_owned())).collect();
        Ok(Self { path: path.to_path_buf(), file, done })
    }

    /// Whether an earlier part of this run, or this one, is done with a page.
    pub(super) fn has(&self, url: &str) -> bool {
        self.done.contains_key(url)
    }

    /// Where a page was found that is done.
    pub(super) fn found(&self, url: &str) -> Option<&str> {
        self.done.get(url).map(String::as_str)
    }

    /// How many pages are done.
    pub(super) fn len(&self) -> usize {
        self.done.iter().filter(|(asked, found)| asked == found).count()
    }

    /// Notes that a page is done, and where it was found.
    pub(super) fn note(&mut self, asked: &str, found: &str) -> Result<(), Problem> {
        if self.done.insert(asked.to_owned(), found.to_owned()).is_none() {
            // Neither holds a blank: they are addresses.
            let written = self.file.write_all(format!("{asked} {found}\n").as_bytes());
            written.map_err(|error| Problem::io("write", &self.path, &error))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Journal;
    use std::fs;

    #[test]
    fn a_run_goes_on_where_it_was() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("run");
        let mut journal = Journal::open(&path, "task one").unwrap();
        journal.note("https://d.example/a", "https://d.example/a").unwrap();
        journal.note("https://d.example/a", "https://d.example/a").unwrap();
        journal.note("https://d.example/", "https://d.example/a").unwrap();
        fs::write(&path, fs::read_to_string(&path).unwrap() + "https://d.example/c https://d.exam").unwrap();
        let mut journal = Journal::open(&path, "task one").unwrap();
        assert!(journal.has("https://d.example/a") && journal.len() == 1);
        assert_eq!(journal.found("https://d.example/"), Some("https://d.example/a"));
        journal.note("https://d.example/b", "https://d.example/b").unwrap();
        let journal = Journal::open(&path, "task one").unwrap();
        assert!(journal.has("https://d.example/b") && !journal.has("https://d.example/c"));
        assert_eq!(Journal::open(&path, "task two").unwrap().len(), 0);
    }
}
