//! Compares endpoints: verb and path are their identity, everything else may change.

use std::collections::BTreeMap;

use super::change::{Property, Said};
use super::found::At;
use super::level::{Event, Sides};
use super::users::request_sides;
use super::{Diff, paired, said, security, union, witnesses};
use crate::spec::endpoint::{Body, Endpoint, PageReference, Parameter, Response, Status};
use crate::spec::evidence::Evidence;
use crate::spec::place;
use crate::spec::schema::{Presence, Shape};
use crate::spec::type_words::type_words;

impl<'a> Diff<'a> {
    /// Compares an endpoint that one version at least has.
    pub(super) fn endpoint(&mut self, id: &str, before: Option<&'a Endpoint>, after: Option<&'a Endpoint>) {
        let sides = after.or(before).map_or(Sides::SENT, request_sides);
        let at = At::of(id, sides, vec![id.to_owned()]);
        let (Some(before), Some(after)) = (before, after) else {
            let event = if after.is_some() { Event::AddedOptional } else { Event::Removed };
            let said = |endpoint: &Endpoint| Said::new(&endpoint.title, &calls(endpoint));
            self.found.push(&at, Property::Existence, event, before.map(said), after.map(said));
            return;
        };
        let (old, new) = (calls(before), calls(after));
        if before.status != after.status {
            let is_gone = |status| matches!(status, Status::Deprecated | Status::Deprecating);
            let event = if is_gone(before.status) == is_gone(after.status) {
                Event::Reworded
            } else {
                Event::Deprecated
            };
            let (was, is) = (Said::new(status(before), &old), Said::new(status(after), &new));
            self.found.push(&at, Property::Status, event, Some(was), Some(is));
        }
        let (was, is) = (Said::new(&before.title, &titles(before)), Said::new(&after.title, &titles(after)));
        if was.words != is.words {
            self.found.push(&at, Property::Title, Event::Reworded, Some(was), Some(is));
        }
        let (was, is) = (said(before.description.as_deref(), &old), said(after.description.as_deref(), &new));
        self.found.reword(&at, Property::Description, was, is);
        self.idempotence(&at, before, after);
        security::of_endpoint(&at, before, after, &mut self.found);
        self.parameters(&at, before, after);
        self.bodies(&at, before, after);
        let at = At { sides: Sides::RECEIVED, ..at };
        self.responses(&at, before, after);
        self.pages(&at, before, after);
    }

    /// That a call may be sent twice changes what the client does; why it may is words.
    fn idempotence(&mut self, at: &At, before: &Endpoint, after: &Endpoint) {
        let said = |endpoint: &Endpoint| said(endpoint.idempotent.as_deref(), &[]);
        let (was, is) = (said(before), said(after));
        if was.is_some() == is.is_some() {
            self.found.reword(at, Property::Idempotence, was, is);
        } else {
            self.found.push(at, Property::Idempotence, Event::Repeatable, was, is);
        }
    }

    fn parameters(&mut self, at: &At, before: &'a Endpoint, after: &'a Endpoint) {
        let inner = |one: &Parameter| at.inner(place::parameter(&at.place, one.location, &one.field.name));
        let same = |one: &Parameter, other: &Parameter| {
            one.location == other.location && one.field.name == other.field.name
        };
        let (stay, rest): (Vec<_>, Vec<_>) = paired(&before.parameters, &after.parameters, same)
            .into_iter()
            .partition(|(old, new)| old.is_some() && new.is_some());
        // What travels elsewhere is gone from one place and new at another.
        let (gone, new) = (rest.iter().filter_map(|(old, _)| *old), rest.iter().filter_map(|(_, new)| *new));
        let rest = paired(gone, new, |one, other| one.field.name == other.field.name);
        for pair in stay.into_iter().chain(rest) {
            match pair {
                (Some(old), Some(new)) => self.parameter(&inner(new), old, new),
                (Some(old), None) => self.field_alone(&inner(old), Some(&old.field), None),
                (None, Some(new)) => self.field_alone(&inner(new), None, Some(&new.field)),
                (None, None) => {}
            }
        }
    }

