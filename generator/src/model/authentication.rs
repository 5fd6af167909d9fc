//! How calls prove who sends them: as `api.yaml` says, or else as the docs do.

use super::rust::{AuthenticationField, Signing};
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::spec::Spec;
use crate::spec::api::{ApiDescription, Authentication, Carrier, Ingredient};
use crate::spec::endpoint::In;
use crate::spec::server::SecurityScheme;

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

/// One field for each scheme of the docs, those first that most endpoints ask for. A call needs one of several, so that
/// none of them is required then. Of those that travel in one place a call carries the first one whose credentials are
/// there; one that no endpoint asks for does not stand beside others.
fn documented(spec: &Spec) -> Vec<AuthenticationField> {
    let mut fields: Vec<AuthenticationField> = Vec::new();
    for (scheme, stated) in by_use(spec) {
        let Some((place, carrier)) = stated.kind.recipe(scheme) else { continue };
        let value = value(&carrier);
        let mut sharing: Vec<_> =
            fields.iter_mut().filter(|field| travels(field, place, &carrier.name)).collect();
        if !sharing.is_empty()
            && (uses(spec, scheme) == 0 || sharing.iter().any(|field| field.value == value))
        {
            continue;
        }
        for field in &mut sharing {
            field.required = false;
        }
        let required = sharing.is_empty() && is_needed(spec, scheme);
        fields.push(AuthenticationField { place, name: carrier.name, value, required });
    }
    fields
}

fn travels(field: &AuthenticationField, place: In, name: &str) -> bool {
    field.place == place && field.name.eq_ignore_ascii_case(name)
}

/// The schemes of the docs, those first that most endpoints ask for.
fn by_use(spec: &Spec) -> Vec<(&String, &SecurityScheme)> {
    let mut schemes: Vec<_> = spec.shared.security_schemes.iter().collect();
    schemes.sort_by_key(|(scheme, _)| std::cmp::Reverse(uses(spec, scheme)));
    schemes
}

/// How many endpoints take this scheme, alone or with others.
fn uses(spec: &Spec, scheme: &str) -> usize {
    let ways = spec.endpoints().filter_map(|endpoint| endpoint.security.as_ref());
    ways.filter(|ways| ways.iter().flatten().any(|name| name == scheme)).count()
}

/// Schemes that travel in one place although some endpoints take one of them alone and others the other: a client that
/// has the credentials of both sends those of the first.
pub(super) fn contested(spec: &Spec, api: &ApiDescription) -> Vec<Diagnostic> {
    let schemes = if api.authentication.is_some() { Vec::new() } else { by_use(spec) };
    let sent = |(scheme, stated): &(&String, &SecurityScheme)| {
        let (place, carrier) = stated.kind.recipe(scheme)?;
        Some((place, carrier.name.to_ascii_lowercase(), value(&carrier)))
    };
    let mut found = Vec::new();
    for (at, own) in schemes.iter().enumerate() {
        let Some((place, name, value)) = sent(own) else { continue };
        let is_first = |other: &&(&String, &SecurityScheme)| {
            sent(other).is_some_and(|(at, called, _)| at == place && called == name)
        };
        let first = schemes.iter().take(at).find(is_first);
        let Some(first) = first.filter(|first| sent(first).is_some_and(|(.., other)| other != value)) else {
            continue;
        };
        match alone(spec, own.0, first.0) {
            0 => {}
            count => found.extend(contest(*own, *first, count)),
        }
    }
    found
}

/// How many endpoints ask for a proof and take `scheme`, but not `other`.
fn alone(spec: &Spec, scheme: &String, other: &String) -> usize {
    let ways = spec.endpoints().filter_map(|endpoint| endpoint.security.as_ref());
    let takes = |ways: &[Vec<String>], name: &String| ways.iter().any(|way| way.contains(name));
    ways.filter(|ways| takes(ways, scheme) && !takes(ways, other) && ways.iter().all(|way| !way.is_empty()))
        .count()
}

fn contest(
    (scheme, own): (&String, &SecurityScheme),
    (first, leading): (&String, &SecurityScheme),
    count: usize,
) -> Option<Diagnostic> {
    let (scheme, first) = (quote(scheme), quote(first));
    let message = format!("{scheme} travels where {first} does: a call carries one of them");
    let endpoints =
        if count == 1 { "one endpoint takes".to_owned() } else { format!("{count} endpoints take") };
    let hint = format!(
        "where its credentials are set, a client sends {first}, and {endpoints} {scheme} alone: make a client with no other \
         credentials for that, or say in api.yaml how calls prove who sends them"
    );
    let found = Diagnostic::new(Code::ContestedPlace, own.evidence.first()?.origin(), message);
    Some(found.note(format!("here: {first}"), leading.evidence.first()?.origin()).hint(hint))
}

/// Whether every call whose docs ask for a proof asks for this one.
fn is_needed(spec: &Spec, scheme: &str) -> bool {
    let ways = spec.endpoints().filter_map(|endpoint| endpoint.security.as_ref()).flatten();
    let mut asked = ways.filter(|way| !way.is_empty()).peekable();
    asked.peek().is_some() && asked.all(|way| way.iter().any(|name| name == scheme))
}
