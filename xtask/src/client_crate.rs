//! The crate a run writes to: what its `Cargo.toml` says, or will say once the run has made it.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use generator::model::client_crate::ClientCrate;
use generator::model::features::features;
use generator::spec::Spec;

use crate::new_client::{self, Unedited};
use crate::problem::Problem;

/// The crate a run writes to.
#[derive(Debug)]
pub(crate) enum Client {
    /// It has a `Cargo.toml` that belongs to people.
    Declared(ClientCrate),
    /// It has one that nobody has edited; the run adds a feature for each group.
    Unedited(ClientCrate),
    /// The run makes it, with this name and a feature for each group.
    Fresh(String),
}

impl Client {
    /// The crate in `directory`.
    pub(crate) fn read(directory: &Path) -> Result<Self, Problem> {
        let path = directory.join("Cargo.toml");
        let Some(own) = manifest(&path)? else {
            return Ok(Self::Fresh(new_client::library_name(directory)));
        };
        let name = |section: &str| Some(own.get(section)?.get("name")?.as_str()?.replace('-', "_"));
        let features = own.get("features").and_then(toml::Value::as_table);
        let features = features.into_iter().flat_map(|features| features.keys().cloned()).collect();
        let name = name("lib").or_else(|| name("package")).unwrap_or_default();
        let declared = ClientCrate { name, features };
        let is_unedited = Unedited::read(&path)?.is_some();
        Ok(if is_unedited { Self::Unedited(declared) } else { Self::Declared(declared) })
    }

    /// What is generated for `spec` depends on this.
    pub(crate) fn with(&self, spec: &Spec) -> ClientCrate {
        match self {
            Self::Declared(declared) => declared.clone(),
            Self::Unedited(declared) => {
                let mut kept_up = declared.clone();
                kept_up.features.extend(features(spec));
                kept_up
            }
            Self::Fresh(name) => ClientCrate { name: name.clone(), features: features(spec) },
        }
    }

    /// The lines that a person adds to `Cargo.toml` so that each group of `spec` has a feature; none when nothing lacks.
    pub(crate) fn missing_features(&self, spec: &Spec) -> Vec<String> {
        let Self::Declared(declared) = self else { return Vec::new() };
        features(spec).difference(&declared.features).map(|feature| format!("{feature} = []")).collect()
    }
}

/// The lines of the features that stand for groups, and their names for `default`.
pub(crate) fn lines(features: &BTreeSet<String>) -> (String, String) {
    let lines = features.iter().fold(String::new(), |lines, feature| lines + feature + " = []\n");
    let names = features.iter().fold(String::new(), |names, feature| names + ", \"" + feature + "\"");
    (lines, names)
}

/// What a `Cargo.toml` says; nothing when it is not there.
pub(crate) fn manifest(path: &Path) -> Result<Option<toml::Table>, Problem> {
    match fs::read_to_string(path) {
        Ok(text) => text.parse().map(Some).map_err(|error: toml::de::Error| {
            let message = format!("this file is no TOML: {}", error.message());
            Problem::at(path, message, "mend the file; `cargo metadata` shows where it is wrong")
        }),
        Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
        Err(error) => Err(Problem::io("read", path, &error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use generator::spec::Group;

    fn shop() -> Spec {
        let groups = ["shop/orders", "after_sales"].map(|group| (group.to_owned(), Group::default()));
        Spec { groups: groups.into(), ..Spec::default() }
    }

    #[test]
    fn a_crate_declares_its_name_and_features() {
        let root = tempfile::tempdir().unwrap();
        let directory = root.path().join("acme-api");
        fs::create_dir(&directory).unwrap();
        let fresh = Client::read(&directory).unwrap();
        let expected = ["after-sales", "shop"].map(str::to_owned).into();
        assert_eq!(fresh.with(&shop()), ClientCrate { name: "acme_api".to_owned(), features: expected });
        assert_eq!(fresh.missing_features(&shop()), [""; 0]);

        let text = "[package]\nname = \"acme-client\"\n[features]\ndefault = [\"shop\"]\nshop = []\n";
        fs::write(directory.join("Cargo.toml"), text).unwrap();
        let declared = Client::read(&directory).unwrap();
        let features = ["default", "shop"].map(str::to_owned).into();
        assert_eq!(declared.with(&shop()), ClientCrate { name: "acme_client".to_owned(), features });
        assert_eq!(declared.missing_features(&shop()), ["after-sales = []"]);

        fs::write(directory.join("Cargo.toml"), format!("{text}[lib]\nname = \"acme\"\n")).unwrap();
        assert_eq!(Client::read(&directory).unwrap().with(&shop()).name, "acme");
        fs::write(directory.join("Cargo.toml"), "[package\n").unwrap();
        assert!(Client::read(&directory).is_err());
    }
}
