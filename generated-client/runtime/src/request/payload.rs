//! What a request has for a body.

use crate::multipart::Multipart;
use crate::{Body, Error, NonceSource, Result, form};
use bytes::Bytes;
use http::HeaderValue;
use serde::Serialize;
use std::fmt;

pub(super) enum Payload {
    Empty,
    Whole {
        media_type: &'static str,
        body: Body,
    },
    Multipart(Multipart),
    /// Why the body could not be written.
    Unwritable(String),
}

impl Payload {
    pub(super) fn json<B: Serialize + ?Sized>(body: &B) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => Self::Whole { media_type: "application/json", body: bytes.into() },
            Err(error) => Self::Unwritable(format!("the body cannot be written as JSON: {error}")),
        }
    }

    pub(super) fn form<B: Serialize + ?Sized>(body: &B) -> Self {
        match form::encoded(body) {
            Ok(text) => Self::Whole { media_type: "application/x-www-form-urlencoded", body: text.into() },
            Err(reason) => Self::Unwritable(format!("the body cannot be written as a form: {reason}")),
        }
    }

    /// The media type and the bytes for one attempt, if there is a body.
    pub(super) fn for_attempt(&self, nonces: &dyn NonceSource) -> Result<Option<(HeaderValue, Body)>> {
        match self {
            Self::Empty => Ok(None),
            Self::Unwritable(reason) => Err(Error::request(reason.clone())),
            _ if self.is_spent() => Err(Error::request(
                "the body is a stream and has been sent already; give one that can be opened again",
            )),
            Self::Multipart(parts) => parts.lay_out(nonces).map(Some),
            Self::Whole { media_type, body } => {
                let media_type = HeaderValue::from_str(media_type).map_err(|_| {
                    Error::request("the media type of the body holds a character that headers do not allow")
                })?;
                let body = body
                    .again()
                    .map_err(|source| Error::request("the body cannot be opened").because(source))?;
                Ok(Some((media_type, body)))
            }
        }
    }

    pub(super) fn is_spent(&self) -> bool {
        match self {
            Self::Empty | Self::Unwritable(_) => false,
            Self::Whole { body, .. } => body.is_spent(),
            Self::Multipart(parts) => parts.is_spent(),
        }
    }

    pub(super) fn bytes(&self) -> Option<&Bytes> {
        match self {
            Self::Whole { body, .. } => body.as_bytes(),
            _ => None,
        }
    }
}

impl Clone for Payload {
    fn clone(&self) -> Self {
        match self {
            Self::Empty => Self::Empty,
            Self::Whole { media_type, body } => Self::Whole { media_type, body: body.share() },
            Self::Multipart(parts) => Self::Multipart(parts.share()),
            Self::Unwritable(reason) => Self::Unwritable(reason.clone()),
        }
    }
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("empty"),
            Self::Whole { media_type, body } => write!(f, "{body:?} of {media_type}"),
            Self::Multipart(parts) => write!(f, "{parts:?}"),
            Self::Unwritable(_) => f.write_str("unwritable"),
        }
    }
}
