//! Downloads as streams, against real servers on loopback.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use client_runtime::{Body, Download, Request};
use std::time::{Duration, Instant};
use support::loopback::{DONE, builder, client, request, serving};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpListener;

#[tokio::test]
async fn a_download_comes_piece_by_piece_with_what_the_server_says_of_it() {
    const FILE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: image/png\r\ncontent-disposition: attachment; filename=\"../a.png\"\r\n\
        content-length: 4\r\nconnection: close\r\n\r\n\x89PNG";
    let (url, _) = serving(&[FILE]).await;
    let mut file = client(&url).send(Request::<Download>::get("/cover")).await.unwrap().into_body();
    assert_eq!(
        (file.status().as_u16(), file.content_type(), file.length()),
        (200, Some("image/png"), Some(4))
    );
    assert_eq!(file.file_name().as_deref(), Some("a.png"));
    let mut read = Vec::new();
    while let Some(chunk) = file.chunk().await.unwrap() {
        read.extend_from_slice(&chunk);
    }
    assert_eq!(read, b"\x89PNG");
    assert_eq!(file.chunk().await.unwrap(), None);
    let file = client(&url).send(Request::<Download>::get("/cover")).await.unwrap().into_body();
    let sent_on = file.bytes().await.unwrap();
    assert_eq!(sent_on, &b"\x89PNG"[..]);
    let small = builder(&url).max_response_bytes(3).build().unwrap();
    let file = small.send(Request::<Download>::get("/cover")).await.unwrap().into_body();
    let error = file.bytes().await.unwrap_err();
    assert_eq!(error.to_string(), "GET /cover: the answer is larger than the limit of 3 bytes");
}

/// Sends these pieces with this pause between them, and then keeps silent.
async fn trickling(head: &'static str, pieces: usize, pause: Duration) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = request(&mut stream).await;
        stream.write_all(head.as_bytes()).await.unwrap();
        for _ in 0..pieces {
            tokio::time::sleep(pause).await;
            stream.write_all(b"x").await.unwrap();
        }
        std::future::pending::<()>().await;
    });
    url
}

#[tokio::test]
async fn a_slow_download_may_take_longer_than_a_call_and_a_silent_one_may_not() {
    let url = trickling("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n", 8, Duration::from_millis(100)).await;
    let client = builder(&url).timeout(Duration::from_millis(400)).idle_timeout(Duration::from_secs(1));
    let begin = Instant::now();
    let mut file = client.build().unwrap().send(Request::<Download>::get("/film")).await.unwrap().into_body();
    let mut length = 0;
    let error = loop {
        match file.chunk().await {
            Ok(chunk) => length += chunk.unwrap().len(),
            Err(error) => break error,
        }
    };
    assert_eq!(length, 8);
    assert!(error.is_timeout() && error.to_string().starts_with("GET /film: "), "{error:?}");
    assert!(begin.elapsed() > Duration::from_millis(1800) && begin.elapsed() < Duration::from_secs(20));
    // It is over.
    assert_eq!(file.chunk().await.unwrap(), None);
}

#[tokio::test]
async fn the_head_of_a_download_has_the_time_of_a_call() {
    let url = trickling("", 0, Duration::ZERO).await;
    let client = builder(&url).timeout(Duration::from_millis(200)).build().unwrap();
    let error = client.send(Request::<Download>::get("/film")).await.unwrap_err();
    assert!(error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn a_download_cut_off_is_a_transport_error() {
    let (url, _) = serving(&[b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\nconnection: close\r\n\r\nxxxx"]).await;
    let file = client(&url).send(Request::<Download>::get("/film")).await.unwrap().into_body();
    let error = file.bytes().await.unwrap_err();
    assert!(error.is_transport() && !error.is_timeout(), "{error:?}");
}

#[tokio::test]
async fn whoever_drops_a_download_closes_its_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = request(&mut stream).await;
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        let piece = vec![0; 64 * 1024];
        while stream.write_all(&piece).await.is_ok() {}
    });
    let mut file = client(&url).send(Request::<Download>::get("/film")).await.unwrap().into_body();
    assert!(file.chunk().await.unwrap().is_some());
    drop(file);
    tokio::time::timeout(Duration::from_secs(20), server).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_failure_in_place_of_a_file_is_an_api_error() {
    const FAILURE: &[u8] =
        b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json; charset=utf-8\r\n\
        content-length: 39\r\n\r\n{\"code\": 4001, \"msg\": \"no such report\"}";
    const FILE: &[u8] = b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json\r\n\
        content-disposition: attachment\r\ncontent-length: 39\r\n\r\n{\"code\": 4001, \"msg\": \"no such report\"}";
    const JSON: &[u8] = b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-type: application/json\r\n\
        content-length: 9\r\n\r\n[1, 2, 3]";
    let (url, _) = serving(&[FAILURE, FILE, JSON]).await;
    let client = client(&url);
    let report = || client.send(Request::<Download>::get("/report"));
    let error = report().await.unwrap_err();
    assert!(error.is_api() && error.api_code() == Some("4001"), "{error:?}");
    assert_eq!(report().await.unwrap().into_body().bytes().await.unwrap().len(), 39);
    assert_eq!(report().await.unwrap().into_body().bytes().await.unwrap(), "[1, 2, 3]");
}

#[tokio::test]
async fn a_long_file_of_json_is_handed_over_whole() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let body = format!("[{}]", vec!["1234567"; 500_000].join(","));
    let sent = body.clone();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = request(&mut stream).await;
        let head = format!(
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
            sent.len()
        );
        stream.write_all((head + &sent).as_bytes()).await.unwrap();
    });
    let file = client(&url).send(Request::<Download>::get("/report")).await.unwrap().into_body();
    assert!(file.bytes().await.unwrap() == body);
}

#[tokio::test]
async fn a_file_that_is_none_is_an_error_with_an_excerpt() {
    let (url, _) =
        serving(&[b"HTTP/1.1 404 X\r\nconnection: close\r\ncontent-length: 7\r\n\r\nno film"]).await;
    let error = client(&url).send(Request::<Download>::get("/film")).await.unwrap_err();
    assert!(error.is_http_status() && error.body_excerpt() == Some("no film"), "{error:?}");
}

#[tokio::test]
async fn a_download_can_be_sent_on() {
    const FILE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 4\r\nconnection: close\r\n\r\nfilm";
    let (source, _) = serving(&[FILE]).await;
    let (target, seen) = serving(&[DONE]).await;
    let file = client(&source).send(Request::<Download>::get("/film")).await.unwrap().into_body();
    let upload = Request::<()>::put("/film").body("video/mp4", Body::stream(file));
    client(&target).send(upload).await.unwrap();
    assert!(seen.lock().unwrap()[0].ends_with(b"\r\n\r\nfilm"));
}
