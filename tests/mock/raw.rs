//! Calls written by hand, over plain TCP.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::Value as Json;
use xtask::mock::Server;

/// An answer as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: String,
}

impl Answer {
    /// All values of a header, in their order.
    pub(crate) fn headers(&self, name: &str) -> Vec<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(": "));
        lines.filter(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value).collect()
    }

    pub(crate) fn json(&self) -> Json {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }
}

/// Sends these lines and this body, and reads until the server hangs up.
pub(crate) fn send(server: &Server, first: &str, headers: &[(&str, &str)], body: &str) -> Answer {
    let length = (!body.is_empty()).then(|| ("content-length", body.len().to_string()));
    let length = length.iter().map(|(name, value)| (*name, value.as_str()));
    let lines = headers.iter().copied().chain(length).map(|(name, value)| format!("{name}: {value}\r\n"));
    let text =
        format!("{first} HTTP/1.1\r\nhost: mock\r\nconnection: close\r\n{}", lines.collect::<String>());
    let received = exchange(server, format!("{text}\r\n{body}").as_bytes());
    read(&received).unwrap_or_else(|| panic!("no answer to {first}: {}", String::from_utf8_lossy(&received)))
}

/// Sends bytes, and reads until the server hangs up, however it does.
pub(crate) fn exchange(server: &Server, bytes: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    // A server that refuses early may have hung up already.
    let _ = stream.write_all(bytes);
    let mut received = Vec::new();
    let mut chunk = [0; 4096];
    while let Ok(length) = stream.read(&mut chunk) {
        if length == 0 {
            break;
        }
        received.extend_from_slice(&chunk[..length]);
    }
    received
}

/// The answer in these bytes.
pub(crate) fn read(received: &[u8]) -> Option<Answer> {
    let text = String::from_utf8_lossy(received);
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some(Answer { status, head: head.to_owned(), body: body.to_owned() })
}
