//! All files of a run are replaced as one unit: whoever ends the run at any moment leaves the old files or the new ones.
//!
//! 1. Every new file is staged in `.regen/` of the directory it belongs to, with a plan of what goes where.
//! 2. The file `.regen/committed` of the API directory appears. Up to here nothing was touched; from here on the run is done.
//! 3. The plans are carried out: renames and removals, back to back. A process of its own does that, out of reach of
//!    whatever ends the run. Should it be ended too, the next run goes on where it stopped.
//! 4. The directories `.regen/` are removed.

pub(crate) mod lock;
mod plan;
mod staging;
#[cfg(test)]
mod tests;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::Environment;
use crate::problem::Problem;
use crate::report::Report;
use crate::tree::Change;
use crate::workspace::{absolute, tidy};

use plan::{Commit, Plan};
use staging::Staging;

/// The word of the command line that carries out what is committed; people never type it.
pub(crate) const APPLY: &str = "__apply";

/// The directories that a run writes to, the API directory first. Each is listed once.
#[derive(Clone, Debug)]
pub(crate) struct Roots(Vec<PathBuf>);

impl Roots {
    /// The API directory and the others.
    pub(crate) fn new(api: &Path, others: &[&Path]) -> Result<Self, Problem> {
        let mut roots: Vec<PathBuf> = Vec::new();
        for root in std::iter::once(&api).chain(others).map(|root| tidy(root)) {
            match roots.iter().find(|known| absolute(known) == absolute(&root)) {
                Some(known) if *known == root => {}
                Some(_) => {
                    let remedy = "name it the same way each time, or name two directories";
                    return Err(Problem::at(&root, "this directory is named in two ways", remedy));
                }
                None => roots.push(root),
            }
        }
        Ok(Self(roots))
    }

    /// What runs that were interrupted have left below the roots.
    pub(crate) fn left_over(&self) -> Vec<PathBuf> {
        self.0.iter().map(|root| staging::directory(root)).filter(|path| path.is_dir()).collect()
    }
}

/// A run that writes: no other one writes to its roots until it is dropped.
#[derive(Debug)]
pub(crate) struct Transaction {
    /// One for each root, the API directory's first.
    stagings: Vec<Staging>,
}

impl Transaction {
    /// Waits until no other run writes to the roots, and keeps others from it.
    pub(crate) fn begin(roots: &Roots, report: &mut Report<'_>) -> Result<Self, Problem> {
        // Runs that share roots lock them in the same order, so that they never wait for each other.
        let mut order: Vec<usize> = (0..roots.0.len()).collect();
        order.sort_by_key(|index| roots.0.get(*index).map(|root| absolute(root)));
        let mut stagings = Vec::new();
        for index in order {
            if let Some(root) = roots.0.get(index) {
                let mut wait = || {
                    let shown = report.show(root);
                    report.status("Waiting", &format!("until another run has written to {shown}"));
                };
                stagings.push((index, Staging::open(root, &mut wait)?));
            }
        }
        stagings.sort_by_key(|(index, _)| *index);
        let mut transaction = Self { stagings: stagings.into_iter().map(|(_, staging)| staging).collect() };
        // What was committed outlives us; what was only staged is of no use to anybody.
        if !transaction.is_interrupted()? {
            transaction.keep(false);
        }
        Ok(transaction)
    }

    /// Says whether what is staged outlives this run.
    fn keep(&mut self, is_kept: bool) {
        self.stagings.iter_mut().for_each(|staging| staging.is_kept = is_kept);
    }

    /// Whether another run has got as far as to commit, and did not end.
    pub(crate) fn is_interrupted(&self) -> Result<bool, Problem> {
        Ok(self.api().and_then(|api| Commit::read(api).transpose()).transpose()?.is_some())
    }

    /// Makes the changes, all or none.
    pub(crate) fn replace(mut self, changes: &[Change], environment: &Environment) -> Result<(), Problem> {
        self.commit(changes)?;
        self.apply(environment)
    }

    /// Stages the changes; when this has returned they are as good as made.
    fn commit(&mut self, changes: &[Change]) -> Result<(), Problem> {
        let id = identity();
        for staging in &self.stagings {
            staging.stage(&id, &self.of(staging, changes))?;
        }
        if let Some(api) = self.api() {
            Commit { id, roots: self.shown_roots() }.write(api)?;
        }
        self.keep(true);
        Ok(())
    }

