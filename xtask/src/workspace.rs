//! Which API and which client a command line means, and where the JSON Schemas lie.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::problem::Problem;
use crate::{Environment, Exit};

/// A directory that holds `captures/`.
#[derive(Debug)]
pub(crate) struct Api {
    /// Where it lies.
    pub(crate) directory: PathBuf,
    /// Whether it lies directly under `specs/` of this workspace, whose APIs share their JSON Schemas.
    pub(crate) is_ours: bool,
}

impl Api {
    /// The API that `--api` names, or the only one of the workspace.
    pub(crate) fn find(option: Option<&Path>, environment: &Environment) -> Result<Self, Problem> {
        let Some(named) = option else { return Self::only(environment) };
        let directory = environment.directory.join(named);
        let specs = environment.workspace.join("specs");
        let is_ours = absolute(&directory).parent() == Some(&absolute(&specs));
        Ok(Self { directory, is_ours })
    }

    fn only(environment: &Environment) -> Result<Self, Problem> {
        let specs = environment.workspace.join("specs");
        match <[PathBuf; 1]>::try_from(ours(&specs)?) {
            Ok([directory]) => Ok(Self { directory, is_ours: true }),
            Err(none) if none.is_empty() => Err(Problem::at(
                &specs,
                "no directory here holds `captures/`",
                "start one with `cargo xtask new specs/NAME --name NAME`, or name a directory with `--api DIR`",
            )),
            Err(several) => Err(Problem::usage(
                format!("this workspace has several APIs: {}", names(&several).join(", ")),
                "choose one with `--api specs/NAME`, and the crate to write to with `--client DIR`",
            )),
        }
    }

    /// Where the JSON Schemas lie.
    pub(crate) fn schema_directory(&self) -> PathBuf {
        self.directory.join(if self.is_ours { "../schema" } else { "schema" })
    }

    /// The same, seen from the directory itself.
    pub(crate) const fn schema_base(&self) -> &'static str {
        if self.is_ours { "../schema" } else { "schema" }
    }
}

/// The client crate that `--client` names, or the one that `cargo xtask new` has made within the API directory, or the workspace's own for the workspace's only API.
pub(crate) fn client(
    option: Option<&Path>,
    api: &Api,
    environment: &Environment,
) -> Result<PathBuf, Problem> {
    if let Some(named) = option {
        return Ok(environment.directory.join(named));
    }
    let beside = api.directory.join("client");
    if beside.join("Cargo.toml").is_file() {
        return Ok(beside);
    }
    if !api.is_ours {
        let remedy = "name the crate to write to with `--client DIR`; it is made if it is missing";
        return Err(Problem::usage("an API outside `specs/` of this workspace has no client yet", remedy));
    }
    let others = ours(&environment.workspace.join("specs"))?;
    if others.len() > 1 {
        let message =
            format!("this workspace has several APIs and one client: {}", names(&others).join(", "));
        return Err(Problem::usage(message, "name the crate to write to with `--client DIR`"));
    }
    Ok(environment.workspace.join("generated-client"))
}

/// Refuses a client and an API that lie where the other one's files are read or cleared away.
pub(crate) fn refuse_overlap(api: &Api, client: &Path) -> Result<(), Problem> {
    let schemas = api.schema_directory();
    let of_api = [api.directory.join("captures"), api.directory.join("spec"), schemas];
    let of_client = ["src/api", "tests/api"].map(|folder| client.join(folder));
    let (real_api, real_client) = (absolute(&api.directory), absolute(client));
    let around_client = of_api.iter().find(|folder| real_client.starts_with(absolute(folder)));
    let around_api = of_client.iter().find(|folder| real_api.starts_with(absolute(folder)));
    let Some(folder) = around_client.or(around_api) else { return Ok(()) };
    let remedy = "name another crate with `--client DIR`, or move the API directory";
    Err(Problem {
        exit: Exit::WrongUsage,
        ..Problem::at(folder, "the API and its client cannot lie here within one another", remedy)
    })
}

