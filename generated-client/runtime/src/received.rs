//! An answer as it came, and its judgement: HTTP status, shape, envelope code.

mod unlisted;

use crate::document::{Document, without_mark};
use crate::envelope::Seen;
use crate::locate::locate;
use crate::one_line::OneLine;
use crate::redactor::Redactor;
use crate::repair::{Mismatches, Repaired, repair};
use crate::union::trial;
use crate::{Decoding, EnvelopeFields, Error, ResponseBody, Result, Shape};
use bytes::Bytes;
use http::StatusCode;
use std::error::Error as StdError;
use std::fmt::{self, Write as _};

/// An answer before it is decoded.
pub struct Received<'a> {
    pub(crate) status: StatusCode,
    pub(crate) body: &'a Bytes,
    pub(crate) envelope: Option<&'static EnvelopeFields>,
    pub(crate) secrets: &'a Redactor,
    pub(crate) decoding: Decoding,
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

/// A body that is a success, and how it differs from the docs.
pub struct Judged<T> {
    /// Boxed, since it may be large and goes through many hands.
    pub(crate) body: Box<T>,
    pub(crate) request_id: Option<String>,
    pub(crate) mismatches: Mismatches,
}

impl<T> Judged<T> {
    /// The same in the variant for its status.
    #[must_use]
    pub fn map<U>(self, variant: impl FnOnce(T) -> U) -> Judged<U> {
        let Self { body, request_id, mismatches } = self;
        Judged { body: Box::new(variant(*body)), request_id, mismatches }
    }
}

impl<'a> Received<'a> {
    /// An error body that is documented: whatever its envelope says, it is what was asked for.
    pub(crate) fn of_failure(status: StatusCode, body: &'a Bytes, secrets: &'a Redactor) -> Self {
        Self { status, body, envelope: None, secrets, decoding: Decoding::Tolerant }
    }

    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The error for an answer whose status is no success.
    pub(crate) fn failure(&self) -> Error {
        Error::http_status(self.said(self.seen())).with_answer(self.body.clone(), Mismatches::default())
    }

    /// The failure that stands in an envelope where something else was promised.
    pub(crate) fn failure_in_envelope(&self) -> Option<Error> {
        let seen = self.seen();
        (seen.accompanied && self.is_failure(&seen)).then(|| self.api_failure(seen))
    }

    /// The body of a success.
    pub(crate) fn judge<T: ResponseBody>(&self) -> Result<Judged<T>> {
        match trial::watch(|| T::read(self.body).map(Box::new)) {
            (Ok(body), false) => self.accept(body, Mismatches::default()),
            (Ok(body), true) => self.compare(body),
            (Err(error), _) => self.mend(&error),
        }
    }

    fn accept<T: ResponseBody>(&self, body: Box<T>, mismatches: Mismatches) -> Result<Judged<T>> {
        self.judge_code(&*body)?;
        let request_id = body.head().request_id.map(ToString::to_string);
        Ok(Judged { body, request_id, mismatches })
    }

    /// A variant of a union fits although it loses something. That may be a field which the docs do not know; or another variant, which a
    /// wrong field keeps from fitting, would lose less.
    fn compare<T: ResponseBody>(&self, body: Box<T>) -> Result<Judged<T>> {
        let document = Document::read(self.body);
        let repaired = document.as_ref().and_then(|document| repair(document, T::shape()));
        match repaired {
            Some(Repaired { mismatches, .. }) if mismatches.kept.is_empty() => self.accept(body, mismatches),
            Some(_) => self.mend(&serde::de::Error::custom("a union fits no variant without a loss")),
            None => self.accept(body, Mismatches::default()),
        }
    }

