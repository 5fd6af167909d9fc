//! What the docs of the client say about a field: the page's words, then how sure they are.

use std::collections::BTreeMap;

use super::docs::{Docs, code, line};
use crate::spec::Spec;
use crate::spec::contradiction::{About, Contradiction};
use crate::spec::schema::{Certainty, EnumScalar, EnumValue, Field, Presence, Schema, Shape};

/// The contradictions of a spec, by what they are about.
#[derive(Debug, Default)]
pub(super) struct Contradictions<'a>(BTreeMap<&'a str, Vec<&'a Contradiction>>);

impl<'a> Contradictions<'a> {
    /// The contradictions of all groups.
    pub(super) fn of(spec: &'a Spec) -> Self {
        let groups = spec.groups.values().flat_map(|group| &group.contradictions);
        let mut subjects = BTreeMap::<_, Vec<_>>::new();
        for contradiction in groups.chain(&spec.shared.contradictions) {
            subjects.entry(contradiction.subject.as_str()).or_default().push(contradiction);
        }
        Self(subjects)
    }

    /// What the pages disagree on at a place.
    pub(super) fn add(&self, mut docs: Docs, place: &str) -> Docs {
        for contradiction in self.0.get(place).into_iter().flatten() {
            let effect = line(contradiction.effect.trim_end_matches('.'));
            docs = docs.say(format!("The pages disagree on {}: {effect}.", about(contradiction.about)));
            docs = docs.list(contradiction.readings.iter().map(|reading| {
                let witness = reading
                    .evidence
                    .first()
                    .map(|evidence| format!(" ({})", code(&evidence.origin().to_string())));
                format!("{}{}", line(&reading.says), witness.unwrap_or_default())
            }));
        }
        docs
    }
}

const fn about(property: About) -> &'static str {
    match property {
        About::Type => "its type",
        About::Nullable => "whether it may be `null`",
        About::Presence => "whether it must be there",
        About::Name => "how its name is spelled",
        About::Docs => "its description",
    }
}

/// What is said once for all fields of an object instead of at each.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hoisted {
    certainty: Option<Certainty>,
    presence: bool,
}

impl Hoisted {
    /// What all of `fields` have in common.
    pub(super) fn of(fields: &[Field]) -> Self {
        const FEW: usize = 2;
        let surest = fields.iter().map(|field| field.schema.certainty).min();
        let by_example =
            |field: &Field| matches!(field.schema.certainty, Certainty::Example | Certainty::Placeholder);
        let certainty = surest.filter(|_| fields.len() >= FEW && fields.iter().all(by_example));
        let presence = fields.len() >= FEW && fields.iter().all(|field| field.presence == Presence::Unknown);
        Self { certainty, presence }
    }

    /// Says it.
    pub(super) fn say(self, docs: Docs) -> Docs {
        const PRESENCE: &str = "which of them are always there, no page says";
        match (self.certainty.and_then(sureness), self.presence) {
            (Some(words), true) => docs.say(format!("The fields are {words}; {PRESENCE}.")),
            (Some(words), false) => docs.say(format!("The fields are {words}.")),
            (None, true) => docs.say("Which fields are always there, no page says."),
            (None, false) => docs,
        }
    }
}

/// What the docs say about a field at `place`.
pub(super) fn field_docs(
    field: &Field,
    place: &str,
    contradictions: &Contradictions<'_>,
    hoisted: Hoisted,
) -> Docs {
    let mut docs = words(field).or(|| named(field));
    if field.deprecated {
        docs = docs.say("Deprecated.");
    }
    for (label, values) in [("Default", field.default.as_slice()), ("Example", field.example.as_slice())] {
        let values: Vec<&String> = values.iter().filter(|value| *value != "withheld").collect();
        docs = said_about(docs, label, &values);
    }
    docs = said_about(docs, "Bounds", &field.bounds.iter().collect::<Vec<_>>());
    docs = said_about(docs, "Allowed", &field.allowed.iter().collect::<Vec<_>>());
    docs = docs.list(lost_values(&field.schema));
    docs = match (hoisted.certainty, field.schema.certainty) {
        (Some(Certainty::Example), Certainty::Placeholder) => {
            docs.say("The example shows only a placeholder.")
        }
        (None, certainty) => match sureness(certainty) {
            Some(words) => docs.say(format!("The type is {words}.")),
            None => docs,
        },
        (Some(_), _) => docs,
    };
    if field.presence == Presence::Unknown && !hoisted.presence {
        docs = docs.say("No page says whether it is always there.");
    }
    contradictions.add(docs, place)
}

/// The page's own words for a field.
pub(super) fn words(field: &Field) -> Docs {
    Docs::new().quote(field.title.as_deref()).quote(field.description.as_deref())
}

/// What is said of a field that no page describes.
pub(super) fn named(field: &Field) -> Docs {
    Docs::new().say(code(&field.name))
}

fn said_about(docs: Docs, label: &str, values: &[&String]) -> Docs {
    if values.is_empty() {
        return docs;
    }
    let values: Vec<String> = values.iter().map(|value| code(value)).collect();
    docs.say(format!("{label}: {}.", values.join(", ")))
}

const fn sureness(certainty: Certainty) -> Option<&'static str> {
    match certainty {
        Certainty::Stated => None,
        Certainty::Example => Some("inferred from an example"),
        Certainty::Call => Some("inferred from a sample call"),
        Certainty::Placeholder => Some("inferred from an example, which shows only placeholders"),
        Certainty::Unknown => Some("unknown"),
    }
}

/// The listed values of alternatives that are too mixed for an enumeration.
fn lost_values(schema: &Schema) -> Vec<String> {
    let Shape::Union { variants, .. } = &schema.shape else { return Vec::new() };
    let values = variants.iter().flat_map(|variant| match &variant.shape {
        Shape::String { values, .. } | Shape::Integer { values, .. } => values.as_slice(),
        _ => &[],
    });
    values.map(value_docs).collect()
}

/// One listed value: `1`, then what it means.
pub(super) fn value_docs(value: &EnumValue) -> String {
    let wire = match &value.value {
        EnumScalar::Integer(number) => number.to_string(),
        EnumScalar::String(text) => text.clone(),
    };
    let meanings: Vec<String> =
        [&value.name, &value.description].into_iter().flatten().map(|words| line(words)).collect();
    match meanings.as_slice() {
        [] => code(&wire),
        [name, description] if name != description => format!("{}: {description} ({name})", code(&wire)),
        [meaning, ..] => format!("{}: {meaning}", code(&wire)),
    }
}
