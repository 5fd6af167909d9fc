//! HTML as browsers save it: a page whose rows a script makes, rendered by a browser, and a real page where one is at hand.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

mod browser;
mod real_page;
mod rendered;

#[path = "../harness/repository.rs"]
mod repository;
#[path = "../harness/synthetic/mod.rs"]
mod synthetic;
