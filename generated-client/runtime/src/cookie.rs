//! The header that cookies travel in.

use crate::{Error, Result};
use http::HeaderValue;
use http::header::HeaderName;
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What a cookie cannot hold by RFC 6265; and the percent sign, so that whoever decodes a value has what was put in.
const FORBIDDEN: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'%').add(b',').add(b';').add(b'\\');

/// A value as a cookie holds it.
pub(crate) fn encoded(value: &str) -> String {
    utf8_percent_encode(value, FORBIDDEN).to_string()
}

/// The name of a cookie may hold what that of a header may.
pub(crate) fn check_name(name: &str) -> Result<()> {
    match HeaderName::try_from(name) {
        Ok(_) => Ok(()),
        Err(_) => Err(Error::request(format!("`{}` is no name of a cookie", name.escape_debug()))),
    }
}

/// The header, after what is in it already.
pub(crate) fn header(own: &[u8], cookies: &[(String, String)]) -> Result<HeaderValue> {
    let pairs = cookies.iter().map(|(name, value)| [name, "=", value].concat());
    let cookies = pairs.collect::<Vec<_>>().join("; ");
    let separator: &[u8] = if own.is_empty() { b"" } else { b"; " };
    HeaderValue::from_bytes(&[own, separator, cookies.as_bytes()].concat())
        .map_err(|_| Error::request("a cookie holds a character that HTTP headers do not allow"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_value_ends_its_cookie() {
        for (value, sent) in [
            ("abc-._~!#$&'()*+/:<=>?@[]^`{|}", "abc-._~!#$&'()*+/:<=>?@[]^`{|}"),
            ("a b", "a%20b"),
            ("a; admin=1", "a%3B%20admin=1"),
            ("\"a\",\\", "%22a%22%2C%5C"),
            ("100%", "100%25"),
            ("a\r\nb\u{7f}", "a%0D%0Ab%7F"),
            ("\u{e9}", "%C3%A9"),
        ] {
            assert_eq!(encoded(value), sent);
        }
    }

    #[test]
    fn names_are_tokens() {
        for name in ["session", "X_1", "__Host-id"] {
            assert!(check_name(name).is_ok(), "{name}");
        }
        for name in ["", "a b", "a=b", "a;b", "a\r\n", "\u{e9}"] {
            assert!(check_name(name).unwrap_err().is_request(), "{name}");
        }
    }
}
