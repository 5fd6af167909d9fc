//! Draft: the witnesses of one endpoint, taken in page by page, before anything is united.

use std::collections::BTreeSet;

use super::guide::{self, Guide};
use super::parameters;
use super::root;
use super::rows;
use super::secrets;
use super::stated::Stated;
use super::witness::{WitnessId, Witnesses};
use crate::diagnostic::{Diagnostic, Origin};
use crate::scrape::facts::{BodyFacts, Curl, ExampleFacts, Location, Page, PageKind, ResponseFacts};
use crate::scrape::json_text;
use crate::spec::api::ApiDescription;
use crate::spec::endpoint::Example;
use crate::spec::evidence::{Evidence, EvidenceKind};

/// Everything the pages of one endpoint show.
pub(super) struct Draft<'a> {
    pub(super) pages: Vec<&'a Page>,
    /// For each location one object for each page and witness, whose members are the parameters.
    pub(super) parameters: Vec<(Location, Vec<WitnessId>)>,
    pub(super) bodies: Vec<BodyDraft>,
    pub(super) responses: Vec<ResponseDraft>,
    pub(super) unknown: Vec<String>,
    /// What is unknown of parameters as long as no page describes them.
    pub(super) rowless: Vec<(Location, String)>,
}

impl<'a> Draft<'a> {
    /// The draft of an endpoint that these pages document, with nothing taken in.
    pub(super) fn new(pages: Vec<&'a Page>) -> Self {
        let (parameters, bodies, responses) = (Vec::new(), Vec::new(), Vec::new());
        Self { pages, parameters, bodies, responses, unknown: Vec::new(), rowless: Vec::new() }
    }
}

/// A body of one media type.
#[derive(Default)]
pub(super) struct BodyDraft {
    pub(super) media_type: String,
    pub(super) group: Vec<WitnessId>,
    pub(super) examples: Vec<Example>,
    pub(super) evidence: Vec<Evidence>,
    /// Whether a call must have it, and where a page says so.
    pub(super) required: Vec<(bool, Evidence)>,
    /// Whether rows, a schema, or a type that needs none, describe it.
    is_described: bool,
    /// What is unknown as long as no page describes it.
    rowless: Vec<String>,
}

impl BodyDraft {
    /// The files that show it.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        let examples = self.examples.iter().flat_map(|example| &example.evidence);
        self.evidence.iter().chain(examples).map(|evidence| &*evidence.file)
    }
}

/// A response of one status.
#[derive(Default)]
pub(super) struct ResponseDraft {
    pub(super) status: Option<u16>,
    /// What each heading says: its place, the words behind the status and the paragraphs below.
    pub(super) words: Vec<ResponseWords>,
    pub(super) bodies: Vec<BodyDraft>,
    pub(super) evidence: Vec<Evidence>,
}

/// The words of one heading of a response.
pub(super) struct ResponseWords {
    /// Where the heading stands.
    pub(super) evidence: Evidence,
    pub(super) label: String,
    pub(super) description: String,
}

/// Takes in what drafts share: the arena and the diagnostics.
pub(super) struct Intake<'a> {
    pub(super) witnesses: &'a mut Witnesses,
    pub(super) diagnostics: &'a mut Vec<Diagnostic>,
    pub(super) api: &'a ApiDescription,
    /// The definitions that are taken in, by the place they start at: pages of one capture share theirs.
    pub(super) expanded: BTreeSet<(Origin, String)>,
}

