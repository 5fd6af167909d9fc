//! The four real pages: everything a reader finds on them can be found again in the spec.
#![expect(clippy::expect_used, clippy::panic, reason = "a test says what is wrong by panicking")]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

mod captures;
mod contradictions;
mod coverage;
mod credentials;
mod evidence;
mod expected;
mod facts;
mod navigation;
mod placeholders;
mod refund_info;
mod return_logistics_submission;
mod reverse_order_cancellation;
mod reverse_order_modification;
mod spec;
mod written;

#[path = "../harness/command.rs"]
mod command;
#[path = "../harness/repository.rs"]
mod repository;
