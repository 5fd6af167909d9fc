//! `api.yaml`: the facts about an API that stand on no captured page, written by hand.

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, de};

pub use super::endpoint::In;
use super::server::ServerVariable;

/// Facts about the whole API.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "api.yaml")]
pub struct ApiDescription {
    /// Name of the API, for docs and the user agent.
    #[serde(default)]
    pub name: Option<String>,
    /// URL before every path, without a slash at its end.
    #[serde(default)]
    pub base_url: Option<String>,
    /// Further servers, and what the pages leave unsaid of those that they list.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<ServerDescription>,
    /// How requests prove who sends them.
    #[serde(default)]
    pub authentication: Option<Authentication>,
    /// The object around every response.
    #[serde(default)]
    pub envelope: Option<EnvelopeRoles>,
    /// The calls that do no more when they are sent twice: they may be sent again after any failure that may pass.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub idempotent: Vec<Idempotent>,
    /// What is not settled; printed in the docs of the client.
    #[serde(default)]
    pub open_questions: Vec<String>,
    /// What `cargo xtask coverage` need not ask for.
    #[serde(default, skip_serializing_if = "CoverageRules::is_empty")]
    pub coverage: CoverageRules,
    /// Where its sections stand.
    #[serde(skip)]
    pub lines: SectionLines,
}

/// A server that the API lives on. One that the pages list, too, is told by its URL; what stands here outweighs them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServerDescription {
    /// URL before every path, perhaps with `{variables}`.
    #[serde(deserialize_with = "words")]
    #[schemars(length(min = 1))]
    pub url: String,
    /// What it is called, such as `Production`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The variables of the URL.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variables: Vec<ServerVariable>,
    /// Its line in `api.yaml`, counted from 1; 0 when it is not known.
    #[serde(skip)]
    pub line: u32,
}

/// A call that does no more when it is sent twice. The verb proves nothing: there are APIs that cancel with `GET`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Idempotent {
    /// Verb and path as in the docs, or `group/operation`. `*` stands for anything within one part, `**` for anything.
    #[serde(deserialize_with = "words")]
    #[schemars(length(min = 1))]
    pub endpoint: String,
    /// How one knows.
    #[serde(deserialize_with = "words")]
    #[schemars(length(min = 1))]
    pub because: String,
    /// Its line in `api.yaml`, counted from 1; 0 when it is not known.
    #[serde(skip)]
    pub line: u32,
}

/// What `cargo xtask coverage` need not ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CoverageRules {
    /// Entries of the navigation that nobody will capture.
    #[serde(default)]
    pub ignore: Vec<Ignore>,
}

impl ApiDescription {
    /// What the names of environment variables about this API begin with: the letters and digits of its name in upper
    /// case, such as `ACME_SHOP`. No shell takes one that begins with a digit.
    #[must_use]
    pub fn environment(&self) -> String {
        let prefix = upper_snake(self.name.as_deref().unwrap_or_default());
        match prefix.bytes().next() {
            None => "API".to_owned(),
            Some(first) if first.is_ascii_digit() => format!("API_{prefix}"),
            Some(_) => prefix,
        }
    }

    /// The environment variable for a credential, or for `base-url`.
    #[must_use]
    pub fn variable(&self, name: &str) -> String {
        format!("{}_{}", self.environment(), upper_snake(name))
    }
}

/// ASCII letters and digits in upper case, and `_` for whatever stands between them.
fn upper_snake(text: &str) -> String {
    let words = text.split(|character: char| !character.is_ascii_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).map(str::to_ascii_uppercase).collect();
    words.join("_")
}

impl CoverageRules {
    fn is_empty(&self) -> bool {
        self.ignore.is_empty()
    }
}

/// An entry of the navigation that nobody will capture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ignore {
    /// The edition that lists it; every edition when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edition: Option<String>,
    /// Its folders and its title, outermost first, joined by ` / `. A folder stands for all that lies below it.
    #[serde(deserialize_with = "words")]
    #[schemars(length(min = 1))]
    pub entry: String,
    /// Why.
    #[serde(deserialize_with = "words")]
    #[schemars(length(min = 1))]
    pub because: String,
    /// Its line in `api.yaml`, counted from 1; 0 when it is not known.
    #[serde(skip)]
    pub line: u32,
}

/// Text that says something.
fn words<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    if text.trim().is_empty() { Err(de::Error::custom("this text is empty")) } else { Ok(text) }
}

/// The lines of `api.yaml` on which sections start, counted from 1; 0 when it is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SectionLines {
    /// `base_url`
    pub base_url: u32,
    /// `servers`
    pub servers: u32,
    /// `authentication`
    pub authentication: u32,
    /// `envelope`
    pub envelope: u32,
}

/// How requests prove who sends them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Authentication {
    /// Headers sent with every call, in order.
    #[serde(default)]
    pub headers: Vec<Carrier>,
    /// Query parameters sent with every call, in order.
    #[serde(default)]
    pub query: Vec<Carrier>,
    /// Cookies sent with every call, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cookies: Vec<Carrier>,
    /// How the signature is made, where something carries one.
    #[serde(default)]
    pub signature: Option<SignatureRecipe>,
    /// Unit of the timestamp.
    #[serde(default)]
    pub timestamp_unit: TimestampUnit,
    /// Characters in a nonce, `A-Z`, `a-z` and `0-9`.
    #[serde(default = "default_nonce_length")]
    pub nonce_length: u16,
}

