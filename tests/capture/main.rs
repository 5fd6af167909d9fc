//! `cargo xtask capture` against a real server on loopback, and with files.

#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

mod browser;
mod changes;
mod hostile;
mod importing;
mod politeness;
mod resuming;
mod sandbox;
mod site;
mod sites;

#[path = "../harness/command.rs"]
mod command;
#[path = "../harness/programs.rs"]
mod programs;
#[path = "../harness/repository.rs"]
mod repository;
