//! The mock as users start it: a process of its own, so that memory can be told apart, whose log says what arrived.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::{self, JoinHandle};

use generated_client::{Client, Request};

use crate::programs::executable;

/// How often each endpoint was called: verb and path → calls.
pub(crate) type Counts = BTreeMap<String, usize>;

/// A path that no page documents: its line in the log comes last.
const LAST: &str = "/the-last-call";

/// The other process; it ends when this is dropped.
pub(crate) struct Mock {
    child: Child,
    pub(crate) base_url: String,
    log: JoinHandle<Counts>,
}

impl Mock {
    /// Starts `cargo xtask mock` with these options.
    pub(crate) fn start(options: &[&str]) -> Self {
        let mut child = Command::new(executable("xtask"))
            .arg("mock")
            .args(options)
            .current_dir(crate::repository::root())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        output.read_line(&mut first).unwrap();
        let base_url = first.trim().strip_prefix("export PANDAPON_BASE_URL=").expect("the first variable");
        let base_url = base_url.to_owned();
        // What is printed must be read, or the mock waits for it.
        Self { child, base_url, log: thread::spawn(|| counts(output)) }
    }

    /// What arrived until now.
    pub(crate) async fn counted(mut self, client: &Client) -> Counts {
        // The answer says nothing: the call may meet a failure, too.
        let _ = client.send(Request::<()>::get(LAST)).await;
        let counts = self.log.join().unwrap();
        let _ = self.child.kill();
        let _ = self.child.wait();
        counts
    }
}

/// Counts the lines of the log, such as `GET /orders/{id} 200 (hint: …)`, until the last call.
fn counts(output: BufReader<ChildStdout>) -> Counts {
    let mut counts = Counts::new();
    for line in output.lines().map_while(Result::ok) {
        if line.contains(LAST) {
            break;
        }
        if line.starts_with("GET ") || line.starts_with("POST ") {
            let endpoint: Vec<_> = line.split(' ').take(2).collect();
            *counts.entry(endpoint.join(" ")).or_default() += 1;
        }
    }
    counts
}