    /// The changes below the staging's root, and not below a root within it.
    fn of<'change>(&self, staging: &Staging, changes: &'change [Change]) -> Vec<&'change Change> {
        let nearest = |change: &Change| {
            let roots = self.stagings.iter().map(|staging| staging.root.as_path());
            roots.filter(|root| change.path.starts_with(root)).max_by_key(|root| root.components().count())
        };
        changes.iter().filter(|change| nearest(change) == Some(&staging.root)).collect()
    }

    fn api(&self) -> Option<&Staging> {
        self.stagings.first()
    }

    fn shown_roots(&self) -> Vec<String> {
        self.stagings.iter().map(|staging| absolute(&staging.root).to_string_lossy().into_owned()).collect()
    }

    /// Carries out what is committed, in a process of its own where that can be had.
    fn apply(&self, environment: &Environment) -> Result<(), Problem> {
        let roots: Vec<_> = self.stagings.iter().map(|staging| staging.root.clone()).collect();
        if let Some(program) = &environment.program {
            for staging in &self.stagings {
                staging.lock.share().map_err(|error| Problem::io("lock", &staging.root, &error))?;
            }
            if aside(program, &roots).status().is_ok_and(|status| status.success()) {
                return Ok(());
            }
        }
        // Where it could not be started or failed, we go on from where it stopped, and can say why. What is locked no
        // longer is removed already, and may be another run's by now.
        if self.api().is_some_and(|api| api.lock.is_held()) { apply(&roots) } else { Ok(()) }
    }
}

/// The command that carries out what is committed, in a process group of its own: neither the end of this process nor
/// Ctrl-C reaches it.
fn aside(program: &Path, roots: &[PathBuf]) -> Command {
    let mut command = Command::new(program);
    command.arg(APPLY).args(roots).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(&mut command, 0);
    command
}

/// Carries out what is committed in the first of the roots, and removes what was staged. Going on from any step of an
/// earlier attempt is fine.
pub(crate) fn apply(roots: &[PathBuf]) -> Result<(), Problem> {
    let Some(api) = roots.first() else { return Ok(()) };
    if let Some(commit) = Commit::read_below(api)? {
        for root in roots {
            if let Some(plan) = Plan::read(root)?.filter(|plan| plan.id == commit.id) {
                plan.carry_out(root, commit.written)?;
            }
        }
    }
    // The commit goes last: without it nobody would go on from here.
    roots.iter().rev().try_for_each(|root| staging::remove(root))
}

/// Finishes or clears away what a run left that was interrupted.
pub(crate) fn recover(
    roots: &Roots,
    environment: &Environment,
    report: &mut Report<'_>,
) -> Result<(), Problem> {
    if roots.left_over().is_empty() {
        return Ok(());
    }
    let transaction = Transaction::begin(roots, report)?;
    let Some(api) = transaction.api() else { return Ok(()) };
    let (is_used, shown) = (transaction.stagings.iter().any(Staging::is_used), report.show(&api.root));
    if let Some(commit) = Commit::read(api)? {
        let known = transaction.shown_roots();
        if let Some(other) = commit.roots.iter().find(|root| !known.contains(root)) {
            let remedy = format!(
                "run it again with the same `--client` to finish it, or remove `{}` to give up what it had made",
                report.show(&staging::directory(&api.root))
            );
            let message =
                format!("a run that also wrote to `{}` was interrupted", report.show(Path::new(other)));
            return Err(Problem::at(&api.root, message, remedy));
        }
        transaction.apply(environment)?;
        report.status("Recovered", &format!("{shown} (finished what an interrupted run had begun)"));
    } else if is_used {
        report.status("Recovered", &format!("{shown} (cleared away what an interrupted run had prepared)"));
    }
    Ok(())
}

/// A word that no other run uses.
fn identity() -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("{}-{}", std::process::id(), now.as_nanos())
}

/// Writes a file that appears as a whole.
fn write_whole(path: &Path, text: &str) -> Result<(), Problem> {
    let refused = |error: std::io::Error| Problem::io("write", path, &error);
    let draft = path.with_extension("draft");
    fs::write(&draft, text).map_err(refused)?;
    fs::rename(&draft, path).map_err(refused)
}
