//! `receive_push` takes what is signed, refuses the rest, and goes on.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use crate::programs::{Running, command};

const BODY: &str = r#"{"messageType":"ORDER_PAID","messageBody":"{\"id\":1}","messagePlatform":1}"#;
/// `python3 -c 'import hmac; print(hmac.new(b"test-access-secret", b"test-access-key"
/// br"""{"messageType":"ORDER_PAID","messageBody":"{\"id\":1}","messagePlatform":1}""", "sha256").hexdigest())'`
const SIGNATURE: &str = "40c157236d0d1b9585ec50fa51dde4fcac29c3a0b2076d9a70574f8660efbe00";

fn keys() -> [(String, String); 2] {
    [("PANDAPON_ACCESS_KEY", "test-access-key"), ("PANDAPON_ACCESS_SECRET", "test-access-secret")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
}

/// What the receiver answers to these bytes.
fn answer(address: &str, request: &str) -> String {
    let mut connection = TcpStream::connect(address).expect("the receiver listens");
    connection.set_read_timeout(Some(Duration::from_secs(10))).expect("a timeout can be set");
    connection.write_all(request.as_bytes()).expect("the receiver reads");
    let mut answer = Vec::new();
    // A connection that is closed without an answer may also be reset.
    let _ = connection.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn delivery(body: &str, authorization: &str) -> String {
    format!("POST / HTTP/1.1\r\nHost: x\r\n{authorization}Content-Length: {}\r\n\r\n{body}", body.len())
}

#[test]
fn signed_messages_are_printed_and_others_refused() {
    let mut receiver = Running::start("receive_push", &["6"], &keys());
    let line = receiver.line();
    let address = line.strip_prefix("listening on http://").expect("it says where").to_owned();
    assert!(address.starts_with("127.0.0.1:"), "{address}");
    let signed = format!("Authorization: {SIGNATURE}\r\n");

    let accepted = answer(&address, &delivery(BODY, &signed));
    assert!(accepted.starts_with("HTTP/1.1 200 OK\r\n"), "{accepted}");
    assert_eq!(
        receiver.line(),
        r#"Message { message_type: "ORDER_PAID", platform: Some(Alibaba1688), timestamp: None, .. }"#
    );
    assert_eq!(receiver.line(), r#"body: Json({"id":1})"#);

    for (request, answered, printed) in [
        (delivery(BODY, ""), "HTTP/1.1 401", "the message has no signature"),
        (delivery(&BODY.replace('1', "2"), &signed), "HTTP/1.1 401", "is not the one"),
        (delivery(BODY, "Authorization: 00\r\n"), "HTTP/1.1 401", "not 64 hexadecimal digits"),
        ("no HTTP at all\r\n\r\n".to_owned(), "", "without a length"),
    ] {
        let refused = answer(&address, &request);
        assert!(refused.starts_with(answered) && !refused.contains("200"), "{refused}");
        let line = receiver.line();
        assert!(line.starts_with("refused: ") && line.contains(printed), "{line}");
    }

    // After all that it still works.
    assert!(answer(&address, &delivery(BODY, &signed)).starts_with("HTTP/1.1 200 OK\r\n"));
    assert_eq!(receiver.rest().lines().count(), 2);
}

#[test]
fn without_keys_it_does_not_listen() {
    let output = command("receive_push", &["1"], &keys()[..1]).output().expect("it runs");
    assert!(!output.status.success() && output.stdout.is_empty());
    let complaints = String::from_utf8_lossy(&output.stderr);
    assert!(complaints.contains("PANDAPON_ACCESS_SECRET"), "{complaints}");
}
