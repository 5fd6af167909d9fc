//! A mock of the API that is checked in, and calls that it takes.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use generated_client::{Client, ClientBuilder};
use xtask::mock::{Options, Server};

use crate::repository;

/// Where the clock of every call stands: 2025-04-25 05:59:59 UTC.
pub(crate) const TIMESTAMP: &str = "1745560799";

/// Nonces, and the signatures of calls at that time:
/// `hashlib.md5(("mock-access-key" + "1745560799" + nonce + "mock-access-secret").encode()).hexdigest().upper()`
pub(crate) const SIGNED: [(&str, &str); 3] = [
    ("0123456789abcdefghijABCDEFGHIJ01", "5AE99CB146E138A0C4DD92997ED04750"),
    ("0123456789abcdefghijABCDEFGHIJ02", "4D3A8B6F14FD014E8FBCDABACB6210B1"),
    ("0123456789abcdefghijABCDEFGHIJ03", "EF5C0A702D644977DB4A5259B283784A"),
];

/// The directory of the API that is checked in.
pub(crate) fn checked_in() -> PathBuf {
    repository::root().join("specs/pandapon")
}

pub(crate) fn start(options: Options) -> Server {
    Server::start(&checked_in(), options).unwrap()
}

/// The headers of a JSON call that is signed with one of [`SIGNED`].
pub(crate) fn signed(at: usize) -> Vec<(&'static str, &'static str)> {
    let (nonce, signature) = SIGNED[at];
    vec![
        ("access-key", "mock-access-key"),
        ("timestamp", TIMESTAMP),
        ("nonce-str", nonce),
        ("signature", signature),
        ("content-type", "application/json"),
    ]
}

/// A client of this mock, with the credentials it takes.
pub(crate) fn client(server: &Server) -> Client {
    builder(server).build().unwrap()
}

pub(crate) fn builder(server: &Server) -> ClientBuilder {
    let credential = |name: &str| server.credentials()[name].clone();
    generated_client::builder(
        credential(generated_client::ACCESS_KEY),
        credential(generated_client::ACCESS_SECRET),
    )
    .base_url(server.base_url())
    .clock(SystemTime::now)
    .timeout(Duration::from_secs(20))
}

/// Lines `first` to `last` of a captured page, read as JSON: an example, straight from the page.
pub(crate) fn example(page: &str, first: usize, last: usize) -> serde_json::Value {
    let text = std::fs::read_to_string(checked_in().join("captures").join(page)).unwrap();
    let lines: Vec<_> = text.lines().skip(first - 1).take(last - first + 1).collect();
    serde_json::from_str(&lines.join("\n")).unwrap()
}
