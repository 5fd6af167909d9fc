//! Endpoints that answer with another type for each status, and errors whose bodies are documented.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use client_runtime::{
    Api, Client, Decoding, Download, Error, Json, Request, Response, ResponseBody, Result, Undocumented,
};
use serde::{Deserialize, Serialize};
use support::{API_DATA, Canned, Line, Order, answered, now};

impl ResponseBody for Order {}
impl ResponseBody for Line {}
impl ResponseBody for Reason {}

/// Without an envelope.
static BARE: Api = Api { envelope: None, ..API_DATA };

#[derive(Debug)]
enum Answer {
    Found(Order),
    Created(Line),
    Empty(()),
}

client_runtime::answers!(Answer { 200 => Found(Order), 201 => Created(Line), 204 | 205 => Empty(()) });

enum Open {
    Found(Order),
    Other(Json),
}

client_runtime::answers!(Open { 200 => Found(Order), _ => Other(Json) });

#[derive(Debug, PartialEq, Serialize, Deserialize)]
struct Reason {
    reason: String,
    retry: Option<i64>,
}

client_runtime::documented!(struct Reason in PAGE { "reason": String => 3, "retry": Option<i64> => 4 });

const PAGE: &str = "captures/order.txt";

#[derive(Debug, PartialEq)]
enum Failure {
    NotFound(Reason),
    Client(Vec<String>),
    Busy(()),
}

client_runtime::failures!(Failure { 404 => NotFound(Reason), 400..=499 => Client(Vec<String>), 503 => Busy(()) });

fn got<T: client_runtime::Answer>(status: u16, body: &'static str) -> Result<Response<T>> {
    sent(status, body, Request::get("/orders"))
}

fn sent<T: client_runtime::Answer>(
    status: u16,
    body: &'static str,
    request: Request<T>,
) -> Result<Response<T>> {
    now(Client::builder(&BARE).transport(Canned::new(status, body)).build().unwrap().send(request))
}

