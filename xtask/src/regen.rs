//! `cargo xtask regen`: captures → spec → client, written or checked.

use std::path::Path;

use generator::spec::{json_schema, yaml};

use crate::cli::Regen;
use crate::client_crate::Client;
use crate::known::Known;
use crate::pipeline::{self, Made};
use crate::problem::Problem;
use crate::progress::Progress;
use crate::report::{Pages, Report};
use crate::save::Saving;
use crate::summary::{self, Next, Tally, count};
use crate::timings::Timings;
use crate::transaction::{self, Roots};
use crate::tree::Tree;
use crate::workspace::{self, Api};
use crate::{Environment, Exit, condensed, new_client, source, version};

/// Runs the command.
pub(crate) fn regen(
    options: &Regen,
    environment: &Environment,
    report: &mut Report<'_>,
) -> Result<Exit, Problem> {
    let (exit, timings) = run(options, environment, report)?;
    if options.timings {
        let (phases, all) = timings.stop();
        report.timings(&phases, all);
    }
    Ok(exit)
}

fn run(
    options: &Regen,
    environment: &Environment,
    report: &mut Report<'_>,
) -> Result<(Exit, Timings), Problem> {
    let mut timings = Timings::start();
    timings.begin("Loading");
    let api = Api::find(options.api.as_deref(), environment)?;
    let client = workspace::client(options.client.as_deref(), &api, environment)?;
    workspace::refuse_overlap(&api, &client)?;
    let roots = Roots::new(&api.directory, &[&api.schema_directory(), &client])?;
    if !options.check {
        transaction::recover(&roots, environment, report)?;
    }
    let source = source::read(&api.directory)?;
    let captures = count(source.captures.len(), "capture");
    report.status("Reading", &format!("{} ({captures})", report.show(&api.directory)));

    let known = Known::read(&api.directory, report);
    let target = Client::read(&client)?;
    let mut progress = Progress::new(environment).timed(timings);
    let mut outcome = pipeline::run(&source, &target, options.keep_going, &mut progress);
    let mut timings = progress.end();
    timings.begin("Telling");
    let contradictions = known.part(options, &mut outcome);
    report.read(source.captures.len(), outcome.left_out.len());
    for problem in &source.problems {
        report.problem(problem);
    }
    let spec = outcome.made.as_ref().map(|made| &made.spec);
    condensed::tell(&outcome.diagnostics, spec, options, &Pages::of(&api.directory, &source), report);
    contradictions.tell(options, &api.directory, report);
    let tally = Tally::of(&outcome.diagnostics, source.problems.len(), contradictions.known);
    let may_write = (tally.is_sound() || options.keep_going) && contradictions.denied == 0;
    let Some(made) = outcome.made.filter(|_| may_write) else {
        let next = match contradictions.denied {
            0 => summary::mend(options, tally.on_captures),
            _ => summary::settle(options, &report.show(&api.directory.join("overrides.yaml"))),
        };
        return Ok((stopped(tally, next, report), timings));
    };
    for file in &outcome.left_out {
        report.status("Left out", &report.show(&api.directory.join(&**file)));
    }
    timings.begin("Printing");
    let trees = trees(&api, &client, &made, environment)?;
    let saving = Saving { api: &api, source: &source, roots: &roots, trees: &trees };
    timings.begin(if options.check { "Comparing" } else { "Writing" });
    let files = if options.check { saving.check(report)? } else { saving.write(environment, report)? };
    if !options.check {
        suggest(&target.missing_features(&made.spec), &client.join("Cargo.toml"), report);
        if let Some(line) = new_client::missing_digest(&client, &made.api)? {
            let file = report.show(&client.join("Cargo.toml"));
            report.status(
                "Hint",
                &format!("calls are signed with a digest; below `[dependencies]` of {file} write"),
            );
            report.plain(&format!("             {line}"));
        }
    }
    let behind = if options.check { version::behind(&api, &client, &source, report)? } else { None };
    report.made(&made.spec, files);
    report.status("Finished", &summary::finished(&made.spec, files, tally));
    let (exit, next) = match (tally.is_sound(), files.stale > 0, behind) {
        (false, ..) => (Exit::BadInput, summary::mend(options, 0)),
        (true, true, _) => (Exit::Stale, Next::run(summary::command(options))),
        (true, false, Some(next)) => (Exit::Stale, next),
        (true, false, None) => (Exit::Done, Next::run(summary::test_command(&client, environment, report))),
    };
    report.next(next);
    Ok((exit, timings))
}

/// Tells how groups that are always compiled are made a choice of the user's.
fn suggest(features: &[String], manifest: &Path, report: &mut Report<'_>) {
    if features.is_empty() {
        return;
    }
    let (groups, file) = (count(features.len(), "group"), report.show(manifest));
    report.status(
        "Hint",
        &format!("{groups} of the client can be a cargo feature; below `[features]` of {file} write"),
    );
    for line in features {
        report.plain(&format!("             {line}"));
    }
    report.plain("             and name them in `default`, then run this again");
}

/// Tells that errors stand in the way.
fn stopped(tally: Tally, next: Next, report: &mut Report<'_>) -> Exit {
    report.status("Stopped", &format!("{tally}; nothing was written"));
    report.next(next);
    Exit::BadInput
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
    client_files.extend(new_client::files(client, &made.api, &made.spec, environment)?);
    Ok(vec![
        Tree::new(workspace::tidy(&api.directory), spec).owning("spec", &["yaml"]),
        Tree::new(workspace::tidy(&api.schema_directory()), json_schema::all()),
        Tree::new(workspace::tidy(client), client_files)
            .owning("src/api", &["rs"])
            .owning("tests/api", &["rs", "json"]),
    ])
}
