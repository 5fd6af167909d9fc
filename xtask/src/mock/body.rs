//! Checks the body of a call.

use generator::diagnostic::quote;
use generator::spec::Spec;
use generator::spec::api::ApiDescription;
use generator::spec::endpoint::{Body, Endpoint};
use generator::spec::fit::{Fit, Misfit, Step, Why};
use generator::spec::schema::Shape;
use serde_json::Value as Json;

use super::call::Call;
use super::findings::Findings;
use super::form;
use super::nearest::meant;

/// So many characters of a place are shown.
const LONGEST: usize = 200;

/// So many misfits are looked at; fewer are told.
const MOST: usize = 100;

/// Looks at the body: whether it is there, JSON, and what the pages demand of it.
pub(super) fn check(
    call: &Call,
    endpoint: &Endpoint,
    spec: &Spec,
    api: &ApiDescription,
    findings: &mut Findings,
) {
    let Some(first) = endpoint.bodies.first() else {
        if !call.body.is_empty() {
            findings.hint("no page documents a body for this endpoint");
        }
        return;
    };
    if call.body.is_empty() {
        if !endpoint.may_go_without_body() {
            findings.refuse(&format!("the body is missing; send {}", media_type(first)));
        }
        return;
    }
    let Some(body) = documented(call, endpoint) else {
        let types: Vec<_> = endpoint.bodies.iter().map(media_type).collect();
        let came = match call.header("content-type") {
            Some(came) => format!("it is {}", quote(&came)),
            None => "it is missing".to_owned(),
        };
        findings.refuse(&format!("the header `content-type` is not {}: {came}", types.join(" or ")));
        return;
    };
    if is_encoded(call, findings) {
        return;
    }
    let json = match form::Kind::of(&body.media_type) {
        _ if body.is_json() && body.schema.shape != Shape::Binary => json(call, findings),
        Some(kind) => form::read(call, body, kind, spec, findings),
        None => return text(call, body, findings),
    };
    if let Some(json) = json {
        compare(&json, body, Fit::new(spec, api), findings);
    }
}

/// The documented body of the media type that the call says it has.
fn documented<'a>(call: &Call, endpoint: &'a Endpoint) -> Option<&'a Body> {
    let sent = call.media_type();
    let is_same = |body: &&Body| plain(&body.media_type) == sent;
    let is_json = |body: &&Body| body.is_json() && (sent == "application/json" || sent.ends_with("+json"));
    let is_form = |body: &&Body| {
        let kind = form::Kind::of(&body.media_type);
        kind.is_some() && kind == form::Kind::of(&sent)
    };
    // `image/*` stands for all images, and a file without a media type of its own for anything.
    let is_in_range = |body: &&Body| match plain(&body.media_type).strip_suffix("/*") {
        Some(range) => range == "*" || sent.split('/').next() == Some(range),
        None => body.schema.shape == Shape::Binary && plain(&body.media_type) == "application/octet-stream",
    };
    let bodies = &endpoint.bodies;
    let by_name = bodies.iter().find(is_same).or_else(|| bodies.iter().find(is_json));
    by_name.or_else(|| bodies.iter().find(is_form)).or_else(|| bodies.iter().find(is_in_range))
}

/// A media type in lower case, without parameters.
fn plain(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

fn media_type(body: &Body) -> String {
    if body.media_type.is_empty() { "`application/json`".to_owned() } else { quote(&body.media_type) }
}

/// Whether the body is packed, which is refused.
fn is_encoded(call: &Call, findings: &mut Findings) -> bool {
    let encoding =
        call.header("content-encoding").filter(|encoding| !encoding.eq_ignore_ascii_case("identity"));
    if let Some(encoding) = &encoding {
        findings.refuse(&format!(
            "the header `content-encoding` is {}, which no page documents: send the body as it is",
            quote(encoding)
        ));
    }
    encoding.is_some()
}

fn json(call: &Call, findings: &mut Findings) -> Option<Json> {
    match serde_json::from_slice(&call.body) {
        Ok(json) => Some(json),
        Err(error) => {
            findings.refuse(&format!("the body is not JSON: {error}"));
            None
        }
    }
}

/// Any bytes make a file; a text is read as one.
fn text(call: &Call, body: &Body, findings: &mut Findings) {
    if plain(&body.media_type).starts_with("text/") && std::str::from_utf8(&call.body).is_err() {
        findings.hint("the body is no text in UTF-8");
    }
}

fn compare(json: &Json, body: &Body, fit: Fit<'_>, findings: &mut Findings) {
    let compared = fit.compared(body, json);
    for misfit in compared.misfits.iter().take(MOST) {
        findings.refuse(&told(misfit, json));
    }
    for unlisted in &compared.unlisted {
        let place = place(&unlisted.path);
        let listed = unlisted.listed.join(", ");
        findings.hint(&format!("{place} is none of the values that the docs list: {listed}"));
    }
}

/// What does not fit, where, and what belongs there.
fn told(misfit: &Misfit, json: &Json) -> String {
    match &misfit.why {
        Why::Missing(name) => match misfit.path.as_slice() {
            [] => format!("in the body, the required field {} is missing", quote(name)),
            path => format!("in {}, the required field {} is missing", place(path), quote(name)),
        },
        Why::Type(words) => {
            let came = at(json, &misfit.path).map_or("nothing", kind);
            format!("{} is documented as {words}, but {came} came", place(&misfit.path))
        }
        Why::Unknown(known) => {
            let name = match misfit.path.last() {
                Some(Step::Member(name)) => name.as_str(),
                _ => "",
            };
            let meant = meant(name, known.iter().map(String::as_str));
            format!("{} is no documented field{meant}", place(&misfit.path))
        }
    }
}

/// A place in the body, such as `` `lines[2].id` of the body ``.
fn place(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Member(name) if text.is_empty() => text.push_str(name),
            Step::Member(name) => text.extend([".", name]),
            Step::Item(at) => text.extend(["[", &at.to_string(), "]"]),
        }
    }
    if text.is_empty() {
        return "the body".to_owned();
    }
    // Documented paths are longer than what else is quoted; those that a call makes up may be endless.
    let shown: String = text.chars().take(LONGEST).collect();
    format!("`{shown}` of the body")
}

fn at<'a>(json: &'a Json, path: &[Step]) -> Option<&'a Json> {
    path.iter().try_fold(json, |json, step| match step {
        Step::Member(name) => json.get(name),
        Step::Item(at) => json.get(at),
    })
}

const fn kind(json: &Json) -> &'static str {
    match json {
        Json::Null => "null",
        Json::Bool(_) => "a boolean",
        Json::Number(_) => "a number",
        Json::String(_) => "a string",
        Json::Array(_) => "a list",
        Json::Object(_) => "an object",
    }
}
