//! What the command line names: a site, a page, a file, a folder or standard input.

use std::path::PathBuf;

use generator::spec::device_name::is_device;
use url::Url;

use super::file_name::sha256;
use super::location::{clean, parse};
use crate::Environment;
use crate::problem::Problem;

/// One source of captures.
#[derive(Debug)]
pub(super) enum Source {
    /// On the web.
    Url(Url),
    /// On this machine.
    Path(PathBuf),
    /// Standard input.
    Stdin,
}

impl Source {
    pub(super) const fn url(&self) -> Option<&Url> {
        match self {
            Self::Url(url) => Some(url),
            Self::Path(_) | Self::Stdin => None,
        }
    }
}

/// Reads the sources of a command line.
pub(super) fn read(sources: &[String], environment: &Environment) -> Result<Vec<Source>, Problem> {
    let inputs = sources.iter().filter(|source| *source == "-").count();
    if inputs > 1 {
        return Err(Problem::usage("standard input is named twice", "write `-` once"));
    }
    sources.iter().map(|source| one(source, environment)).collect()
}

fn one(source: &str, environment: &Environment) -> Result<Source, Problem> {
    if source == "-" {
        return Ok(Source::Stdin);
    }
    if source.contains("://") {
        let remedy = "write it as the browser shows it: `https://docs.acme.example`";
        // What is no address may hold a password all the same, so it is not repeated.
        return parse(source)
            .map(Source::Url)
            .ok_or_else(|| Problem::usage("a source is no address of the web", remedy));
    }
    let path = environment.directory.join(source);
    if path.exists() {
        return Ok(Source::Path(path));
    }
    let is_host = source.split('/').next().is_some_and(|host| host.contains('.') && !host.starts_with('.'));
    let remedy = if is_host {
        format!("if a site is meant, write `https://{source}`")
    } else {
        "name a file or folder that is there, an address that starts with `https://`, or `-`".to_owned()
    };
    Err(Problem::at(&path, "there is no such file or folder", remedy))
}

/// An edition is one directory on every system.
pub(super) fn check_edition(edition: &str) -> Result<(), Problem> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    let starts_well = edition.starts_with(|first: char| first.is_ascii_alphanumeric());
    let is_name = starts_well && edition.bytes().all(is_plain) && edition.len() <= 64;
    // Windows takes `con.v1` for a device, too.
    let stem = edition.split('.').next().unwrap_or_default();
    if is_name && !edition.ends_with('.') && !is_device(stem) {
        return Ok(());
    }
    Err(Problem::usage(
        "the edition is no name of a directory on every system",
        "use letters, digits, `-`, `_` and `.`, such as `--edition v1-en`",
    ))
}

/// What tells this run from others, without what is secret in it.
pub(super) fn task(sources: &[Source], edition: Option<&str>) -> String {
    let urls = sources.iter().filter_map(Source::url).map(clean);
    let words: Vec<_> = urls.chain(edition.map(str::to_owned)).collect();
    sha256(words.join("\n").as_bytes())
}
