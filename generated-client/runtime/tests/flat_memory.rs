//! Large bodies go through the client without ever being in memory as a whole. A test of its own, since it looks at its process.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use client_runtime::{Body, Client, Download, File, Multipart, Request};
use std::io::{self, Read};
use std::time::Duration;
use support::API;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const SIZE: u64 = 64 * 1024 * 1024;

/// Takes whatever comes and counts it; answers with as much when asked for a film.
async fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut buffer = vec![0; 64 * 1024];
            let mut length = stream.read(&mut buffer).await.unwrap();
            if buffer.starts_with(b"GET") {
                let head = format!("HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: {SIZE}\r\n\r\n");
                stream.write_all(head.as_bytes()).await.unwrap();
                for _ in 0..SIZE / buffer.len() as u64 {
                    stream.write_all(&buffer).await.unwrap();
                }
                continue;
            }
            while (length as u64) < SIZE {
                length += stream.read(&mut buffer).await.unwrap();
            }
            stream
                .write_all(b"HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n")
                .await
                .unwrap();
        }
    });
    url
}

/// The most memory that this process has held, in bytes; none where the system does not say.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok()? * 1024)
}

#[tokio::test]
async fn uploads_and_downloads_need_little_memory() {
    let client = Client::builder(&API).base_url(server().await).timeout(Duration::from_secs(120));
    let client = client.build().unwrap();
    let film = || Body::reader(io::repeat(b'x').take(SIZE)).with_length(SIZE);
    let upload = Request::<()>::put("/film").body("video/mp4", film());
    let parts = Multipart::new().text("title", "x").file("film", File::new("film.mp4", film()));
    let Some(before) = peak() else {
        eprintln!("skipped: this system does not tell how much memory a process holds");
        return;
    };
    client.send(upload).await.unwrap();
    client.send(Request::<()>::post("/films").multipart(parts)).await.unwrap();
    let mut download = client.send(Request::<Download>::get("/film")).await.unwrap().into_body();
    let mut length = 0;
    while let Some(chunk) = download.chunk().await.unwrap() {
        length += chunk.len() as u64;
    }
    assert_eq!(length, SIZE);
    let more = peak().unwrap() - before;
    assert!(more < SIZE / 4, "{more} bytes more");
}
