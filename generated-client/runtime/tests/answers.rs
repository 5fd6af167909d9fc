//! How an answer is judged: HTTP status, shape, and the code in the envelope.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use client_runtime::{
    Client, Credentials, Decoding, Documented, Error, Field, Json, Limits, Request, Response, ResponseBody,
    Shape, Source, Transport, TransportError, TransportFuture, http,
};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::error::Error as _;
use std::time::Duration;
use support::{API, Canned, Envelope, Line, Order, answered, now};

fn get<T: ResponseBody>(status: u16, body: &'static str) -> Result<Response<T>, Error> {
    now(answered(status, body).send(Request::get("/orders/{id}").path("id", "1".to_owned())))
}

fn strict<T: ResponseBody>(body: &'static str) -> Error {
    let request = Request::<T>::get("/orders/{id}").path("id", "1".to_owned()).decoding(Decoding::Strict);
    now(answered(200, body).send(request)).unwrap_err()
}

fn order(status: u16, body: &'static str) -> Result<Response<Envelope<Order>>, Error> {
    get(status, body)
}

#[test]
fn a_success_gives_the_data_and_what_came_with_it() {
    let body = r#"{"code": 200, "msg": "SUCCESS", "requestId": "r-1", "data": {"id": 1234567890123456789, "lines": [{"quantity": 2}]}}"#;
    let response = order(200, body).unwrap();
    assert_eq!(response.request_id(), Some("r-1"));
    assert_eq!(response.status(), 200);
    assert!(response.headers().is_empty());
    let order = response.into_data().unwrap();
    assert_eq!(order, Order { id: 1_234_567_890_123_456_789_i64.into(), lines: vec![Line { quantity: 2 }] });
}

#[test]
fn a_code_that_is_no_success_is_an_api_error() {
    let error = order(
        200,
        r#"{"code": 4001, "msg": "余额不足", "requestId": "r-2", "data": {"id": 1, "lines": []}}"#,
    )
    .unwrap_err();
    assert!(error.is_api() && !error.is_decode() && !error.is_http_status());
    assert_eq!(error.api_code(), Some("4001"));
    assert_eq!(error.api_message(), Some("余额不足"));
    assert_eq!(error.request_id(), Some("r-2"));
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(
        error.to_string(),
        "GET /orders/{id}: the API reported a failure with code 4001: 余额不足 (request id r-2)"
    );
    assert!(error.source().is_none());
}

#[test]
fn an_api_error_wins_over_the_shape_of_its_data() {
    for body in [
        r#"{"code": 500, "msg": "busy", "data": ""}"#,
        r#"{"code": "500", "msg": "busy", "data": {"id": 1}}"#,
        r#"{"code": "500", "msg": "busy", "requestId": 7, "data": null}"#,
    ] {
        let error = order(200, body).unwrap_err();
        assert!(error.is_api(), "{error:?}");
        assert_eq!((error.api_code(), error.api_message()), (Some("500"), Some("busy")));
    }
}

