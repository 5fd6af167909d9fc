//! A successful answer.

use crate::document::Document;
use crate::received::{Cause, Said};
use crate::repair::{self, Mismatches};
use crate::request::Endpoint;
use crate::{Answer, Enveloped, Error, Mismatch, Result, Undocumented};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::fmt;
use std::time::Duration;

/// A successful answer: its body and what came with it.
///
/// `Debug` shows what came with it and not the body, which may hold personal data, or a credential that the server echoes; print
/// [`body`](Self::body) to see it.
#[derive(Clone)]
pub struct Response<T> {
    pub(crate) endpoint: Endpoint,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    /// Boxed, since it may be large and a response is handed on.
    pub(crate) body: Box<T>,
    pub(crate) request_id: Option<String>,
    /// The JSON name of the envelope's data.
    pub(crate) data_field: Option<&'static str>,
    pub(crate) elapsed: Duration,
    pub(crate) attempts: u32,
    pub(crate) raw_body: Bytes,
    pub(crate) mismatches: Mismatches,
}

impl<T> Response<T> {
    /// The body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body, for keeps.
    pub fn into_body(self) -> T {
        *self.body
    }

    /// The HTTP status, some 2xx.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The HTTP headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The vendor's name for this call, from the envelope.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// How long it took from sending the call to the last byte of the answer, all attempts and the waits between them included.
    pub fn elapsed(&self) -> Duration {
        self.elapsed
    }

    /// How often the call was sent.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Where the answer was not as documented; empty for nearly every answer. They come in the order of the body, but for objects: first
    /// their keys that repeat, then their values in the order of the body, then what is missing in the order of the docs. A value is told
    /// before what is inside it. Of endless lies, the first thousand: see [`unlisted_mismatches`](Self::unlisted_mismatches).
    pub fn mismatches(&self) -> &[Mismatch] {
        &self.mismatches.kept
    }

    /// How many more places were not as documented than [`mismatches`](Self::mismatches) lists, so as to bound what a hostile answer can
    /// make a client keep.
    pub fn unlisted_mismatches(&self) -> usize {
        self.mismatches.more
    }

    /// The bytes of the body, as they came.
    pub fn raw_body(&self) -> &Bytes {
        &self.raw_body
    }
}

impl<T: Answer> Response<T> {
    /// What the answer holds that the docs do not know: fields, and values of enumerations. It is looked up when asked for, and costs
    /// nothing before.
    pub fn undocumented(&self) -> Vec<Undocumented> {
        Document::read(&self.raw_body)
            .map(|document| repair::undocumented(&document, T::shape_of(self.status)))
            .unwrap_or_default()
    }
}

impl<T: Enveloped> Response<T> {
    /// The data in the envelope, if the answer holds some.
    pub fn data(&self) -> Option<&T::Data> {
        self.body.data()
    }

    /// The data in the envelope, for keeps.
    ///
    /// # Errors
    /// A decode error that names the field, when the envelope reports success but holds no data.
    pub fn into_data(self) -> Result<T::Data> {
        let field = self.data_field.unwrap_or("data");
        let Self { endpoint, status, body, request_id, attempts, raw_body, mismatches, .. } = self;
        body.into_data().ok_or_else(|| {
            let mismatch = mismatches.kept.iter().find(|mismatch| mismatch.path == field);
            let cause = match mismatch {
                Some(mismatch) => {
                    format!("the envelope's `{field}` cannot be read: {}", mismatch.difference())
                }
                None => format!("the envelope reports success but its `{field}` is absent or null"),
            };
            let said = Said { status: Some(status), request_id, ..Said::default() };
            Error::decode(Some(field.to_owned()), Cause(cause), said)
                .with_answer(raw_body, mismatches)
                .after(attempts)
                .at(&endpoint)
        })
    }
}

impl<T> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("endpoint", &self.endpoint.to_string())
            .field("status", &self.status)
            .field("headers", &self.headers.keys().map(http::HeaderName::as_str).collect::<Vec<_>>())
            .field("elapsed", &self.elapsed)
            .field("attempts", &self.attempts)
            .field("bytes", &self.raw_body.len())
            .field("mismatches", &self.mismatches.kept)
            .finish_non_exhaustive()
    }
}
