//! The mock on loopback.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

use generator::diagnostic::Diagnostic;
use tokio::runtime::{Builder, Runtime};

use super::Options;
use super::answers::Mock;
use super::connection::{Shared, serve};
use crate::{pipeline, source};

/// So many lines of the log wait for their reader; further ones are dropped.
const LINES: usize = 10_000;

/// An API on loopback, made from its pages; it ends when this is dropped.
///
/// ```no_run
/// # fn main() -> std::io::Result<()> {
/// let server = xtask::mock::Server::start("specs/acme".as_ref(), xtask::mock::Options::default())?;
/// println!("call {} with {:?}", server.base_url(), server.credentials());
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Server {
    runtime: Option<Runtime>,
    address: SocketAddr,
    base_url: String,
    mock: Arc<Shared>,
}

impl Server {
    /// Plays the API whose `captures/` lie in `directory`.
    ///
    /// # Errors
    /// When the directory cannot be read, its pages have errors, or the port is taken.
    pub fn start(directory: &Path, options: Options) -> io::Result<Self> {
        let source = source::read_whole(directory).map_err(|problem| invalid(&problem.message))?;
        let made = pipeline::reconciled(&source).map_err(|errors| {
            let told = |error: &Diagnostic| format!("{}: {}", error.origin, error.message);
            invalid(&errors.iter().map(told).collect::<Vec<_>>().join("\n"))
        })?;
        Self::play(Mock::new(made.spec, made.api), options, None)
    }

    /// The same, with a line for each call.
    pub(super) fn logging(mock: Mock, options: Options) -> io::Result<(Self, Receiver<String>)> {
        let (log, lines) = sync_channel(LINES);
        Ok((Self::play(mock, options, Some(log))?, lines))
    }

    fn play(mock: Mock, options: Options, log: Option<SyncSender<String>>) -> io::Result<Self> {
        // Nobody but this machine may call: what is here is no server for others.
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let base_url = format!("http://{address}{}", mock.prefix);
        let runtime =
            Builder::new_multi_thread().worker_threads(1).enable_all().thread_name("mock").build()?;
        let mock = Arc::new(Shared::new(mock, options, log));
        runtime.spawn(accept(listener, Arc::clone(&mock)));
        Ok(Self { runtime: Some(runtime), address, base_url, mock })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL before every documented path.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The credentials that it takes, by name.
    #[must_use]
    pub fn credentials(&self) -> &BTreeMap<String, String> {
        &self.mock.mock.credentials
    }

    /// How many endpoints it plays.
    pub(super) fn endpoints(&self) -> usize {
        self.mock.mock.endpoints()
    }

    /// The environment variables by which clients find it, and their values.
    #[must_use]
    pub fn variables(&self) -> Vec<(String, String)> {
        self.mock.mock.variables(&self.base_url)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Dropping a runtime waits for its threads, which is not allowed inside of another one.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn invalid(message: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, message)
}

/// Takes connections for ever.
async fn accept(listener: TcpListener, mock: Arc<Shared>) -> Result<Infallible, io::Error> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(serve(stream, Arc::clone(&mock)));
            }
            // Out of file handles, or the caller is gone already; both pass.
            Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
        }
    }
}