    fn parameter(&mut self, at: &At, before: &'a Parameter, after: &'a Parameter) {
        let (old, new) = (&witnesses(&before.field.schema), &witnesses(&after.field.schema));
        if before.location != after.location {
            let words = |one: &Parameter, evidence| Some(Said::new(one.location.word(), evidence));
            self.found.push(at, Property::Location, Event::Moved, words(before, old), words(after, new));
        }
        if before.authentication != after.authentication {
            let words = |one: &Parameter, evidence| {
                let words =
                    if one.authentication { "filled by authentication" } else { "given by the caller" };
                Some(Said::new(words, evidence))
            };
            self.found.push(
                at,
                Property::Authentication,
                Event::Reworded,
                words(before, old),
                words(after, new),
            );
        }
        let (was, is) = (style(before), style(after));
        if was != is {
            let (was, is) = (Said::new(was, old), Said::new(is, new));
            self.found.push(at, Property::Style, Event::Moved, Some(was), Some(is));
        }
        self.field(at, &before.field, &after.field);
    }

    fn bodies(&mut self, at: &At, before: &'a Endpoint, after: &'a Endpoint) {
        let name = |id: &str, body: &Body, is_first| place::request(id, &body.media_type, is_first);
        self.body_lists(at, &before.bodies, &after.bodies, &name);
    }

    fn responses(&mut self, at: &At, before: &'a Endpoint, after: &'a Endpoint) {
        let by_status = |endpoint: &'a Endpoint| -> BTreeMap<Option<u16>, &'a Response> {
            endpoint.responses.iter().map(|response| (response.status, response)).collect()
        };
        let (old, new) = (by_status(before), by_status(after));
        for status in union(old.keys(), new.keys()) {
            let inner = at.inner(place::response(&at.place, *status));
            let (Some(before), Some(after)) = (old.get(status), new.get(status)) else {
                let is_success = status.is_none_or(|status| (200..300).contains(&status));
                let event = match new.get(status) {
                    None if is_success => Event::Removed,
                    _ => Event::AddedOptional,
                };
                let said = |response: &&Response| {
                    let label = if response.label.is_empty() { "response" } else { &response.label };
                    Said::new(label, &response.evidence)
                };
                let (was, is) = (old.get(status).map(said), new.get(status).map(said));
                self.found.push(&inner, Property::Existence, event, was, is);
                continue;
            };
            let labels =
                (Said::new(&before.label, &before.evidence), Said::new(&after.label, &after.evidence));
            self.found.reword(&inner, Property::Title, Some(labels.0), Some(labels.1));
            let was = said(before.description.as_deref(), &before.evidence);
            let is = said(after.description.as_deref(), &after.evidence);
            self.found.reword(&inner, Property::Description, was, is);
            let headers = paired(&before.headers, &after.headers, |one, other| {
                one.name.eq_ignore_ascii_case(&other.name)
            });
            for (was, is) in headers {
                let Some(name) = is.or(was).map(|header| header.name.as_str()) else { continue };
                let inner = at.inner(place::response_header(&at.place, *status, name));
                match (was, is) {
                    (Some(was), Some(is)) => self.field(&inner, was, is),
                    (was, is) => self.field_alone(&inner, was, is),
                }
            }
            let name = |id: &str, body: &Body, is_first| {
                place::response_body(id, *status, &body.media_type, is_first)
            };
            let outer = at.inner(at.place.clone());
            self.body_lists(&outer, &before.bodies, &after.bodies, &name);
        }
    }

    /// Compares bodies by media type; the only body of either version may have changed its own.
    fn body_lists(
        &mut self,
        at: &At,
        before: &'a [Body],
        after: &'a [Body],
        name: &dyn Fn(&str, &Body, bool) -> String,
    ) {
        let place = |body: &Body, list: &[Body]| {
            let is_first = list.first().is_some_and(|first| std::ptr::eq(first, body));
            at.inner(name(&at.place, body, is_first))
        };
        if let ([old], [new]) = (before, after) {
            return self.body(&place(new, after), old, new);
        }
        for pair in paired(before, after, |old, new| old.media_type == new.media_type) {
            match pair {
                (Some(old), Some(new)) => self.body(&place(new, after), old, new),
                (Some(old), None) => self.body_alone(&place(old, before), Some(old), None, false),
                (None, Some(new)) => self.body_alone(&place(new, after), None, Some(new), before.is_empty()),
                (None, None) => {}
            }
        }
    }

    fn body_alone(&mut self, at: &At, before: Option<&Body>, after: Option<&Body>, is_only: bool) {
        let said = |body: &Body| {
            let media_type = if body.media_type.is_empty() { "body" } else { &body.media_type };
            Said::new(format!("{media_type}: {}", type_words(&body.schema)), &body.evidence)
        };
        let event = match after {
            None => Event::Removed,
            Some(body) if is_only && demands(body) => Event::AddedRequired,
            Some(_) => Event::AddedOptional,
        };
        let media_type = before.or(after).map_or("", |body| &body.media_type);
        self.found.push(
            &at.detail(media_type),
            Property::Existence,
            event,
            before.map(said),
            after.map(said),
        );
    }

