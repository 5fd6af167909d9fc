//! `cargo xtask regen` on directories of its own: what it makes of captures alone, and of bad input.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

mod bad_captures;
mod bad_yaml;
mod broken_examples;
mod check;
mod client_crate;
mod contradictions;
mod corrections;
mod coverage;
mod credentials;
mod every_shape;
mod explain;
mod json_lines;
mod keep_going;
mod manifest;
mod many_findings;
mod places;
mod project;
mod readme;
mod same_page;
mod truncated;
mod twice;
mod usage;

#[path = "../harness/command.rs"]
mod command;
#[path = "../harness/repository.rs"]
mod repository;
