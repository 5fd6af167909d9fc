//! Each way a call can fail gives the error that says so.

use std::error::Error as _;
use std::time::Duration;

use generated_client::api::taobao::after_sales::refund_cancel;
use generated_client::{Decoding, Error, Result};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers};

use crate::sandbox::{ACCESS_KEY, ACCESS_SECRET, SIGNATURE, builder, client, line};

async fn refused(answer: ResponseTemplate) -> Error {
    let server = MockServer::start().await;
    Mock::given(matchers::any()).respond_with(answer).mount(&server).await;
    let result = client(&server.uri()).send(refund_cancel("1")).await;
    error(result)
}

/// The error, after nothing secret was found in it or in its causes.
fn error<T: std::fmt::Debug>(result: Result<T>) -> Error {
    let error = result.unwrap_err();
    let mut told = format!("{error} {error:?}");
    let mut source = error.source();
    while let Some(cause) = source {
        told = format!("{told} {cause} {cause:?}");
        source = cause.source();
    }
    for secret in [ACCESS_KEY, ACCESS_SECRET, SIGNATURE] {
        assert!(!told.contains(secret), "{told}");
    }
    error
}

/// A server that takes one connection, reads the request's head, sends `answer` and hangs up; an empty answer
/// is never sent, and the connection stays open until the client gives up.
async fn raw_server(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = [0; 4096];
        let _ = stream.read(&mut head).await.unwrap();
        if answer.is_empty() {
            // Returns when the other side closes.
            let _ = stream.read(&mut head).await;
        } else {
            stream.write_all(answer).await.unwrap();
        }
    });
    format!("http://{address}")
}

#[tokio::test]
async fn an_api_error_code_in_a_200() {
    let body = json!({"requestId": "r-1", "code": 4001, "msg": "refund not found", "data": ""});
    let error = refused(ResponseTemplate::new(200).set_body_json(body)).await;
    assert!(error.is_api());
    assert_eq!(error.api_code(), Some("4001"));
    assert_eq!(error.api_message(), Some("refund not found"));
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
    assert!(error.to_string().contains("4001") && error.to_string().contains("refund not found"), "{error}");
}

#[tokio::test]
async fn the_placeholder_code_0_is_no_success() {
    let body =
        json!({"requestId": "", "code": 0, "developId": 0, "msg": "", "data": {"cancelSuccess": true}});
    let error = refused(ResponseTemplate::new(200).set_body_json(body)).await;
    assert!(error.is_api());
    assert_eq!(error.api_code(), Some("0"));
}

#[tokio::test]
async fn an_http_500() {
    let error = refused(ResponseTemplate::new(500).set_body_string("<html>down</html>")).await;
    assert!(error.is_http_status() && !error.is_api());
    assert_eq!(error.status().map(|status| status.as_u16()), Some(500));
    assert_eq!(error.body_excerpt(), Some("<html>down</html>"));
}

#[tokio::test]
async fn a_wrong_field_type_names_its_place() {
    let body = json!({"requestId": "r-2", "code": 200, "msg": "SUCCESS",
        "data": {"refundOrderAggregate": {"refundOrder": {"canEditFee": "yes", "refundId": "1"}}}});
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(200).set_body_json(body);
    Mock::given(matchers::any()).respond_with(answer).mount(&server).await;
    let client = client(&server.uri());

    let response = client.send(refund_cancel("1")).await.unwrap();
    let order =
        response.data().unwrap().refund_order_aggregate.as_ref().unwrap().refund_order.as_ref().unwrap();
    assert_eq!((order.can_edit_fee, order.refund_id.as_deref()), (None, Some("1")));
    let [mismatch] = response.mismatches() else { panic!("{response:?}") };
    assert_eq!(mismatch.path(), "data.refundOrderAggregate.refundOrder.canEditFee");
    assert_eq!(mismatch.came().unwrap().get(), "\"yes\"");
    let source = mismatch.source().unwrap();
    assert!(line(source.file(), source.line()).contains("canEditFee"), "{source}");

    let error = error(client.send(refund_cancel("1").decoding(Decoding::Strict)).await);
    assert!(error.is_decode());
    assert!(error.body().unwrap().starts_with(b"{"));
    assert_eq!(error.json_path(), Some("data.refundOrderAggregate.refundOrder.canEditFee"));
    assert_eq!(error.request_id(), Some("r-2"));
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_success_without_the_data_asked_for() {
    let server = MockServer::start().await;
    let body = json!({"requestId": "r-3", "code": 200, "msg": "SUCCESS"});
    let answer = ResponseTemplate::new(200).set_body_json(body);
    Mock::given(matchers::any()).respond_with(answer).mount(&server).await;
    let response = client(&server.uri()).send(refund_cancel("1")).await.unwrap();
    let error = error(response.into_data());
    assert!(error.is_decode());
    assert_eq!(error.json_path(), Some("data"));
}

#[tokio::test]
async fn a_silent_server_is_a_timeout() {
    let silent = raw_server(b"").await;
    let client = builder(&silent).timeout(Duration::from_millis(200)).build().unwrap();
    let error = error(client.send(refund_cancel("1")).await);
    assert!(error.is_transport() && error.is_timeout());
}

#[tokio::test]
async fn a_truncated_body_is_no_answer() {
    let answer =
        b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{\"code\": 200";
    let error = error(client(&raw_server(answer).await).send(refund_cancel("1")).await);
    assert!(error.is_transport() && !error.is_timeout());
}

#[tokio::test]
async fn nobody_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let error = error(client(&format!("http://{address}")).send(refund_cancel("1")).await);
    assert!(error.is_transport() && error.is_connect());
}

#[tokio::test]
async fn an_empty_refund_id_is_refused_before_anything_is_sent() {
    let server = MockServer::start().await;
    let error = error(client(&server.uri()).send(refund_cancel("")).await);
    assert!(error.is_request());
    assert!(server.received_requests().await.unwrap().is_empty());
}
