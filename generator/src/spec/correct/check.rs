//! Checks corrections against what the docs say, before anything is changed.

use super::docs::{Docs, Spot, Target};
use super::messages::Wrong;
use super::property::{self, Property, Value, in_words, printed, stated};
use super::selector::{Selector, suggested};
use super::settle::settles;
use crate::diagnostic::{Code, Diagnostic, escape, quote};
use crate::spec::Spec;
use crate::spec::endpoint::In;
use crate::spec::overrides::{Change, Correction, Listed, Said, Was};
use crate::spec::place::{self, Node};
use crate::spec::schema::{EnumScalar, Schema, Shape};
use crate::spec::server::requirement;
use crate::spec::{type_words, yaml};

/// A correction that may be made.
pub(super) struct Sound<'a> {
    pub(super) correction: &'a Correction,
    /// The places it is about.
    pub(super) places: Vec<Target>,
    pub(super) was: Vec<(Property, Value)>,
    pub(super) now: Vec<(Property, Value)>,
}

impl Sound<'_> {
    pub(super) fn drops(&self) -> bool {
        self.correction.now.drop == Some(true)
    }
}

impl Docs<'_> {
    /// Checks a correction of something that the docs show.
    pub(super) fn check<'c>(
        &self,
        correction: &'c Correction,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Sound<'c>> {
        let Was::Says(was) = &correction.was else { return None };
        let (was, now) = (stated(was), stated(&correction.now.statement()));
        let selector = Selector::read(&correction.at);
        let spots: Vec<_> = self.spots.iter().filter(|spot| selector.means(&spot.named)).collect();
        if spots.is_empty() {
            let renamed = self.is_renamed(correction);
            found.push(
                renamed
                    .map_or_else(|| self.unmatched(correction), |spot| needless(correction, &[spot], &now)),
            );
            return None;
        }
        if let Some(nonsense) = self.nonsense(correction, &spots, &was, &now) {
            found.push(nonsense);
            return None;
        }
        let (held, outdated): (Vec<_>, Vec<_>) = spots.iter().partition(|spot| self.holds(spot, &was));
        if correction.now.drop.is_none() && spots.iter().all(|spot| self.is_needless(spot, &now)) {
            found.push(needless(correction, &spots, &now));
            return None;
        }
        if !outdated.is_empty() {
            found.push(self.outdated(correction, &outdated, &was, selector.is_glob()));
            return None;
        }
        let (drops, renames) = (correction.now.drop == Some(true), correction.now.rename.as_deref());
        let target = |spot: &&Spot<'_>| Target {
            confirms: !drops && self.holds(spot, &now),
            ..spot.target(drops, renames)
        };
        let places = held.into_iter().map(target).collect();
        Some(Sound { correction, places, was, now })
    }

    /// What stands under the new name, where nothing stands under the old one any more.
    fn is_renamed(&self, correction: &Correction) -> Option<&Spot<'_>> {
        let Was::Says(was) = &correction.was else { return None };
        let (Said::Is(old), Some(new)) = (&was.name, &correction.now.rename) else { return None };
        let parent = correction.at.trim().strip_suffix(&place::member("", old))?;
        let place = place::member(parent, new);
        self.spots
            .iter()
            .find(|spot| spot.named.place == place || spot.named.by_operation.as_ref() == Some(&place))
    }

    /// Why the change makes no sense at the first of the places where it makes none.
    fn nonsense(
        &self,
        correction: &Correction,
        spots: &[&Spot<'_>],
        was: &[(Property, Value)],
        now: &[(Property, Value)],
    ) -> Option<Diagnostic> {
        let mut refused =
            spots.iter().filter_map(|spot| Some((spot, self.fits(spot, &correction.now, was, now).err()?)));
        let (spot, why) = refused.next()?;
        let more = match refused.count() {
            0 => String::new(),
            1 => " (nor does it fit one more place)".to_owned(),
            several => format!(" (nor does it fit {several} more places)"),
        };
        let message = format!("{}: {why}{more}", quote(&spot.named.place));
        Some(Wrong::of(correction).now(Code::InvalidCorrection, message))
    }

    /// Whether the docs already say all of it, and no contradiction is left that it would settle.
    fn is_needless(&self, spot: &Spot<'_>, now: &[(Property, Value)]) -> bool {
        let is_open = self.contradictions.iter().any(|contradiction| {
            now.iter().any(|(property, _)| settles(contradiction, &spot.named.place, *property))
        });
        let is_unread = self.spec.unread.iter().any(|unread| unread.place == spot.named.place);
        !is_open && !is_unread && self.holds(spot, now)
    }

    /// Whether a change makes sense at a spot.
    fn fits(
        &self,
        spot: &Spot<'_>,
        change: &Change,
        was: &[(Property, Value)],
        now: &[(Property, Value)],
    ) -> Result<(), String> {
        for (property, _) in was.iter().chain(now) {
            if self.say(spot, *property).is_empty() {
                return Err(format!("`{}` says nothing about what stands there", property.word()));
            }
        }
        let is_path =
            |node: &Node<'_>| matches!(node, Node::Parameter(parameter) if parameter.location == In::Path);
        if (change.drop.is_some() || change.rename.is_some()) && spot.nodes.iter().any(is_path) {
            return Err("the path itself names this parameter".to_owned());
        }
        if change.drop.is_some() && spot.nodes.iter().all(|node| matches!(node, Node::Schema(_))) {
            return Err("this cannot be dropped; drop the field, body or response that holds it".to_owned());
        }
        if (change.drop.is_some() || change.rename.is_some()) && self.has_role(spot) {
            return Err("`envelope` in `api.yaml` names this field; correct it there".to_owned());
        }
        if let Some(body) = spot.enveloped()
            && let Some((property, _)) =
                now.iter().find(|(property, _)| spot.says_around(*property).is_none())
        {
            let content =
                place::content(&spot.named.place, body, self.envelope.map(|roles| roles.data.as_str()));
            return Err(format!(
                "the envelope stands there; the `{}` of what it holds is that of {}",
                property.word(),
                quote(&content)
            ));
        }
        if let Some(name) = &change.rename {
            self.is_free(spot, name)?;
        }
        let schema = spot.nodes.iter().find_map(|node| node.schema());
        now.iter().try_for_each(|(property, value)| self.value_fits(schema, *property, value, now))?;
        let is_root = |node: &Node<'_>| {
            matches!(node, Node::Schema(_)) && !spot.named.place.contains(['.', '[', ' ', '{'])
        };
        if spot.nodes.iter().any(is_root)
            && now.iter().any(|(property, value)| is_reference(*property, value))
        {
            return Err(
                "a named schema cannot stand for another one; correct the places that use it".to_owned()
            );
        }
        Ok(())
    }

    /// Whether `api.yaml` says what a field of the envelope is for.
    fn has_role(&self, spot: &Spot<'_>) -> bool {
        let is_it = |name: &String| spot.named.place == place::member(place::ENVELOPE, name);
        self.envelope.is_some_and(|roles| {
            [&roles.code, &roles.data].into_iter().chain(&roles.message).chain(&roles.request_id).any(is_it)
        })
    }

    /// Whether a name is not that of a neighbour.
    fn is_free(&self, spot: &Spot<'_>, name: &str) -> Result<(), String> {
        if spot.is_endpoint() && name != spot.named.place {
            return Err(
                "its verb and path are what an endpoint is called; drop it and add the other one".to_owned()
            );
        }
        if spot.is_endpoint() {
            return Ok(());
        }
        let Some(place) = spot.renamed(name) else {
            return Err("only fields and parameters have names".to_owned());
        };
        if place == spot.named.place {
            return Ok(());
        }
        if self.spots.iter().any(|spot| spot.named.place == place) {
            return Err(format!("{} is there already", quote(&place)));
        }
        if name.is_empty() { Err("the new name is empty".to_owned()) } else { Ok(()) }
    }

    fn value_fits(
        &self,
        schema: Option<&Schema>,
        property: Property,
        value: &Value,
        now: &[(Property, Value)],
    ) -> Result<(), String> {
        match (property, value) {
            (Property::Required, Value::Text(word)) => {
                Err(format!("`required: {}` is none of `true`, `false` and `unknown`", escape(word)))
            }
            (Property::Status, Value::Text(word)) => property::status(word).map(|_| ()),
            (Property::Status | Property::Title, Value::None) if schema.is_none() => {
                Err(format!("an endpoint always has a `{}`", property.word()))
            }
            (Property::Security, Value::Text(words)) => schemes(words, self.spec),
            (Property::Type, Value::Text(words)) => {
                let new = self.type_of(words)?;
                if new.nullable && new.shape != Shape::Null {
                    return Err(
                        "whether `null` is allowed is said by `nullable: true`, not by the type".to_owned()
                    );
                }
                Ok(())
            }
            (Property::Type, Value::None) => Err("a type is `any` where nothing is known".to_owned()),
            (Property::Enum | Property::Format, _) => {
                let new = now.iter().find_map(|(property, value)| match (property, value) {
                    (Property::Type, Value::Text(words)) => type_words::read(words).ok(),
                    _ => None,
                });
                takes(property, value, new.as_ref().or(schema))
            }
            _ => Ok(()),
        }
    }

    /// The place is nowhere in the docs.
    pub(super) fn unmatched(&self, correction: &Correction) -> Diagnostic {
        let message = format!("{} is no place that the docs show", quote(&correction.at));
        let hint = if let Some(place) = self.through_reference(&correction.at) {
            format!("what stands within a named schema is corrected there: {}", quote(&place))
        } else {
            let names = |spot: &Spot<'_>| [Some(spot.named.place.clone()), spot.named.by_operation.clone()];
            let names: Vec<_> = self.spots.iter().flat_map(names).flatten().collect();
            let found = suggested(&correction.at, names.iter().map(String::as_str)).unwrap_or_else(|| {
                "the files below `spec/` show every endpoint, parameter and field".to_owned()
            });
            format!("{found}; delete the correction when its place is gone")
        };
        Wrong::of(correction).at(Code::UnmatchedCorrection, message).hint(hint)
    }

    /// The place within a named schema that somebody means who goes on from a reference to it.
    fn through_reference(&self, at: &str) -> Option<String> {
        let mut at = at.trim().to_owned();
        // Each step goes through one reference; chains of them end.
        for _ in 0..16 {
            let reference = self.spots.iter().filter_map(|spot| {
                let name = reference(spot.nodes.iter().find_map(|node| node.schema())?)?;
                let names = std::iter::once(&spot.named.place).chain(&spot.named.by_operation);
                let rest = names.into_iter().find_map(|place| at.strip_prefix(place.as_str()))?;
                rest.starts_with(['.', '[']).then(|| format!("{name}{rest}"))
            });
            at = reference.max_by_key(|place| std::cmp::Reverse(place.len()))?;
            if self.spots.iter().any(|spot| spot.named.place == at) {
                return Some(at);
            }
        }
        None
    }

    fn outdated(
        &self,
        correction: &Correction,
        spots: &[&&Spot<'_>],
        was: &[(Property, Value)],
        is_glob: bool,
    ) -> Diagnostic {
        let says = |spot: &Spot<'_>| in_words(&self.now(spot, was));
        let Some(first) = spots.first() else { return self.unmatched(correction) };
        let place = if is_glob { quote(&first.named.place) } else { quote(&correction.at) };
        let more = match spots.len() {
            1 => String::new(),
            2 => ", and one more place does not fit either".to_owned(),
            several => format!(", and {} more places do not fit either", several - 1),
        };
        let message = format!(
            "{place} no longer is as `was` says: the docs say `{}`, not `{}`{more}",
            escape(&says(first)),
            escape(&in_words(was)),
        );
        let now = property::statement(&self.now(first, was));
        let paste = yaml::write_statement("was", &now);
        let paste = paste.lines().map(|line| format!("  {line}")).collect::<Vec<_>>().join("\n");
        let hint = format!("if the correction is still right, say what the docs say now:\n{paste}");
        let mut diagnostic = Wrong::of(correction).was(Code::OutdatedCorrection, message).hint(hint);
        for spot in spots.iter().take(super::messages::NOTES) {
            diagnostic = super::messages::places(
                diagnostic,
                spot,
                &format!("{} is `{}`", escape(&spot.named.place), escape(&says(spot))),
            );
        }
        diagnostic
    }
}

