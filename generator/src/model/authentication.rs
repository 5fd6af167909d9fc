//! How calls prove who sends them: as `api.yaml` says, or else as the docs do.

use super::rust::{AuthenticationField, Signing};
use crate::spec::Spec;
use crate::spec::api::{ApiDescription, Authentication, Carrier, Ingredient};
use crate::spec::endpoint::In;

/// The recipe, where anything says one.
pub(super) fn signing(spec: &Spec, api: &ApiDescription) -> Option<Signing> {
    if let Some(declared) = &api.authentication {
        return Some(as_declared(declared));
    }
    let fields = documented(spec);
    (!fields.is_empty()).then(|| Signing { fields, ..Signing::default() })
}

/// What the recipe fills without `api.yaml`: no caller need give it.
pub(super) fn proofs(spec: &Spec, api: &ApiDescription) -> Vec<(In, String)> {
    let fields = if api.authentication.is_some() { Vec::new() } else { documented(spec) };
    fields.into_iter().map(|field| (field.place, field.name)).collect()
}

fn as_declared(declared: &Authentication) -> Signing {
    Signing {
        fields: declared
            .carriers()
            .map(|(place, carrier)| AuthenticationField {
                place,
                name: carrier.name.clone(),
                value: value(carrier),
                required: !carrier.optional,
            })
            .collect(),
        signature: declared.signature.clone(),
        timestamp_unit: declared.timestamp_unit,
        nonce_length: declared.nonce_length,
    }
}

/// What is sent: the text before the value, and the value. User name and password go under the scheme `Basic`, RFC 7617.
fn value(carrier: &Carrier) -> Vec<Ingredient> {
    let is_basic = matches!(carrier.carries, Ingredient::Basic(..));
    let scheme = if carrier.prefix.is_empty() && is_basic { "Basic " } else { &carrier.prefix };
    let prefix = (!scheme.is_empty()).then(|| Ingredient::Literal(scheme.to_owned()));
    prefix.into_iter().chain([carrier.carries.clone()]).collect()
}

/// One field for each scheme of the docs. A call needs one of several, so that none of them is required then; of two that
/// travel in one place, the first is taken.
fn documented(spec: &Spec) -> Vec<AuthenticationField> {
    let mut fields: Vec<AuthenticationField> = Vec::new();
    for (scheme, stated) in &spec.shared.security_schemes {
        let Some((place, carrier)) = stated.kind.recipe(scheme) else { continue };
        let is_taken = |other: &AuthenticationField| {
            other.place == place && other.name.eq_ignore_ascii_case(&carrier.name)
        };
        if !fields.iter().any(is_taken) {
            let (value, required) = (value(&carrier), is_needed(spec, scheme));
            fields.push(AuthenticationField { place, name: carrier.name, value, required });
        }
    }
    fields
}

/// Whether every call whose docs ask for a proof asks for this one.
fn is_needed(spec: &Spec, scheme: &str) -> bool {
    let ways = spec.endpoints().filter_map(|endpoint| endpoint.security.as_ref()).flatten();
    let mut asked = ways.filter(|way| !way.is_empty()).peekable();
    asked.peek().is_some() && asked.all(|way| way.iter().any(|name| name == scheme))
}
