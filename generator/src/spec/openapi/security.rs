//! Authentication: an API key scheme for each header and query parameter that `api.yaml` declares.

use super::components::allowed;
use super::json::{Json, Object};
use crate::spec::api::{ApiDescription, Authentication, Carrier, Ingredient};
use crate::spec::endpoint::{In, Parameter};

/// The alternatives of a call: with the optional credentials, and without them.
pub(super) fn requirements(api: &ApiDescription) -> Option<Json> {
    let schemes: Vec<_> = api.authentication.iter().flat_map(named).collect();
    let all = requirement(&schemes, |_| true);
    let needed = requirement(&schemes, |carrier| !carrier.optional);
    let has_optional = schemes.iter().any(|scheme| scheme.carrier.optional);
    (!schemes.is_empty()).then(|| Json::array(std::iter::once(all).chain(has_optional.then_some(needed))))
}

fn requirement(schemes: &[Scheme<'_>], is_needed: impl Fn(&Carrier) -> bool) -> Object {
    let needed = schemes.iter().filter(|scheme| is_needed(scheme.carrier));
    needed.fold(Object::new(), |requirement, scheme| requirement.with(&scheme.name, Json::Array(Vec::new())))
}

/// The `securitySchemes`.
pub(super) fn schemes(api: &ApiDescription) -> Object {
    let schemes: Vec<_> = api.authentication.iter().flat_map(named).collect();
    schemes.iter().fold(Object::new(), |exported, Scheme { name, place, carrier }| {
        let scheme = Object::new()
            .with("type", "apiKey")
            .with("description", description(carrier, api.authentication.as_ref()))
            .with("name", carrier.name.as_str())
            .with("in", *place)
            .with("x-carries", Json::of(&carrier.carries))
            .with_some("x-prefix", Some(carrier.prefix.as_str()).filter(|prefix| !prefix.is_empty()))
            .with_some("x-signature", signature(carrier, api.authentication.as_ref()));
        exported.with(name, scheme)
    })
}

/// A header or query parameter under the name of its scheme.
struct Scheme<'api> {
    name: String,
    place: &'static str,
    carrier: &'api Carrier,
}

/// The carriers in order, each under a name of its own in the characters that OpenAPI allows.
fn named(authentication: &Authentication) -> Vec<Scheme<'_>> {
    let mut schemes: Vec<Scheme<'_>> = Vec::new();
    for (place, carrier) in carriers(authentication) {
        let plain = allowed(&carrier.name);
        let numbered = (2_u32..).map(|number| format!("{plain}-{number}"));
        let is_free = |name: &String| schemes.iter().all(|scheme| scheme.name != *name);
        if let Some(name) = std::iter::once(plain.clone()).chain(numbered).find(is_free) {
            schemes.push(Scheme { name, place, carrier });
        }
    }
    schemes
}

/// Whether a declared carrier fills `parameter`, so that the security schemes speak for it.
pub(super) fn fills(api: &ApiDescription, parameter: &Parameter) -> bool {
    let place = match parameter.location {
        In::Header => "header",
        In::Query => "query",
        In::Path | In::Cookie => return false,
    };
    let same_name = |carrier: &Carrier| match parameter.location {
        In::Header => carrier.name.eq_ignore_ascii_case(&parameter.field.name),
        _ => carrier.name == parameter.field.name,
    };
    let mut declared = api.authentication.iter().flat_map(carriers);
    parameter.authentication && declared.any(|(known, carrier)| known == place && same_name(carrier))
}

fn carriers(authentication: &Authentication) -> impl Iterator<Item = (&'static str, &Carrier)> {
    let headers = authentication.headers.iter().map(|carrier| ("header", carrier));
    headers.chain(authentication.query.iter().map(|carrier| ("query", carrier)))
}

fn description(carrier: &Carrier, authentication: Option<&Authentication>) -> String {
    let unit = authentication.map(|authentication| authentication.timestamp_unit);
    let what = match &carrier.carries {
        Ingredient::Credential(name) => format!("The credential `{name}`."),
        Ingredient::Timestamp => format!(
            "The time of the call, a Unix timestamp in {}.",
            match unit {
                Some(crate::spec::api::TimestampUnit::Milliseconds) => "milliseconds",
                _ => "seconds",
            }
        ),
        Ingredient::Nonce => {
            let length = authentication.map_or(0, |authentication| authentication.nonce_length);
            format!("A random string of {length} characters, new for every call.")
        }
        Ingredient::Signature => "The signature of the call; `x-signature` tells how it is made.".to_owned(),
        Ingredient::Literal(text) => format!("The fixed text `{text}`."),
        Ingredient::Verb | Ingredient::Path | Ingredient::Query | Ingredient::Body => {
            "A part of the request.".to_owned()
        }
    };
    if carrier.optional { what + " Left out when it is not given." } else { what }
}

fn signature(carrier: &Carrier, authentication: Option<&Authentication>) -> Option<Json> {
    let recipe = authentication?.signature.as_ref()?;
    (carrier.carries == Ingredient::Signature).then(|| Json::of(recipe))
}
