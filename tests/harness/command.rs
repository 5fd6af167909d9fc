//! `cargo xtask` in this process.

use std::ffi::OsString;
use std::path::Path;

use xtask::{Environment, Exit};

use crate::repository;

/// How a run ended and what it printed.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) exit: Exit,
    pub(crate) output: String,
    pub(crate) messages: String,
}

/// Runs `cargo xtask` with `arguments` in `directory`.
pub(crate) fn xtask_in(directory: &Path, arguments: &[&str]) -> Ran {
    let environment = Environment::plain(directory, repository::root());
    let words = std::iter::once("cargo xtask").chain(arguments.iter().copied()).map(OsString::from);
    let (mut output, mut messages) = (Vec::new(), Vec::new());
    let exit = xtask::run(words, &environment, &mut output, &mut messages);
    Ran {
        exit,
        output: String::from_utf8(output).expect("output is UTF-8"),
        messages: String::from_utf8(messages).expect("messages are UTF-8"),
    }
}

/// Runs `cargo xtask` with `arguments` in the root of this workspace.
pub(crate) fn xtask(arguments: &[&str]) -> Ran {
    xtask_in(&repository::root(), arguments)
}
