//! The body of an answer on its way: at once, slowly, or never whole.

use std::collections::VecDeque;
use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// A body that comes piece by piece.
#[derive(Debug)]
pub(super) struct Pieces {
    rest: VecDeque<Bytes>,
    /// How many bytes are announced, of which fewer may come.
    announced: u64,
    /// Waited before each piece but the first, and before the end of a body that breaks off.
    pause: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
    has_begun: bool,
    breaks: bool,
}

/// So many pieces make a slow body.
const SLOW_PIECES: usize = 8;

const PAUSE: Duration = Duration::from_millis(10);

impl Pieces {
    /// The whole body at once.
    pub(super) fn whole(body: impl Into<Bytes>) -> Self {
        let body = body.into();
        Self::new(body.len(), VecDeque::from([body]), Duration::ZERO, false)
    }

    /// The whole body, slowly.
    pub(super) fn slow(body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let size = body.len().div_ceil(SLOW_PIECES).max(1);
        let pieces = body.chunks(size).map(Bytes::copy_from_slice).collect();
        Self::new(body.len(), pieces, PAUSE, false)
    }

    /// The first half of the body, then nothing.
    pub(super) fn half(body: impl Into<Bytes>) -> Self {
        let body = body.into();
        let half = body.slice(..body.len() / 2);
        // Of an empty body, too, something must be missing.
        Self::new(body.len().max(1), VecDeque::from([half]), PAUSE, true)
    }

    fn new(announced: usize, rest: VecDeque<Bytes>, pause: Duration, breaks: bool) -> Self {
        let announced = announced.try_into().unwrap_or(u64::MAX);
        Self { rest, announced, pause, waiting: None, has_begun: false, breaks }
    }
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let has_more = self.breaks || !self.rest.is_empty();
        if self.has_begun && has_more && !self.pause.is_zero() {
            let pause = self.pause;
            // The wait also lets what was sent so far go out.
            let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(pause)));
            if waiting.as_mut().poll(context).is_pending() {
                return Poll::Pending;
            }
            self.waiting = None;
        }
        self.has_begun = true;
        Poll::Ready(match self.rest.pop_front() {
            Some(piece) => Some(Ok(Frame::data(piece))),
            None if self.breaks => Some(Err(io::Error::other("broken off, as asked for"))),
            None => None,
        })
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}
