//! The one error of this crate.

use crate::one_line::OneLine;
use crate::received::Said;
use crate::repair::Mismatches;
use crate::request::Endpoint;
use crate::retry;
use crate::{Failure, Mismatch, TransportError};
use bytes::Bytes;
use http::StatusCode;
use std::error::Error as StdError;
use std::fmt::{self, Write as _};
use std::iter::successors;
use std::time::Duration;

/// The result of everything here that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call has no result. It prints as one sentence on one line; the cause, if there is one, is its `source`.
///
/// Exactly one of [`is_request`](Self::is_request), [`is_transport`](Self::is_transport), [`is_http_status`](Self::is_http_status),
/// [`is_api`](Self::is_api) and [`is_decode`](Self::is_decode) is true. What it shows of the server's words is shortened, and holds no
/// credential of more than three characters.
///
/// `Debug`, which is what a `main` that returns an error prints, is one line as well: the sentence, its causes, and whatever else is known,
/// also up to 1024 bytes of the answer's body ([`body_excerpt`](Self::body_excerpt)). Mind where it is logged when answers hold personal
/// data. `{:#?}` lays the same out field by field.
pub struct Error {
    // Boxed to keep every `Result` small.
    inner: Box<Inner>,
}

#[derive(Debug)]
struct Inner {
    kind: Kind,
    endpoint: Option<Endpoint>,
    said: Said,
    attempts: u32,
    retry_after: Option<Duration>,
    answer: Answer,
}

/// The answer that is no success. It may hold what must not be shown.
#[derive(Default)]
struct Answer {
    body: Option<Bytes>,
    mismatches: Mismatches,
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field("bytes", &self.body.as_ref().map(Bytes::len))
            .field("mismatches", &self.mismatches.kept)
            .finish_non_exhaustive()
    }
}

#[derive(Debug)]
enum Kind {
    Request { problem: String, source: Option<Box<dyn StdError + Send + Sync>> },
    Transport(TransportError),
    HttpStatus,
    Api,
    Decode { path: Option<String>, source: Box<dyn StdError + Send + Sync> },
}

/// What kind of error it is.
impl Error {
    /// The caller's input is at fault, or the client is set up wrongly; nothing was sent.
    #[must_use]
    pub fn is_request(&self) -> bool {
        matches!(self.inner.kind, Kind::Request { .. })
    }

    /// No whole answer came back. Whether the server did what was asked is unknown, unless [`is_connect`](Self::is_connect).
    #[must_use]
    pub fn is_transport(&self) -> bool {
        matches!(self.inner.kind, Kind::Transport(_))
    }

    /// A transport error: it took too long.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(&self.inner.kind, Kind::Transport(error) if error.is_timeout())
    }

    /// A transport error: no connection could be made.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(&self.inner.kind, Kind::Transport(error) if error.is_connect())
    }

    /// The HTTP status of the answer is not 2xx.
    #[must_use]
    pub fn is_http_status(&self) -> bool {
        matches!(self.inner.kind, Kind::HttpStatus)
    }

    /// HTTP went well, but the code in the envelope does not mean success.
    #[must_use]
    pub fn is_api(&self) -> bool {
        matches!(self.inner.kind, Kind::Api)
    }

    /// The answer is not what the types say, or it lacks the code of its envelope or the data asked for.
    #[must_use]
    pub fn is_decode(&self) -> bool {
        matches!(self.inner.kind, Kind::Decode { .. })
    }
}

/// What is known about it.
impl Error {
    /// The HTTP status of the answer, if one came.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        self.inner.said.status
    }

    /// The code in the answer's envelope.
    #[must_use]
    pub fn api_code(&self) -> Option<&str> {
        self.inner.said.code.as_deref()
    }

    /// The message in the answer's envelope.
    #[must_use]
    pub fn api_message(&self) -> Option<&str> {
        self.inner.said.message.as_deref()
    }

    /// The vendor's name for this call; quote it when asking their support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.inner.said.request_id.as_deref()
    }

    /// Where in the JSON body decoding failed, such as `data.lines[2].id`; none when it failed at the root.
    #[must_use]
    pub fn json_path(&self) -> Option<&str> {
        match &self.inner.kind {
            Kind::Decode { path, .. } => path.as_deref(),
            _ => None,
        }
    }

    /// How often the call was tried; 0 when nothing was ever sent because the request is at fault.
    ///
    /// The error is that of the last attempt, except that after an attempt which may have reached the server no later one is reported
    /// that did not: [`is_connect`](Self::is_connect) is true only if the server has seen nothing of any attempt.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.inner.attempts
    }

    /// How long the server asks to be left alone (`Retry-After` of an answer that is not 2xx), counted from when it answered.
    #[must_use]
    pub fn retry_after(&self) -> Option<Duration> {
        self.inner.retry_after
    }

    /// The beginning of the answer's body, with its line breaks.
    #[must_use]
    pub fn body_excerpt(&self) -> Option<&str> {
        self.inner.said.excerpt.as_deref()
    }

    /// Where the answer is not as documented, on a decode error; the first thousand of such places. It is empty where nothing of the
    /// answer could be placed.
    #[must_use]
    pub fn mismatches(&self) -> &[Mismatch] {
        &self.inner.answer.mismatches.kept
    }

    /// The whole body of the answer as it came, on a decode error, an HTTP status error and an API error. Neither `Debug` nor `Display` shows it: it may hold personal data, or
    /// a credential that the server echoes.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        self.inner.answer.body.as_ref()
    }
}

