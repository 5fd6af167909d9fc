//! Which calls are sent again, how often, after how long, and with what; on a clock that does not wait.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use bytes::Bytes;
use client_runtime::{
    Api, Authentication, Client, ClientBuilder, Credentials, Digest, Encoding, Error, Limits, Part, Place,
    Request, Response, RetryPolicy, Signature, Signing, Sleep, TimestampUnit, Transport, TransportError,
    TransportFuture,
};
use std::pin::pin;
use std::sync::{Arc, Mutex};
use std::task::{Context, Waker};
use std::time::{Duration, Instant, UNIX_EPOCH};
use support::now;
use support::script::{
    CONNECT, CONNECT_TIMEOUT, DONE, INTERRUPTED, Script, Step, TIMEOUT, TOO_LARGE, UNSENDABLE,
};

static API: Api = Api {
    name: "test",
    base_url: Some("https://api.example.com"),
    servers: &[],
    environment: "TEST",
    signing: Some(Signing {
        fields: &[
            Authentication { place: Place::Header, name: "nonce", value: &[Part::Nonce], required: true },
            Authentication { place: Place::Header, name: "sign", value: &[Part::Signature], required: true },
        ],
        signature: Some(Signature {
            parts: &[Part::Nonce, Part::Credential("secret")],
            joiner: "",
            digest: Digest::Sha256,
            encoding: Encoding::LowerHex,
        }),
        timestamp: TimestampUnit::Seconds,
        nonce_length: 16,
    }),
    envelope: Some(client_runtime::EnvelopeFields {
        code: "code",
        message: Some("msg"),
        request_id: None,
        data: "data",
        success: &["200"],
    }),
};

/// 784111777 = `date -u -d '1994-11-06 08:49:37' +%s`.
fn builder(script: &Script) -> ClientBuilder {
    let clock = || UNIX_EPOCH + Duration::from_secs(784_111_777);
    let credentials = Credentials::new().set("secret", "S-4711");
    Client::builder(&API).credentials(credentials).clock(clock).transport(script.clone())
}

fn request(idempotent: bool) -> Request<serde_json::Value> {
    Request::get("/orders").idempotent(idempotent)
}

fn call(script: &Script, idempotent: bool) -> Result<Response<serde_json::Value>, Error> {
    now(builder(script).build().unwrap().send(request(idempotent)))
}

