//! The command line of `cargo xtask new`.

use std::path::PathBuf;

use clap::Args;

use super::FEW_EXIT_CODES;

/// Starts another vendor's API.
///
/// Makes DIR/api.yaml, DIR/captures/ and a client crate that compiles; overwrites nothing.
#[derive(Debug, Args)]
#[command(after_help = FEW_EXIT_CODES)]
pub(crate) struct New {
    /// Directory of the API, made if missing
    #[arg(value_name = "DIR")]
    pub(crate) directory: PathBuf,
    /// Name of the API, as its vendor writes it
    #[arg(long, value_name = "NAME")]
    pub(crate) name: String,
    /// Client crate [default: `client` within DIR]
    #[arg(long, value_name = "DIR")]
    pub(crate) client: Option<PathBuf>,
}
