//! Compares the servers that the pages and `api.yaml` list.

use std::collections::BTreeMap;

use super::change::{Property, Said};
use super::found::{At, Found};
use super::level::{Event, Sides};
use super::{said, union};
use crate::spec::Spec;
use crate::spec::server::{Server, ServerVariable};

/// Compares them by their URLs, then those that both versions have by their variables.
pub(super) fn compare(before: &Spec, after: &Spec, found: &mut Found) {
    let by_url = |spec: &'_ Spec| -> BTreeMap<String, Server> {
        spec.shared.servers.iter().map(|server| (server.url.clone(), server.clone())).collect()
    };
    let (old, new) = (by_url(before), by_url(after));
    for url in union(old.keys(), new.keys()) {
        let at = At::of(format!("server {url}"), Sides::SENT, Vec::new());
        let (was, is) = (old.get(url), new.get(url));
        let (Some(was), Some(is)) = (was, is) else {
            let event = if is.is_some() { Event::AddedOptional } else { Event::Removed };
            let said = |server: &Server| Said::new(name(server), &server.evidence);
            found.push(&at, Property::Server, event, was.map(said), is.map(said));
            continue;
        };
        let description = |server: &Server| said(server.description.as_deref(), &server.evidence);
        found.reword(&at, Property::Title, description(was), description(is));
        variables(&at, was, is, found);
    }
}

/// What a server is called, otherwise its URL.
fn name(server: &Server) -> String {
    server.description.clone().unwrap_or_else(|| server.url.clone())
}

fn variables(at: &At, before: &Server, after: &Server, found: &mut Found) {
    let by_name = |server: &'_ Server| -> BTreeMap<String, ServerVariable> {
        server.variables.iter().map(|variable| (variable.name.clone(), variable.clone())).collect()
    };
    let (old, new) = (by_name(before), by_name(after));
    for name in union(old.keys(), new.keys()) {
        let at = at.inner(format!("{} {{{name}}}", at.place));
        let (was, is) = (old.get(name), new.get(name));
        let (Some(was), Some(is)) = (was, is) else {
            let event = if is.is_some() { Event::AddedOptional } else { Event::Removed };
            let of = |variable: Option<&ServerVariable>, server: &Server| {
                variable.map(|variable| Said::new(words(variable), &server.evidence))
            };
            found.push(&at, Property::ServerVariable, event, of(was, before), of(is, after));
            continue;
        };
        let default =
            |variable: &ServerVariable, server: &Server| said(variable.default.as_deref(), &server.evidence);
        if was.default != is.default {
            let event = if was.default.is_some() { Event::DefaultChanged } else { Event::AddedOptional };
            found.push(&at, Property::Default, event, default(was, before), default(is, after));
        }
        for value in union(was.values.iter(), is.values.iter()) {
            let of = |variable: &ServerVariable, server: &Server| {
                variable.values.contains(value).then(|| Said::new(value, &server.evidence))
            };
            let (was, is) = (of(was, before), of(is, after));
            let event = match (&was, &is) {
                (Some(_), Some(_)) => continue,
                (_, None) => Event::ValueRemoved,
                (None, _) => Event::ValueAdded,
            };
            found.push(&at.detail(value.as_str()), Property::EnumValue, event, was, is);
        }
        let description = |variable: &ServerVariable, server: &Server| {
            said(variable.description.as_deref(), &server.evidence)
        };
        found.reword(&at, Property::Description, description(was, before), description(is, after));
    }
}

/// Its default and its values, in words.
fn words(variable: &ServerVariable) -> String {
    let default = variable
        .default
        .as_ref()
        .map_or_else(|| "no default".to_owned(), |default| format!("default {default}"));
    if variable.values.is_empty() { default } else { format!("{default}; {}", variable.values.join(", ")) }
}
