//! Servers on loopback that remember what came, and clients for them.

use super::API;
use client_runtime::{Client, ClientBuilder, RetryPolicy};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

pub const DONE: &[u8] = b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 13\r\n\r\n{\"code\": 200}";

/// Serves each connection by one of these, the last one again and again, and remembers what came.
pub async fn serving(answers: &'static [&'static [u8]]) -> (String, Arc<Mutex<Vec<Vec<u8>>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let seen = Arc::new(Mutex::new(Vec::new()));
    let remembered = seen.clone();
    tokio::spawn(async move {
        for turn in 0.. {
            let (mut stream, _) = listener.accept().await.unwrap();
            let request = request(&mut stream).await;
            remembered.lock().unwrap().push(request);
            let answer = answers[turn.min(answers.len() - 1)];
            stream.write_all(answer).await.unwrap();
        }
    });
    (url, seen)
}

/// Reads one whole request.
pub async fn request(stream: &mut TcpStream) -> Vec<u8> {
    let mut request = Vec::new();
    while !is_whole(&request) {
        if stream.read_buf(&mut request).await.unwrap() == 0 {
            break;
        }
    }
    request
}

fn is_whole(request: &[u8]) -> bool {
    let Some(end) = request.windows(4).position(|four| four == b"\r\n\r\n") else { return false };
    let head = String::from_utf8_lossy(&request[..end]).to_lowercase();
    let body = &request[end + 4..];
    match head.lines().find_map(|line| line.strip_prefix("content-length: ")) {
        Some(length) => body.len() >= length.parse().unwrap(),
        None => !head.contains("transfer-encoding: chunked") || body.ends_with(b"0\r\n\r\n"),
    }
}

pub fn builder(url: &str) -> ClientBuilder {
    let retry = RetryPolicy::default().base_delay(Duration::from_millis(1));
    Client::builder(&API).base_url(url).retry(retry)
}

pub fn client(url: &str) -> Client {
    builder(url).build().unwrap()
}
