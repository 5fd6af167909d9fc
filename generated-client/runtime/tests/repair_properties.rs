//! Whatever lie an answer holds: a value or a typed error, and nothing lost in silence.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use client_runtime::testing::{assert_round_trip, conforming, lie};
use client_runtime::{Decoding, Mismatch, Response, Undocumented};
use proptest::prelude::*;
use serde_json::Value;
use support::types::{Address, Parcel};
use support::{Envelope, got, strictly};

type Body = Envelope<Parcel>;

/// What an answer of the API looks like around this data.
fn enveloped(data: &str) -> String {
    format!(r#"{{"code":200,"msg":"ok","requestId":"r","data":{data}}}"#)
}

/// The paths of the values in `came` that are not at the same place in `kept`.
fn lost(path: &str, came: &Value, kept: &Value, paths: &mut Vec<String>) {
    match (came, kept) {
        (Value::Object(came), Value::Object(kept)) => {
            for (key, value) in came.iter().filter(|(_, value)| !value.is_null()) {
                // A key that is no plain name is quoted in paths; the place around it will do.
                let is_plain = key.chars().all(char::is_alphanumeric);
                let path = match path {
                    _ if !is_plain => path.to_owned(),
                    "" => key.clone(),
                    _ => format!("{path}.{key}"),
                };
                lost(&path, value, kept.get(key).unwrap_or(&Value::Null), paths);
            }
        }
        (Value::Array(came), Value::Array(kept)) if came.len() == kept.len() => {
            for (index, (came, kept)) in came.iter().zip(kept).enumerate() {
                lost(&format!("{path}[{index}]"), came, kept, paths);
            }
        }
        _ if came == kept => {}
        _ => paths.push(path.to_owned()),
    }
}

/// Whether the response tells of this place, of one around it, or of something inside it.
fn is_told(response: &Response<Body>, path: &str) -> bool {
    let undocumented = response.undocumented();
    let told = response.mismatches().iter().map(Mismatch::path);
    told.chain(undocumented.iter().map(Undocumented::path))
        .any(|told| path.starts_with(told) || told.starts_with(path))
}

fn assert_nothing_is_lost_in_silence(body: &str) {
    let response = match got::<Body>(body) {
        Ok(response) => response,
        Err(error) => return assert!(error.is_decode() || error.is_api(), "{body}: {error:?}"),
    };
    let kept = serde_json::to_value(response.body()).unwrap();
    let came: Value = serde_json::from_str(body).unwrap();
    let mut paths = Vec::new();
    lost("", &came, &kept, &mut paths);
    for path in paths {
        assert!(is_told(&response, &path), "`{path}` of {body}: {response:?}, kept {kept}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(500) })]

    #[test]
    fn what_is_as_documented_decodes_strictly_and_round_trips(seed: u64) {
        let data = conforming::<Parcel>(seed);
        assert_round_trip::<Parcel>(&data);
        assert_round_trip::<Address>(&conforming::<Address>(seed));
        let response = strictly::<Body>(&enveloped(&data), Decoding::Strict).unwrap();
        assert!(response.mismatches().is_empty() && response.undocumented().is_empty(), "{data}");
    }

    #[test]
    fn a_lie_costs_no_more_than_its_place(seed: u64, lies in 1..4_u64) {
        let data = (0..lies).fold(conforming::<Parcel>(seed), |data, turn| lie(&data, seed ^ turn));
        assert_nothing_is_lost_in_silence(&enveloped(&data));
        let everywhere = (0..lies).fold(enveloped(&conforming::<Parcel>(seed)), |body, turn| lie(&body, seed ^ turn));
        assert_nothing_is_lost_in_silence(&everywhere);
    }

    #[test]
    fn a_second_wrong_field_changes_nothing_of_the_others(seed: u64) {
        // The repair pass must read what fits exactly as the fast one does.
        let data = conforming::<Parcel>(seed);
        let right = got::<Body>(&enveloped(&data)).unwrap();
        let wrong = got::<Body>(&enveloped(&data).replace("\"code\":200", "\"code\":\"200\"")).unwrap();
        assert_eq!(wrong.mismatches().len(), 1, "{:?}", wrong.mismatches());
        assert_eq!(right.body(), wrong.body());
    }

    #[test]
    fn no_text_makes_it_panic(text in "[\\[\\]{}\",:0-9a-z\\\\ .e-]{0,60}") {
        for body in [text.clone(), enveloped(&text), format!(r#"{{"code":"200","data":{text}}}"#)] {
            drop(got::<Body>(&body));
            drop(got::<Address>(&body));
        }
    }
}

#[test]
fn the_same_seed_gives_the_same_text() {
    assert_eq!(conforming::<Parcel>(7), conforming::<Parcel>(7));
    assert_ne!(conforming::<Parcel>(7), conforming::<Parcel>(8));
    let data = conforming::<Parcel>(7);
    assert_eq!(lie(&data, 1), lie(&data, 1));
    assert!((0..20).any(|seed| lie(&data, seed) != data));
    assert_eq!(lie("no JSON", 1), "no JSON");
}
