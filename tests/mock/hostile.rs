//! Calls that nobody in good faith would make: none stops the mock.

use std::time::{Duration, Instant};

use xtask::mock::{Options, Server};

use crate::raw::{exchange, read, send};
use crate::sandbox::{signed, start};

/// Whether a sound call is answered.
fn is_well(server: &Server) -> bool {
    let answer = send(server, "GET /v2/taobao/order/refund/cancel/1", &[], "");
    answer.status == 200 && answer.json()["code"] == 401
}

#[test]
fn hostile_paths_are_answered() {
    let server = start(Options::default());
    let long = format!("/{}", "a".repeat(20_000));
    let many = "/a".repeat(10_000);
    let paths = [
        "/v2/taobao/order/refund/cancel/%2F..%2F",
        "/v2/taobao/order/refund/cancel/../../../../etc/passwd",
        "/v2/taobao/order/refund/cancel/%",
        "/v2/taobao/order/refund/cancel/%zz%",
        "/v2/taobao/order/refund/cancel/%ff%fe",
        "/v2/taobao/order/refund/cancel/%00%1b%5b31m",
        "/v2/taobao/order/refund/cancel/{refundId}",
        "//////",
        "/?&&&=&==%&%zz=%",
        "*",
        "http://elsewhere/v2/taobao/order/refund/modify",
        &long,
        &many,
    ];
    for path in paths {
        let received = exchange(
            &server,
            format!("GET {path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").as_bytes(),
        );
        let answer = read(&received).unwrap_or_else(|| panic!("no answer to {path:.60}"));
        assert!(answer.status < 500, "{path:.60}: {answer:?}");
        assert!(!answer.body.contains('\u{1b}'), "{path:.60}: {answer:?}");
    }
    assert!(is_well(&server));
}

#[test]
fn what_is_no_http_is_hung_up_on() {
    let server = start(Options::default());
    let endless = [b"GET / HTTP/1.1\r\nx: ".as_slice(), &b"a".repeat(1_000_000)].concat();
    for bytes in [
        b"\x16\x03\x01\x02\x00".as_slice(),
        b"GET\r\n\r\n",
        b"\0\0\0\0\r\n\r\n",
        b"BREW / HTTP/9\r\n\r\n",
        &endless,
    ] {
        let begin = Instant::now();
        exchange(&server, bytes);
        assert!(begin.elapsed() < Duration::from_secs(15));
    }
    assert!(is_well(&server));
}

#[test]
fn hostile_bodies_are_refused() {
    let server = start(Options::default());
    let first = "POST /v2/taobao/order/refund/modify";
    let deep = format!("{{\"refundDesc\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000));
    let names: Vec<_> = (0..20_000).map(|at| format!("\"refundDes{at}\": 1")).collect();
    let many = format!("{{{}}}", names.join(","));
    let bodies = [
        deep.as_str(),
        &many,
        "{\"refundFee\": 1e999}",
        "{\"refundFee\": 99999999999999999999999999}",
        "{\"\u{1b}[31m\u{202e}\": 1}",
        "\u{feff}{}",
        "nul",
    ];
    for body in bodies {
        let answer = send(&server, first, &signed(0)[1..], body);
        assert_eq!((answer.status, &answer.json()["code"]), (200, &401.into()), "{body:.60}");
        let message = answer.json()["msg"].as_str().unwrap().to_owned();
        assert!(message.len() < 10_000 && !message.contains('\u{1b}'), "{message}");
        assert!(message.contains("body"), "{body:.60}: {message}");
    }
    assert!(is_well(&server));
}

#[test]
fn a_body_that_breaks_off_is_not_called_too_long() {
    let server = start(Options::default());
    let head = "POST /v2/taobao/order/refund/modify HTTP/1.1\r\nhost: x\r\nconnection: close\r\n";
    for body in ["zz\r\n{}\r\n", "2\r\n{}\r\n?\r\n"] {
        let call = format!("{head}transfer-encoding: chunked\r\n\r\n{body}");
        let answer = read(&exchange(&server, call.as_bytes())).unwrap();
        let told = answer.json()["msg"].as_str().unwrap().to_owned();
        assert_eq!((answer.status, &answer.json()["code"]), (400, &400.into()), "{answer:?}");
        assert!(told.contains("the body did not come whole"), "{told}");
    }
    assert!(is_well(&server));
}

#[test]
fn chunks_pipelines_and_waiting_callers_are_served() {
    let server = start(Options::default());
    let headers = |at: usize| -> String {
        let lines: Vec<_> = signed(at).iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
        lines.concat()
    };
    let first = "POST /v2/taobao/order/refund/modify HTTP/1.1\r\nhost: x\r\n";
    let calls = format!(
        "{first}{}transfer-encoding: chunked\r\n\r\n8\r\n{{\"refund\r\ne\r\nDesc\": \"slow\"}}\r\n0\r\n\r\n{first}{}expect: 100-continue\r\ncontent-length: 2\r\n\r\n{{}}\
         GET /v2/taobao/order/refund/cancel/1 HTTP/1.1\r\nhost: x\r\nconnection: close\r\n{}\r\n",
        headers(0),
        headers(1),
        headers(2),
    );
    let received = String::from_utf8(exchange(&server, calls.as_bytes())).unwrap();
    for number in 1..=3 {
        assert!(received.contains(&format!(r#"{{"requestId":"mock-{number}","code":200,"#)), "{received}");
    }
}

#[test]
fn a_body_beyond_all_bounds_is_not_read() {
    let server = start(Options::default());
    let head = "POST /v2/taobao/order/refund/modify HTTP/1.1\r\nhost: x\r\ncontent-length: 99999999999\r\nconnection: close\r\n\r\n";
    let mut bytes = head.as_bytes().to_vec();
    bytes.resize(18 * 1024 * 1024, b' ');
    if let Some(answer) = read(&exchange(&server, &bytes)) {
        assert_eq!(answer.status, 413, "{answer:?}");
    }
    assert!(is_well(&server));
}
