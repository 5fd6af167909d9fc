//! `cargo xtask new`: a directory that another vendor's API can grow in.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use generator::diagnostic::Diagnostic;
use generator::model::client_crate::ClientCrate;
use generator::spec::Spec;
use generator::spec::api::ApiDescription;
use generator::spec::names::Names;

use crate::cli::New;
use crate::problem::Problem;
use crate::report::Report;
use crate::summary::{Next, api_option, option};
use crate::workspace::{self, Api};
use crate::{Environment, Exit, new_client};

/// What the file of facts says at the beginning: every section, explained and commented out.
const API: &str = include_str!("api.yaml");

/// Longer names are sentences.
const LONGEST_NAME: usize = 100;

/// Runs the command.
pub(crate) fn new(
    options: &New,
    environment: &Environment,
    report: &mut Report<'_>,
) -> Result<Exit, Problem> {
    let name = options.name.trim();
    if name.is_empty() || name.chars().any(char::is_control) || name.chars().count() > LONGEST_NAME {
        let remedy = "write it as the vendor does, on one line: `--name \"Acme Shop\"`";
        return Err(Problem::usage("this is no name of an API", remedy));
    }
    let api = Api::find(Some(&options.directory), environment)?;
    let client = options
        .client
        .as_ref()
        .map_or_else(|| api.directory.join("client"), |client| environment.directory.join(client));
    workspace::refuse_overlap(&api, &client)?;
    let mut files = BTreeMap::from([
        (api.directory.join("api.yaml"), describe(name, api.schema_base())),
        (api.directory.join("captures/.gitkeep"), String::new()),
    ]);
    files.extend(
        crate_of(name, &client, environment)?.into_iter().map(|(file, text)| (client.join(file), text)),
    );
    refuse_existing(&api, &client, files.keys())?;
    // A directory that git knows already may have its own.
    let ignored = [(&api.directory, ".capture/\n.regen/\n"), (&client, "/target\n.regen/\n")];
    let ignored = ignored.map(|(directory, lines)| (directory.join(".gitignore"), lines.to_owned()));
    files.extend(ignored.into_iter().filter(|(file, _)| file.symlink_metadata().is_err()));
    for (path, text) in &files {
        write(path, text)?;
    }
    for path in [api.directory.join("api.yaml"), api.directory.join("captures"), client.clone()] {
        report.status("Made", &report.show(&path));
    }
    walk_through(options, &client, report);
    Ok(Exit::Done)
}

/// Nothing is overwritten, not even one file of several.
fn refuse_existing<'run>(
    api: &Api,
    client: &Path,
    files: impl Iterator<Item = &'run PathBuf>,
) -> Result<(), Problem> {
    let holders = [api.directory.join("captures"), client.join("Cargo.toml")];
    let taken = holders.into_iter().chain(files.cloned()).find(|path| path.symlink_metadata().is_ok());
    let Some(path) = taken else { return Ok(()) };
    let remedy = "name another directory; to go on with this one, capture pages with `cargo xtask capture SOURCE --api DIR`";
    Err(Problem::at(&path, "this is there already, and nothing is overwritten", remedy))
}

fn write(path: &Path, text: &str) -> Result<(), Problem> {
    let refused = |error: std::io::Error| Problem::io("write", path, &error);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    fs::write(path, text).map_err(refused)
}

/// `api.yaml` with the name, and what else can stand there.
fn describe(name: &str, schema_base: &str) -> String {
    // A string of JSON is one of YAML, whatever stands in it.
    let name = serde_json::Value::from(name);
    format!(
        "# yaml-language-server: $schema={schema_base}/api.json\n\n## For docs, the user agent and the names of environment variables.\nname: {name}\n\n{API}"
    )
}

/// The files of a client crate that compiles before anything is captured: path below the crate → text.
fn crate_of(
    name: &str,
    client: &Path,
    environment: &Environment,
) -> Result<BTreeMap<String, String>, Problem> {
    let crate_name = new_client::crate_name(name);
    let (api, spec) =
        (ApiDescription { name: Some(name.to_owned()), ..ApiDescription::default() }, Spec::default());
    let mut files = new_client::named(&crate_name, client, &api, &spec, environment)?;
    let target = ClientCrate { name: crate_name.replace('-', "_"), ..ClientCrate::default() };
    let (model, found) = generator::resolve(&spec, &api, &mut Names::default(), &target);
    if let Some(error) = found.iter().find(|found| Diagnostic::is_error(found)) {
        return Err(Problem::usage(error.message.clone(), "choose another name with `--name`"));
    }
    files.extend(generator::emit(&model));
    Ok(files)
}

/// Tells the way from here to a first call.
fn walk_through(options: &New, client: &Path, report: &mut Report<'_>) {
    let api = api_option(Some(&options.directory));
    let chosen = option("--client", options.client.as_ref());
    let manifest = PathBuf::from(report.show(&client.join("Cargo.toml")));
    let manifest = option("--manifest-path", Some(&manifest));
    report.next(Next::run(format!("cargo xtask capture https://DOCS{api}")));
    for command in [
        format!("cargo xtask regen{api}{chosen}"),
        format!("cargo xtask mock{api}"),
        format!("cargo run{manifest} --example first_call` after you have written `examples/first_call.rs"),
    ] {
        report.status("Then", &format!("run `{command}`"));
    }
}

#[cfg(test)]
mod tests {
    use super::{API, describe};
    use generator::spec::yaml;

    #[test]
    fn every_example_of_the_file_of_facts_is_one() {
        let whole: String = describe("A \"quoted\": name", "schema")
            .lines()
            .skip(1)
            .filter(|line| !line.starts_with("##"))
            .fold(String::new(), |text, line| text + line.strip_prefix("# ").unwrap_or(line) + "\n");
        let api = yaml::read_api("api.yaml", &whole).unwrap();
        assert_eq!(api.name.as_deref(), Some("A \"quoted\": name"));
        assert_eq!(api.base_url.as_deref(), Some("https://api.example.com/v1"));
        let authentication = api.authentication.unwrap();
        assert!(authentication.headers.len() == 2 && authentication.signature.is_some());
        assert_eq!(api.envelope.unwrap().data, "data");
        assert!(api.idempotent.len() == 1 && api.coverage.ignore.len() == 1 && api.open_questions.len() == 1);
        // Every key of the first level has its section.
        let known = serde_json::to_value(yaml::read_api("api.yaml", "").unwrap()).unwrap();
        for key in known.as_object().unwrap().keys().filter(|key| *key != "name") {
            assert!(API.contains(&format!("\n# {key}:")), "{key}");
        }
    }

    #[test]
    fn the_file_of_facts_states_nothing_but_the_name() {
        let api = yaml::read_api("api.yaml", &describe("Acme Shop", "schema")).unwrap();
        assert_eq!((api.environment().as_str(), api.base_url, api.authentication), ("ACME_SHOP", None, None));
    }
}