impl Authentication {
    /// Everything that carries a part of it, with its place, in order: headers, query parameters, cookies.
    pub fn carriers(&self) -> impl Iterator<Item = (In, &Carrier)> {
        let headers = self.headers.iter().map(|carrier| (In::Header, carrier));
        let query = self.query.iter().map(|carrier| (In::Query, carrier));
        headers.chain(query).chain(self.cookies.iter().map(|carrier| (In::Cookie, carrier)))
    }
}

const fn default_nonce_length() -> u16 {
    32
}

/// A header, query parameter or cookie that authentication fills.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Carrier {
    /// Its name on the wire.
    pub name: String,
    /// What it carries.
    pub carries: Ingredient,
    /// Whether it is left out when the credential is not given.
    #[serde(default)]
    pub optional: bool,
    /// Text before the value, such as `Bearer `.
    #[serde(default)]
    pub prefix: String,
    /// Its line in `api.yaml`, counted from 1; 0 when it is not known.
    #[serde(skip)]
    pub line: u32,
}

/// A piece of authentication: carried by a header, or joined into the signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ingredient {
    /// A credential the user supplies, by name.
    Credential(String),
    /// A user name and a password, two credentials by name: `Basic ` and the base64 of both, joined by a colon; only
    /// carried.
    Basic(String, String),
    /// The time of the call.
    Timestamp,
    /// The random string of the call.
    Nonce,
    /// The signature; only carried, never joined into itself.
    Signature,
    /// The HTTP method in upper case; only joined.
    Verb,
    /// The path of the URL; only joined.
    Path,
    /// The query of the URL, without `?`; only joined.
    Query,
    /// The bytes of the body; only joined.
    Body,
    /// Fixed text.
    Literal(String),
}

impl Ingredient {
    /// The credentials that it takes, by name.
    pub fn credentials(&self) -> impl Iterator<Item = &str> {
        let (first, second) = match self {
            Self::Credential(name) => (Some(name), None),
            Self::Basic(user, password) => (Some(user), Some(password)),
            _ => (None, None),
        };
        first.into_iter().chain(second).map(String::as_str)
    }

    /// What it is, in a word.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Credential(_) => "credential",
            Self::Basic(..) => "user name and password",
            Self::Timestamp => "timestamp",
            Self::Nonce => "nonce",
            Self::Signature => "signature",
            Self::Verb => "verb",
            Self::Path => "path",
            Self::Query => "query",
            Self::Body => "body",
            Self::Literal(_) => "literal",
        }
    }
}

/// How a signature is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignatureRecipe {
    /// What is joined, in order.
    pub parts: Vec<Ingredient>,
    /// Text between the parts.
    #[serde(default)]
    pub joiner: String,
    /// Digest over the joined text.
    pub digest: Digest,
    /// Credential that keys the digest; turns it into an HMAC.
    #[serde(default)]
    pub key: Option<String>,
    /// How the digest is written.
    pub encoding: Encoding,
}

/// Digest algorithms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Digest {
    /// MD5, RFC 1321.
    Md5,
    /// SHA-256, FIPS 180-4.
    Sha256,
}

impl Digest {
    /// Its name, as its standard writes it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Md5 => "MD5",
            Self::Sha256 => "SHA-256",
        }
    }
}

/// How a digest is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// Hexadecimal, `0-9a-f`.
    LowerHex,
    /// Hexadecimal, `0-9A-F`.
    UpperHex,
}

/// Unit of a Unix timestamp.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TimestampUnit {
    /// Seconds since 1970.
    #[default]
    Seconds,
    /// Milliseconds since 1970.
    Milliseconds,
}

/// The object around every response: which field plays which part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EnvelopeRoles {
    /// The field that says whether the call succeeded.
    pub code: String,
    /// The values of `code` that mean success, as text.
    pub success: Vec<String>,
    /// The field with words for people.
    #[serde(default)]
    pub message: Option<String>,
    /// The field that identifies the call to the vendor's support.
    #[serde(default)]
    pub request_id: Option<String>,
    /// The field with what was asked for.
    pub data: String,
    /// Further fields that stand beside them.
    #[serde(default)]
    pub others: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::ApiDescription;

    #[test]
    fn variables_have_names_that_a_shell_takes() {
        let variable = |name: &str| {
            ApiDescription { name: Some(name.to_owned()), ..ApiDescription::default() }.variable("base-url")
        };
        for (name, expected) in [
            ("Acme Shop", "ACME_SHOP_BASE_URL"),
            ("\"A&B\" <Co>", "A_B_CO_BASE_URL"),
            ("2024", "API_2024_BASE_URL"),
            ("退款", "API_BASE_URL"),
        ] {
            assert_eq!(variable(name), expected);
        }
    }
}
