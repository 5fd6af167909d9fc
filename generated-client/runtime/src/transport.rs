//! What carries a call to the server and the answer back.

#[cfg(feature = "reqwest")]
mod reqwest;
mod timer;

use crate::Body;
use crate::body::BodyError;
use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::time::Duration;

#[cfg(feature = "reqwest")]
pub use reqwest::ReqwestTransport;

/// Carries calls. Replace the default to add a proxy, a cache, a recording, or another HTTP stack.
///
/// ```
/// use client_runtime::{Body, Limits, Transport, TransportFuture, http};
///
/// /// Has every call answered with an empty object.
/// struct Canned;
///
/// impl Transport for Canned {
///     fn send(&self, _: http::Request<Body>, _: Limits) -> TransportFuture<'_> {
///         Box::pin(async { Ok(http::Response::new(Body::from("{}"))) })
///     }
/// }
/// ```
pub trait Transport: Send + Sync {
    /// Sends one call and gives its answer, whatever the status. Redirects are an answer too: following one could hand the
    /// authentication to another host.
    ///
    /// Both bodies may be streams ([`Body`]). A call's body that is read once cannot be sent again; [`Body::as_bytes`] tells whether it
    /// is at hand. The answer should come with its head, and its body as a [`Body::stream`], so that a download is never in memory as a
    /// whole. Such a stream says by a [`TransportError`] what went wrong; any other error counts as
    /// [`interrupted`](TransportError::interrupted).
    fn send(&self, request: http::Request<Body>, limits: Limits) -> TransportFuture<'_>;

    /// Lets this much time pass; a client waits so before it repeats a call, and never for an answer longer than [`Limits::timeout`].
    ///
    /// By default one thread of this crate wakes whoever waits, so it works everywhere. A transport that belongs to an async runtime
    /// better takes that runtime's timer, and one for tests may return at once.
    fn sleep(&self, duration: Duration) -> Sleep {
        Box::pin(timer::sleep(duration))
    }
}

/// What [`Transport::sleep`] returns.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What [`Transport::send`] returns.
pub type TransportFuture<'a> =
    Pin<Box<dyn Future<Output = Result<http::Response<Body>, TransportError>> + Send + 'a>>;

/// How long a call may take and how large its answer may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// The time from the first attempt to connect to the last byte of the answer, or to its head where its body is handed over as a
    /// stream. A client keeps it: it drops the future then. A transport that can say better what took so long may end earlier with
    /// [`TransportError::timeout`].
    pub timeout: Duration,
    /// The size of the answer's body in bytes, after decompression; `usize::MAX` where it may be handed over as a stream. A client keeps
    /// it, too; it is for transports that read the whole body themselves.
    pub response_bytes: usize,
}

impl Limits {
    /// These limits, for the tests of a transport; a client makes its own.
    ///
    /// ```
    /// use client_runtime::Limits;
    /// use std::time::Duration;
    ///
    /// let limits = Limits::new(Duration::from_secs(5), 1024);
    /// assert_eq!((limits.timeout.as_secs(), limits.response_bytes), (5, 1024));
    /// ```
    #[must_use]
    pub fn new(timeout: Duration, response_bytes: usize) -> Self {
        Self { timeout, response_bytes }
    }
}

/// Why no whole answer came back.
#[derive(Debug)]
pub struct TransportError {
    failure: Failure,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Failure {
    Connect,
    ConnectTimeout,
    Timeout,
    TooLarge { limit: usize },
    Interrupted,
    Unsendable,
}

/// One constructor for each reason. A source must not print the URL: authentication may be in it.
impl TransportError {
    /// No connection could be made, so the server has seen nothing of the call.
    pub fn connect(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { failure: Failure::Connect, source: Some(source.into()) }
    }

    /// No connection could be made in time.
    pub fn connect_timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { failure: Failure::ConnectTimeout, source: Some(source.into()) }
    }

    /// The whole answer did not come in time.
    pub fn timeout(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { failure: Failure::Timeout, source: Some(source.into()) }
    }

    /// The connection failed after it was made: the call may or may not have reached the server, or only part of the answer came.
    pub fn interrupted(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { failure: Failure::Interrupted, source: Some(source.into()) }
    }

    /// The answer's body exceeds [`Limits::response_bytes`].
    #[must_use]
    pub fn too_large(limit: usize) -> Self {
        Self { failure: Failure::TooLarge { limit }, source: None }
    }

    /// The transport cannot send such a call at all, say because of its URL, so nothing was sent. A client makes a request error of it
    /// ([`Error::is_request`](crate::Error::is_request)).
    pub fn unsendable(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self { failure: Failure::Unsendable, source: Some(source.into()) }
    }
}

/// What kind of reason it is.
impl TransportError {
    /// No connection could be made, in time or at all.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(self.failure, Failure::Connect | Failure::ConnectTimeout)
    }

    /// It took too long, be it to connect or to answer.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self.failure, Failure::Timeout | Failure::ConnectTimeout)
    }

    /// What a body says of its failure.
    pub(crate) fn of_body(error: BodyError) -> Self {
        error.downcast::<Self>().map_or_else(Self::interrupted, |error| *error)
    }

    pub(crate) fn is_too_large(&self) -> bool {
        matches!(self.failure, Failure::TooLarge { .. })
    }

    pub(crate) fn into_source(self) -> Option<Box<dyn StdError + Send + Sync>> {
        self.source
    }

    pub(crate) fn is_unsendable(&self) -> bool {
        self.failure == Failure::Unsendable
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.failure {
            Failure::Connect => f.write_str("no connection to the server could be made"),
            Failure::ConnectTimeout => f.write_str("no connection to the server could be made in time"),
            Failure::Timeout => f.write_str("no whole answer came in time"),
            Failure::TooLarge { limit } => {
                write!(f, "the answer is larger than the limit of {limit} bytes")
            }
            Failure::Unsendable => f.write_str("the transport cannot send this call, so nothing was sent"),
            Failure::Interrupted => f.write_str("the connection failed before the whole answer had come"),
        }
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
