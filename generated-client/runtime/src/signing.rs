//! How calls are authenticated, as constant data: the fields to send, and the recipe of the signature.

/// What authenticates a call. A static API key or bearer token is a recipe without a signature.
#[derive(Clone, Copy, Debug)]
pub struct Signing {
    /// The headers and query parameters to add to every call.
    pub fields: &'static [Authentication],
    /// How [`Part::Signature`] is made, if a field carries one.
    pub signature: Option<Signature>,
    /// What [`Part::Timestamp`] counts since 1970-01-01 UTC.
    pub timestamp: TimestampUnit,
    /// How many characters (letters and digits) [`Part::Nonce`] has.
    pub nonce_length: usize,
}

impl Signing {
    /// The credentials it names, and whether no call can be made without them. One may come twice.
    pub(crate) fn credentials(&self) -> impl Iterator<Item = (&'static str, bool)> {
        let signature = self.signature.into_iter();
        let signed = signature.clone().flat_map(|signature| leaves(signature.parts)).map(|part| (part, true));
        let key = signature.filter_map(|signature| signature.digest.key()).map(|name| (name, true));
        let fields = self.fields.iter();
        let sent =
            fields.flat_map(|field| leaves(field.value).into_iter().map(|part| (part, field.required)));
        let named = sent.chain(signed).filter_map(|(part, required)| match part {
            Part::Credential(name) => Some((name, required)),
            _ => None,
        });
        named.chain(key)
    }
}

/// One header or query parameter that authenticates a call.
#[derive(Clone, Copy, Debug)]
pub struct Authentication {
    /// Where it travels.
    pub place: Place,
    /// Its name on the wire.
    pub name: &'static str,
    /// Its value: the parts, one after the other.
    pub value: &'static [Part],
    /// Whether the client cannot be built without its credentials. One that is not required is left out when they are missing.
    pub required: bool,
}

/// Where an [`Authentication`] travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Place {
    /// As an HTTP header.
    Header,
    /// As a query parameter.
    Query,
    /// As a cookie.
    Cookie,
}

/// A piece of an authentication value, or of the text that is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// The credential of this name.
    Credential(&'static str),
    /// The moment of the call; the same in all parts of one call.
    Timestamp,
    /// The random text of the call; the same in all parts of one call.
    Nonce,
    /// The signature. It cannot be part of the text that is signed.
    Signature,
    /// The verb, such as `GET`.
    Method,
    /// The path as sent: percent-encoded, with the prefix of the base URL.
    Path,
    /// The endpoint's own query as sent: percent-encoded, without `?` and without the parameters that authenticate.
    Query,
    /// The bytes of the body.
    Body,
    /// This text.
    Literal(&'static str),
    /// These parts, one after the other, in Base64: `&[Credential("username"), Literal(":"), Credential("password")]` of HTTP's `Basic`.
    Base64(&'static [Part]),
}

/// The parts, and those inside of them.
pub(crate) fn leaves(parts: &'static [Part]) -> Vec<Part> {
    let inner = |part: &'static Part| match part {
        Part::Base64(parts) => leaves(parts),
        part => vec![*part],
    };
    parts.iter().flat_map(inner).collect()
}

/// How a signature is made: join the parts, digest them, write the digest as text.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    /// What is signed, in this order. Every credential in it is required.
    pub parts: &'static [Part],
    /// What stands between the parts.
    pub joiner: &'static str,
    /// The algorithm.
    pub digest: Digest,
    /// How the digest becomes text.
    pub encoding: Encoding,
}

/// The algorithm of a [`Signature`]. Each is behind a feature of its own, so that nobody builds what no recipe of theirs needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Digest {
    /// MD5 of the joined parts; with the feature `md5`.
    #[cfg(feature = "md5")]
    Md5,
    /// SHA-256 of the joined parts; with the feature `sha256`.
    #[cfg(feature = "sha256")]
    Sha256,
    /// HMAC with MD5; with the feature `hmac-md5`.
    #[cfg(feature = "hmac-md5")]
    HmacMd5 {
        /// The name of the credential that is the key.
        key: &'static str,
    },
    /// HMAC with SHA-256; with the feature `hmac-sha256`.
    #[cfg(feature = "hmac-sha256")]
    HmacSha256 {
        /// The name of the credential that is the key.
        key: &'static str,
    },
}

/// How the bytes of a digest become text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// Two digits of `0-9a-f` for each byte.
    LowerHex,
    /// Two digits of `0-9A-F` for each byte.
    UpperHex,
}

/// What a timestamp counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimestampUnit {
    /// Whole seconds.
    Seconds,
    /// Whole milliseconds.
    Milliseconds,
}

/// The enums may grow. Their variants are constants anywhere:
///
/// ```
/// use client_runtime::{Digest, Encoding, Part, Place, TimestampUnit};
/// const ALL: (Digest, Encoding, Part, Place, TimestampUnit) =
///     (Digest::HmacMd5 { key: "k" }, Encoding::LowerHex, Part::Literal("x"), Place::Query, TimestampUnit::Seconds);
/// match ALL.3 { Place::Header | Place::Query => {} _ => {} }
/// ```
///
/// but whoever names them all must be ready for another:
///
/// ```compile_fail,E0004
/// match client_runtime::Place::Query { client_runtime::Place::Header | client_runtime::Place::Query | client_runtime::Place::Cookie => {} }
/// ```
/// ```compile_fail,E0004
/// use client_runtime::Part::{self, *};
/// match Method { Credential(_) | Timestamp | Nonce | Signature | Method | Path | Query | Body | Literal(_) | Base64(_) => {} }
/// ```
/// ```compile_fail,E0004
/// use client_runtime::Digest::{self, *};
/// match Md5 { Md5 | Sha256 | HmacMd5 { .. } | HmacSha256 { .. } => {} }
/// ```
/// ```compile_fail,E0004
/// use client_runtime::Encoding::{self, *};
/// match LowerHex { LowerHex | UpperHex => {} }
/// ```
/// ```compile_fail,E0004
/// use client_runtime::TimestampUnit::{self, *};
/// match Seconds { Seconds | Milliseconds => {} }
/// ```
#[cfg(doctest)]
struct Growing;
