//! Unions without a tag: the variant that is read is the one that keeps what came.

use client_runtime::{Number, NumberOrString, untagged_union};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct AddressFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<NumberOrString>,
    #[serde(skip_serializing_if = "Option::is_none")]
    receiver: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
enum Address {
    Object(AddressFields),
    List(Vec<Address>),
    Number(Number),
    String(String),
}
untagged_union!(Address { Object(AddressFields), List(Vec<Address>), Number(Number), String(String) });

#[test]
fn a_union_takes_the_variant_that_fits_and_writes_it_back() {
    for (json, variant) in [
        (r#"{"phone":13800000000,"receiver":"x"}"#, "Object"),
        (r#"{"phone":"138","receiver":"x"}"#, "Object"),
        (r#""1 Main St""#, "String"),
        ("18446744073709551617", "Number"),
        // All fields of the struct are optional, so a derived reader would take arrays for it.
        ("[]", "List"),
        (r#"["a",{"receiver":"x"}]"#, "List"),
    ] {
        let address: Address = serde_json::from_str(json).unwrap();
        assert!(format!("{address:?}").starts_with(variant), "{address:?}");
        assert_eq!(serde_json::to_string(&address).unwrap(), json);
    }
}

#[test]
fn a_union_that_nothing_fits_names_every_variant() {
    let error = serde_json::from_str::<Address>("true").unwrap_err().to_string();
    assert!(
        error.starts_with("the boolean fits no variant of Address; as Object: invalid type: boolean"),
        "{error}"
    );
    assert!(
        error.contains("; as List: ") && error.contains("; as Number: ") && error.contains("; as String: "),
        "{error}"
    );
}

#[test]
fn a_bottomless_union_is_an_error_and_not_a_stack_overflow() {
    let json = "[".repeat(200_000) + &"]".repeat(200_000);
    let error = serde_json::from_str::<Address>(&json).unwrap_err().to_string();
    assert!(error.contains("nested too deeply"), "{error}");
    let json = "[".repeat(40) + &"]".repeat(40);
    assert_eq!(serde_json::to_string(&serde_json::from_str::<Address>(&json).unwrap()).unwrap(), json);
}

/// Structs as the generator writes them: every field optional, what they do not know left out.
macro_rules! optional_fields {
    ($($name:ident { $($field:ident: $type:ty),+ })+) => {$(
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        struct $name {
            $(#[serde(skip_serializing_if = "Option::is_none")]
            $field: Option<$type>,)+
        }
    )+};
}
optional_fields! {
    X { x: String }
    Z { z: String }
    Id { id: String }
    IdAndExtra { id: String, extra: String }
    Leaf { note: String, child: Box<Tree> }
    Branch { child: Box<Tree> }
}

#[derive(Clone, Debug, PartialEq)]
enum Either {
    X(X),
    Z(Z),
}
untagged_union!(Either { X(X), Z(Z) });

#[derive(Clone, Debug, PartialEq)]
enum Reference {
    Short(Id),
    Long(IdAndExtra),
}
untagged_union!(Reference { Short(Id), Long(IdAndExtra) });

#[test]
fn the_variant_that_loses_nothing_wins() {
    for (json, variant) in [
        (r#"{"x":"1"}"#, "X"),
        (r#"{"z":"1"}"#, "Z"),
        // Both keep it, since `null` is the same as absence.
        ("{}", "X"),
        (r#"{"x":null,"z":null}"#, "X"),
    ] {
        let either: Either = serde_json::from_str(json).unwrap();
        assert!(format!("{either:?}").starts_with(variant), "{json}: {either:?}");
    }
    for (json, variant) in [(r#"{"id":"1"}"#, "Short"), (r#"{"id":"1","extra":"2"}"#, "Long")] {
        let reference: Reference = serde_json::from_str(json).unwrap();
        assert!(format!("{reference:?}").starts_with(variant), "{json}: {reference:?}");
        assert_eq!(serde_json::to_string(&reference).unwrap(), json);
    }
}

#[test]
fn where_all_lose_something_the_one_that_loses_least_wins() {
    let json = r#"{"id": "1", "extra": "2", "new": {"a": 1}}"#;
    let Reference::Long(read) = serde_json::from_str(json).unwrap() else { panic!("the short one wins") };
    assert_eq!(read, IdAndExtra { id: Some("1".to_owned()), extra: Some("2".to_owned()) });
    assert!(matches!(serde_json::from_str(r#"{"other": 1}"#).unwrap(), Either::X(_)));
}

#[test]
fn a_number_goes_where_its_digits_survive() {
    #[derive(Debug)]
    enum Amount {
        Float(f64),
        Exact(Number),
    }
    untagged_union!(Amount { Float(f64), Exact(Number) });

    assert!(
        matches!(serde_json::from_str("1").unwrap(), Amount::Float(value) if value.to_bits() == 1_f64.to_bits())
    );
    let Amount::Exact(exact) = serde_json::from_str("9007199254740993").unwrap() else {
        panic!("it was rounded")
    };
    assert_eq!(exact.to_string(), "9007199254740993");
}

#[derive(Clone, Debug, PartialEq)]
enum Tree {
    Branch(Branch),
    Leaf(Leaf),
}
untagged_union!(Tree { Branch(Branch), Leaf(Leaf) });

#[test]
fn unions_inside_each_other_choose_at_every_level() {
    let json = r#"{"child":{"note":"a","child":"#.repeat(30) + r#"{"note":"b"}"# + &"}}".repeat(30);
    let tree: Tree = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&tree).unwrap(), json);
}

#[test]
fn many_unions_inside_each_other_are_still_read_in_time() {
    let json = r#"{"child":"#.repeat(100) + r#"{"unknown":1}"# + &"}".repeat(100);
    let begin = Instant::now();
    serde_json::from_str::<Tree>(&json).unwrap();
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
}

#[derive(Debug, PartialEq)]
enum Nested {
    List(Vec<Nested>),
    Text(String),
}
untagged_union!(Nested { List(Vec<Nested>), Text(String) });

#[test]
fn a_wrong_value_deep_in_unions_is_refused_in_time() {
    let wide = r#""0123456789","#.repeat(500);
    let json = format!("{}{wide}true{}", "[".repeat(90), "]".repeat(90));
    let begin = Instant::now();
    let error = serde_json::from_str::<Nested>(&json).unwrap_err().to_string();
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    // The innermost reason, and not ninety around it.
    assert!(error.starts_with("the boolean fits no variant of Nested; as List: invalid type"), "{error}");
}
