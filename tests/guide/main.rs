//! What README and examples promise, done as a reader does it.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

mod named;
mod programs;
mod push;

#[path = "../harness/repository.rs"]
mod repository;
