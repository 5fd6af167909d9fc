//! The mock, in a process of its own, so that memory can be told apart.

use std::io::{self, BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use xtask::mock::{Latency, Options, Server};

use crate::repository;

/// What goes before the URL in the output of the other process.
const MARK: &str = "the mock is at ";

/// The other process; it ends when this is dropped.
pub(crate) struct Mock {
    process: Child,
    base_url: String,
}

impl Mock {
    /// Starts this very program once more, to run [`serves_until_its_input_ends`] alone.
    pub(crate) fn start() -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "server::serves_until_its_input_ends", "--ignored", "--nocapture"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let output = BufReader::new(process.stdout.take().unwrap());
        let mut lines = output.lines().map_while(Result::ok);
        let url = lines.find_map(|line| Some(line.split_once(MARK)?.1.to_owned()));
        Self { base_url: url.expect("the mock tells where it is"), process }
    }

    pub(crate) fn base_url(&self) -> &str {
        &self.base_url
    }
}

impl Drop for Mock {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[test]
#[ignore = "no test: the server of the other one, in a process of its own"]
fn serves_until_its_input_ends() {
    let latency = Latency::between(Duration::ZERO, Duration::from_millis(4));
    let options = Options { fail_rate: 0.2, lie_rate: 0.2, latency, seed: 4, ..Options::default() };
    let server = Server::start(&repository::root().join("specs/pandapon"), options).unwrap();
    println!("{MARK}{}", server.base_url());
    // Also when the parent is killed, its end of the pipe closes.
    io::stdin().read_to_end(&mut Vec::new()).unwrap();
}
