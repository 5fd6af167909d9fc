//! An answer as it came, and its judgement: HTTP status, shape, envelope code.

use crate::envelope::Seen;
use crate::one_line::OneLine;
use crate::redactor::Redactor;
use crate::{EnvelopeFields, Error, ResponseBody, Result};
use bytes::Bytes;
use http::StatusCode;
use std::error::Error as StdError;
use std::fmt::{self, Write as _};

/// An answer before it is decoded.
pub(crate) struct Received<'a> {
    pub(crate) status: StatusCode,
    pub(crate) body: &'a Bytes,
    pub(crate) envelope: Option<&'static EnvelopeFields>,
    pub(crate) secrets: &'a Redactor,
}

/// What the server said, fit to be shown.
#[derive(Debug, Default)]
pub(crate) struct Said {
    pub(crate) status: Option<StatusCode>,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) excerpt: Option<String>,
}

impl Received<'_> {
    /// The body, if the answer is a success.
    pub(crate) fn judge<T: ResponseBody>(&self) -> Result<T> {
        if !self.status.is_success() {
            return Err(Error::http_status(self.said(self.seen())));
        }
        let body = T::read(self.body).map_err(|error| self.unreadable::<T>(&error))?;
        self.judge_code(&body)?;
        Ok(body)
    }

    /// Error answers seldom have the documented shape, so the envelope is asked before the shape is blamed.
    fn unreadable<T: ResponseBody>(&self, first: &serde_json::Error) -> Error {
        let seen = self.seen();
        if self.is_failure(&seen) {
            return Error::api(self.said(seen));
        }
        let (path, reason) = self.locate::<T>().unwrap_or_else(|| (None, first.to_string()));
        Error::decode(path, self.cause(&reason), self.said(seen))
    }

    /// Decodes once more, this time keeping track of where in the JSON we are.
    fn locate<T: ResponseBody>(&self) -> Option<(Option<String>, String)> {
        let json = &mut serde_json::Deserializer::from_slice(self.body);
        let error = serde_path_to_error::deserialize::<_, T>(json).err()?;
        let path =
            Some(error.path().to_string()).filter(|path| path != ".").map(|path| self.secrets.clean(&path));
        Some((path, error.inner().to_string()))
    }

    fn judge_code<T: ResponseBody>(&self, body: &T) -> Result<()> {
        let Some(envelope) = self.envelope else {
            return Ok(());
        };
        let head = body.head();
        if !head.promises_code {
            // The type knows no envelope, but the server may still report a failure in one.
            let seen = self.seen();
            return if seen.accompanied && self.is_failure(&seen) {
                Err(Error::api(self.said(seen)))
            } else {
                Ok(())
            };
        }
        let seen = Seen {
            code: head.code.map(ToString::to_string),
            message: head.message.map(ToString::to_string),
            request_id: head.request_id.map(ToString::to_string),
            accompanied: true,
        };
        match &seen.code {
            Some(code) if envelope.is_success(code) => Ok(()),
            Some(_) => Err(Error::api(self.said(seen))),
            // The server says neither that the call succeeded nor that it failed: that is not the documented shape.
            None => {
                let reason =
                    format!("there is no `{}`, so nothing says that the call succeeded", envelope.code);
                Err(Error::decode(Some(envelope.code.to_owned()), self.cause(&reason), self.said(seen)))
            }
        }
    }

    fn seen(&self) -> Seen {
        self.envelope.map(|envelope| envelope.see(self.body)).unwrap_or_default()
    }

    fn is_failure(&self, seen: &Seen) -> bool {
        matches!((self.envelope, &seen.code), (Some(envelope), Some(code)) if !envelope.is_success(code))
    }

    fn said(&self, seen: Seen) -> Said {
        let clean = |text: Option<String>| text.map(|text| self.secrets.clean(&text));
        Said {
            status: Some(self.status),
            code: clean(seen.code),
            message: clean(seen.message),
            request_id: clean(seen.request_id),
            excerpt: Some(self.secrets.clean_bytes(self.body)),
        }
    }

    fn cause(&self, reason: &str) -> Cause {
        Cause(self.secrets.clean(reason))
    }
}

/// Why decoding failed. Not the error of the decoder: that one quotes the body, in which the server may have echoed a credential.
#[derive(Debug)]
pub(crate) struct Cause(pub(crate) String);

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        OneLine(f).write_str(&self.0)
    }
}

impl StdError for Cause {}

/// Continues a sentence: ` with code 4001: no such order (request id r-1)`.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(code) = &self.code {
            write!(f, " with code {code}")?;
        }
        if let Some(message) = &self.message {
            write!(f, ": {message}")?;
        }
        if let Some(request_id) = &self.request_id {
            write!(f, " (request id {request_id})")?;
        }
        Ok(())
    }
}
