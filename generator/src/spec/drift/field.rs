//! Compares a field or parameter: whether it must be there, and what the docs say of it beside its shape.

use std::collections::BTreeSet;

use super::change::{Property, Said};
use super::found::At;
use super::level::Event;
use super::{Diff, said, witnesses};
use crate::spec::evidence::Evidence;
use crate::spec::schema::{Field, Presence, Schema};
use crate::spec::type_words::type_words;

impl<'a> Diff<'a> {
    /// Compares what both versions have.
    pub(super) fn field(&mut self, at: &At, before: &'a Field, after: &'a Field) {
        self.presence(at, before, after);
        self.schema(at, &before.schema, &after.schema);
        let (old, new) = (&witnesses(&before.schema), &witnesses(&after.schema));
        if before.default != after.default {
            let event = if before.default.is_some() && after.default.is_some() {
                Event::DefaultChanged
            } else {
                Event::Reworded
            };
            let (was, is) = (said(before.default.as_deref(), old), said(after.default.as_deref(), new));
            self.found.push(at, Property::Default, event, was, is);
        }
        self.limits(at, Property::Bounds, (&before.bounds, old), (&after.bounds, new));
        self.limits(at, Property::Allowed, (&before.allowed, old), (&after.allowed, new));
        if before.deprecated != after.deprecated {
            let words = |field: &Field| {
                let words = if field.deprecated { "deprecated" } else { "not deprecated" };
                Some(Said::new(words, &witnesses(&field.schema)))
            };
            self.found.push(at, Property::Deprecated, Event::Deprecated, words(before), words(after));
        }
        self.words(at, before, after);
    }

    /// Writes down that what is printed of bounds or values differs.
    pub(super) fn limits(
        &mut self,
        at: &At,
        property: Property,
        before: (&[String], &[Evidence]),
        after: (&[String], &[Evidence]),
    ) {
        if before.0 != after.0 {
            let words = |(list, evidence): (&[String], &[_])| {
                (!list.is_empty()).then(|| Said::new(list.join(", "), evidence))
            };
            self.found.push(at, property, Event::LimitChanged, words(before), words(after));
        }
    }

    fn words(&mut self, at: &At, before: &Field, after: &Field) {
        let (old, new) = (&witnesses(&before.schema), &witnesses(&after.schema));
        for (property, was, is) in [
            (Property::Title, &before.title, &after.title),
            (Property::Description, &before.description, &after.description),
            (Property::Example, &before.example, &after.example),
        ] {
            self.found.reword(at, property, said(was.as_deref(), old), said(is.as_deref(), new));
        }
        if before.only_in != after.only_in {
            let words = |field: &Field| match field.only_in.as_slice() {
                [] => "all".to_owned(),
                editions => editions.join(", "),
            };
            let (was, is) = (Said::new(words(before), old), Said::new(words(after), new));
            self.found.push(at, Property::Editions, Event::Reworded, Some(was), Some(is));
        }
        for (at, was, is) in translations(at, before, after, &self.editions) {
            self.found.reword(
                &at,
                Property::Translation,
                said(was.as_deref(), old),
                said(is.as_deref(), new),
            );
        }
    }

    fn presence(&mut self, at: &At, before: &Field, after: &Field) {
        if before.presence == after.presence {
            return;
        }
        let event = match (before.presence, after.presence) {
            (_, Presence::Required) => Event::BecameRequired,
            (Presence::Required, _) => Event::BecameOptional,
            _ => Event::Reworded,
        };
        let words = |field: &Field| Some(Said::new(presence(field.presence), &witnesses(&field.schema)));
        self.found.push(at, Property::Presence, event, words(before), words(after));
    }

    /// What only one version has.
    pub(super) fn field_alone(&mut self, at: &At, before: Option<&Field>, after: Option<&Field>) {
        let event = match after {
            Some(field) if field.presence == Presence::Required => Event::AddedRequired,
            Some(_) => Event::AddedOptional,
            None => Event::Removed,
        };
        let said = |field: &Field| Said::new(words(field), &witnesses(&field.schema));
        self.found.push(at, Property::Existence, event, before.map(said), after.map(said));
    }
}

/// Title and description in the words of other editions: each edition's as one text. That an edition comes or goes is
/// told by its pages, not once more by every word in it.
fn translations(
    at: &At,
    before: &Field,
    after: &Field,
    known: &BTreeSet<String>,
) -> Vec<(At, Option<String>, Option<String>)> {
    let texts = |field: &Field, edition: &str| {
        let of = field.translations.iter().find(|one| one.edition == edition)?;
        let texts: Vec<&str> =
            [&of.title, &of.description].into_iter().flatten().map(String::as_str).collect();
        Some(texts.join("\n"))
    };
    let mut editions: Vec<&str> = [before, after]
        .into_iter()
        .flat_map(|field| &field.translations)
        .map(|one| one.edition.as_str())
        .filter(|edition| known.contains(*edition))
        .collect();
    editions.sort_unstable();
    editions.dedup();
    editions
        .into_iter()
        .map(|edition| (at.detail(edition), texts(before, edition), texts(after, edition)))
        .collect()
}

/// `required integer, null allowed`.
pub(super) fn words(field: &Field) -> String {
    format!("{} {}", presence(field.presence), with_null(&field.schema))
}

fn with_null(schema: &Schema) -> String {
    let null = if schema.nullable { ", null allowed" } else { "" };
    format!("{}{null}", type_words(schema))
}

const fn presence(presence: Presence) -> &'static str {
    match presence {
        Presence::Required => "required",
        Presence::Optional => "optional",
        Presence::Unknown => "not known whether required",
    }
}
