//! Servers that misbehave on the wire: how often each of them is asked, and that every call ends in time, in a typed error.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use client_runtime::{Client, Error, Request, Response, RetryPolicy};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use support::API;

const LIMIT: Duration = Duration::from_millis(600);

/// What a server does with one connection, once a request is there to be read.
type Act = fn(&mut TcpStream);

/// A server that does the same on every connection, and counts those on which a request came.
fn server(act: impl Fn(&mut TcpStream) + Send + Sync + 'static) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let (act, count) = (Arc::new(act), asked.clone());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let (mut stream, act, count) = (stream.unwrap(), act.clone(), count.clone());
            thread::spawn(move || {
                if matches!(stream.peek(&mut [0]), Ok(1)) {
                    count.fetch_add(1, Ordering::SeqCst);
                    act(&mut stream);
                }
            });
        }
    });
    (url, asked)
}

fn read(stream: &mut TcpStream) {
    let _ = stream.read(&mut [0; 4096]).unwrap();
}

/// Reads the request, and says this before the connection is closed.
fn say(stream: &mut TcpStream, text: &str) {
    read(stream);
    let _ = stream.write_all(text.as_bytes());
}

/// Reads the request, and says this again and again, as long as somebody listens.
fn drip(stream: &mut TcpStream, first: &str, again: &str) {
    say(stream, first);
    while stream.write_all(again.as_bytes()).is_ok() {
        thread::sleep(Duration::from_millis(5));
    }
}

async fn call(url: &str, idempotent: bool) -> Result<Response<()>, Error> {
    let retry = RetryPolicy::default().base_delay(Duration::from_millis(1));
    let client = Client::builder(&API).base_url(url).timeout(LIMIT).retry(retry).build().unwrap();
    client.send(Request::<()>::post("/orders").json(&[7]).idempotent(idempotent)).await
}

/// Calls a server of each kind: one that may be sent again is sent so often, any other once, whatever comes.
async fn is_asked(name: &str, act: impl Fn(&mut TcpStream) + Copy + Send + Sync + 'static, often: usize) {
    for (idempotent, expected) in [(true, often), (false, 1)] {
        let (url, asked) = server(act);
        let begin = Instant::now();
        let error = call(&url, idempotent).await.unwrap_err();
        let asked = asked.load(Ordering::SeqCst);
        assert_eq!(asked, expected, "{name}, idempotent: {idempotent}: {error:?}");
        assert_eq!(error.attempts() as usize, asked, "{name}, idempotent: {idempotent}");
        assert_eq!(error.is_http_status(), name.starts_with("HTTP"), "{name}: {error:?}");
        assert!(error.is_http_status() || error.is_transport() && !error.is_connect(), "{name}: {error:?}");
        assert!(begin.elapsed() < LIMIT * 2, "{name}: {:?}", begin.elapsed());
    }
}

#[tokio::test]
async fn a_call_whose_connection_breaks_is_sent_again_only_if_it_may_be() {
    // What is unread when a socket is closed makes the system reset the connection.
    is_asked("resets before it reads", |_| (), 3).await;
    is_asked("resets while it reads", |stream| drop(stream.read(&mut [0; 8])), 3).await;
    is_asked("closes after it has read", read, 3).await;
    is_asked("a header larger than any", |stream| drip(stream, HEAD, &"x".repeat(1 << 16)), 3).await;
    is_asked("headers without an end", |stream| drip(stream, HEAD, "y\r\nx: "), 3).await;
    for text in [
        "220 mail ready\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{",
        "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}",
    ] {
        is_asked(&format!("says {text:?}"), move |stream| say(stream, text), 3).await;
    }
}

#[tokio::test]
async fn a_server_that_is_busy_is_asked_again_unless_it_asks_for_more_time_than_there_is() {
    for (answer, often) in [
        ("HTTP/1.1 307 -\r\nlocation: /orders", 1),
        ("HTTP/1.1 503 -", 3),
        ("HTTP/1.1 503 -\r\nretry-after: 0", 3),
        ("HTTP/1.1 503 -\r\nretry-after: -5", 3),
        ("HTTP/1.1 503 -\r\nretry-after: Thu, 01 Jan 1970 00:00:00 GMT", 3),
        ("HTTP/1.1 503 -\r\nretry-after: 99999999999999999999999", 1),
        ("HTTP/1.1 503 -\r\nretry-after: Fri, 31 Dec 9999 23:59:59 GMT", 1),
    ] {
        let act = move |stream: &mut TcpStream| {
            say(stream, answer);
            let _ = stream.write_all(b"\r\ncontent-length: 0\r\n\r\n");
        };
        is_asked(answer, act, often).await;
    }
}

const HEAD: &str = "HTTP/1.1 200 OK\r\nx: ";

#[tokio::test]
async fn a_server_that_never_ends_is_left_when_the_time_is_over() {
    let table: [(&str, Act); 6] = [
        ("silence", |stream| drip(stream, "", "")),
        ("half a header", |stream| drip(stream, HEAD, "")),
        ("a header letter by letter", |stream| drip(stream, HEAD, "x")),
        ("continue, continue", |stream| drip(stream, "", "HTTP/1.1 100 Continue\r\n\r\n")),
        ("half a body", |stream| drip(stream, "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{", "")),
        ("a body byte by byte", |stream| {
            drip(stream, "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "1\r\n \r\n");
        }),
    ];
    for (name, act) in table {
        for idempotent in [true, false] {
            let (url, asked) = server(act);
            let begin = Instant::now();
            let error = call(&url, idempotent).await.unwrap_err();
            let elapsed = begin.elapsed();
            assert!(error.is_timeout() && !error.is_connect(), "{name}: {error:?}");
            assert!(elapsed >= LIMIT / 2 && elapsed < LIMIT * 2, "{name}: {elapsed:?}");
            let asked = asked.load(Ordering::SeqCst);
            assert_eq!(error.attempts() as usize, asked, "{name}");
            assert!(if idempotent { asked > 1 } else { asked == 1 }, "{name}: {asked}");
        }
    }
}

#[tokio::test]
async fn no_content_is_an_answer() {
    let (url, asked) = server(|stream| say(stream, "HTTP/1.1 204 No Content\r\n\r\n"));
    let response = call(&url, true).await.unwrap();
    assert_eq!((response.status().as_u16(), response.raw_body().len()), (204, 0));
    assert_eq!(asked.load(Ordering::SeqCst), 1);
    let client = Client::builder(&API).base_url(url).build().unwrap();
    let error = client.send(Request::<support::Envelope<support::Order>>::get("/orders")).await.unwrap_err();
    assert!(error.is_decode() && error.status().unwrap() == 204, "{error:?}");
}

/// A kept connection is closed by the server just when the next call goes out, again and again.
#[tokio::test]
async fn a_call_on_a_connection_that_is_being_closed_is_never_sent_twice() {
    let (url, asked) = server(|stream| {
        say(stream, "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}");
    });
    let client = Client::builder(&API).base_url(url).build().unwrap();
    for calls in 1..=200 {
        let outcome = client.send(Request::<()>::post("/orders").json(&[7])).await;
        let asked = asked.load(Ordering::SeqCst);
        match outcome {
            Ok(response) => assert_eq!(response.attempts(), 1),
            Err(error) => assert!(error.is_transport() && error.attempts() == 1, "{error:?}"),
        }
        assert!(asked <= calls, "{asked} requests of {calls} calls");
    }
}
