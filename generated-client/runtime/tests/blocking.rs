//! Calls without async: from one thread, from many, and where they are refused.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use client_runtime::{Body, Client, Download, Request, RetryPolicy, blocking};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;
use std::time::{Duration, Instant};
use support::{API, Envelope, Order, answered};

const ANSWER: &str = r#"{"code": 200, "data": {"id": 1, "lines": []}}"#;

/// A server without async, which answers each connection once.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let answer = |mut stream: TcpStream| {
        let _ = stream.read(&mut [0; 4096]).unwrap();
        let head =
            format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", ANSWER.len());
        stream.write_all((head + ANSWER).as_bytes()).unwrap();
    };
    thread::spawn(move || listener.incoming().for_each(|stream| answer(stream.unwrap())));
    url
}

fn orders() -> Request<Envelope<Order>> {
    Request::get("/orders")
}

fn client(url: &str) -> blocking::Client {
    Client::builder(&API).base_url(url).build_blocking().unwrap()
}

#[test]
fn a_call_waits_for_its_answer() {
    let response = client(&server()).send(orders()).unwrap();
    assert!(response.elapsed() > Duration::ZERO);
    assert_eq!(response.into_data().unwrap().id.as_i64(), Some(1));
}

#[test]
fn many_threads_share_one_client() {
    let client = client(&server());
    let threads: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            thread::spawn(move || (0..5).all(|_| client.send(orders()).is_ok()))
        })
        .collect();
    drop(client);
    assert!(threads.into_iter().all(|thread| thread.join().unwrap()));
}

#[test]
fn errors_and_time_limits_are_those_of_the_async_client() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let client = client(&format!("http://{}", silent.local_addr().unwrap()));
    let begin = Instant::now();
    let error = client.send(orders().timeout(Duration::from_millis(200))).unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
    assert!(begin.elapsed() < Duration::from_secs(10));
}

#[test]
fn it_needs_no_reqwest() {
    let canned = support::Canned::new(503, "");
    let client =
        Client::builder(&API).transport(canned).retry(RetryPolicy::default().base_delay(Duration::ZERO));
    let client = client.build_blocking().unwrap();
    let error = client.send(orders().idempotent(true)).unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (503, 3));
}

#[test]
fn bodies_are_read_from_readers_and_downloads_are_readers() {
    let client = client(&server());
    let body = Body::reader(&b"film"[..]).with_length(4);
    client.send(Request::<()>::put("/film").body("video/mp4", body)).unwrap();
    let mut file = client.send(Request::<Download>::get("/film")).unwrap().into_body();
    let mut beginning = [0; 5];
    file.read_exact(&mut beginning).unwrap();
    assert_eq!(beginning, ANSWER.as_bytes()[..5]);
    let mut text = String::new();
    file.read_to_string(&mut text).unwrap();
    assert_eq!(text, ANSWER[5..]);
    assert_eq!(file.read(&mut beginning).unwrap(), 0);
}

#[test]
fn a_download_that_stalls_is_an_error_of_the_reader() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let _ = stream.read(&mut [0; 4096]).unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nxxxx").unwrap();
        // Open until the client has gone.
        stream.read(&mut [0; 1]).unwrap_or_default()
    });
    let client = Client::builder(&API).base_url(url).idle_timeout(Duration::from_millis(200));
    let mut file =
        client.build_blocking().unwrap().send(Request::<Download>::get("/film")).unwrap().into_body();
    let mut read = Vec::new();
    let error = file.read_to_end(&mut read).unwrap_err();
    assert_eq!((error.kind(), read.as_slice()), (std::io::ErrorKind::TimedOut, &b"xxxx"[..]));
    drop(file);
    server.join().unwrap();
}

#[test]
fn a_download_of_the_async_client_cannot_be_read_so() {
    let mut file =
        support::now(answered(200, "x").send(Request::<Download>::get("/film"))).unwrap().into_body();
    let error = file.read(&mut [0; 1]).unwrap_err();
    assert!(error.to_string().contains("async client"), "{error}");
}

#[test]
fn inside_of_a_runtime_it_is_an_error_and_no_panic() {
    let outside = client(&server());
    for runtime in
        [tokio::runtime::Builder::new_current_thread(), tokio::runtime::Builder::new_multi_thread()]
    {
        let runtime = { runtime }.enable_all().build().unwrap();
        let inside = outside.clone();
        runtime.block_on(async move {
            let error = inside.send(orders()).unwrap_err();
            assert!(error.is_request() && error.attempts() == 0, "{error:?}");
            assert!(
                error.to_string().starts_with("GET /orders: a blocking call inside a tokio runtime"),
                "{error}"
            );
            // The last one is built and dropped here, too.
            drop(Client::builder(&API).transport(support::Canned::new(200, "")).build_blocking().unwrap());
            let elsewhere = thread::spawn(move || inside.send(orders()).is_ok());
            assert!(elsewhere.join().unwrap(), "a thread of its own may wait");
        });
    }
}

#[test]
fn an_async_client_without_a_runtime_is_an_error_and_no_panic() {
    let client = Client::builder(&API).base_url(server()).build().unwrap();
    let error = support::now(client.send(orders())).unwrap_err();
    assert!(error.is_request(), "{error:?}");
    assert!(std::error::Error::source(&error).unwrap().to_string().contains("tokio"), "{error:?}");
    // A transport that needs no runtime goes on working.
    assert!(support::now(answered(200, ANSWER).send(orders())).is_ok());
}

#[test]
fn it_travels_between_threads() {
    fn travels<T: Clone + Send + Sync + 'static>() {}
    travels::<blocking::Client>();
}
