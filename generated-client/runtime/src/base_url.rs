//! Where an API lives, checked once.

use crate::path_template::is_dot_segment;
use crate::{Error, Result};
use http::Uri;
use http::uri::{Authority, Scheme};
use std::fmt;

/// A base URL in its parts: the server, and a path prefix without a slash at its end.
#[derive(PartialEq)]
pub(crate) struct BaseUrl {
    pub(crate) origin: Origin,
    pub(crate) prefix: String,
}

/// `https` and `host:port`, parsed once for all calls.
#[derive(Clone, PartialEq)]
pub(crate) struct Origin {
    pub(crate) scheme: Scheme,
    pub(crate) authority: Authority,
}

impl BaseUrl {
    pub(crate) fn parse(text: &str) -> Result<Self> {
        // The text stays out of the messages: people put passwords into URLs.
        if text.contains(['?', '#']) {
            return Err(Error::request("the base URL must not have a query or a fragment"));
        }
        let url: Uri =
            text.parse().map_err(|source| Error::request("the base URL is no valid URL").because(source))?;
        let authority = url.authority().filter(|authority| !authority.host().is_empty());
        let (Some(scheme), Some(authority)) = (url.scheme(), authority) else {
            return Err(Error::request("the base URL must begin with https:// or http:// and a host"));
        };
        if ![Scheme::HTTPS, Scheme::HTTP].contains(scheme) {
            return Err(Error::request("the base URL must begin with https:// or http://"));
        }
        if authority.as_str().contains('@') {
            return Err(Error::request("the base URL must not hold a user name or password"));
        }
        if !has_usable_port(authority) {
            return Err(Error::request("the port of the base URL is no number from 1 to 65535"));
        }
        // URL parsers take a backslash for a slash.
        if url.path().as_bytes().split(|byte| matches!(byte, b'/' | b'\\')).any(is_dot_segment) {
            return Err(Error::request("the path of the base URL must not have `.` or `..` as a segment"));
        }
        let prefix = url.path().trim_end_matches('/').to_owned();
        let origin = Origin { scheme: scheme.clone(), authority: authority.clone() };
        Ok(Self { origin, prefix })
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Origin { scheme, authority } = &self.origin;
        write!(f, "{scheme}://{authority}{}", self.prefix)
    }
}

/// The type `Uri` takes any digits for a port and then says that there is none.
fn has_usable_port(authority: &Authority) -> bool {
    match authority.as_str().strip_prefix(authority.host()) {
        Some("") => true,
        _ => authority.port_u16().is_some_and(|port| port != 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_prefix_loses_its_last_slash() {
        for (text, origin, prefix) in [
            ("https://api.example.com", "https://api.example.com", ""),
            ("https://api.example.com/", "https://api.example.com", ""),
            ("http://127.0.0.1:8080/v1/rest/", "http://127.0.0.1:8080", "/v1/rest"),
            ("http://[::1]:65535/v1.0/...", "http://[::1]:65535", "/v1.0/..."),
            ("http://[::1]/%2ehidden", "http://[::1]", "/%2ehidden"),
        ] {
            let url = BaseUrl::parse(text).unwrap();
            assert_eq!(format!("{}://{}", url.origin.scheme, url.origin.authority), origin);
            assert_eq!(url.prefix, prefix);
            assert_eq!(format!("{url:?}"), [origin, prefix].concat());
        }
    }

    #[test]
    fn what_is_no_base_url_is_refused_without_repeating_it() {
        for text in [
            "",
            "api.example.com",
            "/v1",
            "ftp://a.b",
            "https://a.b?x=1",
            "https://a.b#x",
            "https://me:hidden@a.b",
            "https://a b",
            "http://127.0.0.1:99999",
            "http://127.0.0.1:0",
            "https://a.b:/v1",
            "https://:443",
            "https://a.b/v1/..",
            "https://a.b/./v1",
            "https://a.b/v1/%2e%2E/admin",
            "https://a.b/v1/.%2e",
            "https://a.b/v1\\..\\admin",
        ] {
            let error = BaseUrl::parse(text).unwrap_err();
            assert!(error.is_request(), "{text}");
            assert!(!format!("{error} {error:?}").contains("hidden"), "{error:?}");
        }
    }
}
