//! Captured examples → tests: each decodes into its type and encodes back to the same JSON.

use std::collections::BTreeSet;

use super::answers::Answer;
use super::bodies::Sent;
use super::docs::{Docs, code};
use super::identifier;
use super::rust::{RoundTrip, RustType};
use super::rust_name::RustName;
use crate::spec::endpoint::Example;
use crate::spec::fit::Fit;

/// The tests of the endpoint `name`: what is sent, then what is received, also when it fails. They are called by names that are not `taken`.
pub(super) fn of(
    name: &RustName,
    module: &[RustName],
    sent: &[Sent<'_>],
    answers: &[Answer<'_>],
    fit: Fit<'_>,
    taken: &mut BTreeSet<RustName>,
) -> Vec<RoundTrip> {
    let requests = sent.iter().filter_map(|one| {
        let function = one.function.as_ref().map(|name| format!("{}_", name.plain()));
        let what = format!("{}request", function.unwrap_or_else(|| format!("{}_", name.plain())));
        Some((what, one.body, one.tested.as_ref()?))
    });
    let responses = answers.iter().filter_map(|answer| {
        let status = answer.response.status.map_or_else(|| "default".to_owned(), |status| status.to_string());
        let body = answer.body.filter(|body| body.is_json())?;
        Some((format!("{}_{status}", name.plain()), body, &answer.rust_type))
    });
    let mut tests = Vec::new();
    for (what, body, rust_type) in requests.chain(responses) {
        for example in body.examples.iter().filter(|example| example.json) {
            // What a correction overrules is not tested; the rest of the example is.
            let shown = match example.overruled.as_slice() {
                [] => Some(example.text.clone()),
                _ => fit.fitting(body, &example.text),
            };
            let Some(shown) = shown else { continue };
            let test = identifier::distinct(&identifier::module(&what), taken);
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
