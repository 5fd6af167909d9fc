//! An API at a git revision, and the same API as the captures give it now.

use std::collections::BTreeMap;

use generator::diagnostic::Diagnostic;
use generator::model::Model;
use generator::model::client_crate::ClientCrate;
use generator::model::drift::Version;
use generator::spec::api::ApiDescription;
use generator::spec::drift::change::Change;
use generator::spec::names::Names;
use generator::spec::{Spec, drift, yaml};

use crate::git::Repository;
use crate::pipeline;
use crate::problem::Problem;
use crate::source::Source;
use crate::workspace::Api;

/// One version of an API, with its client.
#[derive(Debug)]
pub(crate) struct Base {
    spec: Spec,
    api: ApiDescription,
    names: Names,
    model: Model,
    /// Whether there was no spec yet.
    pub(crate) is_empty: bool,
}

impl Base {
    fn of(spec: Spec, api: ApiDescription, mut names: Names) -> (Self, Vec<Diagnostic>) {
        let (model, found) = generator::resolve(&spec, &api, &mut names, &ClientCrate::default());
        (Self { spec, api, names, model, is_empty: false }, found)
    }

    fn version(&self) -> Version<'_> {
        let of = drift::Version { spec: &self.spec, api: &self.api };
        Version { of, names: &self.names, model: &self.model }
    }
}

/// What has changed between two versions.
pub(crate) fn drift(before: &Base, after: &Base) -> Vec<Change> {
    generator::drift(before.version(), after.version())
}

/// The API as the captures give it now; otherwise the errors that stand in the way.
pub(crate) fn now(source: &Source) -> Result<Base, Vec<Diagnostic>> {
    let made = pipeline::reconciled(source)?;
    let (base, found) = Base::of(made.spec, made.api, made.names);
    let mut errors: Vec<_> = found.into_iter().filter(Diagnostic::is_error).collect();
    yaml::locate_names(source.names.as_deref().unwrap_or_default(), &mut errors);
    if errors.is_empty() { Ok(base) } else { Err(errors) }
}

/// The API at `revision`. What people had not written by hand then is taken from `source`, so that it is no change.
pub(crate) fn read(api: &Api, revision: &str, source: &Source) -> Result<Base, Problem> {
    let failed = |failure: crate::git::Failure| failure.problem(&api.directory, revision);
    let repository = Repository::around(&api.directory).map_err(failed)?;
    let commit = repository.commit(revision).map_err(failed)?;
    let files = repository.files(&commit, &["spec", "api.yaml", "names.yaml"]).map_err(failed)?;
    let texts: BTreeMap<String, String> =
        files.into_iter().map(|(path, bytes)| (path, String::from_utf8_lossy(&bytes).into_owned())).collect();
    let is_empty = !texts.keys().any(|path| path.starts_with("spec/"));
    let by_hand = |file: &str, now: &Option<String>| {
        texts.get(file).or(now.as_ref()).map(String::as_str).unwrap_or_default().to_owned()
    };
    let spec = yaml::read_spec(&texts);
    let described = yaml::read_api("api.yaml", &by_hand("api.yaml", &source.api));
    let names = yaml::read_names("names.yaml", &by_hand("names.yaml", &source.names));
    match (spec, described, names) {
        (Ok(spec), Ok(described), Ok(names)) => {
            let mut base = Base::of(spec, described, names).0;
            if is_empty {
                // Without a spec there was no client either, not even an envelope.
                base.model = Model::default();
            }
            Ok(Base { is_empty, ..base })
        }
        (spec, described, names) => {
            let errors = [spec.err(), described.err(), names.err()].into_iter().flatten().flatten();
            Err(unreadable(api, revision, errors.collect()))
        }
    }
}

/// The files of then do not fit what we read now.
fn unreadable(api: &Api, revision: &str, errors: Vec<Diagnostic>) -> Problem {
    let words = errors
        .into_iter()
        .next()
        .map_or_else(String::new, |error| format!("{}, {}: {}", revision, error.origin, error.message));
    Problem::at(
        &api.directory,
        format!("what was committed here cannot be read: {words}"),
        "name another revision with `--base REV`: one at which `cargo xtask regen` had written `spec/`, `names.yaml` and `api.yaml` reads",
    )
}
