//! Every generated type: what the docs promise of it is what it reads and writes, and a lie about it costs no answer.

use std::collections::BTreeSet;

use client_runtime::bytes::Bytes;
use client_runtime::testing::{assert_round_trip, conforming, lie};
use client_runtime::{Decoding, Documented};
use generated_client::Json;
use generated_client::api::alibaba_1688::after_sales as alibaba;
use generated_client::api::envelope::Envelope;
use generated_client::api::taobao::after_sales as taobao;
use proptest::prelude::any;
use proptest::test_runner::TestRunner;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::canned::answer;
use crate::inventory::{name_of, types};

/// A type by its name, with what must hold for any value of it.
struct Generated {
    name: String,
    round_trip: fn(u64),
    lied_about: fn(u64),
}

fn one<T: Documented + Serialize + DeserializeOwned + 'static>() -> Generated {
    Generated {
        name: name_of::<T>(),
        round_trip: |seed| assert_round_trip::<T>(&conforming::<T>(seed)),
        lied_about: |seed| ends_in_a_value_or_a_decode_error::<T>(&lie(&conforming::<T>(seed), seed)),
    }
}

/// All of them; the test below tells which one is missing.
fn generated() -> Vec<Generated> {
    vec![
        one::<Envelope<Json>>(),
        one::<alibaba::RefundInfoBody>(),
        one::<alibaba::RefundInfoData>(),
        one::<taobao::CancelRefundOrderVo>(),
        one::<taobao::GoodsStatus>(),
        one::<taobao::Logistics>(),
        one::<taobao::LogisticsCompany>(),
        one::<taobao::Properties>(),
        one::<taobao::PurchaseOrderLine>(),
        one::<taobao::ReceiverAddress>(),
        one::<taobao::ReceiverAddressObject>(),
        one::<taobao::RefundModifyBody>(),
        one::<taobao::RefundOrder>(),
        one::<taobao::RefundOrderAggregate>(),
        one::<taobao::RefundSubmitLogisticsBody>(),
        one::<taobao::RefundSubmitLogisticsCompany>(),
        one::<taobao::RefundSubmitLogisticsData>(),
        one::<taobao::RefundType>(),
        one::<taobao::SubmitRefundOrderVo>(),
    ]
}

#[test]
fn no_type_is_forgotten() {
    let listed: BTreeSet<_> = generated().into_iter().map(|one| one.name).collect();
    let there: BTreeSet<_> = types().into_iter().map(|(name, _)| name).collect();
    assert_eq!(listed, there, "list every generated type in `generated`");
}

#[test]
fn what_conforms_is_read_and_written_back() {
    for Generated { name, round_trip, .. } in generated() {
        for_any_seed(&name, round_trip);
    }
}

#[test]
fn a_lie_ends_in_a_value_or_a_typed_error() {
    for Generated { name, lied_about, .. } in generated() {
        for_any_seed(&name, lied_about);
    }
}

fn for_any_seed(name: &str, holds: fn(u64)) {
    let ran = TestRunner::new(crate::config()).run(&any::<u64>(), |seed| {
        holds(seed);
        Ok(())
    });
    ran.unwrap_or_else(|failure| panic!("{name}: {failure}"));
}

/// The data of an answer, which may be no JSON of the documented shape.
fn ends_in_a_value_or_a_decode_error<T: Documented + DeserializeOwned + 'static>(data: &str) {
    let body = Bytes::from(format!(r#"{{"code":200,"msg":"SUCCESS","data":{data}}}"#));
    match answer::<Envelope<T>>(&body, Decoding::Tolerant) {
        Ok(response) => assert_eq!(response.raw_body(), &body),
        Err(error) => {
            assert!(error.is_decode(), "{error}\n{data}");
            assert_eq!(error.body(), Some(&body), "the answer is lost: {data}");
        }
    }
}
