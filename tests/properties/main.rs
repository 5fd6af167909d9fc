//! What holds for every value: what the client's types are given, they write, and what they write, they read.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

mod bodies;
mod canned;
mod inventory;
mod lies;
mod open_enums;
mod scalars;
mod types;

#[path = "../harness/repository.rs"]
mod repository;

use proptest::prelude::{ProptestConfig, Strategy, any};

/// Nothing is written beside the tests: a failure prints the smallest value that shows it.
fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// Texts of the kind that breaks readers.
const ODD: [&str; 9] =
    ["", "null", "0", "\"", "\\u0000", "\u{0}\u{7f}\u{2028}", "订单状态", "{\"a\":1}", " 1 "];

/// Any text, and often an odd one.
fn text() -> impl Strategy<Value = String> {
    proptest::prop_oneof![any::<String>(), proptest::sample::select(ODD.as_slice()).prop_map(str::to_owned)]
}
