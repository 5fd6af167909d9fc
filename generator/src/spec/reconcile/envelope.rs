//! The envelope: the object around every response's data, split off before the data is united.

use super::draft::BodyDraft;
use super::witness::{Member, Witness, WitnessId, WitnessShape, Witnesses};
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::spec::api::EnvelopeRoles;

/// Parts a response body into envelope and data, when its root shows the envelope.
///
/// The envelope's witnesses keep a `data` member of any shape, so that what rows say about it (title,
/// badge, lines) is not lost; its real shape is that of the body.
pub(super) fn split(
    body: &mut BodyDraft,
    roles: &EnvelopeRoles,
    witnesses: &mut Witnesses,
    envelope: &mut Vec<WitnessId>,
    diagnostics: &mut Vec<Diagnostic>,
) -> bool {
    let shows = |id: &WitnessId| {
        let mut members = witnesses.members(*id).iter();
        members.any(|member| member.name == roles.code || member.name == roles.data)
    };
    if !body.group.iter().any(shows) {
        return false;
    }
    let mut data = Vec::new();
    for id in std::mem::take(&mut body.group) {
        let around = around(id, roles, witnesses, &mut data, diagnostics);
        envelope.push(around);
    }
    body.group = data;
    true
}

fn around(
    id: WitnessId,
    roles: &EnvelopeRoles,
    witnesses: &mut Witnesses,
    data: &mut Vec<WitnessId>,
    diagnostics: &mut Vec<Diagnostic>,
) -> WitnessId {
    let root = witnesses.get(id).clone();
    let mut members = Vec::new();
    for member in witnesses.members(id).to_vec() {
        let evidence = witnesses.get(member.witness).evidence.clone();
        if member.name == roles.data {
            data.push(member.witness);
            let any = Witness {
                shape: WitnessShape::Any,
                nullable: witnesses.get(member.witness).nullable,
                certainty: root.certainty,
                evidence,
                name: None,
            };
            members.push(Member { witness: witnesses.add(any), ..member });
        } else {
            if !is_listed(roles, &member.name) {
                diagnostics.push(unlisted(&member.name, evidence.origin()));
            }
            members.push(member);
        }
    }
    witnesses.add(Witness { shape: WitnessShape::Object(members), name: None, ..root })
}

fn is_listed(roles: &EnvelopeRoles, name: &str) -> bool {
    let named = [Some(&roles.code), roles.message.as_ref(), roles.request_id.as_ref()];
    named.into_iter().flatten().chain(&roles.others).any(|known| known == name)
}

fn unlisted(name: &str, origin: crate::diagnostic::Origin) -> Diagnostic {
    let message =
        format!("{} stands beside the envelope's fields and is not listed in `api.yaml`", quote(name));
    Diagnostic::new(Code::UnlistedEnvelopeField, origin, message)
        .hint("add it to `envelope.others` in `api.yaml`; it is kept as an optional field of the envelope")
}
