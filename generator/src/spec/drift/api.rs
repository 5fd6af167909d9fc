//! What people say in `api.yaml`: another URL, other headers or another envelope break every call.

use super::Version;
use super::change::{Property, Said};
use super::found::{At, Found};
use super::level::{Event, Sides};
use crate::diagnostic::Origin;
use crate::spec::api::{
    ApiDescription, Authentication, Carrier, Encoding, EnvelopeRoles, Ingredient, SignatureRecipe,
    TimestampUnit,
};
use crate::spec::endpoint::In;
use crate::spec::evidence::{Evidence, EvidenceKind};

/// The place of the facts of `api.yaml`.
const PLACE: &str = "api.yaml";

/// Compares the facts that travel.
pub(super) fn compare(before: Version<'_>, after: Version<'_>, found: &mut Found) {
    let (old, new) = (before.api, after.api);
    let at = At::of(PLACE, Sides::SENT, Vec::new());
    let mut differ = |property, before: Option<String>, after: Option<String>| {
        if before != after {
            let said =
                |words: Option<String>, api| words.map(|words| Said::new(words, &evidence(property, api)));
            found.push(&at, property, Event::Moved, said(before, old), said(after, new));
        }
    };
    differ(Property::BaseUrl, old.base_url.clone(), new.base_url.clone());
    let (was, is) = (parts(old.authentication.as_ref()), parts(new.authentication.as_ref()));
    let only = |some: &[String], others: &[String]| {
        let only: Vec<&str> = some.iter().filter(|part| !others.contains(part)).map(String::as_str).collect();
        (!only.is_empty()).then(|| only.join("; "))
    };
    match (only(&was, &is), only(&is, &was)) {
        (None, None) => differ(Property::Authentication, order(&was, &is), order(&is, &was)),
        (was, is) => differ(Property::Authentication, was, is),
    }
    let words = |one: &Option<EnvelopeRoles>| one.as_ref().map(envelope);
    differ(Property::Envelope, words(&old.envelope), words(&new.envelope));
}

/// Where the section stands that says it.
fn evidence(property: Property, api: &ApiDescription) -> Vec<Evidence> {
    let line = match property {
        Property::BaseUrl => api.lines.base_url,
        Property::Authentication => api.lines.authentication,
        _ => api.lines.envelope,
    };
    let origin = Origin::new(PLACE, line);
    if line == 0 { Vec::new() } else { vec![Evidence::line(EvidenceKind::Api, &origin)] }
}

/// The parts in their order, where nothing but that differs.
fn order(some: &[String], others: &[String]) -> Option<String> {
    (some != others).then(|| some.join("; "))
}

/// Everything that changes what is sent, in words.
fn parts(one: Option<&Authentication>) -> Vec<String> {
    let Some(one) = one else { return Vec::new() };
    let carrier = |(location, carrier): (In, &Carrier)| {
        let optional = if carrier.optional { ", optional" } else { "" };
        let prefix =
            if carrier.prefix.is_empty() { String::new() } else { format!("{:?} and ", carrier.prefix) };
        format!("{} {}: {prefix}{}{optional}", location.word(), carrier.name, ingredient(&carrier.carries))
    };
    let mut words: Vec<String> = one.carriers().map(carrier).collect();
    words.extend(one.signature.iter().map(recipe));
    words.push(match one.timestamp_unit {
        TimestampUnit::Seconds => "time in seconds".to_owned(),
        TimestampUnit::Milliseconds => "time in milliseconds".to_owned(),
    });
    words.push(format!("nonce of {} characters", one.nonce_length));
    words
}

fn ingredient(one: &Ingredient) -> String {
    match one {
        Ingredient::Credential(name) => format!("{} {name}", one.word()),
        Ingredient::Basic(user, password) => format!("{} {user}, {password}", one.word()),
        Ingredient::Literal(text) => format!("{text:?}"),
        _ => one.word().to_owned(),
    }
}

/// The whole recipe.
fn recipe(one: &SignatureRecipe) -> String {
    let parts: Vec<String> = one.parts.iter().map(ingredient).collect();
    let joiner = if one.joiner.is_empty() { String::new() } else { format!(" joined by {:?}", one.joiner) };
    let digest = one.digest.name();
    let key = one.key.as_ref().map_or_else(String::new, |key| format!(" keyed by credential {key}"));
    let encoding = match one.encoding {
        Encoding::LowerHex => "lower-case",
        Encoding::UpperHex => "upper-case",
    };
    format!("signature: {encoding} hexadecimal {digest}{key} of {}{joiner}", parts.join(", "))
}

fn envelope(roles: &EnvelopeRoles) -> String {
    let named = [("message", &roles.message), ("request id", &roles.request_id)];
    let mut words = vec![format!("code {} (success {})", roles.code, roles.success.join(", "))];
    words.extend(named.into_iter().filter_map(|(role, name)| Some(format!("{role} {}", name.as_ref()?))));
    words.push(format!("data {}", roles.data));
    words.extend((!roles.others.is_empty()).then(|| format!("others {}", roles.others.join(", "))));
    words.join("; ")
}
