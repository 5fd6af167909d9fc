//! Checks the parameters of a call: those in the path, the query, the headers and the cookies.

use std::collections::BTreeSet;

use generator::diagnostic::quote;
use generator::spec::Spec;
use generator::spec::endpoint::{Endpoint, In, Parameter};
use generator::spec::schema::{EnumScalar, EnumValue, Presence, Schema, Shape};
use generator::spec::type_words::type_words;

use super::call::Call;
use super::findings::Findings;
use super::nearest::meant;
use super::routes::Values;

/// References deeper than this go round in circles.
const DEEPEST: u8 = 16;

/// Looks at every documented parameter, then for query parameters that are not. `authentication` fills those query
/// parameters, which are looked at elsewhere.
pub(super) fn check(
    call: &Call,
    endpoint: &Endpoint,
    path: &Values,
    authentication: &[String],
    spec: &Spec,
    findings: &mut Findings,
) {
    let query: Values = call.pairs().collect();
    for (name, value) in path {
        let named = format!("the path parameter {}", quote(name));
        if value.is_empty() {
            findings.refuse(&format!("{named} is empty"));
        } else if matches!(value.as_str(), "." | "..") {
            findings.refuse(&format!("{named} is {}, which leads to another path", quote(value)));
        }
    }
    for parameter in endpoint.parameters.iter().filter(|parameter| !parameter.authentication) {
        let name = &parameter.field.name;
        let sent: Vec<String> = match parameter.location {
            In::Path => values(path, name),
            In::Query => by_style(parameter, values(&query, name), &query, spec),
            In::Header => call.header(name).into_iter().map(std::borrow::Cow::into_owned).collect(),
            In::Cookie => call.cookie(name).into_iter().collect(),
        };
        look(parameter, &sent, spec, findings);
    }
    undocumented(&query, endpoint, authentication, spec, findings);
}

/// The items of a list that travels as one parameter, by its style; whatever stands for an object.
fn by_style(parameter: &Parameter, sent: Vec<String>, query: &Values, spec: &Spec) -> Vec<String> {
    let is_list =
        is_shape(&parameter.field.schema, spec, DEEPEST, |shape| matches!(shape, Shape::Array { .. }));
    let separator = match parameter.style.as_deref() {
        Some("pipeDelimited") => Some('|'),
        Some("spaceDelimited") => Some(' '),
        _ => None,
    };
    let name = &parameter.field.name;
    match separator.filter(|_| is_list && parameter.explode != Some(true)) {
        Some(separator) => sent.iter().flat_map(|one| one.split(separator)).map(str::to_owned).collect(),
        None if sent.is_empty() => {
            let is_its_own = |pair: &&(String, String)| is_member(&pair.0, name);
            query.iter().filter(is_its_own).map(|(_, value)| value.clone()).collect()
        }
        None => sent,
    }
}

/// Whether `ids[]` or `filter[state]` is a part of the parameter `ids` or `filter`.
fn is_member(sent: &str, name: &str) -> bool {
    sent.strip_prefix(name).is_some_and(|rest| rest.starts_with('[') && rest.ends_with(']'))
}

/// Whether a query parameter is a part of a documented list or object.
fn is_part(sent: &str, endpoint: &Endpoint, spec: &Spec) -> bool {
    let mut documented = endpoint.parameters.iter().filter(|parameter| parameter.location == In::Query);
    documented.any(|parameter| {
        let schema = &parameter.field.schema;
        let is_nested = takes_several(schema, spec, DEEPEST) && is_member(sent, &parameter.field.name);
        // The members of an object travel as parameters of their own, unless its style says otherwise.
        let is_spread =
            matches!(parameter.style.as_deref(), None | Some("form")) && parameter.explode != Some(false);
        is_nested
            || is_spread
                && is_shape(schema, spec, DEEPEST, |shape| match shape {
                    Shape::Object { fields } => fields.iter().any(|field| field.name == sent),
                    _ => false,
                })
    })
}

/// Whether a shape that the value may have is of some kind.
fn is_shape(schema: &Schema, spec: &Spec, levels: u8, is: impl Fn(&Shape) -> bool + Copy) -> bool {
    let Some(levels) = levels.checked_sub(1) else { return false };
    match &schema.shape {
        Shape::Union { variants: parts, .. } | Shape::AllOf { parts } => {
            parts.iter().any(|part| is_shape(part, spec, levels, is))
        }
        Shape::Ref { schema } => {
            spec.schema(schema).is_some_and(|named| is_shape(&named.schema, spec, levels, is))
        }
        shape => is(shape),
    }
}

fn values(pairs: &Values, name: &str) -> Vec<String> {
    pairs.iter().filter(|(known, _)| known == name).map(|(_, value)| value.clone()).collect()
}

