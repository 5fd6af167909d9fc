//! What `add` describes → the parts of a spec it stands for.

use std::collections::BTreeSet;

use super::check::takes;
use super::edit::enumerated;
use super::property::{Property, Value, required, status};
use crate::diagnostic::{escape, quote};
use crate::spec::endpoint::{Body, Endpoint, In, Parameter, Response, Status, placeholders};
use crate::spec::evidence::Evidence;
use crate::spec::overrides::{Addition, Text};
use crate::spec::schema::{Field, Presence, Schema, Shape};
use crate::spec::type_words;

/// Makes the parts that a correction adds.
pub(super) struct Parts<'a> {
    /// Where the correction stands.
    pub(super) evidence: &'a Evidence,
    /// Whether an envelope is declared.
    pub(super) has_envelope: bool,
}

type Made<T> = Result<T, String>;

const SCHEMA: [&str; 5] = ["type", "nullable", "enum", "format", "fields"];
const FIELD: [&str; 6] = ["required", "title", "description", "example", "default", "deprecate"];
const BODY: [&str; 2] = ["media_type", "enveloped"];

impl Parts<'_> {
    /// A named schema.
    pub(super) fn schema_alone(&self, addition: &Addition) -> Made<Schema> {
        only(addition, &[&SCHEMA])?;
        self.schema(addition)
    }

    /// A field called `name`.
    pub(super) fn field(&self, name: &str, addition: &Addition) -> Made<Field> {
        only(addition, &[&SCHEMA, &FIELD])?;
        self.named(name, addition)
    }

    /// A parameter called `name`.
    pub(super) fn parameter(&self, location: In, name: &str, addition: &Addition) -> Made<Parameter> {
        only(addition, &[&SCHEMA, &FIELD])?;
        let mut field = self.named(name, addition)?;
        if location == In::Path {
            field.presence = Presence::Required;
        }
        Ok(Parameter { location, authentication: false, style: None, explode: None, field })
    }

    /// A request body.
    pub(super) fn request(&self, addition: &Addition) -> Made<Body> {
        only(addition, &[&SCHEMA, &["media_type"]])?;
        self.body(addition)
    }

    /// A response.
    pub(super) fn response(&self, status: Option<u16>, addition: &Addition) -> Made<Response> {
        only(addition, &[&SCHEMA, &BODY, &["label", "description"]])?;
        let has_body = keys(addition).iter().any(|key| SCHEMA.contains(key) || BODY.contains(key));
        Ok(Response {
            status,
            label: addition.label.clone().unwrap_or_default(),
            description: addition.description.clone(),
            headers: Vec::new(),
            bodies: if has_body { vec![self.body(addition)?] } else { Vec::new() },
            only_in: Vec::new(),
            translations: Vec::new(),
            evidence: vec![self.evidence.clone()],
        })
    }

    /// An endpoint, whole.
    pub(super) fn endpoint(
        &self,
        verb: &str,
        path: &str,
        operation: &str,
        addition: &Addition,
    ) -> Made<Endpoint> {
        only(
            addition,
            &[&["title", "description", "status", "deprecate", "parameters", "request", "responses"]],
        )?;
        is_path(path)?;
        let mut parameters =
            addition.parameters.iter().map(|one| self.listed_parameter(one)).collect::<Made<Vec<_>>>()?;
        each_once(
            &parameters,
            |one| (one.location, &one.field.name),
            |one| format!("two {} parameters are called {}", one.location.word(), quote(&one.field.name)),
        )?;
        for one in &parameters {
            has_placeholder(path, one.location, &one.field.name)?;
        }
        for name in placeholders(path) {
            if !parameters.iter().any(|one| one.location == In::Path && one.field.name == name) {
                parameters.push(self.parameter(
                    In::Path,
                    name,
                    &Addition { type_words: Some("string".to_owned()), ..Addition::default() },
                )?);
            }
        }
        parameters.sort_by_key(|one| one.location);
        let mut state = match &addition.status {
            Some(Text(word)) => status(word)?,
            None => Status::Unmarked,
        };
        if addition.deprecate == Some(true) {
            state = Status::Deprecated;
        }
        let responses =
            addition.responses.iter().map(|one| self.listed_response(one)).collect::<Made<Vec<_>>>()?;
        each_once(
            &responses,
            |one| one.status,
            |one| {
                let status = one.status.map_or_else(|| "default".to_owned(), |status| status.to_string());
                format!("two responses have the status `{status}`")
            },
        )?;
        Ok(Endpoint {
            operation: operation.to_owned(),
            verb: verb.to_owned(),
            path: path.to_owned(),
            title: addition.title.clone().unwrap_or_else(|| format!("{verb} {path}")),
            status: state,
            description: addition.description.clone(),
            idempotent: None,
            unknown: Vec::new(),
            security: None,
            pages: Vec::new(),
            parameters,
            bodies: addition.request.iter().map(|body| self.request(body)).collect::<Made<_>>()?,
            responses,
            corrected: Vec::new(),
        })
    }

    fn listed_parameter(&self, addition: &Addition) -> Made<Parameter> {
        let word = addition.location.as_deref().ok_or("a parameter needs `in`")?;
        let location =
            [In::Path, In::Query, In::Header, In::Cookie].into_iter().find(|one| one.word() == word);
        let location = location.ok_or_else(|| {
            format!("`in: {}` is none of `path`, `query`, `header` and `cookie`", escape(word))
        })?;
        let addition = Addition { location: None, ..addition.clone() };
        let (name, addition) = without_name(&addition)?;
        self.parameter(location, &name, &addition)
    }

    fn listed_response(&self, addition: &Addition) -> Made<Response> {
        let status = addition.status.as_ref().ok_or("a response needs `status`")?;
        self.response(http_status(&status.0)?, &Addition { status: None, ..addition.clone() })
    }

    fn body(&self, addition: &Addition) -> Made<Body> {
        let enveloped = addition.enveloped == Some(true);
        if enveloped && !self.has_envelope {
            return Err("`enveloped` needs an `envelope` in `api.yaml`".to_owned());
        }
        Ok(Body {
            media_type: addition.media_type.clone().unwrap_or_else(|| "application/json".to_owned()),
            enveloped,
            optional: false,
            schema: self.schema(addition)?,
            only_in: Vec::new(),
            examples: Vec::new(),
            evidence: vec![self.evidence.clone()],
        })
    }

    fn named(&self, name: &str, addition: &Addition) -> Made<Field> {
        let text = |text: &Option<Text>| text.as_ref().map(|Text(text)| text.clone());
        let presence = match addition.required.as_ref().map(required) {
            Some(Value::Flag(true)) => Presence::Required,
            Some(Value::Flag(false)) => Presence::Optional,
            None | Some(Value::None) => Presence::Unknown,
            Some(_) => return Err("`required` is none of `true`, `false` and `unknown`".to_owned()),
        };
        let mut field = Field::bare(name, self.schema(addition)?, presence);
        field.title.clone_from(&addition.title);
        field.description.clone_from(&addition.description);
        field.example = text(&addition.example);
        field.default = text(&addition.default);
        field.deprecated = addition.deprecate == Some(true);
        Ok(field)
    }

    fn schema(&self, addition: &Addition) -> Made<Schema> {
        let usual = if addition.fields.is_empty() { "any" } else { "object" };
        let mut schema = type_words::read(addition.type_words.as_deref().unwrap_or(usual))?;
        schema.nullable |= addition.nullable == Some(true);
        if let Some(values) = &addition.values {
            takes(Property::Enum, &Value::Values(values.clone()), Some(&schema))?;
        }
        if addition.format.is_some() {
            takes(Property::Format, &Value::Flag(true), Some(&schema))?;
        }
        if let Shape::String { values, .. } | Shape::Integer { values, .. } = &mut schema.shape {
            *values = addition.values.iter().flatten().map(|listed| enumerated(listed, &[])).collect();
            for value in values {
                value.evidence = vec![self.evidence.clone()];
            }
        }
        if let Shape::String { format, .. } | Shape::Integer { format, .. } | Shape::Number { format } =
            &mut schema.shape
            && addition.format.is_some()
        {
            format.clone_from(&addition.format);
        }
        if !addition.fields.is_empty() {
            let fields = object(&mut schema).ok_or("`fields` belong to an `object` or a list of them")?;
            for one in &addition.fields {
                let (name, one) = without_name(one)?;
                if fields.iter().any(|known| known.name == name) {
                    return Err(format!("two fields are called {}", quote(&name)));
                }
                fields.push(self.field(&name, &one)?);
            }
        }
        witnessed(&mut schema, self.evidence);
        Ok(schema)
    }
}

