//! A fresh client crate: the files that belong to people. They are written once; `Cargo.toml` is kept up until somebody
//! edits it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use generator::model::features::features;
use generator::spec::Spec;
use generator::spec::api::{ApiDescription, Digest};

use crate::problem::Problem;
use crate::workspace::{absolute, relative};
use crate::{Environment, client_crate};

mod unedited;

pub(crate) use unedited::Unedited;

/// Names that cargo refuses, or that would hide a crate the client needs.
const TAKEN: [&str; 8] = ["alloc", "client-runtime", "core", "proc-macro", "serde", "std", "test", "api"];

/// The files that a client crate at `directory` lacks: path below it → text. When it has a `Cargo.toml`, that alone, as
/// the API wants it now, if nobody has edited it.
pub(crate) fn files(
    directory: &Path,
    api: &ApiDescription,
    spec: &Spec,
    environment: &Environment,
) -> Result<BTreeMap<String, String>, Problem> {
    let own = directory.join("Cargo.toml");
    if own.exists() {
        let kept = Unedited::read(&own)?.map(|unedited| unedited.kept_up(api, spec));
        return Ok(kept.map(|text| ("Cargo.toml".to_owned(), text)).into_iter().collect());
    }
    named(&directory_name(directory), directory, api, spec, environment)
}

/// The same for a crate of this name.
pub(crate) fn named(
    name: &str,
    directory: &Path,
    api: &ApiDescription,
    spec: &Spec,
    environment: &Environment,
) -> Result<BTreeMap<String, String>, Problem> {
    let files = [
        ("Cargo.toml", manifest(name, &runtime(directory, environment)?, digest(api), &features(spec))),
        ("src/lib.rs", LIBRARY.to_owned()),
        ("tests/captured_examples.rs", tests(name)),
    ];
    let lacks = |file: &str| !directory.join(file).exists();
    Ok(files
        .into_iter()
        .filter(|(file, _)| lacks(file))
        .map(|(file, text)| (file.to_owned(), text))
        .collect())
}

/// What is written before `::` for a fresh crate in `directory`.
pub(crate) fn library_name(directory: &Path) -> String {
    directory_name(directory).replace('-', "_")
}

/// Where `client-runtime` lies: by a relative path within the workspace, which may move as a whole.
fn runtime(directory: &Path, environment: &Environment) -> Result<String, Problem> {
    let workspace = absolute(&environment.workspace);
    let runtime = workspace.join("generated-client/runtime");
    let directory = absolute(directory);
    let path = if directory.starts_with(&workspace) { relative(&runtime, &directory) } else { runtime };
    let text = path.to_str().map(|path| path.replace('\\', "/"));
    text.ok_or_else(|| Problem::at(&path, "the name of this directory is not UTF-8", "rename the directory"))
}

/// The name of a fresh crate in `directory`.
fn directory_name(directory: &Path) -> String {
    let directory = absolute(directory);
    crate_name(&directory.file_name().map(|name| name.to_string_lossy()).unwrap_or_default())
}

/// A name in the characters that cargo allows.
pub(crate) fn crate_name(name: &str) -> String {
    let name = name.to_lowercase();
    let allowed =
        |character: char| if character.is_ascii_alphanumeric() || character == '_' { character } else { '-' };
    let name: String = name.chars().map(allowed).collect();
    // rustc warns of two in a row.
    let name = name.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let name = name.as_str();
    let starts_well = name.starts_with(|first: char| first.is_ascii_alphabetic());
    match (starts_well, TAKEN.contains(&name) || is_keyword(name)) {
        (true, false) => name.to_owned(),
        (true, true) => format!("{name}-client"),
        (false, _) => format!("client-{name}").trim_end_matches('-').to_owned(),
    }
}

fn is_keyword(name: &str) -> bool {
    const KEYWORDS: &str = " abstract as async await become box break const continue crate do dyn else enum extern false final fn for gen if \
        impl in let loop macro match mod move mut override priv pub ref return self static struct super trait true try \
        type typeof unsafe unsized use virtual where while yield ";
    !name.is_empty() && KEYWORDS.contains(&format!(" {name} "))
}

fn manifest(name: &str, runtime: &str, digest: Option<&str>, groups: &BTreeSet<String>) -> String {
    let runtime = toml_string(runtime);
    let (groups, defaults) = client_crate::lines(groups);
    let digest = digest.map(|feature| format!(", features = [\"{feature}\"]")).unwrap_or_default();
    format!(
        r#"[package]
name = "{name}"
version = "0.1.0"
edition = "2024"
publish = false

[features]
default = ["reqwest"{defaults}]
# HTTP by reqwest with rustls; without it, bring a `client_runtime::Transport`.
reqwest = ["client-runtime/reqwest"]
# `client_runtime::blocking`, for programs without async.
blocking = ["client-runtime/blocking"]
# A span of the crate `tracing` for each call.
tracing = ["client-runtime/tracing"]
# One for each API group, so that users compile what they use.
{groups}
[dependencies]
client-runtime = {{ path = {runtime}, default-features = false{digest} }}
serde = {{ version = "1", features = ["derive"] }}

[dev-dependencies]
client-runtime = {{ path = {runtime}, features = ["testing"] }}
# For examples: `#[tokio::main(flavor = "current_thread")]`.
tokio = {{ version = "1", features = ["macros", "rt"] }}

# A workspace of its own, so that this crate builds wherever it lies; delete this to make it a member of yours.
[workspace]
"#
    )
}

