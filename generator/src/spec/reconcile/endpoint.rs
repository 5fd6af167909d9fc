//! Draft → endpoint: every part united, with the words of its pages around it.

use super::draft::{BodyDraft, Draft};
use super::fields;
use super::ledger::Ledger;
use super::navigation;
use super::operation::{Call, part};
use super::parameters::{is_authentication, public_url};
use super::unite::{Direction, Unite, unite};
use super::witness::{WitnessId, Witnesses};
use crate::diagnostic::Stated;
use crate::scrape::facts::{Location, Page};
use crate::spec::api::ApiDescription;
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::endpoint::{Body, Endpoint, In, PageReference, Parameter, Quoted, Response, Status};
use crate::spec::evidence::{Evidence, EvidenceKind};

/// Status badges in both languages of the documentation tool.
const BADGES: [(&str, &str, Status); 10] = [
    ("设计中", "designing", Status::Designing),
    ("待确定", "pending", Status::Pending),
    ("开发中", "developing", Status::InDevelopment),
    ("联调中", "integrating", Status::Integrating),
    ("测试中", "testing", Status::Testing),
    ("已测完", "tested", Status::Tested),
    ("已发布", "released", Status::Released),
    ("将废弃", "obsolete", Status::Deprecating),
    ("已废弃", "deprecated", Status::Deprecated),
    ("有异常", "exception", Status::Faulty),
];

/// Where the parts of an endpoint go while they are united.
pub(super) struct Assembly<'a> {
    pub(super) api: &'a ApiDescription,
    pub(super) pages: &'a [Page],
    pub(super) witnesses: &'a Witnesses,
    pub(super) ledger: Ledger,
}

impl Assembly<'_> {
    /// The endpoint that `draft` shows. `locked` is its `group/operation`; `enveloped` tells the bodies whose
    /// envelope was split off, by place.
    pub(super) fn endpoint(
        &mut self,
        call: &Call,
        locked: &str,
        draft: Draft<'_>,
        enveloped: &[String],
    ) -> Endpoint {
        let id = call.id();
        self.compare_samples(&id, call, &draft);
        let mut parameters = Vec::new();
        let mut locations = draft.parameters;
        locations.sort_by_key(|(location, _)| *location);
        for (location, objects) in locations {
            parameters.extend(self.parameters(&id, location, &objects));
        }
        let mut bodies = Vec::new();
        for body in draft.bodies {
            bodies.push(self.body(&place(&id, "request", &bodies, &body), Direction::Request, body, &[]));
        }
        let mut responses = Vec::new();
        for response in draft.responses {
            let which = response_word(response.status);
            let mut bodies = Vec::new();
            for body in response.bodies {
                bodies.push(self.body(
                    &place(&id, &which, &bodies, &body),
                    Direction::Response,
                    body,
                    enveloped,
                ));
            }
            let (status, label, evidence) = (response.status, response.label, response.evidence);
            responses.push(Response { status, label, bodies, evidence });
        }
        let first = draft.pages.first();
        Endpoint {
            operation: part(locked).1.to_owned(),
            verb: call.verb.to_owned(),
            path: call.path.clone(),
            title: first.map(|page| page.title.value.clone()).unwrap_or_default(),
            status: draft.pages.iter().find_map(|page| page.badge.as_ref()).map_or(Status::Unmarked, status),
            description: description(&draft.pages),
            unknown: draft.unknown,
            pages: draft.pages.iter().map(|page| reference(page, self.pages)).collect(),
            parameters,
            bodies,
            responses,
        }
    }

    fn parameters(&mut self, id: &str, location: Location, objects: &[WitnessId]) -> Vec<Parameter> {
        let (within, word) = match location {
            Location::Path => (In::Path, "path"),
            Location::Query => (In::Query, "query"),
            Location::Header => (In::Header, "header"),
            Location::Cookie => (In::Cookie, "cookie"),
        };
        let mut unite =
            Unite { direction: Direction::Request, witnesses: self.witnesses, ledger: &mut self.ledger };
        let fields = fields::unite(&mut unite, &format!("{id} {word}"), objects);
        let parameter = |field: crate::spec::schema::Field| Parameter {
            location: within,
            authentication: is_authentication(self.api, location, &field.name),
            field,
        };
        fields.into_iter().map(parameter).collect()
    }

    fn body(&mut self, place: &str, direction: Direction, draft: BodyDraft, enveloped: &[String]) -> Body {
        let is_enveloped = enveloped.iter().any(|known| known == place);
        let data = self.api.envelope.as_ref().filter(|_| is_enveloped).map(|roles| &roles.data);
        let root = data.map_or_else(|| place.to_owned(), |data| format!("{place}.{data}"));
        Body {
            media_type: draft.media_type,
            enveloped: is_enveloped,
            schema: unite(&root, &draft.group, direction, self.witnesses, &mut self.ledger),
            examples: draft.examples,
            evidence: draft.evidence,
        }
    }

    /// The heading's verb counts; a sample call with another one is a contradiction.
    fn compare_samples(&mut self, id: &str, call: &Call, draft: &Draft<'_>) {
        let heading = |page: &&Page| Evidence::line(EvidenceKind::Heading, &page.verb.origin);
        for page in &draft.pages {
            for curl in &page.curls {
                let Some(verb) = curl.verb.filter(|verb| verb.word() != call.verb) else { continue };
                let sample = Evidence::line(EvidenceKind::Curl, &curl.origin);
                let readings = vec![
                    Reading {
                        says: format!("the heading says {}", call.verb),
                        evidence: vec![heading(page)],
                    },
                    Reading { says: format!("the sample call says {}", verb.word()), evidence: vec![sample] },
                ];
                self.ledger.record(id, About::Docs, readings, Rule::RowsLead, "The heading's verb is used.");
            }
        }
    }
}

