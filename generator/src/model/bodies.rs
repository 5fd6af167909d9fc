//! Request bodies → what a function takes for them, and which functions an endpoint with several has.

use std::collections::BTreeSet;

use super::docs::{Docs, code};
use super::identifier;
use super::rust::{Argument, By, RustType, Step, Takes, Value};
use super::rust_name::RustName;
use super::site::Site;
use super::types::Types;
use crate::spec::endpoint::{Body, Endpoint};
use crate::spec::place;
use crate::spec::schema::Shape;

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// As JSON.
    Json,
    /// As a form in one text: `application/x-www-form-urlencoded`.
    Form,
    /// In parts: `multipart/form-data`.
    Multipart,
    /// As whatever bytes its media type asks for.
    Bytes,
}

impl Way {
    /// How `body` is written.
    pub(super) fn of(body: &Body) -> Self {
        let media_type = body.media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match media_type.as_str() {
            "application/x-www-form-urlencoded" => Self::Form,
            media_type if media_type.starts_with("multipart/") => Self::Multipart,
            _ if body.is_json() => Self::Json,
            _ => Self::Bytes,
        }
    }

    /// The method of a request that takes it.
    const fn method(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Form => "form",
            Self::Multipart => "multipart",
            Self::Bytes => "body",
        }
    }

    /// The way that the method takes a body, if it is one for bodies.
    pub(super) fn by_method(method: &str) -> Option<Self> {
        let plain = method.trim_end_matches("_optional");
        [Self::Json, Self::Form, Self::Multipart, Self::Bytes].into_iter().find(|way| way.method() == plain)
    }
}

/// A body that a function sends.
pub(super) struct Sent<'s> {
    /// The body.
    pub(super) body: &'s Body,
    /// Its type, where its examples are JSON of that type.
    pub(super) tested: Option<RustType>,
    /// The function, where it is not the one called like the endpoint.
    pub(super) function: Option<RustName>,
    takes: Takes,
    by: By,
    way: Way,
}

impl Sent<'_> {
    /// The argument for the body, and what is done with it.
    pub(super) fn argument(&self, endpoint: &Endpoint) -> (Argument, Step) {
        let name = RustName::new("body");
        let (takes, by, suffix) = if endpoint.may_go_without_body() {
            let by = if self.by == By::Borrow { By::AsRef } else { self.by };
            // `None` of something that is only known to become a body has no type.
            let takes = match &self.takes {
                Takes::Into(body) => Takes::Owned(body.clone()),
                takes => takes.clone(),
            };
            (Takes::Optional(Box::new(takes)), by, "_optional")
        } else {
            (self.takes.clone(), self.by, "")
        };
        let media_type = (self.way == Way::Bytes).then(|| sent_as(&self.body.media_type));
        let method = RustName::new(format!("{}{suffix}", self.way.method()));
        let step = Step {
            method,
            wire: None,
            media_type,
            value: Value { of: None, name: name.clone(), by },
            style: None,
        };
        (Argument { name, takes }, step)
    }
}

impl Types<'_> {
    /// What is sent for each body of `endpoint`, that of the function called `name` first. Names of functions are not
    /// to be `taken`.
    pub(super) fn request_bodies<'s>(
        &mut self,
        endpoint: &'s Endpoint,
        name: &RustName,
        site: &Site,
        taken: &mut BTreeSet<RustName>,
    ) -> Vec<Sent<'s>> {
        let mut bodies: Vec<(usize, &Body)> = endpoint.bodies.iter().enumerate().collect();
        // What most callers send is what the endpoint's own name stands for.
        bodies.sort_by_key(|(_, body)| Way::of(body) != Way::Json);
        let mut sent: Vec<Sent<'s>> = Vec::new();
        for (at, body) in bodies {
            let way = match Way::of(body) {
                // Only one of them can be sent as plain JSON; the others are told apart by their media type.
                Way::Json if sent.iter().any(|one| one.way == Way::Json) => Way::Bytes,
                way => way,
            };
            let function = (!sent.is_empty()).then(|| {
                let wanted = identifier::snake(&format!("{}_{}", name.plain(), word(way, &body.media_type)));
                self.fields.function(&site.place, &body.media_type, &wanted, taken)
            });
            let inner =
                body_site(site, place::request(&site.place, &body.media_type, at == 0), function.as_ref());
            let (tested, accepted, by) = self.taken_for(way, body, &inner);
            sent.push(Sent { body, tested, function, takes: accepted, by, way });
        }
        sent
    }

    /// The type whose JSON the examples are, what the function takes, and how that is handed on.
    fn taken_for(&mut self, way: Way, body: &Body, site: &Site) -> (Option<RustType>, Takes, By) {
        match way {
            Way::Json => {
                let rust_type = self.of(&body.schema, site);
                let (takes, by) = taken(rust_type.clone());
                (Some(rust_type), takes, by)
            }
            Way::Form => {
                let rust_type = self.of(&body.schema, site);
                (Some(rust_type.clone()), Takes::Reference(rust_type), By::Move)
            }
            Way::Multipart => match self.parts(&body.schema, site) {
                Some(rust_type) => (None, Takes::Owned(rust_type), By::Move),
                None => (None, Takes::Owned(RustType::Multipart), By::Move),
            },
            Way::Bytes => (None, Takes::Into(RustType::Body), By::Move),
        }
    }

    /// The type of a multipart body, where the docs list its parts.
    fn parts(&mut self, schema: &crate::spec::schema::Schema, site: &Site) -> Option<RustType> {
        let schema = super::all_of::resolved(schema, &site.module, &self.schemas);
        match &schema.shape {
            Shape::Object { fields } if !fields.is_empty() => Some(self.multipart(fields, site)),
            _ => None,
        }
    }
}

/// The media type to send; one for anything is that of bytes.
fn sent_as(media_type: &str) -> String {
    let is_any = media_type.trim().is_empty() || media_type.contains('*');
    if is_any { "application/octet-stream".to_owned() } else { media_type.trim().to_owned() }
}

/// What a function is called after, beside its endpoint.
fn word(way: Way, media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match (way, essence.as_str()) {
        (Way::Json | Way::Form | Way::Multipart, _) => way.method().to_owned(),
        (Way::Bytes, "" | "*/*" | "application/octet-stream") => "bytes".to_owned(),
        (Way::Bytes, "text/plain") => "text".to_owned(),
        (Way::Bytes, essence) => {
            let subtype = essence.split_once('/').map_or(essence, |(_, subtype)| subtype);
            subtype.strip_prefix("x-").unwrap_or(subtype).to_owned()
        }
    }
}

fn body_site(site: &Site, place: String, function: Option<&RustName>) -> Site {
    let own = function.map(|function| identifier::camel(function.plain()));
    let candidates = own.iter().chain(&site.candidates).map(|name| format!("{name}Body")).collect();
    let docs = Docs::new().say(format!("The body of {}.", code(&site.place)));
    Site { place, candidates, docs, ..site.clone() }
}

fn taken(body: RustType) -> (Takes, By) {
    match body {
        RustType::String => (Takes::Text, By::Move),
        RustType::Integer | RustType::Boolean => (Takes::Owned(body), By::Borrow),
        RustType::List(items) => (Takes::Slice(*items), By::Move),
        other => (Takes::Reference(other), By::Move),
    }
}
