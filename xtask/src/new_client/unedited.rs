//! The `Cargo.toml` of a client that is as it was written: nobody has put anything of their own into it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use generator::model::features::features;
use generator::spec::Spec;
use generator::spec::api::ApiDescription;

use super::{digest, manifest};
use crate::client_crate;
use crate::problem::Problem;

/// A `Cargo.toml` that is as it was written: nobody has put anything of their own into it.
pub(crate) struct Unedited {
    name: String,
    runtime: String,
    digest: Option<String>,
    groups: BTreeSet<String>,
}

impl Unedited {
    /// Reads the manifest at `path`; nothing when it was edited or is not there.
    pub(crate) fn read(path: &Path) -> Result<Option<Self>, Problem> {
        let Some(own) = client_crate::manifest(path)? else { return Ok(None) };
        let text = fs::read_to_string(path).map_err(|error| Problem::io("read", path, &error))?;
        let unedited = Self::of(&own);
        Ok(unedited.filter(|it| manifest(&it.name, &it.runtime, it.digest.as_deref(), &it.groups) == text))
    }

    fn of(own: &toml::Table) -> Option<Self> {
        let runtime = own.get("dependencies")?.get("client-runtime")?;
        let digest = runtime.get("features").and_then(|features| features.get(0)?.as_str());
        let features = own.get("features")?.as_table()?.keys();
        let is_group =
            |name: &&String| !["default", "reqwest", "blocking", "tracing"].contains(&name.as_str());
        Some(Self {
            name: own.get("package")?.get("name")?.as_str()?.to_owned(),
            runtime: runtime.get("path")?.as_str()?.to_owned(),
            digest: digest.map(str::to_owned),
            groups: features.filter(is_group).cloned().collect(),
        })
    }

    /// The same with the digest and the groups that the API has now.
    pub(crate) fn kept_up(&self, api: &ApiDescription, spec: &Spec) -> String {
        manifest(&self.name, &self.runtime, digest(api), &features(spec))
    }
}
