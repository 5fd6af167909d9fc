//! Sets up a client.

use super::{Client, Inner, environment};
use crate::base_url::BaseUrl;
use crate::redactor::Redactor;
use crate::server;
use crate::{
    Api, Authenticator, Clock, Credentials, Decoding, Error, NonceSource, RandomNonce, RecipeAuthenticator,
    Result, RetryPolicy, Signing, SystemClock, TimestampUnit, Transport,
};
use http::HeaderValue;
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// Sets up a [`Client`].
#[must_use = "a builder does nothing until `build`"]
pub struct ClientBuilder {
    api: &'static Api,
    /// What the caller gave.
    base_url: Option<String>,
    server: Option<String>,
    server_variables: BTreeMap<String, String>,
    credentials: Credentials,
    signing: Option<Signing>,
    timestamp_unit: Option<TimestampUnit>,
    authenticator: Option<Box<dyn Authenticator>>,
    transport: Option<Box<dyn Transport>>,
    clock: Box<dyn Clock>,
    nonces: Box<dyn NonceSource>,
    user_agent: String,
    proxy: Option<String>,
    connect_timeout: Duration,
    timeout: Duration,
    attempt_timeout: Option<Duration>,
    retry: RetryPolicy,
    decoding: Decoding,
    max_response_bytes: usize,
    idle_timeout: Duration,
}

impl ClientBuilder {
    pub(super) fn new(api: &'static Api) -> Self {
        Self {
            api,
            base_url: None,
            credentials: Credentials::new(),
            signing: api.signing,
            timestamp_unit: None,
            authenticator: None,
            transport: None,
            clock: Box::new(SystemClock),
            nonces: Box::new(RandomNonce),
            user_agent: concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")).to_owned(),
            proxy: None,
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
            attempt_timeout: None,
            retry: RetryPolicy::default(),
            decoding: Decoding::default(),
            max_response_bytes: 64 * 1024 * 1024,
            idle_timeout: Duration::from_secs(30),
            server: None,
            server_variables: BTreeMap::new(),
        }
    }

    /// Begins a client with what the environment says: the base URL from `EXAMPLE_BASE_URL` if that is set, and each credential of the
    /// API's recipe from a variable such as `EXAMPLE_ACCESS_KEY` for `access-key`. What they begin with is [`Api::environment`].
    ///
    /// # Errors
    /// When a credential that the recipe requires is missing or empty, or a variable is no valid Unicode. The error names every such
    /// variable, and never shows a value.
    pub fn from_env(api: &'static Api) -> Result<Self> {
        Self::from_variables(api, |name| std::env::var_os(name))
    }

    pub(super) fn from_variables(
        api: &'static Api,
        variable: impl Fn(&str) -> Option<OsString>,
    ) -> Result<Self> {
        let environment = environment::read(api, variable)?;
        let builder = Self::new(api).credentials(environment.credentials);
        Ok(match environment.base_url {
            Some(base_url) => builder.base_url(base_url),
            None => builder,
        })
    }

    /// Calls another host than the documented one; a path in it goes before the path of every endpoint. Of this and
    /// [`server`](Self::server) the last one counts.
    pub fn base_url(mut self, base_url: impl Into<String>) -> Self {
        self.base_url = Some(base_url.into());
        self
    }

    /// Calls the documented server of this name, in place of the first one. Of this and [`base_url`](Self::base_url) the last one counts.
    pub fn server(mut self, name: impl Into<String>) -> Self {
        self.server = Some(name.into());
        self.base_url = None;
        self
    }

