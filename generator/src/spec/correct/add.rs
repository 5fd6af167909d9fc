//! Puts what no page documents into the spec.

use std::collections::BTreeSet;

use super::addition::{Parts, has_placeholder, http_status};
use super::corrected;
use super::docs::Docs;
use super::edit::{self, NodeMut};
use super::messages::{self, Wrong};
use crate::diagnostic::{Code, Diagnostic, quote};
use crate::spec::api::ApiDescription;
use crate::spec::endpoint::{Endpoint, In};
use crate::spec::names::Names;
use crate::spec::overrides::{Addition, Correction};
use crate::spec::place;
use crate::spec::reconcile::operation::{self, Call};
use crate::spec::schema::{Field, Shape};
use crate::spec::type_words::{self, type_words};
use crate::spec::{Group, NamedSchema, Spec};

const VERBS: [&str; 8] = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "TRACE"];

/// Adds the named schemas.
pub(super) fn add_schemas(
    spec: &mut Spec,
    added: &[&Correction],
    api: &ApiDescription,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let known = Docs::of(spec, api).spots.into_iter().map(|spot| spot.named.place).collect::<Vec<_>>();
    for correction in added.iter().filter(|correction| is_schema(&correction.at)) {
        let name = correction.at.trim();
        let Some(addition) = &correction.now.add else { continue };
        if known.iter().any(|place| place == name) {
            diagnostics.push(needless(correction));
        } else if spec.shared.schemas.contains_key(name) {
            diagnostics.push(twice(correction));
        } else {
            let evidence = messages::evidence(correction);
            match (Parts { evidence: &evidence, has_envelope: false }).schema_alone(addition) {
                Ok(mut schema) => {
                    schema.corrected.push(corrected(correction, "absent".to_owned()));
                    let named = NamedSchema { unnamed_at: Vec::new(), schema };
                    spec.shared.schemas.insert(name.to_owned(), named);
                }
                Err(why) => diagnostics.push(invalid(correction, why)),
            }
        }
    }
}

/// Adds everything else, in the order of the file.
pub(super) fn add(
    spec: &mut Spec,
    added: &[&Correction],
    api: &ApiDescription,
    names: &mut Names,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut mine: BTreeSet<String> = BTreeSet::new();
    for correction in added {
        let Some(addition) = &correction.now.add else { continue };
        let before = diagnostics.len();
        let docs = Docs::of(spec, api);
        check_types(addition, &docs, correction, diagnostics);
        if is_schema(&correction.at) || diagnostics.len() > before {
            continue;
        }
        let at = by_verb(&correction.at, &docs);
        if docs.spots.iter().any(|spot| spot.named.place == at) {
            diagnostics.push(if mine.contains(&at) { twice(correction) } else { needless(correction) });
            continue;
        }
        let evidence = messages::evidence(correction);
        let parts = Parts { evidence: &evidence, has_envelope: api.envelope.is_some() };
        match (Adding { correction, addition, parts, api }).put(spec, &at, names) {
            Ok(true) => {
                mine.insert(at);
            }
            Ok(false) => diagnostics.push(Docs::of(spec, api).unmatched(correction)),
            Err(why) => diagnostics.push(invalid(correction, why)),
        }
    }
}

/// Whether a place is that of a named schema.
fn is_schema(at: &str) -> bool {
    !at.trim().contains(['.', '[', '{', ' ', '/'])
}

/// The place with verb and path, where it is written with `group/operation`.
fn by_verb(at: &str, docs: &Docs<'_>) -> String {
    let at = at.trim();
    let replaced = docs.spots.iter().find_map(|spot| {
        let operation = spot.named.by_operation.as_ref().filter(|_| spot.is_endpoint())?;
        let rest = at.strip_prefix(operation.as_str()).filter(|rest| rest.starts_with(' '))?;
        Some(format!("{}{rest}", spot.named.place))
    });
    replaced.unwrap_or_else(|| at.to_owned())
}

struct Adding<'a> {
    correction: &'a Correction,
    addition: &'a Addition,
    parts: Parts<'a>,
    api: &'a ApiDescription,
}