impl Intake<'_> {
    /// Takes in one page of an endpoint.
    pub(super) fn take(&mut self, page: &Page, draft: &mut Draft<'_>) {
        let mut stated = Stated::of(page);
        parameters::take(self, &mut stated, draft);
        for body in &page.bodies {
            let curls = page.curls.iter().filter(|curl| sends(curl, body, page));
            let what = format!("the request body{} in `{}`", apart(body, page.bodies.len()), page.file);
            let guide = guide::stated(&draft.pages, |page| page.bodies.iter().collect(), body);
            self.body(&mut stated, body, curls, guide, &what, &mut draft.bodies);
        }
        self.undocumented_bodies(&stated, &mut draft.bodies);
        for response in &page.responses {
            self.response(&mut stated, response, draft);
        }
        draft.unknown.extend(stated.open_objects());
        // A better witness shows what is below a closed row.
        if draft.pages.iter().all(|page| page.kind >= PageKind::Article) {
            draft.unknown.extend(stated.closed_rows());
        }
    }

    /// Says what is unknown when every page of the endpoint is taken in.
    pub(super) fn finish(draft: &mut Draft<'_>) {
        let groups = || draft.pages.iter().flat_map(|page| &page.parameters);
        let described = |at: Location| groups().any(|group| group.location == at && group.is_described());
        let rowless = draft.rowless.iter().filter(|(location, _)| !described(*location));
        let rowless: Vec<_> = rowless.map(|(_, sentence)| sentence.clone()).collect();
        draft.unknown.splice(0..0, rowless);
        let answers = draft.responses.iter_mut().flat_map(|response| &mut response.bodies);
        for body in draft.bodies.iter_mut().chain(answers).filter(|body| !body.is_described) {
            draft.unknown.append(&mut body.rowless);
        }
    }

    fn response(&mut self, stated: &mut Stated<'_>, facts: &ResponseFacts, draft: &mut Draft<'_>) {
        let page = stated.page;
        let evidence = Evidence::line(EvidenceKind::Heading, &facts.origin);
        let known = draft.responses.iter().position(|known| known.status == facts.status);
        let at = known.unwrap_or_else(|| {
            draft.responses.push(ResponseDraft { status: facts.status, ..ResponseDraft::default() });
            draft.responses.len() - 1
        });
        let Some(response) = draft.responses.get_mut(at) else { return };
        response.evidence.push(evidence.clone());
        let lines: Vec<_> = facts.description.iter().map(|line| line.value.as_str()).collect();
        let (label, description) = (facts.label.clone(), lines.join("\n"));
        response.words.push(ResponseWords { evidence, label, description });
        if let Some(body) = &facts.body {
            let status = facts.status.map_or_else(|| "default".to_owned(), |status| status.to_string());
            let same = page.responses.iter().filter(|other| other.status == facts.status);
            let beside = same.filter(|other| other.body.is_some()).count();
            let what = format!("the body of response {status}{} in `{}`", apart(body, beside), page.file);
            let guide = guide::stated(&draft.pages, |page| answers(page, facts.status), body);
            self.body(stated, body, std::iter::empty(), guide, &what, &mut response.bodies);
        }
    }

    fn body<'p>(
        &mut self,
        stated: &mut Stated<'_>,
        facts: &BodyFacts,
        curls: impl Iterator<Item = &'p Curl>,
        mut guide: Guide,
        what: &str,
        bodies: &mut Vec<BodyDraft>,
    ) {
        let sent: Vec<_> = curls.filter_map(|curl| curl.body.as_ref()).collect();
        let shown = facts.examples.iter().chain(sent.iter().copied());
        let shown: Vec<_> = shown.filter_map(|example| example.json.as_ref()).collect();
        for json in &shown {
            guide.see(json);
        }
        let Some(body) = find(bodies, &facts.media_type, &stated.page.file) else { return };
        let heading = Evidence::line(EvidenceKind::Heading, &facts.origin);
        body.required.extend(facts.required.map(|required| (required, heading.clone())));
        body.evidence.push(heading);
        match missing_rows(facts, what) {
            Some(sentence) => body.rowless.push(sentence),
            None => body.is_described = true,
        }
        let rows = secrets::without_values(&facts.rows);
        let members = rows::members(&rows, &guide, self.witnesses, self.diagnostics);
        body.group.extend(root::take(facts, members, &shown, self.witnesses));
        if let Some(schema) = &facts.schema {
            body.group.push(stated.whole(schema, self));
        }
        for example in &facts.examples {
            self.example(stated, example, EvidenceKind::Example, body);
        }
        for example in sent {
            self.example(stated, example, EvidenceKind::Curl, body);
        }
    }

    /// A sample call may send a body that no section of its page describes.
    fn undocumented_bodies(&mut self, stated: &Stated<'_>, bodies: &mut Vec<BodyDraft>) {
        let page = stated.page;
        let is_described = |curl: &Curl| page.bodies.iter().any(|body| sends(curl, body, page));
        for curl in page.curls.iter().filter(|curl| !is_described(curl)) {
            let Some(example) = &curl.body else { continue };
            if let Some(body) = find(bodies, &sent_type(curl).unwrap_or_default(), &page.file) {
                self.example(stated, example, EvidenceKind::Curl, body);
            }
        }
    }

    fn example(
        &mut self,
        stated: &Stated<'_>,
        facts: &ExampleFacts,
        kind: EvidenceKind,
        body: &mut BodyDraft,
    ) {
        if let Some(json) = &facts.json {
            body.group.push(self.witnesses.add_json(json, &stated.page.file, kind));
        }
        let kept = facts.json.as_ref().map(|json| stated.without_secrets(json));
        let text = kept.as_ref().map_or_else(|| facts.text.clone(), json_text::pretty);
        let evidence = Evidence::lines(kind, &facts.origin, facts.last_line);
        match body.examples.iter_mut().find(|known| known.text == text) {
            Some(known) => {
                known.evidence.push(evidence);
                add_name(&mut known.name, facts.name.as_deref());
            }
            None => body.examples.push(Example {
                name: facts.name.clone(),
                json: facts.json.is_some(),
                text,
                evidence: vec![evidence],
                overruled: Vec::new(),
            }),
        }
    }
}

