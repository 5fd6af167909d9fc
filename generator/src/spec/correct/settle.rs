//! Contradictions after the corrections: those that one settles, and what people are told of the rest.

use std::collections::BTreeMap;

use super::check::Sound;
use super::docs::Docs;
use super::messages::{self, NOTES};
use super::property::{self, Property, Value, statement};
use crate::diagnostic::{Code, Diagnostic, escape};
use crate::spec::api::ApiDescription;
use crate::spec::contradiction::{About, Contradiction, Rule};
use crate::spec::evidence::Evidence;
use crate::spec::overrides::Said;
use crate::spec::schema::{Schema, Shape};
use crate::spec::type_words::type_words;
use crate::spec::{Spec, place, yaml};

/// Whether a contradiction is about a place.
fn is_about(contradiction: &Contradiction, place: &str) -> bool {
    contradiction.subject == place || contradiction.other.as_deref() == Some(place)
}

/// Whether a correction of this property at a place says who is right.
pub(super) fn settles(contradiction: &Contradiction, place: &str, property: Property) -> bool {
    if property == Property::Security {
        return contradiction.subject.strip_prefix(place) == Some(" security");
    }
    match contradiction.rule {
        // Its verb and path are what an endpoint is called.
        Rule::HeadingLeads => {
            let part = contradiction.subject.strip_prefix(place);
            property == Property::Name && matches!(part, Some(" verb" | " path"))
        }
        // Which schema stands there.
        Rule::FirstPageLeads if contradiction.about == About::Name => {
            property == Property::Type && is_about(contradiction, place)
        }
        _ => is_about(contradiction, place) && decides(property, contradiction.about),
    }
}

const fn decides(property: Property, about: About) -> bool {
    match about {
        About::Type => matches!(property, Property::Type),
        About::Nullable => matches!(property, Property::Nullable),
        About::Presence | About::Location => matches!(property, Property::Required),
        About::Name => matches!(property, Property::Name),
        About::Values => matches!(property, Property::Enum),
        About::Docs => matches!(
            property,
            Property::Title
                | Property::Description
                | Property::Default
                | Property::Example
                | Property::Format
                | Property::Status
        ),
    }
}

/// Notes at each contradiction the correction that settles it.
pub(super) fn settle(spec: &mut Spec, sound: &[Sound<'_>], api: &ApiDescription) {
    let left: std::collections::BTreeSet<_> =
        place::all(spec, api).into_iter().map(|(place, _)| place).collect();
    for contradiction in spec.contradiction_lists().flatten() {
        let settled = |sound: &&Sound<'_>| {
            sound.places.iter().any(|target| {
                let gone = super::is_below(&contradiction.subject, &target.place)
                    && !left.contains(&contradiction.subject);
                let decides = |property| settles(contradiction, &target.place, property);
                gone || sound.drops() && is_about(contradiction, &target.place)
                    || sound.now.iter().any(|(property, _)| decides(*property))
            })
        };
        let by = sound.iter().find(settled).map(|sound| messages::evidence(sound.correction));
        contradiction.settled = contradiction.settled.take().or(by);
    }
}

/// What people are told of the contradictions that nothing settles.
pub(super) fn warnings(spec: &Spec, api: &ApiDescription) -> Vec<Diagnostic> {
    let open: Vec<_> = spec.contradictions().filter(|found| found.settled.is_none()).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let docs = Docs::of(spec, api);
    open.into_iter().filter_map(|contradiction| warning(contradiction, &docs)).collect()
}

/// What people are told of one contradiction, settled or not.
pub(super) fn told(id: &str, spec: &Spec, api: &ApiDescription) -> Option<Diagnostic> {
    warning(spec.contradictions().find(|found| found.id == id)?, &Docs::of(spec, api))
}

fn warning(contradiction: &Contradiction, docs: &Docs<'_>) -> Option<Diagnostic> {
    let mut readings = contradiction.readings.iter();
    let first = readings.next()?;
    let says: Vec<_> = contradiction.readings.iter().map(|reading| escape(&reading.says)).collect();
    let about = match contradiction.about {
        About::Type => "the type",
        About::Nullable => "whether null is allowed",
        About::Presence => "whether it is always there",
        About::Name => "the name",
        About::Location => "where it travels",
        About::Values => "the values it can have",
        About::Docs => "how it is described",
    };
    let message = format!(
        "`{}`: the docs disagree about {about}: {}",
        escape(&contradiction.subject),
        says.join(" ↔ "),
    );
    let name = place::name(&contradiction.subject);
    let mut diagnostic = Diagnostic::new(Code::Contradiction, first.evidence.first()?.origin(), message)
        .id(contradiction.id.as_str())
        .focus(name)
        .hint(advice(contradiction, docs));
    for reading in std::iter::once(first).chain(readings) {
        let mut others = reading.evidence.iter().map(Evidence::origin).filter(|at| *at != diagnostic.origin);
        let shown: Vec<_> = others.by_ref().take(NOTES).collect();
        let rest = match others.count() {
            0 => String::new(),
            1 => " (and in one more place)".to_owned(),
            more => format!(" (and in {more} more places)"),
        };
        let says = escape(&reading.says);
        let last = shown.len();
        for (origin, number) in shown.into_iter().zip(1..) {
            let rest = if number == last { rest.as_str() } else { "" };
            diagnostic = diagnostic.note_on(name, format!("here: {says}{rest}"), origin);
        }
    }
    Some(diagnostic)
}

