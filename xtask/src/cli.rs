//! The command line, as `--help` prints it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Turns captured API documentation pages into a reviewed spec and a Rust client.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done, or everything is fresh
  1  bad input; each reason is printed with file, line and remedy
  2  wrong usage
  4  `--check` found something stale";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Captures → spec → client
    Regen(Regen),
    /// The spec as one OpenAPI 3.1 document (JSON)
    Openapi(Openapi),
}

/// Reads DIR/captures/, writes DIR/spec/, DIR/names.yaml, the JSON Schemas and the client's src/api/ and tests/api/.
///
/// Without errors in the input everything is written; otherwise nothing is.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Regen {
    /// Directory that holds `captures/` [default: the only one under `specs/` of this workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) api: Option<PathBuf>,
    /// Client crate to write to, made if missing [default: `generated-client` of this workspace, for the only API under
    /// `specs/`; any other API needs this option, so that no client is overwritten by another API]
    #[arg(long, value_name = "DIR")]
    pub(crate) client: Option<PathBuf>,
    /// Write nothing; end with 4 when a file is stale, missing or left over
    #[arg(long)]
    pub(crate) check: bool,
    /// Leave out pages with errors and write what is sound; still ends with 1
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// Take what the docs leave open for an error: print all of it, known or new, write nothing and end with 1
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    pub(crate) deny: Vec<Deny>,
}

/// What `--deny` takes for an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Deny {
    /// Contradictions that neither a rule without loss nor a person settles
    Contradictions,
}

/// How a document is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people at a terminal
    #[default]
    Text,
    /// For other programs
    Json,
    /// For a pull request
    Markdown,
}

/// Reads DIR/captures/ and prints the spec; writes nothing else.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Openapi {
    /// Directory that holds `captures/` [default: the only one under `specs/` of this workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) api: Option<PathBuf>,
    /// File to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
}
