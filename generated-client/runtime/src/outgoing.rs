//! A call on its way out: everything but the authentication is settled.

use crate::base_url::Origin;
use crate::redactor::Redactor;
use crate::{Body, Error, Result, cookie};
use bytes::Bytes;
use http::header::{
    CONNECTION, CONTENT_LENGTH, COOKIE, HOST, HeaderMap, HeaderName, HeaderValue, TRANSFER_ENCODING,
};
use http::uri::{Parts, PathAndQuery};
use http::{Method, Uri};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt;

/// What RFC 3986 calls unreserved stays as it is; everything else is encoded, so no value can change the meaning of a URL.
pub(crate) const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A call an [`Authenticator`](crate::Authenticator) looks at and adds to. Printing it shows no secret.
pub struct Outgoing {
    pub(crate) method: Method,
    pub(crate) origin: Origin,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    /// Names and values as they are sent.
    cookies: Vec<(String, String)>,
    has_secret_cookie: bool,
    pub(crate) body: Body,
    pub(crate) secrets: Redactor,
}

impl Outgoing {
    pub(crate) fn new(method: Method, origin: Origin, path: String, secrets: Redactor) -> Self {
        Self {
            method,
            origin,
            path,
            query: String::new(),
            headers: HeaderMap::new(),
            cookies: Vec::new(),
            has_secret_cookie: false,
            body: Body::empty(),
            secrets,
        }
    }

    /// The verb.
    #[must_use]
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path as sent: percent-encoded, with the prefix of the base URL.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query as sent so far: percent-encoded, without `?`.
    #[must_use]
    pub fn query(&self) -> &str {
        &self.query
    }

    /// The headers so far.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The bytes of the body. There are none to look at in a body that is a stream.
    #[must_use]
    pub fn body(&self) -> Option<&[u8]> {
        self.body.as_bytes().map(Bytes::as_ref)
    }

    /// Sets a header, in place of any of the same name.
    ///
    /// # Errors
    /// When HTTP does not allow the name or the value, or when the transport sets that header itself (`content-length`, `connection`,
    /// `transfer-encoding`, `host`).
    pub fn set_header(&mut self, name: &str, value: &str) -> Result<()> {
        let (name, value) = header(name, value)?;
        self.headers.insert(name, value);
        Ok(())
    }

    /// Sets a header whose value never appears in an error or a log of this crate.
    ///
    /// # Errors
    /// When HTTP does not allow the name or the value, or when the transport sets that header itself (`content-length`, `connection`,
    /// `transfer-encoding`, `host`).
    pub fn set_secret_header(&mut self, name: &str, value: &str) -> Result<()> {
        self.secrets.hide(value);
        let (name, mut value) = header(name, value)?;
        value.set_sensitive(true);
        self.headers.insert(name, value);
        Ok(())
    }

    /// Adds a query parameter.
    pub fn add_query(&mut self, name: &str, value: &str) {
        self.add_encoded_query(name, &encoded(value));
    }

    /// Adds a query parameter whose value is percent-encoded already.
    pub(crate) fn add_encoded_query(&mut self, name: &str, value: &str) {
        let separator = if self.query.is_empty() { "" } else { "&" };
        let pair = [separator, &encoded(name), "=", value].concat();
        self.query.push_str(&pair);
    }

    /// Adds a query parameter whose value never appears in an error or a log of this crate.
    pub fn add_secret_query(&mut self, name: &str, value: &str) {
        self.secrets.hide(value);
        // What travels is one more secret: a server may encode it once more.
        self.secrets.hide(&encoded(value));
        self.add_query(name, value);
    }

    /// Sets a cookie, in place of any of the same name; what a cookie cannot hold is percent-encoded.
    ///
    /// # Errors
    /// When HTTP does not allow the name.
    pub fn set_cookie(&mut self, name: &str, value: &str) -> Result<()> {
        self.cookies.retain(|(known, _)| known != name);
        self.add_cookie(name, value)
    }

    /// Sets a cookie whose value never appears in an error or a log of this crate.
    ///
    /// # Errors
    /// When HTTP does not allow the name.
    pub fn set_secret_cookie(&mut self, name: &str, value: &str) -> Result<()> {
        self.secrets.hide(value);
        self.secrets.hide(&cookie::encoded(value));
        self.has_secret_cookie = true;
        self.set_cookie(name, value)
    }

    /// Adds a cookie; the same name again adds another one.
    pub(crate) fn add_cookie(&mut self, name: &str, value: &str) -> Result<()> {
        cookie::check_name(name)?;
        self.cookies.push((name.to_owned(), cookie::encoded(value)));
        Ok(())
    }

    /// Writes all cookies into the one header that they travel in.
    fn write_cookies(&mut self) -> Result<()> {
        if self.cookies.is_empty() {
            return Ok(());
        }
        let own = self.headers.get(COOKIE).map(HeaderValue::as_bytes).unwrap_or_default();
        let mut value = cookie::header(own, &self.cookies)?;
        value.set_sensitive(self.has_secret_cookie);
        self.headers.insert(COOKIE, value);
        Ok(())
    }

    /// The finished call, and what must stay out of everything we print about it.
    pub(crate) fn finish(mut self) -> Result<(http::Request<Body>, Redactor)> {
        self.write_cookies()?;
        let mut request = http::Request::new(self.body);
        *request.uri_mut() = url(self.origin, self.path, &self.query)
            .map_err(|source| Error::request("path and query make no valid URL").because(source))?;
        *request.method_mut() = self.method;
        *request.headers_mut() = self.headers;
        Ok((request, self.secrets))
    }
}

/// Scheme and authority are parsed already, and the path is not copied: a call should cost little.
fn url(origin: Origin, mut path: String, query: &str) -> Result<Uri, http::Error> {
    if !query.is_empty() {
        path.push('?');
        path.push_str(query);
    }
    let mut parts = Parts::default();
    parts.scheme = Some(origin.scheme);
    parts.authority = Some(origin.authority);
    parts.path_and_query = Some(PathAndQuery::from_maybe_shared(Bytes::from(path))?);
    Ok(Uri::from_parts(parts)?)
}

/// They frame the message: one that contradicts the body leaves the server waiting, or lets a second call hide in this one.
const FRAMING: [HeaderName; 4] = [CONNECTION, CONTENT_LENGTH, HOST, TRANSFER_ENCODING];

fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue)> {
    let name = HeaderName::try_from(name)
        .map_err(|_| Error::request(format!("`{}` is no header name", name.escape_debug())))?;
    if FRAMING.contains(&name) {
        return Err(Error::request(format!(
            "the header `{name}` cannot be set: the transport derives it from the URL and the body, and another one would break the call"
        )));
    }
    // Bytes rather than `from_str`, which refuses everything beyond ASCII. The value may be a secret: the error keeps quiet about it.
    let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
        Error::request(format!("the value of the header `{name}` holds a character HTTP does not allow"))
    })?;
    Ok((name, value))
}

pub(crate) fn encoded(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

impl fmt::Debug for Outgoing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The query may hold secrets, and so may a header that the caller has set: names only.
        let headers: Vec<_> = self.headers.keys().collect();
        f.debug_struct("Outgoing")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("headers", &headers)
            .finish_non_exhaustive()
    }
}
