//! Whether an example fits the schema of its body, where it does not, and what is left of it that does.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::Spec;
use super::api::ApiDescription;
use super::endpoint::Body;
use super::evidence::Evidence;
use super::schema::{Field, Presence, Schema, Shape};

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
    /// The corrections because of which it does not.
    pub because_of: Vec<Evidence>,
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
        let mut search = Search { fit: *self, path: Vec::new(), found: Vec::new() };
        match &self.api.envelope {
            Some(roles) if body.enveloped => {
                let Some(data) = json.get(&roles.data) else { return Vec::new() };
                search.within(Step::Member(roles.data.clone()), data, &body.schema, &[]);
            }
            _ => search.value(&json, &body.schema, &[]),
        }
        search.found
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
}

impl Search<'_> {
    fn within(&mut self, step: Step, json: &Json, schema: &Schema, outer: &[Evidence]) {
        self.path.push(step);
        self.value(json, schema, outer);
        self.path.pop();
    }

    fn misfit(&mut self, because_of: Vec<Evidence>) {
        self.found.push(Misfit { path: self.path.clone(), because_of });
    }

    /// Compares one value; `outer` are the corrections of what stands around it.
    fn value(&mut self, json: &Json, schema: &Schema, outer: &[Evidence]) {
        let own: Vec<_> = schema.corrected.iter().map(|corrected| corrected.evidence.clone()).collect();
        let because_of = if own.is_empty() { outer.to_vec() } else { own };
        if json.is_null() && schema.nullable {
            return;
        }
        match (&schema.shape, json) {
            (Shape::Any, _)
            | (Shape::Null, Json::Null)
            | (Shape::String { .. } | Shape::Binary, Json::String(_))
            | (Shape::Number { .. }, Json::Number(_))
            | (Shape::Boolean, Json::Bool(_)) => {}
            (Shape::Integer { .. }, Json::Number(number)) if number.is_i64() || number.is_u64() => {}
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
            (Shape::Union { variants, .. }, _) => self.union(json, variants, &because_of),
            (Shape::Ref { schema }, _) if self.path.len() < DEEPEST => match self.fit.named(schema) {
                Some(named) => self.named(json, named, &because_of),
                None => self.misfit(because_of),
            },
            _ => self.misfit(because_of),
        }
    }

    /// A named schema is no cycle of mere names: a correction that would make one is refused.
    fn named(&mut self, json: &Json, schema: &Schema, because_of: &[Evidence]) {
        match &schema.shape {
            Shape::Ref { .. } => self.misfit(because_of.to_vec()),
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
            self.misfit(unknown(fields, because_of));
            self.path.pop();
        }
        for field in fields.iter().filter(|field| field.presence == Presence::Required) {
            if !members.contains_key(&field.name) {
                let own = field.schema.corrected.iter().map(|corrected| corrected.evidence.clone());
                self.misfit(own.chain(because_of.iter().cloned()).collect());
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
            _ if !fields.is_empty() => self.misfit(because_of.to_vec()),
            _ => {}
        }
    }

    /// One alternative that fits is enough.
    fn union(&mut self, json: &Json, variants: &[Schema], because_of: &[Evidence]) {
        let before = self.found.len();
        let mut reasons = because_of.to_vec();
        for variant in variants {
            self.value(json, variant, because_of);
            if self.found.len() == before {
                return;
            }
            reasons.extend(self.found.drain(before..).flat_map(|misfit| misfit.because_of));
        }
        self.misfit(reasons);
    }
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

/// `text`, which is laid out one member or item to a line, without the members at these paths.
fn without(text: &str, members: &BTreeSet<Vec<Step>>) -> String {
    let mut kept: Vec<String> = Vec::new();
    let mut path: Vec<Step> = Vec::new();
    // For each open bracket: the items before the current line, where it is a list.
    let mut open: Vec<Option<usize>> = Vec::new();
    // How many brackets were open where the cut began.
    let mut cut: Option<usize> = None;
    for line in text.lines() {
        let words = line.trim();
        if words.starts_with(['}', ']']) {
            open.pop();
            path.truncate(open.len().saturating_sub(1));
            if cut == Some(open.len()) {
                cut = None;
                continue;
            }
            if cut.is_none() {
                end_list(&mut kept);
                kept.push(line.to_owned());
            }
            continue;
        }
        let outer = open.len().saturating_sub(1);
        if let Some(counter) = open.last_mut() {
            path.truncate(outer);
            path.push(match counter {
                Some(position) => {
                    *position += 1;
                    Step::Item(*position - 1)
                }
                None => Step::Member(key(words)),
            });
        }
        let is_cut = cut.is_none() && members.contains(&path);
        let opens = words.ends_with(['{', '[']);
        if is_cut && opens {
            cut = Some(open.len());
        } else if cut.is_none() && !is_cut {
            kept.push(line.to_owned());
        }
        if opens {
            open.push(words.ends_with('[').then_some(0));
        }
    }
    kept.join("\n")
}

/// The comma behind the last entry goes with the entry behind it.
fn end_list(kept: &mut [String]) {
    if let Some(last) = kept.last_mut()
        && last.ends_with(',')
    {
        last.pop();
    }
}

/// The key at the start of a line.
fn key(words: &str) -> String {
    let mut keys = serde_json::Deserializer::from_str(words).into_iter::<String>();
    keys.next().and_then(Result::ok).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(steps: &[&str]) -> Vec<Step> {
        let step = |step: &&str| step.parse().map_or_else(|_| Step::Member((*step).to_owned()), Step::Item);
        steps.iter().map(step).collect()
    }

    #[test]
    fn members_are_cut_and_all_else_stays_as_it_is() {
        let text = "{\n  \"a\": 1.10,\n  \"list\": [\n    {\n      \"b\\\"{\": [],\n      \"c\": \"x,\"\n    },\n    2\n  ],\n  \"d\": {\n    \"e\": {}\n  }\n}";
        let cut = |paths: &[&[&str]]| without(text, &paths.iter().map(|steps| path(steps)).collect());
        assert_eq!(cut(&[]), text);
        assert_eq!(cut(&[&["d"]]), text.replace(",\n  \"d\": {\n    \"e\": {}\n  }", ""));
        assert_eq!(cut(&[&["a"]]), text.replace("  \"a\": 1.10,\n", ""));
        assert_eq!(cut(&[&["list", "0", "c"]]), text.replace(",\n      \"c\": \"x,\"", ""));
        assert_eq!(cut(&[&["list", "0", "b\"{"]]), text.replace("      \"b\\\"{\": [],\n", ""));
        assert_eq!(cut(&[&["a"], &["list"], &["d", "e"]]), "{\n  \"d\": {\n  }\n}");
    }

    #[test]
    fn what_is_all_of_several_has_the_members_of_all() {
        let shared = "schemas:\n  A: { type: object, fields: [{ name: a, type: string, presence: required }] }\n  B: { type: all-of, parts: [{ type: ref, schema: A }, { type: ref, schema: B }, { type: object, fields: [{ name: b, type: integer, presence: unknown }] }] }\n";
        let shared = crate::spec::yaml::read_shared("shared.yaml", shared).unwrap();
        let (spec, api) = (Spec { shared, ..Spec::default() }, ApiDescription::default());
        let schema = spec.shared.schemas["B"].schema.clone();
        let body = Body {
            media_type: String::new(),
            enveloped: false,
            optional: false,
            schema,
            only_in: Vec::new(),
            examples: Vec::new(),
            evidence: Vec::new(),
        };
        let misfits = |json: &str| -> Vec<_> {
            Fit::new(&spec, &api).misfits(&body, json).into_iter().map(|misfit| misfit.path).collect()
        };
        assert!(misfits(r#"{"a": "x", "b": 1}"#).is_empty());
        assert_eq!(misfits(r#"{"a": 1, "c": 1}"#), [path(&["a"]), path(&["c"])]);
        assert_eq!(misfits("{}"), [path(&[])]);
        assert_eq!(misfits("[]"), [path(&[])]);
    }
}
