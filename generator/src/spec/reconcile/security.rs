//! The ways to prove who calls, as the pages state them, and which of them a call needs.

use std::collections::{BTreeMap, BTreeSet};

use super::ledger::Ledger;
use crate::diagnostic::{Origin, quote};
use crate::scrape::facts::{self, Page, SecurityFacts, SecuritySchemeFacts, Site};
use crate::spec::Spec;
use crate::spec::api::ApiDescription;
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::endpoint::{Endpoint, In};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::server::{SecurityKind, SecurityScheme, requirement_words};

/// What is known of the ways to prove who calls.
#[derive(Debug, Default)]
pub(super) struct Security {
    /// Each under a name of its own.
    pub(super) schemes: BTreeMap<String, SecurityScheme>,
    /// The names of the schemes that pages call the same although they work otherwise: name, how it works → own name.
    own: BTreeMap<(String, String), String>,
    /// What each edition needs by the word of its site, where an endpoint's page says nothing.
    sites: BTreeMap<String, Vec<Vec<String>>>,
}

impl Security {
    /// Unites the schemes of all pages. Two that share a name and nothing else are kept as two.
    pub(super) fn of(pages: &[Page], sites: &[Site], ledger: &mut Ledger) -> Self {
        let stated = pages.iter().map(|page| &page.security).chain(sites.iter().map(|site| &site.security));
        let mut named: BTreeMap<&str, Vec<Vec<&SecuritySchemeFacts>>> = BTreeMap::new();
        for scheme in stated.flat_map(|security| &security.schemes) {
            let kinds = named.entry(&scheme.name).or_default();
            match kinds.iter_mut().find(|known| known.first().is_some_and(|one| one.kind == scheme.kind)) {
                Some(known) => known.push(scheme),
                None => kinds.push(vec![scheme]),
            }
        }
        let mut security = Self::default();
        let mut taken: BTreeSet<String> = named.keys().map(|&name| name.to_owned()).collect();
        for (name, kinds) in &named {
            security.add(name, kinds, &mut taken, ledger);
        }
        for site in sites {
            if let Some(required) = &site.security.required {
                let required = security.renamed(required, &site.security);
                security.sites.entry(site.edition.clone()).or_insert(required);
            }
        }
        security
    }

    fn add(
        &mut self,
        name: &str,
        kinds: &[Vec<&SecuritySchemeFacts>],
        taken: &mut BTreeSet<String>,
        ledger: &mut Ledger,
    ) {
        let mut readings = Vec::new();
        let mut names = Vec::new();
        for (at, group) in kinds.iter().enumerate() {
            let Some(first) = group.first() else { continue };
            let numbered = (2_u32..).map(|number| format!("{name}-{number}"));
            let own = if at == 0 {
                Some(name.to_owned())
            } else {
                numbered.into_iter().find(|own| taken.insert(own.clone()))
            };
            let Some(own) = own else { continue };
            let mut seen = BTreeSet::new();
            let evidence = group.iter().map(|one| Evidence::line(EvidenceKind::Schema, &one.origin));
            let evidence: Vec<_> = evidence.filter(|one| seen.insert(one.clone())).collect();
            let kind = kind(&first.kind);
            readings.push(Reading { says: kind.words(), evidence: evidence.clone() });
            names.push(quote(&own));
            self.own.insert((name.to_owned(), kind.words()), own.clone());
            let description = group.iter().find_map(|one| one.description.clone());
            self.schemes.insert(own, SecurityScheme { kind, description, evidence });
        }
        if readings.len() > 1 {
            let effect = format!("They are kept apart: {}.", names.join(" and "));
            let subject = format!("security scheme {name}");
            ledger.record(&subject, About::Type, readings, Rule::TooDifferentToUnite, effect);
        }
    }

    /// The alternatives by the own names of their schemes.
    fn renamed(&self, required: &[Vec<String>], stated: &SecurityFacts) -> Vec<Vec<String>> {
        let own = |name: &String| {
            let scheme = stated.schemes.iter().find(|scheme| scheme.name == *name)?;
            self.own.get(&(name.clone(), kind(&scheme.kind).words())).cloned()
        };
        let all = |names: &Vec<String>| {
            names.iter().map(|name| own(name).unwrap_or_else(|| name.clone())).collect()
        };
        required.iter().map(all).collect()
    }

    /// What a call of the endpoint `id` needs. Where its pages disagree, whatever either says is enough.
    pub(super) fn required(
        &self,
        id: &str,
        pages: &[&Page],
        ledger: &mut Ledger,
    ) -> Option<Vec<Vec<String>>> {
        let mut readings: Vec<(Vec<Vec<String>>, Reading)> = Vec::new();
        for page in pages {
            let Some(required) = &page.security.required else { continue };
            let required = self.renamed(required, &page.security);
            let origin = page.security.schemes.first().map_or(&page.verb.origin, |scheme| &scheme.origin);
            let evidence = Evidence::line(EvidenceKind::Schema, origin);
            match readings.iter_mut().find(|(known, _)| is_same(known, &required)) {
                Some((_, reading)) if reading.evidence.contains(&evidence) => {}
                Some((_, reading)) => reading.evidence.push(evidence),
                None => {
                    let says = format!("needs {}", requirement_words(&required));
                    readings.push((required, Reading { says, evidence: vec![evidence] }));
                }
            }
        }
        let mut alternatives: Vec<Vec<String>> = Vec::new();
        for (required, _) in &readings {
            // No alternative at all asks for nothing, which is one alternative among others.
            let none = [Vec::new()];
            let stated = if required.is_empty() { &none[..] } else { required };
            for one in stated {
                if !alternatives.contains(one) {
                    alternatives.push(one.clone());
                }
            }
        }
        if readings.len() > 1 {
            let words = requirement_words(&alternatives);
            let effect = format!("Any of them is enough: {words}. The client sends the first.");
            let readings = readings.into_iter().map(|(_, reading)| reading).collect();
            ledger.record(&subject(id), About::Presence, readings, Rule::WeakestDemand, effect);
        } else if readings.is_empty() {
            return pages.iter().find_map(|page| self.sites.get(&page.edition)).cloned();
        }
        Some(alternatives)
    }

