//! Draft: the witnesses of one endpoint, taken in page by page, before anything is united.

use super::guide::Guide;
use super::parameters;
use super::pretty;
use super::rows;
use super::witness::{Witness, WitnessId, WitnessShape, Witnesses};
use crate::diagnostic::Diagnostic;
use crate::scrape::facts::{BodyFacts, Curl, ExampleFacts, Location, Page, ResponseFacts};
use crate::spec::api::ApiDescription;
use crate::spec::endpoint::Example;
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::schema::Certainty;

/// Everything the pages of one endpoint show.
pub(super) struct Draft<'a> {
    pub(super) pages: Vec<&'a Page>,
    /// For each location one object for each page and witness, whose members are the parameters.
    pub(super) parameters: Vec<(Location, Vec<WitnessId>)>,
    pub(super) bodies: Vec<BodyDraft>,
    pub(super) responses: Vec<ResponseDraft>,
    pub(super) unknown: Vec<String>,
}

/// A body of one media type.
pub(super) struct BodyDraft {
    pub(super) media_type: String,
    pub(super) group: Vec<WitnessId>,
    pub(super) examples: Vec<Example>,
    pub(super) evidence: Vec<Evidence>,
}

/// A response of one status.
pub(super) struct ResponseDraft {
    pub(super) status: Option<u16>,
    pub(super) label: String,
    pub(super) bodies: Vec<BodyDraft>,
    pub(super) evidence: Vec<Evidence>,
}

/// Takes in what drafts share: the arena and the diagnostics.
pub(super) struct Intake<'a> {
    pub(super) witnesses: &'a mut Witnesses,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    pub(super) api: &'a ApiDescription,
}

impl Intake<'_> {
    /// Takes in all pages of one endpoint.
    pub(super) fn draft<'p>(&mut self, pages: Vec<&'p Page>) -> Draft<'p> {
        let mut draft = Draft {
            parameters: Vec::new(),
            bodies: Vec::new(),
            responses: Vec::new(),
            unknown: Vec::new(),
            pages,
        };
        for page in draft.pages.clone() {
            parameters::take(self, page, &mut draft);
            for body in &page.bodies {
                self.body(page, body, &page.curls, &mut draft.bodies);
                note_missing_rows(body, &format!("the request body in `{}`", page.file), &mut draft.unknown);
            }
            if page.bodies.is_empty() {
                self.curl_bodies(page, &mut draft.bodies);
            }
            for response in &page.responses {
                self.response(page, response, &mut draft);
            }
        }
        draft
    }

    fn response(&mut self, page: &Page, facts: &ResponseFacts, draft: &mut Draft<'_>) {
        let evidence = Evidence::line(EvidenceKind::Heading, &facts.origin);
        let at = draft.responses.iter().position(|known| known.status == facts.status).unwrap_or_else(|| {
            let label = facts.label.clone();
            let (bodies, evidence) = (Vec::new(), Vec::new());
            draft.responses.push(ResponseDraft { status: facts.status, label, bodies, evidence });
            draft.responses.len() - 1
        });
        draft.responses[at].evidence.push(evidence);
        if let Some(body) = &facts.body {
            self.body(page, body, &[], &mut draft.responses[at].bodies);
            let status = facts.status.map_or_else(|| "default".to_owned(), |status| status.to_string());
            let what = format!("the body of response {status} in `{}`", page.file);
            note_missing_rows(body, &what, &mut draft.unknown);
        }
    }

    fn body(&mut self, page: &Page, facts: &BodyFacts, curls: &[Curl], bodies: &mut Vec<BodyDraft>) {
        let sent: Vec<_> = curls.iter().filter_map(|curl| curl.body.as_ref()).collect();
        let shown: Vec<_> = facts.examples.iter().chain(sent.iter().copied()).collect();
        let guide = Guide::of(shown.iter().filter_map(|example| example.json.as_ref()));
        let body = find(bodies, &facts.media_type);
        body.evidence.push(Evidence::line(EvidenceKind::Heading, &facts.origin));
        if let (Some(first), Some(last)) = (facts.rows.first(), facts.rows.last()) {
            let members = rows::members(&facts.rows, &guide, self.witnesses, self.diagnostics);
            body.group.push(self.witnesses.add(Witness {
                shape: WitnessShape::Object(members),
                nullable: false,
                certainty: Certainty::Stated,
                evidence: Evidence::lines(EvidenceKind::Table, &first.name.origin, last.last_line),
                name: None,
            }));
        }
        for example in &facts.examples {
            self.example(page, example, EvidenceKind::Example, body);
        }
        for example in sent {
            self.example(page, example, EvidenceKind::Curl, body);
        }
    }

    /// A page without a body section may still send one in its sample call.
    fn curl_bodies(&mut self, page: &Page, bodies: &mut Vec<BodyDraft>) {
        for curl in &page.curls {
            let Some(example) = &curl.body else { continue };
            let media_type =
                curl.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-type"));
            let body = find(bodies, media_type.map_or("", |header| &header.value));
            self.example(page, example, EvidenceKind::Curl, body);
        }
    }

    fn example(&mut self, page: &Page, facts: &ExampleFacts, kind: EvidenceKind, body: &mut BodyDraft) {
        if let Some(json) = &facts.json {
            body.group.push(self.witnesses.add_json(json, &page.file, kind));
        }
        let text = facts.json.as_ref().map_or_else(|| facts.text.clone(), pretty::json);
        let evidence = Evidence::line(kind, &facts.origin);
        match body.examples.iter_mut().find(|known| known.text == text) {
            Some(known) => known.evidence.push(evidence),
            None => body.examples.push(Example {
                name: facts.name.clone(),
                json: facts.json.is_some(),
                text,
                evidence: vec![evidence],
            }),
        }
    }
}

/// The draft of this media type; a page that prints none means the one there is.
fn find<'b>(bodies: &'b mut Vec<BodyDraft>, media_type: &str) -> &'b mut BodyDraft {
    let media_type = media_type.trim().to_ascii_lowercase();
    let same = |body: &BodyDraft| {
        body.media_type == media_type || media_type.is_empty() || body.media_type.is_empty()
    };
    let at = bodies.iter().position(same).unwrap_or_else(|| {
        let (group, examples, evidence) = (Vec::new(), Vec::new(), Vec::new());
        bodies.push(BodyDraft { media_type: media_type.clone(), group, examples, evidence });
        bodies.len() - 1
    });
    if bodies[at].media_type.is_empty() {
        bodies[at].media_type = media_type;
    }
    &mut bodies[at]
}

fn note_missing_rows(body: &BodyFacts, what: &str, unknown: &mut Vec<String>) {
    if body.rows.is_empty() {
        let shown = body.examples.iter().any(|example| example.json.is_some());
        let rest =
            if shown { "; its fields are inferred from an example." } else { ", and no example shows it." };
        unknown.push(format!("No rows describe {what}{rest}"));
    }
}
