//! What whole pages of one endpoint disagree on: its badge, whether it takes a body, and what it answers.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{BodyDraft, Draft};
use super::endpoint::Assembly;
use crate::scrape::facts::{Page, status_word};
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::endpoint::Status;
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::place;

impl Assembly<'_> {
    /// How far the endpoint is: of several badges the one furthest along (`furthest-along`).
    pub(super) fn status(&mut self, id: &str, pages: &[&Page]) -> Status {
        let mut said: BTreeMap<(usize, String), Vec<Evidence>> = BTreeMap::new();
        for badge in pages.iter().filter_map(|page| page.badge.as_ref()) {
            let status = status_of_badge(&badge.value);
            let word = status_word(&badge.value).map_or_else(|| badge.value.to_lowercase(), str::to_owned);
            let evidence = Evidence::line(EvidenceKind::Heading, &badge.origin);
            said.entry((progress(status), word)).or_default().push(evidence);
        }
        let last = said.last_key_value();
        let status = last.map_or(Status::Unmarked, |((_, word), _)| status_of_badge(word));
        if said.len() > 1 {
            let readings = said.into_iter().rev().map(|((_, word), evidence)| Reading {
                says: format!("status {}", word_of(&word)),
                evidence,
            });
            let mark = match status {
                Status::Deprecated => "the function in Rust is marked `#[deprecated]`",
                _ => "the docs of the function in Rust say so, its type is the same either way",
            };
            let effect = format!("The badge furthest along counts: {mark}.");
            self.ledger.record(id, About::Docs, readings.collect(), Rule::FurthestAlong, effect);
        }
        status
    }

    /// Records that some pages send a body and others none (`weakest-demand`).
    pub(super) fn compare_bodies(&mut self, id: &str, draft: &Draft<'_>) {
        let Some(first) = draft.bodies.first() else { return };
        let without = self.without_body(&draft.pages, &draft.bodies);
        if without.is_empty() {
            return;
        }
        let shown = draft.bodies.iter().flat_map(|body| {
            let examples = body.examples.iter().flat_map(|example| &example.evidence);
            if body.evidence.is_empty() {
                examples.cloned().collect::<Vec<_>>()
            } else {
                body.evidence.clone()
            }
        });
        let heading = |page: &Page| Evidence::line(EvidenceKind::Heading, &page.path.origin);
        let readings = vec![
            Reading { says: "sends a body".to_owned(), evidence: shown.collect() },
            Reading {
                says: "shows no body".to_owned(),
                evidence: without.into_iter().map(heading).collect(),
            },
        ];
        let place = place::request(id, &first.media_type, true);
        let effect = "The body need not be sent: the function in Rust takes an `Option`.";
        self.ledger.record(&place, About::Presence, readings, Rule::WeakestDemand, effect);
    }

    /// The pages that send no body although others do. Of an edition that sends one, some pages only show less.
    pub(super) fn without_body<'p>(&self, pages: &[&'p Page], bodies: &[BodyDraft]) -> Vec<&'p Page> {
        let editions = &self.witnesses.editions;
        let sending: BTreeSet<_> =
            bodies.iter().flat_map(BodyDraft::files).map(|file| editions.name(file)).collect();
        let silent = pages.iter().copied().filter(|page| !sending.contains(page.edition.as_str()));
        if sending.is_empty() { Vec::new() } else { silent.collect() }
    }

    /// Whether a call must have the body, where pages say so; recorded where they disagree (`weakest-demand`).
    pub(super) fn is_demanded(&mut self, place: &str, said: &[(bool, Evidence)]) -> Option<bool> {
        let part = |demanded: bool| -> Vec<Evidence> {
            said.iter().filter(|(one, _)| *one == demanded).map(|(_, evidence)| evidence.clone()).collect()
        };
        let (demanding, others) = (part(true), part(false));
        let is_demanded = others.is_empty();
        if !demanding.is_empty() && !is_demanded {
            let readings = [("required", demanding), ("optional", others)]
                .map(|(says, evidence)| Reading { says: says.to_owned(), evidence });
            let effect = "The body need not be sent: the function in Rust takes an `Option`.";
            self.ledger.record(place, About::Presence, readings.into(), Rule::WeakestDemand, effect);
        }
        (!said.is_empty()).then_some(is_demanded)
    }

    /// Records the answers that some pages list and others, which list answers too, do not
    /// (`absence-proves-nothing`).
    pub(super) fn compare_responses(&mut self, id: &str, draft: &Draft<'_>) {
        for response in &draft.responses {
            let lists = |page: &&&Page| page.responses.iter().any(|one| one.status == response.status);
            // Of the pages of one edition, some show fewer answers: those behind a tab that is not open are missing.
            let listing: BTreeSet<_> =
                draft.pages.iter().filter(lists).map(|page| page.edition.as_str()).collect();
            let silent = draft.pages.iter().filter(|page| !listing.contains(page.edition.as_str()));
            let others = silent.filter_map(|page| page.responses.first());
            let others: Vec<_> =
                others.map(|one| Evidence::line(EvidenceKind::Heading, &one.origin)).collect();
            if others.is_empty() {
                continue;
            }
            let status = response.status.map_or_else(|| "default".to_owned(), |status| status.to_string());
            let readings = vec![
                Reading { says: format!("answers {status}"), evidence: response.evidence.clone() },
                Reading { says: format!("lists other answers, not {status}"), evidence: others },
            ];
            let place = place::response(id, response.status);
            let effect = if response.bodies.is_empty() {
                "The answer is kept: the docs of the function in Rust name it."
            } else {
                "The answer is kept: its body has a type in Rust."
            };
            self.ledger.record(&place, About::Presence, readings, Rule::AbsenceProvesNothing, effect);
        }
    }
}

/// How far an endpoint is whose page prints this badge, in either language.
pub(in crate::spec) fn status_of_badge(badge: &str) -> Status {
    match status_word(badge) {
        Some("设计中") => Status::Designing,
        Some("待确定") => Status::Pending,
        Some("开发中") => Status::InDevelopment,
        Some("联调中") => Status::Integrating,
        Some("测试中") => Status::Testing,
        Some("已测完") => Status::Tested,
        Some("已发布") => Status::Released,
        Some("将废弃") => Status::Deprecating,
        Some("已废弃") => Status::Deprecated,
        Some("有异常") => Status::Faulty,
        _ => Status::Other,
    }
}

/// How far along a status is. A badge that no table lists tells least, and one that warns counts more than one that
/// invites.
const fn progress(status: Status) -> usize {
    match status {
        Status::Unmarked | Status::Other => 0,
        Status::Designing => 1,
        Status::Pending => 2,
        Status::InDevelopment => 3,
        Status::Integrating => 4,
        Status::Testing => 5,
        Status::Tested => 6,
        Status::Released => 7,
        Status::Faulty => 8,
        Status::Deprecating => 9,
        Status::Deprecated => 10,
    }
}

/// The badge's word in the words of the spec.
fn word_of(badge: &str) -> String {
    match status_of_badge(badge) {
        Status::Designing => "designing",
        Status::Pending => "pending",
        Status::InDevelopment => "in-development",
        Status::Integrating => "integrating",
        Status::Testing => "testing",
        Status::Tested => "tested",
        Status::Released => "released",
        Status::Deprecating => "deprecating",
        Status::Deprecated => "deprecated",
        Status::Faulty => "faulty",
        Status::Unmarked | Status::Other => badge,
    }
    .to_owned()
}
