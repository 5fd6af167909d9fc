//! Draft → endpoint: every part united, with the words of its pages around it.

use std::collections::BTreeMap;

use super::draft::{BodyDraft, Draft, ResponseDraft, ResponseWords};
use super::edition::Editions;
use super::fields;
use super::headers;
use super::ledger::Ledger;
use super::location;
use super::navigation::{self, Shown};
use super::operation::{Call, part};
use super::parameters::{has_row, is_authentication, within, would_list, written};
use super::sample_url;
use super::security::Security;
use super::unite::{Excuse, Unite};
use super::witness::{WitnessId, Witnesses};
use crate::diagnostic::Stated;
use crate::scrape::facts::{Location, Page};
use crate::spec::api::ApiDescription;
use crate::spec::contradiction::{About, Reading, Rule};
use crate::spec::endpoint::{Body, Endpoint, PageReference, Parameter, Quoted, Response, Sample};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::place;
use crate::spec::schema::{Shape, Translation};

/// Where the parts of an endpoint go while they are united.
pub(super) struct Assembly<'a> {
    pub(super) api: &'a ApiDescription,
    /// The captures that show a navigation.
    pub(super) shown: &'a [Shown<'a>],
    pub(super) addresses: &'a BTreeMap<String, String>,
    pub(super) security: &'a Security,
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
        let status = self.status(&id, &draft.pages);
        let places = location::compare(&id, &draft, self.api, self.witnesses, &mut self.ledger);
        if !places.in_body {
            self.compare_bodies(&id, &draft);
        }
        self.compare_responses(&id, &draft);
        let Draft { pages, parameters: mut locations, bodies: sent, responses, unknown, .. } = draft;
        let mut parameters = Vec::new();
        locations.sort_by_key(|(location, _)| *location);
        for (location, objects) in locations {
            parameters.extend(self.parameters(&id, location, &objects, &pages, &places.excused));
        }
        let may_lack_body = !self.without_body(&pages, &sent).is_empty();
        let mut bodies = Vec::new();
        for body in sent {
            let place = place::request(&id, &body.media_type, bodies.is_empty());
            let is_demanded = self.is_demanded(&place, &body.required);
            let sent = self.body(&place, body, &[], &pages, &places.excused);
            let optional = may_lack_body
                || is_demanded == Some(false)
                || is_sent_elsewhere(&place, &sent, &places.excused);
            bodies.push(Body { optional, ..sent });
        }
        let answers = responses.into_iter().map(|response| self.response(&id, response, enveloped, &pages));
        let responses = answers.collect();
        let (description, told) = prose_of(&pages, &self.witnesses.editions);
        let reference = |page: &&Page| PageReference {
            description: told.iter().find(|(file, _)| *file == &*page.file).map(|(_, words)| words.clone()),
            url: self.addresses.get(&*page.file).cloned(),
            ..reference(page, self.shown)
        };
        Endpoint {
            operation: part(locked).1.to_owned(),
            verb: call.verb.to_owned(),
            path: call.path.clone(),
            title: pages.first().map(|page| page.title.value.clone()).unwrap_or_default(),
            status,
            description,
            idempotent: None,
            unknown,
            pages: pages.iter().map(reference).collect(),
            parameters,
            security: self.security.required(&id, &pages, &mut self.ledger),
            bodies,
            responses,
            corrected: Vec::new(),
        }
    }

    fn parameters(
        &mut self,
        id: &str,
        location: Location,
        objects: &[WitnessId],
        pages: &[&Page],
        excused: &BTreeMap<String, Excuse>,
    ) -> Vec<Parameter> {
        let within = within(location);
        let mut unite = Unite::new(self.witnesses, &mut self.ledger);
        unite.parameters = Some(within);
        unite.excused.clone_from(excused);
        let listing = pages.iter().filter(|page| would_list(page, location));
        unite.pages = listing.map(|page| Evidence::line(EvidenceKind::Heading, &page.path.origin)).collect();
        for member in objects.iter().flat_map(|&object| self.witnesses.members(object)) {
            if is_authentication(self.api, location, &member.name) {
                let place = place::parameter(id, within, &member.name);
                unite.excused.insert(place, Excuse::Authentication);
            }
        }
        let fields = fields::unite(&mut unite, &format!("{id} {}", within.word()), objects);
        let parameter = |field: crate::spec::schema::Field| {
            let (style, explode) = written(pages, location, &field.name);
            let authentication = is_authentication(self.api, location, &field.name);
            Parameter { location: within, authentication, style, explode, field }
        };
        fields.into_iter().map(parameter).collect()
    }

    fn body(
        &mut self,
        place: &str,
        draft: BodyDraft,
        enveloped: &[String],
        pages: &[&Page],
        excused: &BTreeMap<String, Excuse>,
    ) -> Body {
        let is_enveloped = enveloped.iter().any(|known| known == place);
        let data = self.api.envelope.as_ref().filter(|_| is_enveloped).map(|roles| &roles.data);
        let root = data.map_or_else(|| place.to_owned(), |data| place::member(place, data));
        let only_in = self.witnesses.editions.only(draft.files(), pages.iter().map(|page| &*page.file));
        let mut unite = Unite::new(self.witnesses, &mut self.ledger);
        unite.excused.clone_from(excused);
        Body {
            media_type: draft.media_type,
            enveloped: is_enveloped,
            optional: false,
            only_in,
            schema: unite.schema(&root, &draft.group),
            examples: draft.examples,
            evidence: draft.evidence,
        }
    }

    fn response(
        &mut self,
        id: &str,
        draft: ResponseDraft,
        enveloped: &[String],
        pages: &[&Page],
    ) -> Response {
        let mut bodies = Vec::new();
        for body in draft.bodies {
            let place = place::response_body(id, draft.status, &body.media_type, bodies.is_empty());
            bodies.push(self.body(&place, body, enveloped, pages, &BTreeMap::new()));
        }
        let editions = &self.witnesses.editions;
        let showing = draft.evidence.iter().map(|evidence| &*evidence.file);
        let only_in = editions.only(showing, pages.iter().map(|page| &*page.file));
        let words =
            draft.words.into_iter().filter(|words| !(words.label.is_empty() && words.description.is_empty()));
        let words = editions.best(words.collect(), |words| &words.evidence);
        let (leading, others) = editions.part(words, |words| &words.evidence.file);
        let translation = |(edition, words): (String, Vec<ResponseWords>)| {
            let (title, description) = said(&words);
            Translation { edition, title, description, example: None }
        };
        let others = editions.by_edition(others, |words| &words.evidence.file).into_iter().map(translation);
        let (label, description) = said(&leading);
        Response {
            status: draft.status,
            label: label.unwrap_or_default(),
            description,
            only_in,
            translations: others.filter(|one| one.title.is_some() || one.description.is_some()).collect(),
            headers: headers::unite(id, draft.status, pages, &mut self.ledger),
            bodies,
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
            (format!("{id} verb"), verbs, "The function in Rust uses the heading's verb."),
            (format!("{id} path"), paths, "The function in Rust uses the heading's path."),
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

/// Whether another place takes every member of the body.
fn is_sent_elsewhere(place: &str, body: &Body, excused: &BTreeMap<String, Excuse>) -> bool {
    let Shape::Object { fields } = &body.schema.shape else { return false };
    !fields.is_empty() && fields.iter().all(|field| excused.contains_key(&place::member(place, &field.name)))
}

/// The endpoint's description in the leading language, and what the other pages say of it, by file.
fn prose_of<'p>(pages: &[&'p Page], editions: &Editions) -> (Option<String>, Vec<(&'p str, Quoted)>) {
    let told = pages.iter().filter_map(|page| {
        let (first, last) = (page.description.first()?, page.description.last()?);
        let lines: Vec<_> = page.description.iter().map(|line| line.value.as_str()).collect();
        let evidence = Evidence::lines(EvidenceKind::Prose, &first.origin, last.origin.line);
        Some((&*page.file, Quoted { text: lines.join("\n"), evidence }))
            .filter(|(_, words)| !words.text.is_empty())
    });
    let told = editions.best(told.collect(), |(_, words)| &words.evidence);
    let (leading, others) = editions.part(told, |(file, _)| file);
    (once_each(leading.iter().map(|(_, words)| words.text.as_str()), "\n\n"), others)
}

/// The labels and the descriptions of a response, each once.
fn said(words: &[ResponseWords]) -> (Option<String>, Option<String>) {
    let labels = words.iter().map(|words| words.label.as_str());
    let descriptions = words.iter().map(|words| words.description.as_str());
    (once_each(labels, " / "), once_each(descriptions, "\n\n"))
}

/// Texts that are not empty, each once, joined; nothing when there are none.
fn once_each<'t>(texts: impl Iterator<Item = &'t str>, joiner: &str) -> Option<String> {
    let mut all: Vec<&str> = Vec::new();
    for text in texts.filter(|text| !text.is_empty()) {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    (!all.is_empty()).then(|| all.join(joiner))
}

fn reference(page: &Page, shown: &[Shown<'_>]) -> PageReference {
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
        url: None,
        edition: page.edition.clone(),
        title: heading(&page.title),
        badge: page.badge.as_ref().map(heading),
        description: None,
        call: Evidence::lines(EvidenceKind::Heading, &page.verb.origin, page.path.origin.line),
        folder: navigation::folder(page, shown),
        modified: page.modified.as_ref().map(heading),
        previous: page.previous.as_ref().map(heading),
        next: page.next.as_ref().map(heading),
        samples: page.curls.iter().map(sample).collect(),
    }
}