fn needless(correction: &Correction, spots: &[&Spot<'_>], now: &[(Property, Value)]) -> Diagnostic {
    let message = format!(
        "the docs have caught up: {} is `{}` without this correction",
        quote(&correction.at),
        escape(&in_words(now))
    );
    let diagnostic =
        Wrong::of(correction).now(Code::NeedlessCorrection, message).hint("delete this correction");
    let Some(first) = spots.first() else { return diagnostic };
    super::messages::places(diagnostic, first, "the docs say so here")
}

/// The schema that a reference, or a list of references, names.
fn reference(schema: &Schema) -> Option<&str> {
    match &schema.shape {
        Shape::Ref { schema } => Some(schema),
        _ => None,
    }
}

fn is_reference(property: Property, value: &Value) -> bool {
    let refers = |schema: &Schema| {
        matches!(schema.shape, Shape::Ref { .. } | Shape::Union { .. } | Shape::AllOf { .. })
    };
    match (property, value) {
        (Property::Type, Value::Text(words)) => type_words::read(words).is_ok_and(|schema| refers(&schema)),
        _ => false,
    }
}

/// Whether values of this type can be listed, or have this format.
pub(super) fn takes(property: Property, value: &Value, schema: Option<&Schema>) -> Result<(), String> {
    if let Value::Values(values) = value {
        let is_known =
            |(at, one): &(usize, &Listed)| values[..*at].iter().any(|other| other.value == one.value);
        if let Some((_, twice)) = values.iter().enumerate().find(is_known) {
            let value = printed(Property::Enum, &Value::Values(vec![Listed { name: None, ..twice.clone() }]));
            return Err(format!("`enum` lists {} twice", quote(value.trim_matches(['[', ']']))));
        }
    }
    let Some(schema) = schema else { return Ok(()) };
    let fits = match (property, value, &schema.shape) {
        (_, Value::None, _)
        | (Property::Format, _, Shape::String { .. } | Shape::Integer { .. } | Shape::Number { .. }) => true,
        (Property::Enum, Value::Values(values), Shape::Integer { .. }) => {
            values.iter().all(|listed| matches!(listed.value, EnumScalar::Integer(_)))
        }
        (Property::Enum, Value::Values(values), Shape::String { .. }) => {
            values.iter().all(|listed| matches!(listed.value, EnumScalar::String(_)))
        }
        _ => false,
    };
    if fits {
        return Ok(());
    }
    let of = type_words::type_words(schema);
    Err(match property {
        Property::Enum => format!("`enum` lists values of another type than {}", quote(&of)),
        _ => format!("{} has no format", quote(&of)),
    })
}

/// Whether each scheme that the words name is known.
fn schemes(words: &str, spec: &Spec) -> Result<(), String> {
    let known = &spec.shared.security_schemes;
    let unknown = requirement(words).into_iter().flatten().find(|name| !known.contains_key(name));
    unknown.map_or(Ok(()), |name| {
        let names: Vec<_> = known.keys().map(|name| quote(name)).collect();
        let names = if names.is_empty() { "they state none".to_owned() } else { names.join(", ") };
        Err(format!("{} is no security scheme of the pages: {names}", quote(&name)))
    })
}