impl Adding<'_> {
    /// Puts it at its place; tells whether there is such a place.
    fn put(&self, spec: &mut Spec, at: &str, names: &mut Names) -> Result<bool, String> {
        let id = spec
            .endpoints()
            .map(Endpoint::id)
            .filter(|id| at.strip_prefix(id.as_str()).is_some_and(|rest| rest.starts_with(' ')))
            .max_by_key(String::len);
        let rest = id.as_ref().and_then(|id| at.strip_prefix(id.as_str())).map(str::trim_start);
        match (id, rest) {
            (Some(id), Some(rest)) if !rest.is_empty() => {
                let endpoint = spec
                    .groups
                    .values_mut()
                    .flat_map(|group| &mut group.endpoints)
                    .find(|one| one.id() == id);
                if let Some(endpoint) = endpoint
                    && self.put_at_endpoint(endpoint, rest)?
                {
                    return Ok(true);
                }
                self.put_field(spec, at)
            }
            _ => match at.split_once(' ').filter(|(_, path)| path.starts_with('/') && !path.contains(' ')) {
                Some((verb, path)) => self.put_endpoint(spec, verb, path, names),
                None => self.put_field(spec, at),
            },
        }
    }

    fn put_endpoint(
        &self,
        spec: &mut Spec,
        verb: &str,
        path: &str,
        names: &mut Names,
    ) -> Result<bool, String> {
        let known = VERBS.into_iter().find(|known| *known == verb);
        let verb =
            known.ok_or_else(|| format!("{} is no verb; the verbs are {}", quote(verb), VERBS.join(", ")))?;
        let call = Call { path: path.to_owned(), verb };
        // What is wrong with names has been said of the pages.
        operation::lock(std::slice::from_ref(&call), names);
        let locked = names.endpoints.get(&call.id()).cloned().unwrap_or_default();
        let (group, operation) = operation::part(&locked);
        let mut endpoint = self.parts.endpoint(verb, path, operation, self.addition)?;
        endpoint.corrected.push(corrected(self.correction, "absent".to_owned()));
        let group = spec
            .groups
            .entry(group.to_owned())
            .or_insert_with(|| Group { group: group.to_owned(), ..Group::default() });
        let later = |other: &Endpoint| (&other.path, &other.verb) > (&endpoint.path, &endpoint.verb);
        let position = group.endpoints.iter().position(later).unwrap_or(group.endpoints.len());
        group.endpoints.insert(position, endpoint);
        Ok(true)
    }

    /// Adds a parameter, the request or a response.
    fn put_at_endpoint(&self, endpoint: &mut Endpoint, rest: &str) -> Result<bool, String> {
        let record = corrected(self.correction, format!("{rest}: absent"));
        for location in [In::Path, In::Query, In::Header, In::Cookie] {
            let Some(name) = rest.strip_prefix(location.word()).and_then(member_name) else { continue };
            has_placeholder(&endpoint.path, location, &name)?;
            let mut parameter = self.parts.parameter(location, &name, self.addition)?;
            parameter.field.schema.corrected.push(corrected(self.correction, "absent".to_owned()));
            parameter.authentication = self.is_filled(location, &name);
            endpoint.parameters.push(parameter);
            endpoint.parameters.sort_by_key(|one| one.location);
            return Ok(true);
        }
        match rest.split_once(' ') {
            None if rest == "request" => endpoint.bodies.push(self.parts.request(self.addition)?),
            Some(("request", media_type)) if !endpoint.bodies.is_empty() => {
                let media_type = Some(media_type.to_owned());
                endpoint.bodies.push(self.parts.request(&Addition { media_type, ..self.addition.clone() })?);
            }
            Some(("response", status)) if !status.contains(['.', '[', ' ']) => {
                let response = self.parts.response(http_status(status)?, self.addition)?;
                endpoint.responses.push(response);
            }
            _ => return Ok(false),
        }
        endpoint.corrected.push(record);
        Ok(true)
    }

    /// Whether the authentication declared in `api.yaml` fills a parameter.
    fn is_filled(&self, location: In, name: &str) -> bool {
        let Some(authentication) = &self.api.authentication else { return false };
        match location {
            In::Header => {
                authentication.headers.iter().any(|carrier| carrier.name.eq_ignore_ascii_case(name))
            }
            In::Query => authentication.query.iter().any(|carrier| carrier.name == name),
            In::Path | In::Cookie => false,
        }
    }

    /// Adds a field to the object that stands before the last name.
    fn put_field(&self, spec: &mut Spec, at: &str) -> Result<bool, String> {
        let parent = place::all(spec, self.api).into_iter().find_map(|(place, node)| {
            let name = at.strip_prefix(place.as_str()).and_then(member_name)?;
            node.schema().map(|schema| (place, name, type_words(schema), schema.shape.clone()))
        });
        let Some((parent, name, words, shape)) = parent else { return Ok(false) };
        if let Shape::Ref { schema } = shape {
            let place = place::member(&schema, &name);
            return Err(format!(
                "{} is a named schema, whose fields stand at {}",
                quote(&parent),
                quote(&place)
            ));
        }
        let mut field = self.parts.field(&name, self.addition)?;
        field.schema.corrected.push(corrected(self.correction, "absent".to_owned()));
        let mut field = Some(field);
        edit::each(spec, self.api, &mut |place, node| {
            if place == parent
                && let Some(fields) = fields(node)
            {
                fields.extend(field.take());
            }
        });
        if field.is_none() {
            Ok(true)
        } else {
            Err(format!("{} has no fields: it is {}", quote(&parent), quote(&words)))
        }
    }
}

