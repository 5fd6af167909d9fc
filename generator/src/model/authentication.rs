//! How calls prove who sends them: as `api.yaml` says, or else as the docs do.

use super::identifier;
use super::rust::{AuthenticationField, AuthenticationPlace, Signing, ValuePart};
use crate::spec::Spec;
use crate::spec::api::{ApiDescription, Authentication, Carrier, Ingredient};
use crate::spec::endpoint::In;
use crate::spec::server::SecurityKind;

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
    let proof = |field: AuthenticationField| {
        let location = match field.place {
            AuthenticationPlace::Header => In::Header,
            AuthenticationPlace::Query => In::Query,
            AuthenticationPlace::Cookie => In::Cookie,
        };
        (location, field.name)
    };
    fields.into_iter().map(proof).collect()
}

fn as_declared(declared: &Authentication) -> Signing {
    let field = |place: AuthenticationPlace| {
        move |carrier: &Carrier| {
            let prefix = Some(&carrier.prefix).filter(|prefix| !prefix.is_empty());
            let prefix = prefix.map(|prefix| ValuePart::Ingredient(Ingredient::Literal(prefix.clone())));
            let value = ValuePart::Ingredient(carrier.carries.clone());
            AuthenticationField {
                place,
                name: carrier.name.clone(),
                value: prefix.into_iter().chain([value]).collect(),
                required: !carrier.optional,
            }
        }
    };
    let headers = declared.headers.iter().map(field(AuthenticationPlace::Header));
    Signing {
        fields: headers.chain(declared.query.iter().map(field(AuthenticationPlace::Query))).collect(),
        signature: declared.signature.clone(),
        timestamp_unit: declared.timestamp_unit,
        nonce_length: declared.nonce_length,
    }
}

/// One field for each scheme of the docs. A call needs one of several, so that none of them is required then; of two that
/// travel in one place, the first is taken.
fn documented(spec: &Spec) -> Vec<AuthenticationField> {
    let mut fields: Vec<AuthenticationField> = Vec::new();
    for (name, scheme) in &spec.shared.security_schemes {
        let Some((place, wire, value)) = carried(name, &scheme.kind) else { continue };
        let is_taken =
            |other: &AuthenticationField| other.place == place && other.name.eq_ignore_ascii_case(&wire);
        if !fields.iter().any(is_taken) {
            fields.push(AuthenticationField { place, name: wire, value, required: is_needed(spec, name) });
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

/// Where a scheme travels, under which name, and what it carries.
fn carried(name: &str, kind: &SecurityKind) -> Option<(AuthenticationPlace, String, Vec<ValuePart>)> {
    let literal = |text: &str| ValuePart::Ingredient(Ingredient::Literal(text.to_owned()));
    let credential = |name: &str| ValuePart::Ingredient(Ingredient::Credential(name.to_owned()));
    let authorization = |value| (AuthenticationPlace::Header, "Authorization".to_owned(), value);
    let key = |place, wire: &String| (place, wire.clone(), vec![credential(&identifier::kebab(name))]);
    match kind {
        SecurityKind::Bearer | SecurityKind::Token => {
            Some(authorization(vec![literal("Bearer "), credential("token")]))
        }
        SecurityKind::Basic => {
            let pair = vec![credential("username"), literal(":"), credential("password")];
            Some(authorization(vec![literal("Basic "), ValuePart::Base64(pair)]))
        }
        SecurityKind::HeaderKey { name } => Some(key(AuthenticationPlace::Header, name)),
        SecurityKind::QueryKey { name } => Some(key(AuthenticationPlace::Query, name)),
        SecurityKind::CookieKey { name } => Some(key(AuthenticationPlace::Cookie, name)),
        SecurityKind::Other { .. } => None,
    }
}
