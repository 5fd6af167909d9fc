//! Reads an API directory: the captures, the three files that people write, and where captures come from.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use generator::scrape::Capture;
use walkdir::{DirEntry, WalkDir};

use crate::problem::Problem;

/// What an API directory holds.
#[derive(Debug, Default)]
pub(crate) struct Source {
    /// The captured pages, by the bytes of their path.
    pub(crate) captures: Vec<Capture>,
    /// `api.yaml`.
    pub(crate) api: Option<String>,
    /// `names.yaml`.
    pub(crate) names: Option<String>,
    /// `overrides.yaml`.
    pub(crate) overrides: Option<String>,
    /// `captures.yaml`, which `capture` writes.
    pub(crate) ledger: Option<String>,
    /// Captures that could not be read.
    pub(crate) problems: Vec<Problem>,
}

/// Reads the directory; fails when there is nothing to work on.
pub(crate) fn read(directory: &Path) -> Result<Source, Problem> {
    let captures = directory.join("captures");
    if !captures.is_dir() {
        let remedy = "capture pages into it with `cargo xtask capture SOURCE --api DIR`, or name another directory with `--api DIR`";
        return Err(Problem::at(directory, "this directory holds no `captures/`", remedy));
    }
    let mut source = Source {
        api: read_text(&directory.join("api.yaml"))?,
        names: read_text(&directory.join("names.yaml"))?,
        overrides: read_text(&directory.join("overrides.yaml"))?,
        ledger: read_text(&directory.join("captures.yaml"))?,
        ..Source::default()
    };
    for entry in
        WalkDir::new(&captures).into_iter().filter_entry(|entry| entry.depth() == 0 || !is_left_over(entry))
    {
        match read_entry(directory, &captures, entry) {
            Ok(capture) => source.captures.extend(capture),
            Err(problem) => source.problems.push(problem),
        }
    }
    source.captures.sort_by(|one, other| one.file.as_bytes().cmp(other.file.as_bytes()));
    source.problems.sort_by(|one, other| one.path.cmp(&other.path));
    if source.captures.is_empty() && source.problems.is_empty() {
        let remedy = "capture pages with `cargo xtask capture SOURCE --api DIR`, or copy them there, one file for each page";
        return Err(Problem::at(&captures, "this directory holds no file", remedy));
    }
    Ok(source)
}

/// Reads the directory; fails when a capture cannot be read.
pub(crate) fn read_whole(directory: &Path) -> Result<Source, Problem> {
    let mut source = read(directory)?;
    if source.problems.is_empty() { Ok(source) } else { Err(source.problems.remove(0)) }
}

impl Source {
    /// Whether `names.yaml`, which runs write as well, is still the one that was read.
    pub(crate) fn has_same_names(&self, directory: &Path) -> Result<bool, Problem> {
        Ok(read_text(&directory.join("names.yaml"))? == self.names)
    }
}

/// Hidden files, and what editors leave behind.
fn is_left_over(entry: &DirEntry) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    name.starts_with(b".") || name.ends_with(b"~") || name.ends_with(b".swp")
}

fn read_entry(
    directory: &Path,
    captures: &Path,
    entry: walkdir::Result<DirEntry>,
) -> Result<Option<Capture>, Problem> {
    let entry = entry.map_err(|error| {
        let path = error.path().unwrap_or(captures).to_path_buf();
        Problem::io("read", &path, &io::Error::from(error))
    })?;
    let path = entry.path();
    if entry.file_type().is_dir() {
        return Ok(None);
    }
    if !entry.file_type().is_file() {
        return Err(Problem::at(
            path,
            "this is no file of its own",
            "put the page itself in its place; links are not followed",
        ));
    }
    let parts = path.strip_prefix(directory).unwrap_or(path).iter().map(|part| part.to_str());
    let Some(parts) = parts.collect::<Option<Vec<_>>>() else {
        return Err(Problem::at(path, "the name of this file is not UTF-8", "rename the file"));
    };
    let bytes = fs::read(path).map_err(|error| Problem::io("read", path, &error))?;
    Ok(Some(Capture { file: Arc::from(parts.join("/")), bytes }))
}

/// The text of a file that people write, or nothing when there is no such file.
fn read_text(path: &Path) -> Result<Option<String>, Problem> {
    match fs::read(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(Problem::at(path, "this file is not UTF-8", "save it as UTF-8")),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Problem::io("read", path, &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use std::fs;

    #[test]
    fn captures_are_sorted_by_the_bytes_of_their_path() {
        let root = tempfile::tempdir().unwrap();
        for file in [
            "b/x.txt",
            "a/x.txt",
            "a.txt",
            "a/.DS_Store",
            "a/x.txt~",
            "a/.x.txt.swp",
            ".git/config",
            "a/new\nline.txt",
        ] {
            let path = root.path().join("captures").join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        let source = read(root.path()).unwrap();
        let files: Vec<_> = source.captures.iter().map(|capture| &*capture.file).collect();
        assert_eq!(
            files,
            ["captures/a.txt", "captures/a/new\nline.txt", "captures/a/x.txt", "captures/b/x.txt"]
        );
        assert_eq!(source.captures[0].bytes, b"a.txt");
        assert!(source.api.is_none() && source.problems.is_empty());
    }

    #[test]
    fn nothing_to_work_on_is_a_problem() {
        let root = tempfile::tempdir().unwrap();
        assert_eq!(read(root.path()).unwrap_err().message, "this directory holds no `captures/`");
        fs::create_dir_all(root.path().join("captures/empty")).unwrap();
        assert_eq!(read(root.path()).unwrap_err().message, "this directory holds no file");
        fs::write(root.path().join("captures/a.txt"), "a").unwrap();
        fs::create_dir(root.path().join("api.yaml")).unwrap();
        assert!(read(root.path()).unwrap_err().message.starts_with("cannot read this: "));
    }

    #[cfg(unix)]
    #[test]
    fn hostile_entries_are_named() {
        use std::ffi::OsStr;
        use std::os::unix::{ffi::OsStrExt, fs::symlink};
        let root = tempfile::tempdir().unwrap();
        let captures = root.path().join("captures");
        fs::create_dir(&captures).unwrap();
        fs::write(captures.join(OsStr::from_bytes(b"\xff.txt")), "a").unwrap();
        symlink("/etc/passwd", captures.join("link.txt")).unwrap();
        symlink("/etc", captures.join("links")).unwrap();
        let source = read(root.path()).unwrap();
        assert!(source.captures.is_empty());
        let messages: Vec<_> = source.problems.iter().map(|problem| problem.message.as_str()).collect();
        let linked = "this is no file of its own";
        assert_eq!(messages, [linked, linked, "the name of this file is not UTF-8"]);
    }
}
