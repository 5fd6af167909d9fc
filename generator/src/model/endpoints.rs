//! Endpoints → functions, with the types of their bodies.

use std::collections::BTreeSet;

use super::docs::{Docs, code};
use super::endpoint_docs;
use super::identifier;
use super::rust::{Argument, By, Function, Item, RoundTrip, RustType, Step, Takes, Value};
use super::rust_name::RustName;
use super::site::{Sides, Site};
use super::types::Types;
use super::{examples, parameters::Arguments};
use crate::diagnostic::{Code, Diagnostic, Origin, quote};
use crate::spec::endpoint::{Body, Endpoint, Response, Status};
use crate::spec::evidence::Evidence;
use crate::spec::place;

/// The verbs the runtime speaks.
const VERBS: [&str; 7] = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/// What becomes of one endpoint, apart from its types.
pub(super) struct Resolved {
    /// Its tests.
    pub(super) tests: Vec<RoundTrip>,
    /// Whether it is a call one can make, rather than one that the vendor makes.
    pub(super) is_call: bool,
}

/// The body of a response and its type.
pub(super) struct Answer<'s> {
    /// The response.
    pub(super) response: &'s Response,
    /// The body that decides the type.
    pub(super) body: &'s Body,
    /// The type.
    pub(super) rust_type: RustType,
}

impl Types<'_> {
    /// The function of `endpoint`, called `name`, and its types. `data` is the envelope's field that bodies stand
    /// in; names of tests are not to be `taken`.
    pub(super) fn endpoint(
        &mut self,
        endpoint: &Endpoint,
        name: &RustName,
        module: &[RustName],
        data: Option<&str>,
        taken: &mut BTreeSet<RustName>,
    ) -> Resolved {
        let site = site(endpoint, name, module);
        let position = self.section(&site).len();
        let body = endpoint.bodies.iter().enumerate().find(|(_, body)| body.is_json());
        let mut arguments = self.arguments(endpoint, usize::from(body.is_some()), &site);
        let structs: Vec<Item> =
            std::mem::take(&mut arguments.structs).into_iter().map(Item::Struct).collect();
        self.section(&site).extend(structs);
        let sent = body.map(|(at, body)| {
            let place = place::request(&site.place, &body.media_type, at == 0);
            (body, self.of(&body.schema, &body_site(&site, place)))
        });
        let answers = self.answers(endpoint, &site, data);
        let tests = examples::of(name, module, sent.as_ref(), &answers, self.fit, taken);
        let is_unsent = body.is_none() && !endpoint.bodies.is_empty();
        let is_call = !endpoint.is_topic() && VERBS.contains(&endpoint.verb.as_str()) && !is_unsent;
        if is_unsent {
            self.names.diagnostics.push(unsent(endpoint));
        }
        if is_call {
            let function = self.function(
                endpoint,
                name,
                arguments,
                sent.map(|(_, rust_type)| rust_type),
                &answers,
                &site,
            );
            self.section(&site).insert(position, Item::Function(function));
        }
        Resolved { tests, is_call }
    }

    fn function(
        &mut self,
        endpoint: &Endpoint,
        name: &RustName,
        arguments: Arguments,
        body: Option<RustType>,
        answers: &[Answer<'_>],
        site: &Site,
    ) -> Function {
        let Arguments { mut required, options, mut steps, docs, notes, .. } = arguments;
        if let Some(rust_type) = body {
            let name = RustName::new("body");
            let (mut takes, mut by) = taken(rust_type);
            let mut method = "json";
            if endpoint.may_go_without_body() {
                by = if by == By::Borrow { By::AsRef } else { by };
                takes = Takes::Optional(Box::new(takes));
                method = "json_optional";
            }
            required.push(Argument { name: name.clone(), takes });
            steps.push(Step {
                method: RustName::new(method),
                wire: None,
                value: Value { of: None, name, by },
            });
        }
        required.extend(options);
        let answer = answers.iter().find(|answer| is_success(answer.response));
        let notes = notes.into_iter().chain(endpoint_docs::editions(endpoint));
        let notes: Vec<_> = notes.chain(endpoint_docs::unread(endpoint, answers)).collect();
        let mut page = endpoint_docs::of(endpoint, &docs, &notes);
        for part in ["", " verb", " path"] {
            page = self.contradictions.add(page, &format!("{}{part}", site.place));
        }
        Function {
            docs: page,
            deprecated: (endpoint.status == Status::Deprecated).then(|| endpoint_docs::deprecation(endpoint)),
            name: name.clone(),
            verb: identifier::snake(&endpoint.verb),
            path: endpoint.path.clone(),
            arguments: required,
            steps,
            idempotent: endpoint.idempotent.is_some(),
            answer: answer.map_or(RustType::Unit, |answer| answer.rust_type.clone()),
            example: None,
        }
    }

    /// The types of the responses that are JSON.
    fn answers<'s>(&mut self, endpoint: &'s Endpoint, site: &Site, data: Option<&str>) -> Vec<Answer<'s>> {
        let mut answers: Vec<Answer<'s>> = Vec::new();
        for response in &endpoint.responses {
            let mut bodies = response.bodies.iter().enumerate();
            let Some((at, body)) = bodies.find(|(_, body)| body.is_json()) else { continue };
            let is_first_success =
                is_success(response) && !answers.iter().any(|other| is_success(other.response));
            let status = if is_first_success { String::new() } else { status_word(response) };
            let wrapped = body.enveloped && data.is_some();
            let place = place::response_body(&site.place, response.status, &body.media_type, at == 0);
            let inner = response_site(site, place::content(&place, body, data), &status, wrapped);
            let rust_type = self.of(&body.schema, &inner);
            let rust_type = if wrapped { RustType::Enveloped(Box::new(rust_type)) } else { rust_type };
            answers.push(Answer { response, body, rust_type });
        }
        answers
    }
}

