//! A transport that answers without a network, and a way to wait for it without a runtime.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test helper fails by panicking")]
#![allow(dead_code, reason = "each test file uses what it needs")]
#![allow(unreachable_pub, reason = "a test has no other crates to reach")]

pub mod script;

use bytes::Bytes;
use client_runtime::{
    Api, Client, EnvelopeFields, Enveloped, Head, Limits, Number, ResponseBody, Transport, TransportFuture,
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
    body: &'static str,
    seen: Arc<Mutex<Option<Call>>>,
}

type Call = (http::Request<Bytes>, Limits);

impl Canned {
    pub fn new(status: u16, body: &'static str) -> Self {
        Self { status, body, seen: Arc::default() }
    }

    /// Whether there was a call.
    pub fn was_called(&self) -> bool {
        self.seen.lock().unwrap().is_some()
    }

    /// The last call.
    pub fn seen(&self) -> http::Request<Bytes> {
        self.seen.lock().unwrap().take().unwrap().0
    }

    /// The limits of the last call.
    pub fn limits(&self) -> Limits {
        self.seen.lock().unwrap().take().unwrap().1
    }
}

impl Transport for Canned {
    fn send(&self, request: http::Request<Bytes>, limits: Limits) -> TransportFuture<'_> {
        *self.seen.lock().unwrap() = Some((request, limits));
        let answer = http::Response::builder()
            .status(self.status)
            .body(Bytes::from_static(self.body.as_bytes()))
            .unwrap();
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

impl<T: DeserializeOwned> ResponseBody for Envelope<T> {
    fn head(&self) -> Head<'_> {
        Head::new()
            .code(self.code.as_ref())
            .message(self.message.as_ref())
            .request_id(self.request_id.as_ref())
    }
}

impl<T: DeserializeOwned> Enveloped for Envelope<T> {
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub quantity: i64,
}

/// A client of [`API`] that gets this answer to everything.
pub fn answered(status: u16, body: &'static str) -> Client {
    Client::builder(&API).transport(Canned::new(status, body)).build().unwrap()
}
