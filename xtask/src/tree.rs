//! A directory as it should be: what differs is found first, and written or only named afterwards.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Component, Path, PathBuf};

use walkdir::WalkDir;

use crate::problem::Problem;

/// What stands in the first lines of every Rust and YAML file of ours.
const MARK: &str = "by `cargo xtask regen`";

/// Files as they should be, below one directory.
#[derive(Debug)]
pub(crate) struct Tree {
    /// The directory; made if missing.
    root: PathBuf,
    /// Path below the directory, with `/` between parts → text.
    files: BTreeMap<String, String>,
    /// Folders below the directory that hold nothing but our files, each with the extensions of those.
    owned: Vec<(&'static str, &'static [&'static str])>,
}

/// One file that is not as it should be.
#[derive(Debug)]
pub(crate) struct Change {
    /// The file.
    pub(crate) path: PathBuf,
    /// Its text; nothing for a file that should not be there.
    pub(crate) text: Option<String>,
}

impl Tree {
    pub(crate) fn new(root: PathBuf, files: BTreeMap<String, String>) -> Self {
        Self { root, files, owned: Vec::new() }
    }

    /// Files with these extensions below `folder` are ours: those that are not listed should not be there.
    pub(crate) fn owning(mut self, folder: &'static str, extensions: &'static [&'static str]) -> Self {
        self.owned.push((folder, extensions));
        self
    }

    /// How many files there should be.
    pub(crate) fn len(&self) -> usize {
        self.files.len()
    }

    /// What differs, by path.
    pub(crate) fn changes(&self) -> Result<Vec<Change>, Problem> {
        let mut changes = Vec::new();
        for (file, text) in &self.files {
            let path = place(&self.root, file)?;
            if !is_fresh(&path, text)? {
                changes.push(Change { path, text: Some(text.clone()) });
            }
        }
        for (folder, extensions) in &self.owned {
            let top = place(&self.root, folder)?;
            let there = files(&top, extensions)?;
            refuse_foreign(&top, &there)?;
            let left_over = there.into_iter().filter(|path| !self.is_listed(path));
            changes.extend(left_over.map(|path| Change { path, text: None }));
        }
        changes.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(changes)
    }

    fn is_listed(&self, path: &Path) -> bool {
        let parts = path.strip_prefix(&self.root).unwrap_or(path).iter().map(|part| part.to_str());
        let file: Option<Vec<_>> = parts.collect();
        file.is_some_and(|parts| self.files.contains_key(&parts.join("/")))
    }
}

/// The files below `top` that have one of these extensions, at any depth.
fn files(top: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, Problem> {
    refuse_link(top, false)?;
    if !top.is_dir() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(top) {
        let entry = entry.map_err(|error| Problem::io("read", top, &error.into()))?;
        let has = |known: &&str| entry.path().extension().is_some_and(|extension| extension == *known);
        if !entry.file_type().is_dir() && extensions.iter().any(has) {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

/// Refuses a folder of which nothing shows that we made it: what people wrote there would be lost.
fn refuse_foreign(top: &Path, files: &[PathBuf]) -> Result<(), Problem> {
    let mut foreign = None;
    let is_file = |path: &&PathBuf| fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file());
    for path in files.iter().filter(is_file) {
        let bytes = fs::read(path).map_err(|error| Problem::io("read", path, &error))?;
        if bytes.windows(MARK.len()).any(|part| part == MARK.as_bytes()) {
            return Ok(());
        }
        if !bytes.is_empty() {
            foreign = foreign.or(Some(path));
        }
    }
    let Some(path) = foreign else { return Ok(()) };
    let folder = top.file_name().unwrap_or_default().display();
    let remedy = format!("move what lies in `{folder}` elsewhere, or name another directory");
    Err(Problem::at(path, "this file was written by somebody else, and would be lost", remedy))
}

/// Where `file` lies below `root`. No link may lead out of it.
pub(crate) fn place(root: &Path, file: &str) -> Result<PathBuf, Problem> {
    let mut path = root.to_path_buf();
    for part in Path::new(file).components() {
        if !matches!(part, Component::Normal(_)) {
            let remedy = "this is a fault of ours; please report it with the page";
            return Err(Problem::at(&root.join(file), "this path leads out of its directory", remedy));
        }
        refuse_link(&path, path == root)?;
        path.push(part);
    }
    Ok(path)
}

fn refuse_link(directory: &Path, is_root: bool) -> Result<(), Problem> {
    let is_link = fs::symlink_metadata(directory).is_ok_and(|metadata| metadata.is_symlink());
    if is_link && !is_root {
        let remedy =
            "put a directory in its place; links are not followed, lest files elsewhere are overwritten";
        return Err(Problem::at(directory, "this directory is a link", remedy));
    }
    Ok(())
}

fn is_fresh(path: &Path, text: &str) -> Result<bool, Problem> {
    match fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_file() => {
            let bytes = fs::read(path).map_err(|error| Problem::io("read", path, &error))?;
            Ok(bytes == text.as_bytes())
        }
        Ok(metadata) if metadata.is_dir() => {
            Err(Problem::io("write", path, &io::ErrorKind::IsADirectory.into()))
        }
        Ok(_) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(Problem::io("read", path, &error)),
    }
}

/// Writes one file; a reader sees the old text or the new one.
pub(crate) fn write(path: &Path, text: &str) -> Result<(), Problem> {
    let refused = |error: io::Error| Problem::io("write", path, &error);
    let directory = path.parent().unwrap_or(path);
    fs::create_dir_all(directory).map_err(refused)?;
    let mut file = builder().tempfile_in(directory).map_err(|error| refused(error.kind().into()))?;
    file.write_all(text.as_bytes()).map_err(refused)?;
    file.persist(path).map(|_| ()).map_err(|error| refused(error.error))
}

/// Temporary files are private unless told otherwise; ours become files like any other.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".xtask-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

#[cfg(test)]
mod tests {
    use super::Tree;
    use crate::Environment;
    use crate::report::Report;
    use crate::transaction::{Roots, Transaction};
    use std::fs;
    use std::path::Path;

    const OURS: &str = "// @generated by `cargo xtask regen`; do not edit.";

    fn tree(root: &Path, files: &[(&str, &str)]) -> Tree {
        let files = files.iter().map(|(file, text)| ((*file).to_owned(), (*text).to_owned())).collect();
        Tree::new(root.to_path_buf(), files).owning("api", &["rs"])
    }

    /// Applies what differs; tells what that was.
    fn apply(tree: &Tree) -> Vec<String> {
        let changes = tree.changes().unwrap();
        if !changes.is_empty() {
            let root = Roots::new(&tree.root, &[]).unwrap();
            let environment = Environment::plain(&tree.root, &tree.root);
            let mut messages = Vec::new();
            let mut report = Report::new(&environment, &mut messages);
            let transaction = Transaction::begin(&root, &mut report).unwrap();
            transaction.replace(&changes, &environment).unwrap();
        }
        let shown = |path: &Path| path.strip_prefix(&tree.root).unwrap().to_str().unwrap().to_owned();
        changes
            .iter()
            .map(|change| format!("{}{}", if change.text.is_some() { "+" } else { "-" }, shown(&change.path)))
            .collect()
    }

    #[test]
    fn only_what_differs_is_written() {
        let root = tempfile::tempdir().unwrap();
        let files = [("api/a.rs", "a"), ("api/deep/b.rs", OURS), ("names.yaml", "n")];
        assert_eq!(apply(&tree(root.path(), &files)), ["+api/a.rs", "+api/deep/b.rs", "+names.yaml"]);
        assert_eq!(apply(&tree(root.path(), &files)), [""; 0]);
        fs::write(root.path().join("api/a.rs"), "edited").unwrap();
        assert_eq!(apply(&tree(root.path(), &files)), ["+api/a.rs"]);
        assert_eq!(fs::read_to_string(root.path().join("api/a.rs")).unwrap(), "a");
    }

    #[test]
    fn left_over_files_of_ours_are_removed() {
        let root = tempfile::tempdir().unwrap();
        let files = [("api/a.rs", OURS), ("api/old/b.rs", "b")];
        apply(&tree(root.path(), &files));
        fs::write(root.path().join("api/notes.txt"), "by hand").unwrap();
        fs::write(root.path().join("other.rs"), "by hand").unwrap();
        assert_eq!(apply(&tree(root.path(), &files[..1])), ["-api/old/b.rs"]);
        assert!(!root.path().join("api/old").exists());
        assert!(root.path().join("api/notes.txt").exists() && root.path().join("other.rs").exists());
    }

    #[test]
    fn what_somebody_else_wrote_is_not_lost() {
        let root = tempfile::tempdir().unwrap();
        let mine = root.path().join("api/mine.rs");
        fs::create_dir_all(mine.parent().unwrap()).unwrap();
        fs::write(&mine, "fn mine() {}").unwrap();
        let problem = tree(root.path(), &[("api/a.rs", OURS)]).changes().unwrap_err();
        assert_eq!(problem.path.as_deref(), Some(mine.as_path()));

        // An empty file is no loss, and next to our files there are none of others.
        fs::write(&mine, "").unwrap();
        assert_eq!(apply(&tree(root.path(), &[("api/a.rs", OURS)])), ["+api/a.rs", "-api/mine.rs"]);
        fs::write(&mine, "fn mine() {}").unwrap();
        assert_eq!(apply(&tree(root.path(), &[("api/a.rs", OURS)])), ["-api/mine.rs"]);
    }

    #[test]
    fn a_directory_in_the_place_of_a_file_is_a_problem() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir_all(root.path().join("api/a.rs")).unwrap();
        assert!(tree(root.path(), &[("api/a.rs", "a")]).changes().is_err());
        fs::write(root.path().join("file"), "").unwrap();
        assert!(tree(root.path(), &[("file/a.rs", "a")]).changes().is_err());
    }

    #[test]
    fn no_path_leads_out_of_the_directory() {
        let root = tempfile::tempdir().unwrap();
        assert!(tree(root.path(), &[("../a.rs", "a")]).changes().is_err());
        assert!(tree(root.path(), &[("/a.rs", "a")]).changes().is_err());
    }

    #[cfg(unix)]
    #[test]
    fn no_link_leads_out_of_the_directory() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let (root, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        fs::write(elsewhere.path().join("mine.rs"), "by hand").unwrap();
        symlink(elsewhere.path(), root.path().join("api")).unwrap();
        assert!(tree(root.path(), &[("api/a.rs", "a")]).changes().is_err());
        assert!(tree(root.path(), &[]).changes().is_err());
        fs::remove_file(root.path().join("api")).unwrap();

        fs::create_dir(root.path().join("api")).unwrap();
        symlink(elsewhere.path().join("mine.rs"), root.path().join("api/a.rs")).unwrap();
        assert_eq!(apply(&tree(root.path(), &[("api/a.rs", "a")])), ["+api/a.rs"]);
        assert_eq!(fs::read_to_string(elsewhere.path().join("mine.rs")).unwrap(), "by hand");
        let mode = fs::metadata(root.path().join("api/a.rs")).unwrap().permissions().mode();
        assert_eq!(mode & 0o600, 0o600);
    }
}
