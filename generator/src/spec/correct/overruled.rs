//! Examples that the corrected schemas say otherwise than.

use super::messages;
use crate::diagnostic::{Code, Diagnostic, Origin};
use crate::spec::Spec;
use crate::spec::api::ApiDescription;
use crate::spec::endpoint::Body;
use crate::spec::evidence::Evidence;
use crate::spec::fit::{Fit, Step};
use crate::spec::place;

/// Notes at each example the corrections that say otherwise, and tells people.
pub(super) fn note(spec: &mut Spec, api: &ApiDescription) -> Vec<Diagnostic> {
    let before = spec.clone();
    let fit = Fit::new(&before, api);
    let mut diagnostics = Vec::new();
    for endpoint in spec.groups.values_mut().flat_map(|group| &mut group.endpoints) {
        let answers = endpoint.responses.iter_mut().flat_map(|response| &mut response.bodies);
        for body in endpoint.bodies.iter_mut().chain(answers) {
            note_in(body, fit, &mut diagnostics);
        }
    }
    diagnostics
}

fn note_in(body: &mut Body, fit: Fit<'_>, diagnostics: &mut Vec<Diagnostic>) {
    let shape = Body { examples: Vec::new(), ..body.clone() };
    for example in body.examples.iter_mut().filter(|example| example.json) {
        let misfits = fit.misfits(&shape, &example.text);
        let because_of = misfits.iter().filter(|misfit| !misfit.because_of.is_empty());
        for misfit in because_of {
            let fresh = misfit.because_of.iter().filter(|one| !example.overruled.contains(one));
            let fresh: Vec<_> = fresh.cloned().collect();
            if let (Some(shown), false) = (example.evidence.first(), fresh.is_empty()) {
                diagnostics.push(overruled(&misfit.path, shown, &fresh));
            }
            example.overruled.extend(fresh);
        }
        example.overruled.sort();
        example.overruled.dedup();
    }
}

fn overruled(path: &[Step], example: &Evidence, because_of: &[Evidence]) -> Diagnostic {
    let place = path.iter().fold(String::new(), |place, step| match step {
        Step::Member(name) if place.is_empty() => place::member("", name).trim_start_matches('.').to_owned(),
        Step::Member(name) => place::member(&place, name),
        Step::Item(at) => format!("{place}[{at}]"),
    });
    let what = if place.is_empty() { "the example".to_owned() } else { crate::diagnostic::quote(&place) };
    let message =
        format!("a correction says otherwise than this example: {what} does not fit the corrected type");
    let hint = "what does not fit is left out of the client's tests; check that the correction is right";
    let diagnostic = Diagnostic::new(Code::OverruledExample, example.origin(), message).hint(hint);
    because_of.iter().fold(diagnostic, |diagnostic, evidence| {
        let origin = Origin { file: evidence.file.clone(), line: evidence.first };
        diagnostic.note(format!("the correction in `{}`", messages::FILE), origin)
    })
}
