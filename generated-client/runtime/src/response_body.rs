//! What a type must offer to be the body of an answer.

use crate::document::without_mark;
use crate::{Documented, Json, Number, NumberOrString};
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fmt::{self, Display};

/// The body of an answer. Types without an envelope implement it with an empty block.
///
/// Where an array comes in place of an object, serde's derived readers take its items for the fields, one by one, if there are as many and
/// each fits; that is not noticed, except in a [union](crate::untagged_union). Any other array is repaired and reported.
pub trait ResponseBody: DeserializeOwned + Documented {
    /// What the envelope says about the call. The default is for types without one.
    fn head(&self) -> Head<'_> {
        Head::new()
    }

    /// Reads the body of an answer.
    ///
    /// # Errors
    /// When it does not have the shape of this type.
    fn read(body: &[u8]) -> serde_json::Result<Self> {
        let body = without_mark(body);
        match str::from_utf8(body) {
            // Looked through as a whole, a body need not be looked through again string by string.
            Ok(text) => serde_json::from_str(text),
            Err(_) => serde_json::from_slice(body),
        }
    }
}

/// A body that wraps the data asked for.
pub trait Enveloped: ResponseBody {
    /// The data asked for.
    type Data;

    /// The data, if the answer holds some.
    fn data(&self) -> Option<&Self::Data>;

    /// The data itself, if the answer holds some.
    fn into_data(self) -> Option<Self::Data>;
}

/// What an envelope says about the call. A type that names its code, even an absent one, promises that every answer has one.
#[derive(Clone, Copy, Default)]
#[must_use]
pub struct Head<'a> {
    pub(crate) promises_code: bool,
    pub(crate) code: Option<&'a dyn Display>,
    pub(crate) message: Option<&'a dyn Display>,
    pub(crate) request_id: Option<&'a dyn Display>,
}

impl<'a> Head<'a> {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The code that says whether the call succeeded, compared as the text it prints; see [`EnvelopeFields::success`] for an answer whose
    /// code this type cannot hold. Without one in the answer, the call counts as failed (a decode error).
    ///
    /// [`EnvelopeFields::success`]: crate::EnvelopeFields::success
    pub fn code<V: Display>(mut self, code: Option<&'a V>) -> Self {
        self.promises_code = true;
        self.code = code.map(|code| code as _);
        self
    }

    /// The message that explains the code.
    pub fn message<V: Display>(mut self, message: Option<&'a V>) -> Self {
        self.message = message.map(|message| message as _);
        self
    }

    /// The vendor's name for this call.
    pub fn request_id<V: Display>(mut self, request_id: Option<&'a V>) -> Self {
        self.request_id = request_id.map(|request_id| request_id as _);
        self
    }
}

impl fmt::Debug for Head<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Head")
            .field("code", &self.code.map(ToString::to_string))
            .field("message", &self.message.map(ToString::to_string))
            .field("request_id", &self.request_id.map(ToString::to_string))
            .finish()
    }
}

/// For endpoints whose answer is not documented: any body will do, also none.
impl ResponseBody for () {
    fn read(_: &[u8]) -> serde_json::Result<Self> {
        Ok(())
    }
}

impl ResponseBody for bool {}
impl ResponseBody for i32 {}
impl ResponseBody for i64 {}
impl ResponseBody for u32 {}
impl ResponseBody for u64 {}
impl ResponseBody for f64 {}
impl ResponseBody for String {}
impl ResponseBody for Number {}
impl ResponseBody for NumberOrString {}
impl ResponseBody for Json {}
impl ResponseBody for serde_json::Value {}
impl<T: DeserializeOwned + Documented> ResponseBody for Vec<T> {}
impl<T: DeserializeOwned + Documented> ResponseBody for Option<T> {}
impl<T: DeserializeOwned + Documented> ResponseBody for BTreeMap<String, T> {}
