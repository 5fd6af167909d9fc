//! The captured answers of the endpoints with every value changed in every way: what fits is kept, what does not is told with its place,
//! its promise and the line of the page.

use std::fs;

use client_runtime::bytes::Bytes;
use client_runtime::{Decoding, Documented, Remedy, Source};
use generated_client::Response;
use generated_client::api::alibaba_1688::after_sales::RefundInfoData;
use generated_client::api::envelope::Envelope;
use generated_client::api::taobao::after_sales::{
    CancelRefundOrderVo, RefundSubmitLogisticsData, SubmitRefundOrderVo,
};
use proptest::prelude::{ProptestConfig, any};
use proptest::sample::Index;
use proptest::test_runner::TestRunner;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::canned::answer;
use crate::repository;

/// A step to a value: a key or an index, as a JSON pointer has it.
type Way = Vec<String>;

/// What is asked of the answer of this name.
type Hold = fn(&str, &Turn);

/// The captured answers.
const ANSWERS: [(&str, Hold); 4] = [
    ("taobao/after_sales/refund_submit_logistics_200", hold::<RefundSubmitLogisticsData>),
    ("taobao/after_sales/refund_cancel_200", hold::<CancelRefundOrderVo>),
    ("taobao/after_sales/refund_modify_200", hold::<SubmitRefundOrderVo>),
    ("alibaba_1688/after_sales/refund_info_200", hold::<RefundInfoData>),
];

/// Which values lie.
enum Turn {
    /// Each by itself, in turn in every way.
    Each,
    /// Several of those that hold no others, each chosen with its lie.
    Some(Vec<(Index, Index)>),
}

#[test]
fn one_lie_costs_its_own_place_and_is_told() {
    for (name, hold) in ANSWERS {
        hold(name, &Turn::Each);
    }
}

#[test]
fn many_lies_cost_their_own_places_and_are_told() {
    let chosen = proptest::collection::vec((any::<Index>(), any::<Index>()), 2..20);
    // Each case is an answer of every endpoint.
    let config = ProptestConfig { cases: 16, ..crate::config() };
    let ran = TestRunner::new(config).run(&chosen, |chosen| {
        let turn = Turn::Some(chosen);
        for (name, hold) in ANSWERS {
            hold(name, &turn);
        }
        Ok(())
    });
    ran.unwrap_or_else(|failure| panic!("{failure}"));
}

fn hold<T: Documented + Serialize + DeserializeOwned>(name: &str, turn: &Turn) {
    let file = repository::root().join(format!("generated-client/tests/api/examples/{name}.json"));
    let text = fs::read_to_string(file).expect("the example is there");
    let mut example: Value = serde_json::from_str(&text).expect("the example is JSON");
    // Placeholder answers have 0, which is no success.
    *example.pointer_mut("/code").expect("there is a code") = 200.into();
    let mut ways = Vec::new();
    find(&example, &mut Vec::new(), &mut ways);
    ways.retain(|way| way != &["code"]);
    match turn {
        Turn::Each => {
            assert!(ways.len() > 3, "{name}: {ways:?}");
            // Each way of lying meets each type many times, so a fourth of them at every place will do.
            for (index, way) in ways.into_iter().enumerate() {
                for lie in lies(&example, &way).into_iter().skip(index % 4).step_by(4) {
                    assert_told::<T>(&example, &[(way.clone(), lie)]);
                }
            }
        }
        Turn::Some(chosen) => {
            ways.retain(|way| !at(&example, way).is_object() && !at(&example, way).is_array());
            let mut told: Vec<(Way, String)> = Vec::new();
            for (way, lie) in chosen {
                let way = way.get(&ways);
                if told.iter().all(|(earlier, _)| earlier != way) {
                    told.push((way.clone(), lie.get(&lies(&example, way)).clone()));
                }
            }
            assert_told::<T>(&example, &told);
        }
    }
}

/// The ways to all values inside.
fn find(value: &Value, way: &mut Way, ways: &mut Vec<Way>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(members) => members.iter().map(|(key, value)| (key.clone(), value)).collect(),
        Value::Array(items) => items.iter().enumerate().map(|(at, item)| (at.to_string(), item)).collect(),
        _ => Vec::new(),
    };
    for (step, value) in inner {
        way.push(step);
        ways.push(way.clone());
        find(value, way, ways);
        way.pop();
    }
}

