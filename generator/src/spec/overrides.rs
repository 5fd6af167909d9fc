//! `overrides.yaml`: corrections of what the pages say, written by hand, each with its reason.

mod value;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use value::{Listed, Said, Text, Was};

/// The corrections, in the order of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(title = "overrides.yaml")]
pub struct Overrides(pub Vec<Correction>);

/// One correction of one place, or of all places that a pattern matches.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Correction {
    /// The place: `GET /orders/{id}`, `POST /orders request.lines[].price`, `GET /orders query.page`,
    /// `GET /orders response 200.data`, `Order.price`, `envelope.code`; `group/operation` may stand for verb and path.
    /// `*` stands for anything within one part, `**` for anything.
    pub at: String,
    /// What the docs say there now, or `absent` where `now` adds something.
    pub was: Was,
    /// What is true.
    pub now: Change,
    /// Why the docs are wrong.
    pub because: String,
    /// A link or page that proves it.
    #[serde(default)]
    pub see: Option<String>,
    /// Its lines in `overrides.yaml`.
    #[serde(skip)]
    pub lines: Lines,
}

/// Lines of a correction, counted from 1; 0 when they are not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lines {
    /// The first key.
    pub first: u32,
    /// `at`
    pub at: u32,
    /// `was`
    pub was: u32,
    /// `now`
    pub now: u32,
    /// `because`
    pub because: u32,
}

/// What is said of a place. `null` means that nothing is stated.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Its name on the wire; where `now` renames it.
    #[serde(default, skip_serializing_if = "Said::is_nothing")]
    pub name: Said<String>,
    /// Its type: `integer`, `string<date-time>`, `array[Order]`, `map[string]`, `integer or string`, `any`.
    #[serde(default, rename = "type", skip_serializing_if = "Said::is_nothing")]
    pub type_words: Said<String>,
    /// Whether it must be there: `true`, `false` or `unknown`.
    #[serde(default, skip_serializing_if = "Said::is_nothing")]
    pub required: Said<Text>,
    /// Whether `null` is a value.
    #[serde(default, skip_serializing_if = "Said::is_nothing")]
    pub nullable: Said<bool>,
    /// The values that are listed.
    #[serde(default, rename = "enum", skip_serializing_if = "Said::is_nothing")]
    pub values: Said<Vec<Listed>>,
    /// The format word, such as `date-time`.
    #[serde(default, skip_serializing_if = "Said::is_nothing")]
    pub format: Said<String>,
    /// The short title.
    #[serde(default, skip_serializing_if = "Said::is_nothing")]
    pub title: Said<String>,
    /// The description.
    #[serde(default, skip_serializing_if = "Said::is_nothing")]
    pub description: Said<String>,
    /// The example value.
    #[serde(default, skip_serializing_if = "Said::is_nothing")]
    pub example: Said<Text>,
    /// The default value.
    #[serde(default, skip_serializing_if = "Said::is_nothing")]
    pub default: Said<Text>,
    /// How far an endpoint is, such as `in-development`.
    #[serde(default, skip_serializing_if = "Said::is_nothing")]
    pub status: Said<String>,
    /// The ways to prove who calls that a call needs: names of schemes joined by `and`, alternatives by `or`; `none` where
    /// it needs none.
    #[serde(default, skip_serializing_if = "Said::is_nothing")]
    pub security: Said<String>,
    /// How a parameter that is a list or an object is written, such as `form` or `deepObject`.
    #[serde(default, skip_serializing_if = "Said::is_nothing")]
    pub style: Said<String>,
    /// The words behind the status of a response.
    #[serde(default, skip_serializing_if = "Said::is_nothing")]
    pub label: Said<String>,
    /// Whether the docs advise against it.
    #[serde(default, skip_serializing_if = "Said::is_nothing")]
    pub deprecate: Said<bool>,
}

