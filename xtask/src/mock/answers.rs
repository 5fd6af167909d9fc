//! The mock without its network: a call comes, its answer goes.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use generator::diagnostic::{escape, quote};
use generator::spec::Spec;
use generator::spec::api::ApiDescription;
use generator::spec::endpoint::Endpoint;
use generator::spec::server::base_url;

use super::body;
use super::call::{Call, Unread};
use super::envelope::Envelope;
use super::findings::Findings;
use super::nearest::nearest;
use super::nonces::Nonces;
use super::parameters;
use super::routes::{Template, Values};
use super::security::{self, Recipes};
use super::success::{Content, JSON, Success};
use super::tree::Tree;

/// The API, as far as it can be played.
#[derive(Debug)]
pub(super) struct Mock {
    spec: Spec,
    api: ApiDescription,
    envelope: Envelope,
    routes: Vec<Route>,
    /// Made-up values of the credentials.
    pub(super) credentials: BTreeMap<String, String>,
    /// The path of the base URL, which stands before every path; without a slash at its end.
    pub(super) prefix: String,
    nonces: Mutex<Nonces>,
}

/// An endpoint, and what it answers.
#[derive(Debug)]
struct Route {
    endpoint: Endpoint,
    template: Template,
    success: Success,
    recipes: Recipes,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) media_type: String,
    pub(super) body: Played,
    /// The verbs that the path has, where the call's is none of them.
    pub(super) allow: Option<String>,
    /// The endpoint, or what was called instead of one; safe to print.
    pub(super) endpoint: String,
    /// Why the call was refused.
    pub(super) refusal: Option<String>,
    pub(super) hints: Vec<String>,
}

/// The body of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Played {
    /// JSON that holds what was asked for, about which can be lied.
    Json(Tree),
    Text(String),
}

impl Mock {
    pub(super) fn new(spec: Spec, api: ApiDescription) -> Self {
        let envelope = Envelope::of(&spec, &api);
        let called = spec.endpoints().filter(|endpoint| !endpoint.is_topic());
        let mut routes: Vec<_> = called
            .map(|endpoint| Route {
                template: Template::new(&endpoint.path),
                recipes: Recipes::of(endpoint, &spec, &api),
                success: Success::of(endpoint, &spec, &api, &envelope),
                endpoint: endpoint.clone(),
            })
            .collect();
        routes.sort_by_key(|route| std::cmp::Reverse(route.template.literals()));
        Self {
            credentials: security::credentials(&spec, &api),
            prefix: prefix(&base_url(&api, &spec.shared.servers).unwrap_or_default()),
            nonces: Mutex::default(),
            envelope,
            routes,
            spec,
            api,
        }
    }

    /// The variables to set so that a client calls this mock, and their values.
    pub(super) fn variables(&self, base_url: &str) -> Vec<(String, String)> {
        let base = (self.api.variable("base-url"), base_url.to_owned());
        let credential = |(name, value): (&String, &String)| (self.api.variable(name), value.clone());
        std::iter::once(base).chain(self.credentials.iter().map(credential)).collect()
    }

    /// How many endpoints there are.
    pub(super) const fn endpoints(&self) -> usize {
        self.routes.len()
    }

    /// The member of an answer that holds what was asked for.
    pub(super) fn data(&self) -> Option<&str> {
        self.envelope.data()
    }

    /// Answers the call of this number.
    pub(super) fn answer(&self, call: &Call, number: u64) -> Answer {
        let Some(path) = call.path.strip_prefix(&self.prefix).filter(|path| path.starts_with('/')) else {
            return self.unknown_path(call, number);
        };
        let fitting: Vec<_> =
            self.routes.iter().filter_map(|route| Some((route, route.template.values(path)?))).collect();
        match fitting.iter().find(|(route, _)| route.endpoint.verb == call.verb) {
            Some((route, values)) => self.judged(route, values, call, number),
            None if fitting.is_empty() => self.unknown_path(call, number),
            None => self.wrong_verb(call, &fitting, number),
        }
    }

    fn judged(&self, route: &Route, path: &Values, call: &Call, number: u64) -> Answer {
        let mut findings = Findings::default();
        let nonce = route.recipes.check(call, &self.credentials, &mut findings);
        let is_used = |nonce| !self.nonces.lock().unwrap_or_else(PoisonError::into_inner).take(nonce);
        if nonce.is_some_and(is_used) {
            findings.refuse("the nonce was used before: make a new one for each call, and sign anew");
        }
        let is_authenticated = findings.count() == 0;
        let query = security::query(&self.spec, &self.api);
        parameters::check(call, &route.endpoint, path, &query, &self.spec, &mut findings);
        body::check(call, &route.endpoint, &self.spec, &self.api, &mut findings);
        let endpoint = escape(&route.endpoint.id());
        if let Some(words) = findings.refusal() {
            let code = if is_authenticated { 400 } else { 401 };
            // As such vendors do: the HTTP status only tells that an answer came, the envelope what it is.
            let status = if self.envelope.exists() { 200 } else { code };
            return self.refused(status, code, words, endpoint, number).hinting(findings.into_hints());
        }
        self.succeeded(&route.success, endpoint, number).hinting(findings.into_hints())
    }

