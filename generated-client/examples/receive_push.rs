//! Receives push messages on loopback, as many as COUNT says or else for ever:
//! `cargo run -p generated-client --features push --example receive_push -- COUNT`.
//!
//! The keys come from the environment; the guide to push messages says how to send it one. A real receiver stands behind HTTPS.

use generated_client::client_runtime::http::{HeaderMap, HeaderName, HeaderValue};
use generated_client::push::{Delivery, Message, Verifier, verifier};
use std::error::Error;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::time::Duration;

fn main() -> Result<(), Box<dyn Error>> {
    let variable = |name: &str| std::env::var(name).map_err(|error| format!("{name}: {error}"));
    let access_key = variable("PANDAPON_ACCESS_KEY")?;
    // What the vendor signs is open; this is a guess. Hold it against a message of yours.
    let base = move |delivery: &Delivery| [access_key.as_bytes(), delivery.body()].concat();
    let verifier = verifier(variable("PANDAPON_ACCESS_SECRET")?, base)?;
    let count = std::env::args().nth(1).map_or(Ok(usize::MAX), |count| count.parse())?;

    let listener = TcpListener::bind("127.0.0.1:0")?;
    println!("listening on http://{}", listener.local_addr()?);
    for connection in listener.incoming().take(count) {
        if let Err(problem) = receive(&connection?, &verifier) {
            println!("refused: {problem}");
        }
    }
    Ok(())
}

fn receive(mut connection: &TcpStream, verifier: &Verifier) -> Result<(), Box<dyn Error>> {
    connection.set_read_timeout(Some(Duration::from_secs(1)))?;
    let (headers, body) = read(connection)?;
    let outcome = verifier.verify(&headers, &body);
    // The vendor waits one second for the answer: first the answer, then the work.
    let status = if outcome.is_ok() { "200 OK" } else { "401 Unauthorized" };
    write!(connection, "HTTP/1.1 {status}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")?;
    outcome?;

    let message = Message::parse(&body)?;
    println!("{message:?}");
    println!("body: {:?}", message.body_json());
    Ok(())
}

fn read(connection: &TcpStream) -> Result<(HeaderMap, Vec<u8>), Box<dyn Error>> {
    // No honest message is larger.
    let mut reader = BufReader::new(connection.take(1024 * 1024));
    let mut headers = HeaderMap::new();
    for line in reader.by_ref().lines().skip(1) {
        let line = line?;
        let Some((name, value)) = line.split_once(':') else { break };
        headers.append(HeaderName::from_bytes(name.as_bytes())?, HeaderValue::from_str(value.trim())?);
    }
    let length = headers.get("content-length").ok_or("a message without a length")?.to_str()?.parse()?;
    let mut body = Vec::new();
    reader.take(length).read_to_end(&mut body)?;
    Ok((headers, body))
}
