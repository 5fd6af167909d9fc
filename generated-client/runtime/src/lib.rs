//! The hand-written runtime under generated REST clients. It knows no vendor: what differs from API to API is data ([`Api`]).
//!
//! A generated endpoint function returns a [`Request`], which is plain data. [`Client::send`] carries it out, in this order:
//! build the URL, authenticate, send, judge the HTTP status, decode the body, judge the code in its envelope.
//!
//! ```
//! use client_runtime::{Api, Client, Credentials, Request};
//! # use client_runtime::{Authentication, Part, Place, Signing, TimestampUnit};
//! # static API: Api = Api {
//! #     name: "example",
//! #     base_url: Some("https://api.example.com"),
//! #     servers: &[],
//! #     environment: "EXAMPLE",
//! #     signing: Some(Signing {
//! #         fields: &[Authentication {
//! #             place: Place::Header,
//! #             name: "authorization",
//! #             value: &[Part::Literal("Bearer "), Part::Credential("token")],
//! #             required: true,
//! #         }],
//! #         signature: None,
//! #         timestamp: TimestampUnit::Seconds,
//! #         nonce_length: 0,
//! #     }),
//! #     envelope: None,
//! # };
//!
//! fn order(id: impl Into<String>) -> Request<serde_json::Value> {
//!     Request::get("/orders/{id}").path("id", id.into())
//! }
//!
//! # async fn run() -> client_runtime::Result<()> {
//! let client = Client::builder(&API).credentials(Credentials::new().set("token", "…")).build()?;
//! let found = client.send(order("4711")).await?.into_body();
//! # Ok(())
//! # }
//! ```
//!
//! # Files
//!
//! What is sent may be a stream, alone ([`Request::body`]) or as one of several parts ([`Multipart`]), and is never in memory as a whole.
//! [`Body::reopenable`] is opened anew for each attempt; a [`Body::stream`] is sent once, so that a failure after its first byte is not
//! repaired by another attempt. What comes as a file is a [`Download`], which is read piece by piece:
//!
//! ```
//! use client_runtime::{Body, Client, Download, File, Multipart, Request};
//!
//! # async fn files(client: &Client) -> client_runtime::Result<()> {
//! # #[cfg(feature = "reqwest")]
//! let film = Body::reopenable(|| Ok(Body::reader(std::fs::File::open("film.mp4")?)));
//! # #[cfg(not(feature = "reqwest"))]
//! # let film = Body::empty();
//! let parts = Multipart::new().text("title", "Cats").file("film", File::new("film.mp4", film).media_type("video/mp4"));
//! client.send(Request::<()>::post("/films").multipart(parts)).await?;
//!
//! let mut poster = client.send(Request::<Download>::get("/films/7/poster")).await?.into_body();
//! while let Some(chunk) = poster.chunk().await? {
//!     println!("{} more bytes", chunk.len());
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Whoever drops the future of a call, or a download, ends it and its connection. What the server has seen until then has happened:
//! ask it before the call is made again.
//!
//! # Answers and failures by their status
//!
//! Where the docs know several successes, the answer is an enum by [`answers!`], with a variant for each. The documented bodies of errors
//! are an enum by [`failures!`]. The error has the body, and reads it on demand:
//!
//! ```
//! use client_runtime::{Client, Json, Request};
//!
//! #[derive(Debug)]
//! pub enum FindOrderFailure {
//!     Unauthorized(()),
//!     NotFound(Json),
//! }
//! client_runtime::failures!(FindOrderFailure { 401 => Unauthorized(()), 404 => NotFound(Json) });
//!
//! # async fn find(client: &Client) -> client_runtime::Result<()> {
//! let Err(error) = client.send(Request::<Json>::get("/orders/7")).await else { return Ok(()) };
//! match error.failure::<FindOrderFailure>() {
//!     Some(FindOrderFailure::NotFound(why)) => println!("there is no such order: {}", why.get()),
//!     Some(FindOrderFailure::Unauthorized(())) => println!("the credentials are wrong"),
//!     // No answer came, or the docs know nothing of its status.
//!     None => return Err(error),
//! }
//! # Ok(())
//! # }
//! ```
//!
//! # Servers
//!
//! Calls go to [`Api::base_url`], or else to the first documented server, with the defaults of its variables:
//!
//! ```
//! use client_runtime::{Api, Client, Server, ServerVariable};
//!
//! # fn main() -> client_runtime::Result<()> {
//! static SERVERS: &[Server] = &[Server {
//!     name: Some("Production"),
//!     url: "https://{region}.example.com/v1",
//!     variables: &[ServerVariable { name: "region", default: Some("eu"), values: &["eu", "us"] }],
//! }];
//! # static API: Api = Api {
//! #     name: "example", base_url: None, servers: SERVERS, environment: "EXAMPLE", signing: None, envelope: None,
//! # };
//! # #[cfg(feature = "reqwest")]
//! let client = Client::builder(&API).server("Production").server_variable("region", "us").build()?;
//! # #[cfg(feature = "reqwest")]
//! assert!(Client::builder(&API).server("Production").server_variable("region", "mars").build().is_err());
//! # Ok(())
//! # }
//! ```
//!
//! # Messages from the vendor
//!
//! The other direction, messages that the vendor sends, is verified by the module `webhook` (with the feature of that name).

