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
  4  `--check` found something stale, or `drift` found changes";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Captures → spec → client
    Regen(Regen),
    /// The spec as one OpenAPI 3.1 document (JSON)
    Openapi(Openapi),
    /// What has changed since a git revision, and the version it asks for
    Drift(Drift),
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

/// Compares DIR/spec/ at a git revision with the spec that DIR/captures/ give now; writes nothing.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = DRIFT_HELP)]
pub(crate) struct Drift {
    /// Directory that holds `captures/` [default: the only one under `specs/` of this workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) api: Option<PathBuf>,
    /// Client crate whose version counts [default: `generated-client` of this workspace, for the only API under `specs/`]
    #[arg(long, value_name = "DIR")]
    pub(crate) client: Option<PathBuf>,
    /// Commit, branch or tag to compare with
    #[arg(long, value_name = "REV", default_value = "HEAD", allow_hyphen_values = true)]
    pub(crate) base: String,
    /// How to print what has changed
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

const DRIFT_HELP: &str = "\
Each change has two levels. On the wire: what requests and responses look like. In Rust: what the client's functions and
types look like. `breaking` means that what worked may fail, `additive` that there is more than there was, `wording` that
the same is said in other words.

The JSON document:
  api, base          the API directory and the revision, as they were typed
  counts             {breaking, additive, wording}: how many changes of each level
  level              what the changes ask of the next version: none, wording, additive or breaking
  version            {package, current, next} of the client crate, or null
  changes[]          in the order of the spec:
    level, summary   the worse of `wire` and `rust`; one line
    id               `d-` and eight digits; depends on what has changed, not on how
    place, property  `POST /orders request.id`, `type`
    endpoints[]      the endpoints it affects, directly or through a named schema
    wire, rust       none, wording, additive or breaking
    before, after    {words, evidence[]}: what each side says, and on which page and line; or null
    items[]          {path, before, after}: items of the client, with their signatures

Versions follow cargo's rules: what breaks asks for the next major version, or the next minor one below 1.0.0.
`regen --check` compares with the newest tag `v1.2.3` or `<client>-v1.2.3` on HEAD and finds a client stale whose
version is lower than the changes since then ask for.

Exit codes:
  0  nothing has changed
  1  bad input; each reason is printed with its remedy
  2  wrong usage
  4  something has changed";
