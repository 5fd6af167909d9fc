//! Reads a body that arrives, within a limit.

use super::Body;
use crate::TransportError;
use bytes::{Bytes, BytesMut};
use http_body::{Body as _, Frame};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

/// The next bytes; none at the end.
pub(crate) async fn chunk(body: &mut Body) -> Result<Option<Bytes>, TransportError> {
    loop {
        let frame = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await;
        // What is no data is a trailer.
        match frame.transpose().map_err(TransportError::of_body)?.map(Frame::into_data) {
            Some(Ok(data)) if !data.is_empty() => return Ok(Some(data)),
            Some(_) => {}
            None => return Ok(None),
        }
    }
}

/// The whole body, chunk by chunk, so that neither a huge nor a highly compressed one is ever in memory.
pub(crate) async fn whole(body: &mut Body, limit: usize) -> Result<Bytes, TransportError> {
    match beginning(body, limit).await? {
        Beginning::Whole(bytes) => Ok(bytes),
        Beginning::Part(_) => Err(TransportError::too_large(limit)),
    }
}

/// What was read of a body.
pub(crate) enum Beginning {
    Whole(Bytes),
    /// There is more than the limit; this much was read.
    Part(Bytes),
}

/// Reads until the end, or until the limit is exceeded.
pub(crate) async fn beginning(body: &mut Body, limit: usize) -> Result<Beginning, TransportError> {
    // Most answers are one chunk, which needs no copy.
    let Some(first) = chunk(body).await? else { return Ok(Beginning::Whole(Bytes::new())) };
    if first.len() > limit {
        return Ok(Beginning::Part(first));
    }
    if body.is_end_stream() {
        return Ok(Beginning::Whole(first));
    }
    let Some(second) = chunk(body).await? else { return Ok(Beginning::Whole(first)) };
    let mut read = BytesMut::from(first);
    let mut next = Some(second);
    while let Some(chunk) = next {
        let is_too_much = chunk.len() > limit - read.len();
        read.extend_from_slice(&chunk);
        if is_too_much {
            return Ok(Beginning::Part(read.freeze()));
        }
        next = self::chunk(body).await?;
    }
    Ok(Beginning::Whole(read.freeze()))
}

/// A body of which the beginning was read already.
pub(crate) fn rejoined(beginning: Bytes, rest: Body) -> Body {
    Body::stream(Rejoined { beginning: Some(beginning), rest })
}

struct Rejoined {
    beginning: Option<Bytes>,
    rest: Body,
}

impl http_body::Body for Rejoined {
    type Data = Bytes;
    type Error = super::BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match self.beginning.take() {
            Some(beginning) => Poll::Ready(Some(Ok(Frame::data(beginning)))),
            None => Pin::new(&mut self.rest).poll_frame(context),
        }
    }
}
