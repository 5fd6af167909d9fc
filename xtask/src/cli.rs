//! The command line, as `--help` prints it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

mod capture;
mod new;

pub(crate) use capture::Capture;
pub(crate) use new::New;

use crate::mock::{Latency, share};
use crate::transaction;

/// A macro, so that longer texts can be made with it.
macro_rules! exit_codes {
    () => {
        "\
Exit codes:
  0  done, or everything is fresh
  1  bad input; each reason is printed with file, line and remedy
  2  wrong usage
  4  `--check` found something stale, or `drift` found changes"
    };
}

/// Turns captured API documentation pages into a reviewed spec and a Rust client.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = EXIT_CODES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const EXIT_CODES: &str = exit_codes!();

/// Those of commands that find nothing stale and no changes.
const FEW_EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  bad input; each reason is printed with file, line and remedy
  2  wrong usage";

const JSON_LINES: &str = concat!(
    "\
With `--format json` each line of the output is one object; status lines still go to the error stream.
  reason `diagnostic`: code (null when something other than a page or a YAML file stands in the way), severity, message,
    id (of the contradiction it is about), file, line, column, end_column, notes, hint. Lines and columns count from 1,
    columns in characters (Unicode scalar values); end_column is the first one behind the words. What does not apply is
    null.
  reason `summary`, the last line: exit_code, errors, warnings, known_contradictions, captures, left_out, endpoints,
    groups, guessed (counts of what no page states: types, presences, lists of values kept as printed; and of the
    contradictions that a rule decided), fresh, written, removed, stale, timings (with `--timings`: phase and milliseconds
    of each phase and of all), next (the command to run, or null).

",
    exit_codes!()
);

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Regen(Regen),
    Openapi(Openapi),
    Drift(Drift),
    Capture(Capture),
    Coverage(Coverage),
    Explain(Explain),
    New(New),
    Mock(Mock),
    /// Carries out what a run has committed; started by that run alone
    #[command(name = transaction::APPLY, hide = true)]
    Apply(Apply),
}

/// The rest of a run that writes.
#[derive(Debug, Args)]
pub(crate) struct Apply {
    /// The directories it writes to, the API directory first
    #[arg(required = true)]
    pub(crate) roots: Vec<PathBuf>,
}

/// Captures → spec → client.
///
/// Reads DIR/captures/, writes DIR/spec/, DIR/names.yaml, the JSON Schemas and the client's src/api/ and tests/api/; also
/// the client's Cargo.toml, as long as nobody has edited it.
///
/// Without errors in the input everything is written; otherwise nothing is.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = JSON_LINES)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub(crate) struct Regen {
    /// Directory that holds `captures/` [default: the only one under `specs/` of this workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) api: Option<PathBuf>,
    /// Client crate to write to, made if missing [default: `client` within DIR where `cargo xtask new` has made it, or
    /// `generated-client` of this workspace for the only API under `specs/`; any other API needs this option, so that no
    /// client is overwritten by another API]
    #[arg(long, value_name = "DIR")]
    pub(crate) client: Option<PathBuf>,
    /// Write nothing; end with 4 when a file is stale, missing or left over
    #[arg(long)]
    pub(crate) check: bool,
    /// Leave out pages with errors and write what is sound; still ends with 1
    #[arg(long)]
    pub(crate) keep_going: bool,
    /// How what is found on the pages is printed
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: Findings,
    /// Take what the docs leave open for an error: print all of it, known or new, write nothing and end with 1
    #[arg(long, value_name = "WHAT", value_enum, value_delimiter = ',')]
    pub(crate) deny: Vec<Deny>,
    /// Print every finding whole: also contradictions that a rule settles or that the spec holds already, and further
    /// warnings of a code that has many
    #[arg(long)]
    pub(crate) verbose: bool,
    /// Print how long each phase took
    #[arg(long)]
    pub(crate) timings: bool,
}

/// How the findings of a run are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Findings {
    /// For people, to the error stream
    #[default]
    Text,
    /// For editors and CI, to the output stream: one JSON object on each line
    Json,
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

/// The spec as one OpenAPI document (JSON).
///
/// Reads DIR/captures/ and prints the spec; writes nothing else.
#[derive(Debug, Args)]
#[command(after_help = FEW_EXIT_CODES)]
pub(crate) struct Openapi {
    /// Directory that holds `captures/` [default: the only one under `specs/` of this workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) api: Option<PathBuf>,
    /// File to write [default: standard output]
    #[arg(long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    /// Version of OpenAPI
    #[arg(long = "openapi-version", value_name = "VERSION", value_enum, default_value = "3.1")]
    pub(crate) version: OpenapiVersion,
}