fn look(parameter: &Parameter, sent: &[String], spec: &Spec, findings: &mut Findings) {
    let field = &parameter.field;
    let place = match parameter.location {
        In::Path => "path parameter",
        In::Query => "query parameter",
        In::Header => "header",
        In::Cookie => "cookie",
    };
    let named = format!("the {place} {}", quote(&field.name));
    if sent.is_empty() && field.presence == Presence::Required {
        findings.refuse(&format!("{named} is missing"));
    }
    if sent.len() > 1 && !takes_several(&field.schema, spec, DEEPEST) {
        let words = type_words(&field.schema);
        findings.refuse(&format!("{named} is sent {} times, but is documented as {words}", sent.len()));
    }
    for value in sent {
        // Empty path parameters are told already, and an empty text is a text.
        if parameter.location == In::Path && value.is_empty() {
            continue;
        }
        match fits(value, &field.schema, spec, DEEPEST) {
            Fits::Not => findings
                .refuse(&format!("{named} is documented as {}, and is none", type_words(&field.schema))),
            Fits::Unlisted(listed) => {
                findings.hint(&format!("{named} is none of the values that the docs list: {listed}"));
            }
            Fits::Yes => {}
        }
    }
}

/// Whether a parameter of this schema may come more than once: a list, or something of which no page tells how it travels.
fn takes_several(schema: &Schema, spec: &Spec, levels: u8) -> bool {
    let Some(levels) = levels.checked_sub(1) else { return true };
    match &schema.shape {
        Shape::String { .. }
        | Shape::Integer { .. }
        | Shape::Number { .. }
        | Shape::Boolean
        | Shape::Null => false,
        Shape::Union { variants, .. } => variants.iter().any(|variant| takes_several(variant, spec, levels)),
        Shape::Ref { schema } => {
            spec.schema(schema).is_none_or(|named| takes_several(&named.schema, spec, levels))
        }
        Shape::Any
        | Shape::Binary
        | Shape::Array { .. }
        | Shape::Map { .. }
        | Shape::Object { .. }
        | Shape::AllOf { .. } => true,
    }
}

/// How well a text fits, best first.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Fits {
    Yes,
    /// It fits, but is none of these.
    Unlisted(String),
    Not,
}

/// Whether a text can stand for a value of the schema.
fn fits(text: &str, schema: &Schema, spec: &Spec, levels: u8) -> Fits {
    let Some(levels) = levels.checked_sub(1) else { return Fits::Yes };
    match &schema.shape {
        Shape::Integer { values, .. } if text.parse::<i128>().is_ok() => listed(
            values,
            |listed| matches!(listed, EnumScalar::Integer(value) if text.parse() == Ok(*value)),
        ),
        Shape::Number { .. } if text.parse::<f64>().is_ok_and(f64::is_finite) => Fits::Yes,
        Shape::Boolean if matches!(text, "true" | "false") => Fits::Yes,
        Shape::Integer { .. } | Shape::Number { .. } | Shape::Boolean => Fits::Not,
        Shape::String { values, .. } => {
            listed(values, |listed| matches!(listed, EnumScalar::String(value) if value == text))
        }
        // Lists travel as one parameter for each item, or joined by commas: no page tells which.
        Shape::Array { items } => {
            text.split(',').map(|item| fits(item, items, spec, levels)).max().unwrap_or(Fits::Yes)
        }
        Shape::Union { variants, .. } => {
            variants.iter().map(|variant| fits(text, variant, spec, levels)).min().unwrap_or(Fits::Yes)
        }
        Shape::Ref { schema } => {
            spec.schema(schema).map_or(Fits::Yes, |named| fits(text, &named.schema, spec, levels))
        }
        // How these would travel as text, no page tells.
        Shape::Any
        | Shape::Null
        | Shape::Binary
        | Shape::Map { .. }
        | Shape::Object { .. }
        | Shape::AllOf { .. } => Fits::Yes,
    }
}

fn listed(values: &[EnumValue], is: impl Fn(&EnumScalar) -> bool) -> Fits {
    if values.is_empty() || values.iter().any(|listed| is(&listed.value)) {
        return Fits::Yes;
    }
    let word = |listed: &EnumValue| match &listed.value {
        EnumScalar::Integer(value) => value.to_string(),
        EnumScalar::String(value) => quote(value),
    };
    Fits::Unlisted(values.iter().map(word).collect::<Vec<_>>().join(", "))
}

fn undocumented(
    query: &Values,
    endpoint: &Endpoint,
    authentication: &[String],
    spec: &Spec,
    findings: &mut Findings,
) {
    let documented = endpoint.parameters.iter().filter(|parameter| parameter.location == In::Query);
    let documented: Vec<_> = documented.map(|parameter| parameter.field.name.as_str()).collect();
    let sent: BTreeSet<_> = query.iter().map(|(name, _)| name).collect();
    for name in sent {
        if !documented.contains(&name.as_str())
            && !authentication.contains(name)
            && !is_part(name, endpoint, spec)
        {
            let known = documented.iter().copied();
            findings.refuse(&format!(
                "no page documents a query parameter {}{}",
                quote(name),
                meant(name, known)
            ));
        }
    }
}
