//! One call to an endpoint, as plain data.

mod inspection;
mod payload;
mod query;

use crate::base_url::BaseUrl;
use crate::multipart::Multipart;
use crate::redactor::Redactor;
use crate::{Body, Decoding, Error, NonceSource, Outgoing, Result, path_template};
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderValue, Method};
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::{self, Display};
use std::marker::PhantomData;
use std::time::Duration;

use payload::Payload;
use query::Parameter;

pub use query::ListStyle;

type Pairs = Vec<(Cow<'static, str>, String)>;

/// A call to an endpoint that answers with a `T`. Building one never fails: what is wrong with it is reported when it is sent.
#[must_use = "a request does nothing until a client sends it"]
pub struct Request<T> {
    endpoint: Endpoint,
    path: Pairs,
    query: Vec<Parameter>,
    headers: Pairs,
    cookies: Pairs,
    payload: Payload,
    /// What is wrong with a parameter.
    problem: Option<String>,
    is_authenticated: bool,
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
            cookies: Vec::new(),
            payload: Payload::Empty,
            problem: None,
            is_authenticated: true,
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
        self.query.push(Parameter::plain(name, value.to_string()));
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

    /// Sends a cookie. All cookies of a call travel in one header, after those that [`header`](Self::header) sets. What a cookie cannot
    /// hold is percent-encoded.
    pub fn cookie(mut self, name: impl Into<Cow<'static, str>>, value: impl Display) -> Self {
        self.cookies.push((name.into(), value.to_string()));
        self
    }

    /// Sends a cookie if there is a value.
    pub fn cookie_optional(self, name: impl Into<Cow<'static, str>>, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.cookie(name, value),
            None => self,
        }
    }
}

/// One method for each kind of body. A request has one: the last call counts.
impl<T> Request<T> {
    /// Sends a JSON body. It is written here and now; if that fails, sending reports it.
    pub fn json<B: Serialize + ?Sized>(mut self, body: &B) -> Self {
        self.payload = Payload::json(body);
        self
    }

    /// Sends a JSON body if there is one.
    pub fn json_optional<B: Serialize + ?Sized>(self, body: Option<&B>) -> Self {
        match body {
            Some(body) => self.json(body),
            None => self,
        }
    }

    /// Sends the fields of an object as a form (`application/x-www-form-urlencoded`).
    ///
    /// A list repeats its field, `null` is left out, and what is nested is sent as its JSON text. It is written here and now; if that
    /// fails, sending reports it.
    pub fn form<B: Serialize + ?Sized>(mut self, body: &B) -> Self {
        self.payload = Payload::form(body);
        self
    }

    /// Sends a form if there is one.
    pub fn form_optional<B: Serialize + ?Sized>(self, body: Option<&B>) -> Self {
        match body {
            Some(body) => self.form(body),
            None => self,
        }
    }

    /// Sends several parts, some of them files (`multipart/form-data`).
    pub fn multipart(mut self, parts: impl Into<Multipart>) -> Self {
        self.payload = Payload::Multipart(parts.into());
        self
    }

    /// Sends parts if there are some.
    pub fn multipart_optional(self, parts: Option<impl Into<Multipart>>) -> Self {
        match parts {
            Some(parts) => self.multipart(parts),
            None => self,
        }
    }

    /// Sends any bytes of this media type, at hand or as a stream.
    ///
    /// ```
    /// use client_runtime::Request;
    ///
    /// let request = Request::<()>::put("/orders/{id}/note").path("id", "7".to_owned()).body("text/plain", "call first");
    /// assert_eq!(request.media_type(), Some("text/plain"));
    /// ```
    pub fn body(mut self, media_type: &'static str, body: impl Into<Body>) -> Self {
        self.payload = Payload::Whole { media_type, body: body.into() };
        self
    }

    /// Sends bytes if there are some.
    pub fn body_optional(self, media_type: &'static str, body: Option<impl Into<Body>>) -> Self {
        match body {
            Some(body) => self.body(media_type, body),
            None => self,
        }
    }
}

/// How the call is made.
impl<T> Request<T> {
    /// Sends the call as it is, without what the client authenticates others with.
    pub fn without_authentication(mut self) -> Self {
        self.is_authenticated = false;
        self
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

    pub(crate) fn is_authenticated(&self) -> bool {
        self.is_authenticated
    }

    /// Whether the body was a stream and somebody has begun to read it.
    pub(crate) fn is_spent(&self) -> bool {
        self.payload.is_spent()
    }

    /// The call, complete but for its authentication.
    pub(crate) fn outgoing(
        &self,
        base: &BaseUrl,
        accept: &'static str,
        nonces: &dyn NonceSource,
        secrets: Redactor,
    ) -> Result<Outgoing> {
        if let Some(problem) = &self.problem {
            return Err(Error::request(problem.clone()));
        }
        let path = path_template::fill(&base.prefix, &self.endpoint.path, &self.path)?;
        let mut outgoing = Outgoing::new(self.endpoint.method.clone(), base.origin.clone(), path, secrets);
        outgoing.headers.insert(ACCEPT, HeaderValue::from_static(accept));
        if let Some((media_type, body)) = self.payload.for_attempt(nonces)? {
            outgoing.headers.insert(CONTENT_TYPE, media_type);
            outgoing.body = body;
        }
        for Parameter { name, value, encoded } in &self.query {
            match encoded {
                Some(encoded) => outgoing.add_encoded_query(name, encoded),
                None => outgoing.add_query(name, value),
            }
        }
        for (name, value) in &self.headers {
            outgoing.set_header(name, value)?;
        }
        for (name, value) in &self.cookies {
            outgoing.add_cookie(name, value)?;
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
            cookies: self.cookies.clone(),
            payload: self.payload.clone(),
            problem: self.problem.clone(),
            is_authenticated: self.is_authenticated,
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
        let cookies: Vec<_> = self.cookies.iter().map(|(name, _)| name).collect();
        let query: Vec<_> = self.query_parameters().collect();
        f.debug_struct("Request")
            .field("endpoint", &self.endpoint.to_string())
            .field("path", &self.path)
            .field("query", &query)
            .field("headers", &headers)
            .field("cookies", &cookies)
            .field("body", &self.payload)
            .field("is_authenticated", &self.is_authenticated)
            .field("timeout", &self.timeout)
            .field("idempotent", &self.idempotent)
            .field("decoding", &self.decoding)
            .finish_non_exhaustive()
    }
}

impl Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.path)
    }
}
