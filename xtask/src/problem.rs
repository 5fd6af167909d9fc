//! What stops a run beside the pages themselves: a path that does not read or write, or a wrong command line.

use std::io;
use std::path::{Path, PathBuf};

use crate::Exit;

/// One reason to stop, with its remedy.
#[derive(Debug)]
pub(crate) struct Problem {
    /// What is wrong, in one sentence.
    pub(crate) message: String,
    /// The path it is wrong with.
    pub(crate) path: Option<PathBuf>,
    /// What to do about it.
    pub(crate) remedy: String,
    /// How the run ends.
    pub(crate) exit: Exit,
}

impl Problem {
    /// Bad input at `path`.
    pub(crate) fn at(path: &Path, message: impl Into<String>, remedy: impl Into<String>) -> Self {
        let path = Some(path.to_path_buf());
        Self { message: message.into(), path, remedy: remedy.into(), exit: Exit::BadInput }
    }

    /// A wrong command line.
    pub(crate) fn usage(message: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { message: message.into(), path: None, remedy: remedy.into(), exit: Exit::WrongUsage }
    }

    /// The system refused to `verb` the file or directory at `path`.
    pub(crate) fn io(verb: &str, path: &Path, error: &io::Error) -> Self {
        let remedy = match error.kind() {
            io::ErrorKind::PermissionDenied => "give yourself permission to it, then run the command again",
            io::ErrorKind::IsADirectory => "a directory lies where a file belongs; move it away",
            io::ErrorKind::NotADirectory => "a file lies where a directory belongs; move it away",
            io::ErrorKind::StorageFull => "make room on the disk, then run the command again",
            _ => "check that the path is right and that nothing else changes it, then run the command again",
        };
        Self::at(path, format!("cannot {verb} this: {error}"), remedy)
    }
}
