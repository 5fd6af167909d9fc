//! Rust client for PandaPon (Taobao and 1688 sourcing), made from the vendor's documentation pages.
//!
//! # Install
//!
//! The crate is on no registry; take it from a checkout of this project, or from its repository with `git = "…"`:
//!
//! ```toml
//! [dependencies]
//! generated-client = { path = "…/generated-client" }
//! tokio = { version = "1", features = ["macros", "rt"] }
//! ```
//!
//! # The first call
//!
//! [`from_env`] takes the keys from `PANDAPON_ACCESS_KEY` and `PANDAPON_ACCESS_SECRET`; [`client`] takes them as arguments.
//!
//! ```no_run
//! use generated_client::api::taobao::after_sales::{RefundModifyBody, RefundType, refund_modify};
//!
//! #[tokio::main(flavor = "current_thread")]
//! async fn main() -> generated_client::Result<()> {
//!     let client = generated_client::from_env()?;
//!     let body = RefundModifyBody::default()
//!         .sub_order_id("2597049687002736161")
//!         .refund_type(RefundType::RefundsOnly)
//!         .refund_desc("parcel lost");
//!     let modified = client.send(refund_modify(&body)).await?.into_data()?;
//!     println!("{:?}", modified.refund_order_aggregate);
//!     Ok(())
//! }
//! ```
//!
//! Each function in [`api`] is one endpoint, and says which page documents it and when that page was changed. It takes what the
//! page requires; the rest is set on the body. It returns a [`Request`], which is data: nothing happens before [`Client::send`] signs and
//! sends it. One [`Client`] serves the whole program; cloning it is cheap.
//!
//! # Without an account
//!
//! In a checkout of this project, `cargo xtask mock` plays the API on loopback, with the answers of the captured pages. It prints the
//! variables that [`from_env`] reads. It can misbehave, too: `--lie`, `--fail-rate 0.2`, `--latency 200ms`.
//!
//! # What comes back
//!
//! A [`Response`]: [`into_data`](Response::into_data) is what was asked for, in types; beside it are [`request_id`](Response::request_id),
//! [`status`](Response::status), [`headers`](Response::headers), [`attempts`](Response::attempts) and [`elapsed`](Response::elapsed).
//! An answer that is not as documented is repaired and the places are reported by [`mismatches`](Response::mismatches); fields that the
//! docs do not know are in [`undocumented`](Response::undocumented). Nothing is lost on the way: identifiers of 19 digits stay exact, [`Number`] keeps every digit, [`NumberOrString`] what the pages disagree on, an enumeration has `Other` for
//! values the pages do not list. What no page promises to be there is an `Option`. The vendor's Chinese words stand in the docs as they
//! are; nothing is translated here.
//!
//! # What goes wrong
//!
//! One [`Error`] with predicates: `is_request`, `is_transport`, `is_http_status`, `is_api`, `is_decode`. What each means, whether the call
//! may have been carried out, and what to do: [`guide::errors`].
//!
//! # Going on
//!
//! - [`guide::mismatches`]: what happens when the docs are wrong;
//! - [`guide::retries`]: what is sent again, and what never is;
//! - [`guide::blocking`]: calls without async;
//! - `guide::push`: messages that PandaPon sends to you, read by the module `push` (with the feature of that name);
//! - [`guide::transports`]: another HTTP stack, other signing, tests without a network.
//!
//! Examples to run: `cancel_refund`, `modify_refund`, `submit_return_logistics`, `query_refund_info`, `blocking`, `receive_push`.
//!
//! # Features
//!
//! | feature | default | gives |
//! |---|---|---|
//! | `reqwest` | yes | HTTP by reqwest with rustls, HTTP/2 and gzip; without it, bring a [`Transport`](client_runtime::Transport) |
//! | `taobao`, `alibaba-1688` | yes | the API groups, so that you compile what you use |
//! | `blocking` | no | `client_runtime::blocking::Client` |
//! | `push` | no | the module `push`, which reads and verifies push messages |
//! | `tracing` | no | a `tracing` span for each call, without secrets and bodies |
//!
//! # Rust version
//!
//! The oldest Rust that is promised is 1.88 (`rust-version`). Clippy's `incompatible_msrv` checks it for what is used of the standard
//! library; tests run with the toolchain of `rust-toolchain.toml` alone. No type of a crate below 1.0 is in the public API.
//!
//! # What is not known
//!
//! Nothing here is invented: where no page states something, the docs of the field or type say so. Files
//! named in those docs lie below `specs/pandapon` of this project. Open for the whole API, and therefore
//! replaceable:
//!
//! - **Unit of `timestamp`.** Seconds by default, as in public client code; the pages print 13 digits, which
//!   would be milliseconds: `builder(…).timestamp_unit(TimestampUnit::Milliseconds)`.
//! - **Algorithm of `signature`.** Upper-case MD5 over access key, timestamp, nonce and access secret, as in
//!   public client code; [`ClientBuilder::authenticator`] takes another [`client_runtime::Authenticator`].
//! - **Freight endpoints** take `timestamp` and `sign` as query parameters; how `sign` is made is unknown.
//! - **Push messages**: what exactly their signature covers; `push::verifier` takes a closure.

