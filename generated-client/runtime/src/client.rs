//! Sends requests.

mod builder;

use crate::base_url::BaseUrl;
use crate::received::{Judged, Received};
use crate::redactor::Redactor;
use crate::{
    Api, Authenticator, Clock, Error, Limits, NonceSource, Request, Response, ResponseBody, Result, Transport,
};
use bytes::Bytes;
use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

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
    timeout: Duration,
    max_response_bytes: usize,
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
    /// # Errors
    /// See the predicates of [`Error`].
    pub async fn send<T: ResponseBody>(&self, request: Request<T>) -> Result<Response<T>> {
        let endpoint = request.endpoint().clone();
        self.exchange(request).await.map_err(|error| error.at(&endpoint))
    }

    async fn exchange<T: ResponseBody>(&self, request: Request<T>) -> Result<Response<T>> {
        let limits =
            Limits::new(request.own_timeout().unwrap_or(self.inner.timeout), self.inner.max_response_bytes);
        let (call, secrets) = self.authenticated(&request)?;
        let begin = Instant::now();
        let answer = self.inner.transport.send(call, limits).await.map_err(Error::transport)?;
        let elapsed = begin.elapsed();
        let (parts, body_bytes) = answer.into_parts();
        let envelope = self.inner.api.envelope.as_ref();
        let decoding = request.own_decoding().unwrap_or_default();
        let received =
            Received { status: parts.status, body: &body_bytes, envelope, secrets: &secrets, decoding };
        let Judged { body, mismatches } = received.judge::<T>()?;
        Ok(Response {
            endpoint: request.endpoint().clone(),
            status: parts.status,
            headers: parts.headers,
            request_id: body.head().request_id.map(ToString::to_string),
            body,
            data_field: envelope.map(|envelope| envelope.data),
            elapsed,
            attempts: 1,
            raw_body: body_bytes,
            mismatches,
        })
    }

    fn authenticated<T>(&self, request: &Request<T>) -> Result<(http::Request<Bytes>, Redactor)> {
        let mut outgoing = request.outgoing(&self.inner.base_url, self.inner.secrets.clone())?;
        if let Some(authenticator) = &self.inner.authenticator {
            authenticator.authenticate(&mut outgoing, &*self.inner.clock, &*self.inner.nonces)?;
        }
        outgoing.finish()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("api", &self.inner.api.name)
            .field("base_url", &self.inner.base_url)
            .finish_non_exhaustive()
    }
}
