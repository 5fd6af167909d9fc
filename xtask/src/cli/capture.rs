//! The command line of `cargo xtask capture`.

use std::path::PathBuf;

use clap::Args;

use super::FEW_EXIT_CODES;

/// Fetches or imports documentation pages.
///
/// Writes DIR/captures/ and DIR/captures.yaml, and tells what is new, changed or gone.
#[derive(Debug, Args)]
#[command(after_help = FEW_EXIT_CODES, after_long_help = CAPTURE_HELP)]
pub(crate) struct Capture {
    /// Address of a site or page, a file, a folder, or `-` for standard input
    #[arg(value_name = "SOURCE", required = true, allow_hyphen_values = false)]
    pub(crate) sources: Vec<String>,
    /// Directory whose `captures/` they go to, made if missing
    #[arg(long, value_name = "DIR")]
    pub(crate) api: PathBuf,
    /// Directory below `captures/`, such as `v1-en` [default: none]
    #[arg(long, value_name = "NAME")]
    pub(crate) edition: Option<String>,
    /// Ask for so many pages at most; the same command goes on with the rest
    #[arg(long, value_name = "N")]
    pub(crate) limit: Option<usize>,
    /// Pause between two pages, in milliseconds; `robots.txt` may ask for a longer one
    #[arg(long, value_name = "MS", default_value_t = 500)]
    pub(crate) delay: u64,
    /// How long one page may take, in milliseconds
    #[arg(long, value_name = "MS", default_value_t = 30_000)]
    pub(crate) timeout: u64,
    /// A host that may lie in a private network; addresses that are written out, and `localhost`, may anyway
    #[arg(long, value_name = "HOST")]
    pub(crate) private: Vec<String>,
    /// File name for what comes through standard input [default: its first line and its hash]
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
}

const CAPTURE_HELP: &str = "\
A site is asked for `llms.txt`, below its own path and at its root, and for each Markdown page that this lists; without it
for the page itself, those in the navigation that it embeds, those that it links to, and so on below its own path. A page
is an address that ends with `.md`, `.html` and the like, or with the number of a page (`421118e0`). Pages that were
captured before are asked for again, and marked in DIR/captures.yaml when they are gone; their captures stay, also where
a page to log in is all that is shown now.

Nothing is read that robots.txt asks robots not to read (our name there is `api-docs-capture`), and nothing on other hosts
or in private networks. Proxies are not used: behind them nobody could check where a name leads.

The same command goes on with a run that was interrupted less than a day ago.

Exit codes:
  0  done
  1  bad input, or a page could not be had; each reason is printed
  2  wrong usage";