#[test]
fn what_is_sent_again() {
    // The failure, and how often a call that always meets it is sent: an idempotent one, any other.
    let table: [(&str, Step, u32, u32); 21] = [
        ("no connection", CONNECT, 3, 3),
        ("no connection in time", CONNECT_TIMEOUT, 3, 3),
        ("connection lost", INTERRUPTED, 3, 1),
        ("attempt took too long", TIMEOUT, 3, 1),
        ("no answer", Step::Hang, 3, 1),
        ("answer too large", TOO_LARGE, 1, 1),
        ("408", Step::Answer(408, ""), 3, 1),
        ("429", Step::Answer(429, ""), 3, 1),
        ("500", Step::Answer(500, ""), 3, 1),
        ("502", Step::Answer(502, ""), 3, 1),
        ("503", Step::Answer(503, ""), 3, 1),
        ("504", Step::Answer(504, ""), 3, 1),
        ("429 with Retry-After", Step::RetryAfter(429, "1"), 3, 1),
        ("302", Step::Answer(302, ""), 1, 1),
        ("400", Step::Answer(400, ""), 1, 1),
        ("401", Step::Answer(401, ""), 1, 1),
        ("404", Step::Answer(404, ""), 1, 1),
        ("501", Step::Answer(501, ""), 1, 1),
        ("failure told in the envelope", Step::Answer(200, r#"{"code": 500, "msg": "busy"}"#), 1, 1),
        ("no JSON", Step::Answer(200, "<html>"), 1, 1),
        ("success", DONE, 1, 1),
    ];
    for (name, step, idempotent, other) in table {
        for (is_idempotent, expected) in [(true, idempotent), (false, other)] {
            let script = Script::new(&[step]);
            let attempts =
                call(&script, is_idempotent).map_or_else(|e| e.attempts(), |answer| answer.attempts());
            assert_eq!(attempts, expected, "{name}, idempotent: {is_idempotent}");
            assert_eq!(script.sent(), expected as usize, "{name}, idempotent: {is_idempotent}");
        }
    }
}

#[test]
fn nothing_sent_is_no_attempt() {
    let script = Script::new(&[UNSENDABLE]);
    let error = call(&script, true).unwrap_err();
    assert!(error.is_request());
    assert_eq!((error.attempts(), script.sent()), (0, 1));
    let client = builder(&script).build().unwrap();
    let error = now(client.send(Request::<serde_json::Value>::get("/orders/{id}"))).unwrap_err();
    assert!(error.is_request());
    assert_eq!((error.attempts(), script.sent()), (0, 1));
}

#[test]
fn a_later_attempt_may_succeed_and_each_is_signed_anew() {
    let script = Script::new(&[Step::Answer(503, ""), INTERRUPTED, DONE]);
    let response = call(&script, true).unwrap();
    assert_eq!(response.attempts(), 3);
    for header in ["nonce", "sign"] {
        let mut values = script.header(header);
        values.sort();
        values.dedup();
        assert_eq!(values.len(), 3, "{header} was sent twice");
    }
}

#[test]
fn how_often_is_for_the_caller_to_say() {
    let attempts = |policy: RetryPolicy, step| {
        let script = Script::new(&[step]);
        now(builder(&script).retry(policy).build().unwrap().send(request(true))).unwrap_err();
        script.sent()
    };
    assert_eq!(attempts(RetryPolicy::never(), CONNECT), 1);
    assert_eq!(attempts(RetryPolicy::default().max_attempts(1), INTERRUPTED), 1);
    assert_eq!(attempts(RetryPolicy::default().max_attempts(0), INTERRUPTED), 1);
    assert_eq!(attempts(RetryPolicy::default().max_attempts(5), INTERRUPTED), 5);
}

#[test]
fn waits_are_random_and_stay_below_their_bounds() {
    let policy = RetryPolicy::default()
        .max_attempts(6)
        .base_delay(Duration::from_millis(100))
        .max_delay(Duration::from_millis(400));
    let mut halves = [0, 0];
    for _ in 0..50 {
        let script = Script::new(&[INTERRUPTED]);
        now(builder(&script).retry(policy).build().unwrap().send(request(true))).unwrap_err();
        let slept = script.slept();
        assert_eq!(slept.len(), 5);
        for (wait, bound) in slept.iter().zip([100, 200, 400, 400, 400]) {
            assert!(*wait <= Duration::from_millis(bound), "{slept:?}");
            halves[usize::from(*wait > Duration::from_millis(bound / 2))] += 1;
        }
    }
    // 250 coins: one side below 80 is a chance of 1 in 100 million.
    assert!(halves[0] > 80 && halves[1] > 80, "{halves:?}");
}

#[test]
fn the_server_may_ask_for_a_longer_wait() {
    for (text, seconds) in [("7", 7), ("Sun, 06 Nov 1994 08:49:46 GMT", 9)] {
        let script = Script::new(&[Step::RetryAfter(503, text), DONE]);
        call(&script, true).unwrap();
        assert_eq!(script.slept(), [Duration::from_secs(seconds)], "{text}");
    }
    // What is past, or no time at all, asks for nothing.
    for text in ["Sun, 06 Nov 1994 08:00:00 GMT", "soon"] {
        let script = Script::new(&[Step::RetryAfter(503, text), DONE]);
        call(&script, true).unwrap();
        assert!(script.slept()[0] <= Duration::from_millis(200), "{text}");
    }
}

#[test]
fn a_wait_beyond_the_time_limit_is_not_begun() {
    for text in ["31", "99999999999999999999", "Mon, 07 Nov 1994 08:49:37 GMT"] {
        let script = Script::new(&[Step::RetryAfter(429, text)]);
        let error = call(&script, true).unwrap_err();
        assert_eq!(error.status().unwrap(), 429);
        assert!(error.retry_after().unwrap() > Duration::from_secs(30), "{error:?}");
        assert_eq!((error.attempts(), script.slept().len()), (1, 0));
    }
    // The call's own limit counts, and one that is not repeated tells the wait as well.
    let script = Script::new(&[Step::RetryAfter(429, "3")]);
    let client = builder(&script).build().unwrap();
    let error = now(client.send(request(true).timeout(Duration::from_secs(2)))).unwrap_err();
    assert_eq!((error.retry_after(), error.attempts()), (Some(Duration::from_secs(3)), 1));
    let error = call(&script, false).unwrap_err();
    assert_eq!((error.retry_after(), error.attempts()), (Some(Duration::from_secs(3)), 1));
}

#[test]
fn an_attempt_leaves_time_for_the_next_and_the_last_has_all() {
    let nearly =
        |given: Duration, wanted: u64| given.abs_diff(Duration::from_secs(wanted)) < Duration::from_secs(1);
    let script = Script::new(&[Step::Answer(503, "")]);
    call(&script, true).unwrap_err();
    // No time passes here, so half of what is left is the same twice.
    let limits = script.limits();
    assert!(nearly(limits[0], 15) && nearly(limits[1], 15) && nearly(limits[2], 30), "{limits:?}");

    let script = Script::new(&[Step::Answer(503, "")]);
    now(builder(&script).attempt_timeout(Duration::from_secs(4)).build().unwrap().send(request(true)))
        .unwrap_err();
    let limits = script.limits();
    assert!(nearly(limits[0], 4) && nearly(limits[1], 4) && nearly(limits[2], 30), "{limits:?}");

    let script = Script::new(&[CONNECT]);
    now(builder(&script).attempt_timeout(Duration::from_secs(4)).build().unwrap().send(request(false)))
        .unwrap_err();
    assert!(script.limits().iter().all(|limit| nearly(*limit, 30)), "{:?}", script.limits());
}

#[test]
fn a_failure_that_may_have_had_an_effect_is_not_hidden_by_one_that_had_none() {
    for (steps, is_status) in [([Step::Answer(503, ""), CONNECT], true), ([INTERRUPTED, UNSENDABLE], false)] {
        let script = Script::new(&steps);
        let error = call(&script, true).unwrap_err();
        assert_eq!(error.is_http_status(), is_status, "{error:?}");
        assert!(!error.is_connect() && !error.is_request(), "{error:?}");
    }
    // One that says more is what the caller hears of.
    let error = call(&Script::new(&[CONNECT, Step::Answer(404, "")]), true).unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts()), (404, 2));
}