fn pointer(way: &[String]) -> String {
    way.iter().flat_map(|step| ["/", step]).collect()
}

/// As a mismatch writes it.
fn path(way: &[String]) -> String {
    let step = |step: &String| match step.parse::<usize>() {
        Ok(index) => format!("[{index}]"),
        Err(_) => format!(".{step}"),
    };
    way.iter().map(step).collect::<String>().trim_start_matches('.').to_owned()
}

fn at<'v>(value: &'v Value, way: &[String]) -> &'v Value {
    value.pointer(&pointer(way)).unwrap_or(&Value::Null)
}

/// What stands in for a value that is left out.
const NOTHING: &str = "";

fn lies(example: &Value, way: &[String]) -> Vec<String> {
    let value = at(example, way).to_string();
    let quoted = |text: &str| Value::from(text).to_string();
    let mut lies = vec![
        format!("[{value}]"),
        format!("[{value},{value}]"),
        format!(r#"{{"stranger":{value}}}"#),
        quoted(&value),
        quoted(&format!(r#"{{"stranger":{value}}}"#)),
    ];
    let others = r#"null true false 0 1 "true" "0" "12" "" "word" 1.5 "1.50" 1234567890123456789 18446744073709551617 [] {} "[]" "{}" [null] "\ud800""#;
    lies.extend(others.split(' ').map(str::to_owned));
    lies.push(NOTHING.to_owned());
    lies
}

/// The example with other texts in these places.
fn write(example: &Value, told: &[(Way, String)]) -> String {
    let mut body = example.clone();
    for (index, (way, lie)) in told.iter().enumerate() {
        if lie == NOTHING {
            remove(&mut body, way);
        } else {
            *body.pointer_mut(&pointer(way)).expect("the way leads there") = format!("<{index}>").into();
        }
    }
    let mut text = body.to_string();
    for (index, (_, lie)) in told.iter().enumerate() {
        text = text.replace(&format!("\"<{index}>\""), lie);
    }
    text
}

fn remove(value: &mut Value, way: &[String]) {
    let Some((last, before)) = way.split_last() else { return };
    match value.pointer_mut(&pointer(before)) {
        Some(Value::Object(members)) => drop(members.remove(last)),
        Some(Value::Array(items)) => {
            let index: usize = last.parse().expect("an index is a number");
            if index < items.len() {
                items.remove(index);
            }
        }
        _ => {}
    }
}

fn assert_told<T: Documented + Serialize + DeserializeOwned>(example: &Value, told: &[(Way, String)]) {
    let text = write(example, told);
    let body = Bytes::from(text.clone());
    let response = answer::<Envelope<T>>(&body, Decoding::Tolerant);
    let response = response.unwrap_or_else(|error| panic!("{told:?}: {error:?}"));
    let kept = serde_json::to_value(response.body()).expect("it is written");
    let mut around = (example.clone(), kept.clone());
    for (way, _) in told.iter().rev() {
        remove(&mut around.0, way);
        remove(&mut around.1, way);
    }
    assert_eq!(without_nulls(around.0), without_nulls(around.1), "what fits is kept, in {text}");
    for mismatch in response.mismatches() {
        let is_expected = told.iter().any(|(way, _)| is_within(mismatch.path(), &path(way)));
        assert!(is_expected, "{mismatch} in {text}");
    }
    for (way, lie) in told {
        assert_told_at(&response, example, &kept, way, lie);
    }
    match answer::<Envelope<T>>(&body, Decoding::Strict) {
        Ok(strict) => assert!(strict.mismatches().is_empty() && response.mismatches().is_empty(), "{text}"),
        Err(error) => {
            assert!(error.is_decode() && !error.mismatches().is_empty(), "{error:?}");
            assert_eq!((error.mismatches(), error.body()), (response.mismatches(), Some(&body)));
        }
    }
}

fn assert_told_at<T>(
    response: &Response<Envelope<T>>,
    example: &Value,
    kept: &Value,
    way: &[String],
    lie: &str,
) where
    T: Documented + Serialize + DeserializeOwned,
{
    let (place, kept) = (path(way), at(kept, way));
    let Some(mismatch) = response.mismatches().iter().find(|mismatch| mismatch.path() == place) else {
        // Then it fits, but for what no page knows.
        let is_strange = response.undocumented().iter().any(|strange| is_within(strange.path(), &place));
        let is_within_told = response.mismatches().iter().any(|mismatch| is_within(mismatch.path(), &place));
        let is_kept = lie == NOTHING && kept.is_null() || is_same(lie, kept);
        assert!(is_kept || is_strange || is_within_told, "{place}: {lie} became {kept} in silence");
        return;
    };
    let came = mismatch.came().map_or(NOTHING, |came| came.get());
    assert_eq!(came, lie, "{place}");
    assert!(promises(mismatch.promised(), at(example, way)), "{mismatch}");
    let key = way.iter().rfind(|step| step.parse::<usize>().is_err()).expect("there is a key");
    assert!(line(mismatch.source().expect("there is a page")).contains(key.as_str()), "{mismatch}");
    match mismatch.remedy() {
        Remedy::Converted => assert!(is_converted(lie, kept), "{mismatch}: {lie} became {kept}"),
        Remedy::LeftOut => {
            // In a list, the next item has its index.
            assert!(kept.is_null() || place.ends_with(']'), "{mismatch}: {lie} became {kept}");
        }
        _ => assert!(is_empty(kept), "{mismatch}: {lie} became {kept}"),
    }
}

fn is_within(inner: &str, outer: &str) -> bool {
    inner.strip_prefix(outer).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}

fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.into_iter().filter(|(_, value)| !value.is_null());
            members.map(|(key, value)| (key, without_nulls(value))).collect::<serde_json::Map<_, _>>().into()
        }
        Value::Array(items) => items.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

/// Whether the text is that of the value; the client writes numbers as they came.
fn is_same(lie: &str, kept: &Value) -> bool {
    match serde_json::from_str::<Value>(lie) {
        Ok(lie) => without_nulls(lie) == without_nulls(kept.clone()),
        Err(_) => false,
    }
}

/// Whether nothing is lost but the kind.
fn is_converted(lie: &str, kept: &Value) -> bool {
    let plain = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    // Not as a value of `serde_json`, which rounds large numbers.
    let spelled = serde_json::from_str::<String>(lie).unwrap_or_else(|_| lie.to_owned());
    let lie: Value = serde_json::from_str(lie).unwrap_or_default();
    let inner: Value = serde_json::from_str(&spelled).unwrap_or_default();
    let only = lie.as_array().filter(|items| items.len() == 1).and_then(|items| items.first());
    let listed = kept.as_array().and_then(|items| items.first());
    spelled == plain(kept)
        || &inner == kept
        || matches!((plain(kept).as_str(), spelled.as_str()), ("true" | "1", "true" | "1") | ("false" | "0", "false" | "0"))
        // Inside, it is told what becomes of the one value.
        || only.is_some()
        || listed.is_some_and(|item| item == &lie)
        || kept.is_object() && inner.is_object()
        || kept.is_array()
}

fn is_empty(kept: &Value) -> bool {
    let is_empty =
        |value: &Value| matches!(value.to_string().as_str(), "\"\"" | "0" | "false" | "[]" | "{}" | "null");
    is_empty(kept) || kept.as_object().is_some_and(|members| members.values().all(is_empty))
}

/// Whether this is promised of what the page shows.
fn promises(promised: &str, shown: &Value) -> bool {
    match shown {
        Value::Null => true,
        Value::Bool(_) => promised == "a boolean",
        Value::Number(_) => promised.contains("integer") || promised.contains("number"),
        Value::String(_) => promised.contains("a string"),
        Value::Array(_) => promised.starts_with("a list of"),
        Value::Object(_) => promised.contains("an object"),
    }
}

fn line(source: Source) -> String {
    let page = repository::root().join("specs/pandapon").join(source.file());
    let text = fs::read_to_string(page).expect("the page is there");
    text.lines().nth(source.line() as usize - 1).unwrap_or_default().to_owned()
}
