//! The lossless scalars: what they read is what they write.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

use client_runtime::{Json, Number, NumberOrString};
use serde::Deserialize;
use std::collections::BTreeSet;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

fn number(text: &str) -> Number {
    serde_json::from_str(text).unwrap()
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

#[test]
fn a_number_is_written_as_it_was_read() {
    for text in [
        "0",
        "-0",
        "7",
        "1234567890123456789",
        "9223372036854775807",
        "9223372036854775808",
        "18446744073709551617",
        "-9223372036854775809",
        "0.10",
        "1e400",
        "1E+2",
        "-1.50e-3",
        "1.0",
    ] {
        let number = number(text);
        assert_eq!(serde_json::to_string(&number).unwrap(), text);
        assert_eq!(number.to_string(), text);
        assert_eq!(text.parse::<Number>().unwrap().to_string(), text);
        assert_eq!(serde_json::from_str::<Vec<Number>>(&format!("[ {text} ]")).unwrap()[0].to_string(), text);
    }
}

#[test]
fn a_number_gives_integers_only_when_nothing_is_lost() {
    assert_eq!(number("1234567890123456789").as_i64(), Some(1_234_567_890_123_456_789));
    assert_eq!(number("9223372036854775808").as_i64(), None);
    assert_eq!(number("9223372036854775808").as_u64(), Some(1 << 63));
    assert_eq!(number("18446744073709551617").as_u64(), None);
    assert_eq!(
        (number("1e2").as_i64(), number("1.0").as_i64(), number("-0").as_i64()),
        (Some(100), Some(1), Some(0))
    );
    assert_eq!((number("0.5").as_i64(), number("-1").as_u64()), (None, None));
    assert_eq!((number("0.5").as_f64(), number("1e400").as_f64()), (Some(0.5), None));
}

#[test]
fn numbers_are_equal_and_ordered_by_exact_value() {
    for (left, right) in
        [("0.10", "0.1"), ("1e2", "100"), ("-0", "0"), ("9223372036854775808.0", "9223372036854775808")]
    {
        assert_eq!(number(left), number(right));
        assert_eq!(hash(&number(left)), hash(&number(right)), "{left} {right}");
    }
    assert_ne!(number("9007199254740993"), number("9007199254740992.0"));
    let sorted: BTreeSet<Number> = ["2", "1e400", "-1", "0.10", "1.5"].into_iter().map(number).collect();
    assert_eq!(sorted.iter().map(Number::to_string).collect::<Vec<_>>(), ["-1", "0.10", "1.5", "2", "1e400"]);
}

#[test]
fn numbers_are_made_from_rust_numbers() {
    assert_eq!(Number::from(u64::MAX).to_string(), "18446744073709551615");
    assert_eq!(Number::from(-5_i32), number("-5"));
    assert_eq!(Number::try_from(0.1).unwrap().to_string(), "0.1");
    assert_eq!(Number::try_from(1e300).unwrap().as_f64(), Some(1e300));
    assert!(Number::try_from(f64::NAN).is_err() && Number::try_from(f64::INFINITY).is_err());
}

#[test]
fn what_is_no_json_number_is_refused() {
    for text in ["", " 1", "1 ", "01", "+1", ".5", "1.", "0x10", "NaN", "true", "\"1\"", "1,2", "--1"] {
        assert!(text.parse::<Number>().is_err(), "{text:?}");
    }
    for json in ["\"1\"", "null", "true", "[1]", "{}"] {
        let error = serde_json::from_str::<Number>(json).unwrap_err().to_string();
        assert!(error.contains("expected a number"), "{error}");
    }
}

#[test]
fn a_number_passes_through_a_value() {
    let value: serde_json::Value = serde_json::from_str(r#"{"id": 1234567890123456789}"#).unwrap();
    assert_eq!(Number::deserialize(&value["id"]).unwrap().as_i64(), Some(1_234_567_890_123_456_789));
    assert_eq!(serde_json::to_value(number("18446744073709551615")).unwrap(), serde_json::json!(u64::MAX));
}

#[test]
fn a_number_or_string_stays_what_it_was() {
    for json in ["7", "\"7\"", "0.10", "\"a\\\"b\"", "\"\"", "18446744073709551617"] {
        let value: NumberOrString = serde_json::from_str(json).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), json);
    }
    let (number, text): (NumberOrString, NumberOrString) = serde_json::from_str("[7, \"7\"]").unwrap();
    assert_ne!(number, text);
    assert_eq!((number.as_i64(), text.as_i64()), (Some(7), Some(7)));
    assert_eq!((number.to_string(), text.to_string()), ("7".to_owned(), "7".to_owned()));
    assert_eq!((number.as_str(), text.as_str()), (None, Some("7")));
    assert_eq!((NumberOrString::from(7), NumberOrString::from("7")), (number, text));
    for (text, value) in
        [("7.0", Some(7)), ("-1e2", Some(-100)), ("+7", None), ("7.5", None), (" 7", None), ("", None)]
    {
        assert_eq!(NumberOrString::from(text).as_i64(), value, "{text:?}");
    }
    let error = serde_json::from_str::<NumberOrString>("{}").unwrap_err().to_string();
    assert!(error.contains("invalid type: object, expected a number or a string"), "{error}");
}

#[test]
fn any_json_is_kept_verbatim() {
    let text = r#"{"b": 1e400, "a": [0.10 , 18446744073709551617], "a": null}"#;
    let json: Json = serde_json::from_str(text).unwrap();
    assert_eq!(json.get(), text);
    assert_eq!(serde_json::to_string(&[json]).unwrap(), format!("[{text}]"));
    assert_eq!(serde_json::from_str::<Option<Json>>("null").unwrap(), None);
    assert!("null".parse::<Json>().unwrap().is_null());
    assert_ne!("[1]".parse::<Json>().unwrap(), "[1.0]".parse::<Json>().unwrap());
}

#[test]
fn json_decodes_with_a_path() {
    let json = Json::encode(&serde_json::json!({ "a": [1, "x"] })).unwrap();
    let error = json.decode::<std::collections::BTreeMap<String, Vec<i64>>>().unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.json_path(), Some("a[1]"));
    assert_eq!(json.decode::<serde_json::Value>().unwrap()["a"][0], 1);
    assert!("{".parse::<Json>().unwrap_err().is_request());
}
