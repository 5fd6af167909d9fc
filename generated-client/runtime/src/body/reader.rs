//! A body read from a `std::io::Read`.

use super::{Body, BodyError};
use bytes::Bytes;
use http_body::Frame;
use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

/// How much is read at once.
const CHUNK: usize = 64 * 1024;

impl Body {
    /// A body read from a file or another reader, piece by piece. It is sent at most once; see [`reopenable`](Self::reopenable).
    ///
    /// Reading may block: on a tokio runtime it happens on the threads for that. Its length is unknown unless
    /// [`with_length`](Self::with_length) tells it.
    pub fn reader(reader: impl Read + Send + 'static) -> Self {
        Self::stream(Reading { state: State::Idle(Box::new(reader)) })
    }
}

type Reader = Box<dyn Read + Send>;

struct Reading {
    state: State,
}

enum State {
    Idle(Reader),
    Busy(JoinHandle<(Reader, io::Result<Bytes>)>),
    Ended,
}

impl http_body::Body for Reading {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        loop {
            let (reader, read) = match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Poll::Ready(None),
                State::Idle(mut reader) => match Handle::try_current() {
                    Ok(runtime) => {
                        let reading = runtime.spawn_blocking(move || {
                            let read = chunk(&mut reader);
                            (reader, read)
                        });
                        self.state = State::Busy(reading);
                        continue;
                    }
                    Err(_) => {
                        let read = chunk(&mut reader);
                        (reader, read)
                    }
                },
                State::Busy(mut reading) => match Pin::new(&mut reading).poll(context) {
                    Poll::Pending => {
                        self.state = State::Busy(reading);
                        return Poll::Pending;
                    }
                    Poll::Ready(done) => done?,
                },
            };
            let read = read?;
            if read.is_empty() {
                return Poll::Ready(None);
            }
            self.state = State::Idle(reader);
            return Poll::Ready(Some(Ok(Frame::data(read))));
        }
    }
}

fn chunk(reader: &mut Reader) -> io::Result<Bytes> {
    let mut buffer = vec![0; CHUNK];
    loop {
        match reader.read(&mut buffer) {
            Ok(length) => {
                buffer.truncate(length);
                return Ok(buffer.into());
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}
