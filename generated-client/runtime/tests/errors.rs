//! How an error prints, and what is said of what was never sent.

mod support;

use client_runtime::{Client, Decoding, Json, Request};
use std::collections::BTreeMap;
use support::{API, Canned, Envelope, Order, answered, now, strictly};

const BODY: &str = r#"{"code": 200, "data": {"id": 1, "lines": 7}}"#;

#[test]
fn debug_is_one_line_with_all_that_is_known() {
    let shown = format!("{:?}", strictly::<Envelope<Order>>(BODY, Decoding::Strict).unwrap_err());
    assert_eq!(
        shown,
        "GET /orders: the answer does not have the documented shape at `data.lines`: promised a list of objects, came number (captures/order.txt:6); \
         attempts: 1; HTTP status: 200; mismatches: 1; \
         body: \"{\\\"code\\\": 200, \\\"data\\\": {\\\"id\\\": 1, \\\"lines\\\": 7}}\""
    );
    let error = now(answered(503, "busy\r\n\u{1b}[31m").send(Request::<()>::get("/orders"))).unwrap_err();
    let shown = format!("{error:?}");
    assert!(
        shown.starts_with("GET /orders: the server answered HTTP 503 Service Unavailable; attempts: 1"),
        "{shown}"
    );
    assert!(!shown.contains(['\r', '\n', '\u{1b}']), "{shown}");
    assert!(format!("{error:#?}").lines().count() > 5, "it is laid out");
}

#[test]
fn json_that_is_no_answer_is_not_called_one() {
    let error = Json::from_slice(b"{").unwrap_err();
    assert_eq!(error.to_string(), "the JSON does not have the shape asked for");
    let json: Json = r#"{"id": [1, "x"]}"#.parse().unwrap();
    let error = json.decode::<BTreeMap<String, Vec<i64>>>().unwrap_err();
    assert_eq!(error.to_string(), "the JSON does not have the shape asked for at `id[1]`");
}

#[test]
fn a_url_longer_than_any_is_a_request_error() {
    let server = Canned::new(200, "");
    let client = Client::builder(&API).transport(server.clone()).build().unwrap();
    let long = Request::<()>::get("/orders").query("q", "x".repeat(1 << 16));
    let error = now(client.send(long)).unwrap_err();
    assert!(error.is_request() && !server.was_called(), "{error:?}");
    now(client.send(Request::<()>::get("/orders").query("q", "x".repeat(1 << 15)))).unwrap();
}
