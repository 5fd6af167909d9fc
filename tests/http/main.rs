//! The client against a real HTTP server on loopback: what goes out, what comes back, and what goes wrong.

#![expect(clippy::unwrap_used, reason = "a test server that does not start is a failed test")]

mod calls;
mod failures;
mod sandbox;
