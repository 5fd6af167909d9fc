//! Reads files as they were at a revision, with the `git` program.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::excerpt::visible;
use crate::problem::Problem;

/// What hooks and wrappers tell git about another repository than the one around our directory: what
/// `git rev-parse --local-env-vars` lists, but for the configuration, which is the caller's to set.
const FOREIGN: [&str; 11] = [
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE",
    "GIT_REPLACE_REF_BASE",
    "GIT_PREFIX",
];

/// A directory in a repository.
#[derive(Debug)]
pub(crate) struct Repository {
    directory: PathBuf,
}

/// A commit, by its full name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Commit(String);

/// Why something cannot be read.
#[derive(Debug)]
pub(crate) enum Failure {
    /// There is no `git` to run.
    NoGit,
    /// The directory lies in no repository.
    NoRepository(String),
    /// The repository around it cannot be used, in git's words: it belongs to another user, or is broken.
    Closed(String),
    /// Anything else, in git's words.
    Refused(String),
}

impl Repository {
    /// The repository around `directory`.
    pub(crate) fn around(directory: &Path) -> Result<Self, Failure> {
        let repository = Self { directory: directory.to_path_buf() };
        let inside = repository.run(&["rev-parse", "--is-inside-work-tree"]);
        match inside {
            Ok(answer) if answer.trim_ascii() == b"true" => Ok(repository),
            Ok(_) => Err(Failure::NoRepository("there is no working tree".to_owned())),
            Err(Failure::Refused(words)) if words.contains("not a git repository") => {
                Err(Failure::NoRepository(words))
            }
            Err(Failure::Refused(words)) => Err(Failure::Closed(words)),
            Err(other) => Err(other),
        }
    }

    /// The commit that `revision` names, which is never read as an option.
    pub(crate) fn commit(&self, revision: &str) -> Result<Commit, Failure> {
        let revision = format!("{revision}^{{commit}}");
        let name = self.run(&["rev-parse", "--verify", "--end-of-options", &revision])?;
        Ok(Commit(String::from_utf8_lossy(name.trim_ascii()).into_owned()))
    }

    /// The files at `paths` below the directory, and below those that are directories: path → content.
    pub(crate) fn files(
        &self,
        commit: &Commit,
        paths: &[&str],
    ) -> Result<BTreeMap<String, Vec<u8>>, Failure> {
        let list = [&["ls-tree", "-r", "-z", commit.0.as_str(), "--"], paths].concat();
        let mut files = BTreeMap::new();
        for entry in self.run(&list)?.split(|byte| *byte == 0).filter(|entry| !entry.is_empty()) {
            let entry = String::from_utf8_lossy(entry).into_owned();
            // `100644 blob 1a2b… TAB path`
            let Some((about, path)) = entry.split_once('\t') else { continue };
            if let [mode, "blob", object] = about.split(' ').collect::<Vec<_>>().as_slice()
                && mode.starts_with("100")
            {
                files.insert(path.to_owned(), self.run(&["cat-file", "blob", object])?);
            }
        }
        Ok(files)
    }

    /// The names of the tags on `HEAD` and what came before it.
    pub(crate) fn tags(&self) -> Result<Vec<String>, Failure> {
        let names = self.run(&["tag", "--list", "--merged", "HEAD"])?;
        Ok(String::from_utf8_lossy(&names).lines().map(str::to_owned).collect())
    }

    fn run(&self, arguments: &[&str]) -> Result<Vec<u8>, Failure> {
        let mut git = Command::new("git");
        git.arg("-C").arg(&self.directory).args(arguments.iter().map(OsStr::new));
        git.env("LC_ALL", "C").env("GIT_LITERAL_PATHSPECS", "1").env("GIT_OPTIONAL_LOCKS", "0");
        for name in FOREIGN {
            git.env_remove(name);
        }
        let output = git.stdin(Stdio::null()).output().map_err(|error| failure(&error))?;
        if output.status.success() {
            return Ok(output.stdout);
        }
        let words = String::from_utf8_lossy(&output.stderr);
        let first = words.lines().find(|line| !line.trim().is_empty()).unwrap_or("git failed without a word");
        Err(Failure::Refused(visible(first.trim_start_matches("fatal: "))))
    }
}

fn failure(error: &io::Error) -> Failure {
    match error.kind() {
        ErrorKind::NotFound => Failure::NoGit,
        _ => Failure::Refused(format!("git cannot be run: {error}")),
    }
}

impl Failure {
    /// Why the files of `directory` at `revision` cannot be read.
    pub(crate) fn problem(self, directory: &Path, revision: &str) -> Problem {
        match self {
            Self::NoGit => Problem::at(
                directory,
                "the program `git` was not found, and only it knows earlier versions of this directory",
                "install git, or make sure that it is on your PATH",
            ),
            Self::NoRepository(words) => Problem::at(
                directory,
                format!("this directory lies in no git repository: {words}"),
                "run `git init` and commit what `cargo xtask regen` writes; drift compares with a commit",
            ),
            Self::Closed(words) => Problem::at(
                directory,
                format!("git does not read the repository around this directory: {words}"),
                "run `git status` there; it tells how to mend that",
            ),
            Self::Refused(words) => Problem::at(
                directory,
                format!("git knows no revision {}: {words}", generator::diagnostic::quote(revision)),
                "name a commit, branch or tag of this repository with `--base REV`; `git log --oneline` lists them; a shallow clone lacks some, which `git fetch --unshallow --tags` brings",
            ),
        }
    }
}