    /// Sets a variable in the URL of the documented server, in place of its default. Without effect on a
    /// [`base_url`](Self::base_url) of the caller's own.
    pub fn server_variable(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.server_variables.insert(name.into(), value.into());
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

    /// What calls say of who makes them, in the header `user-agent`: mostly the name and version of the program. By default it is the
    /// name and version of this crate.
    pub fn user_agent(mut self, user_agent: impl Into<String>) -> Self {
        self.user_agent = user_agent.into();
        self
    }

    /// Has the default transport send everything through this proxy, such as `http://user:password@proxy.example.com:3128`, instead of
    /// through those of the environment.
    pub fn proxy(mut self, proxy: impl Into<String>) -> Self {
        self.proxy = Some(proxy.into());
        self
    }

    /// When and how often calls that failed are sent again.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// What becomes of answers that are not as documented.
    pub fn decoding(mut self, decoding: Decoding) -> Self {
        self.decoding = decoding;
        self
    }

    /// How long a call may take as a whole, with all attempts, the waits between them, and reading the answer; 30 seconds by default.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long one attempt may take after which another may follow, so that a server that hangs once does not use up the time for the
    /// whole call; by default half of the time that is left.
    ///
    /// The last attempt, and the one attempt of a call that is not idempotent, have all the time that is left.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// How long the default transport may take to connect; 10 seconds by default.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long a [`Download`](crate::Download) may wait for its next piece; 30 seconds by default. It has no limit on its whole time,
    /// which depends on its size: [`timeout`](Self::timeout) ends with the head of the answer.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.idle_timeout = timeout;
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
    /// When the base URL is missing or wrong, there is no such server or variable or it does not take such a value, a credential the recipe requires is missing, a credential or the user agent cannot travel
    /// in its header, the proxy is wrong or there is another transport to go through it, or the HTTP stack cannot be set up.
    pub fn build(self) -> Result<Client> {
        self.build_on(
            #[cfg(feature = "blocking")]
            None,
        )
    }

    pub(crate) fn build_on(
        self,
        #[cfg(feature = "blocking")] background: Option<crate::blocking::Background>,
    ) -> Result<Client> {
        let base_url = match self.base_url {
            Some(base_url) => base_url,
            None => server::url(self.api, self.server.as_deref(), &self.server_variables)?,
        };
        // Checked before anything is set up. The text stays out of the message, as that of every header does.
        let user_agent = HeaderValue::from_str(&self.user_agent)
            .map_err(|_| Error::request("the user agent holds a character that HTTP headers do not allow"))?;
        let secrets = Redactor::new(self.credentials.values());
        let authenticator = match (self.authenticator, self.signing) {
            (Some(authenticator), _) => Some(authenticator),
            (None, Some(mut signing)) => {
                signing.timestamp = self.timestamp_unit.unwrap_or(signing.timestamp);
                Some(Box::new(RecipeAuthenticator::new(signing, self.credentials)?) as _)
            }
            (None, None) => None,
        };
        let transport = match (self.transport, self.proxy) {
            (Some(_), Some(_)) => {
                return Err(Error::request(
                    "a transport of your own has its own way of using a proxy; tell it instead",
                ));
            }
            (Some(transport), None) => transport,
            (None, proxy) => default_transport(proxy.as_deref(), self.connect_timeout)?,
        };
        let inner = Inner {
            api: self.api,
            base_url: BaseUrl::parse(&base_url)?,
            authenticator,
            transport,
            clock: self.clock,
            nonces: self.nonces,
            secrets,
            user_agent,
            timeout: self.timeout,
            attempt_timeout: self.attempt_timeout,
            retry: self.retry,
            decoding: self.decoding,
            max_response_bytes: self.max_response_bytes,
            idle_timeout: self.idle_timeout,
            #[cfg(feature = "blocking")]
            background,
        };
        Ok(Client { inner: Arc::new(inner) })
    }

    /// The client for programs without async.
    ///
    /// # Errors
    /// As [`build`](Self::build), and when no thread can be started.
    #[cfg(feature = "blocking")]
    pub fn build_blocking(self) -> Result<crate::blocking::Client> {
        crate::blocking::Client::build(self)
    }
}

#[cfg(feature = "reqwest")]
fn default_transport(proxy: Option<&str>, connect_timeout: Duration) -> Result<Box<dyn Transport>> {
    Ok(Box::new(match proxy {
        Some(proxy) => crate::ReqwestTransport::through_proxy(proxy, connect_timeout)?,
        None => crate::ReqwestTransport::new(connect_timeout)?,
    }))
}

#[cfg(not(feature = "reqwest"))]
fn default_transport(_: Option<&str>, _: Duration) -> Result<Box<dyn Transport>> {
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
