//! Whether an example fits the schema of its body, where it does not, and what is left of it that does.

mod cut;

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::Spec;
use super::api::ApiDescription;
use super::endpoint::Body;
use super::evidence::Evidence;
use super::schema::{EnumScalar, EnumValue, Field, Presence, Schema, Shape};
use super::type_words::type_words;
use cut::without;

/// One step into a JSON value.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The member of this name.
    Member(String),
    /// The item at this position.
    Item(usize),
}

/// A value that does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misfit {
    /// Where it stands in the example.
    pub path: Vec<Step>,
    /// What is wrong with it.
    pub why: Why,
    /// The corrections because of which it does not.
    pub because_of: Vec<Evidence>,
}

/// Why a value does not fit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It is of another type than this one, in words.
    Type(String),
    /// It lacks the member of this name.
    Missing(String),
    /// Its name is none of these.
    Unknown(Vec<String>),
}

/// A value that fits, but is none of those that the docs list: others may come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unlisted {
    /// Where it stands.
    pub path: Vec<Step>,
    /// The values the docs list, as JSON.
    pub listed: Vec<String>,
}

/// What there is to say about a value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Compared {
    /// What does not fit.
    pub misfits: Vec<Misfit>,
    /// What fits and is not listed.
    pub unlisted: Vec<Unlisted>,
}

/// References deeper than this go round in circles.
const DEEPEST: usize = 64;

/// Compares examples with the schemas of a spec.
#[derive(Clone, Copy, Debug)]
pub struct Fit<'a> {
    spec: &'a Spec,
    api: &'a ApiDescription,
}

impl<'a> Fit<'a> {
    /// Compares with the schemas of `spec`.
    #[must_use]
    pub const fn new(spec: &'a Spec, api: &'a ApiDescription) -> Self {
        Self { spec, api }
    }

    /// What of an example of `body` does not fit. JSON with numbers that no reader here can hold is not looked at.
    #[must_use]
    pub fn misfits(&self, body: &Body, example: &str) -> Vec<Misfit> {
        let Ok(json) = serde_json::from_str::<Json>(example) else { return Vec::new() };
        self.compared(body, &json).misfits
    }

    /// What there is to say about `json` as a `body`.
    #[must_use]
    pub fn compared(&self, body: &Body, json: &Json) -> Compared {
        let mut search = Search { fit: *self, path: Vec::new(), found: Vec::new(), unlisted: Vec::new() };
        match &self.api.envelope {
            Some(roles) if body.enveloped => {
                let Some(data) = json.get(&roles.data) else { return Compared::default() };
                search.within(Step::Member(roles.data.clone()), data, &body.schema, &[]);
            }
            _ => search.value(json, &body.schema, &[]),
        }
        Compared { misfits: search.found, unlisted: search.unlisted }
    }

    /// The example without the members that do not fit; `None` when it does not fit without them either.
    #[must_use]
    pub fn fitting(&self, body: &Body, example: &str) -> Option<String> {
        let misfits = self.misfits(body, example);
        if misfits.is_empty() {
            return Some(example.to_owned());
        }
        let members =
            misfits.into_iter().map(|misfit| member(misfit.path)).collect::<Option<BTreeSet<_>>>()?;
        let rest = without(example, &members);
        let is_json = serde_json::from_str::<serde::de::IgnoredAny>(&rest).is_ok();
        (is_json && self.misfits(body, &rest).is_empty()).then_some(rest)
    }

    /// The members of the objects among `parts`; a later part overrides an earlier one.
    fn collect<'s>(&self, parts: &'s [Schema], seen: &mut BTreeSet<&'s str>, fields: &mut Vec<Field>)
    where
        'a: 's,
    {
        for part in parts {
            match &part.shape {
                Shape::Object { fields: more } => {
                    for field in more {
                        fields.retain(|known| known.name != field.name);
                        fields.push(field.clone());
                    }
                }
                Shape::AllOf { parts } => self.collect(parts, seen, fields),
                Shape::Ref { schema } if seen.insert(schema) => {
                    let named = self.named(schema);
                    self.collect(named.map_or(&[], std::slice::from_ref), seen, fields);
                }
                _ => {}
            }
        }
    }

    fn named(&self, name: &str) -> Option<&'a Schema> {
        self.spec.schema(name).map(|named| &named.schema)
    }
}

/// The innermost member that holds a place.
fn member(mut path: Vec<Step>) -> Option<Vec<Step>> {
    while matches!(path.last(), Some(Step::Item(_))) {
        path.pop();
    }
    (!path.is_empty()).then_some(path)
}

struct Search<'a> {
    fit: Fit<'a>,
    path: Vec<Step>,
    found: Vec<Misfit>,
    unlisted: Vec<Unlisted>,
}

