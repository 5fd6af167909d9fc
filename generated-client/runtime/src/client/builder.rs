//! Sets up a client.

use super::{Client, Inner};
use crate::base_url::BaseUrl;
use crate::redactor::Redactor;
use crate::{
    Api, Authenticator, Clock, Credentials, Error, NonceSource, RandomNonce, RecipeAuthenticator, Result,
    Signing, SystemClock, TimestampUnit, Transport,
};
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Sets up a [`Client`].
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder {
    api: &'static Api,
    base_url: Option<String>,
    credentials: Credentials,
    signing: Option<Signing>,
    timestamp_unit: Option<TimestampUnit>,
    authenticator: Option<Box<dyn Authenticator>>,
    transport: Option<Box<dyn Transport>>,
    clock: Box<dyn Clock>,
    nonces: Box<dyn NonceSource>,
    connect_timeout: Duration,
    timeout: Duration,
    max_response_bytes: usize,
}

impl ClientBuilder {
    pub(super) fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: api.base_url.map(str::to_owned),
            credentials: Credentials::new(),
            signing: api.signing,
            timestamp_unit: None,
            authenticator: None,
            transport: None,
            clock: Box::new(SystemClock),
            nonces: Box::new(RandomNonce),
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
            max_response_bytes: 64 * 1024 * 1024,
        }
    }

    /// Calls another host than the documented one; a path in it goes before the path of every endpoint.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// The secrets the API's recipe names. Errors hide them wherever a server echoes one.
    pub fn credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// Signs by another recipe than the API's; mostly `Signing { one_field: …, ..the_documented_one }`.
    pub fn signing(mut self, signing: Signing) -> Self {
        self.signing = Some(signing);
        self
    }

    /// Counts the timestamp of the recipe in another unit than it says, be it the API's recipe or that of [`signing`](Self::signing).
    ///
    /// Without effect on an [`authenticator`](Self::authenticator) written by hand.
    pub fn timestamp_unit(mut self, unit: TimestampUnit) -> Self {
        self.timestamp_unit = Some(unit);
        self
    }

    /// Authenticates by code instead of by recipe.
    pub fn authenticator(mut self, authenticator: impl Authenticator + 'static) -> Self {
        self.authenticator = Some(Box::new(authenticator));
        self
    }

    /// Sends through another transport than the default one.
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.transport = Some(Box::new(transport));
        self
    }

    /// Tells the time for timestamps; the system's clock by default.
    pub fn clock(mut self, clock: impl Clock + 'static) -> Self {
        self.clock = Box::new(clock);
        self
    }

    /// Makes the nonces; the system's randomness by default.
    pub fn nonce_source(mut self, nonces: impl NonceSource + 'static) -> Self {
        self.nonces = Box::new(nonces);
        self
    }

    /// How long a call may take as a whole; 30 seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long the default transport may take to connect; 10 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How large the body of an answer may be, after decompression; 64 MiB by default.
    pub fn max_response_bytes(mut self, limit: usize) -> Self {
        self.max_response_bytes = limit;
        self
    }

    /// The client.
    ///
    /// # Errors
    /// When the base URL is missing or wrong, a credential the recipe requires is missing, a credential cannot travel in its header, or
    /// the HTTP stack cannot be set up.
    pub fn build(self) -> Result<Client> {
        let base_url = self
            .base_url
            .ok_or_else(|| Error::request("this API documents no base URL; give the builder one"))?;
        let secrets = Redactor::new(self.credentials.values());
        let authenticator = match (self.authenticator, self.signing) {
            (Some(authenticator), _) => Some(authenticator),
            (None, Some(mut signing)) => {
                signing.timestamp = self.timestamp_unit.unwrap_or(signing.timestamp);
                Some(Box::new(RecipeAuthenticator::new(signing, self.credentials)?) as _)
            }
            (None, None) => None,
        };
        let transport = self.transport.map_or_else(|| default_transport(self.connect_timeout), Ok)?;
        let inner = Inner {
            api: self.api,
            base_url: BaseUrl::parse(&base_url)?,
            authenticator,
            transport,
            clock: self.clock,
            nonces: self.nonces,
            secrets,
            timeout: self.timeout,
            max_response_bytes: self.max_response_bytes,
        };
        Ok(Client { inner: Arc::new(inner) })
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(connect_timeout: Duration) -> Result<Box<dyn Transport>> {
    Ok(Box::new(crate::ReqwestTransport::new(connect_timeout)?))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: Duration) -> Result<Box<dyn Transport>> {
    Err(Error::request("without the feature `reqwest` the builder must be given a transport"))
}

impl fmt::Debug for ClientBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the base URL: it is unchecked yet and may hold a password.
        f.debug_struct("ClientBuilder")
            .field("api", &self.api.name)
            .field("credentials", &self.credentials)
            .finish_non_exhaustive()
    }
}
