//! The default transport against real servers on loopback.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use client_runtime::{Client, Decoding, Error, Request};
use std::error::Error as _;
use std::time::Duration;
use support::{API, Envelope, Order};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use wiremock::matchers::{body_json, header, method, path, query_param};
use wiremock::{Mock, MockServer, ResponseTemplate};

const LATE: Duration = Duration::from_millis(200);

fn client(url: &str) -> Client {
    Client::builder(&API).base_url(url).build().unwrap()
}

fn orders() -> Request<Envelope<Order>> {
    Request::get("/orders")
}

async fn answering(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(method("GET")).and(path("/orders")).respond_with(answer).mount(&server).await;
    server
}

/// A server that reads a request, sends these bytes, and closes the connection; without bytes it keeps silent.
async fn raw(answer: Option<&'static [u8]>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = [0; 4096];
        let _ = stream.read(&mut request).await.unwrap();
        match answer {
            Some(answer) => stream.write_all(answer).await.unwrap(),
            None => std::future::pending().await,
        }
    });
    url
}

#[tokio::test]
async fn a_call_arrives_as_described_and_its_answer_comes_back() {
    let server = MockServer::start().await;
    let answer = ResponseTemplate::new(200).insert_header("x-trace", "t-1").set_body_raw(
        r#"{"code": 200, "data": {"id": 18446744073709551617, "lines": []}}"#,
        "application/json",
    );
    Mock::given(method("POST"))
        .and(path("/v1/orders/a%2Fb"))
        .and(query_param("q", "a b&c"))
        .and(header("content-type", "application/json"))
        .and(header("accept", "application/json"))
        .and(body_json(serde_json::json!({ "n": 1 })))
        .respond_with(answer)
        .expect(1)
        .mount(&server)
        .await;
    let request =
        Request::<Envelope<Order>>::post("/orders/{id}").path("id", "a/b".to_owned()).query("q", "a b&c");
    let response = client(&format!("{}/v1", server.uri()))
        .send(request.json(&serde_json::json!({ "n": 1 })))
        .await
        .unwrap();
    assert_eq!(response.headers()["x-trace"], "t-1");
    assert!(response.elapsed() > Duration::ZERO);
    assert_eq!(response.into_data().unwrap().id.to_string(), "18446744073709551617");
}

