//! A whole call over loopback against the same call written by hand with `reqwest` and `serde`, side by side in one run.
//!
//! `cargo bench -p generated-client --bench call`. The first lines compare the two call by call, in turn, so that whatever else the machine
//! does meets both alike.
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a benchmark prints, and stops when it cannot run"
)]

use criterion::Criterion;
use generated_client::Client;
use generated_client::api::Envelope;
use generated_client::api::taobao::after_sales::{CancelRefundOrderVo, refund_cancel};
use generated_client::client_runtime::Api;
use std::hint::black_box;
use std::net::TcpListener;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime::{Builder, Runtime};

const BODY: &str = r#"{"requestId": "r-1", "code": 200, "msg": "SUCCESS", "developId": "1024", "data": {"cancelSuccess": true}}"#;

const ROUNDS: usize = 20_000;

/// Without a signature: whoever writes the call by hand has to make it, too.
static UNSIGNED: Api = Api { signing: None, ..generated_client::api::API };

/// Answers every request on every connection with the same body, all in one thread, so that the machine places none better than another.
fn server() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ";
    let answer = format!("{head}{}\r\n\r\n{BODY}", BODY.len());
    std::thread::spawn(move || {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::from_std(listener).unwrap();
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let answer = answer.clone();
                tokio::spawn(async move {
                    let mut request = [0; 4096];
                    // A request without a body, which comes in one piece on loopback.
                    while matches!(stream.read(&mut request).await, Ok(1..)) {
                        stream.write_all(answer.as_bytes()).await.unwrap();
                    }
                });
            }
        });
    });
    url
}

async fn by_hand(client: &reqwest::Client, url: &str) -> CancelRefundOrderVo {
    let call =
        client.get(format!("{url}/v2/taobao/order/refund/cancel/4711")).timeout(Duration::from_secs(30));
    let call = call.header("accept", "application/json").header("user-agent", "client-runtime/0.1.0");
    let answer = call.send().await.unwrap().error_for_status().unwrap();
    let body: Envelope<CancelRefundOrderVo> = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    assert_eq!(body.code, Some(200));
    body.data.unwrap()
}

async fn by_client(client: &Client) -> CancelRefundOrderVo {
    client.send(refund_cancel("4711")).await.unwrap().into_data().unwrap()
}

/// Both in turn, now this one first and now that one; prints the median of each.
fn compare(runtime: &Runtime, hand: &reqwest::Client, client: &Client, url: &str) {
    let timed = |call: &dyn Fn()| {
        let begin = Instant::now();
        call();
        begin.elapsed()
    };
    let by_hand = || drop(black_box(runtime.block_on(by_hand(hand, url))));
    let by_client = || drop(black_box(runtime.block_on(by_client(client))));
    let (mut of_hand, mut of_client) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        if round % 2 == 0 {
            of_hand.push(timed(&by_hand));
            of_client.push(timed(&by_client));
        } else {
            of_client.push(timed(&by_client));
            of_hand.push(timed(&by_hand));
        }
    }
    let (hand, client) = (median(of_hand), median(of_client));
    let ratio = client.as_secs_f64() / hand.as_secs_f64();
    println!("whole call, median of {ROUNDS}: by hand {hand:?}, by the client {client:?}, ratio {ratio:.4}");
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

fn main() {
    let url = server();
    let runtime = Builder::new_current_thread().enable_all().build().unwrap();
    let hand = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let client = Client::builder(&UNSIGNED).base_url(&url).build().unwrap();
    compare(&runtime, &hand, &client, &url);
    let mut criterion = Criterion::default().configure_from_args();
    let mut group = criterion.benchmark_group("whole call");
    group.bench_function("by hand", |bencher| bencher.iter(|| runtime.block_on(by_hand(&hand, &url))));
    group.bench_function("by the client", |bencher| bencher.iter(|| runtime.block_on(by_client(&client))));
    group.finish();
    criterion.final_summary();
}
