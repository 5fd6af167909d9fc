//! What one API is, as constant data written by the generator.

use crate::{Server, Signing};

/// One API: where it lives, how calls are authenticated and how its answers are wrapped.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// The API's name, for people.
    pub name: &'static str,
    /// Where the API lives, such as `https://api.example.com/v1`; without one, the caller must give it to the builder.
    pub base_url: Option<&'static str>,
    /// The servers that the docs list, for [`ClientBuilder::server`](crate::ClientBuilder::server).
    pub servers: &'static [Server],
    /// What the names of environment variables about this API begin with, such as `EXAMPLE` of `EXAMPLE_BASE_URL`.
    pub environment: &'static str,
    /// How calls are authenticated; `None` sends them as they are.
    pub signing: Option<Signing>,
    /// The wrapper around every answer; `None` when answers are bare.
    pub envelope: Option<EnvelopeFields>,
}

/// The JSON names of the envelope's fields, and the codes that mean success.
#[derive(Clone, Copy, Debug)]
pub struct EnvelopeFields {
    /// The field that says whether the call succeeded.
    pub code: &'static str,
    /// The field that explains the code.
    pub message: Option<&'static str>,
    /// The field that names this call in the vendor's logs.
    pub request_id: Option<&'static str>,
    /// The field that holds what was asked for.
    pub data: &'static str,
    /// The codes that mean success, as text.
    ///
    /// The code of a body is compared as the type of the body writes it. A type that takes numbers only refuses `"200"`: that is a decode
    /// error and no success. In a body that the type refuses, the code is looked for whatever its JSON kind: both `500` and `"500"` then
    /// tell that the API reported a failure.
    pub success: &'static [&'static str],
}
