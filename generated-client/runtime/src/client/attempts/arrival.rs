//! Reads an answer as far as the client has to.

use crate::body::gather::{self, Beginning};
use crate::{Body, TransportError};
use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};

/// The body of an answer.
pub(super) enum Arrived {
    Whole(Bytes),
    /// For the caller to read.
    Stream(Body),
}

/// How much JSON is read to see whether it is a failure in place of a file. No envelope around a mere message is larger.
const LONGEST_MESSAGE: usize = 1024 * 1024;

/// Reads the body within the limit, or leaves it to the caller; in that case a failure that came in place of it is at hand, if the API has
/// an envelope for one.
pub(super) async fn read(
    answer: http::Response<Body>,
    streams: bool,
    has_envelope: bool,
    limit: usize,
) -> Result<http::Response<Arrived>, TransportError> {
    let (parts, mut body) = answer.into_parts();
    let arrived = if !streams {
        Arrived::Whole(gather::whole(&mut body, limit).await?)
    } else if has_envelope && is_json_message(&parts.headers) {
        Arrived::Stream(match gather::beginning(&mut body, LONGEST_MESSAGE.min(limit)).await? {
            Beginning::Whole(bytes) => bytes.into(),
            Beginning::Part(bytes) => gather::rejoined(bytes, body),
        })
    } else {
        Arrived::Stream(body)
    };
    Ok(http::Response::from_parts(parts, arrived))
}

/// Whether the body is JSON, and no file of it.
pub(super) fn is_json_message(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let first = |text: &str| text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let media_type = first(text(CONTENT_TYPE));
    let is_json = media_type == "application/json" || media_type.ends_with("+json");
    is_json && first(text(CONTENT_DISPOSITION)) != "attachment"
}
