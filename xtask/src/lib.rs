//! The command line of the workspace: all reading, writing and printing is done here, all thinking in `generator`.

mod cli;
mod document;
mod excerpt;
mod known;
mod new_client;
mod openapi;
mod pipeline;
mod problem;
mod regen;
mod report;
mod source;
mod summary;
mod tree;
mod workspace;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command};
use report::Report;

/// Runs one command line; `arguments` start with the name of the program.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    environment: &Environment,
    output: &mut dyn Write,
    messages: &mut dyn Write,
) -> Exit {
    let mut report = Report::new(environment, messages);
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return report.usage(&error, output),
    };
    let done = match cli.command {
        Command::Regen(options) => regen::regen(&options, environment, &mut report),
        Command::Openapi(options) => openapi::openapi(&options, environment, output, &mut report),
    };
    done.unwrap_or_else(|problem| report.problem(&problem))
}

/// What a run takes from the process it runs in.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The directory that relative paths start from, absolute.
    pub directory: PathBuf,
    /// The root of the workspace: where `specs/` and `generated-client/` lie.
    pub workspace: PathBuf,
    /// Whether messages are coloured.
    pub color: bool,
}

impl Environment {
    /// That of this process.
    ///
    /// # Errors
    /// When the current directory is gone or may not be read.
    pub fn current() -> io::Result<Self> {
        let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_dumb = std::env::var_os("TERM").is_some_and(|value| value == "dumb");
        Ok(Self {
            directory: std::env::current_dir()?,
            workspace: workspace_root(),
            color: io::stderr().is_terminal() && !no_color && !is_dumb,
        })
    }
}

/// The directory above this package. Cargo tells where that is when it runs us, from whichever folder it was called;
/// a binary that is run by itself falls back to where it was built.
fn workspace_root() -> PathBuf {
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    package.parent().map_or_else(|| package.clone(), Path::to_path_buf)
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, or everything is fresh.
    Done,
    /// The input is wrong; each reason is printed.
    BadInput,
    /// The command line is wrong.
    WrongUsage,
    /// `--check` found something stale.
    Stale,
}

impl Exit {
    /// The code that the process ends with.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::BadInput => 1,
            Self::WrongUsage => 2,
            Self::Stale => 4,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}

#[cfg(test)]
mod tests;
