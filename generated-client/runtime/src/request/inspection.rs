//! What a request holds, for tests of the code that builds it.

use super::payload::Payload;
use super::{Pairs, Request};
use bytes::Bytes;
use http::Method;

/// What was put into it.
///
/// ```
/// let request = client_runtime::Request::<()>::post("/orders/{id}").path("id", "a/b".to_owned()).query("page", 1).json(&[7]);
/// assert_eq!(request.method(), "POST");
/// assert_eq!(request.path_template(), "/orders/{id}");
/// assert!(request.path_parameters().eq([("id", "a/b")]));
/// assert!(request.query_parameters().eq([("page", "1")]));
/// assert_eq!(request.media_type(), Some("application/json"));
/// assert_eq!(request.body_bytes(), Some(&b"[7]"[..]));
/// ```
impl<T> Request<T> {
    /// The verb.
    pub fn method(&self) -> &Method {
        &self.endpoint.method
    }

    /// The documented path, its placeholders not filled.
    pub fn path_template(&self) -> &str {
        &self.endpoint.path
    }

    /// The values for the placeholders of the path, not encoded yet.
    pub fn path_parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        pairs(&self.path)
    }

    /// The query parameters in their order, not encoded yet.
    pub fn query_parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter().map(|parameter| (&*parameter.name, parameter.value.as_str()))
    }

    /// The names of the headers that were set. Their values may be secrets and stay inside.
    pub fn header_names(&self) -> impl Iterator<Item = &str> {
        self.headers.iter().map(|(name, _)| &**name)
    }

    /// Whether the call may be sent twice.
    pub fn is_idempotent(&self) -> bool {
        self.idempotent
    }

    /// The names of the cookies that were set. Their values may be secrets and stay inside.
    pub fn cookie_names(&self) -> impl Iterator<Item = &str> {
        self.cookies.iter().map(|(name, _)| &**name)
    }

    /// The media type of the body, if there is one and it could be written; of a multipart body without its boundary.
    pub fn media_type(&self) -> Option<&str> {
        match &self.payload {
            Payload::Empty | Payload::Unwritable(_) => None,
            Payload::Whole { media_type, .. } => Some(media_type),
            Payload::Multipart(_) => Some("multipart/form-data"),
        }
    }

    /// The bytes of the body, if there is one that could be written and is at hand: no stream and no multipart body.
    pub fn body_bytes(&self) -> Option<&[u8]> {
        self.payload.bytes().map(Bytes::as_ref)
    }
}

fn pairs(pairs: &Pairs) -> impl Iterator<Item = (&str, &str)> {
    pairs.iter().map(|(name, value)| (&**name, value.as_str()))
}
