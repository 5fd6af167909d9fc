//! The directory `.regen/` of a root: what is to be put in place lies there until it is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::lock::Lock;
use super::plan::{Plan, Step};
use crate::problem::Problem;
use crate::tree::Change;

/// Its name.
const NAME: &str = ".regen";

/// What it holds besides the lock, in the order in which it is removed.
const CONTENT: [&str; 5] = ["new", "plan.draft", "plan", "committed.draft", "committed"];

/// A root with its `.regen/`, which is ours as long as this lives.
#[derive(Debug)]
pub(super) struct Staging {
    pub(super) root: PathBuf,
    pub(super) lock: Lock,
    /// Directories that were missing, the root itself first.
    made: Vec<PathBuf>,
    /// Whether what is staged outlives this.
    pub(super) is_kept: bool,
}

/// Where `.regen/` of the root lies.
pub(super) fn directory(root: &Path) -> PathBuf {
    root.join(NAME)
}

/// Where the staged file with this number lies.
pub(super) fn file(root: &Path, number: usize) -> PathBuf {
    directory(root).join("new").join(number.to_string())
}

impl Staging {
    /// Makes the directory and locks it.
    pub(super) fn open(root: &Path, wait: &mut dyn FnMut()) -> Result<Self, Problem> {
        let made = root.ancestors().take_while(|path| !path.exists()).map(Path::to_path_buf).collect();
        let directory = directory(root);
        let refused = |error: io::Error| Problem::io("write", root, &error);
        let lock = loop {
            fs::create_dir_all(&directory).map_err(refused)?;
            refuse_links(&directory)?;
            // Version control need not see any of this. Whoever removes the directory may be faster.
            let _ = ignore(&directory);
            match Lock::take(&directory.join("lock"), wait) {
                Ok(lock) => break lock,
                // The run that held it has removed the directory with it.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(Problem::io("lock", root, &error)),
            }
        };
        let mut staging = Self { root: root.to_path_buf(), lock, made, is_kept: false };
        // Another run's, until we know better.
        staging.is_kept = staging.is_used();
        ignore(&directory).map_err(refused)?;
        Ok(staging)
    }

    /// Whether a run was here before us and did not clear away.
    pub(super) fn is_used(&self) -> bool {
        CONTENT.iter().any(|name| directory(&self.root).join(name).exists())
    }

    /// Writes the new files and the plan of what goes where.
    pub(super) fn stage(&self, id: &str, changes: &[&Change]) -> Result<(), Problem> {
        let refused = |error: io::Error| Problem::io("write", &self.root, &error);
        fs::create_dir_all(directory(&self.root).join("new")).map_err(refused)?;
        let mut steps = Vec::new();
        for (number, change) in changes.iter().enumerate() {
            may_be_changed(&change.path, &self.root)?;
            let target = self.target(&change.path)?;
            if let Some(text) = &change.text {
                fs::write(file(&self.root, number), text).map_err(refused)?;
            }
            steps.push(Step { target, staged: change.text.as_ref().map(|_| number) });
        }
        Plan { id: id.to_owned(), steps }.write(&self.root)
    }

    fn target(&self, path: &Path) -> Result<String, Problem> {
        let parts = path.strip_prefix(&self.root).unwrap_or(path).iter().map(|part| part.to_str());
        parts.collect::<Option<Vec<_>>>().map(|parts| parts.join("/")).ok_or_else(|| {
            Problem::at(path, "the name of this file is not UTF-8", "remove the file; nothing needs it")
        })
    }
}

impl Drop for Staging {
    /// Removes it all, and the root if it was made for this. What cannot be removed is left to the next run.
    fn drop(&mut self) {
        if !self.is_kept && self.lock.is_held() && remove(&self.root).is_ok() {
            let _ = self.made.iter().try_for_each(fs::remove_dir);
        }
    }
}

/// Hides the directory from version control.
fn ignore(directory: &Path) -> io::Result<()> {
    fs::write(directory.join(".gitignore"), "*\n")
}

/// Refuses `.regen/` or a lock that leads elsewhere.
fn refuse_links(directory: &Path) -> Result<(), Problem> {
    for path in [directory.to_path_buf(), directory.join("lock"), directory.join(".gitignore")] {
        if fs::symlink_metadata(&path).is_ok_and(|metadata| metadata.is_symlink()) {
            let remedy = "remove it; links are not followed, lest files elsewhere are overwritten";
            return Err(Problem::at(&path, "this is a link", remedy));
        }
    }
    Ok(())
}

/// Refuses in advance what would be refused halfway: a change in a directory that may not be written, or that lies on
/// another file system than what is staged.
fn may_be_changed(path: &Path, root: &Path) -> Result<(), Problem> {
    let above = path.ancestors().skip(1).find(|above| fs::symlink_metadata(above).is_ok()).unwrap_or(root);
    if !above.is_dir() {
        return Err(Problem::io("write", above, &io::ErrorKind::NotADirectory.into()));
    }
    #[cfg(unix)]
    {
        use rustix::fs::{Access, access};
        use std::os::unix::fs::MetadataExt as _;
        access(above, Access::WRITE_OK | Access::EXEC_OK)
            .map_err(|error| Problem::io("write", path, &error.into()))?;
        let device = |path: &Path| fs::metadata(path).map(|metadata| metadata.dev()).ok();
        if device(above) != device(root) {
            let message = "this directory lies on another file system than the one it is in";
            let remedy = "mount all of it as one; files cannot be replaced as one unit across file systems";
            return Err(Problem::at(above, message, remedy));
        }
    }
    Ok(())
}

/// Removes `.regen/`. The lock goes behind all that is staged: until then nobody else can have begun. Only what hides the
/// directory from version control goes later, and whoever has begun by then writes it again.
pub(super) fn remove(root: &Path) -> Result<(), Problem> {
    let directory = directory(root);
    let refused = |error: io::Error| Problem::io("remove", &directory, &error);
    let gone = |result: io::Result<()>| match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    };
    gone(fs::remove_dir_all(directory.join("new"))).map_err(refused)?;
    for name in CONTENT.iter().skip(1).chain(&["lock", ".gitignore"]) {
        gone(fs::remove_file(directory.join(name))).map_err(refused)?;
    }
    // Another run may have begun by now; then the directory is its own.
    let _ = fs::remove_dir(&directory);
    Ok(())
}
