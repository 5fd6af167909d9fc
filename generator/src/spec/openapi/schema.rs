//! A schema in the words of JSON Schema 2020-12, which OpenAPI 3.1 speaks.

use super::components::{Components, Owner};
use super::json::{Json, Object};
use super::parameter;
use crate::spec::schema::{Certainty, Discriminator, EnumScalar, EnumValue, Field, Presence, Schema, Shape};

/// `schema` as JSON Schema; `group` tells whose named schemas it means.
pub(super) fn of(schema: &Schema, group: Option<&str>, components: &Components<'_>) -> Object {
    shape(schema, group, components)
        .with_some("description", schema.description.as_deref())
        .extended(parameter::bounds(&schema.bounds, &schema.shape))
        .with_list("x-bounds", schema.bounds.iter().map(Json::of))
        .with_some("x-certainty", (!schema.certainty.is_stated()).then(|| certainty(schema.certainty)))
        .with_list("x-evidence", schema.evidence.iter().map(Json::of))
        .with_list("x-corrected", schema.corrected.iter().map(Json::of))
}

/// Just the words for how sure a shape is.
fn certainty(certainty: Certainty) -> Json {
    Json::of(&certainty)
}

fn shape(schema: &Schema, group: Option<&str>, components: &Components<'_>) -> Object {
    let nullable = schema.nullable;
    let inner = |inner: &Schema| of(inner, group, components);
    match &schema.shape {
        Shape::Any => Object::new().with_flag("x-nullable", nullable),
        Shape::Union { variants, .. } if variants.is_empty() => {
            Object::new().with_flag("x-nullable", nullable)
        }
        Shape::Null => Object::new().with("type", "null"),
        Shape::String { format, values } => scalar("string", nullable, format.as_ref(), values),
        Shape::Integer { format, values } => scalar("integer", nullable, format.as_ref(), values),
        Shape::Number { format } => scalar("number", nullable, format.as_ref(), &[]),
        Shape::Boolean => scalar("boolean", nullable, None, &[]),
        Shape::Binary => typed("string", nullable).with("contentMediaType", "application/octet-stream"),
        Shape::Array { items } => typed("array", nullable).with("items", inner(items)),
        Shape::Map { entries } => typed("object", nullable).with("additionalProperties", inner(entries)),
        Shape::Object { fields } => typed("object", nullable).extended(members(fields, group, components)),
        Shape::Union { variants, discriminator } => match plain_union(variants, nullable) {
            Some(object) if discriminator.is_none() => object,
            _ => any_of(variants.iter().map(inner), nullable).with_some(
                "discriminator",
                discriminator.as_ref().map(|told| discriminated(told, group, components)),
            ),
        },
        Shape::AllOf { parts } => {
            let all = Object::new().with_list("allOf", parts.iter().map(inner));
            if nullable { any_of([all], nullable) } else { all }
        }
        Shape::Ref { schema } => match components.reference(group, schema) {
            Some(reference) if nullable => any_of([Object::new().with("$ref", reference)], nullable),
            Some(reference) => Object::new().with("$ref", reference),
            None => Object::new().with("x-missing-schema", schema.as_str()),
        },
    }
}

fn discriminated(discriminator: &Discriminator, group: Owner<'_>, components: &Components<'_>) -> Object {
    let mapped = discriminator.mapping();
    let mapping = mapped.fold(Object::new(), |mapping, (value, schema)| {
        mapping.with_some(value, components.reference(group, schema))
    });
    let told = Object::new().with("propertyName", discriminator.member());
    if mapping.is_empty() { told } else { told.with("mapping", mapping) }
}

fn typed(word: &str, nullable: bool) -> Object {
    Object::new().with("type", if nullable { Json::array([word, "null"]) } else { word.into() })
}

fn scalar(word: &str, nullable: bool, format: Option<&String>, values: &[EnumValue]) -> Object {
    let described = values.iter().map(|value| {
        Object::new()
            .with("value", wire(&value.value))
            .with_some("name", value.name.as_deref())
            .with_some("description", value.description.as_deref())
    });
    typed(word, nullable).with_some("format", format.map(String::as_str)).with_list("x-enum", described)
}

fn wire(value: &EnumScalar) -> Json {
    match value {
        EnumScalar::Integer(number) => Json::of(number),
        EnumScalar::String(text) => text.as_str().into(),
    }
}

/// `type: [integer, string]`, when each alternative is a plain scalar.
fn plain_union(variants: &[Schema], nullable: bool) -> Option<Object> {
    let mut words = variants.iter().map(plain_word).collect::<Option<Vec<_>>>()?;
    if nullable {
        words.push("null");
    }
    let mut unique = Vec::new();
    for word in words {
        if !unique.contains(&word) {
            unique.push(word);
        }
    }
    let says_more = |variant: &Schema| !variant.evidence.is_empty() || !variant.certainty.is_stated();
    let witnesses = variants.iter().filter(|variant| says_more(variant)).map(Json::of);
    (!unique.is_empty())
        .then(|| Object::new().with("type", Json::array(unique)).with_list("x-variants", witnesses))
}

fn plain_word(variant: &Schema) -> Option<&'static str> {
    match &variant.shape {
        _ if variant.nullable => None,
        Shape::String { format: None, values } if values.is_empty() => Some("string"),
        Shape::Integer { format: None, values } if values.is_empty() => Some("integer"),
        Shape::Number { format: None } => Some("number"),
        Shape::Boolean => Some("boolean"),
        Shape::Null => Some("null"),
        _ => None,
    }
}

/// `anyOf` and not `oneOf`: a value may fit several alternatives.
fn any_of(alternatives: impl IntoIterator<Item = Object>, nullable: bool) -> Object {
    let null = nullable.then(|| Object::new().with("type", "null"));
    Object::new().with_list("anyOf", alternatives.into_iter().chain(null))
}

fn members(fields: &[Field], group: Option<&str>, components: &Components<'_>) -> Object {
    let mut properties = Object::new();
    let mut others = Vec::new();
    for field in fields {
        let property = member(field, group, components);
        if properties.contains(&field.name) {
            others.push(Object::new().with("name", field.name.as_str()).with("schema", property));
        } else {
            properties.insert(&field.name, property);
        }
    }
    let required =
        fields.iter().filter(|field| field.presence == Presence::Required).map(|field| field.name.as_str());
    let required: std::collections::BTreeSet<_> = required.collect();
    Object::new()
        .with_filled("properties", properties)
        .with_list("required", required)
        .with_list("x-other-properties", others)
}

fn member(field: &Field, group: Option<&str>, components: &Components<'_>) -> Object {
    let docs = Object::new()
        .with_some("title", field.title.as_deref())
        .with_some("description", field.description.as_deref());
    docs.extended(parameter::value(field, group, components))
        .with_flag("deprecated", field.deprecated)
        .with_some("x-required", parameter::unknown_presence(field))
}