/// What is true of a place: the keys of a statement, or one of `drop` and `add`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The new name on the wire; or the verb and path that an endpoint has, which confirms them.
    #[serde(default)]
    pub rename: Option<String>,
    /// Whether it does not exist.
    #[serde(default)]
    pub drop: Option<bool>,
    /// What exists there although no page says so.
    #[serde(default)]
    pub add: Option<Box<Addition>>,
    /// See [`Statement::type_words`].
    #[serde(default, rename = "type")]
    pub type_words: Said<String>,
    /// See [`Statement::required`].
    #[serde(default)]
    pub required: Said<Text>,
    /// See [`Statement::nullable`].
    #[serde(default)]
    pub nullable: Said<bool>,
    /// See [`Statement::values`].
    #[serde(default, rename = "enum")]
    pub values: Said<Vec<Listed>>,
    /// See [`Statement::format`].
    #[serde(default)]
    pub format: Said<String>,
    /// See [`Statement::title`].
    #[serde(default)]
    pub title: Said<String>,
    /// See [`Statement::description`].
    #[serde(default)]
    pub description: Said<String>,
    /// See [`Statement::example`].
    #[serde(default)]
    pub example: Said<Text>,
    /// See [`Statement::default`].
    #[serde(default)]
    pub default: Said<Text>,
    /// See [`Statement::status`].
    #[serde(default)]
    pub status: Said<String>,
    /// See [`Statement::security`].
    #[serde(default)]
    pub security: Said<String>,
    /// See [`Statement::style`].
    #[serde(default)]
    pub style: Said<String>,
    /// See [`Statement::label`].
    #[serde(default)]
    pub label: Said<String>,
    /// See [`Statement::deprecate`].
    #[serde(default)]
    pub deprecate: Said<bool>,
}

impl Change {
    /// What it states, with the new name as the name.
    #[must_use]
    pub fn statement(&self) -> Statement {
        Statement {
            name: self.rename.clone().map_or(Said::Nothing, Said::Is),
            type_words: self.type_words.clone(),
            required: self.required.clone(),
            nullable: self.nullable.clone(),
            values: self.values.clone(),
            format: self.format.clone(),
            title: self.title.clone(),
            description: self.description.clone(),
            example: self.example.clone(),
            default: self.default.clone(),
            status: self.status.clone(),
            security: self.security.clone(),
            style: self.style.clone(),
            label: self.label.clone(),
            deprecate: self.deprecate.clone(),
        }
    }
}

/// Something that no page documents: an endpoint, a parameter, a body, a response, a field or a named schema.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Addition {
    /// Name on the wire, of what stands in a list.
    #[serde(default)]
    pub name: Option<String>,
    /// Where a parameter of an added endpoint travels: `path`, `query`, `header` or `cookie`.
    #[serde(default, rename = "in")]
    pub location: Option<String>,
    /// See [`Statement::type_words`].
    #[serde(default, rename = "type")]
    pub type_words: Option<String>,
    /// See [`Statement::required`].
    #[serde(default)]
    pub required: Option<Text>,
    /// See [`Statement::nullable`].
    #[serde(default)]
    pub nullable: Option<bool>,
    /// See [`Statement::values`].
    #[serde(default, rename = "enum")]
    pub values: Option<Vec<Listed>>,
    /// See [`Statement::format`].
    #[serde(default)]
    pub format: Option<String>,
    /// See [`Statement::title`].
    #[serde(default)]
    pub title: Option<String>,
    /// See [`Statement::description`].
    #[serde(default)]
    pub description: Option<String>,
    /// See [`Statement::example`].
    #[serde(default)]
    pub example: Option<Text>,
    /// See [`Statement::default`].
    #[serde(default)]
    pub default: Option<Text>,
    /// See [`Statement::deprecate`].
    #[serde(default)]
    pub deprecate: Option<bool>,
    /// The fields of an object, or of the objects in a list.
    #[serde(default)]
    pub fields: Vec<Addition>,
    /// Media type of a body; `application/json` when left out.
    #[serde(default)]
    pub media_type: Option<String>,
    /// Whether the envelope stands around a body.
    #[serde(default)]
    pub enveloped: Option<bool>,
    /// Words behind the status of a response.
    #[serde(default)]
    pub label: Option<String>,
    /// How far an endpoint is; or the HTTP status of a response of an added endpoint.
    #[serde(default)]
    pub status: Option<Text>,
    /// The parameters of an endpoint.
    #[serde(default)]
    pub parameters: Vec<Addition>,
    /// The request body of an endpoint.
    #[serde(default)]
    pub request: Option<Box<Addition>>,
    /// The responses of an endpoint.
    #[serde(default)]
    pub responses: Vec<Addition>,
}