/// Whether a path can be one: what stands behind `?` or `#` is none of it.
fn is_path(path: &str) -> Made<()> {
    let is_strange = |letter: char| letter.is_whitespace() || letter.is_control() || "?#\\".contains(letter);
    if path.contains(is_strange) {
        return Err(format!("{} is no path; parameters of the query stand in `parameters`", quote(path)));
    }
    let mut depth = 0_i8;
    for letter in path.chars() {
        match letter {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => continue,
        }
        if !(0..=1).contains(&depth) {
            break;
        }
    }
    if depth != 0 || placeholders(path).contains(&"") {
        return Err(format!("the braces of {} do not each hold the name of a parameter", quote(path)));
    }
    Ok(())
}

/// A parameter in the path has a place there.
pub(super) fn has_placeholder(path: &str, location: In, name: &str) -> Made<()> {
    if location == In::Path && !placeholders(path).contains(&name) {
        return Err(format!("the path {} has no `{{{}}}`", quote(path), escape(name)));
    }
    Ok(())
}

/// Refuses what is listed twice.
fn each_once<'a, T, K: Ord>(
    listed: &'a [T],
    key: impl Fn(&'a T) -> K,
    says: impl Fn(&T) -> String,
) -> Made<()> {
    let mut known = BTreeSet::new();
    let twice = listed.iter().find(|one| !known.insert(key(one)));
    twice.map_or(Ok(()), |one| Err(says(one)))
}

