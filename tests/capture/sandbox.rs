//! An API directory of its own, and what captures leave in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;
use xtask::Exit;

use crate::command::{Ran, xtask_in};
use crate::repository;

/// A directory with an API directory `api` in it.
pub(crate) struct Sandbox(pub(crate) TempDir);

impl Sandbox {
    pub(crate) fn new() -> Self {
        Self(tempfile::tempdir().expect("a directory"))
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Captures without pauses.
    pub(crate) fn capture(&self, arguments: &[&str]) -> Ran {
        let all: Vec<_> = ["capture", "--api", "api", "--delay", "0"]
            .into_iter()
            .chain(arguments.iter().copied())
            .collect();
        xtask_in(self.0.path(), &all)
    }

    /// Captures, which must end well.
    pub(crate) fn captured(&self, arguments: &[&str]) -> String {
        let ran = self.capture(arguments);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
        ran.messages
    }

    /// Every capture: path below `api/captures/` → content.
    pub(crate) fn captures(&self) -> BTreeMap<String, Vec<u8>> {
        repository::files(&self.path("api/captures"))
    }

    /// Their names.
    pub(crate) fn names(&self) -> Vec<String> {
        self.captures().into_keys().collect()
    }

    pub(crate) fn ledger(&self) -> String {
        fs::read_to_string(self.path("api/captures.yaml")).expect("there is a ledger")
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("it lies in a directory")).expect("the directory is made");
        fs::write(path, bytes).expect("the file is written");
    }
}
