//! The answer to a call in which nothing is wrong, as the pages show it.

use generator::spec::Spec;
use generator::spec::api::ApiDescription;
use generator::spec::endpoint::{Body, Endpoint, Response};
use generator::spec::fit::Fit;

use super::envelope::Envelope;
use super::sample::sample;
use super::tree::Tree;

/// The answer to a call in which nothing is wrong.
#[derive(Debug)]
pub(super) struct Success {
    pub(super) status: u16,
    pub(super) media_type: String,
    pub(super) enveloped: bool,
    pub(super) content: Content,
}

/// What is known of its body.
#[derive(Debug)]
pub(super) enum Content {
    Json(Tree),
    Text(String),
    /// No page says what the body is: nothing, or the head of the envelope where there is one.
    Unknown,
}

impl Success {
    /// What the first documented success of the endpoint looks like.
    pub(super) fn of(endpoint: &Endpoint, spec: &Spec, api: &ApiDescription, envelope: &Envelope) -> Self {
        let is_success =
            |response: &&Response| response.status.is_none_or(|status| (200..300).contains(&status));
        let response = endpoint
            .responses
            .iter()
            .filter(is_success)
            // What is documented for a status says more than what stands for all others.
            .min_by_key(|response| (response.status.is_none(), response.status));
        let status = response.and_then(|response| response.status).unwrap_or(200);
        // HTTP allows no body there, whatever a page shows.
        let is_empty = matches!(status, 204 | 205);
        let bodies = response.filter(|_| !is_empty).map_or(&[][..], |response| &response.bodies);
        let Some(body) = bodies.iter().find(|body| body.is_json()).or_else(|| bodies.first()) else {
            let content = if is_empty { Content::Text(String::new()) } else { Content::Unknown };
            return Self { status, media_type: String::new(), enveloped: false, content };
        };
        let stated = body.media_type.as_str();
        Self {
            status,
            media_type: if stated.is_empty() { JSON.to_owned() } else { stated.to_owned() },
            enveloped: body.enveloped,
            content: content(body, spec, api, envelope),
        }
    }
}

/// The media type of JSON.
pub(super) const JSON: &str = "application/json";

/// The first captured example; without the members that a correction has changed. Where there is none that is JSON, the
/// least that conforms.
fn content(body: &Body, spec: &Spec, api: &ApiDescription, envelope: &Envelope) -> Content {
    if !body.is_json() {
        return Content::Text(body.examples.first().map_or_else(String::new, |example| example.text.clone()));
    }
    let fit = Fit::new(spec, api);
    let mut examples = body.examples.iter().filter(|example| example.json);
    let example = examples.find_map(|example| Tree::parse(&fit.fitting(body, &example.text)?));
    Content::Json(example.unwrap_or_else(|| {
        let least = sample(spec, &body.schema);
        if body.enveloped { envelope.around(least) } else { least }
    }))
}
