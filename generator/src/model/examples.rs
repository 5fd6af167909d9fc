//! Captured examples → tests: each decodes into its type and encodes back to the same JSON.

use std::collections::BTreeSet;

use super::docs::{Docs, code};
use super::endpoints::Answer;
use super::identifier;
use super::rust::{RoundTrip, RustType};
use super::rust_name::RustName;
use crate::spec::endpoint::{Body, Example};
use crate::spec::fit::Fit;

/// The tests of the endpoint `name`: what is sent, then what is received. They are called by names that are not `taken`.
pub(super) fn of(
    name: &RustName,
    module: &[RustName],
    sent: Option<&(&Body, RustType)>,
    answers: &[Answer<'_>],
    fit: Fit<'_>,
    taken: &mut BTreeSet<RustName>,
) -> Vec<RoundTrip> {
    let request = sent.map(|(body, rust_type)| ("request".to_owned(), *body, rust_type));
    let responses = answers.iter().map(|answer| {
        let status = answer.response.status.map_or_else(|| "default".to_owned(), |status| status.to_string());
        (status, answer.body, &answer.rust_type)
    });
    let mut tests = Vec::new();
    for (what, body, rust_type) in request.into_iter().chain(responses) {
        for example in body.examples.iter().filter(|example| example.json) {
            // What a correction overrules is not tested; the rest of the example is.
            let shown = match example.overruled.as_slice() {
                [] => Some(example.text.clone()),
                _ => fit.fitting(body, &example.text),
            };
            let Some(shown) = shown else { continue };
            let test = identifier::distinct(&identifier::module(&format!("{}_{what}", name.plain())), taken);
            tests.push(round_trip(test, module, rust_type, example, shown));
        }
    }
    tests
}

fn round_trip(
    name: RustName,
    module: &[RustName],
    rust_type: &RustType,
    example: &Example,
    text: String,
) -> RoundTrip {
    let folders: Vec<&str> = module.iter().map(RustName::as_str).collect();
    let file = format!("{}/{}.json", folders.join("/"), name.plain());
    let places = example.evidence.iter().map(|evidence| code(&evidence.origin().to_string()));
    let mut docs = Docs::new().say(format!("Captured at {}.", places.collect::<Vec<_>>().join(", ")));
    if text != example.text {
        docs = docs.say("Without what a correction overrules.");
    }
    RoundTrip { docs, name, rust_type: rust_type.clone(), file, text }
}
