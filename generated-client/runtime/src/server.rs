//! The servers that the docs of an API list, and the variables in their URLs.

use crate::{Api, Error, Result};
use std::collections::BTreeMap;

/// A server of the API, as constant data written by the generator.
#[derive(Clone, Copy, Debug)]
pub struct Server {
    /// What the docs call it, such as `sandbox`.
    pub name: Option<&'static str>,
    /// Its base URL, in which `{name}` marks a variable.
    pub url: &'static str,
    /// The variables in its URL.
    pub variables: &'static [ServerVariable],
}

/// A variable in the URL of a [`Server`].
#[derive(Clone, Copy, Debug)]
pub struct ServerVariable {
    /// What stands between the braces.
    pub name: &'static str,
    /// Its value where the caller gives none.
    pub default: Option<&'static str>,
    /// The values that the docs know; any will do where there are none.
    pub values: &'static [&'static str],
}

/// The base URL of the server that the caller chose.
pub(crate) fn url(api: &Api, name: Option<&str>, values: &BTreeMap<String, String>) -> Result<String> {
    if let (None, Some(base_url), true) = (name, api.base_url, values.is_empty()) {
        return Ok(base_url.to_owned());
    }
    let server = match name {
        Some(wanted) => api.servers.iter().find(|server| server.name == Some(wanted)).ok_or_else(|| {
            let known = api.servers.iter().filter_map(|server| server.name);
            Error::request(format!("there is no server `{}`; {}", wanted.escape_debug(), listed(known)))
        })?,
        None => api
            .servers
            .first()
            .ok_or_else(|| Error::request("this API documents no base URL; give the builder one"))?,
    };
    let known = || server.variables.iter().map(|variable| variable.name);
    if let Some(unknown) = values.keys().find(|name| !known().any(|known| known == *name)) {
        let unknown = unknown.escape_debug();
        return Err(Error::request(format!(
            "the URL of the server has no variable `{unknown}`; {}",
            listed(known())
        )));
    }
    server.variables.iter().try_fold(server.url.to_owned(), |url, variable| {
        let value = value(variable, values.get(variable.name).map(String::as_str))?;
        fill(&url, variable.name, value)
    })
}

fn value<'a>(variable: &ServerVariable, given: Option<&'a str>) -> Result<&'a str> {
    let name = variable.name;
    let Some(value) = given.or(variable.default) else {
        return Err(Error::request(format!(
            "the URL of the server needs a value for its variable `{name}`; {}",
            listed(variable.values.iter().copied())
        )));
    };
    if variable.values.is_empty() || variable.values.contains(&value) {
        return Ok(value);
    }
    Err(Error::request(format!(
        "`{}` is no value of the server's variable `{name}`; {}",
        value.escape_debug(),
        listed(variable.values.iter().copied())
    )))
}

fn listed<'a>(known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<_> = known.map(|name| format!("`{}`", name.escape_debug())).collect();
    if known.is_empty() { "the docs list none".to_owned() } else { format!("there are {}", known.join(", ")) }
}

/// Puts the value in, wherever it stands, if it stays within that part of the URL.
fn fill(url: &str, name: &str, value: &str) -> Result<String> {
    let placeholder = format!("{{{name}}}");
    let mut filled = String::new();
    let mut rest = url;
    while let Some((before, after)) = rest.split_once(&placeholder) {
        filled.push_str(before);
        if !Place::after(&filled).takes(value) {
            return Err(Error::request(format!(
                "`{}` cannot be the value of the server's variable `{}`: it would change another part of the URL",
                value.escape_debug(),
                name.escape_debug()
            )));
        }
        filled.push_str(value);
        rest = after;
    }
    filled.push_str(rest);
    Ok(filled)
}

/// The part of a URL that a variable stands in.
enum Place {
    Scheme,
    Host,
    Port,
    Path,
}

impl Place {
    /// What comes after this beginning of a URL.
    fn after(beginning: &str) -> Self {
        match beginning.split_once("://").map(|(_, rest)| rest) {
            None => Self::Scheme,
            Some(rest) if rest.contains('/') => Self::Path,
            Some(rest) if rest.contains(':') => Self::Port,
            Some(_) => Self::Host,
        }
    }

    fn takes(&self, value: &str) -> bool {
        let all = |allowed: &str| {
            !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || allowed.contains(c))
        };
        match self {
            Self::Scheme => matches!(value, "http" | "https"),
            Self::Host => all("-."),
            Self::Port => value.bytes().all(|byte| byte.is_ascii_digit()) && !value.is_empty(),
            // `BaseUrl` refuses the segments `.` and `..`.
            Self::Path => value.is_empty() || all("-._~/"),
        }
    }
}