    /// Error answers seldom have the documented shape, so the envelope is asked before the shape is mended or blamed.
    fn mend<T: ResponseBody>(&self, first: &serde_json::Error) -> Result<Judged<T>> {
        let document = Document::read(self.body);
        let seen = match (self.envelope, T::shape()) {
            (Some(envelope), Shape::Object(_)) => envelope.find(document.as_ref()),
            _ => self.see(document.as_ref()),
        };
        if self.is_failure(&seen) {
            return Err(self.api_failure(seen));
        }
        let repaired = document.as_ref().and_then(|document| repair(document, T::shape()));
        drop(document);
        let Some(Repaired { json, mismatches }) = repaired else {
            return Err(self.unreadable(self.body, first, seen, Mismatches::default()));
        };
        if self.decoding == Decoding::Strict {
            return Err(self.unreadable(self.body, first, seen, mismatches));
        }
        match T::read(json.as_bytes()).map(Box::new) {
            // An empty value in place of the code is nothing the server said.
            Ok(body) if self.lacks_code(&*body, &seen) => Err(self.without_code(seen)),
            Ok(body) => self.accept(body, self.presentable(mismatches)),
            Err(error) => Err(self.unreadable(json.as_bytes(), &error, seen, mismatches)),
        }
    }

    /// The error for a text that does not decode: the body, or what the repair made of it.
    fn unreadable(
        &self,
        text: &[u8],
        error: &serde_json::Error,
        seen: Seen,
        mismatches: Mismatches,
    ) -> Error {
        let mismatches = self.presentable(mismatches);
        let is_refused = self.decoding == Decoding::Strict;
        let (path, reason) = match mismatches.kept.first().filter(|_| is_refused) {
            Some(first) => (Some(first.path.clone()).filter(|path| !path.is_empty()), first.difference()),
            None => {
                (locate(without_mark(text), error).map(|path| self.secrets.clean(&path)), error.to_string())
            }
        };
        Error::decode(path, self.cause(&reason), self.said(seen)).with_answer(self.body.clone(), mismatches)
    }

    /// The server chooses the keys of maps, which are in the paths.
    fn presentable(&self, mut mismatches: Mismatches) -> Mismatches {
        for mismatch in &mut mismatches.kept {
            mismatch.path = self.secrets.clean(&mismatch.path);
        }
        mismatches
    }

    fn lacks_code<T: ResponseBody>(&self, body: &T, seen: &Seen) -> bool {
        self.envelope.is_some() && body.head().promises_code && seen.code.is_none()
    }

    fn judge_code<T: ResponseBody>(&self, body: &T) -> Result<()> {
        let Some(envelope) = self.envelope else {
            return Ok(());
        };
        let head = body.head();
        if !head.promises_code {
            // The type knows no envelope, but the server may still report a failure in one.
            return self.failure_in_envelope().map_or(Ok(()), Err);
        }
        if head.code.is_some_and(|code| envelope.is_success(code)) {
            return Ok(());
        }
        let seen = Seen {
            code: head.code.map(ToString::to_string),
            message: head.message.map(ToString::to_string),
            request_id: head.request_id.map(ToString::to_string),
            accompanied: true,
        };
        Err(match &seen.code {
            Some(_) => self.api_failure(seen),
            None => self.without_code(seen),
        })
    }

    /// The server says neither that the call succeeded nor that it failed: that is not the documented shape.
    fn without_code(&self, seen: Seen) -> Error {
        let code = self.envelope.map_or("code", |envelope| envelope.code);
        let reason = format!("there is no `{code}`, so nothing says that the call succeeded");
        Error::decode(Some(code.to_owned()), self.cause(&reason), self.said(seen))
            .with_answer(self.body.clone(), Mismatches::default())
    }

    fn seen(&self) -> Seen {
        if self.envelope.is_none() {
            return Seen::default();
        }
        self.see(Document::read(self.body).as_ref())
    }

    fn see(&self, body: Option<&Document<'_>>) -> Seen {
        self.envelope.map(|envelope| envelope.see(body)).unwrap_or_default()
    }

    fn api_failure(&self, seen: Seen) -> Error {
        Error::api(self.said(seen)).with_answer(self.body.clone(), Mismatches::default())
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