/// What came of it, and how to say otherwise.
fn advice(contradiction: &Contradiction, docs: &Docs<'_>) -> String {
    let effect = format!("{} (contradiction {})", contradiction.effect, contradiction.id);
    let more = match (&contradiction.settled, paste(contradiction, docs)) {
        (Some(correction), _) => format!("\nthe correction at {} settles it", correction.origin()),
        (None, Some(Paste { changes, correction })) => {
            let settling = match (changes, contradiction.is_settled()) {
                (false, _) => "if that is right, add to `overrides.yaml`",
                (true, true) => "if it is otherwise, add to `overrides.yaml`",
                (true, false) => {
                    "settle it in `overrides.yaml`; if it is as decided, let `now` say what `was` says"
                }
            };
            format!("\n{settling}:\n{}", correction.trim_end())
        }
        (None, None) => String::new(),
    };
    effect + &more
}

/// A correction to paste.
struct Paste {
    /// Whether it chooses another reading than the one that counts, which it confirms otherwise.
    changes: bool,
    correction: String,
}

/// A correction that chooses the other reading, where one can be told; otherwise one that confirms what no rule can be
/// sure of.
fn paste(contradiction: &Contradiction, docs: &Docs<'_>) -> Option<Paste> {
    let subject = contradiction.subject.as_str();
    let at = match contradiction.rule {
        Rule::HeadingLeads => subject.strip_suffix(" verb").or_else(|| subject.strip_suffix(" path"))?,
        _ => subject,
    };
    let spot = docs.spots.iter().find(|spot| spot.named.place == at)?;
    let said = |property| docs.say(spot, property).into_iter().next();
    if matches!(contradiction.rule, Rule::BothSpellings | Rule::BothPlaces) {
        let was = statement(&[(Property::Type, said(Property::Type)?)]);
        let correction = yaml::write_correction(at, &was, &BTreeMap::from([("drop", true)]));
        return Some(Paste { changes: true, correction });
    }
    let schema = spot.nodes.iter().find_map(|node| node.schema());
    let other = match contradiction.about {
        About::Type => surest(schema?, contradiction.rule).map(|words| (Property::Type, Value::Text(words))),
        About::Nullable => Some((Property::Nullable, Value::Flag(false))),
        About::Presence => {
            Some((Property::Required, Value::Flag(said(Property::Required)? != Value::Flag(true))))
        }
        _ => words(contradiction, said),
    };
    let changes = other.is_some();
    let (property, now) = match other {
        Some(other) => other,
        None if contradiction.rule.is_lossless() => return None,
        None => {
            let decisive = [Property::Name, Property::Type, Property::Description];
            let property = decisive.into_iter().find(|one| settles(contradiction, at, *one))?;
            (property, said(property)?)
        }
    };
    let (was, now) = (statement(&[(property, said(property)?)]), statement(&[(property, now)]));
    let correction = match &now.name {
        Said::Is(name) => yaml::write_correction(at, &was, &BTreeMap::from([("rename", name)])),
        _ => yaml::write_correction(at, &was, &now),
    };
    Some(Paste { changes, correction })
}

/// The type of the surest witness.
fn surest(schema: &Schema, rule: Rule) -> Option<String> {
    match &schema.shape {
        Shape::Union { variants, .. } => variants.first().map(type_words),
        Shape::Number { .. } if rule == Rule::WidestNumber => Some("integer".to_owned()),
        _ => None,
    }
}

/// What another page than the one that leads says in a word.
fn words(
    contradiction: &Contradiction,
    said: impl Fn(Property) -> Option<Value>,
) -> Option<(Property, Value)> {
    [Property::Default, Property::Example, Property::Format, Property::Status].into_iter().find_map(
        |property| {
            let now = said(property)?;
            let prefix = format!("{} ", property.word());
            let others =
                contradiction.readings.iter().filter_map(|reading| reading.says.strip_prefix(&prefix));
            // The badge that a page shows may be none that a correction could state.
            let can_be_stated =
                |words: &&str| property != Property::Status || property::status(words).is_ok();
            let mut others = others.filter(can_be_stated).map(|words| Value::Text(words.to_owned()));
            let other = others.find(|other| *other != now)?;
            Some((property, other))
        },
    )
}
