//! The facts about the API that the runtime needs.

use crate::spec::api::{EnvelopeRoles, In, Ingredient, SignatureRecipe, TimestampUnit};

/// The facts about the API that the runtime needs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Description {
    /// The API's name.
    pub name: String,
    /// URL before every path.
    pub base_url: Option<String>,
    /// The servers that the docs list.
    pub servers: Vec<Server>,
    /// What the names of environment variables begin with.
    pub environment: String,
    /// How calls prove who sends them.
    pub signing: Option<Signing>,
    /// The names of the envelope's fields.
    pub envelope: Option<EnvelopeRoles>,
}

/// A server that the docs list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// What the docs call it.
    pub name: Option<String>,
    /// URL before every path, perhaps with `{variables}`.
    pub url: String,
    /// The variables of the URL.
    pub variables: Vec<ServerVariable>,
}

/// A variable in the URL of a server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerVariable {
    /// Name between the braces.
    pub name: String,
    /// Value where nobody chooses one.
    pub default: Option<String>,
    /// The values it can have; any when none is listed.
    pub values: Vec<String>,
}

/// How calls prove who sends them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signing {
    /// What each call carries, in order.
    pub fields: Vec<AuthenticationField>,
    /// How the signature is made, where something carries one.
    pub signature: Option<SignatureRecipe>,
    /// Unit of the timestamp.
    pub timestamp_unit: TimestampUnit,
    /// Characters in a nonce.
    pub nonce_length: u16,
}

/// A header, query parameter or cookie that authentication fills.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthenticationField {
    /// Where it travels.
    pub place: In,
    /// Its name on the wire.
    pub name: String,
    /// What it carries, piece by piece.
    pub value: Vec<Ingredient>,
    /// Whether no call goes without it.
    pub required: bool,
}
