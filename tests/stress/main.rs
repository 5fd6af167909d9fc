//! 10,000 calls, 64 at a time, against a server that fails and lies: every call ends in a value or a typed error, no answer is
//! lost to a wrong field, only what may be repeated is, nothing hangs, and memory stays flat.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test says what is wrong by panicking"
)]
#![allow(dead_code, reason = "each test uses what it needs of the harness")]

mod calls;
mod docs;
mod memory;
mod mock;
mod tally;

#[path = "../harness/command.rs"]
mod command;
#[path = "../harness/programs.rs"]
mod programs;
#[path = "../harness/repository.rs"]
mod repository;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use generated_client::Client;

use calls::call;
use docs::Docs;
use mock::Mock;
use tally::Tally;

const CALLS: usize = 10_000;
const CONCURRENCY: usize = 64;

/// Memory is compared with what it was after so many calls: by then all connections and buffers are there.
const WARM: usize = 2_500;

/// No debug build on a busy machine takes so long; only what hangs does.
const OVERALL: Duration = Duration::from_secs(120);

/// What the calls in between may take for good: the allocator's slack, hardly a kilobyte for each call.
const GROWTH: u64 = 8 * 1024 * 1024;

#[test]
fn ten_thousand_calls_at_once_end_well() {
    let mock = Mock::start(&["--fail-rate", "0.2", "--lie", "0.2", "--latency", "0ms..4ms", "--seed", "4"]);
    let client = generated_client::builder("mock-access-key", "mock-access-secret")
        .base_url(&mock.base_url)
        .timeout(Duration::from_secs(20))
        .build()
        .unwrap();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let in_time = async {
        tokio::time::timeout(OVERALL, all(client.clone(), Docs::read())).await.expect("some calls hang")
    };
    let (tally, warm) = runtime.block_on(in_time);
    let end = memory::resident();
    tally.check(CALLS, &runtime.block_on(mock.counted(&client)));
    if let (Some(warm), Some(end)) = (warm, end) {
        assert!(end < warm + GROWTH, "resident memory grew from {warm} to {end} bytes");
    }
}

/// Makes all calls; their outcomes, and the memory in between.
async fn all(client: Client, docs: Docs) -> (Tally, Option<u64>) {
    let docs = Arc::new(docs);
    let (next, warm) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicU64::new(0)));
    let workers: Vec<_> = (0..CONCURRENCY)
        .map(|_| {
            let (client, docs) = (client.clone(), Arc::clone(&docs));
            let (next, warm) = (Arc::clone(&next), Arc::clone(&warm));
            tokio::spawn(async move {
                let mut tally = Tally::default();
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= CALLS {
                        return tally;
                    }
                    if number == WARM {
                        warm.store(memory::resident().unwrap_or_default(), Ordering::Relaxed);
                    }
                    tally.add(number, call(&client, number, &docs).await);
                }
            })
        })
        .collect();
    let mut tally = Tally::default();
    for worker in workers {
        tally += worker.await.unwrap();
    }
    (tally, Some(warm.load(Ordering::Relaxed)).filter(|bytes| *bytes > 0))
}
