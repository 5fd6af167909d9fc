//! `cargo xtask drift`: one idea for each folder, with the pages before and after, and what is said of them; and how it
//! gets along with git.
//!
//! To accept new snapshots, read them beside the pages, then run with `INSTA_UPDATE=always`.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

mod cases;
mod ideas;
mod release;
mod revisions;

#[path = "../harness/command.rs"]
mod command;
#[path = "../harness/git.rs"]
mod git;
#[path = "../harness/pipeline.rs"]
mod pipeline;
#[path = "../regen/project.rs"]
mod project;
#[path = "../harness/repository.rs"]
mod repository;
