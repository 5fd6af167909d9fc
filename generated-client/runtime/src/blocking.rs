//! Calls for programs without async: each waits until it has its result.

use crate::{Answer, ClientBuilder, Download, Error, Request, Response, Result};
use bytes::Buf as _;
use std::fmt;
use std::io::{self, Read};
use tokio::runtime::{Builder, Handle, Runtime};

/// Sends requests to one API and waits for their answers. Cheap to clone, and usable from many threads at once; clones share their
/// connections and one thread in the background.
///
/// ```no_run
/// # use client_runtime::{Api, Client, Request};
/// # fn run(api: &'static Api) -> client_runtime::Result<()> {
/// let client = Client::builder(api).build_blocking()?;
/// let orders = client.send(Request::<serde_json::Value>::get("/orders"))?.into_body();
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    client: crate::Client,
}

impl Client {
    pub(crate) fn build(builder: ClientBuilder) -> Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("client-background")
            .enable_all()
            .build()
            .map_err(|source| Error::request("the thread for calls cannot be started").because(source))?;
        let client = builder.build_on(Some(Background(Some(runtime))))?;
        Ok(Self { client })
    }

    /// Sends the request, waits, and decodes the answer, as [`Client::send`](crate::Client::send) does.
    ///
    /// # Errors
    /// See the predicates of [`Error`]. It is a request error to call it inside a tokio runtime, where waiting would keep other tasks
    /// from running: use the async [`Client`](crate::Client) there. That holds in `spawn_blocking`, too, which cannot be told apart;
    /// a thread of the standard library is fine.
    pub fn send<T: Answer>(&self, request: Request<T>) -> Result<Response<T>> {
        let runtime = runtime(&self.client).map_err(|error| error.at(request.endpoint()))?;
        runtime.block_on(self.client.send(request))
    }
}

fn runtime(client: &crate::Client) -> Result<&Runtime> {
    if Handle::try_current().is_ok() {
        return Err(Error::request(
            "a blocking call inside a tokio runtime would keep its tasks from running; use the async client there",
        ));
    }
    let background = client.background().and_then(|background| background.0.as_ref());
    background.ok_or_else(|| Error::request("what an async client answers with cannot be waited for"))
}

/// A download of a blocking client can be read like a file; one of the async client reports an error.
impl Read for Download {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() && !buffer.is_empty() {
            let client = self.client.clone();
            let chunk = runtime(&client).and_then(|runtime| runtime.block_on(self.chunk()));
            self.rest = chunk.map_err(as_io)?.unwrap_or_default();
        }
        let length = self.rest.len().min(buffer.len());
        self.rest.copy_to_slice(&mut buffer[..length]);
        Ok(length)
    }
}

fn as_io(error: Error) -> io::Error {
    let kind = if error.is_timeout() { io::ErrorKind::TimedOut } else { io::ErrorKind::Other };
    io::Error::new(kind, error)
}

/// The runtime that carries connections and timers. There until it is dropped.
pub(crate) struct Background(Option<Runtime>);

impl Drop for Background {
    fn drop(&mut self) {
        // Dropping a runtime waits for its threads, which panics where waiting is forbidden.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("blocking").field(&self.client).finish()
    }
}
