//! Where things travel: what one page sends in the query and another one in the body (`both-places`).

use std::collections::{BTreeMap, BTreeSet};

use super::draft::Draft;
use super::ledger::Ledger;
use super::parameters::{is_authentication, within};
use super::unite::Excuse;
use super::witness::{Member, Witnesses};
use crate::scrape::facts::Location;
use crate::spec::api::ApiDescription;
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::place;

/// What one place sends under a name.
struct Sent {
    /// `in the query`, `in the body`.
    says: String,
    /// Its places in the spec: a body of several media types has several.
    places: Vec<String>,
    evidence: Vec<Evidence>,
}

impl Sent {
    /// Who says so: the rows and examples of a page, or its sample call.
    fn sources(&self) -> BTreeSet<(&str, bool)> {
        self.evidence.iter().map(|one| (&*one.file, one.kind == EvidenceKind::Curl)).collect()
    }
}

/// What was found.
#[derive(Default)]
pub(super) struct Places {
    /// The places that are no longer demanded.
    pub(super) excused: BTreeMap<String, Excuse>,
    /// Whether something that pages send as a parameter other pages send in the body.
    pub(super) in_body: bool,
}

/// Records every name that no page sends in two places, and that they send in different ones. Paths are left out:
/// all pages of an endpoint have the same.
pub(super) fn compare(
    id: &str,
    draft: &Draft<'_>,
    api: &ApiDescription,
    witnesses: &Witnesses,
    ledger: &mut Ledger,
) -> Places {
    let mut found = Places::default();
    for sent in names(id, draft, api, witnesses).into_values().filter(|sent| are_apart(sent)) {
        let Some((first, second)) = sent.first().zip(sent.get(1)) else { continue };
        let in_body = sent.iter().any(|one| one.says == IN_BODY);
        let readings = sent
            .iter()
            .map(|one| Reading { says: format!("sent {}", one.says), evidence: one.evidence.clone() });
        let words: Vec<_> = sent.iter().map(|one| one.says.as_str()).collect();
        let effect =
            format!("It can be sent {}, and need not be in either: `Option` in Rust.", words.join(" and "));
        let (subject, other) = (&first.places[0], &second.places[0]);
        ledger.record(subject, About::Location, readings.collect(), Rule::BothPlaces, effect);
        ledger.between(other);
        found.in_body |= in_body;
        let places = sent.iter().flat_map(|one| &one.places);
        found.excused.extend(places.map(|place| (place.clone(), Excuse::SentElsewhere)));
    }
    found
}

const IN_BODY: &str = "in the body";

/// What is sent under each name, place by place: parameters first.
fn names(
    id: &str,
    draft: &Draft<'_>,
    api: &ApiDescription,
    witnesses: &Witnesses,
) -> BTreeMap<String, Vec<Sent>> {
    let mut names: BTreeMap<String, Vec<Sent>> = BTreeMap::new();
    let mut add = |says: &str, place: String, member: &Member| {
        let sent = names.entry(member.name.clone()).or_default();
        let evidence = witnesses.get(member.witness).evidence.clone();
        match sent.iter_mut().find(|one| one.says == says) {
            Some(known) => {
                known.evidence.extend(Some(evidence).filter(|one| !known.evidence.contains(one)));
                known.places.extend(Some(place).filter(|place| !known.places.contains(place)));
            }
            None => sent.push(Sent { says: says.to_owned(), places: vec![place], evidence: vec![evidence] }),
        }
    };
    let mut parameters: Vec<_> = draft.parameters.iter().collect();
    parameters.sort_by_key(|(location, _)| *location);
    for (location, objects) in parameters.into_iter().filter(|(location, _)| *location != Location::Path) {
        let place = within(*location);
        for member in objects.iter().flat_map(|&object| witnesses.members(object)) {
            if !is_authentication(api, *location, &member.name) {
                let says = match location {
                    Location::Header => "as a header".to_owned(),
                    Location::Cookie => "as a cookie".to_owned(),
                    _ => format!("in the {}", place.word()),
                };
                add(&says, place::parameter(id, place, &member.name), member);
            }
        }
    }
    for (at, body) in draft.bodies.iter().enumerate() {
        let root = place::request(id, &body.media_type, at == 0);
        for member in body.group.iter().flat_map(|&object| witnesses.members(object)) {
            add(IN_BODY, place::member(&root, &member.name), member);
        }
    }
    names
}

/// Whether nobody sends the same thing in two of the places.
fn are_apart(sent: &[Sent]) -> bool {
    let mut seen = BTreeSet::new();
    sent.len() > 1 && sent.iter().flat_map(Sent::sources).all(|source| seen.insert(source))
}