/// A function that left the body out would send another request than the page documents.
fn unsent(endpoint: &Endpoint) -> Diagnostic {
    let kinds: Vec<_> = endpoint.bodies.iter().map(|body| body.media_type.as_str()).collect();
    let message = format!(
        "no function is made for {}: its body is {}, and only JSON can be sent yet",
        quote(&endpoint.id()),
        quote(&kinds.join(", ")),
    );
    let place = endpoint.bodies.iter().find_map(|body| body.evidence.first());
    let origin = place.map_or_else(|| Origin::new("captures", 1), Evidence::origin);
    Diagnostic::new(Code::NoFunction, origin, message).hint("the spec describes it; send it by other means")
}

/// The name of the function: the locked one, as far as it is one.
pub(super) fn function_name(endpoint: &Endpoint) -> RustName {
    let in_style = |name: &RustName| !name.as_str().contains(|letter: char| letter.is_ascii_uppercase());
    let locked = identifier::checked(&endpoint.operation).filter(in_style);
    locked.unwrap_or_else(|| identifier::snake(&endpoint.operation))
}

fn site(endpoint: &Endpoint, name: &RustName, module: &[RustName]) -> Site {
    Site {
        place: endpoint.id(),
        shape: None,
        candidates: vec![identifier::camel(name.plain())],
        prefix: Some(identifier::camel(name.plain())),
        docs: Docs::new(),
        module: module.to_vec(),
        within: None,
        is: None,
        indirect: false,
        sides: Sides::REQUEST,
        response_body: false,
    }
}

fn body_site(site: &Site, place: String) -> Site {
    let candidates = site.candidates.iter().map(|name| format!("{name}Body")).collect();
    let docs = Docs::new().say(format!("The body of {}.", code(&site.place)));
    Site { place, candidates, docs, ..site.clone() }
}

fn response_site(site: &Site, place: String, status: &str, wrapped: bool) -> Site {
    let (word, what) = if wrapped { ("Data", "The data") } else { ("Response", "The body") };
    let candidates = site.candidates.iter().map(|name| format!("{name}{word}{status}")).collect();
    let docs = Docs::new().say(format!("{what} {} answers with.", code(&site.place)));
    Site { place, candidates, docs, sides: Sides::RESPONSE, response_body: !wrapped, ..site.clone() }
}

/// Whether a response says that the call was carried out; one without a status does, since nothing else is known.
pub(super) fn is_success(response: &Response) -> bool {
    response.status.is_none_or(|status| (200..300).contains(&status))
}

fn status_word(response: &Response) -> String {
    response.status.map_or_else(|| "Default".to_owned(), |status| status.to_string())
}

fn taken(body: RustType) -> (Takes, By) {
    match body {
        RustType::String => (Takes::Text, By::Move),
        RustType::Integer | RustType::Boolean => (Takes::Owned(body), By::Borrow),
        RustType::List(items) => (Takes::Slice(*items), By::Move),
        other => (Takes::Reference(other), By::Move),
    }
}
