//! The properties that corrections speak of: what a statement says, and what stands at a place.

use std::collections::BTreeSet;

use crate::diagnostic::quote;
use crate::spec::endpoint::Status;
use crate::spec::overrides::{Listed, Said, Statement, Text};
use crate::spec::place::Node;
use crate::spec::schema::{EnumValue, Field, Presence, Schema, Shape};
use crate::spec::server::{requirement, requirement_words};
use crate::spec::type_words::{self, type_words};

/// A property of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Property {
    Name,
    Type,
    Required,
    Nullable,
    Enum,
    Format,
    Title,
    Description,
    Example,
    Default,
    Status,
    Security,
    Style,
    Label,
    Deprecate,
}

impl Property {
    /// The key in `overrides.yaml`.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Type => "type",
            Self::Required => "required",
            Self::Nullable => "nullable",
            Self::Enum => "enum",
            Self::Format => "format",
            Self::Title => "title",
            Self::Description => "description",
            Self::Example => "example",
            Self::Default => "default",
            Self::Status => "status",
            Self::Security => "security",
            Self::Style => "style",
            Self::Label => "label",
            Self::Deprecate => "deprecate",
        }
    }
}

/// What is said of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Nothing is stated.
    None,
    Flag(bool),
    Text(String),
    Values(Vec<Listed>),
}

/// What a statement says, property by property; a type stands before what depends on it.
pub(super) fn stated(statement: &Statement) -> Vec<(Property, Value)> {
    let text = |said: &Said<String>| value(said, |text| Value::Text(text.clone()));
    let scalar = |said: &Said<Text>| value(said, |Text(text)| Value::Text(text.clone()));
    let flag = |said: &Said<bool>| value(said, |flag| Value::Flag(*flag));
    let said = [
        (Property::Name, text(&statement.name)),
        (Property::Type, text(&statement.type_words)),
        (Property::Required, value(&statement.required, required)),
        (Property::Nullable, flag(&statement.nullable)),
        (Property::Enum, value(&statement.values, |values| Value::Values(values.clone()))),
        (Property::Format, text(&statement.format)),
        (Property::Title, text(&statement.title)),
        (Property::Description, text(&statement.description)),
        (Property::Example, scalar(&statement.example)),
        (Property::Default, scalar(&statement.default)),
        (Property::Status, text(&statement.status)),
        (Property::Security, text(&statement.security)),
        (Property::Style, text(&statement.style)),
        (Property::Label, text(&statement.label)),
        (Property::Deprecate, flag(&statement.deprecate)),
    ];
    said.into_iter().filter_map(|(property, value)| Some((property, value?))).collect()
}

fn value<T>(said: &Said<T>, of: impl Fn(&T) -> Value) -> Option<Value> {
    match said {
        Said::Nothing => None,
        Said::Null => Some(Value::None),
        Said::Is(value) => Some(of(value)),
    }
}

/// `unknown` is what the docs do not say.
pub(super) fn required(Text(word): &Text) -> Value {
    match word.as_str() {
        "true" => Value::Flag(true),
        "false" => Value::Flag(false),
        "unknown" => Value::None,
        other => Value::Text(other.to_owned()),
    }
}

/// The statement that says just this.
pub(super) fn statement(said: &[(Property, Value)]) -> Statement {
    let mut statement = Statement::default();
    for (property, value) in said {
        match property {
            Property::Name => statement.name = text(value),
            Property::Type => statement.type_words = text(value),
            Property::Required => statement.required = Said::Is(Text(printed(*property, value))),
            Property::Nullable => statement.nullable = flag(value),
            Property::Enum => {
                statement.values = match value {
                    Value::Values(values) => Said::Is(values.clone()),
                    _ => Said::Null,
                }
            }
            Property::Format => statement.format = text(value),
            Property::Title => statement.title = text(value),
            Property::Description => statement.description = text(value),
            Property::Example => statement.example = scalar(value),
            Property::Default => statement.default = scalar(value),
            Property::Status => statement.status = text(value),
            Property::Security => statement.security = text(value),
            Property::Style => statement.style = text(value),
            Property::Label => statement.label = text(value),
            Property::Deprecate => statement.deprecate = flag(value),
        }
    }
    statement
}

fn text(value: &Value) -> Said<String> {
    match value {
        Value::Text(text) => Said::Is(text.clone()),
        _ => Said::Null,
    }
}

fn scalar(value: &Value) -> Said<Text> {
    match text(value) {
        Said::Is(text) => Said::Is(Text(text)),
        _ => Said::Null,
    }
}

const fn flag(value: &Value) -> Said<bool> {
    Said::Is(matches!(value, Value::Flag(true)))
}

/// Statements on one line: `type: integer, required: true`.
pub(super) fn in_words(said: &[(Property, Value)]) -> String {
    let words =
        said.iter().map(|(property, value)| format!("{}: {}", property.word(), printed(*property, value)));
    words.collect::<Vec<_>>().join(", ")
}

/// One value in words.
pub(super) fn printed(property: Property, value: &Value) -> String {
    match value {
        Value::None if property == Property::Required => "unknown".to_owned(),
        Value::None => "null".to_owned(),
        Value::Flag(flag) => flag.to_string(),
        Value::Text(text) => text.clone(),
        Value::Values(values) => {
            let scalars = values.iter().map(|listed| listed.value.to_string());
            format!("[{}]", scalars.collect::<Vec<_>>().join(", "))
        }
    }
}

