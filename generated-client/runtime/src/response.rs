//! A successful answer.

use crate::received::{Cause, Said};
use crate::request::Endpoint;
use crate::{Enveloped, Error, Mismatch, Result};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use std::time::Duration;

/// A successful answer: its body and what came with it.
#[derive(Clone, Debug)]
pub struct Response<T> {
    pub(crate) endpoint: Endpoint,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: T,
    pub(crate) request_id: Option<String>,
    /// The JSON name of the envelope's data.
    pub(crate) data_field: Option<&'static str>,
    pub(crate) elapsed: Duration,
    pub(crate) attempts: u32,
    pub(crate) raw_body: Bytes,
    pub(crate) mismatches: Vec<Mismatch>,
}

impl<T> Response<T> {
    /// The body.
    pub fn body(&self) -> &T {
        &self.body
    }

    /// The body, for keeps.
    pub fn into_body(self) -> T {
        self.body
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

    /// Where the answer was not as documented, in the order of the body; empty for nearly every answer.
    pub fn mismatches(&self) -> &[Mismatch] {
        &self.mismatches
    }

    /// The bytes of the body, as they came.
    pub fn raw_body(&self) -> &Bytes {
        &self.raw_body
    }
}

impl<T: Enveloped> Response<T> {
    /// The data in the envelope.
    ///
    /// # Errors
    /// A decode error that names the field, when the envelope reports success but holds no data.
    pub fn into_data(self) -> Result<T::Data> {
        let field = self.data_field.unwrap_or("data");
        let Self { endpoint, status, body, request_id, attempts, .. } = self;
        body.into_data().ok_or_else(|| {
            let cause = Cause(format!("the envelope reports success but its `{field}` is absent or null"));
            let said = Said { status: Some(status), request_id, ..Said::default() };
            Error::decode(Some(field.to_owned()), cause, said).after(attempts).at(&endpoint)
        })
    }
}