impl Search<'_> {
    fn within(&mut self, step: Step, json: &Json, schema: &Schema, outer: &[Evidence]) {
        self.path.push(step);
        self.value(json, schema, outer);
        self.path.pop();
    }

    fn misfit(&mut self, why: Why, because_of: Vec<Evidence>) {
        self.found.push(Misfit { path: self.path.clone(), why, because_of });
    }

    /// Notes a value that the docs do not list, where they list any.
    fn listed(&mut self, values: &[EnumValue], is: impl Fn(&EnumScalar) -> bool) {
        if values.is_empty() || values.iter().any(|listed| is(&listed.value)) {
            return;
        }
        let listed = values.iter().map(|listed| match &listed.value {
            EnumScalar::Integer(value) => value.to_string(),
            EnumScalar::String(value) => Json::from(value.as_str()).to_string(),
        });
        self.unlisted.push(Unlisted { path: self.path.clone(), listed: listed.collect() });
    }

    /// Compares one value; `outer` are the corrections of what stands around it.
    fn value(&mut self, json: &Json, compared: &Schema, outer: &[Evidence]) {
        let own: Vec<_> = compared.corrected.iter().map(|corrected| corrected.evidence.clone()).collect();
        let because_of = if own.is_empty() { outer.to_vec() } else { own };
        if json.is_null() && compared.nullable {
            return;
        }
        match (&compared.shape, json) {
            (Shape::Any, _)
            | (Shape::Null, Json::Null)
            | (Shape::Binary, Json::String(_))
            | (Shape::Number { .. }, Json::Number(_))
            | (Shape::Boolean, Json::Bool(_)) => {}
            (Shape::String { values, .. }, Json::String(text)) => {
                self.listed(values, |listed| matches!(listed, EnumScalar::String(value) if value == text));
            }
            (Shape::Integer { values, .. }, Json::Number(number)) if number.is_i64() || number.is_u64() => {
                self.listed(
                    values,
                    |listed| matches!(listed, EnumScalar::Integer(value) if number.as_i64() == Some(*value)),
                );
            }
            (Shape::Array { items }, Json::Array(values)) => {
                for (at, value) in values.iter().enumerate() {
                    self.within(Step::Item(at), value, items, &because_of);
                }
            }
            (Shape::Map { entries }, Json::Object(members)) => {
                for (name, value) in members {
                    self.within(Step::Member(name.clone()), value, entries, &because_of);
                }
            }
            (Shape::Object { fields }, Json::Object(members)) => self.object(fields, members, &because_of),
            (Shape::AllOf { parts }, _) => self.all_of(json, parts, &because_of),
            (Shape::Union { variants, .. }, _) => self.union(json, compared, variants, &because_of),
            (Shape::Ref { schema }, _) if self.path.len() < DEEPEST => match self.fit.named(schema) {
                Some(named) => self.named(json, named, &because_of),
                None => self.misfit(Why::Type(expected(compared)), because_of),
            },
            _ => self.misfit(Why::Type(expected(compared)), because_of),
        }
    }

    /// A named schema is no cycle of mere names: a correction that would make one is refused.
    fn named(&mut self, json: &Json, schema: &Schema, because_of: &[Evidence]) {
        match &schema.shape {
            Shape::Ref { .. } => self.misfit(Why::Type(expected(schema)), because_of.to_vec()),
            _ => self.value(json, schema, because_of),
        }
    }

    fn object(&mut self, fields: &[Field], members: &serde_json::Map<String, Json>, because_of: &[Evidence]) {
        for (name, value) in members {
            if let Some(field) = fields.iter().find(|field| field.name == *name) {
                self.within(Step::Member(name.clone()), value, &field.schema, because_of);
                continue;
            }
            self.path.push(Step::Member(name.clone()));
            let known = fields.iter().map(|field| field.name.clone()).collect();
            self.misfit(Why::Unknown(known), unknown(fields, because_of));
            self.path.pop();
        }
        for field in fields.iter().filter(|field| field.presence == Presence::Required) {
            if !members.contains_key(&field.name) {
                let own = field.schema.corrected.iter().map(|corrected| corrected.evidence.clone());
                let because_of = own.chain(because_of.iter().cloned()).collect();
                self.misfit(Why::Missing(field.name.clone()), because_of);
            }
        }
    }

    /// All parts at once: the members of those that are objects, or the first part when none is.
    fn all_of(&mut self, json: &Json, parts: &[Schema], because_of: &[Evidence]) {
        let mut fields: Vec<Field> = Vec::new();
        self.fit.collect(parts, &mut BTreeSet::new(), &mut fields);
        // A reference could lead back here, and what it leads to has no members to compare.
        let is_plain =
            |part: &&Schema| !matches!(part.shape, Shape::Any | Shape::AllOf { .. } | Shape::Ref { .. });
        let plain = parts.iter().find(is_plain);
        match (json, plain) {
            (Json::Object(members), _) if !fields.is_empty() => self.object(&fields, members, because_of),
            (_, Some(plain)) if fields.is_empty() => self.value(json, plain, because_of),
            _ if !fields.is_empty() => self.misfit(Why::Type("object".to_owned()), because_of.to_vec()),
            _ => {}
        }
    }

    /// One alternative that fits is enough.
    fn union(&mut self, json: &Json, union: &Schema, variants: &[Schema], because_of: &[Evidence]) {
        let (before, unlisted) = (self.found.len(), self.unlisted.len());
        let mut reasons = because_of.to_vec();
        for variant in variants {
            self.value(json, variant, because_of);
            if self.found.len() == before {
                return;
            }
            self.unlisted.truncate(unlisted);
            reasons.extend(self.found.drain(before..).flat_map(|misfit| misfit.because_of));
        }
        self.misfit(Why::Type(expected(union)), reasons);
    }
}