#[tokio::test]
async fn a_500_is_an_http_status_error_with_an_excerpt() {
    let server = answering(ResponseTemplate::new(500).set_body_string("out of order")).await;
    let error = client(&server.uri()).send(orders()).await.unwrap_err();
    assert!(error.is_http_status());
    assert_eq!(error.status().unwrap(), 500);
    assert_eq!(error.body_excerpt(), Some("out of order"));
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let target = answering(ResponseTemplate::new(200)).await;
    let server =
        answering(ResponseTemplate::new(302).insert_header("location", format!("{}/orders", target.uri())))
            .await;
    let error = client(&server.uri()).send(orders()).await.unwrap_err();
    assert_eq!(error.status().unwrap(), 302);
    assert!(target.received_requests().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_silent_server_is_a_timeout() {
    let url = raw(None).await;
    let error = client(&url).send(orders().timeout(LATE)).await.unwrap_err();
    assert!(error.is_transport() && error.is_timeout() && !error.is_connect(), "{error:?}");
    assert_eq!(error.to_string(), "GET /orders: no whole answer came in time");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_server_that_hangs_once_is_asked_again_if_the_call_may_be_repeated() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (_silent, _) = listener.accept().await.unwrap();
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.read(&mut [0; 4096]).await.unwrap();
        let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 13\r\n\r\n{\"code\": 200}";
        stream.write_all(answer).await.unwrap();
        std::future::pending::<()>().await;
    });
    let response =
        client(&url).send(orders().idempotent(true).timeout(Duration::from_secs(2))).await.unwrap();
    assert_eq!(response.attempts(), 2);
    // The first attempt had half of the time.
    assert!(response.elapsed() >= Duration::from_secs(1) && response.elapsed() < Duration::from_secs(2));
}

#[tokio::test]
async fn a_503_with_retry_after_is_waited_out() {
    let server = MockServer::start().await;
    let busy = ResponseTemplate::new(503).insert_header("retry-after", "1");
    Mock::given(method("GET")).respond_with(busy).up_to_n_times(1).mount(&server).await;
    let done = ResponseTemplate::new(200).set_body_string(r#"{"code": 200}"#);
    Mock::given(method("GET")).respond_with(done).mount(&server).await;
    let response = client(&server.uri()).send(orders().idempotent(true)).await.unwrap();
    assert_eq!(response.attempts(), 2);
    assert!(response.elapsed() >= Duration::from_secs(1), "{:?}", response.elapsed());
}

#[tokio::test]
async fn everything_goes_through_the_proxy_that_was_given() {
    let proxy = answering(ResponseTemplate::new(200).set_body_string(r#"{"code": 200}"#)).await;
    let through = proxy.uri().replace("//", "//user:secret@");
    let client = Client::builder(&API).base_url("http://api.example.invalid").proxy(through).build().unwrap();
    client.send(orders()).await.unwrap();
    let seen = &proxy.received_requests().await.unwrap()[0];
    assert_eq!(seen.headers["host"], "api.example.invalid");
    // base64.b64encode(b"user:secret")
    assert_eq!(seen.headers["proxy-authorization"], "Basic dXNlcjpzZWNyZXQ=");
}

#[tokio::test]
async fn what_is_no_proxy_is_refused_and_not_shown() {
    for proxy in ["", "proxy.example.com:3128", "socks5://me:hidden@h", "http://me:hidden@h:x", "http://"] {
        let error = Client::builder(&API).proxy(proxy).build().unwrap_err();
        assert!(error.is_request() && error.to_string().contains("the proxy must be a URL"), "{error}");
        assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
    }
    let own = Client::builder(&API).proxy("http://h").transport(support::Canned::new(200, ""));
    assert!(own.build().unwrap_err().to_string().contains("a transport of your own"));
}

#[tokio::test]
async fn a_body_that_never_ends_is_a_timeout_too() {
    let answer = ResponseTemplate::new(200).set_body_string("{}").set_delay(Duration::from_secs(60));
    let server = answering(answer).await;
    let error = Client::builder(&API)
        .base_url(server.uri())
        .timeout(LATE)
        .build()
        .unwrap()
        .send(orders())
        .await
        .unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn nobody_listening_is_a_connect_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = client(&url).send(orders()).await.unwrap_err();
    assert!(error.is_transport() && error.is_connect() && !error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn a_port_beyond_all_ports_is_refused_at_once() {
    assert!(Client::builder(&API).base_url("http://127.0.0.1:99999").build().unwrap_err().is_request());
}

#[tokio::test]
async fn a_host_that_is_no_host_is_a_request_error_since_nothing_was_sent() {
    // Five numbers: `http` takes it for a name, `reqwest` for a wrong IP address.
    let error = client("http://1.2.3.4.5").send(orders().query("sign", "S-secret")).await.unwrap_err();
    assert!(error.is_request() && !error.is_transport(), "{error:?}");
    assert_eq!(error.to_string(), "GET /orders: the transport cannot send this call, so nothing was sent");
    assert!(error.source().is_some());
    assert!(!format!("{error:?}").contains("S-secret"), "{error:?}");
}

#[tokio::test]
async fn a_body_cut_off_is_a_transport_error() {
    let answers: [&'static [u8]; 3] = [
        b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{\"code\": 200, \"data\": ",
        b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\n{\"code\": 200, \"d\r\n",
        b"HTTP/1.1 200 OK\r\n",
    ];
    for answer in answers {
        let error = client(&raw(Some(answer)).await).send(orders()).await.unwrap_err();
        assert!(error.is_transport() && !error.is_decode() && !error.is_timeout(), "{error:?}");
        assert!(error.to_string().contains("before the whole answer had come"), "{error}");
        assert!(error.source().is_some());
    }
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused_and_one_at_the_limit_is_not() {
    let body = r#"{"code": 200, "data": {"id": 1, "lines": []}}"#;
    let server = answering(ResponseTemplate::new(200).set_body_string(body)).await;
    let limited =
        |limit| Client::builder(&API).base_url(server.uri()).max_response_bytes(limit).build().unwrap();
    assert!(limited(body.len()).send(orders()).await.is_ok());
    let error: Error = limited(body.len() - 1).send(orders()).await.unwrap_err();
    assert!(error.is_transport() && !error.is_timeout());
    assert_eq!(error.to_string(), "GET /orders: the answer is larger than the limit of 44 bytes");
}

#[tokio::test]
async fn a_wrong_type_gives_its_json_path_when_decoding_is_strict() {
    let body = r#"{"code": 200, "data": {"id": 1, "lines": [{"quantity": "x"}]}}"#;
    let server = answering(ResponseTemplate::new(200).set_body_string(body)).await;
    let error = client(&server.uri()).send(orders().decoding(Decoding::Strict)).await.unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.json_path(), Some("data.lines[0].quantity"));
}

#[tokio::test]
async fn a_gzipped_body_is_unpacked() {
    // gzip.compress(b'{"code": 200, "data": {"id": 1, "lines": []}}', mtime=0)
    let packed: &[u8] = &[
        31, 139, 8, 0, 0, 0, 0, 0, 2, 3, 171, 86, 74, 206, 79, 73, 85, 178, 82, 48, 50, 48, 208, 81, 80, 74,
        73, 44, 73, 4, 114, 170, 149, 50, 83, 128, 148, 33, 80, 36, 39, 51, 47, 181, 24, 200, 142, 142, 173,
        173, 5, 0, 178, 169, 172, 104, 45, 0, 0, 0,
    ];
    let server = answering(
        ResponseTemplate::new(200).insert_header("content-encoding", "gzip").set_body_bytes(packed),
    )
    .await;
    let order = client(&server.uri()).send(orders()).await.unwrap().into_data().unwrap();
    assert_eq!(order.id.as_i64(), Some(1));
}

#[tokio::test]
async fn no_transport_error_shows_the_url() {
    // Authentication may travel in the query.
    let url = raw(Some(b"")).await;
    let error = client(&url).send(orders().query("sign", "S-secret")).await.unwrap_err();
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    let causes: Vec<_> = causes.map(|cause| format!("{cause} {cause:?}")).collect();
    let shown = format!("{error} {error:?} {causes:?}");
    assert!(error.is_transport() && !shown.contains("S-secret"), "{shown}");
}
