//! The command line of the workspace: all reading, writing and printing is done here, all thinking in `generator`.

#![deny(missing_docs)]

mod base;
mod capture;
mod cli;
mod client_crate;
mod condensed;
mod coverage;
mod current;
mod document;
mod drift;
mod excerpt;
mod explain;
mod git;
mod known;
mod markdown;
mod masking;
pub mod mock;
mod new;
mod new_client;
mod openapi;
mod pipeline;
mod problem;
mod progress;
mod record;
mod regen;
mod report;
mod save;
mod source;
mod summary;
mod timings;
mod transaction;
mod tree;
mod version;
mod workspace;

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;

use cli::{Cli, Command, Findings};
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
        Command::Regen(options) => {
            if options.format == Findings::Json {
                report.record_to(output);
            }
            regen::regen(&options, environment, &mut report)
        }
        Command::Openapi(options) => openapi::openapi(&options, environment, output, &mut report),
        Command::Coverage(options) => coverage::coverage(&options, environment, output, &mut report),
        Command::Explain(options) => explain::explain(&options, environment, output),
        Command::Capture(options) => capture::capture(&options, environment, &mut report),
        Command::New(options) => new::new(&options, environment, &mut report),
        Command::Mock(options) => mock::mock(&options, environment, output, &mut report),
        Command::Apply(options) => transaction::apply(&options.roots).map(|()| Exit::Done),
        Command::Drift(options) => drift::drift(&options, environment, output, &mut report),
    };
    let exit = done.unwrap_or_else(|problem| report.problem(&problem));
    report.finish(exit);
    exit
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
    /// Whether long work shows how far it is.
    pub progress: bool,
    /// How many columns the terminal has that messages go to.
    pub columns: Option<usize>,
    /// This program, to be started for work that must not end with this process; without it such work is done here.
    pub program: Option<PathBuf>,
}

impl Environment {
    /// One without a terminal, where relative paths start from `directory`.
    pub fn plain(directory: impl Into<PathBuf>, workspace: impl Into<PathBuf>) -> Self {
        let (directory, workspace) = (directory.into(), workspace.into());
        Self { directory, workspace, color: false, progress: false, columns: None, program: None }
    }

    /// That of this process.
    ///
    /// # Errors
    /// When the current directory is gone or may not be read.
    pub fn current() -> io::Result<Self> {
        let terminal = io::stderr().is_terminal();
        let appearance = Appearance::of(terminal, |name| std::env::var_os(name));
        Ok(Self {
            directory: std::env::current_dir()?,
            workspace: workspace_root(),
            color: appearance.color,
            progress: appearance.progress,
            columns: columns(),
            program: std::env::current_exe().ok(),
        })
    }
}

/// How messages may look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Appearance {
    color: bool,
    progress: bool,
}

impl Appearance {
    /// Follows from where messages go and from the variables of the process.
    fn of(is_terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let no_color = variable("NO_COLOR").is_some_and(|value| !value.is_empty());
        let is_dumb = variable("TERM").is_some_and(|value| value == "dumb");
        let progress = is_terminal && !is_dumb;
        Self { color: progress && !no_color, progress }
    }
}

/// The width of the terminal that messages go to, if they do.
#[cfg(unix)]
fn columns() -> Option<usize> {
    let size = rustix::termios::tcgetwinsize(io::stderr()).ok()?;
    Some(usize::from(size.ws_col)).filter(|columns| *columns > 0)
}

/// Elsewhere lines are cut as if there were no terminal.
#[cfg(not(unix))]
const fn columns() -> Option<usize> {
    None
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