#![deny(missing_docs)]

mod answer;
mod api;
mod authenticator;
mod base_url;
#[cfg(feature = "blocking")]
pub mod blocking;
mod body;
mod client;
mod clock;
mod cookie;
mod credentials;
mod decimal;
mod decoding;
mod digest;
mod document;
mod documented;
mod download;
mod envelope;
mod error;
mod failure;
mod form;
mod joined;
mod json;
mod json_path;
mod locate;
mod mismatch;
mod multipart;
mod nonce;
mod number;
mod number_or_string;
mod one_line;
mod outgoing;
mod path_template;
#[cfg(doctest)]
mod promises;
mod raw;
mod received;
mod redactor;
mod repair;
mod request;
mod response;
mod response_body;
mod retry;
mod server;
mod shape;
mod signing;
mod telemetry;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod transport;
mod tree;
mod union;
#[cfg(feature = "webhook")]
pub mod webhook;

/// The crate whose [`Bytes`](bytes::Bytes) a [`Transport`] takes and gives; here so that nobody has to match its version.
pub use bytes;
/// The crate whose requests and answers a [`Transport`] takes and gives; here so that nobody has to match its version.
pub use http;
/// The crate whose [`Body`](http_body::Body) is a stream of bytes; here so that nobody has to match its version.
pub use http_body;

pub use answer::Answer;
pub use api::{Api, EnvelopeFields};
pub use authenticator::{Authenticator, RecipeAuthenticator};
pub use body::{Body, BodyError};
pub use client::{Client, ClientBuilder};
pub use clock::{Clock, SystemClock};
pub use credentials::Credentials;
pub use decoding::Decoding;
pub use download::Download;
pub use error::{Error, Result};
pub use failure::Failure;
pub use joined::joined;
pub use json::Json;
pub use mismatch::{Mismatch, Remedy, Undocumented};
pub use multipart::{File, Multipart};
pub use nonce::{NonceSource, RandomNonce};
pub use number::{Number, NumberError};
pub use number_or_string::NumberOrString;
pub use outgoing::Outgoing;
pub use request::{ListStyle, Request};
pub use response::Response;
pub use response_body::{Enveloped, Head, ResponseBody};
pub use retry::RetryPolicy;
pub use server::{Server, ServerVariable};
pub use shape::{Documented, Field, Shape, Source, Variant};
pub use signing::{Authentication, Digest, Encoding, Part, Place, Signature, Signing, TimestampUnit};
#[cfg(feature = "reqwest")]
pub use transport::ReqwestTransport;
pub use transport::{Limits, Sleep, Transport, TransportError, TransportFuture};

/// What [`answers!`], [`failures!`] and [`untagged_union!`] expand to; not for other use.
#[doc(hidden)]
pub mod __private {
    pub use crate::failure::read_failure;
    pub use crate::received::{Judged, Received};
    pub use crate::union::{Candidate, Union, read_union, read_variant};
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
}
