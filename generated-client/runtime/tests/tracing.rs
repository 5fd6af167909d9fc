//! What a call tells `tracing`: one span with its outcome, an event for each retry, and nothing of what was sent.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use client_runtime::{Client, Request, Response, Result};
use std::io::Write;
use std::sync::{Arc, Mutex};
use support::script::{CONNECT, DONE, INTERRUPTED, Script, Step};
use support::{API, now};
use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;
use tracing_subscriber::util::SubscriberInitExt as _;

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The log of one call.
fn logged(
    steps: &[Step],
    request: Request<serde_json::Value>,
) -> (Vec<String>, Result<Response<serde_json::Value>>) {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_ansi(false)
        .with_span_events(FmtSpan::CLOSE)
        .with_writer(move || writer.clone())
        .finish();
    let outcome = {
        let _guard = subscriber.set_default();
        let client = Client::builder(&API).transport(Script::new(steps)).build().unwrap();
        now(client.send(request))
    };
    let text = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    (text.lines().map(str::to_owned).collect(), outcome)
}

fn request() -> Request<serde_json::Value> {
    Request::get("/orders/{id}")
        .path("id", "PATHVALUE".to_owned())
        .query("q", "QUERYVALUE")
        .header("x", "HEADERVALUE")
}

#[test]
fn a_call_is_one_span_with_its_outcome() {
    let (lines, outcome) = logged(&[DONE], request().json("BODYVALUE"));
    outcome.unwrap();
    assert_eq!(lines.len(), 1, "{lines:#?}");
    for field in [
        "api.call{",
        "otel.name=GET /orders/{id}",
        r#"otel.kind="client""#,
        "http.request.method=GET",
        r#"url.template="/orders/{id}""#,
        r#"server.address="api.example.com""#,
        "http.response.status_code=200",
        "attempts=1",
    ] {
        assert!(lines[0].contains(field), "{field}: {}", lines[0]);
    }
    assert!(!lines[0].contains("error.type") && !lines[0].contains("VALUE"), "{}", lines[0]);
}

#[test]
fn each_retry_is_an_event() {
    let (lines, outcome) =
        logged(&[INTERRUPTED, Step::RetryAfter(503, "2"), DONE], request().idempotent(true));
    outcome.unwrap();
    assert_eq!(lines.len(), 3, "{lines:#?}");
    assert!(
        lines[0].contains("INFO")
            && lines[0].contains(r#"the call is repeated attempts=1 error.type="transport" wait_ms="#)
    );
    assert!(
        lines[1].contains(r#"the call is repeated attempts=2 error.type="503" wait_ms=2000"#),
        "{}",
        lines[1]
    );
    assert!(lines[2].contains("attempts=3") && !lines.concat().contains("VALUE"), "{lines:#?}");
}

#[test]
fn a_failure_tells_its_kind_in_one_word() {
    let table = [
        (Step::Answer(404, "BODYVALUE"), "404", 1),
        (CONNECT, "connect", 3),
        (INTERRUPTED, "transport", 1),
        (Step::Hang, "timeout", 1),
        (Step::Answer(200, r#"{"code": 4001, "msg": "BODYVALUE"}"#), "api", 1),
        (Step::Answer(200, "BODYVALUE"), "decode", 1),
    ];
    for (step, word, attempts) in table {
        let (lines, outcome) = logged(&[step], request());
        assert!(outcome.is_err());
        let end = lines.last().unwrap();
        assert!(end.contains(&format!(r#"error.type="{word}""#)), "{end}");
        assert!(end.contains(&format!("attempts={attempts}")), "{end}");
        assert!(!lines.concat().contains("VALUE"), "{lines:#?}");
    }
    let (lines, _) = logged(&[DONE], Request::get("/orders/{id}"));
    assert!(lines[0].contains(r#"error.type="request""#) && lines[0].contains("attempts=0"), "{lines:#?}");
}
