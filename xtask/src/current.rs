//! The API that a command is about, as its captures give it now.

use std::path::Path;

use crate::pipeline::{self, Reconciled};
use crate::problem::Problem;
use crate::report::Report;
use crate::source::{self, Source};
use crate::workspace::Api;
use crate::{Environment, Exit};

/// An API, what is read of it and what that makes.
pub(crate) struct Current {
    pub(crate) api: Api,
    pub(crate) source: Source,
    pub(crate) made: Reconciled,
}

/// Reads the API in this directory, or the only one of the workspace. Where errors stand in the way they are told, and
/// the command ends.
pub(crate) fn read(
    directory: Option<&Path>,
    environment: &Environment,
    report: &mut Report<'_>,
) -> Result<Result<Current, Exit>, Problem> {
    let api = Api::find(directory, environment)?;
    let source = source::read_whole(&api.directory)?;
    Ok(match pipeline::reconciled(&source) {
        Ok(made) => Ok(Current { api, source, made }),
        Err(errors) => Err(report.refuse(&errors, &api.directory, &source)),
    })
}
