//! `cargo xtask coverage`: what the navigation lists against what is captured.

mod markdown;
mod next;
mod text;

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use generator::scrape::Capture;
use generator::spec::coverage::{Captured, survey};

use crate::cli::{Coverage, Format};
use crate::pipeline::{self, Surveyed};
use crate::problem::Problem;
use crate::report::Report;
use crate::source::Source;
use crate::workspace::Api;
use crate::{Environment, Exit, document, source, summary};

/// Runs the command.
pub(crate) fn coverage(
    options: &Coverage,
    environment: &Environment,
    output: &mut dyn Write,
    report: &mut Report<'_>,
) -> Result<Exit, Problem> {
    let api = Api::find(options.api.as_deref(), environment)?;
    let source = source::read(&api.directory)?;
    let surveyed = match pipeline::surveyed(&source) {
        Ok(surveyed) => surveyed,
        Err(errors) => return Ok(report.refuse(&errors, &api.directory, &source)),
    };
    let lost = lost(&source, &api.directory);
    let captures: Vec<_> = source.captures.iter().map(|capture| captured(capture, &surveyed)).collect();
    let captures = captures
        .into_iter()
        .chain(lost.iter().map(|capture| Captured { errors: 1, ..captured(capture, &surveyed) }));
    let coverage = survey(&surveyed.spec, &surveyed.api, &captures.collect::<Vec<_>>());
    let text = match options.format {
        Format::Text => {
            let command = format!("cargo xtask regen{}", summary::api_option(options.api.as_ref()));
            let shown = |file: &str| report.show(&api.directory.join(file));
            text::document(&coverage, &next::of(&coverage).told(&command, shown))
        }
        Format::Json => coverage.to_json(),
        Format::Markdown => markdown::document(&coverage),
    };
    document::print(&text, output)?;
    Ok(Exit::Done)
}

fn captured<'a>(capture: &'a Capture, surveyed: &'a Surveyed) -> Captured<'a> {
    Captured {
        file: &capture.file,
        edition: capture.edition(),
        text: std::str::from_utf8(&capture.bytes).ok(),
        is_prose: surveyed.prose.contains_key(&capture.file),
        title: surveyed.prose.get(&capture.file).and_then(Option::as_deref),
        errors: surveyed.errors.iter().filter(|error| error.origin.file == capture.file).count(),
    }
}

/// The captures that the system does not let us read.
fn lost(source: &Source, directory: &Path) -> Vec<Capture> {
    let paths = source.problems.iter().filter_map(|problem| problem.path.as_ref());
    paths
        .map(|path| {
            let parts = path.strip_prefix(directory).unwrap_or(path).iter();
            let parts: Vec<_> = parts.map(|part| part.to_string_lossy()).collect();
            Capture { file: Arc::from(parts.join("/")), bytes: Vec::new() }
        })
        .collect()
}
