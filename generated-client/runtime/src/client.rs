//! Sends requests.

mod attempts;
mod builder;
mod environment;

use crate::base_url::BaseUrl;
use crate::redactor::Redactor;
use crate::telemetry::Span;
use crate::transport::Sleep;
use crate::{
    Answer, Api, Authenticator, Clock, Decoding, NonceSource, Request, Response, Result, RetryPolicy,
    Transport,
};
use attempts::Call;
use http::HeaderValue;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

pub use builder::ClientBuilder;

/// Sends requests to one API. Cheap to clone; clones share their connections.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    api: &'static Api,
    base_url: BaseUrl,
    authenticator: Option<Box<dyn Authenticator>>,
    transport: Box<dyn Transport>,
    clock: Box<dyn Clock>,
    nonces: Box<dyn NonceSource>,
    /// What the credentials were: the server may echo them.
    secrets: Redactor,
    user_agent: HeaderValue,
    timeout: Duration,
    /// How long an attempt that is not the last may take; half of the time left when it is not given.
    attempt_timeout: Option<Duration>,
    retry: RetryPolicy,
    decoding: Decoding,
    max_response_bytes: usize,
    /// How long a download may wait for its next piece.
    idle_timeout: Duration,
    /// The runtime of a blocking client.
    #[cfg(feature = "blocking")]
    background: Option<crate::blocking::Background>,
}

impl Client {
    /// Begins a client for the API.
    pub fn builder(api: &'static Api) -> ClientBuilder {
        ClientBuilder::new(api)
    }

    /// Sends the request and decodes the answer.
    ///
    /// An answer is a success when its HTTP status is 2xx, its body has the shape of `T`, and the code in its envelope means success.
    /// Where the API declares an envelope, an answer without its code is a decode error: nothing says that the call succeeded.
    ///
    /// A call that fails is sent again as [`RetryPolicy`] says. Dropping the future ends the call: nothing is sent after that, though
    /// what was sent may still take effect.
    ///
    /// # Errors
    /// See the predicates of [`Error`](crate::Error).
    pub async fn send<T: Answer>(&self, request: Request<T>) -> Result<Response<T>> {
        let span = Span::of_call(&self.inner.base_url, &request);
        let outcome = span.around(Call::new(self, &request, &span).carry_out()).await;
        let outcome = outcome.map_err(|error| error.at(request.endpoint()));
        span.record(&outcome, &self.inner.secrets);
        outcome
    }

    pub(crate) fn max_response_bytes(&self) -> usize {
        self.inner.max_response_bytes
    }

    #[cfg(feature = "blocking")]
    pub(crate) fn background(&self) -> Option<&crate::blocking::Background> {
        self.inner.background.as_ref()
    }

    /// Passes when the next piece of a download is late.
    pub(crate) fn idle_timer(&self) -> Sleep {
        self.inner.transport.sleep(self.inner.idle_timeout)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.inner.api.name)
            .field("base_url", &self.inner.base_url)
            .field("timeout", &self.inner.timeout)
            .field("retry", &self.inner.retry)
            .field("decoding", &self.inner.decoding)
            .finish_non_exhaustive()
    }
}
