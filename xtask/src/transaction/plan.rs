//! What a run has committed to: which staged file goes where, and which files go.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::staging::{self, Staging};
use super::write_whole;
use crate::problem::Problem;
use crate::tree::place;

/// What to do about a plan or a commit that is none of ours.
const FORGED: &str = "remove the directory `.regen` that this stands in, then run the command again";

/// What is to be done below one root.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    /// The run it belongs to.
    pub(super) id: String,
    /// In this order.
    pub(super) steps: Vec<Step>,
}

/// One file that is put in its place, or removed.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Step {
    /// Path below the root, with `/` between parts.
    pub(super) target: String,
    /// The number of the staged file; none for a file that is removed.
    pub(super) staged: Option<usize>,
}

/// Lies in the API directory once a run is to be carried out.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Commit {
    /// The run.
    pub(super) id: String,
    /// Where it writes to, for people to read; whoever carries it out knows the roots from the command line.
    pub(super) roots: Vec<String>,
}

/// A commit as it lies there.
pub(super) struct Committed {
    pub(super) id: String,
    /// When it was committed, where the file system can tell.
    pub(super) written: Option<SystemTime>,
}

impl Plan {
    /// The plan below `root`; none when there is none, or no longer.
    pub(super) fn read(root: &Path) -> Result<Option<Self>, Problem> {
        read(&staging::directory(root).join("plan"))
    }

    pub(super) fn write(&self, root: &Path) -> Result<(), Problem> {
        write(&staging::directory(root).join("plan"), self)
    }

    /// Does what is left to do.
    pub(super) fn carry_out(&self, root: &Path, committed: Option<SystemTime>) -> Result<(), Problem> {
        // All or none: a plan that leads elsewhere is not ours.
        for step in &self.steps {
            if step.target.starts_with("captures/")
                || step.target.split('/').any(|part| part.starts_with('.'))
            {
                let message =
                    "this is nothing that a run of ours has left: it names a file that we never write";
                return Err(Problem::at(&root.join(&step.target), message, FORGED));
            }
            place(root, &step.target).map_err(|problem| Problem { remedy: FORGED.to_owned(), ..problem })?;
        }
        self.steps.iter().try_for_each(|step| step.carry_out(root, committed))
    }
}

impl Step {
    /// Does the step; nothing when it is done already.
    pub(super) fn carry_out(&self, root: &Path, committed: Option<SystemTime>) -> Result<(), Problem> {
        let target = place(root, &self.target)?;
        // A person who edited the file since the run was interrupted knows better.
        let edited = fs::symlink_metadata(&target).and_then(|metadata| metadata.modified()).ok();
        if edited > committed && committed.is_some() {
            return Ok(());
        }
        match self.staged {
            Some(number) => put(&staging::file(root, number), &target),
            None => remove(&target, root),
        }
    }
}

fn put(staged: &Path, target: &Path) -> Result<(), Problem> {
    if !fs::symlink_metadata(staged).is_ok_and(|metadata| metadata.is_file()) {
        return Ok(());
    }
    let refused = |error: io::Error| Problem::io("write", target, &error);
    fs::create_dir_all(target.parent().unwrap_or(target)).map_err(refused)?;
    fs::rename(staged, target).map_err(refused)
}

/// Removes the file, and the directories below the root that hold nothing without it.
fn remove(target: &Path, root: &Path) -> Result<(), Problem> {
    match fs::remove_file(target) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            return Err(Problem::io("remove", target, &error));
        }
        _ => {}
    }
    let above = target.ancestors().skip(1).take_while(|directory| *directory != root);
    // A directory that still holds something refuses, which is what we want.
    let _ = above.into_iter().try_for_each(fs::remove_dir);
    Ok(())
}

impl Commit {
    pub(super) fn read(api: &Staging) -> Result<Option<Self>, Problem> {
        read(&path(&api.root))
    }

    /// The commit of the API directory `root`.
    pub(super) fn read_below(root: &Path) -> Result<Option<Committed>, Problem> {
        let written = fs::metadata(path(root)).and_then(|metadata| metadata.modified()).ok();
        Ok(read(&path(root))?.map(|commit: Self| Committed { id: commit.id, written }))
    }

    /// From here on the run is to be carried out.
    pub(super) fn write(&self, api: &Staging) -> Result<(), Problem> {
        write(&path(&api.root), self)
    }
}

fn path(root: &Path) -> PathBuf {
    staging::directory(root).join("committed")
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<Option<T>, Problem> {
    let text = match fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(Problem::io("read", path, &error)),
    };
    serde_json::from_str(&text).map(Some).map_err(|error| {
        Problem::at(path, format!("this is nothing that a run of ours has left: {error}"), FORGED)
    })
}

fn write<T: Serialize>(path: &Path, value: &T) -> Result<(), Problem> {
    let text = serde_json::to_string(value).map_err(|error| Problem::io("write", path, &error.into()))?;
    write_whole(path, &text)
}
