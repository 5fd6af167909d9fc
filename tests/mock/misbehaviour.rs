//! The mock fails and lies as it is told to, and the same seed does the same again.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use generated_client::Request;
use generated_client::api::taobao::after_sales::RefundSubmitLogisticsBody;
use serde_json::Value as Json;
use xtask::mock::{Latency, Options, Server};

use crate::raw::{Answer, exchange, read, send};
use crate::sandbox::{client, start};

/// A call that is refused; what the server does to its answer does not depend on that.
const CALL: &str = "GET /v2/taobao/order/refund/cancel/1";

/// What became of so many calls, one after the other.
fn fates(server: &Server, calls: usize) -> Vec<String> {
    let request = format!("{CALL} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n");
    (0..calls).map(|_| fate(&exchange(server, request.as_bytes()))).collect()
}

fn fate(received: &[u8]) -> String {
    let Some(answer) = read(received) else { return "no answer".to_owned() };
    let length: usize = answer.headers("content-length")[0].parse().unwrap();
    let is_cut = answer.body.len() < length;
    let wait = answer.headers("retry-after").concat();
    let fault = answer.headers("x-mock-fault").concat();
    format!("{} {fault}{wait}{}", answer.status, if is_cut { " cut" } else { "" })
}

#[test]
fn a_share_of_the_calls_meets_every_kind_of_failure() {
    let seeded = |seed| fates(&start(Options { fail_rate: 0.5, seed, ..Options::default() }), 200);
    let fates = seeded(11);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for fate in &fates {
        *counts.entry(fate).or_default() += 1;
    }
    let expected = [
        "200 ",
        "200 HTML page with 200",
        "200 body cut in the middle cut",
        "200 slow body",
        "429 HTTP 4290",
        "500 HTTP 500",
        "502 HTTP 502",
        "503 HTTP 503",
        "503 HTTP 5031",
        "no answer",
    ];
    assert_eq!(counts.keys().copied().collect::<Vec<_>>(), expected, "{counts:?}");
    assert!((80..120).contains(&counts["200 "]), "{counts:?}");
    assert_eq!(fates, seeded(11));
    assert_ne!(fates, seeded(12));
}

#[test]
fn without_being_asked_nothing_fails() {
    let fates = fates(&start(Options { seed: 11, ..Options::default() }), 50);
    assert!(fates.iter().all(|fate| fate == "200 "), "{fates:?}");
}

#[test]
fn answers_take_as_long_as_they_are_told_to() {
    let latency = Latency::between(Duration::from_millis(80), Duration::from_millis(120));
    let server = start(Options { latency, ..Options::default() });
    let begin = Instant::now();
    let answer: Answer = send(&server, CALL, &[], "");
    assert!(begin.elapsed() >= Duration::from_millis(80), "{answer:?}");
}

/// The JSON at a path such as `data.lines[2].id`.
fn at<'a>(json: &'a Json, path: &str) -> Option<&'a Json> {
    json.pointer(&pointer(path))
}

fn pointer(path: &str) -> String {
    format!("/{}", path.replace(['.', '['], "/").replace(']', ""))
}

fn kind(json: Option<&Json>) -> &'static str {
    match json {
        None => "absent",
        Some(Json::Null) => "null",
        Some(Json::Bool(_)) => "boolean",
        Some(Json::Number(_)) => "number",
        Some(Json::String(_)) => "string",
        Some(Json::Array(_)) => "list",
        Some(Json::Object(_)) => "object",
    }
}

/// The path of an endpoint whose example has real values, and a body that it takes.
const LOGISTICS: &str = "/open/order/refund/render/submit/logistics";

/// Answers, and what their header says was changed in them.
async fn answers(options: Options, calls: usize) -> Vec<(Json, Option<String>)> {
    let server = start(options);
    let client = client(&server);
    let body = RefundSubmitLogisticsBody::new("1", "SF", "2", "3", None);
    let mut found = Vec::new();
    for _ in 0..calls {
        let request = Request::<Json>::post(LOGISTICS).json(&body);
        let response = client.send(request).await.unwrap();
        let lie = response.headers().get("x-mock-lie").map(|lie| lie.to_str().unwrap().to_owned());
        let mut body = response.into_body();
        // What alone differs from call to call.
        body["requestId"] = Json::Null;
        found.push((body, lie));
    }
    found
}

#[tokio::test]
async fn a_lie_changes_the_type_of_the_field_it_names_and_of_no_other() {
    let (truth, none) = answers(Options::default(), 1).await.remove(0);
    assert_eq!(none, None);
    let mut kinds = BTreeMap::new();
    for (mut answer, lie) in answers(Options { lie_rate: 1.0, seed: 5, ..Options::default() }, 300).await {
        let lie = lie.unwrap();
        let (path, change) = lie.rsplit_once(' ').unwrap();
        let (before, after) = change.split_once("->").unwrap();
        assert!(path.starts_with("data"), "the head of the envelope was changed: {lie}");
        assert_eq!(kind(at(&truth, path)), before, "{lie}");
        assert_eq!(kind(at(&answer, path)), after, "{lie}");
        *kinds.entry(change.to_owned()).or_insert(0) += 1;
        // Put right, it is the true answer again.
        let right = at(&truth, path).unwrap().clone();
        let (owner, name) = path.rsplit_once('.').unwrap();
        match answer.pointer_mut(&pointer(owner)).unwrap() {
            Json::Object(members) if !name.contains('[') => _ = members.insert(name.to_owned(), right),
            _ => *answer.pointer_mut(&pointer(path)).unwrap() = right,
        }
        assert_eq!(answer, truth, "{lie}");
    }
    for change in [
        "string->number",
        "string->absent",
        "number->string",
        "object->string",
        "object->list",
        "list->absent",
    ] {
        assert!(kinds.contains_key(change), "{change}: {kinds:?}");
    }
}

#[tokio::test]
async fn the_same_seed_tells_the_same_lies() {
    let lies = async |seed| {
        let options = Options { lie_rate: 0.5, seed, ..Options::default() };
        answers(options, 60).await.into_iter().map(|(_, lie)| lie).collect::<Vec<_>>()
    };
    let first = lies(1).await;
    assert_eq!(first, lies(1).await);
    assert_ne!(first, lies(2).await);
    let told = first.iter().flatten().count();
    assert!((15..45).contains(&told), "{told}");
}
