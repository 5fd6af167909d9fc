//! `cargo xtask mock`: what it answers, what it refuses and how it misbehaves, by raw calls and by the client.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test says what is wrong by panicking"
)]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

mod acme;
mod answers;
mod hostile;
mod misbehaviour;
mod raw;
mod refusals;
mod sandbox;

#[path = "../harness/repository.rs"]
mod repository;
