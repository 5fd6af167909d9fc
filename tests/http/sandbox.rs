//! A client with a fixed clock and nonce, and the captured pages it is compared with.

use std::time::{Duration, SystemTime};

use generated_client::{Client, ClientBuilder, USER_ID, credentials};

/// Credentials of nobody.
pub(crate) const ACCESS_KEY: &str = "test-access-key";
pub(crate) const ACCESS_SECRET: &str = "test-access-secret";
pub(crate) const SUB_ACCOUNT: &str = "4711";

/// The clock of every call: 2025-04-25 05:59:59 UTC.
pub(crate) const TIMESTAMP: &str = "1745560799";
/// The nonce of every call.
pub(crate) const NONCE: &str = "0123456789abcdefghijABCDEFGHIJ01";
/// `python3 -c 'import hashlib; print(hashlib.md5(b"test-access-key" b"1745560799"
/// b"0123456789abcdefghijABCDEFGHIJ01" b"test-access-secret").hexdigest().upper())'`
pub(crate) const SIGNATURE: &str = "40B3AF2CD8331C69F4CE2C196249BB9F";

/// A client that talks to `base_url` and nowhere else.
pub(crate) fn client(base_url: &str) -> Client {
    builder(base_url).build().unwrap()
}

/// The same, before it is built.
pub(crate) fn builder(base_url: &str) -> ClientBuilder {
    let clock = || SystemTime::UNIX_EPOCH + Duration::from_secs(TIMESTAMP.parse().unwrap());
    generated_client::builder(ACCESS_KEY, ACCESS_SECRET)
        .credentials(credentials(ACCESS_KEY, ACCESS_SECRET).set(USER_ID, SUB_ACCOUNT))
        .base_url(base_url)
        .clock(clock)
        .nonce_source(|_length: usize| NONCE.to_owned())
        .timeout(Duration::from_secs(10))
}

/// A line of a file of the API directory, counted from 1.
pub(crate) fn line(file: &str, line: u32) -> String {
    let path = format!("{}/../specs/pandapon/{file}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    text.lines().nth(line as usize - 1).unwrap_or_default().to_owned()
}

/// Lines `first` to `last` of a captured page, as JSON text: an example, straight from the page.
pub(crate) fn example(page: &str, first: usize, last: usize) -> String {
    let path = format!("{}/../specs/pandapon/captures/{page}", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).unwrap();
    let lines: Vec<_> = text.lines().skip(first - 1).take(last - first + 1).collect();
    lines.join("\n")
}

/// Lines `first` to `last` of a captured page, read as JSON.
pub(crate) fn example_value(page: &str, first: usize, last: usize) -> serde_json::Value {
    serde_json::from_str(&example(page, first, last)).unwrap()
}
