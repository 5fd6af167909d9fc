//! Support for the tests of generated clients.

mod conforming;
mod lie;
mod random;

pub use conforming::conforming;
pub use lie::lie;

use crate::locate::locate;
use crate::tree::Tree;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;

/// Decodes the JSON as a `T`, encodes that again, and compares.
///
/// The order of keys does not matter, and a key that is `null` is the same as one that is absent. A number and its text are different;
/// numbers compare by exact value. A field that `T` does not know is missing afterwards, so it is a difference.
///
/// # Panics
/// When the JSON does not decode, or when a difference is left; the message names each with its JSON path and both values.
#[track_caller]
#[expect(clippy::panic, reason = "it is an assertion")]
pub fn assert_round_trip<T: DeserializeOwned + Serialize>(json: &str) {
    if let Err(problem) = round_trip::<T>(json) {
        panic!("{} does not round-trip: {problem}", std::any::type_name::<T>());
    }
}

fn round_trip<T: DeserializeOwned + Serialize>(json: &str) -> Result<(), String> {
    let before: Tree =
        serde_json::from_str(json).map_err(|error| format!("the sample is no JSON: {error}"))?;
    let value: T = serde_json::from_str(json).map_err(|error| {
        format!("at `{}`: {error}", locate(json.as_bytes(), &error).unwrap_or_else(|| String::from(".")))
    })?;
    let json = serde_json::to_string(&value).map_err(|error| format!("it cannot be encoded: {error}"))?;
    let after: Tree =
        serde_json::from_str(&json).map_err(|error| format!("it encodes to what is no JSON: {error}"))?;
    let mut differences = Vec::new();
    compare("", &before, &after, &mut differences);
    if differences.is_empty() { Ok(()) } else { Err(differences.concat()) }
}

fn compare(path: &str, before: &Tree, after: &Tree, differences: &mut Vec<String>) {
    match (before, after) {
        (Tree::Object(before), Tree::Object(after)) => {
            compare_objects(path, before, after, differences);
        }
        (Tree::Array(left), Tree::Array(right)) if left.len() == right.len() => {
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                compare(&format!("{path}[{index}]"), left, right, differences);
            }
        }
        _ if before == after => {}
        _ => {
            let path = if path.is_empty() { "." } else { path };
            differences.push(format!("\n  at `{path}`: before {before}, after {after}"));
        }
    }
}

fn compare_objects(
    path: &str,
    before: &BTreeMap<String, Tree>,
    after: &BTreeMap<String, Tree>,
    differences: &mut Vec<String>,
) {
    let added = after.keys().filter(|key| !before.contains_key(*key));
    for key in before.keys().chain(added) {
        let inner = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        let value = |object: &BTreeMap<String, Tree>| object.get(key).cloned().unwrap_or(Tree::Null);
        compare(&inner, &value(before), &value(after), differences);
    }
}

#[cfg(test)]
mod tests {
    use super::{assert_round_trip, round_trip};
    use crate::{Json, Number};
    use serde::{Deserialize, Serialize};

    #[derive(Serialize, Deserialize)]
    struct Order {
        id: Number,
        #[serde(skip_serializing_if = "Option::is_none")]
        note: Option<String>,
        #[serde(default)]
        lines: Vec<Line>,
    }

    #[derive(Serialize, Deserialize)]
    struct Line {
        price: f64,
    }

    /// Reads a number or its text, writes a number: what a lenient type would do.
    #[derive(Serialize, Deserialize)]
    struct Lenient {
        #[serde(deserialize_with = "lenient")]
        count: i64,
    }

    fn lenient<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
        crate::NumberOrString::deserialize(deserializer).map(|value| value.as_i64().unwrap_or_default())
    }

    /// Reads a list with gaps, writes it without.
    #[derive(Serialize, Deserialize)]
    #[serde(from = "Vec<Option<i64>>")]
    struct Present(Vec<i64>);

    impl From<Vec<Option<i64>>> for Present {
        fn from(items: Vec<Option<i64>>) -> Self {
            Self(items.into_iter().flatten().collect())
        }
    }

    #[test]
    fn order_of_keys_null_and_notation_do_not_matter() {
        assert_round_trip::<Order>(
            r#"{"lines": [{"price": 1.50}], "note": null, "id": 18446744073709551617}"#,
        );
        assert_round_trip::<Json>(r#"{"a": [1e400, null, "x", true]}"#);
    }

    #[test]
    fn a_field_the_type_drops_is_named_with_its_path() {
        let problem = round_trip::<Order>(r#"{"id": 1, "lines": [{"price": 1}, {"price": 2, "sku": "x"}]}"#)
            .unwrap_err();
        assert_eq!(problem, "\n  at `lines[1].sku`: before \"x\", after null");
    }

    #[test]
    fn a_field_the_type_adds_is_a_difference() {
        let problem = round_trip::<Order>(r#"{"id": 1}"#).unwrap_err();
        assert_eq!(problem, "\n  at `lines`: before null, after []");
    }

    #[test]
    fn a_number_is_not_its_text() {
        assert!(round_trip::<Lenient>(r#"{"count": 7}"#).is_ok());
        assert_eq!(
            round_trip::<Lenient>(r#"{"count": "7"}"#).unwrap_err(),
            "\n  at `count`: before \"7\", after 7"
        );
    }

    #[test]
    fn numbers_compare_without_rounding() {
        let problem = round_trip::<f64>("9007199254740993").unwrap_err();
        assert_eq!(problem, "\n  at `.`: before 9007199254740993, after 9007199254740992.0");
    }

    #[test]
    fn an_element_lost_from_a_list_is_a_difference() {
        let problem = round_trip::<Present>("[1, null]").unwrap_err();
        assert_eq!(problem, "\n  at `.`: before an array of 2, after an array of 1");
    }

    #[test]
    #[should_panic(expected = "at `lines[0].price`: invalid type: string")]
    fn what_does_not_decode_is_named_with_its_path() {
        assert_round_trip::<Order>(r#"{"id": 1, "lines": [{"price": "x"}]}"#);
    }
}