/// The place of a body: further media types are told apart by their name.
pub(super) fn place<T>(id: &str, which: &str, before: &[T], body: &BodyDraft) -> String {
    if before.is_empty() { format!("{id} {which}") } else { format!("{id} {which} {}", body.media_type) }
}

/// `response 200`, `response default`
pub(super) fn response_word(status: Option<u16>) -> String {
    status.map_or_else(|| "response default".to_owned(), |status| format!("response {status}"))
}

fn status(badge: &Stated<String>) -> Status {
    let word = badge.value.to_lowercase();
    BADGES
        .iter()
        .find(|(chinese, english, _)| word == *chinese || word == *english)
        .map_or(Status::Other, |(_, _, status)| *status)
}

fn description(pages: &[&Page]) -> Option<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    for page in pages {
        let lines: Vec<_> = page.description.iter().map(|line| line.value.as_str()).collect();
        let text = lines.join("\n");
        if !text.is_empty() && !paragraphs.contains(&text) {
            paragraphs.push(text);
        }
    }
    (!paragraphs.is_empty()).then(|| paragraphs.join("\n\n"))
}

fn reference(page: &Page, pages: &[Page]) -> PageReference {
    let heading = |stated: &Stated<String>| Quoted {
        text: stated.value.clone(),
        evidence: Evidence::line(EvidenceKind::Heading, &stated.origin),
    };
    let sample = |curl: &crate::scrape::facts::Curl| Quoted {
        text: public_url(&curl.url),
        evidence: Evidence::line(EvidenceKind::Curl, &curl.origin),
    };
    PageReference {
        file: page.file.to_string(),
        edition: page.edition.clone(),
        title: heading(&page.title),
        badge: page.badge.as_ref().map(heading),
        call: Evidence::lines(EvidenceKind::Heading, &page.verb.origin, page.path.origin.line),
        folder: navigation::folder(page, pages),
        modified: page.modified.as_ref().map(heading),
        previous: page.previous.as_ref().map(heading),
        next: page.next.as_ref().map(heading),
        samples: page.curls.iter().map(sample).collect(),
    }
}
