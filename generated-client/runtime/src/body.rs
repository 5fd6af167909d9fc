//! The bytes of a call or of an answer: at hand, or a stream that is read once.

pub(crate) mod gather;
#[cfg(any(feature = "blocking", feature = "reqwest"))]
mod reader;
mod source;

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use source::{Source, Stream};
use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll};

/// Why a body could not be read to its end.
pub type BodyError = Box<dyn StdError + Send + Sync>;

/// The body of a call, or of an answer: bytes that are at hand, or a stream.
///
/// ```
/// use client_runtime::Body;
///
/// let text = Body::from("hello");
/// assert_eq!(text.as_bytes().map(|bytes| &bytes[..]), Some(&b"hello"[..]));
/// assert_eq!(text.length(), Some(5));
/// ```
///
/// Bytes may be sent again when an attempt fails, and so may a [`reopenable`](Self::reopenable) source. A [`stream`](Self::stream) is
/// sent at most once: after its first byte was asked for, the call is not repeated.
///
/// It is an [`http_body::Body`], which is how a [`Transport`](crate::Transport) reads it. `Debug` shows no content.
pub struct Body {
    source: Source,
    /// What the caller says of the length.
    length: Option<u64>,
    /// How many bytes of that are still to come.
    left: u64,
}

impl Body {
    /// No bytes at all.
    #[must_use]
    pub const fn empty() -> Self {
        Self::of(Source::Bytes(Bytes::new()))
    }

    /// A body that comes piece by piece and is never in memory as a whole. It is sent at most once.
    ///
    /// Where the stream knows its length, it is sent along (`content-length`).
    pub fn stream<B>(stream: B) -> Self
    where
        B: http_body::Body<Data = Bytes> + Send + 'static,
        B::Error: Into<BodyError>,
    {
        let stream: Stream = Box::pin(stream);
        Self::of(Source::Fresh(Arc::new(Mutex::new(Some(stream)))))
    }

    /// A body that can be had again and again, such as the content of a file: it is opened for each attempt.
    ///
    /// ```no_run
    /// # #[cfg(feature = "reqwest")]
    /// # fn body() -> client_runtime::Body {
    /// use client_runtime::Body;
    /// use std::fs::File;
    ///
    /// Body::reopenable(|| {
    ///     let file = File::open("film.mp4")?;
    ///     let length = file.metadata()?.len();
    ///     Ok(Body::reader(file).with_length(length))
    /// })
    /// # }
    /// ```
    pub fn reopenable(open: impl Fn() -> io::Result<Self> + Send + Sync + 'static) -> Self {
        Self::of(Source::Reopenable(Arc::new(open)))
    }

    /// Says how long a stream is, so that its length can be sent along. Sending fails if it turns out to be of another length.
    #[must_use]
    pub fn with_length(mut self, length: u64) -> Self {
        self.length = Some(length);
        self.left = length;
        self
    }

    /// The bytes, if they are at hand.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&Bytes> {
        match &self.source {
            Source::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// How many bytes it has, where that is known beforehand.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        self.length.or_else(|| self.source.size_hint().exact())
    }

    const fn of(source: Source) -> Self {
        Self { source, length: None, left: 0 }
    }

    /// The same body for one more attempt.
    pub(crate) fn again(&self) -> io::Result<Self> {
        let body = match &self.source {
            Source::Reopenable(open) => open()?,
            source => Self::of(source.share()),
        };
        Ok(match self.length {
            Some(length) => body.with_length(length),
            None => body,
        })
    }

    /// The same body in another request: of a stream, whoever reads first has it.
    pub(crate) fn share(&self) -> Self {
        let source = self.source.share();
        Self { source, length: self.length, left: self.length.unwrap_or_default() }
    }

    /// Whether it was a stream and somebody has begun to read it.
    pub(crate) fn is_spent(&self) -> bool {
        self.source.is_spent()
    }

    /// Counts what comes against what the caller said.
    fn counted(
        &mut self,
        frame: Option<Result<Frame<Bytes>, BodyError>>,
    ) -> Option<Result<Frame<Bytes>, BodyError>> {
        let Some(length) = self.length else { return frame };
        let come = match &frame {
            Some(Ok(frame)) => frame.data_ref().map_or(0, |data| data.len() as u64),
            Some(Err(_)) => return frame,
            None if self.left > 0 => 1 + self.left,
            None => return frame,
        };
        if let Some(left) = self.left.checked_sub(come) {
            self.left = left;
            return frame;
        }
        self.source = Source::Bytes(Bytes::new());
        self.left = 0;
        Some(Err(format!("the body is not of the {length} bytes that were announced").into()))
    }
}

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        self.source.poll_frame(context).map(|frame| self.counted(frame))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0 && self.source.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        match self.length {
            Some(_) => SizeHint::with_exact(self.left),
            None => self.source.size_hint(),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Self::empty()
    }
}

impl From<Bytes> for Body {
    fn from(bytes: Bytes) -> Self {
        Self::of(Source::Bytes(bytes))
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<String> for Body {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

impl From<&'static str> for Body {
    fn from(text: &'static str) -> Self {
        Bytes::from_static(text.as_bytes()).into()
    }
}

impl From<&'static [u8]> for Body {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.source, self.length()) {
            (Source::Bytes(_), Some(length)) => write!(f, "{length} bytes"),
            (_, Some(length)) => write!(f, "a stream of {length} bytes"),
            (_, None) => f.write_str("a stream"),
        }
    }
}
