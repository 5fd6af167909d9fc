//! Schemas as a page states them: a tree where the page has one, such as its JSON Schema or its rows with depth.

use super::Badge;
use crate::diagnostic::{Origin, Stated};
use crate::scrape::json::Json;

/// What a page states about a value. What it leaves unsaid is `None`, empty or [`SchemaShape::Any`].
#[derive(Clone, Debug)]
pub struct SchemaFacts {
    /// Where it starts.
    pub origin: Origin,
    /// Its last line.
    pub last_line: u32,
    /// The shape of the value.
    pub shape: SchemaShape,
    /// Whether `null` is a value, too.
    pub nullable: bool,
    /// Short title.
    pub title: Option<String>,
    /// Description, as printed.
    pub description: Option<String>,
    /// Default value: text as it is, anything else as JSON.
    pub default: Option<String>,
    /// Example value: text as it is, anything else as JSON.
    pub example: Option<String>,
    /// What else bounds the value, each in words: `>= 1`, `<= 180 characters`, `pattern ^a$`, `unique items`, `read only`.
    pub bounds: Vec<String>,
    /// Whether the page advises against it.
    pub deprecated: bool,
}

impl SchemaFacts {
    /// A schema on one line of which nothing is stated but its shape.
    #[must_use]
    pub const fn bare(shape: SchemaShape, origin: Origin) -> Self {
        let last_line = origin.line;
        Self {
            origin,
            last_line,
            shape,
            nullable: false,
            title: None,
            description: None,
            default: None,
            example: None,
            bounds: Vec::new(),
            deprecated: false,
        }
    }
}

/// The shape of a value, as stated.
#[derive(Clone, Debug)]
pub enum SchemaShape {
    /// Nothing is stated.
    Any,
    /// `null` and nothing else.
    Null,
    /// A string.
    String {
        /// Format word, such as `date-time`.
        format: Option<String>,
        /// The listed values; none where any may come.
        values: Vec<ValueFacts>,
    },
    /// A number without a fraction.
    Integer {
        /// Format word, such as `int64`.
        format: Option<String>,
        /// The listed values; none where any may come.
        values: Vec<ValueFacts>,
    },
    /// A number.
    Number {
        /// Format word, such as `double`.
        format: Option<String>,
        /// The listed values; none where any may come.
        values: Vec<ValueFacts>,
    },
    /// `true` or `false`.
    Boolean,
    /// Bytes of a file.
    Binary,
    /// A list, and what its items are where the page says so.
    Array(Option<Box<SchemaFacts>>),
    /// An object whose keys are data, and what its values are where the page says so.
    Map(Option<Box<SchemaFacts>>),
    /// An object with named members.
    Object {
        /// The members, in the page's order.
        fields: Vec<FieldFacts>,
        /// What members without a name in the page are, where it says so.
        rest: Option<Box<SchemaFacts>>,
    },
    /// Exactly one of these.
    OneOf {
        /// The alternatives, in the page's order.
        variants: Vec<SchemaFacts>,
        /// The member that tells which it is.
        discriminator: Option<DiscriminatorFacts>,
    },
    /// One or several of these.
    AnyOf(Vec<SchemaFacts>),
    /// All of these at once.
    AllOf(Vec<SchemaFacts>),
    /// A named schema: a key of [`Page::definitions`](super::Page::definitions).
    Reference(String),
    /// An object or list whose inside the capture does not hold, since it was collapsed when the page was saved.
    Collapsed {
        /// Whether it is a list.
        is_array: bool,
        /// Its schema's name, where the page prints one.
        name: Option<String>,
    },
}

/// The member that tells which of several alternatives a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DiscriminatorFacts {
    /// Name on the wire.
    pub member: String,
    /// Its values in the page's order, each with the name of the schema it stands for, where the page lists them.
    pub mapping: Vec<(String, String)>,
}

/// A member of an object, or a parameter.
#[derive(Clone, Debug)]
pub struct FieldFacts {
    /// Name on the wire.
    pub name: Stated<String>,
    /// Required or optional; `None` where the page does not say.
    pub presence: Option<Badge>,
    /// What its value is.
    pub schema: SchemaFacts,
    /// How a parameter that is a list or an object is written, such as `form` or `deepObject`; members have none.
    pub style: Option<String>,
    /// Whether each item of such a parameter is sent on its own, as in `a=1&a=2`.
    pub explode: Option<bool>,
}

/// One listed value.
#[derive(Clone, Debug)]
pub struct ValueFacts {
    /// The value on the wire.
    pub value: Json,
    /// Its name on the page.
    pub name: Option<String>,
    /// What the page says of it.
    pub description: Option<String>,
    /// Where it stands.
    pub origin: Origin,
}