#![deny(missing_docs)]

#[rustfmt::skip]
pub mod api;
pub mod guide;
#[cfg(doctest)]
mod promises;
#[cfg(feature = "push")]
pub mod push;

pub use client_runtime;
pub use client_runtime::{
    Client, ClientBuilder, Credentials, Decoding, Error, Json, Mismatch, Number, NumberOrString, Request,
    Response, Result, RetryPolicy, Signing, TimestampUnit, Undocumented,
};

/// Name of the access key in [`Credentials`].
pub const ACCESS_KEY: &str = "access-key";

/// Name of the access secret in [`Credentials`]; it signs and is never sent.
pub const ACCESS_SECRET: &str = "access-secret";

/// Name of the sub-account in [`Credentials`], which limits what a call may do. The guide calls it optional, the
/// endpoint pages required; it is sent when it is set.
pub const USER_ID: &str = "user-id";

/// How calls introduce themselves, unless [`ClientBuilder::user_agent`] says otherwise.
const USER_AGENT: &str = concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION"));

/// A client for the production API, which is the only one documented.
///
/// # Errors
///
/// Fails when a credential is empty or the HTTP stack does not start.
#[cfg(feature = "reqwest")]
pub fn client(access_key: impl Into<String>, access_secret: impl Into<String>) -> Result<Client> {
    builder(access_key, access_secret).build()
}

/// A client set up by the environment: `PANDAPON_ACCESS_KEY`, `PANDAPON_ACCESS_SECRET`, and if they are set `PANDAPON_USER_ID` and
/// `PANDAPON_BASE_URL`. For other timeouts or retries begin with [`ClientBuilder::from_env`] and [`api::API`].
///
/// # Errors
///
/// A request error that names every variable that is missing, empty or not valid Unicode; also when the HTTP stack does not start.
#[cfg(feature = "reqwest")]
pub fn from_env() -> Result<Client> {
    ClientBuilder::from_env(&api::API)?.user_agent(USER_AGENT).build()
}

/// Starts a client whose base URL, timeouts, clock or transport differ from the defaults.
pub fn builder(access_key: impl Into<String>, access_secret: impl Into<String>) -> ClientBuilder {
    Client::builder(&api::API).credentials(credentials(access_key, access_secret)).user_agent(USER_AGENT)
}

/// The credentials that every call needs; add a sub-account with `.set(USER_ID, …)`.
pub fn credentials(access_key: impl Into<String>, access_secret: impl Into<String>) -> Credentials {
    Credentials::new().set(ACCESS_KEY, access_key).set(ACCESS_SECRET, access_secret)
}

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