#[test]
fn a_transport_that_ignores_its_limits_hangs_no_call() {
    /// Never answers, and keeps the default timer.
    struct Deaf;
    impl Transport for Deaf {
        fn send(&self, _: http::Request<client_runtime::Body>, _: Limits) -> TransportFuture<'_> {
            Box::pin(std::future::pending())
        }
    }
    let client = Client::builder(&support::API).transport(Deaf).timeout(Duration::from_millis(300));
    let client = client.build().unwrap();
    // A runtime without a timer of its own.
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    for (idempotent, attempts) in [(true, 3), (false, 1)] {
        let begin = Instant::now();
        let error = runtime.block_on(client.send(request(idempotent))).unwrap_err();
        assert!(error.is_timeout() && !error.is_connect(), "{error:?}");
        assert_eq!(error.to_string(), "GET /orders: no whole answer came in time");
        assert!(error.attempts() <= attempts && error.attempts() > 0);
        // The first of several attempts has half of the time.
        assert!(begin.elapsed() >= Duration::from_millis(150) && begin.elapsed() < Duration::from_secs(10));
    }
}

#[test]
fn a_call_without_any_time_fails_at_once() {
    let script = Script::new(&[Step::Hang]);
    let client = builder(&script).build().unwrap();
    let error = now(client.send(request(true).timeout(Duration::ZERO))).unwrap_err();
    assert!(error.is_timeout());
    assert_eq!(script.sent(), 1);
}

#[test]
fn whoever_drops_a_call_ends_it() {
    /// Says when a call under way is dropped.
    struct Told(Arc<Mutex<Vec<&'static str>>>, bool);
    struct Bell(Arc<Mutex<Vec<&'static str>>>, &'static str);
    impl Drop for Bell {
        fn drop(&mut self) {
            self.0.lock().unwrap().push(self.1);
        }
    }
    impl Transport for Told {
        fn send(&self, _: http::Request<client_runtime::Body>, _: Limits) -> TransportFuture<'_> {
            self.0.lock().unwrap().push("sent");
            let (bell, answers) = (Bell(self.0.clone(), "sending dropped"), self.1);
            Box::pin(async move {
                let _bell = bell;
                if answers { Err(TransportError::interrupted("reset")) } else { std::future::pending().await }
            })
        }

        fn sleep(&self, _: Duration) -> Sleep {
            let bell = Bell(self.0.clone(), "wait dropped");
            Box::pin(async move {
                let _bell = bell;
                std::future::pending::<()>().await;
            })
        }
    }
    for answers in [false, true] {
        let told = Arc::new(Mutex::new(Vec::new()));
        let client = Client::builder(&support::API).transport(Told(told.clone(), answers)).build().unwrap();
        {
            let mut sending = pin!(client.send(request(true)));
            assert!(sending.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
        }
        let mut told = told.lock().unwrap().clone();
        told.sort_unstable();
        assert_eq!(told, ["sending dropped", "sent", "wait dropped"], "answers: {answers}");
    }
}
