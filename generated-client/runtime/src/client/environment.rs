//! Reads base URL and credentials of an API from environment variables.

use crate::{Api, Credentials, Error, Result, Signing};
use std::collections::BTreeMap;
use std::ffi::OsString;

/// What the environment says.
pub(super) struct Environment {
    pub(super) base_url: Option<String>,
    pub(super) credentials: Credentials,
}

/// Reads every variable of the API before it judges, so that whoever sets them up hears of all that are wrong at once.
pub(super) fn read(api: &Api, variable: impl Fn(&str) -> Option<OsString>) -> Result<Environment> {
    let mut problems = Vec::new();
    let mut text = |name: &str| {
        let variable_name = variable_name(api, name);
        // An empty variable counts as none, as an empty credential does.
        match variable(&variable_name).filter(|value| !value.is_empty())?.into_string() {
            Ok(value) => Some(value),
            // The value stays out of the message: it may be most of a secret.
            Err(_) => {
                problems.push(format!("the environment variable `{variable_name}` is no valid Unicode"));
                None
            }
        }
    };
    let base_url = text("base-url");
    let mut credentials = Credentials::new();
    let mut missing = Vec::new();
    // One that is named twice is required if it is so once.
    let mut named = BTreeMap::new();
    for (name, required) in api.signing.iter().flat_map(Signing::credentials) {
        *named.entry(name).or_default() |= required;
    }
    for (name, required) in named {
        match text(name) {
            Some(value) => credentials = credentials.set(name, value),
            None if required => missing.push(variable_name(api, name)),
            None => {}
        }
    }
    // What is set and unreadable is not missing.
    missing.retain(|name| !problems.iter().any(|problem| problem.contains(&format!("`{name}`"))));
    if let Some((last, others)) = missing.split_last() {
        let names: Vec<_> = others.iter().map(|name| format!("`{name}`, ")).collect();
        let (noun, verb) = if others.is_empty() { ("variable", "is") } else { ("variables", "are") };
        problems
            .insert(0, format!("the environment {noun} {}`{last}` {verb} missing or empty", names.concat()));
    }
    if problems.is_empty() {
        Ok(Environment { base_url, credentials })
    } else {
        Err(Error::request(problems.join("; ")))
    }
}

/// `EXAMPLE` and `access-key` make `EXAMPLE_ACCESS_KEY`.
fn variable_name(api: &Api, name: &str) -> String {
    let words = name.split(|character: char| !character.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).map(str::to_ascii_uppercase);
    std::iter::once(api.environment.to_owned()).chain(words).collect::<Vec<_>>().join("_")
}