/// The feature of `client-runtime` that signs as the API wants it.
fn digest(api: &ApiDescription) -> Option<&'static str> {
    let recipe = api.authentication.as_ref()?.signature.as_ref()?;
    Some(match (recipe.digest, &recipe.key) {
        (Digest::Md5, None) => "md5",
        (Digest::Sha256, None) => "sha256",
        (Digest::Md5, Some(_)) => "hmac-md5",
        (Digest::Sha256, Some(_)) => "hmac-sha256",
    })
}

/// The line that a person writes below `[dependencies]` of a crate that is there, so that its calls can be signed; none
/// when nothing lacks.
pub(crate) fn missing_digest(directory: &Path, api: &ApiDescription) -> Result<Option<String>, Problem> {
    let Some(feature) = digest(api) else { return Ok(None) };
    let own = client_crate::manifest(&directory.join("Cargo.toml"))?.unwrap_or_default();
    let runtime = own.get("dependencies").and_then(|all| all.get("client-runtime"));
    let Some(mut runtime) = runtime.and_then(toml::Value::as_table).cloned() else { return Ok(None) };
    let mut features = runtime.get("features").and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let mut own_features = own.get("features").and_then(toml::Value::as_table).into_iter().flatten();
    let handed_on = format!("client-runtime/{feature}");
    let names = |list: &[toml::Value], name: &str| list.iter().any(|one| one.as_str() == Some(name));
    let is_handed_on =
        |(_, list): (_, &toml::Value)| names(list.as_array().map_or(&[], Vec::as_slice), &handed_on);
    if names(&features, feature) || own_features.any(is_handed_on) {
        return Ok(None);
    }
    features.push(feature.into());
    runtime.insert("features".to_owned(), features.into());
    Ok(Some(format!("client-runtime = {}", inline(&toml::Value::Table(runtime)))))
}

/// A value of a manifest on one line.
fn inline(value: &toml::Value) -> String {
    match value {
        toml::Value::String(text) => toml_string(text),
        toml::Value::Boolean(value) => value.to_string(),
        toml::Value::Integer(value) => value.to_string(),
        toml::Value::Float(value) => value.to_string(),
        toml::Value::Datetime(value) => value.to_string(),
        toml::Value::Array(items) => format!("[{}]", items.iter().map(inline).collect::<Vec<_>>().join(", ")),
        toml::Value::Table(table) => {
            let members = table.iter().map(|(name, value)| format!("{name} = {}", inline(value)));
            format!("{{ {} }}", members.collect::<Vec<_>>().join(", "))
        }
    }
}

