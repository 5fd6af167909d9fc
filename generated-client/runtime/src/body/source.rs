//! Where the bytes of a body come from.

use super::{Body, BodyError};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use std::io;
use std::mem::take;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};

/// Any stream, behind a pointer.
pub(super) type Stream = Pin<Box<dyn AnyStream + Send>>;

pub(super) type Opener = dyn Fn() -> io::Result<Body> + Send + Sync;

pub(super) enum Source {
    Bytes(Bytes),
    /// Nobody has read of it yet, or whoever did has taken it away. Requests and attempts share it.
    Fresh(Arc<Mutex<Option<Stream>>>),
    /// Somebody reads it. The mutex is never locked: it makes of what may go to another thread what may be shared with one.
    Flowing(Mutex<Stream>),
    Reopenable(Arc<Opener>),
}

impl Source {
    pub(super) fn share(&self) -> Self {
        match self {
            Self::Bytes(bytes) => Self::Bytes(bytes.clone()),
            Self::Fresh(stream) => Self::Fresh(Arc::clone(stream)),
            Self::Flowing(_) => Self::Fresh(Arc::default()),
            Self::Reopenable(open) => Self::Reopenable(Arc::clone(open)),
        }
    }

    pub(super) fn is_spent(&self) -> bool {
        match self {
            Self::Bytes(_) | Self::Reopenable(_) => false,
            Self::Fresh(stream) => lock(stream).is_none(),
            Self::Flowing(_) => true,
        }
    }

    pub(super) fn poll_frame(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        loop {
            match self {
                Self::Bytes(bytes) if bytes.is_empty() => return Poll::Ready(None),
                Self::Bytes(bytes) => return Poll::Ready(Some(Ok(Frame::data(take(bytes))))),
                Self::Flowing(stream) => return exclusive(stream).as_mut().poll_next(context),
                Self::Fresh(stream) => {
                    let Some(stream) = lock(stream).take() else {
                        return Poll::Ready(Some(Err("the stream has been read already".into())));
                    };
                    *self = Self::Flowing(Mutex::new(stream));
                }
                Self::Reopenable(open) => match open() {
                    Ok(body) => *self = body.source,
                    Err(error) => {
                        *self = Self::Bytes(Bytes::new());
                        return Poll::Ready(Some(Err(error.into())));
                    }
                },
            }
        }
    }

    pub(super) fn is_end_stream(&self) -> bool {
        match self {
            Self::Bytes(bytes) => bytes.is_empty(),
            Self::Fresh(stream) => lock(stream).as_ref().is_some_and(|stream| stream.has_ended()),
            Self::Flowing(stream) => lock(stream).has_ended(),
            Self::Reopenable(_) => false,
        }
    }

    pub(super) fn size_hint(&self) -> SizeHint {
        match self {
            Self::Bytes(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Fresh(stream) => lock(stream).as_ref().map(|stream| stream.hint()).unwrap_or_default(),
            Self::Flowing(stream) => lock(stream).hint(),
            Self::Reopenable(_) => SizeHint::default(),
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn exclusive<T>(mutex: &mut Mutex<T>) -> &mut T {
    mutex.get_mut().unwrap_or_else(PoisonError::into_inner)
}

/// A stream, whatever the type of its errors.
pub(super) trait AnyStream {
    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>>;

    fn has_ended(&self) -> bool;

    fn hint(&self) -> SizeHint;
}

impl<B> AnyStream for B
where
    B: http_body::Body<Data = Bytes>,
    B::Error: Into<BodyError>,
{
    fn poll_next(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        self.poll_frame(context).map_err(Into::into)
    }

    fn has_ended(&self) -> bool {
        self.is_end_stream()
    }

    fn hint(&self) -> SizeHint {
        self.size_hint()
    }
}
