//! What one API is, as constant data written by the generator.

use crate::Signing;

/// One API: where it lives, how calls are authenticated and how its answers are wrapped.
#[derive(Clone, Copy, Debug)]
pub struct Api {
    /// The API's name, for people.
    pub name: &'static str,
    /// Where the API lives, such as `https://api.example.com/v1`; without one, the caller must give it to the builder.
    pub base_url: Option<&'static str>,
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
    /// The codes that mean success, as text: `200` stands for the number and for the string.
    pub success: &'static [&'static str],
}
