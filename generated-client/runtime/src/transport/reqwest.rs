//! The default transport, over the crate `reqwest` and rustls.

use super::{Limits, Sleep, Transport, TransportError, TransportFuture, timer};
use crate::body::BodyError;
use crate::{Body, Error, Result};
use bytes::Bytes;
use http::uri::PathAndQuery;
use http_body::{Frame, SizeHint};
use reqwest::redirect::Policy;
use reqwest::{ClientBuilder, Proxy};
use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::runtime::Handle;

/// HTTP/1.1 and HTTP/2 with TLS, gzip and a pool of connections, through the proxies of the environment (`HTTPS_PROXY`, `HTTP_PROXY`,
/// `NO_PROXY`) or through one of its own. Needs a tokio runtime with IO and time; without a runtime, sending is a request error.
///
/// Redirects are not followed; a 3xx answer is an HTTP status error. Connections are kept for 30 seconds after their last call, and
/// probed while a call waits. The client that sends through it keeps the time ([`Limits::timeout`]): dropping the future ends the call.
/// On its own it sends a call again in one case only: a server says by HTTP/2 that it has not looked at it.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

/// Shorter than servers and balancers commonly keep a connection, so that a call seldom meets one that is just being closed.
const IDLE: Duration = Duration::from_secs(30);

/// How long a connection with calls under way may be silent before HTTP/2 asks whether the other side is there, and how long it may take
/// to answer. For HTTP/1.1 the probes of TCP do that, which `reqwest` turns on.
const PROBE_AFTER: Duration = Duration::from_secs(15);
const PROBE_TIMEOUT: Duration = Duration::from_secs(10);

impl ReqwestTransport {
    /// A transport with its own pool of connections, and with the proxies of the environment.
    ///
    /// # Errors
    /// When TLS cannot be set up on this machine.
    pub fn new(connect_timeout: Duration) -> Result<Self> {
        Self::build(reqwest::Client::builder(), connect_timeout)
    }

    /// A transport that sends everything through this proxy, such as `http://user:password@proxy.example.com:3128`.
    ///
    /// # Errors
    /// When that is no URL of `http` or `https`, or TLS cannot be set up on this machine.
    pub fn through_proxy(proxy: &str, connect_timeout: Duration) -> Result<Self> {
        // Neither the text nor the error of the parser goes into ours: there may be a password in it.
        let is_http = ["http://", "https://"].iter().any(|scheme| proxy.starts_with(scheme));
        let url = proxy.parse::<reqwest::Url>().ok().filter(|url| is_http && url.has_host());
        let proxy = url.and_then(|url| Proxy::all(url).ok());
        let proxy = proxy.ok_or_else(|| {
            Error::request("the proxy must be a URL that begins with http:// or https:// and a host")
        })?;
        Self::build(reqwest::Client::builder().proxy(proxy), connect_timeout)
    }

    fn build(builder: ClientBuilder, connect_timeout: Duration) -> Result<Self> {
        let client = builder
            .connect_timeout(connect_timeout)
            .pool_idle_timeout(IDLE)
            .http2_keep_alive_interval(PROBE_AFTER)
            .http2_keep_alive_timeout(PROBE_TIMEOUT)
            .redirect(Policy::none())
            .build()
            .map_err(|source| Error::request("the HTTP stack cannot be set up").because(source))?;
        Ok(Self { client })
    }

    async fn exchange(&self, request: http::Request<Body>) -> Result<http::Response<Body>, TransportError> {
        if Handle::try_current().is_err() {
            return Err(TransportError::unsendable("there is no tokio runtime here, which `reqwest` needs"));
        }
        let request = translated(request).map_err(TransportError::unsendable)?;
        let response = self.client.execute(request).await.map_err(failure)?;
        Ok(http::Response::from(response).map(|body| Body::stream(Arriving(body))))
    }
}

impl Transport for ReqwestTransport {
    fn send(&self, request: http::Request<Body>, _: Limits) -> TransportFuture<'_> {
        Box::pin(self.exchange(request))
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        // The timer of tokio panics where there is no runtime.
        match Handle::try_current() {
            Ok(_) => Box::pin(tokio::time::sleep(duration)),
            Err(_) => Box::pin(timer::sleep(duration)),
        }
    }
}

/// What is inside may hold the password of a proxy.
impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport").finish_non_exhaustive()
    }
}

/// The same request in the words of `reqwest`. Its own `TryFrom` does this, but prints the URL piece by piece, which takes more time than
/// signing does.
fn translated(request: http::Request<Body>) -> Result<reqwest::Request, Box<dyn StdError + Send + Sync>> {
    let (parts, body) = request.into_parts();
    let uri = &parts.uri;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err("the URL has no scheme or no host".into());
    };
    let path = uri.path_and_query().map_or("/", PathAndQuery::as_str);
    let url = reqwest::Url::parse(&[scheme, "://", authority.as_str(), path].concat())?;
    let mut request = reqwest::Request::new(parts.method, url);
    *request.headers_mut() = parts.headers;
    *request.version_mut() = parts.version;
    *request.body_mut() = Some(match body.as_bytes() {
        Some(bytes) => bytes.clone().into(),
        None => reqwest::Body::wrap(body),
    });
    Ok(request)
}

/// The body of an answer, with errors in our words.
struct Arriving(reqwest::Body);

impl http_body::Body for Arriving {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let frame = Pin::new(&mut self.0).poll_frame(context);
        frame.map(|frame| frame.map(|frame| frame.map_err(|error| failure(error).into())))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
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
