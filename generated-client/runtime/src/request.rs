//! One call to an endpoint, as plain data.

mod inspection;

use crate::base_url::BaseUrl;
use crate::redactor::Redactor;
use crate::{Decoding, Error, Outgoing, Result, path_template};
use bytes::Bytes;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderMap, HeaderValue, Method};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::time::Duration;

type Pairs = Vec<(Cow<'static, str>, String)>;

/// A call to an endpoint that answers with a `T`. Building one never fails: what is wrong with it is reported when it is sent.
#[must_use = "a request does nothing until a client sends it"]
pub struct Request<T> {
    endpoint: Endpoint,
    path: Pairs,
    query: Pairs,
    headers: Pairs,
    body: Body,
    timeout: Option<Duration>,
    idempotent: bool,
    decoding: Option<Decoding>,
    answer: PhantomData<fn() -> T>,
}

/// A verb and a documented path: the name of an endpoint.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Endpoint {
    method: Method,
    path: Cow<'static, str>,
}

#[derive(Clone)]
enum Body {
    Empty,
    Json(Bytes),
    /// Why the body could not be written.
    Unwritable(String),
}

/// One constructor for each verb.
impl<T> Request<T> {
    /// `GET` the documented path, in which `{name}` marks a path parameter.
    pub fn get(path: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Method::GET, path.into())
    }

    /// `POST` to the documented path.
    pub fn post(path: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Method::POST, path.into())
    }

    /// `PUT` to the documented path.
    pub fn put(path: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Method::PUT, path.into())
    }

    /// `PATCH` the documented path.
    pub fn patch(path: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Method::PATCH, path.into())
    }

    /// `DELETE` the documented path.
    pub fn delete(path: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Method::DELETE, path.into())
    }

    /// `HEAD` of the documented path.
    pub fn head(path: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Method::HEAD, path.into())
    }

    /// `OPTIONS` of the documented path.
    pub fn options(path: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Method::OPTIONS, path.into())
    }

    fn new(method: Method, path: Cow<'static, str>) -> Self {
        Self {
            endpoint: Endpoint { method, path },
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            body: Body::Empty,
            timeout: None,
            idempotent: false,
            decoding: None,
            answer: PhantomData,
        }
    }
}

/// One method for each kind of parameter.
impl<T> Request<T> {
    /// Fills the placeholder `{name}` of the path. The value is percent-encoded; it must not be empty, `.` or `..`.
    pub fn path(mut self, name: impl Into<Cow<'static, str>>, value: String) -> Self {
        self.path.push((name.into(), value));
        self
    }

    /// Adds a query parameter; the same name again adds another one.
    pub fn query(mut self, name: impl Into<Cow<'static, str>>, value: impl Display) -> Self {
        self.query.push((name.into(), value.to_string()));
        self
    }

    /// Adds a query parameter if there is a value.
    pub fn query_optional(self, name: impl Into<Cow<'static, str>>, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.query(name, value),
            None => self,
        }
    }

    /// Sets a header. The authentication's own headers win over it. Those that frame the message (`content-length`, `transfer-encoding`,
    /// `connection`, `host`) are the transport's, and sending reports an error.
    pub fn header(mut self, name: impl Into<Cow<'static, str>>, value: impl Display) -> Self {
        self.headers.push((name.into(), value.to_string()));
        self
    }

    /// Sets a header if there is a value.
    pub fn header_optional(self, name: impl Into<Cow<'static, str>>, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.header(name, value),
            None => self,
        }
    }

    /// Sends a JSON body. It is written here and now; if that fails, sending reports it.
    pub fn json<B: Serialize + ?Sized>(mut self, body: &B) -> Self {
        self.body = match serde_json::to_vec(body) {
            Ok(bytes) => Body::Json(bytes.into()),
            Err(error) => Body::Unwritable(error.to_string()),
        };
        self
    }

    /// Sends a JSON body if there is one.
    pub fn json_optional<B: Serialize + ?Sized>(self, body: Option<&B>) -> Self {
        match body {
            Some(body) => self.json(body),
            None => self,
        }
    }

    /// Gives this call a time limit of its own, in place of the client's: for all attempts, the waits between them and reading the answer.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// Whether sending this call twice does no more than sending it once, so that it may be repeated after any failure that may pass
    /// ([`RetryPolicy`](crate::RetryPolicy)). The verb says nothing about it; endpoints that are known to be idempotent say so themselves.
    pub fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = idempotent;
        self
    }

    /// What becomes of an answer to this call that is not as documented, in place of the client's choice.
    pub fn decoding(mut self, decoding: Decoding) -> Self {
        self.decoding = Some(decoding);
        self
    }
}

/// What the client needs.
impl<T> Request<T> {
    pub(crate) fn endpoint(&self) -> &Endpoint {
        &self.endpoint
    }

    pub(crate) fn own_timeout(&self) -> Option<Duration> {
        self.timeout
    }

    pub(crate) fn own_decoding(&self) -> Option<Decoding> {
        self.decoding
    }

    /// The call, complete but for its authentication.
    pub(crate) fn outgoing(&self, base: &BaseUrl, secrets: Redactor) -> Result<Outgoing> {
        let path = path_template::fill(&base.prefix, &self.endpoint.path, &self.path)?;
        let mut outgoing = Outgoing {
            method: self.endpoint.method.clone(),
            server: base.server.clone(),
            path,
            query: String::new(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
            secrets,
        };
        let json = || HeaderValue::from_static("application/json");
        outgoing.headers.insert(ACCEPT, json());
        match &self.body {
            Body::Empty => {}
            Body::Json(bytes) => {
                outgoing.headers.insert(CONTENT_TYPE, json());
                outgoing.body = bytes.clone();
            }
            Body::Unwritable(reason) => {
                return Err(Error::request(format!("the body cannot be written as JSON: {reason}")));
            }
        }
        for (name, value) in &self.query {
            outgoing.add_query(name, value);
        }
        for (name, value) in &self.headers {
            outgoing.set_header(name, value)?;
        }
        Ok(outgoing)
    }
}

// Written by hand, since a derive would ask `T` for what only the fields need.
impl<T> Clone for Request<T> {
    fn clone(&self) -> Self {
        Self {
            endpoint: self.endpoint.clone(),
            path: self.path.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            body: self.body.clone(),
            timeout: self.timeout,
            idempotent: self.idempotent,
            decoding: self.decoding,
            answer: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Request<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A caller may have put a token into a header of their own: names only.
        let headers: Vec<_> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Request")
            .field("endpoint", &self.endpoint.to_string())
            .field("path", &self.path)
            .field("query", &self.query)
            .field("headers", &headers)
            .field("body", &self.body)
            .field("timeout", &self.timeout)
            .field("idempotent", &self.idempotent)
            .field("decoding", &self.decoding)
            .finish()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Body::Empty => f.write_str("empty"),
            Body::Json(bytes) => write!(f, "{} bytes of JSON", bytes.len()),
            Body::Unwritable(_) => f.write_str("unwritable"),
        }
    }
}

impl Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}