/// The fields of an object, or of the first object among alternatives.
fn fields(node: NodeMut<'_>) -> Option<&mut Vec<Field>> {
    let schema = match node {
        NodeMut::Parameter(parameter) => &mut parameter.field.schema,
        NodeMut::Field(field) => &mut field.schema,
        NodeMut::Schema(schema) => schema,
        NodeMut::Endpoint(_) | NodeMut::Response(_) => return None,
    };
    match &mut schema.shape {
        Shape::Object { fields } => Some(fields),
        Shape::Union { variants, .. } => variants.iter_mut().find_map(|variant| match &mut variant.shape {
            Shape::Object { fields } => Some(fields),
            _ => None,
        }),
        _ => None,
    }
}

/// The name in `.name` or `["name"]`, where nothing follows it.
fn member_name(rest: &str) -> Option<String> {
    if let Some(name) = rest.strip_prefix('.') {
        return (!name.is_empty() && place::member("", name) == rest).then(|| name.to_owned());
    }
    let quoted = rest.strip_prefix('[')?.strip_suffix(']')?;
    match type_words::read(quoted).ok()?.shape {
        Shape::Ref { schema } if place::quoted(&schema) == quoted => Some(schema),
        _ => None,
    }
}

/// Types that are named must be there.
fn check_types(
    addition: &Addition,
    docs: &Docs<'_>,
    correction: &Correction,
    diagnostics: &mut Vec<Diagnostic>,
) {
    if let Some(Err(why)) = addition.type_words.as_deref().map(|words| docs.type_of(words)) {
        diagnostics.push(invalid(correction, why));
    }
    let inner = addition.fields.iter().chain(&addition.parameters).chain(&addition.responses);
    for one in inner.chain(addition.request.as_deref()) {
        check_types(one, docs, correction, diagnostics);
    }
}

fn invalid(correction: &Correction, why: String) -> Diagnostic {
    Wrong::of(correction).now(Code::InvalidCorrection, why)
}

fn needless(correction: &Correction) -> Diagnostic {
    let message = format!("the docs have caught up: they show {} now", quote(correction.at.trim()));
    Wrong::of(correction)
        .at(Code::NeedlessCorrection, message)
        .hint("delete this correction, or say in `was` what the docs say now")
}

fn twice(correction: &Correction) -> Diagnostic {
    let message = format!("another correction adds {}, too", quote(correction.at.trim()));
    Wrong::of(correction).at(Code::ConflictingCorrections, message).hint("make one correction of the two")
}