#[test]
fn each_status_has_its_own_type() {
    let Answer::Found(order) = got(200, r#"{"id": 7, "lines": []}"#).unwrap().into_body() else {
        panic!("200 is an order")
    };
    assert_eq!(order.id.as_i64(), Some(7));
    let created = got::<Answer>(201, r#"{"quantity": 3}"#).unwrap();
    assert_eq!(created.status(), 201);
    assert!(matches!(created.body(), Answer::Created(Line { quantity: 3 })));
    assert!(matches!(got(204, "").unwrap().into_body(), Answer::Empty(())));
    let other = got::<Open>(299, "[1]").unwrap();
    assert!(matches!(other.body(), Open::Other(json) if json.get() == "[1]"));
    let found = got(200, r#"{"id": 7, "lines": []}"#).unwrap();
    assert!(matches!(found.body(), Open::Found(order) if order.id.as_i64() == Some(7)));
}

#[test]
fn each_body_is_held_against_the_docs_of_its_status() {
    let body = r#"{"quantity": "3", "note": "x"}"#;
    let created = got::<Answer>(201, body).unwrap();
    assert!(matches!(created.body(), Answer::Created(Line { quantity: 3 })));
    assert_eq!(
        created.mismatches()[0].to_string(),
        "`quantity`: promised an integer, came string (captures/order.txt:7); converted"
    );
    let undocumented = created.undocumented();
    assert_eq!(undocumented.iter().map(Undocumented::path).collect::<Vec<_>>(), ["note"]);
    let strict = sent(201, body, Request::<Answer>::get("/orders").decoding(Decoding::Strict)).unwrap_err();
    assert!(strict.is_decode() && strict.json_path() == Some("quantity"), "{strict:?}");
}

#[test]
fn a_success_of_another_status_is_the_first_that_fits_and_is_reported() {
    let accepted = got::<Answer>(202, r#"{"quantity": 3}"#).unwrap();
    assert!(matches!(accepted.body(), Answer::Created(Line { quantity: 3 })));
    let [mismatch] = accepted.mismatches() else { panic!("{:?}", accepted.mismatches()) };
    assert_eq!((mismatch.path(), mismatch.promised()), ("", "the status 200 or 201 or 204 | 205"));
    assert_eq!(mismatch.came().unwrap().get(), "202");
    assert!(matches!(got(202, "").unwrap().into_body(), Answer::Empty(())));
}

#[test]
fn a_success_of_another_status_that_fits_nothing_is_a_decode_error_with_its_body() {
    for (body, decoding) in [(r#"{"x": 1}"#, Decoding::Tolerant), (r#"{"quantity": 3}"#, Decoding::Strict)] {
        let error = sent(202, body, Request::<Answer>::get("/orders").decoding(decoding)).unwrap_err();
        assert!(error.is_decode() && error.status().unwrap() == 202, "{error:?}");
        assert_eq!(error.body().unwrap(), body);
        let cause = std::error::Error::source(&error).unwrap().to_string();
        assert_eq!(cause, "the status 202 came where the docs know the status 200 or 201 or 204 | 205");
    }
}

#[test]
fn a_failure_in_the_envelope_is_one_for_every_status() {
    for status in [200, 202, 204] {
        let client = answered(status, r#"{"code": 4001, "msg": "no such order"}"#);
        let error = now(client.send(Request::<Answer>::get("/orders"))).unwrap_err();
        assert!(error.is_api() && error.api_code() == Some("4001"), "{status} {error:?}");
    }
}

fn failed(status: u16, body: &'static str) -> Error {
    got::<()>(status, body).unwrap_err()
}

#[test]
fn an_error_is_read_as_the_type_of_its_status() {
    let error = failed(404, r#"{"reason": "gone", "retry": "5"}"#);
    assert!(error.is_http_status());
    let gone = Failure::NotFound(Reason { reason: "gone".to_owned(), retry: Some(5) });
    assert_eq!(error.failure::<Failure>(), Some(gone), "a wrong field is repaired as in an answer");
    assert_eq!(failed(422, r#"["a"]"#).failure(), Some(Failure::Client(vec!["a".to_owned()])));
    assert_eq!(failed(503, "<html>").failure(), Some(Failure::Busy(())));
    for (status, body) in [(404, "<html>"), (404, "7"), (500, r#"{"reason": "x"}"#), (302, "")] {
        assert_eq!(failed(status, body).failure::<Failure>(), None, "{status} {body}");
    }
    assert_eq!(failed(404, r#"{"reason": "gone"}"#).body().unwrap(), r#"{"reason": "gone"}"#);
    assert_eq!(Error::request("x").failure::<Failure>(), None);
}

#[test]
fn what_answers_nothing_takes_anything() {
    for (status, body) in [(200, ""), (204, ""), (201, "created"), (200, "{}")] {
        got::<()>(status, body).unwrap();
    }
}

#[test]
fn only_who_may_get_a_file_asks_for_anything() {
    enum Export {
        File(Download),
        Later(Json),
    }
    client_runtime::answers!(Export { 200 => File(Download), 202 => Later(Json) });
    fn accept<T: client_runtime::Answer>(status: u16) -> (String, Result<Response<T>>) {
        let server = Canned::new(status, "[1]");
        let client = Client::builder(&BARE).transport(server.clone()).build().unwrap();
        let response = now(client.send(Request::get("/export")));
        (server.seen().headers()["accept"].to_str().unwrap().to_owned(), response)
    }
    assert_eq!(accept::<Answer>(204).0, "application/json");
    let (asked, later) = accept::<Export>(202);
    assert_eq!(asked, "*/*");
    assert!(matches!(later.unwrap().into_body(), Export::Later(json) if json.get() == "[1]"));
    let Export::File(file) = accept::<Export>(200).1.unwrap().into_body() else { panic!("a file") };
    assert_eq!(now(file.bytes()).unwrap(), "[1]");
    // What is promised as a file only for 200 is no file elsewhere.
    assert!(matches!(accept::<Export>(203).1.unwrap().into_body(), Export::Later(_)));
    assert_eq!(accept::<Download>(500).1.unwrap_err().body_excerpt(), Some("[1]"));
}
