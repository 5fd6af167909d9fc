//! Responses → what a call answers with, and what the docs say of one that fails.

use super::docs::{Docs, code, line};
use super::rust::{Item, ItemPath, RustType, StatusVariant, Statuses, StatusesOf};
use super::site::{Sides, Site};
use super::status_names::variant_name;
use super::type_names::Kind;
use super::types::Types;
use crate::spec::endpoint::{Body, Endpoint, Response};
use crate::spec::place;

/// A response and its type.
pub(super) struct Answer<'s> {
    /// The response.
    pub(super) response: &'s Response,
    /// The body that decides the type.
    pub(super) body: Option<&'s Body>,
    /// The type.
    pub(super) rust_type: RustType,
    /// Whether it says that the call was carried out.
    pub(super) success: bool,
}

impl Types<'_> {
    /// The types of all responses: of the first body that is JSON, or the bytes of another.
    pub(super) fn answers<'s>(
        &mut self,
        endpoint: &'s Endpoint,
        site: &Site,
        data: Option<&str>,
    ) -> Vec<Answer<'s>> {
        let mut answers: Vec<Answer<'s>> = Vec::new();
        for response in &endpoint.responses {
            if answers.iter().any(|other| other.response.status == response.status) {
                continue;
            }
            let success = is_success(endpoint, response);
            let json = response.bodies.iter().enumerate().find(|(_, body)| body.is_json());
            let Some((at, body)) = json else {
                let rust_type = if response.bodies.is_empty() { RustType::Unit } else { RustType::Download };
                answers.push(Answer { response, body: response.bodies.first(), rust_type, success });
                continue;
            };
            let is_first = success && !answers.iter().any(|other| other.success && is_json(other));
            let status = if is_first { String::new() } else { status_word(response) };
            let wrapped = body.enveloped && data.is_some();
            let place = place::response_body(&site.place, response.status, &body.media_type, at == 0);
            let inner = response_site(site, place::content(&place, body, data), &status, wrapped);
            let rust_type = self.of(&body.schema, &inner);
            let rust_type = if wrapped { RustType::Enveloped(Box::new(rust_type)) } else { rust_type };
            answers.push(Answer { response, body: Some(body), rust_type, success });
        }
        answers
    }

    /// What a call answers with: the type of its only success, or an enum of several.
    pub(super) fn answer(&mut self, answers: &[Answer<'_>], site: &Site) -> RustType {
        let kept: Vec<_> = answers.iter().filter(|answer| answer.success).collect();
        let Some(first) = kept.first() else { return RustType::Unit };
        if kept.iter().all(|answer| answer.rust_type == first.rust_type) {
            return first.rust_type.clone();
        }
        let place = format!("{} answer", site.place);
        let candidates: Vec<_> = site.candidates.iter().map(|name| format!("{name}Answer")).collect();
        let name = self.names.choose(&place, &site.module, &candidates, Kind::Sole);
        let docs = Docs::new().say(format!("What {} answers with, by HTTP status.", code(&site.place)));
        let variants = variants(&kept);
        let item = Statuses { docs, name: name.clone(), of: StatusesOf::Answers, variants };
        self.section(site).push(Item::Statuses(item));
        RustType::Item(ItemPath { module: site.module.clone(), name, qualified: Vec::new() })
    }
}

/// A variant for each status, that for any other last.
pub(super) fn variants(answers: &[&Answer<'_>]) -> Vec<StatusVariant> {
    let variant = |answer: &&Answer<'_>| {
        let status = answer.response.status;
        StatusVariant {
            docs: Docs::new().say(said(answer.response)),
            name: variant_name(status),
            status,
            rust_type: answer.rust_type.clone(),
        }
    };
    let mut variants: Vec<_> = answers.iter().map(variant).collect();
    variants.sort_by_key(|variant| variant.status.unwrap_or(u16::MAX));
    variants
}

/// The status and the docs' word for it.
fn said(response: &Response) -> String {
    let status =
        response.status.map_or_else(|| "Any other status".to_owned(), |status| code(&status.to_string()));
    let label = line(&response.label);
    if label.is_empty() { format!("{status}.") } else { format!("{status}: {label}.") }
}

fn is_json(answer: &Answer<'_>) -> bool {
    !matches!(answer.rust_type, RustType::Unit | RustType::Download)
}

/// Whether a response says that the call was carried out. One for any other status does where no success is listed,
/// since nothing else is known.
fn is_success(endpoint: &Endpoint, response: &Response) -> bool {
    let is_listed = |status: u16| (200..300).contains(&status);
    match response.status {
        Some(status) => is_listed(status),
        None => !endpoint.responses.iter().filter_map(|other| other.status).any(is_listed),
    }
}

fn response_site(site: &Site, place: String, status: &str, wrapped: bool) -> Site {
    let (word, what) = if wrapped { ("Data", "The data") } else { ("Response", "The body") };
    let candidates = site.candidates.iter().map(|name| format!("{name}{word}{status}")).collect();
    let docs = Docs::new().say(format!("{what} {} answers with.", code(&site.place)));
    Site { place, candidates, docs, sides: Sides::RESPONSE, response_body: !wrapped, ..site.clone() }
}

fn status_word(response: &Response) -> String {
    response.status.map_or_else(|| "Default".to_owned(), |status| status.to_string())
}
