//! The default transport, over the crate `reqwest` and rustls.

use super::{Limits, Transport, TransportError, TransportFuture};
use crate::{Error, Result};
use bytes::{Bytes, BytesMut};
use reqwest::redirect::Policy;
use std::time::Duration;

/// HTTP/1.1 and HTTP/2 with TLS, gzip, the proxies of the environment and a pool of connections. Needs a tokio runtime with IO and time.
///
/// Redirects are not followed; a 3xx answer is an HTTP status error.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport with its own pool of connections.
    ///
    /// # Errors
    /// When TLS cannot be set up on this machine.
    pub fn new(connect_timeout: Duration) -> Result<Self> {
        let client = reqwest::Client::builder()
            .connect_timeout(connect_timeout)
            .redirect(Policy::none())
            .build()
            .map_err(|source| Error::request("the HTTP stack cannot be set up").because(source))?;
        Ok(Self { client })
    }

    async fn exchange(
        &self,
        request: http::Request<Bytes>,
        limits: Limits,
    ) -> Result<http::Response<Bytes>, TransportError> {
        let mut request = reqwest::Request::try_from(request).map_err(failure)?;
        *request.timeout_mut() = Some(limits.timeout);
        let mut response = self.client.execute(request).await.map_err(failure)?;
        let body = read(&mut response, limits.response_bytes).await?;
        let mut whole = http::Response::new(body);
        *whole.status_mut() = response.status();
        *whole.version_mut() = response.version();
        std::mem::swap(whole.headers_mut(), response.headers_mut());
        Ok(whole)
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> TransportFuture<'_> {
        Box::pin(self.exchange(request, limits))
    }
}

/// Reads chunk by chunk, so that neither a huge nor a highly compressed body is ever in memory as a whole.
async fn read(response: &mut reqwest::Response, limit: usize) -> Result<Bytes, TransportError> {
    let mut body = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(failure)? {
        if chunk.len() > limit - body.len() {
            return Err(TransportError::too_large(limit));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.freeze())
}

fn failure(error: reqwest::Error) -> TransportError {
    // The URL may carry authentication in its query.
    let error = error.without_url();
    if error.is_builder() {
        return TransportError::unsendable(error);
    }
    match (error.is_connect(), error.is_timeout()) {
        (true, true) => TransportError::connect_timeout(error),
        (true, false) => TransportError::connect(error),
        (false, true) => TransportError::timeout(error),
        (false, false) => TransportError::interrupted(error),
    }
}
