//! `cargo xtask openapi`: the spec as one OpenAPI 3.1 document.

use std::io::{self, Write};

use generator::diagnostic::Diagnostic;
use generator::spec::openapi::export;

use crate::cli::Openapi;
use crate::pipeline::by_hand;
use crate::problem::Problem;
use crate::report::{Pages, Report};
use crate::tree::{self, Change};
use crate::workspace::Api;
use crate::{Environment, Exit, source};

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
    let document = by_hand(&source).and_then(|(api, mut names)| {
        let (pages, found) = generator::read(&source.captures);
        let found = unless_errors(found)?;
        let (spec, more) = generator::reconcile(&pages, &api, &mut names);
        unless_errors(found.into_iter().chain(more).collect())?;
        Ok(export(&spec, &api))
    });
    match document {
        Ok(text) => {
            match &options.out {
                Some(file) => {
                    let path = environment.directory.join(file);
                    tree::apply(&[Change { path: path.clone(), text: Some(text) }])?;
                    report.status("Wrote", &report.show(&path));
                }
                None => print(&text, output)?,
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

/// The diagnostics of a stage, or its errors.
fn unless_errors(found: Vec<Diagnostic>) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    if found.iter().any(Diagnostic::is_error) {
        return Err(found.into_iter().filter(Diagnostic::is_error).collect());
    }
    Ok(found)
}

/// Prints the document. A reader who closes the pipe has read enough.
fn print(text: &str, output: &mut dyn Write) -> Result<(), Problem> {
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let message = format!("the document cannot be printed: {error}");
            let remedy = "write it to a file with `--out FILE`".to_owned();
            Err(Problem { message, path: None, remedy, exit: Exit::BadInput })
        }
        _ => Ok(()),
    }
}
