//! What a call must prove, by `api.yaml` or, where that declares nothing, by the security schemes of the pages.

use std::collections::BTreeMap;

use generator::spec::Spec;
use generator::spec::api::{ApiDescription, Authentication, Carrier, TimestampUnit};
use generator::spec::endpoint::{Endpoint, In};
use generator::spec::server::requirement_words;

use super::authentication;
use super::call::Call;
use super::findings::Findings;

/// The ways in which a call can prove who sends it: any of them is enough, and none is needed where there is none.
#[derive(Debug, Default)]
pub(super) struct Recipes {
    recipes: Vec<Authentication>,
    /// All of them in words.
    words: String,
}

impl Recipes {
    /// Those of one endpoint. Where no page says what it needs, nothing is demanded that `api.yaml` does not declare.
    pub(super) fn of(endpoint: &Endpoint, spec: &Spec, api: &ApiDescription) -> Self {
        let stated = endpoint.security.as_deref();
        let needs_none = stated.is_some_and(|all| all.iter().all(Vec::is_empty));
        if needs_none {
            return Self::default();
        }
        if let Some(recipe) = &api.authentication {
            return Self { recipes: vec![recipe.clone()], words: String::new() };
        }
        let alternatives = stated.unwrap_or_default();
        let recipe = |names: &Vec<String>| -> Authentication {
            let schemes =
                names.iter().filter_map(|name| Some((name, spec.shared.security_schemes.get(name)?)));
            authentication(schemes.filter_map(|(name, scheme)| scheme.kind.recipe(name)))
        };
        let recipes: Vec<_> = alternatives.iter().map(recipe).collect();
        // What the pages describe in words alone cannot be checked, so that any call may have it.
        let is_open = recipes.iter().any(|recipe| recipe.carriers().next().is_none());
        if is_open { Self::default() } else { Self { recipes, words: requirement_words(alternatives) } }
    }

    /// Refuses a call that fits none of them, with what the first one lacks. Gives the nonce of a call that fits.
    pub(super) fn check(
        &self,
        call: &Call,
        credentials: &BTreeMap<String, String>,
        findings: &mut Findings,
    ) -> Option<String> {
        let mut first: Option<Findings> = None;
        for recipe in &self.recipes {
            let mut found = Findings::default();
            let nonce = authentication::check(call, recipe, credentials, &mut found);
            if found.count() == 0 {
                findings.absorb(found);
                return nonce;
            }
            first = first.or(Some(found));
        }
        if let Some(first) = first {
            findings.absorb(first);
            if self.recipes.len() > 1 {
                findings.hint(&format!("any of these is enough: {}", self.words));
            }
        }
        None
    }
}

fn authentication(carriers: impl Iterator<Item = (In, Carrier)>) -> Authentication {
    let (headers, query, cookies) = (Vec::new(), Vec::new(), Vec::new());
    let unit = TimestampUnit::default();
    let mut made =
        Authentication { headers, query, cookies, signature: None, timestamp_unit: unit, nonce_length: 0 };
    for (place, carrier) in carriers {
        match place {
            In::Query => made.query.push(carrier),
            In::Cookie => made.cookies.push(carrier),
            In::Header | In::Path => made.headers.push(carrier),
        }
    }
    made
}

/// Everything that may prove who calls.
fn everything(spec: &Spec, api: &ApiDescription) -> Authentication {
    api.authentication.clone().unwrap_or_else(|| {
        let schemes = spec.shared.security_schemes.iter();
        authentication(schemes.filter_map(|(name, scheme)| scheme.kind.recipe(name)))
    })
}

/// Made-up values of all credentials.
pub(super) fn credentials(spec: &Spec, api: &ApiDescription) -> BTreeMap<String, String> {
    authentication::credentials(&everything(spec, api))
}

/// The query parameters that authentication fills.
pub(super) fn query(spec: &Spec, api: &ApiDescription) -> Vec<String> {
    everything(spec, api).query.into_iter().map(|carrier| carrier.name).collect()
}
