//! What people say in `api.yaml`: another URL, other headers or another envelope break every call.

use super::Version;
use super::change::{Property, Said};
use super::found::{At, Found};
use super::level::{Event, Sides};
use crate::spec::api::{Authentication, Carrier, EnvelopeRoles};

/// The place of the facts of `api.yaml`.
const PLACE: &str = "api.yaml";

/// Compares the facts that travel.
pub(super) fn compare(before: Version<'_>, after: Version<'_>, found: &mut Found) {
    let (old, new) = (before.api, after.api);
    let at = At::of(PLACE, Sides::SENT, Vec::new());
    let mut differ = |property, before: Option<String>, after: Option<String>| {
        if before != after {
            let said = |words: Option<String>| words.map(|words| Said::new(words, &[]));
            found.push(&at, property, Event::Moved, said(before), said(after));
        }
    };
    differ(Property::BaseUrl, old.base_url.clone(), new.base_url.clone());
    let words = |one: &Option<Authentication>| one.as_ref().map(authentication);
    differ(Property::Authentication, words(&old.authentication), words(&new.authentication));
    let words = |one: &Option<EnvelopeRoles>| one.as_ref().map(envelope);
    differ(Property::Envelope, words(&old.envelope), words(&new.envelope));
}

/// Everything that changes what is sent, in words.
fn authentication(one: &Authentication) -> String {
    let carrier = |carrier: &Carrier| {
        let optional = if carrier.optional { ", optional" } else { "" };
        let prefix = if carrier.prefix.is_empty() { String::new() } else { format!("{:?} ", carrier.prefix) };
        format!("{} ({prefix}{:?}{optional})", carrier.name, carrier.carries)
    };
    let list = |carriers: &[Carrier]| carriers.iter().map(carrier).collect::<Vec<_>>().join(", ");
    let mut words = vec![format!("headers {}", list(&one.headers)), format!("query {}", list(&one.query))];
    words.extend(one.signature.as_ref().map(|recipe| format!("signature {recipe:?}")));
    words.push(format!("time in {:?}, nonce of {}", one.timestamp_unit, one.nonce_length).to_lowercase());
    words.join("; ")
}

fn envelope(roles: &EnvelopeRoles) -> String {
    let named = [("message", &roles.message), ("request id", &roles.request_id)];
    let mut words = vec![format!("code {} (success {})", roles.code, roles.success.join(", "))];
    words.extend(named.into_iter().filter_map(|(role, name)| Some(format!("{role} {}", name.as_ref()?))));
    words.push(format!("data {}", roles.data));
    words.extend((!roles.others.is_empty()).then(|| format!("others {}", roles.others.join(", "))));
    words.join("; ")
}
