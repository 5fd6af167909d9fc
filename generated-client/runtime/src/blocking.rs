//! Calls for programs without async: each waits until it has its result.

use crate::{Error, Request, Response, ResponseBody, Result};
use std::fmt;
use std::sync::Arc;
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
    background: Arc<Background>,
}

impl Client {
    pub(crate) fn new(client: crate::Client) -> Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("client-background")
            .enable_all()
            .build()
            .map_err(|source| Error::request("the thread for calls cannot be started").because(source))?;
        Ok(Self { client, background: Arc::new(Background(Some(runtime))) })
    }

    /// Sends the request, waits, and decodes the answer, as [`Client::send`](crate::Client::send) does.
    ///
    /// # Errors
    /// See the predicates of [`Error`]. It is a request error to call it inside a tokio runtime, where waiting would keep other tasks
    /// from running: use the async [`Client`](crate::Client) there. That holds in `spawn_blocking`, too, which cannot be told apart;
    /// a thread of the standard library is fine.
    pub fn send<T: ResponseBody>(&self, request: Request<T>) -> Result<Response<T>> {
        let runtime = self.background.0.as_ref().filter(|_| Handle::try_current().is_err());
        let runtime = runtime.ok_or_else(|| {
            let problem = "a blocking call inside a tokio runtime would keep its tasks from running; use the async client there";
            Error::request(problem).at(request.endpoint())
        })?;
        runtime.block_on(self.client.send(request))
    }
}

/// The runtime that carries connections and timers. There until it is dropped.
struct Background(Option<Runtime>);

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