/// The directories under `specs/` that hold `captures/`, by name.
fn ours(specs: &Path) -> Result<Vec<PathBuf>, Problem> {
    let entries = match fs::read_dir(specs) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Problem::io("read", specs, &error)),
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| Problem::io("read", specs, &error))?.path();
        if path.join("captures").is_dir() {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn names(directories: &[PathBuf]) -> Vec<String> {
    let name = |path: &PathBuf| path.file_name().map(|name| name.to_string_lossy().into_owned());
    directories.iter().filter_map(name).collect()
}

/// The real path where there is one; otherwise the path without its `.` and `..`.
pub(crate) fn absolute(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| tidy(path))
}

/// The path without `.` and `..`, as written.
pub(crate) fn tidy(path: &Path) -> PathBuf {
    let mut tidy = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir if matches!(tidy.components().next_back(), Some(Component::Normal(_))) => {
                tidy.pop();
            }
            other => tidy.push(other),
        }
    }
    tidy
}

/// `path` as a person in `base` would type it; both are absolute.
pub(crate) fn relative(path: &Path, base: &Path) -> PathBuf {
    let (path, base) = (tidy(path), tidy(base));
    let common = path.components().zip(base.components()).take_while(|(one, other)| one == other).count();
    let up = base.components().count() - common;
    let has_common =
        path.components().take(common).any(|component| matches!(component, Component::Normal(_)));
    // Far away places are clearer when named from the root.
    if up > 0 && !has_common {
        return path;
    }
    let ups = std::iter::repeat_n(Component::ParentDir, up);
    let shown: PathBuf = ups.chain(path.components().skip(common)).collect();
    if shown.as_os_str().is_empty() { PathBuf::from(".") } else { shown }
}

#[cfg(test)]
mod tests {
    use super::{Api, client, relative};
    use crate::{Environment, Exit};
    use std::fs;
    use std::path::Path;

    fn environment(workspace: &Path) -> Environment {
        Environment::plain(workspace, workspace)
    }

    #[test]
    fn paths_are_shown_as_typed() {
        assert_eq!(relative(Path::new("/w/specs/a"), Path::new("/w")), Path::new("specs/a"));
        assert_eq!(relative(Path::new("/w/specs/a"), Path::new("/w/xtask/src")), Path::new("../../specs/a"));
        assert_eq!(relative(Path::new("/w/./x/../y"), Path::new("/w")), Path::new("y"));
        assert_eq!(relative(Path::new("/tmp/a"), Path::new("/w/b")), Path::new("/tmp/a"));
        assert_eq!(relative(Path::new("/w"), Path::new("/w")), Path::new("."));
    }

    #[test]
    fn the_only_api_and_its_client_need_no_options() {
        let root = tempfile::tempdir().unwrap();
        let environment = environment(root.path());
        assert_eq!(Api::find(None, &environment).unwrap_err().exit, Exit::BadInput);

        fs::create_dir_all(root.path().join("specs/acme/captures")).unwrap();
        fs::create_dir_all(root.path().join("specs/schema")).unwrap();
        let api = Api::find(None, &environment).unwrap();
        assert_eq!(api.directory, root.path().join("specs/acme"));
        assert_eq!(client(None, &api, &environment).unwrap(), root.path().join("generated-client"));
        assert!(Api::find(Some(Path::new("specs/acme/")), &environment).unwrap().is_ours);

        fs::create_dir_all(root.path().join("specs/other/captures")).unwrap();
        let problem = Api::find(None, &environment).unwrap_err();
        assert_eq!(
            (problem.exit, problem.message.as_str()),
            (Exit::WrongUsage, "this workspace has several APIs: acme, other")
        );
        assert_eq!(client(None, &api, &environment).unwrap_err().exit, Exit::WrongUsage);
    }

    #[test]
    fn a_foreign_api_needs_a_client() {
        let root = tempfile::tempdir().unwrap();
        let environment = environment(root.path());
        let api = Api::find(Some(Path::new("elsewhere")), &environment).unwrap();
        assert!(!api.is_ours);
        assert_eq!(api.schema_base(), "schema");
        assert_eq!(client(None, &api, &environment).unwrap_err().exit, Exit::WrongUsage);
        assert_eq!(client(Some(Path::new("mine")), &api, &environment).unwrap(), root.path().join("mine"));
    }
}
