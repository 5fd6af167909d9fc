//! Forms, urlencoded or in parts, as the JSON that their documented types make of them.

use std::collections::BTreeMap;

use generator::diagnostic::quote;
use generator::spec::Spec;
use generator::spec::endpoint::Body;
use generator::spec::schema::{Field, Schema, Shape};
use serde_json::{Map, Value as Json};

use super::call::Call;
use super::findings::Findings;
use super::multipart::{self, Part};

/// References deeper than this go round in circles.
const DEEPEST: u8 = 16;

/// The forms that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Urlencoded,
    Multipart,
}

impl Kind {
    /// The form that bodies of a media type are.
    pub(super) fn of(media_type: &str) -> Option<Self> {
        let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        match media_type.as_str() {
            "application/x-www-form-urlencoded" => Some(Self::Urlencoded),
            // Some pages print the first, which no standard knows.
            "application/form-data" | "multipart/form-data" => Some(Self::Multipart),
            _ => None,
        }
    }
}

/// One value of the form.
enum Sent {
    Text(String),
    File,
}

/// The form as JSON; `None` when it cannot be read.
pub(super) fn read(
    call: &Call,
    body: &Body,
    kind: Kind,
    spec: &Spec,
    findings: &mut Findings,
) -> Option<Json> {
    let fields = fields(&body.schema, spec, DEEPEST);
    let mut sent: Vec<(String, Vec<Sent>)> = Vec::new();
    let mut add = |name: &str, value: Sent| {
        let name = documented_name(name, &fields);
        match sent.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value),
            None => sent.push((name, vec![value])),
        }
    };
    match kind {
        Kind::Urlencoded => {
            for (name, value) in form_urlencoded::parse(&call.body) {
                add(&name, Sent::Text(value.into_owned()));
            }
        }
        Kind::Multipart => match multipart::parts(call) {
            Ok(parts) => parts.into_iter().for_each(|part| add(&part.name.clone(), of_part(part))),
            Err(why) => {
                findings.refuse(&format!("the body is no multipart form: {why}"));
                return None;
            }
        },
    }
    let mut members = Map::new();
    for (name, values) in sent {
        let schema = fields.get(&name).map(|field| &field.schema);
        look(&name, &values, schema, spec, findings);
        members.insert(name, json(values, schema, spec));
    }
    Some(Json::Object(members))
}

/// `ids[]` is the list `ids`, as many servers read it, unless the docs know the name itself.
fn documented_name(name: &str, fields: &BTreeMap<String, Field>) -> String {
    let plain =
        name.strip_suffix("[]").filter(|plain| !fields.contains_key(name) && fields.contains_key(*plain));
    plain.unwrap_or(name).to_owned()
}

fn of_part(part: Part) -> Sent {
    let is_text = part.file_name.is_none() && part.media_type != "application/octet-stream";
    match String::from_utf8(part.content) {
        Ok(text) if is_text => Sent::Text(text),
        _ => Sent::File,
    }
}

/// The members of the body's object, with references followed.
fn fields(schema: &Schema, spec: &Spec, levels: u8) -> BTreeMap<String, Field> {
    let Some(levels) = levels.checked_sub(1) else { return BTreeMap::new() };
    match &schema.shape {
        Shape::Object { fields } => fields.iter().map(|field| (field.name.clone(), field.clone())).collect(),
        Shape::Ref { schema } => {
            spec.schema(schema).map_or_else(BTreeMap::new, |named| fields(&named.schema, spec, levels))
        }
        Shape::AllOf { parts } | Shape::Union { variants: parts, .. } => {
            parts.iter().flat_map(|part| fields(part, spec, levels)).collect()
        }
        _ => BTreeMap::new(),
    }
}

/// The shape behind references.
fn resolved<'a>(schema: &'a Schema, spec: &'a Spec) -> &'a Schema {
    let mut schema = schema;
    for _ in 0..DEEPEST {
        match &schema.shape {
            Shape::Ref { schema: name } => match spec.schema(name) {
                Some(named) => schema = &named.schema,
                None => break,
            },
            _ => break,
        }
    }
    schema
}

/// Tells files from texts.
fn look(name: &str, sent: &[Sent], schema: Option<&Schema>, spec: &Spec, findings: &mut Findings) {
    let Some(schema) = schema.map(|schema| resolved(schema, spec)) else { return };
    let one = match &schema.shape {
        Shape::Array { items } => resolved(items, spec),
        _ => schema,
    };
    let has_file = sent.iter().any(|sent| matches!(sent, Sent::File));
    let is_scalar = matches!(
        one.shape,
        Shape::String { .. } | Shape::Integer { .. } | Shape::Number { .. } | Shape::Boolean
    );
    if has_file && is_scalar {
        findings.refuse(&format!("the field {} of the form is no file, but one came", quote(name)));
    }
    if !has_file && one.shape == Shape::Binary {
        findings.refuse(&format!(
            "the field {} of the form is a file: send it as a part of its own with a `filename`",
            quote(name)
        ));
    }
}

/// The values of one name. A list is what comes several times; nested values come as JSON.
fn json(sent: Vec<Sent>, schema: Option<&Schema>, spec: &Spec) -> Json {
    let resolved = schema.map(|schema| resolved(schema, spec));
    let items = resolved.and_then(|schema| match &schema.shape {
        Shape::Array { items } => Some(&**items),
        _ => None,
    });
    let only = if sent.len() == 1 { sent.first() } else { None };
    if let (Some(_), Some(Sent::Text(text))) = (items, only)
        && let Ok(list @ Json::Array(_)) = serde_json::from_str(text)
    {
        return list;
    }
    let is_list = items.is_some() || sent.len() > 1;
    let mut values: Vec<Json> = sent.into_iter().map(|one| value(one, items.or(resolved), spec)).collect();
    match values.pop() {
        Some(only) if !is_list => only,
        last => {
            values.extend(last);
            Json::Array(values)
        }
    }
}

fn value(sent: Sent, schema: Option<&Schema>, spec: &Spec) -> Json {
    let Sent::Text(text) = sent else { return Json::String(String::new()) };
    let is_text = schema.is_none_or(|schema| {
        let takes_text = |one: &Schema| {
            matches!(resolved(one, spec).shape, Shape::String { .. } | Shape::Any | Shape::Binary)
        };
        match &resolved(schema, spec).shape {
            Shape::Union { variants, .. } => variants.iter().any(takes_text),
            _ => takes_text(schema),
        }
    });
    match serde_json::from_str(&text) {
        Ok(json) if !is_text => json,
        _ => Json::String(text),
    }
}
