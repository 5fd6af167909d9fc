//! The shape of the workspace, as promises that a build cannot keep by itself.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

mod codes;
mod files;
mod generator;
mod members;
mod source;
mod tree;

#[path = "../harness/repository.rs"]
mod repository;
