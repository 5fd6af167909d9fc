//! Writes parts one after the other, as RFC 7578 and browsers do.

use super::Part;
use crate::body::BodyError;
use crate::{Body, Error, Result};
use bytes::{Bytes, BytesMut};
use http::HeaderValue;
use http_body::{Frame, SizeHint};
use std::collections::VecDeque;
use std::fmt::Write as _;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The body that these parts make.
pub(super) fn lay_out(parts: &[Part], boundary: &str) -> Result<Body> {
    let mut pieces = VecDeque::new();
    for part in parts {
        pieces.push_back(Body::from(head(part, boundary)?));
        pieces.push_back(content(part)?);
        pieces.push_back(Body::from("\r\n"));
    }
    pieces.push_back(Body::from(format!("--{boundary}--\r\n")));
    let at_hand: Option<Vec<&Bytes>> = pieces.iter().map(Body::as_bytes).collect();
    Ok(match at_hand {
        Some(pieces) => joined(&pieces).into(),
        None => Body::stream(Pieces { pieces }),
    })
}

fn content(part: &Part) -> Result<Body> {
    let name = part.name.escape_debug();
    let body = part.content.as_ref().map_err(|reason| {
        Error::request(format!("the part `{name}` of the body cannot be written as JSON: {reason}"))
    })?;
    body.again().map_err(|source| {
        Error::request(format!("the content of the part `{name}` cannot be opened")).because(source)
    })
}

fn head(part: &Part, boundary: &str) -> Result<String> {
    let mut head = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{}\"", quoted(&part.name));
    if let Some(file_name) = &part.file_name {
        let _ = write!(head, "; filename=\"{}\"", quoted(file_name));
    }
    if let Some(media_type) = &part.media_type {
        if HeaderValue::from_str(media_type).is_err() {
            let name = part.name.escape_debug();
            return Err(Error::request(format!(
                "the media type of the part `{name}` holds a character that headers do not allow"
            )));
        }
        let _ = write!(head, "\r\nContent-Type: {media_type}");
    }
    head.push_str("\r\n\r\n");
    Ok(head)
}

/// A name between quotation marks, as browsers escape it; everything else stays as it is, in UTF-8.
fn quoted(name: &str) -> String {
    name.replace('\r', "%0D").replace('\n', "%0A").replace('"', "%22")
}

fn joined(pieces: &[&Bytes]) -> Bytes {
    let mut whole = BytesMut::with_capacity(pieces.iter().map(|piece| piece.len()).sum());
    pieces.iter().for_each(|piece| whole.extend_from_slice(piece));
    whole.freeze()
}

/// Bodies one after the other.
struct Pieces {
    pieces: VecDeque<Body>,
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        while let Some(piece) = self.pieces.front_mut() {
            match Pin::new(piece).poll_frame(context) {
                // The trailers of a part would be taken for those of the whole.
                Poll::Ready(Some(Ok(frame))) if frame.is_trailers() => {}
                Poll::Ready(None) => drop(self.pieces.pop_front()),
                other => return other,
            }
        }
        Poll::Ready(None)
    }

    fn is_end_stream(&self) -> bool {
        self.pieces.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        let lengths = self.pieces.iter().map(|piece| piece.length());
        let whole = lengths.sum::<Option<u64>>();
        whole.map(SizeHint::with_exact).unwrap_or_default()
    }
}
