//! A transport that answers without a network, and a way to wait for it without a runtime.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test helper fails by panicking")]
#![allow(dead_code, reason = "each test file uses what it needs")]
#![allow(unreachable_pub, reason = "a test has no other crates to reach")]

pub mod script;
pub mod types;

use bytes::Bytes;
use client_runtime::{
    Api, Body, Client, Documented, EnvelopeFields, Enveloped, Field, Head, Limits, Number, ResponseBody,
    Shape, Source, Transport, TransportFuture,
};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};

/// Always gives the same answer and remembers the last call.
#[derive(Clone)]
pub struct Canned {
    status: u16,
    body: Bytes,
    seen: Arc<Mutex<Option<Call>>>,
}

type Call = (http::Request<Body>, Limits);

impl Canned {
    pub fn new(status: u16, body: &'static str) -> Self {
        Self { status, body: Bytes::from_static(body.as_bytes()), seen: Arc::default() }
    }

    /// Whether there was a call.
    pub fn was_called(&self) -> bool {
        self.seen.lock().unwrap().is_some()
    }

    /// The last call.
    pub fn seen(&self) -> http::Request<Body> {
        self.seen.lock().unwrap().take().unwrap().0
    }

    /// The limits of the last call.
    pub fn limits(&self) -> Limits {
        self.seen.lock().unwrap().take().unwrap().1
    }
}

impl Transport for Canned {
    fn send(&self, request: http::Request<Body>, limits: Limits) -> TransportFuture<'_> {
        *self.seen.lock().unwrap() = Some((request, limits));
        let answer = http::Response::builder().status(self.status).body(self.body.clone().into()).unwrap();
        Box::pin(async { Ok(answer) })
    }
}

/// The value of a future that never waits.
pub fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("the future waits for something"),
    }
}

pub static API: Api = API_DATA;

/// The same to begin another API with: `Api { signing: …, ..API_DATA }`.
pub const API_DATA: Api = Api {
    name: "test",
    base_url: Some("https://api.example.com"),
    servers: &[],
    environment: "TEST",
    signing: None,
    envelope: Some(EnvelopeFields {
        code: "code",
        message: Some("msg"),
        request_id: Some("requestId"),
        data: "data",
        success: &["200"],
    }),
};

/// As the generator writes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Envelope<T> {
    pub code: Option<Number>,
    #[serde(rename = "msg")]
    pub message: Option<String>,
    #[serde(rename = "requestId")]
    pub request_id: Option<String>,
    pub data: Option<T>,
}

impl<T: Documented> Documented for Envelope<T> {
    fn shape() -> Shape {
        Shape::Object(
            const {
                &[
                    Field::new::<Option<Number>>("code", line(1)),
                    Field::new::<Option<String>>("msg", line(2)),
                    Field::new::<Option<String>>("requestId", line(3)),
                    Field::new::<Option<T>>("data", line(4)),
                ]
            },
        )
    }
}

const fn line(line: u32) -> Source {
    Source::new("captures/order.txt", line)
}

impl<T: DeserializeOwned + Documented> ResponseBody for Envelope<T> {
    fn head(&self) -> Head<'_> {
        Head::new()
            .code(self.code.as_ref())
            .message(self.message.as_ref())
            .request_id(self.request_id.as_ref())
    }
}

impl<T: DeserializeOwned + Documented> Enveloped for Envelope<T> {
    type Data = T;

    fn data(&self) -> Option<&T> {
        self.data.as_ref()
    }

    fn into_data(self) -> Option<T> {
        self.data
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Order {
    pub id: Number,
    pub lines: Vec<Line>,
}

impl Documented for Order {
    fn shape() -> Shape {
        Shape::Object(
            const { &[Field::new::<Number>("id", line(5)), Field::new::<Vec<Line>>("lines", line(6))] },
        )
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub quantity: i64,
}

impl Documented for Line {
    fn shape() -> Shape {
        Shape::Object(const { &[Field::new::<i64>("quantity", line(7))] })
    }
}

/// The answer of [`API`] with this body.
pub fn got<T: ResponseBody>(body: &str) -> client_runtime::Result<client_runtime::Response<T>> {
    strictly(body, client_runtime::Decoding::Tolerant)
}

/// The same, decoded in this way.
pub fn strictly<T: ResponseBody>(
    body: &str,
    decoding: client_runtime::Decoding,
) -> client_runtime::Result<client_runtime::Response<T>> {
    got_bytes(body.as_bytes(), decoding)
}

/// The same of a body that may be no text.
pub fn got_bytes<T: ResponseBody>(
    body: &[u8],
    decoding: client_runtime::Decoding,
) -> client_runtime::Result<client_runtime::Response<T>> {
    let server = Canned { status: 200, body: Bytes::copy_from_slice(body), seen: Arc::default() };
    let client = Client::builder(&API).transport(server).build().unwrap();
    now(client.send(client_runtime::Request::get("/orders").decoding(decoding)))
}

/// A client of [`API`] that gets this answer to everything.
pub fn answered(status: u16, body: &'static str) -> Client {
    Client::builder(&API).transport(Canned::new(status, body)).build().unwrap()
}