/// What the docs know of it.
impl Error {
    /// The body of the answer as the documented type for its status, an enum by [`failures!`](crate::failures).
    ///
    /// It is read as tolerantly as an answer. There is none where no answer came, where the docs know no body for its status, and where
    /// nothing of the body fits.
    #[must_use]
    pub fn failure<F: Failure>(&self) -> Option<F> {
        F::read(self.status()?, self.body()?)
    }
}

impl Error {
    /// An error of the caller's input, for an [`Authenticator`](crate::Authenticator) or [`NonceSource`](crate::NonceSource) written
    /// by hand. The sentence must not hold a secret.
    pub fn request(problem: impl Into<String>) -> Self {
        Self::new(Kind::Request { problem: problem.into(), source: None }, Said::default())
    }

    /// Gives an error of the caller's input its cause.
    pub(crate) fn because(mut self, cause: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        if let Kind::Request { source, .. } = &mut self.inner.kind {
            *source = Some(cause.into());
        }
        self
    }

    pub(crate) fn transport(error: TransportError) -> Self {
        // Nothing was sent, and what keeps it from being sent is the call itself.
        if error.is_unsendable() {
            let (problem, source) = (error.to_string(), error.into_source());
            return Self::new(Kind::Request { problem, source }, Said::default());
        }
        Self::new(Kind::Transport(error), Said::default())
    }

    pub(crate) fn http_status(said: Said) -> Self {
        Self::new(Kind::HttpStatus, said)
    }

    pub(crate) fn api(said: Said) -> Self {
        Self::new(Kind::Api, said)
    }

    pub(crate) fn decode(
        path: Option<String>,
        source: impl Into<Box<dyn StdError + Send + Sync>>,
        said: Said,
    ) -> Self {
        Self::new(Kind::Decode { path, source: source.into() }, said)
    }

    /// Says how often the call was tried.
    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.inner.attempts = attempts;
        self
    }

    /// Says how long the server asks to be left alone.
    pub(crate) fn come_back_in(mut self, retry_after: Option<Duration>) -> Self {
        self.inner.retry_after = retry_after;
        self
    }

    /// Whether the same call may succeed soon; whether it may be sent again is another question.
    pub(crate) fn may_pass(&self) -> bool {
        match &self.inner.kind {
            Kind::Transport(error) => !error.is_too_large(),
            Kind::HttpStatus => self.status().is_some_and(retry::may_pass),
            Kind::Request { .. } | Kind::Api | Kind::Decode { .. } => false,
        }
    }

    /// Gives an error the answer that it is about.
    pub(crate) fn with_answer(mut self, body: Bytes, mismatches: Mismatches) -> Self {
        self.inner.answer = Answer { body: Some(body), mismatches };
        self
    }

    /// Says which endpoint was called.
    pub(crate) fn at(mut self, endpoint: &Endpoint) -> Self {
        self.inner.endpoint = Some(endpoint.clone());
        self
    }

    fn new(kind: Kind, said: Said) -> Self {
        let inner =
            Inner { kind, endpoint: None, said, attempts: 0, retry_after: None, answer: Answer::default() };
        Self { inner: Box::new(inner) }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let f = &mut OneLine(f);
        if let Some(endpoint) = &self.inner.endpoint {
            write!(f, "{endpoint}: ")?;
        }
        let said = &self.inner.said;
        match &self.inner.kind {
            Kind::Request { problem, .. } => f.write_str(problem),
            Kind::Transport(error) => write!(f, "{error}"),
            Kind::HttpStatus => match said.status {
                Some(status) => write!(f, "the server answered HTTP {status}{said}"),
                None => write!(f, "the server answered with a failure{said}"),
            },
            Kind::Api => write!(f, "the API reported a failure{said}"),
            Kind::Decode { path, .. } => {
                // Without a status, it is no answer but JSON from elsewhere, such as a message.
                f.write_str(match said.status {
                    Some(_) => "the answer does not have the documented shape",
                    None => "the JSON does not have the shape asked for",
                })?;
                path.as_ref().map_or(Ok(()), |path| write!(f, " at `{path}`"))
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Inner { said, attempts, retry_after, .. } = &*self.inner;
        if f.alternate() {
            return self.inner.fmt(f);
        }
        write!(f, "{self}")?;
        let line = &mut OneLine(f);
        for cause in successors(self.source(), |&cause| cause.source()) {
            write!(line, ": {cause}")?;
        }
        if *attempts > 0 {
            write!(line, "; attempts: {attempts}")?;
        }
        if let Some(status) = said.status {
            write!(line, "; HTTP status: {}", status.as_u16())?;
        }
        if let Some(wait) = retry_after {
            write!(line, "; retry after: {wait:?}")?;
        }
        if !self.mismatches().is_empty() {
            write!(line, "; mismatches: {}", self.mismatches().len())?;
        }
        said.excerpt.as_ref().map_or(Ok(()), |excerpt| write!(line, "; body: {excerpt:?}"))
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match &self.inner.kind {
            Kind::Request { source, .. } => source.as_deref().map(|source| source as _),
            // The sentence of the transport error is ours already; what is behind it comes next.
            Kind::Transport(error) => error.source(),
            Kind::HttpStatus | Kind::Api => None,
            Kind::Decode { source, .. } => Some(&**source),
        }
    }
}
