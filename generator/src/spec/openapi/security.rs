//! Authentication: an API key scheme for each carrier that `api.yaml` declares; where it declares none, what the pages
//! state.

use super::components::{Components, allowed};
use super::json::{Json, Object};
use crate::spec::Spec;
use crate::spec::api::{ApiDescription, Authentication, Carrier, Ingredient};
use crate::spec::endpoint::{Endpoint, In, Parameter};
use crate::spec::server::{SecurityKind, SecurityScheme};

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

/// What the alternatives of one call are, and those that name a scheme which OpenAPI has no word for. Where `api.yaml`
/// declares the authentication, a call only differs from it by needing none.
pub(super) fn of(
    endpoint: &Endpoint,
    api: &ApiDescription,
    components: &Components<'_>,
) -> (Option<Json>, Vec<Json>) {
    let Some(alternatives) = &endpoint.security else { return (None, Vec::new()) };
    let needs_none = alternatives.iter().all(Vec::is_empty);
    if needs_none {
        return (Some(Json::Array(Vec::new())), Vec::new());
    }
    if api.authentication.is_some() {
        return (None, alternatives.iter().map(Json::of).collect());
    }
    let mut placed = Vec::new();
    let mut others = Vec::new();
    for alternative in alternatives {
        let names: Option<Vec<&str>> = alternative.iter().map(|name| components.security(name)).collect();
        match names {
            Some(names) => {
                let requirement = names.into_iter().fold(Object::new(), |requirement, name| {
                    if requirement.contains(name) {
                        requirement
                    } else {
                        requirement.with(name, Json::Array(Vec::new()))
                    }
                });
                placed.push(requirement);
            }
            None => others.push(Json::of(alternative)),
        }
    }
    ((!placed.is_empty()).then(|| Json::array(placed)), others)
}

/// The schemes of the pages that OpenAPI has words for, by the names of their components.
pub(super) fn stated(spec: &Spec, api: &ApiDescription) -> Vec<(String, String)> {
    let mut taken: Vec<(String, String)> = Vec::new();
    if api.authentication.is_some() {
        return taken;
    }
    for (name, _) in spec.shared.security_schemes.iter().filter(|(_, scheme)| scheme.kind.carrier().is_some())
    {
        let plain = allowed(name);
        let numbered = (2_u32..).map(|number| format!("{plain}-{number}"));
        let is_free = |free: &String| taken.iter().all(|(_, known)| known != free);
        if let Some(free) = std::iter::once(plain.clone()).chain(numbered).find(is_free) {
            taken.push((name.clone(), free));
        }
    }
    taken
}

/// The schemes of the pages that stand nowhere else in the document.
pub(super) fn others(spec: &Spec, components: &Components<'_>) -> Object {
    let left = spec.shared.security_schemes.iter().filter(|(name, _)| components.security(name).is_none());
    left.fold(Object::new(), |others, (name, scheme)| others.with(name, Json::of(scheme)))
}

fn stated_scheme(name: &str, scheme: &SecurityScheme, component: &str) -> Object {
    let kind = match (&scheme.kind, scheme.kind.carrier()) {
        (SecurityKind::Bearer | SecurityKind::Token, _) => {
            Object::new().with("type", "http").with("scheme", "bearer")
        }
        (SecurityKind::Basic, _) => Object::new().with("type", "http").with("scheme", "basic"),
        (_, Some((place, key))) => {
            Object::new().with("type", "apiKey").with("name", key).with("in", place.word())
        }
        (_, None) => Object::new(),
    };
    let granted = scheme.kind == SecurityKind::Token;
    kind.with_some("description", scheme.description.as_deref())
        .with_flag("x-granted-by-another-server", granted)
        .with_some("x-name", (name != component).then_some(name))
        .with_list("x-evidence", scheme.evidence.iter().map(Json::of))
}

/// The `securitySchemes`.
pub(super) fn schemes(spec: &Spec, api: &ApiDescription, components: &Components<'_>) -> Object {
    if api.authentication.is_none() {
        let stated = spec.shared.security_schemes.iter();
        let stated = stated.filter_map(|(name, scheme)| Some((name, scheme, components.security(name)?)));
        return stated.fold(Object::new(), |exported, (name, scheme, component)| {
            exported.with(component, stated_scheme(name, scheme, component))
        });
    }
    let schemes: Vec<_> = api.authentication.iter().flat_map(named).collect();
    schemes.iter().fold(Object::new(), |exported, Scheme { name, place, carrier }| {
        if matches!(carrier.carries, Ingredient::Basic(..))
            && carrier.name.eq_ignore_ascii_case("authorization")
        {
            let description = description(carrier, api.authentication.as_ref());
            let scheme = Object::new().with("type", "http").with("scheme", "basic");
            return exported.with(
                name,
                scheme.with("description", description).with("x-carries", Json::of(&carrier.carries)),
            );
        }
        let scheme = Object::new()
            .with("type", "apiKey")
            .with("description", description(carrier, api.authentication.as_ref()))
            .with("name", carrier.name.as_str())
            .with("in", place.word())
            .with("x-carries", Json::of(&carrier.carries))
            .with_some("x-prefix", Some(carrier.prefix.as_str()).filter(|prefix| !prefix.is_empty()))
            .with_some("x-signature", signature(carrier, api.authentication.as_ref()));
        exported.with(name, scheme)
    })
}

/// A header, query parameter or cookie under the name of its scheme.
struct Scheme<'api> {
    name: String,
    place: In,
    carrier: &'api Carrier,
}

/// The carriers in order, each under a name of its own in the characters that OpenAPI allows.
fn named(authentication: &Authentication) -> Vec<Scheme<'_>> {
    let mut schemes: Vec<Scheme<'_>> = Vec::new();
    for (place, carrier) in authentication.carriers() {
        let plain = allowed(&carrier.name);
        let numbered = (2_u32..).map(|number| format!("{plain}-{number}"));
        let is_free = |name: &String| schemes.iter().all(|scheme| scheme.name != *name);
        if let Some(name) = std::iter::once(plain.clone()).chain(numbered).find(is_free) {
            schemes.push(Scheme { name, place, carrier });
        }
    }
    schemes
}

/// Whether authentication fills `parameter`, so that the security schemes speak for it.
pub(super) fn fills(spec: &Spec, api: &ApiDescription, parameter: &Parameter) -> bool {
    let same_name = |name: &str| match parameter.location {
        In::Header => name.eq_ignore_ascii_case(&parameter.field.name),
        _ => name == parameter.field.name,
    };
    let declared = api.authentication.iter().flat_map(Authentication::carriers);
    let declared = declared.map(|(place, carrier)| (place, carrier.name.as_str()));
    let stated = spec.shared.security_schemes.values().filter(|_| api.authentication.is_none());
    let mut carried = declared.chain(stated.filter_map(|scheme| scheme.kind.carrier()));
    parameter.authentication && carried.any(|(place, name)| place == parameter.location && same_name(name))
}

fn description(carrier: &Carrier, authentication: Option<&Authentication>) -> String {
    let unit = authentication.map(|authentication| authentication.timestamp_unit);
    let what = match &carrier.carries {
        Ingredient::Credential(name) => format!("The credential `{name}`."),
        Ingredient::Basic(user, password) => {
            format!(
                "The credentials `{user}` and `{password}`, joined by a colon, in base64 behind `Basic `."
            )
        }
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
