//! Decoding of the captured answers, beside the same structs written by hand with serde alone, which tolerate nothing.
//!
//! `cargo bench -p generated-client --bench decode` times each, then prints how many times the speed of plain serde is reached; both are
//! taken turn by turn there, so that a busy machine slows both.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a benchmark may fail, and prints what it found"
)]

mod plain;

use criterion::Criterion;
use generated_client::api::alibaba_1688::after_sales::RefundInfoData;
use generated_client::api::envelope::Envelope;
use generated_client::api::taobao::after_sales::{
    CancelRefundOrderVo, RefundSubmitLogisticsData, SubmitRefundOrderVo,
};
use generated_client::client_runtime::ResponseBody;
use serde::de::DeserializeOwned;
use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    compare::<Envelope<RefundSubmitLogisticsData>, plain::Envelope<plain::RefundSubmitLogisticsData>>(
        &mut criterion,
        "refund_submit_logistics",
        include_bytes!("../../tests/api/examples/taobao/after_sales/refund_submit_logistics_200.json"),
    );
    compare::<Envelope<CancelRefundOrderVo>, plain::Envelope<plain::CancelRefundOrderVo>>(
        &mut criterion,
        "refund_cancel",
        include_bytes!("../../tests/api/examples/taobao/after_sales/refund_cancel_200.json"),
    );
    compare::<Envelope<SubmitRefundOrderVo>, plain::Envelope<plain::SubmitRefundOrderVo>>(
        &mut criterion,
        "refund_modify",
        include_bytes!("../../tests/api/examples/taobao/after_sales/refund_modify_200.json"),
    );
    compare::<Envelope<RefundInfoData>, plain::Envelope<plain::RefundInfoData>>(
        &mut criterion,
        "refund_info",
        include_bytes!("../../tests/api/examples/alibaba_1688/after_sales/refund_info_200.json"),
    );
    criterion.final_summary();
}

fn compare<Ours: ResponseBody, Plain: DeserializeOwned>(criterion: &mut Criterion, name: &str, body: &[u8]) {
    let ours = || drop(black_box(Ours::read(black_box(body)).unwrap()));
    let plain = || drop(black_box(serde_json::from_slice::<Plain>(black_box(body)).unwrap()));
    let mut group = criterion.benchmark_group(name);
    group.bench_function("ours", |bencher| bencher.iter(ours));
    group.bench_function("plain serde", |bencher| bencher.iter(plain));
    group.finish();
    println!("{name}: {:.3} times the speed of plain serde", ratio(plain, ours));
}

/// The time of the one over the time of the other: the median of turns taken one after the other.
fn ratio(one: impl Fn(), other: impl Fn()) -> f64 {
    let time = |run: &dyn Fn()| -> Duration {
        let begin = Instant::now();
        (0..500).for_each(|_| run());
        begin.elapsed()
    };
    let mut ratios: Vec<f64> =
        (0..401).map(|_| time(&one).as_secs_f64() / time(&other).as_secs_f64()).collect();
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}