    fn body(&mut self, at: &At, before: &'a Body, after: &'a Body) {
        let both = |was: String, is: String| {
            (Some(Said::new(was, &before.evidence)), Some(Said::new(is, &after.evidence)))
        };
        if before.media_type != after.media_type {
            let is_known = !before.media_type.is_empty() && !after.media_type.is_empty();
            let event = if is_known { Event::TypeChanged } else { Event::Reworded };
            let words = |body: &Body| {
                if body.media_type.is_empty() { "not stated".to_owned() } else { body.media_type.clone() }
            };
            let (was, is) = both(words(before), words(after));
            self.found.push(at, Property::MediaType, event, was, is);
        }
        if before.enveloped != after.enveloped {
            let words = |body: &Body| if body.enveloped { "around it" } else { "not around it" }.to_owned();
            let (was, is) = both(words(before), words(after));
            self.found.push(at, Property::Envelope, Event::Moved, was, is);
        }
        self.examples(at, before, after);
        let root = match &self.after.data {
            Some(data) if after.enveloped => at.inner(place::member(&at.place, data)),
            _ => at.clone(),
        };
        self.schema(&root, &before.schema, &after.schema);
    }

    /// The examples as one text, of which only the lines that differ are shown.
    fn examples(&mut self, at: &At, before: &Body, after: &Body) {
        let texts = |body: &Body| {
            let texts: Vec<&str> = body.examples.iter().map(|example| example.text.as_str()).collect();
            let evidence: Vec<Evidence> = body.examples.iter().flat_map(|one| one.evidence.clone()).collect();
            (!texts.is_empty()).then(|| Said::new(texts.join("\n"), &evidence))
        };
        self.found.reword(at, Property::Example, texts(before), texts(after));
    }

    /// The pages that document the endpoint, by edition.
    fn pages(&mut self, at: &At, before: &Endpoint, after: &Endpoint) {
        let pages = |endpoint: &Endpoint| -> BTreeMap<String, PageReference> {
            endpoint.pages.iter().map(|page| (page.edition.clone(), page.clone())).collect()
        };
        let (old, new) = (pages(before), pages(after));
        for edition in union(old.keys(), new.keys()) {
            let at = at.detail(edition.as_str());
            let (was, is) = (old.get(edition), new.get(edition));
            let (Some(was), Some(is)) = (was, is) else {
                let said = |page: &PageReference| Said::new(&page.file, std::slice::from_ref(&page.call));
                self.found.push(&at, Property::Page, Event::Reworded, was.map(said), is.map(said));
                continue;
            };
            let date = |page: &PageReference| {
                let date = page.modified.as_ref()?;
                Some(Said::new(&date.text, std::slice::from_ref(&date.evidence)))
            };
            let (was, is) = (date(was), date(is));
            if was.as_ref().map(|date| &date.words) != is.as_ref().map(|date| &date.words) {
                self.found.push(&at, Property::Modified, Event::Reworded, was, is);
            }
        }
    }
}

/// How a list or an object is written, in words.
fn style(parameter: &Parameter) -> String {
    let style = parameter.style.as_deref().unwrap_or("the usual one");
    match parameter.explode {
        None => style.to_owned(),
        Some(true) => format!("{style}, each item on its own"),
        Some(false) => format!("{style}, all items in one"),
    }
}

/// Where verb and path stand.
fn calls(endpoint: &Endpoint) -> Vec<Evidence> {
    endpoint.pages.iter().map(|page| page.call.clone()).collect()
}

fn titles(endpoint: &Endpoint) -> Vec<Evidence> {
    let same = endpoint.pages.iter().filter(|page| page.title.text == endpoint.title);
    same.map(|page| page.title.evidence.clone()).collect()
}

fn status(endpoint: &Endpoint) -> String {
    let badge = endpoint.pages.iter().find_map(|page| page.badge.as_ref());
    badge.map_or_else(|| "no badge".to_owned(), |badge| badge.text.clone())
}

/// Whether a body cannot be left out.
fn demands(body: &Body) -> bool {
    match &body.schema.shape {
        Shape::Object { fields } => fields.iter().any(|field| field.presence == Presence::Required),
        _ => true,
    }
}
