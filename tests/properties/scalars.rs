//! The scalars of the runtime keep the text of what they read.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use generated_client::{Json, Number, NumberOrString};
use proptest::prelude::{Just, Strategy, any, prop_oneof, proptest};
use serde_json::Value;

use crate::{config, text};

/// Any number that JSON can express, of any size and precision.
fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?(0|[1-9][0-9]{0,30})(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,4})?",
        any::<i64>().prop_map(|number| number.to_string()),
        any::<u64>().prop_map(|number| number.to_string()),
    ]
}

/// Any JSON, a few levels deep.
fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(text(), inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_number_is_written_as_it_was_read(text in number()) {
        let number: Number = serde_json::from_str(&text).expect("a number");
        assert_eq!(serde_json::to_string(&number).expect("it is written"), text);
        assert_eq!(number.to_string(), text);
        assert_eq!(text.parse::<Number>().expect("a number"), number);
        let either: NumberOrString = serde_json::from_str(&text).expect("a number");
        assert_eq!(serde_json::to_string(&either).expect("it is written"), text);
    }

    #[test]
    fn an_integer_is_never_rounded(value in any::<i64>(), other in any::<i64>()) {
        let (number, another) = (Number::from(value), Number::from(other));
        assert_eq!(number.as_i64(), Some(value));
        assert_eq!(number.cmp(&another), value.cmp(&other));
        let with_fraction: Number = format!("{value}.0").parse().expect("a number");
        assert_eq!(with_fraction, number);
        assert_eq!(hash(&with_fraction), hash(&number));
        assert_eq!(NumberOrString::from(value.to_string()).as_i64(), Some(value));
    }

    #[test]
    fn numbers_are_ordered_as_floats_are_where_floats_are_exact(left in -1e9..1e9_f64, right in -1e9..1e9_f64) {
        let number = |value: f64| Number::try_from(value).expect("it is finite");
        assert_eq!(Some(number(left).cmp(&number(right))), left.partial_cmp(&right));
        assert_eq!(number(left).as_f64(), Some(left));
    }

    #[test]
    fn a_string_stays_a_string(text in text()) {
        let value = NumberOrString::from(text.as_str());
        let json = serde_json::to_string(&value).expect("it is written");
        assert_eq!(json, serde_json::to_string(&text).expect("it is written"));
        assert_eq!(serde_json::from_str::<NumberOrString>(&json).expect("it is read"), value);
    }

    #[test]
    fn no_text_breaks_the_number_reader(text in text()) {
        // The reader of `serde_json` is the judge; it takes spaces around a number, too.
        let is_number = serde_json::from_str::<serde_json::Number>(&text).is_ok() && text.trim() == text;
        assert_eq!(text.parse::<Number>().is_ok(), is_number);
    }

    #[test]
    fn any_json_is_kept_verbatim(value in value(), is_pretty in any::<bool>()) {
        let write = if is_pretty { serde_json::to_string_pretty } else { serde_json::to_string };
        let text = write(&value).expect("it is written");
        let json: Json = serde_json::from_str(&text).expect("it is JSON");
        assert_eq!((json.get(), json.to_string()), (text.as_str(), text.clone()));
        assert_eq!(json.decode::<Value>().expect("it is JSON"), value);
        let list = serde_json::to_string(&[&json]).expect("it is written");
        assert_eq!(list, format!("[{text}]"));
    }
}
