//! Where things lie in this repository, and which files there are.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The root of the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace lies above this package")
        .to_path_buf()
}

/// A folder of real captures beside the workspace, which is no part of the repository; tests that need it are skipped
/// without it.
pub(crate) fn corpus() -> PathBuf {
    root().join("../shared/corpus")
}

/// The API directory with the real pages of another vendor; nothing where it is missing.
pub(crate) fn real_api() -> Option<PathBuf> {
    let folders = fs::read_dir(corpus()).ok()?.flatten().map(|entry| entry.path());
    folders.filter(|folder| folder.join("captures").is_dir()).min()
}

/// Every file below `directory`: path with `/` between parts → bytes. Links are not followed, and neither
/// version control nor build output counts.
pub(crate) fn files(directory: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    collect(directory, "", &mut found);
    found
}

/// The same for files that are text.
pub(crate) fn texts(directory: &Path) -> BTreeMap<String, String> {
    let texts =
        files(directory).into_iter().filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?)));
    texts.collect()
}

/// Whether `path` ends with a dot and `extension`.
pub(crate) fn has_extension(path: &str, extension: &str) -> bool {
    Path::new(path).extension().is_some_and(|found| found == extension)
}

fn collect(directory: &Path, prefix: &str, found: &mut BTreeMap<String, Vec<u8>>) {
    let entries = fs::read_dir(directory).unwrap_or_else(|error| panic!("{}: {error}", directory.display()));
    for entry in entries {
        let entry = entry.expect("a directory lists its entries");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type().expect("an entry has a type");
        if kind.is_dir() && !matches!(name.as_str(), ".git" | "target") {
            collect(&entry.path(), &format!("{path}/"), found);
        } else if kind.is_file() {
            found.insert(path, fs::read(entry.path()).expect("a file reads"));
        }
    }
}