/// The versions of OpenAPI that the spec can be printed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OpenapiVersion {
    /// For tools that do not read 3.1; what it has no word for stands under `x-` keys
    #[value(name = "3.0")]
    V3_0,
    /// Schemas are JSON Schema
    #[value(name = "3.1")]
    V3_1,
}

/// What the navigation lists against what is captured.
///
/// Reads DIR/captures/ and prints every page that their navigation lists: captured, in development, unreadable,
/// ignored in api.yaml or not captured. Writes nothing.
///
/// Pages with errors are counted as unreadable; only mistakes in what is written by hand end the run with 1.
#[derive(Debug, Args)]
#[command(after_help = FEW_EXIT_CODES)]
pub(crate) struct Coverage {
    /// Directory that holds `captures/` [default: the only one under `specs/` of this workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) api: Option<PathBuf>,
    /// How to print it
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// What has changed since a git revision, and the version it asks for.
///
/// Compares DIR/spec/ at a git revision with the spec that DIR/captures/ give now; writes nothing.
#[derive(Debug, Args)]
#[command(after_help = EXIT_CODES, after_long_help = DRIFT_HELP)]
pub(crate) struct Drift {
    /// Directory that holds `captures/` [default: the only one under `specs/` of this workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) api: Option<PathBuf>,
    /// Client crate whose version counts [default: `client` within DIR where `cargo xtask new` has made it, or
    /// `generated-client` of this workspace for the only API under `specs/`]
    #[arg(long, value_name = "DIR")]
    pub(crate) client: Option<PathBuf>,
    /// Commit, branch or tag to compare with
    #[arg(long, value_name = "REV", default_value = "HEAD", allow_hyphen_values = true)]
    pub(crate) base: String,
    /// How to print what has changed
    #[arg(long, value_enum, default_value_t)]
    pub(crate) format: Format,
}

/// What a code such as `unknown-type` means, and what to do.
///
/// Prints what codes mean, why they matter and what to do; without CODE lists them all.
#[derive(Debug, Args)]
#[command(after_help = FEW_EXIT_CODES)]
pub(crate) struct Explain {
    /// Codes as printed in brackets: `unknown-type` of `error[unknown-type]`; or the id of a contradiction: `c-46fb57fe`
    #[arg(value_name = "CODE")]
    pub(crate) codes: Vec<String>,
    /// Directory whose contradictions are meant [default: the only one under `specs/` of this workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) api: Option<PathBuf>,
}

/// The API on loopback, made from its pages: try a client without an account.
///
/// Reads DIR/captures/, prints the variables that lead a client to it, then one line for each call, until it is ended.
///
/// Answers with the captured examples, and tells all that is wrong with a call: verb, path, parameters, body, signature.
#[derive(Debug, Args)]
#[command(after_help = FEW_EXIT_CODES, after_long_help = MOCK_HELP)]
pub(crate) struct Mock {
    /// Directory that holds `captures/` [default: the only one under `specs/` of this workspace]
    #[arg(long, value_name = "DIR")]
    pub(crate) api: Option<PathBuf>,
    /// Port to listen on, on 127.0.0.1 alone [default: a free one]
    #[arg(long, value_name = "N", default_value_t, hide_default_value = true)]
    pub(crate) port: u16,
    /// Share of calls that meet a failing server, such as 0.2: HTTP 500, 502, 503 or 429, a reset connection, a body that
    /// is cut or slow, an HTML page
    #[arg(long, value_name = "P", value_parser = share, allow_negative_numbers = true, default_value = "0", hide_default_value = true)]
    pub(crate) fail_rate: f64,
    /// How long answers take at least: `200ms`, `50ms..2s`
    #[arg(long, value_name = "DURATION", default_value = "0s", hide_default_value = true)]
    pub(crate) latency: Latency,
    /// Share of answers in which one field has another type than documented; all of them without P
    #[arg(
        long,
        value_name = "P",
        value_parser = share,
        allow_negative_numbers = true,
        num_args = 0..=1,
        default_value = "0",
        default_missing_value = "1",
        hide_default_value = true
    )]
    pub(crate) lie: f64,
    /// Number that decides what happens to which call [default: another one for each run]
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
}

const MOCK_HELP: &str = "\
Refused calls: everything that is wrong is told in the message of the envelope. The HTTP status is 200 and the code 400,
or 401 when authentication is part of it; without an envelope in api.yaml the HTTP status is that code. Paths that no page
documents are a 404, verbs that a path does not have a 405.
Headers of answers: `x-mock-hint` for what is taken although it may be a mistake, `x-mock-fault` for a failure that
`--fail-rate` asked for, `x-mock-lie` for the field that `--lie` changed: `data.refund.id string->number`.

Exit codes:
  0  done
  1  bad input, or the port is taken; each reason is printed with its remedy
  2  wrong usage";

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
