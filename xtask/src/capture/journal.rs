//! What a run has done so far, so that one that was interrupted goes on where it was.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::problem::Problem;

/// What is older is no part of this run any more: pages have changed since.
const LONGEST_PAUSE: Duration = Duration::from_secs(24 * 60 * 60);

/// The pages that are done, each on a line below what the run was asked to do.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: File,
    done: BTreeSet<String>,
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
        let mut file = OpenOptions::new().append(true).open(path).map_err(refused)?;
        // A line that was cut short is a page that is asked for again.
        let whole = earlier.rfind('\n').map_or("", |end| earlier.get(..end).unwrap_or_default());
        if goes_on && !earlier.ends_with('\n') {
            file.write_all(b"\n").map_err(refused)?;
        }
        let done = if goes_on { whole.lines().skip(1).map(str::to_owned).collect() } else { BTreeSet::new() };
        Ok(Self { path: path.to_path_buf(), file, done })
    }

    /// Whether an earlier part of this run, or this one, is done with a page.
    pub(super) fn has(&self, url: &str) -> bool {
        self.done.contains(url)
    }

    /// How many pages are done.
    pub(super) fn len(&self) -> usize {
        self.done.len()
    }

    /// Notes that a page is done.
    pub(super) fn note(&mut self, url: &str) -> Result<(), Problem> {
        if self.done.insert(url.to_owned()) {
            let written = self.file.write_all(format!("{url}\n").as_bytes());
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
        journal.note("https://d.example/a").unwrap();
        journal.note("https://d.example/a").unwrap();
        fs::write(&path, fs::read_to_string(&path).unwrap() + "https://d.exam").unwrap();
        let mut journal = Journal::open(&path, "task one").unwrap();
        assert!(journal.has("https://d.example/a") && journal.len() == 1);
        journal.note("https://d.example/b").unwrap();
        assert!(Journal::open(&path, "task one").unwrap().has("https://d.example/b"));
        assert_eq!(Journal::open(&path, "task two").unwrap().len(), 0);
    }
}
