//! `cargo xtask regen`: captures → spec → client, written or checked.

use std::path::Path;

use generator::spec::{json_schema, yaml};

use crate::cli::Regen;
use crate::known::Known;
use crate::pipeline::{self, Made};
use crate::problem::Problem;
use crate::report::{Pages, Report};
use crate::summary::{self, Tally, count};
use crate::tree::{self, Change, Tree};
use crate::workspace::{self, Api};
use crate::{Environment, Exit, new_client, source};

/// Runs the command.
pub(crate) fn regen(
    options: &Regen,
    environment: &Environment,
    report: &mut Report<'_>,
) -> Result<Exit, Problem> {
    let api = Api::find(options.api.as_deref(), environment)?;
    let client = workspace::client(options.client.as_deref(), &api, environment)?;
    let source = source::read(&api.directory)?;
    let captures = count(source.captures.len(), "capture");
    report.status("Reading", &format!("{} ({captures})", report.show(&api.directory)));

    let known = Known::read(&api.directory, report);
    let mut outcome = pipeline::run(&source, options.keep_going);
    let contradictions = known.part(options, &mut outcome);
    for problem in &source.problems {
        report.problem(problem);
    }
    let pages = Pages::of(&api.directory, &source);
    for diagnostic in &outcome.diagnostics {
        report.diagnostic(diagnostic, &pages);
    }
    contradictions.tell(&api.directory, report);
    let tally = Tally::of(&outcome.diagnostics, source.problems.len(), contradictions.known);
    let may_write = (tally.is_sound() || options.keep_going) && contradictions.denied == 0;
    let Some(made) = outcome.made.filter(|_| may_write) else {
        report.status("Stopped", &format!("{tally}; nothing was written"));
        let next = match contradictions.denied {
            0 => summary::mend(options, tally.on_captures),
            _ => summary::settle(options, &report.show(&api.directory.join("overrides.yaml"))),
        };
        report.status("Next", &next);
        return Ok(Exit::BadInput);
    };
    for file in &outcome.left_out {
        report.status("Left out", &report.show(&api.directory.join(&**file)));
    }
    let changes = save(&trees(&api, &client, &made, environment)?, options.check, report)?;
    report.status("Finished", &format!("{}, {tally}", summary::extent(&made.spec)));
    let is_stale = options.check && !changes.is_empty();
    let (exit, next) = match (tally.is_sound(), is_stale) {
        (false, _) => (Exit::BadInput, summary::mend(options, 0)),
        (true, true) => (Exit::Stale, format!("run `{}`", summary::command(options))),
        (true, false) => (Exit::Done, summary::test_command(&client, environment, report)),
    };
    report.status("Next", &next);
    Ok(exit)
}

/// Everything as it should be on disk.
fn trees(api: &Api, client: &Path, made: &Made, environment: &Environment) -> Result<Vec<Tree>, Problem> {
    let base = api.schema_base();
    let mut spec = yaml::write_spec(&made.spec, &format!("../{base}"));
    // People may lay out this file as they like, so that only a new name is a reason to write it.
    if let Some(names) = &made.names {
        spec.insert("names.yaml".to_owned(), yaml::write_names(names, base));
    }
    let mut client_files = made.client.clone();
    client_files.extend(new_client::files(client, environment)?);
    Ok(vec![
        Tree::new(api.directory.clone(), spec).owning("spec", "yaml"),
        Tree::new(workspace::tidy(&api.schema_directory()), json_schema::all()),
        Tree::new(client.to_path_buf(), client_files)
            .owning("src/api", "rs")
            .owning("tests/api", "rs")
            .owning("tests/api", "json"),
    ])
}

/// Writes what differs, or only names it.
fn save(trees: &[Tree], is_check: bool, report: &mut Report<'_>) -> Result<Vec<Change>, Problem> {
    let mut changes = Vec::new();
    for tree in trees {
        changes.extend(tree.changes()?);
    }
    // Told before the files are touched, since afterwards nothing is missing.
    let lines: Vec<_> = changes.iter().map(|change| line(change, is_check, report)).collect();
    if !is_check {
        tree::apply(&changes)?;
    }
    for (verb, what) in lines {
        report.status(verb, &what);
    }
    let expected: usize = trees.iter().map(Tree::len).sum();
    let written = changes.iter().filter(|change| change.text.is_some()).count();
    if expected > written {
        report.status("Fresh", &count(expected - written, "file"));
    }
    Ok(changes)
}

/// The status line of a change.
fn line(change: &Change, is_check: bool, report: &Report<'_>) -> (&'static str, String) {
    let shown = report.show(&change.path);
    match (&change.text, is_check) {
        (Some(_), false) => ("Wrote", shown),
        (None, false) => ("Removed", shown),
        (Some(_), true) if change.path.exists() => ("Stale", format!("{shown} differs")),
        (Some(_), true) => ("Stale", format!("{shown} is missing")),
        (None, true) => ("Stale", format!("{shown} is left over")),
    }
}
