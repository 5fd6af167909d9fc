//! What `api.yaml` says about authentication, held against the parameters that the pages print.

use super::ledger::Ledger;
use super::parameters::is_same_carrier;
use crate::diagnostic::Origin;
use crate::spec::Spec;
use crate::spec::api::{ApiDescription, Carrier};
use crate::spec::contradiction::{About, Contradiction, Reading, Rule};
use crate::spec::endpoint::{In, Parameter};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::place;
use crate::spec::schema::Presence;

/// Records every header, query parameter and cookie that the pages demand otherwise than `api.yaml` does.
/// Where the pages disagree among themselves, `known` tells which of them say so.
pub(super) fn compare(api: &ApiDescription, spec: &Spec, known: &[&Contradiction], ledger: &mut Ledger) {
    let Some(authentication) = &api.authentication else { return };
    for (place, carrier) in authentication.carriers() {
        let (says, otherwise) =
            if carrier.optional { ("optional", "required") } else { ("required", "optional") };
        let evidence = saying(otherwise, spec, known, place, carrier);
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

/// Where pages say `otherwise`, the opposite of the carrier's demand.
fn saying(
    otherwise: &str,
    spec: &Spec,
    known: &[&Contradiction],
    location: In,
    carrier: &Carrier,
) -> Vec<Evidence> {
    let opposite = if carrier.optional { Presence::Required } else { Presence::Optional };
    let fits = |parameter: &&Parameter| {
        parameter.location == location
            && parameter.field.presence == opposite
            && is_same_carrier(location, carrier, &parameter.field.name)
    };
    let mut evidence = Vec::new();
    for endpoint in spec.endpoints() {
        for parameter in endpoint.parameters.iter().filter(fits) {
            let place = place::parameter(&endpoint.id(), location, &parameter.field.name);
            let disagreement = known.iter().find(|one| one.subject == place && one.about == About::Presence);
            let sides = disagreement.map(|one| one.readings.as_slice()).unwrap_or_default();
            let side = sides.iter().find(|reading| reading.says == otherwise);
            evidence.extend(side.map_or(&parameter.field.schema.evidence, |side| &side.evidence));
        }
    }
    let rows = evidence
        .into_iter()
        .filter(|evidence| matches!(evidence.kind, EvidenceKind::Table | EvidenceKind::Schema));
    let mut rows: Vec<_> = rows.cloned().collect();
    rows.sort();
    rows
}
