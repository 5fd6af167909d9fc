//! An answer that is no JSON: a file, handed over as it comes.

mod file_name;

use crate::body::BodyError;
use crate::client::Client;
use crate::received::{Cause, Judged, Received, Said};
use crate::request::Endpoint;
use crate::transport::Sleep;
use crate::{Answer, Body, Error, Result, Shape, TransportError};
use bytes::Bytes;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use http::{HeaderMap, StatusCode};
use http_body::{Body as _, Frame, SizeHint};
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A successful answer that is handed over as it comes, such as a file. It is read once, piece by piece, and never in memory as a whole.
///
/// The time limit of the call ends with the head of the answer. After that each piece has a limit of its own
/// ([`ClientBuilder::idle_timeout`](crate::ClientBuilder::idle_timeout)), so that a large file may take long and a silent server may not.
/// There is no limit on the size, except for [`bytes`](Self::bytes).
///
/// ```
/// # use client_runtime::{Client, Download, Request};
/// # async fn save(client: &Client, file: &mut Vec<u8>) -> client_runtime::Result<()> {
/// let mut report = client.send(Request::<Download>::get("/reports/2024")).await?.into_body();
/// while let Some(chunk) = report.chunk().await? {
///     file.extend_from_slice(&chunk);
/// }
/// # Ok(())
/// # }
/// ```
///
/// It is an [`http_body::Body`], too, so that it can be [sent on](Body::stream). A download of the blocking client is a
/// `std::io::Read`.
///
/// Where the API wraps its answers in an envelope, a failure that comes as JSON in place of the file is an API error
/// ([`Error::is_api`]), as it is for any other call. A file that is JSON itself is told from it by `content-disposition: attachment`, or
/// else by what is in it.
pub struct Download {
    pub(crate) client: Client,
    pub(crate) endpoint: Endpoint,
    pub(crate) attempts: u32,
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Body,
    /// Runs while the next piece is waited for.
    pub(crate) timer: Option<std::sync::Mutex<Sleep>>,
    /// What is left of the last piece.
    #[cfg(feature = "blocking")]
    pub(crate) rest: Bytes,
}

impl Download {
    /// The HTTP status, some 2xx.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The HTTP headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// What the server says is in it, such as `image/png`.
    #[must_use]
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// How many bytes are to come, where the server says so.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.body.length()
    }

    /// What the server calls the file (`content-disposition`), made safe: it is the name of a file on every system, never a path, and holds
    /// no control characters. It may still be the name of a file that exists.
    #[must_use]
    pub fn file_name(&self) -> Option<String> {
        file_name::of(self.headers.get(CONTENT_DISPOSITION)?.as_bytes())
    }

    /// The next piece; none at the end.
    ///
    /// # Errors
    /// A transport error, when the connection fails or the next piece does not come in time.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>> {
        loop {
            let frame = poll_fn(|context| self.poll_in_time(context)).await;
            match frame.transpose().map_err(|error| self.failed(error))?.map(Frame::into_data) {
                Some(Ok(data)) if !data.is_empty() => return Ok(Some(data)),
                Some(_) => {}
                None => return Ok(None),
            }
        }
    }

    /// The rest of it at once. It must not be larger than what the client allows for an answer
    /// ([`ClientBuilder::max_response_bytes`](crate::ClientBuilder::max_response_bytes)).
    ///
    /// # Errors
    /// A transport error, when the connection fails, the next piece does not come in time, or it is too large.
    pub async fn bytes(mut self) -> Result<Bytes> {
        let limit = self.client.max_response_bytes();
        let mut whole = bytes::BytesMut::new();
        while let Some(chunk) = self.chunk().await? {
            if chunk.len() > limit - whole.len() {
                return Err(self.failed(TransportError::too_large(limit)));
            }
            // Most small files are one piece, which needs no copy.
            if whole.is_empty() && self.body.is_end_stream() {
                return Ok(chunk);
            }
            whole.extend_from_slice(&chunk);
        }
        Ok(whole.freeze())
    }

    fn poll_in_time(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        #[cfg(feature = "blocking")]
        if !self.rest.is_empty() {
            return Poll::Ready(Some(Ok(Frame::data(std::mem::take(&mut self.rest)))));
        }
        if let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) {
            self.timer = None;
            return Poll::Ready(frame.map(|frame| frame.map_err(TransportError::of_body)));
        }
        let client = &self.client;
        let timer = self.timer.get_or_insert_with(|| std::sync::Mutex::new(client.idle_timer()));
        let timer = timer.get_mut().unwrap_or_else(std::sync::PoisonError::into_inner);
        if timer.as_mut().poll(context).is_pending() {
            return Poll::Pending;
        }
        // Nothing more is read of it.
        self.body = Body::empty();
        self.timer = None;
        Poll::Ready(Some(Err(TransportError::timeout("the next piece did not come in time"))))
    }

    pub(crate) fn failed(&self, error: TransportError) -> Error {
        Error::transport(error).after(self.attempts).at(&self.endpoint)
    }
}

impl Answer for Download {
    const MAY_STREAM: bool = true;

    fn streams(_: StatusCode) -> bool {
        true
    }

    fn stream(download: Download) -> Option<Self> {
        Some(download)
    }

    /// Asked only of an answer whose status the docs do not know, which is not handed over.
    fn judge(received: &Received<'_>) -> Result<Judged<Self>> {
        let said = Said { status: Some(received.status()), ..Said::default() };
        Err(Error::decode(None, Cause("it is no stream".to_owned()), said))
    }

    fn shape_of(_: StatusCode) -> Shape {
        Shape::Any
    }
}

impl http_body::Body for Download {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let frame = self.poll_in_time(context);
        frame.map(|frame| frame.map(|frame| frame.map_err(|error| self.failed(error).into())))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The server's words, which may echo a secret, stay out of it.
        f.debug_struct("Download")
            .field("endpoint", &self.endpoint.to_string())
            .field("status", &self.status)
            .field("body", &self.body)
            .finish_non_exhaustive()
    }
}