/// The status of a response as it is written.
pub(super) fn http_status(word: &str) -> Made<Option<u16>> {
    if word == "default" {
        return Ok(None);
    }
    let status = word.parse().ok().filter(|status| (100..=599).contains(status));
    status.map(Some).ok_or_else(|| format!("{} is neither an HTTP status nor `default`", quote(word)))
}

fn without_name(addition: &Addition) -> Made<(String, Addition)> {
    let name = addition
        .name
        .clone()
        .filter(|name| !name.is_empty())
        .ok_or("what stands in a list needs a `name`")?;
    Ok((name, Addition { name: None, ..addition.clone() }))
}

/// The fields of the object that a type is, lists or maps.
fn object(schema: &mut Schema) -> Option<&mut Vec<Field>> {
    match &mut schema.shape {
        Shape::Object { fields } => Some(fields),
        Shape::Array { items: inner } | Shape::Map { entries: inner } => object(inner),
        Shape::Union { variants, .. } => variants.iter_mut().find_map(object),
        _ => None,
    }
}

/// The correction is the witness of all that it adds.
fn witnessed(schema: &mut Schema, evidence: &Evidence) {
    schema.evidence = vec![evidence.clone()];
    match &mut schema.shape {
        Shape::Array { items: inner } | Shape::Map { entries: inner } => witnessed(inner, evidence),
        Shape::Union { variants: parts, .. } | Shape::AllOf { parts } => {
            for part in parts {
                witnessed(part, evidence);
            }
        }
        _ => {}
    }
}

/// The keys that are given.
fn keys(addition: &Addition) -> Vec<&'static str> {
    let given = [
        ("name", addition.name.is_some()),
        ("in", addition.location.is_some()),
        ("type", addition.type_words.is_some()),
        ("required", addition.required.is_some()),
        ("nullable", addition.nullable.is_some()),
        ("enum", addition.values.is_some()),
        ("format", addition.format.is_some()),
        ("title", addition.title.is_some()),
        ("description", addition.description.is_some()),
        ("example", addition.example.is_some()),
        ("default", addition.default.is_some()),
        ("deprecate", addition.deprecate.is_some()),
        ("fields", !addition.fields.is_empty()),
        ("media_type", addition.media_type.is_some()),
        ("enveloped", addition.enveloped.is_some()),
        ("label", addition.label.is_some()),
        ("status", addition.status.is_some()),
        ("parameters", !addition.parameters.is_empty()),
        ("request", addition.request.is_some()),
        ("responses", !addition.responses.is_empty()),
    ];
    given.into_iter().filter(|(_, is_given)| *is_given).map(|(key, _)| key).collect()
}

/// Refuses keys that mean nothing here.
fn only(addition: &Addition, allowed: &[&[&str]]) -> Made<()> {
    let strange = keys(addition).into_iter().find(|key| !allowed.iter().any(|keys| keys.contains(key)));
    strange.map_or(Ok(()), |key| Err(format!("`{key}` says nothing about what is added there")))
}