/// A basic string of TOML.
fn toml_string(text: &str) -> String {
    let escape = |character: char| match character {
        '"' | '\\' => format!("\\{character}"),
        character if character.is_control() => format!("\\u{:04x}", u32::from(character)),
        character => character.to_string(),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

const LIBRARY: &str = "\
//! A client whose calls and types are generated from documentation pages.
//!
//! This file is yours: add what no page says. `api` is written by `cargo xtask regen`; changes made there are lost.
#![deny(missing_docs)]

#[rustfmt::skip]
pub mod api;

pub use client_runtime;
pub use client_runtime::{Client, ClientBuilder, Error, Request, Response, Result};

/// How calls introduce themselves, unless [`ClientBuilder::user_agent`] says otherwise.
const USER_AGENT: &str = concat!(env!(\"CARGO_PKG_NAME\"), \"/\", env!(\"CARGO_PKG_VERSION\"));

/// A client set up by the environment: the base URL and every credential, from the variables that `cargo xtask mock` prints.
///
/// # Errors
///
/// A request error that names every variable that is missing, empty or not valid Unicode; also when the HTTP stack does not start.
#[cfg(feature = \"reqwest\")]
pub fn from_env() -> Result<Client> {
    ClientBuilder::from_env(&api::API)?.user_agent(USER_AGENT).build()
}

/// Starts a client whose base URL, credentials, timeouts or transport are set by hand.
pub fn builder() -> ClientBuilder {
    Client::builder(&api::API).user_agent(USER_AGENT)
}
";

/// The mount of the generated tests, which know the crate as `client`.
fn tests(name: &str) -> String {
    let library = name.replace('-', "_");
    format!(
        "\
//! Every captured example decodes into its type and encodes back to the same JSON.
//!
//! `api` is written by `cargo xtask regen`; changes made there are lost.

#[rustfmt::skip]
mod api;

extern crate {library} as client;
"
    )
}

#[cfg(test)]
mod tests {
    use super::{crate_name, files, missing_digest, toml_string};
    use crate::Environment;
    use generator::spec::api::{
        ApiDescription, Authentication, Digest, Encoding, SignatureRecipe, TimestampUnit,
    };
    use generator::spec::{Group, Spec};
    use std::fs;

    #[test]
    fn a_directory_gives_a_name_that_cargo_takes() {
        let expected = [
            ("acme", "acme"),
            ("Acme API v2", "acme-api-v2"),
            ("2fa", "client-2fa"),
            ("It's \"A & B\"", "it-s-a-b"),
            ("退款", "client"),
            (".tmpAb1", "tmpab1"),
            ("test", "test-client"),
            ("self", "self-client"),
        ];
        for (directory, name) in expected {
            assert_eq!(crate_name(directory), name);
        }
        assert_eq!(crate_name(""), "client");
    }

    #[test]
    fn a_crate_that_lacks_its_digest_is_told_the_line() {
        let root = tempfile::tempdir().unwrap();
        let signature =
            "signature: {parts: [timestamp], digest: sha256, key: app-secret, encoding: lower-hex}";
        let text =
            format!("authentication:\n  headers: [{{name: sign, carries: signature}}]\n  {signature}\n");
        let api = generator::spec::yaml::read_api("api.yaml", &text).unwrap();
        let told = |dependency: &str| {
            fs::write(root.path().join("Cargo.toml"), format!("[dependencies]\n{dependency}\n")).unwrap();
            missing_digest(root.path(), &api).unwrap()
        };
        let line = told("client-runtime = { path = \"../runtime\", default-features = false }").unwrap();
        assert_eq!(
            line,
            "client-runtime = { default-features = false, features = [\"hmac-sha256\"], path = \"../runtime\" }"
        );
        assert_eq!(told(&line), None);
        let handed_on =
            "client-runtime = { path = \"../runtime\" }\n[features]\nsign = [\"client-runtime/hmac-sha256\"]";
        assert_eq!(told(handed_on), None);
        assert_eq!(missing_digest(root.path(), &ApiDescription::default()).unwrap(), None);
    }

    #[test]
    fn hand_owned_files_are_written_once() {
        let root = tempfile::tempdir().unwrap();
        let environment = Environment::plain(root.path(), root.path());
        let client = root.path().join("clients/acme");
        let groups = [("after_sales".to_owned(), Group::default())];
        let spec = Spec { groups: groups.into(), ..Spec::default() };
        fs::create_dir_all(&client).unwrap();
        let api = ApiDescription::default();
        let made = files(&client, &api, &spec, &environment).unwrap();
        assert!(
            made["Cargo.toml"].contains(
                "client-runtime = { path = \"../../generated-client/runtime\", default-features = false }"
            ),
            "{made:?}"
        );
        assert!(
            made["Cargo.toml"].contains("\ndefault = [\"reqwest\", \"after-sales\"]\n")
                && made["Cargo.toml"].contains("\nafter-sales = []\n"),
            "{made:?}"
        );
        // What is no group is a feature, too.
        for feature in ["reqwest", "blocking", "tracing"] {
            let line = format!("\n{feature} = [\"client-runtime/{feature}\"]\n");
            assert!(made["Cargo.toml"].contains(&line), "{made:?}");
        }
        assert!(made["tests/captured_examples.rs"].ends_with("\nextern crate acme as client;\n"), "{made:?}");
        assert_eq!(made.len(), 3);

        fs::create_dir_all(client.join("src")).unwrap();
        fs::write(client.join("src/lib.rs"), "mine").unwrap();
        assert!(!files(&client, &api, &spec, &environment).unwrap().contains_key("src/lib.rs"));
        fs::write(client.join("Cargo.toml"), "# mine\n").unwrap();
        assert!(files(&client, &api, &spec, &environment).unwrap().is_empty());
    }

    #[test]
    fn a_client_builds_the_digest_that_its_api_signs_with() {
        let root = tempfile::tempdir().unwrap();
        let environment = Environment::plain(root.path(), root.path());
        for (digest, key, feature) in [
            (Digest::Md5, None, "md5"),
            (Digest::Sha256, None, "sha256"),
            (Digest::Md5, Some("secret"), "hmac-md5"),
            (Digest::Sha256, Some("secret"), "hmac-sha256"),
        ] {
            let (key, encoding) = (key.map(str::to_owned), Encoding::LowerHex);
            let signature =
                Some(SignatureRecipe { parts: Vec::new(), joiner: String::new(), digest, key, encoding });
            let authentication = Some(Authentication {
                headers: Vec::new(),
                query: Vec::new(),
                cookies: Vec::new(),
                signature,
                timestamp_unit: TimestampUnit::default(),
                nonce_length: 0,
            });
            let api = ApiDescription { authentication, ..ApiDescription::default() };
            let made = files(root.path(), &api, &Spec::default(), &environment).unwrap();
            let line = format!("default-features = false, features = [\"{feature}\"] }}");
            assert!(made["Cargo.toml"].contains(&line), "{made:?}");
        }
    }

    #[test]
    fn paths_are_quoted_for_toml() {
        assert_eq!(toml_string("a\"b\\c\n"), "\"a\\\"b\\\\c\\u000a\"");
    }
}
