//! Endpoints → functions, with the types of their bodies.

use std::collections::BTreeSet;

use super::bodies::Sent;
use super::docs::Docs;
use super::endpoint_docs;
use super::examples;
use super::identifier;
use super::parameters::Arguments;
use super::rust::{Function, Item, RoundTrip, RustType};
use super::rust_name::RustName;
use super::site::{Sides, Site};
use super::types::Types;
use crate::spec::endpoint::{Endpoint, Status};

/// The verbs the runtime speaks.
const VERBS: [&str; 7] = ["DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"];

/// What becomes of one endpoint, apart from its types.
pub(super) struct Resolved {
    /// Its tests.
    pub(super) tests: Vec<RoundTrip>,
    /// Its functions; none for what is no call one can make, but one that the vendor makes.
    pub(super) functions: Vec<RustName>,
}

/// The names that are taken in one module.
#[derive(Default)]
pub(super) struct Taken {
    /// Those of functions.
    pub(super) functions: BTreeSet<RustName>,
    /// Those of tests.
    pub(super) tests: BTreeSet<RustName>,
}

impl Types<'_> {
    /// The functions of `endpoint`, the first one called `name`, and its types. `data` is the envelope's field that bodies
    /// stand in.
    pub(super) fn endpoint(
        &mut self,
        endpoint: &Endpoint,
        name: &RustName,
        module: &[RustName],
        data: Option<&str>,
        taken: &mut Taken,
    ) -> Resolved {
        let site = site(endpoint, name, module);
        let position = self.section(&site).len();
        let mut arguments = self.arguments(endpoint, usize::from(!endpoint.bodies.is_empty()), &site);
        let structs: Vec<Item> =
            std::mem::take(&mut arguments.structs).into_iter().map(Item::Struct).collect();
        self.section(&site).extend(structs);
        let bodies = self.request_bodies(endpoint, name, &site, &mut taken.functions);
        let answers = self.answers(endpoint, &site, data);
        let tests = examples::of(name, module, &bodies, &answers, self.fit, &mut taken.tests);
        if endpoint.is_topic() || !VERBS.contains(&endpoint.verb.as_str()) {
            return Resolved { tests, functions: Vec::new() };
        }
        let rust_type = self.answer(&answers, &site);
        let failure = self.failure(&answers, &site);
        let notes = endpoint_docs::editions(endpoint).into_iter();
        let notes: Vec<_> = notes.chain(endpoint_docs::unread(endpoint, &answers)).collect();
        let docs = |arguments: &Arguments, others: &[String]| {
            let notes: Vec<_> = others.iter().chain(&arguments.notes).chain(&notes).cloned().collect();
            let docs = endpoint_docs::of(endpoint, &arguments.docs, &notes);
            endpoint_docs::errors(docs, failure.as_ref(), &site.module)
        };
        let others: Vec<_> = bodies.iter().filter_map(|body| Some((body.function.clone()?, body))).collect();
        let main = bodies.iter().find(|body| body.function.is_none());
        let said = others
            .iter()
            .map(|(function, body)| endpoint_docs::other_body(function, body.body))
            .collect::<Vec<_>>();
        let mut functions = vec![(name.clone(), main, docs(&arguments, &said))];
        functions.extend(others.into_iter().map(|(function, body)| {
            let said = endpoint_docs::main_body(name, body.body);
            (function, Some(body), docs(&arguments, &[said]))
        }));
        let names = functions.iter().map(|(name, ..)| name.clone()).collect();
        let drafts = functions.into_iter().map(|(name, body, docs)| {
            let function = self.function(endpoint, name, docs, arguments.clone(), body);
            Item::Function(Function { answer: rust_type.clone(), ..function })
        });
        let drafts: Vec<_> = drafts.collect();
        self.section(&site).splice(position..position, drafts);
        Resolved { tests, functions: names }
    }

    fn function(
        &self,
        endpoint: &Endpoint,
        name: RustName,
        mut docs: Docs,
        arguments: Arguments,
        body: Option<&Sent<'_>>,
    ) -> Function {
        let Arguments { mut required, options, mut steps, .. } = arguments;
        if let Some((argument, step)) = body.map(|body| body.argument(endpoint)) {
            required.push(argument);
            steps.push(step);
        }
        required.extend(options);
        for part in ["", " verb", " path"] {
            docs = self.contradictions.add(docs, &format!("{}{part}", endpoint.id()));
        }
        Function {
            docs,
            deprecated: (endpoint.status == Status::Deprecated).then(|| endpoint_docs::deprecation(endpoint)),
            name,
            verb: identifier::snake(&endpoint.verb),
            path: endpoint.path.clone(),
            arguments: required,
            steps,
            idempotent: endpoint.idempotent.is_some(),
            anonymous: self.is_signed && needs_no_proof(endpoint),
            answer: RustType::Unit,
            example: None,
        }
    }
}

/// Whether the docs say that a call needs no proof of who sends it.
fn needs_no_proof(endpoint: &Endpoint) -> bool {
    endpoint.security.as_ref().is_some_and(|ways| ways.iter().all(Vec::is_empty))
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
