//! What README and examples promise, done as a reader does it.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

mod named;
mod push;
mod quick_start;

#[path = "../harness/programs.rs"]
mod programs;

#[path = "../harness/repository.rs"]
mod repository;
