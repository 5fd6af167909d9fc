//! What the docs of the client say about a field: the page's words, then how sure they are.

use std::collections::BTreeMap;

use super::docs::{Docs, code, line};
use super::site::Sides;
use crate::spec::Spec;
use crate::spec::contradiction::{About, Contradiction};
use crate::spec::corrected::Corrected;
use crate::spec::schema::{Certainty, EnumValue, Field, Presence, Schema, Shape};

/// The contradictions of a spec, by what they are about.
#[derive(Debug, Default)]
pub(super) struct Contradictions<'a>(BTreeMap<&'a str, Vec<&'a Contradiction>>);

impl<'a> Contradictions<'a> {
    /// The contradictions of all groups.
    pub(super) fn of(spec: &'a Spec) -> Self {
        let mut subjects = BTreeMap::<_, Vec<_>>::new();
        let open = |contradiction: &&Contradiction| contradiction.settled.is_none();
        for contradiction in spec.contradictions().filter(open) {
            for place in std::iter::once(&contradiction.subject).chain(&contradiction.other) {
                subjects.entry(place.as_str()).or_default().push(contradiction);
            }
        }
        Self(subjects)
    }

    /// Whether the pages disagree on this property at a place.
    fn tell(&self, place: &str, about: About) -> bool {
        self.0.get(place).into_iter().flatten().any(|contradiction| contradiction.about == about)
    }

    /// What the pages disagree on at a place.
    pub(super) fn add(&self, mut docs: Docs, place: &str) -> Docs {
        for contradiction in self.0.get(place).into_iter().flatten() {
            let (about, effect) = (about(contradiction.about), line(&contradiction.effect));
            docs = docs.say(format!("The docs disagree on {about}. {effect}"));
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
        About::Name => "its name",
        About::Location => "where it travels",
        About::Docs => "how it is described",
        About::Values => "the values it can have",
    }
}

/// Whether no page says of any of these fields if it is always there; then it is said once, of the object.
pub(super) fn presence_is_unknown(fields: &[Field]) -> bool {
    const FEW: usize = 2;
    fields.len() >= FEW && fields.iter().all(|field| field.presence == Presence::Unknown)
}

/// Says it of the object.
pub(super) const fn presence_unknown(sides: Sides) -> &'static str {
    if sides.response {
        "Which fields are always there, no page says."
    } else {
        "Which fields must be sent, no page says."
    }
}

/// What the docs say about a field at `place`.
pub(super) fn field_docs(
    field: &Field,
    place: &str,
    contradictions: &Contradictions<'_>,
    presence_said: bool,
    sides: Sides,
) -> Docs {
    let mut docs = words(field);
    docs = match sureness(field.schema.certainty) {
        Some(words) if docs.is_empty() => docs.say(format!("{}, {words}.", code(&field.name))),
        Some(words) => docs.say(format!("The type is {words}.")),
        None => docs.or(|| named(field)),
    };
    docs = format_of(&field.schema).into_iter().fold(docs, Docs::say);
    if field.deprecated {
        docs = docs.say("Deprecated.");
    }
    for (label, values) in [("Default", field.default.as_slice()), ("Example", field.example.as_slice())] {
        let values: Vec<&String> = values.iter().filter(|value| *value != "withheld").collect();
        docs = said_about(docs, label, &values);
    }
    docs = said_about(docs, "Bounds", &field.bounds.iter().collect::<Vec<_>>());
    docs = each(&field.schema).into_iter().fold(docs, Docs::say);
    docs = said_about(docs, "Allowed", &field.allowed.iter().collect::<Vec<_>>());
    docs = docs.list(lost_values(&field.schema));
    // Where some show it and others do not, what each shows is told below.
    let is_told = presence_said || contradictions.tell(place, About::Presence);
    if field.presence == Presence::Unknown && !is_told {
        let must = if sides.response { "is always there" } else { "must be sent" };
        docs = docs.say(format!("No page says whether it {must}."));
    }
    // Where it travels tells already which edition shows it.
    if let Some(editions) = only_in(&field.only_in).filter(|_| !contradictions.tell(place, About::Location)) {
        docs = docs.say(format!("{editions} it."));
    }
    docs = field.schema.corrected.iter().map(correction).fold(docs, Docs::say);
    contradictions.add(docs, place)
}

/// What the docs say of each item of a list, where no type says it.
fn each(schema: &Schema) -> Option<String> {
    let Shape::Array { items } = &schema.shape else { return None };
    if matches!(items.shape, Shape::Object { .. } | Shape::Ref { .. } | Shape::Union { .. }) {
        return None;
    }
    let words = items.description.iter().map(|words| line(words));
    let said: Vec<String> = words.chain(items.bounds.iter().map(|bound| code(bound))).collect();
    (!said.is_empty()).then(|| format!("Each: {}.", said.join(", ").trim_end_matches('.')))
}

/// What form a text has, where the docs say so. What is binary is none: parts hold it as a file.
fn format_of(schema: &Schema) -> Option<String> {
    match &schema.shape {
        Shape::Array { items } => format_of(items),
        shape if is_binary(shape) => None,
        Shape::String { format: Some(format), .. } => match format.as_str() {
            "byte" => Some("Bytes in Base64.".to_owned()),
            format => Some(format!("Format: {}.", code(format))),
        },
        _ => None,
    }
}

/// Whether it is the bytes of a file.
pub(super) fn is_binary(shape: &Shape) -> bool {
    match shape {
        Shape::Binary => true,
        Shape::String { format, .. } => format.as_deref() == Some("binary"),
        _ => false,
    }
}

/// What is said of bytes that stand in JSON, which has none.
pub(super) fn bytes_in_text(schema: &Schema) -> Option<&'static str> {
    match &schema.shape {
        Shape::Array { items } => bytes_in_text(items),
        shape if is_binary(shape) => {
            Some("The docs call it bytes; how they are written as text, no page says.")
        }
        _ => None,
    }
}

/// Which editions alone show something: ``Only the edition `v1-en` shows``.
pub(super) fn only_in(editions: &[String]) -> Option<String> {
    let name = |edition: &String| code(if edition.is_empty() { "captures" } else { edition });
    match editions {
        [] => None,
        [only] => Some(format!("Only the edition {} shows", name(only))),
        several => {
            let names: Vec<_> = several.iter().map(name).collect();
            Some(format!("Only the editions {} show", names.join(" and ")))
        }
    }
}

/// What was corrected or confirmed, and why.
pub(super) fn correction(corrected: &Corrected) -> String {
    let because = line(&corrected.because);
    let because = because.trim_end_matches('.');
    if corrected.confirms {
        return format!("Confirmed: {because}.");
    }
    match corrected.was.as_str() {
        "absent" => format!("No page documents it: {because}."),
        was if was.ends_with(": absent") => {
            format!("No page documents {}: {because}.", code(was.trim_end_matches(": absent")))
        }
        was => format!("Corrected: {because}. The docs say {}.", code(was)),
    }
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
        Certainty::Call => Some("inferred from the path or a sample call"),
        Certainty::Placeholder => Some("inferred from an example that shows only a placeholder"),
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
    let wire = value.value.to_string();
    let meanings: Vec<String> =
        [&value.name, &value.description].into_iter().flatten().map(|words| line(words)).collect();
    match meanings.as_slice() {
        [] => code(&wire),
        [name, description] if name != description => format!("{}: {description} ({name})", code(&wire)),
        [meaning, ..] => format!("{}: {meaning}", code(&wire)),
    }
}
