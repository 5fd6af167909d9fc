//! `cargo xtask openapi`: the spec as one OpenAPI 3.1 document.

use std::io::Write;

use generator::spec::openapi::export;

use crate::cli::Openapi;
use crate::pipeline;
use crate::problem::Problem;
use crate::report::{Pages, Report};
use crate::tree;
use crate::workspace::Api;
use crate::{Environment, Exit, document, source};

/// Runs the command. Warnings are `regen`'s to print; only errors are printed here.
pub(crate) fn openapi(
    options: &Openapi,
    environment: &Environment,
    output: &mut dyn Write,
    report: &mut Report<'_>,
) -> Result<Exit, Problem> {
    let api = Api::find(options.api.as_deref(), environment)?;
    let mut source = source::read(&api.directory)?;
    if let Some(problem) = source.problems.pop() {
        return Err(problem);
    }
    let document = pipeline::reconciled(&source).map(|made| export(&made.spec, &made.api));
    match document {
        Ok(text) => {
            match &options.out {
                Some(file) => {
                    let path = environment.directory.join(file);
                    tree::write(&path, &text)?;
                    report.status("Wrote", &report.show(&path));
                }
                None => document::print(&text, output)?,
            }
            Ok(Exit::Done)
        }
        Err(errors) => {
            let pages = Pages::of(&api.directory, &source);
            for error in errors {
                report.diagnostic(&error, &pages);
            }
            Ok(Exit::BadInput)
        }
    }
}
