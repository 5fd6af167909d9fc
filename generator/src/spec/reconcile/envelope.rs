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
    if !is_enveloped(&body.group, roles, witnesses) {
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

/// Whether every witness is an object with the field of the data, or with the code and another field of the
/// envelope: a currency has a `code` too. An empty object says nothing.
fn is_enveloped(group: &[WitnessId], roles: &EnvelopeRoles, witnesses: &Witnesses) -> bool {
    let shows = |id: &WitnessId| {
        let members = witnesses.members(witnesses.content(*id));
        let has = |name: &String| members.iter().any(|member| member.name == *name);
        let beside = [roles.message.as_ref(), roles.request_id.as_ref()].into_iter().flatten();
        has(&roles.data) || (has(&roles.code) && beside.chain(&roles.others).any(has))
    };
    let is_empty = |id: &WitnessId| witnesses.members(witnesses.content(*id)).is_empty();
    group.iter().all(|id| witnesses.is_object(*id) && (is_empty(id) || shows(id))) && group.iter().any(shows)
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
    for member in witnesses.members(witnesses.content(id)).to_vec() {
        let evidence = witnesses.get(member.witness).evidence.clone();
        if member.name == roles.data {
            data.push(member.witness);
            let nullable = witnesses.get(member.witness).nullable;
            let any = Witness { nullable, ..Witness::new(WitnessShape::Any, root.certainty, evidence) };
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
        .focus(name)
        .hint("add it to `envelope.others` in `api.yaml`; it is kept as an optional field of the envelope")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::evidence::{Evidence, EvidenceKind};
    use crate::spec::schema::{Certainty, Presence};
    use crate::spec::yaml;

    fn add(witnesses: &mut Witnesses, shape: WitnessShape) -> WitnessId {
        let evidence = Evidence { file: "a.txt".into(), first: 1, last: 1, kind: EvidenceKind::Example };
        witnesses.add(Witness::new(shape, Certainty::Example, evidence))
    }

    fn object(witnesses: &mut Witnesses, names: &[&str]) -> WitnessId {
        let member = |name: &&str| Member {
            name: (*name).to_owned(),
            witness: add(witnesses, WitnessShape::Boolean),
            presence: Presence::Unknown,
            words: crate::spec::reconcile::witness::Words::default(),
        };
        let members = names.iter().map(member).collect();
        add(witnesses, WitnessShape::Object(members))
    }

    #[test]
    fn only_the_whole_envelope_is_split_off() {
        let text =
            "name: A\nenvelope: {code: code, success: ['0'], data: data, message: message, others: [time]}\n";
        let roles = yaml::read_api("api.yaml", text).unwrap().envelope.unwrap();
        let mut witnesses = Witnesses::default();
        let currency = object(&mut witnesses, &["code", "name"]);
        let full = object(&mut witnesses, &["code", "message", "data"]);
        let failure = object(&mut witnesses, &["code", "message"]);
        let timed = object(&mut witnesses, &["code", "time"]);
        let bare = object(&mut witnesses, &["data"]);
        let empty = object(&mut witnesses, &[]);
        let list = add(&mut witnesses, WitnessShape::Array(vec![currency]));
        let is = |group: &[WitnessId]| is_enveloped(group, &roles, &witnesses);
        assert!(is(&[full, failure, timed, bare, empty]));
        for group in [&[currency][..], &[full, currency], &[full, list], &[empty], &[]] {
            assert!(!is(group), "{group:?}");
        }
    }
}
