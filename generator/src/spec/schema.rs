//! The schema language of the spec: what a JSON value looks like, in no programming language's terms.

use std::collections::BTreeMap;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::corrected::Corrected;
use super::evidence::Evidence;

/// What a JSON value looks like, and how sure that is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Schema {
    /// The shape of the value.
    #[serde(flatten)]
    pub shape: Shape,
    /// Whether `null` is a value.
    #[serde(default, skip_serializing_if = "is_false")]
    pub nullable: bool,
    /// How sure the shape is; left out when a page states it.
    #[serde(default, skip_serializing_if = "Certainty::is_stated")]
    pub certainty: Certainty,
    /// What the docs say of it, in their own language, where no field around it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Bounds as printed, such as `<= 180`, where no field around it has them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bounds: Vec<String>,
    /// The witnesses of the shape.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
    /// What `overrides.yaml` corrects here.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Corrected>,
}

/// How sure a shape is, surest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub enum Certainty {
    /// A page states it.
    #[default]
    #[serde(rename = "stated")]
    Stated,
    /// It is read off a value in an example.
    #[serde(rename = "inferred from an example")]
    Example,
    /// It is read off a shell sample or a path.
    #[serde(rename = "inferred from the path or a sample call")]
    Call,
    /// It is read off `""`, `0`, `false`, `[]` or `{}`, which examples made by machine print for anything.
    #[serde(rename = "inferred from an example, which shows only a placeholder")]
    Placeholder,
    /// No page shows it.
    #[serde(rename = "unknown")]
    Unknown,
}

impl Certainty {
    /// Whether a page states it.
    #[must_use]
    pub const fn is_stated(&self) -> bool {
        matches!(self, Self::Stated)
    }
}

/// The shape of a JSON value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Shape {
    /// Nothing is known; any JSON value.
    Any,
    /// Nothing but `null` was ever seen.
    Null,
    /// A string.
    String {
        /// Format word, such as `date-time`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The values the docs list; others may come.
        #[serde(default, rename = "enum", skip_serializing_if = "Vec::is_empty")]
        values: Vec<EnumValue>,
    },
    /// A number without a fraction.
    Integer {
        /// Format word, such as `int64`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
        /// The values the docs list; others may come.
        #[serde(default, rename = "enum", skip_serializing_if = "Vec::is_empty")]
        values: Vec<EnumValue>,
    },
    /// A number, with or without a fraction.
    Number {
        /// Format word, such as `double`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        format: Option<String>,
    },
    /// `true` or `false`.
    Boolean,
    /// Bytes of a file, outside JSON.
    Binary,
    /// A list.
    Array {
        /// What each item looks like.
        items: Box<Schema>,
    },
    /// An object whose member names are data.
    Map {
        /// What each value looks like.
        entries: Box<Schema>,
    },
    /// An object with named members.
    Object {
        /// The members, in documented order.
        fields: Vec<Field>,
    },
    /// One of several shapes.
    Union {
        /// The alternatives, surest first.
        variants: Vec<Schema>,
        /// The member that tells which alternative it is.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        discriminator: Option<Discriminator>,
    },
    /// All of several shapes at once.
    AllOf {
        /// The shapes.
        parts: Vec<Schema>,
    },
    /// A named schema, possibly recursive.
    Ref {
        /// Its name.
        schema: String,
    },
}

/// The member that tells which alternative a value is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Discriminator {
    /// Its name; its values are what the alternatives list themselves, or their names.
    Member(String),
    /// Its name, and what its values stand for.
    Mapped {
        /// Its name on the wire.
        member: String,
        /// The schema that each value stands for.
        mapping: BTreeMap<String, String>,
    },
}

impl Discriminator {
    /// Its name on the wire.
    #[must_use]
    pub fn member(&self) -> &str {
        match self {
            Self::Member(member) | Self::Mapped { member, .. } => member,
        }
    }

    /// The values that the docs list, each with the schema it stands for.
    pub fn mapping(&self) -> impl Iterator<Item = (&str, &str)> {
        let mapping = match self {
            Self::Member(_) => None,
            Self::Mapped { mapping, .. } => Some(mapping),
        };
        mapping.into_iter().flatten().map(|(value, schema)| (value.as_str(), schema.as_str()))
    }

    /// The member, and of `mapping` what names a schema that `known` knows by its name in the spec.
    pub(crate) fn of<'m>(
        member: &str,
        mapping: impl Iterator<Item = (&'m str, &'m str)>,
        known: impl Fn(&str) -> Option<String>,
    ) -> Self {
        let member = member.to_owned();
        let mapping: BTreeMap<_, _> =
            mapping.filter_map(|(value, schema)| Some((value.to_owned(), known(schema)?))).collect();
        if mapping.is_empty() { Self::Member(member) } else { Self::Mapped { member, mapping } }
    }
}

/// One value an enumeration lists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EnumValue {
    /// The value on the wire.
    pub value: EnumScalar,
    /// Its name in the docs' English, such as `Refunds only`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// What else the docs say of it, in their own language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Where the docs list it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<Evidence>,
}

/// A value of an enumeration on the wire.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum EnumScalar {
    /// An integer.
    Integer(i64),
    /// A string.
    String(String),
}

impl fmt::Display for EnumScalar {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Integer(number) => number.fmt(formatter),
            Self::String(text) => text.fmt(formatter),
        }
    }
}

/// Whether something must be there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// The docs demand or promise it.
    Required,
    /// The docs say that it may be absent.
    Optional,
    /// No page says.
    #[default]
    Unknown,
}

/// A named member of an object, or a parameter.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Field {
    /// Name on the wire.
    pub name: String,
    /// Its shape, with the evidence for the whole row.
    #[serde(flatten)]
    pub schema: Schema,
    /// Whether it must be there.
    pub presence: Presence,
    /// Short title, in the docs' own language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Description, in the docs' own language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Default value as printed; `withheld` for parameters that may carry credentials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// Example value as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
    /// Bounds as printed, such as `<= 180`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bounds: Vec<String>,
    /// Allowed values as printed, where they could not be told apart.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub allowed: Vec<String>,
    /// Whether the docs advise against it.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deprecated: bool,
    /// The editions that show it, where not all that show the object around it do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only_in: Vec<String>,
    /// Title and description in other editions, where those are in another language.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub translations: Vec<Translation>,
}

/// The words of another edition.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Translation {
    /// Directory below `captures/`.
    pub edition: String,
    /// Short title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Description.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Example value as printed, where it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<String>,
}

impl Field {
    /// A field of which nothing is known but its shape and whether it must be there.
    pub(crate) fn bare(name: &str, schema: Schema, presence: Presence) -> Self {
        Self {
            name: name.to_owned(),
            schema,
            presence,
            title: None,
            description: None,
            default: None,
            example: None,
            bounds: Vec::new(),
            allowed: Vec::new(),
            deprecated: false,
            only_in: Vec::new(),
            translations: Vec::new(),
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
pub(super) const fn is_false(value: &bool) -> bool {
    !*value
}
