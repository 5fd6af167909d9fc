//! The repair of an answer in which a field of one object in a hundred lies, the last included, beside the strict decoding of the same answer without lies.
//!
//! `cargo bench -p client-runtime --no-default-features --bench repair` times both as whole calls on a transport without a network, whose
//! own cost is that of an empty answer, then prints how many times longer the repair takes; both are taken turn by turn there.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark may fail, and prints what it found"
)]

#[path = "../tests/support/mod.rs"]
mod support;

use client_runtime::{Decoding, Request};
use criterion::Criterion;
use std::hint::black_box;
use std::time::{Duration, Instant};
use support::types::{Parcel, parcel};
use support::{Envelope, answered, now};

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let item = |wrong: bool| {
        parcel(if wrong { r#""id":"1234567890123456789""# } else { r#""id":1234567890123456789"# })
    };
    for count in [1, 1000] {
        let body = |lies: bool| -> &'static str {
            let items: Vec<_> =
                (0..count).map(|index| item(lies && index % 100 == count.min(100) - 1)).collect();
            format!(r#"{{"code":200,"msg":"ok","data":[{}]}}"#, items.join(",")).leak()
        };
        compare(&mut criterion, &format!("{count} parcels"), body(false), body(true));
    }
    criterion.final_summary();
}

fn compare(criterion: &mut Criterion, name: &str, conforming: &'static str, lying: &'static str) {
    let (conforming, lying) = (answered(200, conforming), answered(200, lying));
    let request = || Request::<Envelope<Vec<Parcel>>>::get("/parcels");
    let decode = || drop(black_box(now(conforming.send(request().decoding(Decoding::Strict))).unwrap()));
    let repair = || drop(black_box(now(lying.send(request())).unwrap()));
    let mut group = criterion.benchmark_group(name);
    group.bench_function("strict decoding", |bencher| bencher.iter(decode));
    group.bench_function("repair", |bencher| bencher.iter(repair));
    group.finish();
    println!("{name}: the repair takes {:.2} times the time of strict decoding", ratio(repair, decode));
}

/// The time of the one over the time of the other: the median of turns taken one after the other.
fn ratio(one: impl Fn(), other: impl Fn()) -> f64 {
    let time = |run: &dyn Fn()| -> Duration {
        let begin = Instant::now();
        (0..10).for_each(|_| run());
        begin.elapsed()
    };
    let mut ratios: Vec<f64> =
        (0..101).map(|_| time(&one).as_secs_f64() / time(&other).as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}
