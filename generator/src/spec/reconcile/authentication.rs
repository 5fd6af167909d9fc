//! What `api.yaml` says about authentication, held against the parameters that the pages print.

use super::ledger::Ledger;
use super::parameters::is_same_carrier;
use crate::diagnostic::Origin;
use crate::spec::Spec;
use crate::spec::api::{ApiDescription, Carrier};
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::endpoint::{In, Parameter};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::schema::Presence;

/// Records every header and query parameter that the pages demand otherwise than `api.yaml` does.
pub(super) fn compare(api: &ApiDescription, spec: &Spec, ledger: &mut Ledger) {
    let Some(authentication) = &api.authentication else { return };
    let headers = authentication.headers.iter().map(|carrier| (In::Header, carrier));
    for (place, carrier) in headers.chain(authentication.query.iter().map(|carrier| (In::Query, carrier))) {
        let (says, otherwise) =
            if carrier.optional { ("optional", "required") } else { ("required", "optional") };
        let evidence = saying(spec, place, carrier);
        if !evidence.is_empty() {
            let hand = Evidence::line(EvidenceKind::Api, &Origin::new("api.yaml", carrier.line.max(1)));
            let readings = vec![
                Reading { says: format!("{otherwise}, on the pages"), evidence },
                Reading { says: format!("{says}, in `api.yaml`"), evidence: vec![hand] },
            ];
            let effect =
                format!("It is {says}, as `api.yaml` states: no argument in Rust, the client fills it.");
            let subject = format!("authentication.{}", carrier.name);
            ledger.record(&subject, About::Presence, readings, Rule::ApiLeads, effect);
        }
    }
}

/// Where pages say the opposite of the carrier's demand.
fn saying(spec: &Spec, place: In, carrier: &Carrier) -> Vec<Evidence> {
    let opposite = if carrier.optional { Presence::Required } else { Presence::Optional };
    let endpoints = spec.groups.values().flat_map(|group| &group.endpoints);
    let fits = |parameter: &&Parameter| {
        parameter.location == place
            && parameter.field.presence == opposite
            && is_same_carrier(place, carrier, &parameter.field.name)
    };
    let evidence = endpoints
        .flat_map(|endpoint| &endpoint.parameters)
        .filter(fits)
        .flat_map(|parameter| &parameter.field.schema.evidence);
    let mut evidence: Vec<_> =
        evidence.filter(|evidence| evidence.kind == EvidenceKind::Table).cloned().collect();
    evidence.sort();
    evidence
}