/// What a node says of a property; `None` where the property is none of its own.
pub(super) fn says(node: Node<'_>, property: Property) -> Option<Value> {
    match node {
        Node::Endpoint(endpoint) => match property {
            Property::Name => Some(Value::Text(endpoint.id())),
            Property::Title => Some(Value::Text(endpoint.title.clone())),
            Property::Description => Some(optional(endpoint.description.as_ref())),
            Property::Status => Some(Value::Text(status_word(endpoint.status))),
            Property::Deprecate => Some(Value::Flag(endpoint.status == Status::Deprecated)),
            Property::Security => {
                let words = endpoint.security.as_deref().map(requirement_words);
                Some(optional(words.as_ref()))
            }
            _ => None,
        },
        Node::Response(response) => match property {
            Property::Label => Some(Value::Text(response.label.clone())),
            Property::Description => Some(optional(response.description.as_ref())),
            _ => None,
        },
        Node::Body(body) => of_schema(&body.schema, property),
        Node::Schema(schema) => of_schema(schema, property),
        Node::Parameter(parameter) if property == Property::Style => Some(optional(parameter.style.as_ref())),
        Node::Parameter(parameter) => of_field(&parameter.field, property),
        Node::Field(field) => of_field(field, property),
    }
}

fn of_field(field: &Field, property: Property) -> Option<Value> {
    match property {
        Property::Name => Some(Value::Text(field.name.clone())),
        Property::Required => Some(match field.presence {
            Presence::Required => Value::Flag(true),
            Presence::Optional => Value::Flag(false),
            Presence::Unknown => Value::None,
        }),
        Property::Title => Some(optional(field.title.as_ref())),
        Property::Description => Some(optional(field.description.as_ref())),
        Property::Example => Some(optional(field.example.as_ref())),
        Property::Default => Some(optional(field.default.as_ref())),
        Property::Deprecate => Some(Value::Flag(field.deprecated)),
        _ => of_schema(&field.schema, property),
    }
}

fn of_schema(schema: &Schema, property: Property) -> Option<Value> {
    match property {
        Property::Type => Some(Value::Text(type_words(schema))),
        Property::Nullable => Some(Value::Flag(schema.nullable)),
        Property::Enum => Some(match &schema.shape {
            Shape::String { values, .. } | Shape::Integer { values, .. } if !values.is_empty() => {
                Value::Values(values.iter().map(listed).collect())
            }
            _ => Value::None,
        }),
        Property::Format => Some(match &schema.shape {
            Shape::String { format, .. } | Shape::Integer { format, .. } | Shape::Number { format } => {
                optional(format.as_ref())
            }
            _ => Value::None,
        }),
        _ => None,
    }
}

fn listed(value: &EnumValue) -> Listed {
    Listed { value: value.value.clone(), name: value.name.clone(), description: value.description.clone() }
}

fn optional(text: Option<&String>) -> Value {
    text.map_or(Value::None, |text| Value::Text(text.clone()))
}

const STATUSES: [(&str, Status); 12] = [
    ("unmarked", Status::Unmarked),
    ("designing", Status::Designing),
    ("pending", Status::Pending),
    ("in-development", Status::InDevelopment),
    ("integrating", Status::Integrating),
    ("testing", Status::Testing),
    ("tested", Status::Tested),
    ("released", Status::Released),
    ("deprecating", Status::Deprecating),
    ("deprecated", Status::Deprecated),
    ("faulty", Status::Faulty),
    ("other", Status::Other),
];

fn status_word(status: Status) -> String {
    STATUSES.iter().find(|(_, known)| *known == status).map_or("other", |(word, _)| word).to_owned()
}

/// The status of this word.
pub(super) fn status(word: &str) -> Result<Status, String> {
    let known = STATUSES.iter().find(|(known, _)| *known == word).map(|(_, status)| *status);
    let words = || STATUSES.map(|(word, _)| word).join(", ");
    known.ok_or_else(|| format!("{} is no status; the words are {}", quote(word), words()))
}

/// Whether what is written is what the docs say. Types need no order of alternatives, listed values need none and may
/// leave out what else is said of them.
pub(super) fn agrees(property: Property, written: &Value, docs: &Value) -> bool {
    match (property, written, docs) {
        (Property::Type, Value::Text(written), Value::Text(docs)) => {
            match (type_words::read(written), type_words::read(docs)) {
                (Ok(written), Ok(docs)) => type_words::is_same(&written, &docs),
                _ => written.split_whitespace().eq(docs.split_whitespace()),
            }
        }
        (Property::Security, Value::Text(written), Value::Text(docs)) => {
            let sets = |words: &str| -> BTreeSet<BTreeSet<String>> {
                requirement(words).into_iter().map(|names| names.into_iter().collect()).collect()
            };
            sets(written) == sets(docs)
        }
        (Property::Nullable | Property::Deprecate, Value::None, docs) => *docs == Value::Flag(false),
        (_, Value::Values(written), Value::Values(docs)) => {
            let says = |written: &Option<String>, docs: &Option<String>| written.is_none() || written == docs;
            written.len() == docs.len()
                && written.iter().all(|one| {
                    let mut found = docs.iter().filter(|other| other.value == one.value);
                    found.any(|other| {
                        says(&one.name, &other.name) && says(&one.description, &other.description)
                    })
                })
        }
        (_, Value::Text(written), Value::Text(docs)) => written.trim() == docs.trim(),
        (_, Value::None, Value::Text(docs)) | (_, Value::Text(docs), Value::None) => docs.trim().is_empty(),
        (_, written, docs) => written == docs,
    }
}