    fn succeeded(&self, success: &Success, endpoint: String, number: u64) -> Answer {
        let (body, media_type) = match &success.content {
            Content::Json(tree) => {
                let mut tree = tree.clone();
                self.envelope.renew(&mut tree, success.enveloped, number);
                let is_head = self.envelope.is_head(&tree);
                let body = if is_head { Played::Text(tree.to_string()) } else { Played::Json(tree) };
                (body, success.media_type.clone())
            }
            Content::Text(text) => (Played::Text(text.clone()), success.media_type.clone()),
            Content::Unknown => match self.envelope.head(number) {
                Some(head) => (Played::Text(head.to_string()), JSON.to_owned()),
                None => (Played::Text(String::new()), String::new()),
            },
        };
        let status = success.status;
        Answer { status, media_type, body, allow: None, endpoint, refusal: None, hints: Vec::new() }
    }

    fn refused(&self, status: u16, code: u16, words: String, endpoint: String, number: u64) -> Answer {
        Answer {
            status,
            media_type: JSON.to_owned(),
            body: Played::Text(self.envelope.refusal(code, &words, number)),
            allow: None,
            endpoint,
            refusal: Some(words),
            hints: Vec::new(),
        }
    }

    fn unknown_path(&self, call: &Call, number: u64) -> Answer {
        let called = format!("{} {}", escape(&call.verb), quote(&call.path));
        let hint = match self.meant(call) {
            Some(id) => format!("did you mean `{}`?", escape(&id)),
            None if self.prefix.is_empty() => "check the path against the docs".to_owned(),
            None => format!("check the path against the docs; each begins with {}", quote(&self.prefix)),
        };
        let words = format!("no page documents {called}: {hint}");
        self.refused(404, 404, words, called, number)
    }

    /// The endpoint that was meant: one that only lacks the path of the base URL, or one that is written almost so.
    fn meant(&self, call: &Call) -> Option<String> {
        let fitting = self.routes.iter().filter(|route| route.template.values(&call.path).is_some());
        let best = fitting.min_by_key(|route| route.endpoint.verb != call.verb);
        let ids: Vec<_> = self.routes.iter().map(|route| self.id(route)).collect();
        let written = format!("{} {}", call.verb, call.path);
        let alike = || nearest(&written, ids.iter().map(String::as_str)).map(str::to_owned);
        best.map(|route| self.id(route)).or_else(alike)
    }

    fn wrong_verb(&self, call: &Call, fitting: &[(&Route, Values)], number: u64) -> Answer {
        let mut verbs: Vec<_> = fitting.iter().map(|(route, _)| route.endpoint.verb.as_str()).collect();
        verbs.sort_unstable();
        verbs.dedup();
        let meant: Vec<_> =
            fitting.iter().map(|(route, _)| format!("`{}`", escape(&self.id(route)))).collect();
        let path = fitting.first().map_or("", |(route, _)| &route.endpoint.path);
        let called = format!("{} {}", escape(&call.verb), escape(path));
        let words = format!("no page documents `{called}`: did you mean {}?", meant.join(" or "));
        let allow = Some(verbs.join(", "));
        Answer { allow, ..self.refused(405, 405, words, called, number) }
    }

    /// Verb and path, as they are called here.
    fn id(&self, route: &Route) -> String {
        let path = route.endpoint.path.trim_start_matches('/');
        format!("{} {}/{path}", route.endpoint.verb, self.prefix)
    }

    /// The answer to a call whose body was not read.
    pub(super) fn unread(&self, call: &Call, why: Unread, number: u64) -> Answer {
        let called = format!("{} {}", escape(&call.verb), quote(&call.path));
        self.refused(why.status(), why.status(), why.words().to_owned(), called, number)
    }
}

impl Answer {
    fn hinting(self, hints: Vec<String>) -> Self {
        Self { hints, ..self }
    }
}

/// The path of a base URL.
fn prefix(base_url: &str) -> String {
    let behind = base_url.split_once("://").map_or(base_url, |(_, behind)| behind);
    let path = behind.split_once('/').map_or("", |(_, path)| path);
    let path = path.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
    if path.is_empty() { String::new() } else { format!("/{path}") }
}

#[cfg(test)]
mod tests {
    use super::prefix;

    #[test]
    fn the_path_of_the_base_url_stands_before_every_path() {
        assert_eq!(prefix("https://api.example.com"), "");
        assert_eq!(prefix("https://api.example.com/"), "");
        assert_eq!(prefix("https://api.example.com/v1/shop/"), "/v1/shop");
        assert_eq!(prefix(""), "");
    }
}
