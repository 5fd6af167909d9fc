//! A call as it came: verb, path, query, headers, body.

use std::borrow::Cow;

use hyper::HeaderMap;
use hyper::body::Bytes;
use percent_encoding::percent_decode_str;

/// A call as it came.
#[derive(Clone, Debug, Default)]
pub(super) struct Call {
    pub(super) verb: String,
    /// Percent-encoded.
    pub(super) path: String,
    /// Percent-encoded, without `?`.
    pub(super) query: String,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
}

/// Why the body of a call was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unread {
    TooLong,
    /// The connection ended too early, or the chunks are none.
    Broken,
    Slow,
}

impl Unread {
    /// The HTTP status that says so.
    pub(super) const fn status(self) -> u16 {
        match self {
            Self::TooLong => 413,
            Self::Broken => 400,
            Self::Slow => 408,
        }
    }

    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::TooLong => "the body is too long: more than 16 MiB are not read",
            Self::Broken => {
                "the body did not come whole: check `content-length`, or the chunks of `transfer-encoding`"
            }
            Self::Slow => "the body did not come within 30 seconds: check `content-length`",
        }
    }
}

impl Call {
    /// The names and values of the query, decoded, in their order.
    pub(super) fn pairs(&self) -> impl Iterator<Item = (String, String)> {
        self.encoded_pairs().map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (form_decoded(name), form_decoded(value))
        })
    }

    /// The query without the parameters of these names, as it was sent.
    pub(super) fn query_without(&self, names: &[&str]) -> String {
        let is_kept = |pair: &&str| {
            let name = form_decoded(pair.split('=').next().unwrap_or_default());
            !names.contains(&name.as_str())
        };
        self.encoded_pairs().filter(is_kept).collect::<Vec<_>>().join("&")
    }

    fn encoded_pairs(&self) -> impl Iterator<Item = &str> {
        self.query.split('&').filter(|pair| !pair.is_empty())
    }

    /// The value of a header.
    pub(super) fn header(&self, name: &str) -> Option<Cow<'_, str>> {
        self.headers.get(name).map(|value| String::from_utf8_lossy(value.as_bytes()))
    }

    /// How often a header is sent.
    pub(super) fn header_count(&self, name: &str) -> usize {
        self.headers.get_all(name).iter().count()
    }

    /// The value of a cookie.
    pub(super) fn cookie(&self, name: &str) -> Option<String> {
        let cookies = self.header("cookie")?;
        let mut pairs = cookies.split(';').filter_map(|pair| pair.trim().split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| value.to_owned())
    }

    /// The media type of the body in lower case, without parameters; empty when none is sent.
    pub(super) fn media_type(&self) -> String {
        let header = self.header("content-type").unwrap_or_default();
        header.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

/// A name or value of a query: `+` is a space in forms.
fn form_decoded(text: &str) -> String {
    decoded(&text.replace('+', " "))
}

/// Text without its percent-encoding; what is no UTF-8 becomes replacement characters.
pub(super) fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::Call;

    #[test]
    fn a_query_is_decoded_and_what_signs_is_told_apart() {
        let query = "page=1&a%20b=x+y%26z&&sign=abc&flag&%73ign=d";
        let call = Call { query: query.to_owned(), ..Call::default() };
        let pairs: Vec<_> = call.pairs().collect();
        let pairs: Vec<_> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(pairs, [("page", "1"), ("a b", "x y&z"), ("sign", "abc"), ("flag", ""), ("sign", "d")]);
        assert_eq!(call.query_without(&["sign"]), "page=1&a%20b=x+y%26z&flag");
    }

    #[test]
    fn cookies_and_media_types_are_read() {
        let mut call = Call::default();
        call.headers.insert("cookie", "a=1; token=x=y".parse().unwrap());
        call.headers.insert("content-type", "Application/JSON; charset=utf-8".parse().unwrap());
        assert_eq!(call.cookie("token").as_deref(), Some("x=y"));
        assert_eq!(call.cookie("b"), None);
        assert_eq!(call.media_type(), "application/json");
    }
}
