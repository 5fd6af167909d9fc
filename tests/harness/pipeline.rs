//! The pure pipeline, from captures to text, stage by stage.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use generator::diagnostic::Diagnostic;
use generator::model::Model;
use generator::model::client_crate::ClientCrate;
use generator::scrape::Capture;
use generator::spec::Spec;
use generator::spec::api::ApiDescription;
use generator::spec::names::Names;
use generator::spec::overrides::Overrides;
use generator::spec::{openapi, yaml};

use crate::repository;

/// What an API directory holds.
#[derive(Clone)]
pub(crate) struct Input {
    pub(crate) captures: Vec<Capture>,
    pub(crate) api: ApiDescription,
    pub(crate) names: Names,
    pub(crate) overrides: Overrides,
    pub(crate) client: ClientCrate,
}

impl Input {
    /// Reads `captures/`, `api.yaml`, `names.yaml` and `overrides.yaml` below `directory`, and the features that the client
    /// declares: the lines of `features.txt`.
    pub(crate) fn below(directory: &Path) -> Self {
        let captures = repository::files(&directory.join("captures")).into_iter();
        let by_hand = |file: &str| fs::read_to_string(directory.join(file)).unwrap_or_default();
        Self {
            captures: captures
                .map(|(path, bytes)| Capture { file: format!("captures/{path}").into(), bytes })
                .collect(),
            api: yaml::read_api("api.yaml", &by_hand("api.yaml")).expect("api.yaml reads"),
            names: yaml::read_names("names.yaml", &by_hand("names.yaml")).expect("names.yaml reads"),
            overrides: yaml::read_overrides("overrides.yaml", &by_hand("overrides.yaml"))
                .expect("overrides.yaml reads"),
            client: ClientCrate {
                name: "client".to_owned(),
                features: by_hand("features.txt").lines().map(str::to_owned).collect(),
            },
        }
    }
}

/// What a run says, and what it makes when nothing is wrong.
pub(crate) struct Outcome {
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) made: Option<Made>,
}

/// What a run makes: values, and texts by path.
pub(crate) struct Made {
    pub(crate) spec: Spec,
    pub(crate) names: Names,
    pub(crate) model: Model,
    pub(crate) yaml: BTreeMap<String, String>,
    pub(crate) client: BTreeMap<String, String>,
    pub(crate) openapi: String,
}

/// Runs the stages; each reports all it found, and the first with an error is the last.
pub(crate) fn run(input: &Input) -> Outcome {
    let mut names = input.names.clone();
    let (facts, mut diagnostics) = generator::read(&input.captures);
    if is_broken(&diagnostics) {
        return Outcome { diagnostics, made: None };
    }
    let (spec, found) = generator::reconcile(&facts, &input.api, &mut names);
    diagnostics.extend(found);
    if is_broken(&diagnostics) {
        return Outcome { diagnostics, made: None };
    }
    let (spec, found) = generator::correct(spec, &input.overrides, &input.api, &mut names);
    diagnostics.extend(found);
    if is_broken(&diagnostics) {
        return Outcome { diagnostics, made: None };
    }
    let (model, found) = generator::resolve(&spec, &input.api, &mut names, &input.client);
    diagnostics.extend(found);
    if is_broken(&diagnostics) {
        return Outcome { diagnostics, made: None };
    }
    names.bury(&spec);
    let yaml = yaml::write_spec(&spec, "../schema");
    let openapi = openapi::export(&spec, &input.api, openapi::Version::V3_1);
    let made = Made { names, yaml, client: generator::emit(&model), model, openapi, spec };
    Outcome { diagnostics, made: Some(made) }
}

fn is_broken(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(Diagnostic::is_error)
}