/// The type of a schema in words.
fn expected(schema: &Schema) -> String {
    let words = type_words(schema);
    if schema.nullable { format!("{words} or null") } else { words }
}

/// The corrections because of which a member is unknown: the one that dropped it, or those that renamed others.
fn unknown(fields: &[Field], because_of: &[Evidence]) -> Vec<Evidence> {
    if !because_of.is_empty() {
        return because_of.to_vec();
    }
    let corrected = fields.iter().flat_map(|field| &field.schema.corrected);
    let renamed = corrected.filter(|corrected| !corrected.confirms && corrected.was.starts_with("name: "));
    renamed.map(|corrected| corrected.evidence.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn path(steps: &[&str]) -> Vec<Step> {
        let step = |step: &&str| step.parse().map_or_else(|_| Step::Member((*step).to_owned()), Step::Item);
        steps.iter().map(step).collect()
    }

    fn body(schema: Schema) -> Body {
        Body {
            media_type: String::new(),
            enveloped: false,
            optional: false,
            schema,
            only_in: Vec::new(),
            examples: Vec::new(),
            evidence: Vec::new(),
        }
    }

    #[test]
    fn what_is_all_of_several_has_the_members_of_all() {
        let shared = "schemas:\n  A: { type: object, fields: [{ name: a, type: string, presence: required }] }\n  B: { type: all-of, parts: [{ type: ref, schema: A }, { type: ref, schema: B }, { type: object, fields: [{ name: b, type: integer, presence: unknown }] }] }\n";
        let shared = crate::spec::yaml::read_shared("shared.yaml", shared).unwrap();
        let (spec, api) = (Spec { shared, ..Spec::default() }, ApiDescription::default());
        let schema = spec.shared.schemas["B"].schema.clone();
        let body = body(schema);
        let misfits = |json: &str| -> Vec<_> {
            Fit::new(&spec, &api).misfits(&body, json).into_iter().map(|misfit| misfit.path).collect()
        };
        assert!(misfits(r#"{"a": "x", "b": 1}"#).is_empty());
        assert_eq!(misfits(r#"{"a": 1, "c": 1}"#), [path(&["a"]), path(&["c"])]);
        assert_eq!(misfits("{}"), [path(&[])]);
        assert_eq!(misfits("[]"), [path(&[])]);
    }

    #[test]
    fn what_does_not_fit_is_told_and_what_is_not_listed_fits() {
        let schema = crate::spec::yaml::read_shared(
            "shared.yaml",
            "schemas:\n  A: { type: object, fields: [{ name: state, type: integer, enum: [{ value: 1 }, { value: 2 }], presence: required }, { name: word, type: string, nullable: true, presence: optional }, { name: either, type: union, variants: [{ type: string, enum: [{ value: a }] }, { type: boolean }], presence: optional }] }\n",
        )
        .unwrap()
        .schemas["A"]
            .schema
            .clone();
        let (spec, api) = (Spec::default(), ApiDescription::default());
        let body = body(schema);
        let compared =
            |json: &str| Fit::new(&spec, &api).compared(&body, &serde_json::from_str(json).unwrap());
        let why =
            |json: &str| -> Vec<_> { compared(json).misfits.into_iter().map(|misfit| misfit.why).collect() };
        assert_eq!(why(r#"{"state": "1"}"#), [Why::Type("integer".to_owned())]);
        assert_eq!(why(r#"{"state": 1, "word": 1}"#), [Why::Type("string or null".to_owned())]);
        assert_eq!(why("{}"), [Why::Missing("state".to_owned())]);
        let known = ["state", "word", "either"].map(str::to_owned).to_vec();
        assert_eq!(why(r#"{"state": 1, "wrod": "x"}"#), [Why::Unknown(known)]);

        assert_eq!(compared(r#"{"state": 2, "either": "a"}"#), Compared::default());
        let found = compared(r#"{"state": 3, "either": true}"#);
        let unlisted = Unlisted { path: path(&["state"]), listed: vec!["1".to_owned(), "2".to_owned()] };
        assert_eq!((found.misfits, found.unlisted), (Vec::new(), vec![unlisted]));
    }
}
