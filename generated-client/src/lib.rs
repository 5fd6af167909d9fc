//! Rust client for PandaPon (Taobao and 1688 sourcing), made from the vendor's documentation pages.
//!
//! ```no_run
//! use generated_client::api::taobao::after_sales::{RefundModifyBody, RefundType, refund_modify};
//!
//! # async fn run() -> generated_client::Result<()> {
//! let client = generated_client::client("access key", "access secret")?;
//! let body = RefundModifyBody::default()
//!     .sub_order_id("2597049687002736161")
//!     .refund_type(RefundType::RefundsOnly)
//!     .refund_desc("parcel lost");
//! let modified = client.send(refund_modify(&body)).await?.into_data()?;
//! println!("{:?}", modified.refund_order_aggregate);
//! # Ok(())
//! # }
//! ```
//!
//! [`api`] is written by `cargo xtask regen`; each function there is one endpoint and says which page
//! documents it and when that page was changed. [`Client::send`] signs and sends it; [`Response::into_data`]
//! gives what was asked for. What goes wrong is one [`Error`] with predicates:
//!
//! - [`Error::is_request`]: the call could not be made from what it was given;
//! - [`Error::is_transport`]: no whole answer came, with [`Error::is_timeout`] and [`Error::is_connect`];
//! - [`Error::is_http_status`]: an answer came with another status than 2xx;
//! - [`Error::is_api`]: PandaPon refused, with [`Error::api_code`] and [`Error::request_id`];
//! - [`Error::is_decode`]: the answer does not fit the documented types, with [`Error::json_path`].
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

#[rustfmt::skip]
pub mod api;
#[cfg(feature = "reqwest")]
mod environment;
pub mod push;

pub use client_runtime;
pub use client_runtime::{
    Client, ClientBuilder, Credentials, Error, Json, Number, NumberOrString, Request, Response, Result,
    Signing, TimestampUnit,
};

/// Name of the access key in [`Credentials`].
pub const ACCESS_KEY: &str = "access-key";

/// Name of the access secret in [`Credentials`]; it signs and is never sent.
pub const ACCESS_SECRET: &str = "access-secret";

/// Name of the sub-account in [`Credentials`], which limits what a call may do. The guide calls it optional, the
/// endpoint pages required; it is sent when it is set.
pub const USER_ID: &str = "user-id";

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
/// `PANDAPON_BASE_URL`.
///
/// # Errors
///
/// A request error that names the variable that is missing, empty or not valid Unicode; also when the HTTP stack does not start.
#[cfg(feature = "reqwest")]
pub fn from_env() -> Result<Client> {
    environment::builder()?.build()
}

/// Starts a client whose base URL, timeouts, clock or transport differ from the defaults.
pub fn builder(access_key: impl Into<String>, access_secret: impl Into<String>) -> ClientBuilder {
    Client::builder(&api::API).credentials(credentials(access_key, access_secret))
}

/// The credentials that every call needs; add a sub-account with `.set(USER_ID, …)`.
pub fn credentials(access_key: impl Into<String>, access_secret: impl Into<String>) -> Credentials {
    Credentials::new().set(ACCESS_KEY, access_key).set(ACCESS_SECRET, access_secret)
}

/// The examples of the README.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