#[test]
fn a_success_code_of_another_json_kind_is_a_success_that_is_not_as_documented() {
    let response = order(200, r#"{"code": "200", "data": {"id": 1, "lines": []}}"#).unwrap();
    assert_eq!(response.data().unwrap().id, 1.into());
    assert_eq!(
        response.mismatches()[0].to_string(),
        "`code`: promised a number, came string (captures/order.txt:1); converted"
    );
    let error = order(200, r#"{"code": "201", "data": {"id": 1, "lines": []}}"#).unwrap_err();
    assert!(error.is_api() && error.api_code() == Some("201"), "{error:?}");
}

#[test]
fn whatever_the_server_writes_an_error_prints_on_one_line() {
    let error = order(200, r#"{"code": "1\nx", "msg": "a\r\nb \u202ec", "requestId": "r\n1"}"#).unwrap_err();
    assert!(error.is_api());
    let sentence = "GET /orders/{id}: the API reported a failure with code 1\\nx: a\u{fffd}\\nb \\u{202e}c (request id r\\n1)";
    assert_eq!(error.to_string(), sentence);
    assert_eq!(error.api_code(), Some("1\nx"));
    assert_eq!(order(500, "a\nb").unwrap_err().body_excerpt(), Some("a\nb"));
}

#[test]
fn the_place_and_the_cause_of_a_wrong_shape_print_on_one_line() {
    // The server chooses the keys of a map and so the path, and `serde` quotes the unknown value as it came.
    #[derive(Debug, Deserialize)]
    enum Known {
        Open,
        Closed,
    }
    impl Documented for Known {
        fn shape() -> Shape {
            Shape::String
        }
    }
    let error = get::<BTreeMap<String, Known>>(200, r#"{"a\nb": "c\nd"}"#).unwrap_err();
    assert!(error.to_string().ends_with(r#"shape at `["a\nb"]`"#), "{error}");
    let cause = error.source().unwrap().to_string();
    assert!(cause.starts_with("unknown variant `c\\nd`"), "{cause}");
}

#[test]
fn an_answer_without_a_code_is_no_success() {
    for body in [r#"{"data": {"id": 1, "lines": []}}"#, r#"{"code": null, "data": {"id": 1, "lines": []}}"#] {
        let error = order(200, body).unwrap_err();
        assert!(error.is_decode(), "{error:?}");
        assert_eq!(error.json_path(), Some("code"));
        assert!(error.source().unwrap().to_string().contains("nothing says that the call succeeded"));
    }
}

#[test]
fn missing_data_is_a_decode_error_that_names_the_field() {
    let error =
        order(200, r#"{"code": 200, "requestId": "r-3", "data": null}"#).unwrap().into_data().unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.json_path(), Some("data"));
    assert_eq!(error.request_id(), Some("r-3"));
    assert_eq!(
        error.to_string(),
        "GET /orders/{id}: the answer does not have the documented shape at `data`"
    );
    assert_eq!(
        error.source().unwrap().to_string(),
        "the envelope reports success but its `data` is absent or null"
    );
}

#[test]
fn a_wrong_type_is_located() {
    let body = r#"{"code": 200, "requestId": "r-4", "data": {"id": 1, "lines": [{"quantity": 1}, {"quantity": "two"}]}}"#;
    let error = strict::<Envelope<Order>>(body);
    assert!(error.is_decode());
    assert_eq!(error.json_path(), Some("data.lines[1].quantity"));
    assert_eq!(error.request_id(), Some("r-4"));
    assert_eq!(error.body_excerpt(), Some(body));
    let cause = error.source().unwrap().to_string();
    assert_eq!(cause, "promised an integer, came string (captures/order.txt:7)");
    assert!(!error.to_string().contains(&cause));
}

#[test]
fn what_is_no_json_is_a_decode_error_without_a_path() {
    let error = order(200, "<html>maintenance</html>").unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.json_path(), None);
    assert_eq!(error.body_excerpt(), Some("<html>maintenance</html>"));
    assert!(order(200, r#"{"code": 200, "data": null} trailing"#).unwrap_err().is_decode());
}

#[test]
fn an_http_status_other_than_2xx_wins_and_keeps_what_the_envelope_says() {
    let error = order(403, r#"{"code": 1001, "msg": "bad signature", "data": null}"#).unwrap_err();
    assert!(error.is_http_status() && !error.is_api());
    assert_eq!(error.status().unwrap(), 403);
    assert_eq!(error.api_code(), Some("1001"));
    assert_eq!(
        error.to_string(),
        "GET /orders/{id}: the server answered HTTP 403 Forbidden with code 1001: bad signature"
    );
    let error = order(302, "").unwrap_err();
    assert!(error.is_http_status() && error.api_code().is_none());
}

#[test]
fn bare_types_work_and_still_notice_a_reported_failure() {
    assert_eq!(get::<Vec<i64>>(200, "[1, 2]").unwrap().into_body(), [1, 2]);
    assert_eq!(get::<Json>(200, "1e400").unwrap().into_body().get(), "1e400");
    assert!(get::<()>(204, "").is_ok());
    assert!(get::<()>(200, "not JSON at all").is_ok());
    assert!(get::<()>(200, r#"{"code": 200, "msg": "ok"}"#).is_ok());
    assert!(get::<()>(200, r#"{"code": 500, "msg": "busy"}"#).unwrap_err().is_api());
    assert!(get::<Vec<i64>>(200, r#"{"code": 500, "msg": "busy"}"#).unwrap_err().is_api());
}

#[test]
fn another_object_with_a_field_of_that_name_is_no_envelope() {
    #[derive(Debug, Deserialize)]
    struct Coupon {
        code: String,
    }
    impl Documented for Coupon {
        fn shape() -> Shape {
            Shape::Object(const { &[Field::new::<String>("code", Source::new("captures/coupon.txt", 1))] })
        }
    }
    impl ResponseBody for Coupon {}
    assert_eq!(
        get::<Coupon>(200, r#"{"code": "SUMMER", "percent": 10}"#).unwrap().into_body().code,
        "SUMMER"
    );
}

#[test]
fn no_error_repeats_a_credential_the_server_echoes() {
    let bodies = [
        (200, r#"{"code": 1, "msg": "unknown key K-secret", "requestId": "K-secret", "data": null}"#),
        (401, r#"{"code": "K-secret", "msg": "unknown key K-secret"}"#),
        (200, r#"{"code": 200, "data": {"id": 1, "lines": [{"quantity": "K-secret"}]}}"#),
        (500, "K-secret"),
    ];
    for (status, body) in bodies {
        let client = Client::builder(&API)
            .credentials(Credentials::new().set("access-key", "K-secret"))
            .transport(Canned::new(status, body))
            .build()
            .unwrap();
        let error = now(client.send(Request::<Envelope<Order>>::get("/orders").decoding(Decoding::Strict)))
            .unwrap_err();
        let cause = error.source().map(|source| format!("{source} {source:?}"));
        let shown = format!("{error} {error:?} {cause:?} {:?} {:?}", error.api_code(), error.body_excerpt());
        assert!(!shown.contains("K-secret"), "{shown}");
        assert!(error.body_excerpt().unwrap().contains("***"), "{shown}");
    }
}

#[test]
fn a_request_that_cannot_be_built_is_the_callers_error_and_names_the_endpoint() {
    let client = answered(200, "");
    let error = now(client.send(Request::<()>::get("/orders/{id}").path("id", String::new()))).unwrap_err();
    assert!(error.is_request() && error.status().is_none());
    assert!(error.to_string().starts_with("GET /orders/{id}: the path parameter `id` is empty"), "{error}");
    let unwritable = BTreeMap::from([(vec![1], 1)]);
    assert!(now(client.send(Request::<()>::post("/orders").json(&unwritable))).unwrap_err().is_request());
    assert!(now(client.send(Request::<()>::get("/orders").header("x y", "1"))).unwrap_err().is_request());
    assert!(
        now(client.send(Request::<()>::get("/orders").header("x", "1\r\ny: 2"))).unwrap_err().is_request()
    );
}

#[test]
fn a_header_that_frames_the_message_is_the_transports() {
    for name in ["content-length", "Transfer-Encoding", "connection", "HOST"] {
        let server = Canned::new(200, "");
        let client = Client::builder(&API).transport(server.clone()).build().unwrap();
        let error = now(client.send(Request::<()>::get("/orders").header(name, 5))).unwrap_err();
        assert!(error.is_request(), "{error:?}");
        let reason = format!("the header `{}` cannot be set: the transport", name.to_lowercase());
        assert!(error.to_string().contains(&reason), "{error}");
        assert!(!server.was_called());
    }
}

#[test]
fn what_a_request_holds_can_be_asserted() {
    let request = Request::<()>::put("/orders/{id}")
        .path("id", "a/b".to_owned())
        .query("q", "退")
        .query("q", 2)
        .header("x-token", "S-0815")
        .json("x");
    assert_eq!((request.method().as_str(), request.path_template()), ("PUT", "/orders/{id}"));
    assert!(request.path_parameters().eq([("id", "a/b")]));
    assert!(request.query_parameters().eq([("q", "退"), ("q", "2")]));
    assert!(request.header_names().eq(["x-token"]));
    assert_eq!(request.body_bytes(), Some(&b"\"x\""[..]));
    assert_eq!(Request::<()>::get("/orders").body_bytes(), None);
}

#[test]
fn a_call_the_transport_cannot_express_is_a_request_error() {
    struct Picky;
    impl Transport for Picky {
        fn send(&self, _: http::Request<client_runtime::Body>, _: Limits) -> TransportFuture<'_> {
            Box::pin(async { Err(TransportError::unsendable("no such scheme")) })
        }
    }
    let client = Client::builder(&API).transport(Picky).build().unwrap();
    let error = now(client.send(Request::<()>::get("/orders"))).unwrap_err();
    assert!(error.is_request() && !error.is_transport());
    assert_eq!(error.to_string(), "GET /orders: the transport cannot send this call, so nothing was sent");
    assert_eq!(error.source().unwrap().to_string(), "no such scheme");
}

#[test]
fn a_transport_error_tells_its_kind_to_transports_around_it() {
    let kinds = |error: TransportError| (error.is_connect(), error.is_timeout());
    assert_eq!(kinds(TransportError::connect("x")), (true, false));
    assert_eq!(kinds(TransportError::connect_timeout("x")), (true, true));
    assert_eq!(kinds(TransportError::timeout("x")), (false, true));
    assert_eq!(kinds(TransportError::interrupted("x")), (false, false));
}

#[test]
fn parameters_are_encoded_and_optional_ones_left_out() {
    let server = Canned::new(200, "");
    let client = Client::builder(&API)
        .base_url("https://other.example.com:8443/proxy/")
        .transport(server.clone())
        .build()
        .unwrap();
    let request = Request::<()>::delete("/orders")
        .query("q", "a b&c=d+e#f")
        .query_optional("size", Some(&50))
        .query_optional("page", None::<&i64>)
        .header_optional("x-kind", Some("退款"))
        .header_optional("x-none", None::<&str>);
    now(client.send(request)).unwrap();
    let seen = server.seen();
    assert_eq!(seen.method(), "DELETE");
    assert_eq!(seen.uri(), "https://other.example.com:8443/proxy/orders?q=a%20b%26c%3Dd%2Be%23f&size=50");
    assert_eq!(seen.headers()["x-kind"].as_bytes(), "退款".as_bytes());
    assert!(!seen.headers().contains_key("x-none"));
}

#[test]
fn a_body_that_is_not_given_is_not_sent() {
    for (given, sent, media_type) in [(Some("x"), "\"x\"", Some("application/json")), (None, "", None)] {
        let server = Canned::new(200, "");
        let client = Client::builder(&API).transport(server.clone()).build().unwrap();
        now(client.send(Request::<()>::post("/orders").json_optional(given))).unwrap();
        let seen = server.seen();
        assert_eq!(seen.body().as_bytes().unwrap(), sent.as_bytes());
        let header = seen.headers().get("content-type").map(|value| value.to_str().unwrap());
        assert_eq!(header, media_type);
    }
}

#[test]
fn a_call_can_have_a_time_limit_of_its_own() {
    let server = Canned::new(200, "");
    let client = Client::builder(&API)
        .timeout(Duration::from_secs(5))
        .max_response_bytes(10)
        .transport(server.clone())
        .build()
        .unwrap();
    now(client.send(Request::<()>::get("/orders"))).unwrap();
    // What is left of it when the call is sent.
    let nearly = |limit: u64, given: Duration| {
        given <= Duration::from_secs(limit) && given > Duration::from_secs(limit - 1)
    };
    let limits = server.limits();
    assert_eq!(limits.response_bytes, 10);
    assert!(nearly(5, limits.timeout), "{limits:?}");
    now(client.send(Request::<()>::get("/orders").timeout(Duration::from_secs(60)))).unwrap();
    assert!(nearly(60, server.limits().timeout));
}

#[test]
fn sending_works_from_any_thread_and_errors_travel() {
    fn is_send<T: Send>(_: &T) {}
    fn travels<T: std::error::Error + Send + Sync + 'static>() {}
    travels::<Error>();
    let client = answered(200, "");
    is_send(&client.send(Request::<()>::get("/orders")));
}
