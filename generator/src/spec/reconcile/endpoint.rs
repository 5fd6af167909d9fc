//! Draft → endpoint: every part united, with the words of its pages around it.

use super::draft::{BodyDraft, Draft};
use super::fields;
use super::ledger::Ledger;
use super::navigation;
use super::operation::{Call, part};
use super::parameters::{has_row, is_authentication};
use super::sample_url;
use super::unite::{Unite, unite};
use super::witness::{WitnessId, Witnesses};
use crate::diagnostic::Stated;
use crate::scrape::facts::{Location, Page, status_word};
use crate::spec::api::ApiDescription;
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::endpoint::{Body, Endpoint, In, PageReference, Parameter, Quoted, Response, Sample, Status};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::place;

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
            let place = place::request(&id, &body.media_type, bodies.is_empty());
            bodies.push(self.body(&place, body, &[]));
        }
        let mut responses = Vec::new();
        for response in draft.responses {
            let mut bodies = Vec::new();
            for body in response.bodies {
                let place = place::response_body(&id, response.status, &body.media_type, bodies.is_empty());
                bodies.push(self.body(&place, body, enveloped));
            }
            responses.push(Response {
                status: response.status,
                label: response.labels.join(" / "),
                description: Some(response.description.join("\n\n")).filter(|text| !text.is_empty()),
                bodies,
                evidence: response.evidence,
            });
        }
        let first = draft.pages.first();
        Endpoint {
            operation: part(locked).1.to_owned(),
            verb: call.verb.to_owned(),
            path: call.path.clone(),
            title: first.map(|page| page.title.value.clone()).unwrap_or_default(),
            status: draft
                .pages
                .iter()
                .find_map(|page| page.badge.as_ref())
                .map_or(Status::Unmarked, |badge| status_of_badge(&badge.value)),
            description: description(&draft.pages),
            unknown: draft.unknown,
            pages: draft.pages.iter().map(|page| reference(page, self.pages)).collect(),
            parameters,
            bodies,
            responses,
            corrected: Vec::new(),
        }
    }

    fn parameters(&mut self, id: &str, location: Location, objects: &[WitnessId]) -> Vec<Parameter> {
        let within = match location {
            Location::Path => In::Path,
            Location::Query => In::Query,
            Location::Header => In::Header,
            Location::Cookie => In::Cookie,
        };
        let mut unite = Unite { rows_lead: true, witnesses: self.witnesses, ledger: &mut self.ledger };
        let fields = fields::unite(&mut unite, &format!("{id} {}", within.word()), objects);
        let parameter = |field: crate::spec::schema::Field| Parameter {
            location: within,
            authentication: is_authentication(self.api, location, &field.name),
            field,
        };
        fields.into_iter().map(parameter).collect()
    }

    fn body(&mut self, place: &str, draft: BodyDraft, enveloped: &[String]) -> Body {
        let is_enveloped = enveloped.iter().any(|known| known == place);
        let data = self.api.envelope.as_ref().filter(|_| is_enveloped).map(|roles| &roles.data);
        let root = data.map_or_else(|| place.to_owned(), |data| place::member(place, data));
        Body {
            media_type: draft.media_type,
            enveloped: is_enveloped,
            only_in: Vec::new(),
            schema: unite(&root, &draft.group, self.witnesses, &mut self.ledger),
            examples: draft.examples,
            evidence: draft.evidence,
        }
    }

    /// The heading's verb and path count; a sample call with others is a contradiction.
    fn compare_samples(&mut self, id: &str, call: &Call, draft: &Draft<'_>) {
        let (mut verbs, mut paths) = (Vec::new(), Vec::new());
        for page in &draft.pages {
            for curl in &page.curls {
                let sample = Evidence::line(EvidenceKind::Curl, &curl.origin);
                if let Some(verb) = curl.verb.filter(|verb| verb.word() != call.verb) {
                    let heading = Evidence::line(EvidenceKind::Heading, &page.verb.origin);
                    disagree(&mut verbs, (call.verb, heading), (verb.word(), sample.clone()));
                }
                if call.path.contains('/') && !sample_url::agrees(&call.path, &curl.url) {
                    let heading = Evidence::line(EvidenceKind::Heading, &page.path.origin);
                    disagree(&mut paths, (&call.path, heading), (sample_url::path(&curl.url), sample));
                }
            }
        }
        for (subject, readings, effect) in [
            (id.to_owned(), verbs, "The heading's verb is used."),
            (format!("{id} path"), paths, "The heading's path is used."),
        ] {
            if !readings.is_empty() {
                self.ledger.record(&subject, About::Docs, readings, Rule::HeadingLeads, effect);
            }
        }
    }
}

/// Adds what a heading and what a sample call says to the readings.
fn disagree(readings: &mut Vec<Reading>, heading: (&str, Evidence), sample: (&str, Evidence)) {
    let said = [("the heading", heading), ("the sample call", sample)];
    for (who, (words, evidence)) in said {
        let says = format!("{who} says {words}");
        match readings.iter_mut().find(|reading| reading.says == says) {
            Some(reading) if reading.evidence.contains(&evidence) => {}
            Some(reading) => reading.evidence.push(evidence),
            None => readings.push(Reading { says, evidence: vec![evidence] }),
        }
    }
}

/// How far an endpoint is whose page prints this badge.
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
    let sample = |curl: &crate::scrape::facts::Curl| Sample {
        verb: curl.verb.map(|verb| verb.word().to_owned()),
        text: sample_url::public(&curl.url, |name| has_row(page, Location::Query, name)),
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
