//! The servers that `api.yaml` and the pages list, each URL once.

use std::collections::{BTreeMap, BTreeSet};

use super::edition::Editions;
use super::ledger::Ledger;
use crate::diagnostic::{Origin, quote};
use crate::scrape::facts::{Page, ServerFacts, ServerVariableFacts, Site};
use crate::spec::api::{ApiDescription, ServerDescription};
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::server::{Server, ServerVariable};

/// What is known of servers.
#[derive(Debug, Default)]
pub(super) struct Servers {
    /// Those with a URL: those of `api.yaml` first, then those of the pages in their order; what only some calls of an
    /// edition live on comes behind what more do.
    pub(super) listed: Vec<Server>,
    /// What is said of those without, in sentences.
    pub(super) unknown: Vec<String>,
}

/// One statement about a server, by hand or on a page.
struct Statement {
    url: String,
    name: Option<String>,
    variables: Vec<ServerVariable>,
    evidence: Evidence,
}

/// Unites what all say. Another name or default than the first one is a contradiction.
pub(super) fn unite(
    pages: &[Page],
    sites: &[Site],
    api: &ApiDescription,
    editions: &Editions,
    ledger: &mut Ledger,
) -> Servers {
    let on_pages = by_use(pages).into_iter().chain(sites.iter().flat_map(|site| &site.servers)).map(of_page);
    let mut empty: BTreeMap<String, BTreeSet<Evidence>> = BTreeMap::new();
    let mut groups: Vec<Vec<Statement>> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for one in api.servers.iter().map(by_hand).chain(on_pages) {
        if one.url.is_empty() {
            empty.entry(one.name.unwrap_or_default()).or_default().insert(one.evidence);
            continue;
        }
        let at = *places.entry(one.url.clone()).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    let listed: Vec<_> = groups.iter().filter_map(|group| server(group, editions, ledger)).collect();
    compare(api, &listed, ledger);
    Servers { listed, unknown: empty.iter().map(|(name, evidence)| without_url(name, evidence)).collect() }
}

/// The servers of all pages, edition by edition; within one those come first that most of its pages list.
fn by_use(pages: &[Page]) -> Vec<&ServerFacts> {
    let mut editions: Vec<&str> = Vec::new();
    let mut uses: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let mut all = Vec::new();
    for page in pages {
        let known = editions.iter().position(|edition| *edition == page.edition);
        let edition = known.unwrap_or(editions.len());
        if known.is_none() {
            editions.push(&page.edition);
        }
        for server in &page.servers {
            let key = (edition, public(&server.url));
            *uses.entry(key.clone()).or_default() += 1;
            all.push((key, server));
        }
    }
    all.sort_by_key(|(key, _)| (key.0, std::cmp::Reverse(uses.get(key).copied())));
    all.into_iter().map(|(_, server)| server).collect()
}

fn by_hand(server: &ServerDescription) -> Statement {
    Statement {
        url: public(&server.url),
        name: server.name.clone(),
        variables: server.variables.clone(),
        evidence: Evidence::line(EvidenceKind::Api, &Origin::new("api.yaml", server.line.max(1))),
    }
}

fn of_page(server: &ServerFacts) -> Statement {
    let variable = |variable: &ServerVariableFacts| ServerVariable {
        name: variable.name.clone(),
        default: variable.default.clone(),
        values: variable.values.clone(),
        description: variable.description.clone(),
    };
    Statement {
        url: public(&server.url),
        name: server.description.clone().filter(|name| !name.trim().is_empty()),
        variables: server.variables.iter().map(variable).collect(),
        evidence: Evidence::line(EvidenceKind::Schema, &server.origin),
    }
}

/// The URL without a slash at its end, and without what may be a credential: user, password and query.
fn public(url: &str) -> String {
    let url = url.trim().split(['?', '#']).next().unwrap_or_default();
    let (scheme, rest) = url.split_once("//").map_or(("", url), |(scheme, rest)| (scheme, rest));
    let (host, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let slashes = if rest.len() < url.len() { "//" } else { "" };
    format!("{scheme}{slashes}{host}{path}").trim_end_matches('/').to_owned()
}

fn server(group: &[Statement], editions: &Editions, ledger: &mut Ledger) -> Option<Server> {
    let first = group.first()?;
    let subject = format!("server {}", first.url);
    let mut names = Vec::new();
    for one in group {
        names.extend(one.name.as_ref().map(|name| (name.as_str(), &one.evidence)));
    }
    let description = leading(&subject, About::Name, "It is called", &names, editions, ledger);
    let mut seen = BTreeSet::new();
    let evidence = group.iter().map(|one| one.evidence.clone()).filter(|one| seen.insert(one.clone()));
    Some(Server {
        url: first.url.clone(),
        description,
        variables: variables(&subject, group, editions, ledger),
        evidence: evidence.collect(),
    })
}

/// The variables of all statements, each name once, those of the URL in its order.
fn variables(
    subject: &str,
    group: &[Statement],
    editions: &Editions,
    ledger: &mut Ledger,
) -> Vec<ServerVariable> {
    let mut named: Vec<(&str, Vec<(&ServerVariable, &Evidence)>)> = Vec::new();
    for one in group {
        for variable in &one.variables {
            match named.iter_mut().find(|(name, _)| *name == variable.name) {
                Some((_, said)) => said.push((variable, &one.evidence)),
                None => named.push((&variable.name, vec![(variable, &one.evidence)])),
            }
        }
    }
    let url = group.first().map_or("", |one| one.url.as_str());
    named.sort_by_key(|(name, _)| url.find(&format!("{{{name}}}")).unwrap_or(usize::MAX));
    let mut united = Vec::new();
    for (name, said) in named {
        let defaults: Vec<_> = said
            .iter()
            .filter_map(|(variable, evidence)| Some((variable.default.as_deref()?, *evidence)))
            .collect();
        let place = format!("{subject} {{{name}}}");
        let default = leading(&place, About::Docs, "Its default is", &defaults, editions, ledger);
        let mut values: Vec<String> = Vec::new();
        for value in said.iter().flat_map(|(variable, _)| &variable.values) {
            if !values.contains(value) {
                values.push(value.clone());
            }
        }
        let description = said.iter().find_map(|(variable, _)| variable.description.clone());
        united.push(ServerVariable { name: name.to_owned(), default, values, description });
    }
    united
}

/// What the first one says. What others say of it in the same language is a contradiction; a translation is none.
fn leading(
    subject: &str,
    about: About,
    effect: &str,
    said: &[(&str, &Evidence)],
    editions: &Editions,
    ledger: &mut Ledger,
) -> Option<String> {
    let (first, witness) = *said.first()?;
    let language = editions.language(&witness.file);
    let mut readings: Vec<Reading> = Vec::new();
    for (words, evidence) in said.iter().filter(|(_, one)| editions.language(&one.file) == language) {
        match readings.iter_mut().find(|reading| reading.says == *words) {
            Some(reading) if reading.evidence.last() == Some(*evidence) => {}
            Some(reading) => reading.evidence.push((*evidence).clone()),
            None => {
                readings.push(Reading { says: (*words).to_owned(), evidence: vec![(*evidence).clone()] });
            }
        }
    }
    if readings.len() > 1 {
        let is_by_hand = witness.kind == EvidenceKind::Api;
        let (rule, who) = if is_by_hand {
            (Rule::ApiLeads, "`api.yaml` states")
        } else {
            (Rule::FirstPageLeads, "the first page says")
        };
        ledger.record(subject, about, readings, rule, format!("{effect} {}, as {who}.", quote(first)));
    }
    Some(first.to_owned())
}

/// Records servers that are all others than the base URL of `api.yaml`.
fn compare(api: &ApiDescription, listed: &[Server], ledger: &mut Ledger) {
    let Some(base_url) = &api.base_url else { return };
    let own = base_url.trim_end_matches('/');
    let is_own = |server: &Server| server.url == own || server.default_url().as_deref() == Some(own);
    if listed.is_empty() || listed.iter().any(is_own) {
        return;
    }
    let on_pages = listed.iter().map(|server| Reading {
        says: format!("{}, on the pages", server.url),
        evidence: server.evidence.clone(),
    });
    let hand = Evidence::line(EvidenceKind::Api, &Origin::new("api.yaml", api.lines.base_url.max(1)));
    let by_hand = Reading { says: format!("{own}, in `api.yaml`"), evidence: vec![hand] };
    let effect = format!("Calls go to {}, as `api.yaml` states.", quote(own));
    ledger.record("base_url", About::Location, on_pages.chain([by_hand]).collect(), Rule::ApiLeads, effect);
}

/// Why a server is left out.
fn without_url(name: &str, evidence: &BTreeSet<Evidence>) -> String {
    let named = if name.is_empty() { String::new() } else { format!(" called {}", quote(name)) };
    let place =
        evidence.first().map_or_else(String::new, |first| format!("`{}:{}`", first.file, first.first));
    let more = evidence.len().saturating_sub(1);
    let list = if more == 0 { "lists" } else { "list" };
    let others = match more {
        0 => String::new(),
        1 => " and one more place".to_owned(),
        more => format!(" and {more} more places"),
    };
    format!("The URL of the server{named}: {place}{others} {list} it without one, and it is left out.")
}