/// Adds the name under which a page shows an example again.
fn add_name(known: &mut Option<String>, name: Option<&str>) {
    let Some(name) = name else { return };
    match known {
        Some(names) if names.split(" / ").any(|known| known == name) => {}
        Some(names) => *names = format!("{names} / {name}"),
        None => *known = Some(name.to_owned()),
    }
}

/// The draft of this media type. A heading that prints none means the one that another page prints, if that
/// page prints only one.
fn find<'b>(bodies: &'b mut Vec<BodyDraft>, media_type: &str, file: &str) -> Option<&'b mut BodyDraft> {
    let media_type = media_type.trim().to_ascii_lowercase();
    let same = bodies.iter().position(|body| body.media_type == media_type);
    let sole = match bodies.as_slice() {
        [body] if media_type.is_empty() || body.media_type.is_empty() => {
            body.evidence.iter().all(|heading| &*heading.file != file).then_some(0)
        }
        _ => None,
    };
    let at = same.or(sole).unwrap_or_else(|| {
        bodies.push(BodyDraft { media_type: media_type.clone(), ..BodyDraft::default() });
        bodies.len() - 1
    });
    let body = bodies.get_mut(at)?;
    if body.media_type.is_empty() {
        body.media_type = media_type;
    }
    Some(body)
}

/// Whether the sample call sends this body of the page: the only one, or the one of its media type.
fn sends(curl: &Curl, body: &BodyFacts, page: &Page) -> bool {
    page.bodies.len() == 1 || sent_type(curl).is_none_or(|sent| sent == plain(&body.media_type))
}

/// The media type of a sample call's `Content-Type`.
fn sent_type(curl: &Curl) -> Option<String> {
    let header = curl.headers.iter().find(|header| header.name.eq_ignore_ascii_case("content-type"))?;
    Some(plain(&header.value)).filter(|sent| !sent.is_empty())
}

/// A media type without its parameters.
fn plain(media_type: &str) -> String {
    media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// The bodies of the answers with this status.
fn answers(page: &Page, status: Option<u16>) -> Vec<&BodyFacts> {
    let same = page.responses.iter().filter(|response| response.status == status);
    same.filter_map(|response| response.body.as_ref()).collect()
}

/// What tells a body from the others of its page, where it has any.
fn apart(body: &BodyFacts, of: usize) -> String {
    if of < 2 || body.media_type.is_empty() { String::new() } else { format!(" of type {}", body.media_type) }
}

/// What is unknown of a body without rows; nothing where its type says all.
fn missing_rows(body: &BodyFacts, what: &str) -> Option<String> {
    let is_told =
        body.schema.is_some() || body.root.as_ref().is_some_and(|root| root::needs_no_rows(&root.value));
    if !body.rows.is_empty() || is_told {
        return None;
    }
    let shown = body.examples.iter().any(|example| example.json.is_some());
    let rest =
        if shown { "; its fields are inferred from an example." } else { ", and no example of it is JSON." };
    Some(format!("No rows describe {what}{rest}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_without_media_type_means_the_only_one_of_another_page() {
        let merged = |headings: &[(&str, &str)]| -> Vec<String> {
            let mut bodies = Vec::new();
            for (file, media_type) in headings {
                if let Some(body) = find(&mut bodies, media_type, file) {
                    let (file, kind) = ((*file).into(), EvidenceKind::Heading);
                    body.evidence.push(Evidence { file, first: 1, last: 1, kind });
                }
            }
            bodies.into_iter().map(|body| body.media_type).collect()
        };
        assert_eq!(merged(&[("a", "application/json"), ("b", "")]), ["application/json"]);
        assert_eq!(merged(&[("a", ""), ("b", "Application/JSON ")]), ["application/json"]);
        assert_eq!(merged(&[("a", ""), ("a", "text/plain")]), ["", "text/plain"]);
        assert_eq!(merged(&[("a", "x/a"), ("a", "x/b"), ("b", "")]), ["x/a", "x/b", ""]);
    }

    #[test]
    fn every_name_of_an_example_is_kept_once() {
        let mut known = None;
        for name in [None, Some("Fine"), Some("Also fine"), Some("Fine")] {
            add_name(&mut known, name);
        }
        assert_eq!(known.as_deref(), Some("Fine / Also fine"));
    }

    #[test]
    fn media_types_are_compared_without_their_parameters() {
        assert_eq!(plain("Application/JSON; charset=utf-8"), "application/json");
        assert_eq!(plain(""), "");
    }
}