    /// Adds the schemes that calls need and no page describes.
    pub(super) fn complete(&mut self, spec: &Spec) {
        for name in spec.endpoints().flat_map(|endpoint| endpoint.security.iter().flatten().flatten()) {
            self.schemes.entry(name.clone()).or_insert_with(|| SecurityScheme {
                kind: SecurityKind::Other { words: "named, but described nowhere".to_owned() },
                description: None,
                evidence: Vec::new(),
            });
        }
    }
}

/// The place of what a call needs.
pub(super) fn subject(id: &str) -> String {
    format!("{id} security")
}

/// Whether both ask for the same, in whatever order.
fn is_same(one: &[Vec<String>], other: &[Vec<String>]) -> bool {
    let set = |all: &[Vec<String>]| -> BTreeSet<BTreeSet<String>> {
        all.iter()
            .map(|names| names.iter().cloned().collect())
            .filter(|names: &BTreeSet<_>| !names.is_empty() || all.len() > 1)
            .collect()
    };
    set(one) == set(other)
}

fn kind(kind: &facts::SecurityKind) -> SecurityKind {
    match kind {
        facts::SecurityKind::Bearer => SecurityKind::Bearer,
        facts::SecurityKind::Basic => SecurityKind::Basic,
        facts::SecurityKind::HeaderKey(name) => SecurityKind::HeaderKey { name: name.clone() },
        facts::SecurityKind::QueryKey(name) => SecurityKind::QueryKey { name: name.clone() },
        facts::SecurityKind::CookieKey(name) => SecurityKind::CookieKey { name: name.clone() },
        facts::SecurityKind::Token => SecurityKind::Token,
        facts::SecurityKind::Other(words) => SecurityKind::Other { words: words.clone() },
    }
}

/// Marks the parameters that a scheme of the pages fills, where `api.yaml` declares no authentication.
pub(super) fn mark(spec: &mut Spec, api: &ApiDescription) {
    if api.authentication.is_some() {
        return;
    }
    let schemes = spec.shared.security_schemes.clone();
    for endpoint in spec.groups.values_mut().flat_map(|group| &mut group.endpoints) {
        let filled: Vec<_> = needed(endpoint, &schemes).filter_map(SecurityKind::carrier).collect();
        for parameter in &mut endpoint.parameters {
            let name = &parameter.field.name;
            let is_it = |(place, known): &(In, &str)| {
                *place == parameter.location
                    && if *place == In::Header { known.eq_ignore_ascii_case(name) } else { known == name }
            };
            parameter.authentication |= filled.iter().any(is_it);
        }
    }
}

/// The schemes that a call may need: all, where no page says which.
fn needed<'s>(
    endpoint: &Endpoint,
    schemes: &'s BTreeMap<String, SecurityScheme>,
) -> impl Iterator<Item = &'s SecurityKind> {
    let names: Option<BTreeSet<String>> =
        endpoint.security.as_ref().map(|all| all.iter().flatten().cloned().collect());
    let is_needed = move |name: &String| names.as_ref().is_none_or(|names| names.contains(name));
    schemes.iter().filter(move |(name, _)| is_needed(name)).map(|(_, scheme)| &scheme.kind)
}

/// Records the schemes of the pages that travel where `api.yaml` declares nothing.
pub(super) fn compare(api: &ApiDescription, schemes: &BTreeMap<String, SecurityScheme>, ledger: &mut Ledger) {
    let Some(authentication) = &api.authentication else { return };
    let is_carried = |scheme: &SecurityScheme| {
        scheme.kind.carrier().is_none_or(|(place, name)| {
            authentication.carriers().any(|(known, carrier)| {
                known == place && super::parameters::is_same_carrier(place, carrier, name)
            })
        })
    };
    let hand = Evidence::line(EvidenceKind::Api, &Origin::new("api.yaml", api.lines.authentication.max(1)));
    for (name, scheme) in schemes.iter().filter(|(_, scheme)| !is_carried(scheme)) {
        let words = scheme.kind.words();
        let readings = vec![
            Reading { says: format!("{words}, on the pages"), evidence: scheme.evidence.clone() },
            Reading { says: "nothing there, in `api.yaml`".to_owned(), evidence: vec![hand.clone()] },
        ];
        let effect = format!("The client does not send {words}, as `api.yaml` states.");
        ledger.record(&format!("authentication.{name}"), About::Presence, readings, Rule::ApiLeads, effect);
    }
}
