//! Unions with a tag: a wrong field never makes a value something else than its tag says.

mod support;

use client_runtime::testing::{assert_round_trip, conforming, lie};
use client_runtime::{Decoding, ResponseBody, documented, untagged_union};
use serde::{Deserialize, Serialize};
use std::time::{Duration, Instant};
use support::{got, strictly};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Cat {
    kind: String,
    lives: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Dog {
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    lives: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    friend: Option<Box<Pet>>,
}

#[derive(Clone, Debug, PartialEq)]
enum Pet {
    Cat(Cat),
    Dog(Dog),
    Pack(Vec<Pet>),
}
untagged_union!(Pet by "kind" { Cat(Cat) = "cat", Dog(Dog) = "7", Pack(Vec<Pet>) });

const PAGE: &str = "captures/pets.md";
documented!(struct Cat in PAGE { "kind": String => 2, "lives": i64 => 3 });
documented!(struct Dog in PAGE { "kind": String => 5, "lives": Option<String> => 6, "friend": Option<Box<Pet>> => 7 });
documented!(union Pet by "kind" { Cat(Cat) = "cat", Dog(Dog) = "7", Pack(Vec<Pet>) });
impl ResponseBody for Pet {}

#[test]
fn a_wrong_field_does_not_make_it_the_other_variant() {
    // Each would be a dog without any loss, if the tag did not say otherwise.
    for (json, lives) in [
        (r#"{"kind":"cat","lives":"9"}"#, 9),
        (r#"{"lives":"9","kind":"cat"}"#, 9),
        (r#"{"kind":"cat","lives":"nine"}"#, 0),
        (r#"{"kind":"cat"}"#, 0),
    ] {
        let response = got::<Pet>(json).unwrap();
        assert_eq!(*response.body(), Pet::Cat(Cat { kind: "cat".to_owned(), lives }), "{json}");
        let [only] = response.mismatches() else { panic!("{json}: {:?}", response.mismatches()) };
        assert_eq!((only.path(), only.source().unwrap().line()), ("lives", 3));
        assert!(strictly::<Pet>(json, Decoding::Strict).unwrap_err().is_decode());
    }
    // A tag in digits names its variant, too.
    let response = got::<Pet>(r#"[{"kind":7,"friend":{"kind":"cat","lives":"1"}}]"#).unwrap();
    let cat = Pet::Cat(Cat { kind: "cat".to_owned(), lives: 1 });
    let dog = Dog { kind: "7".to_owned(), lives: None, friend: Some(Box::new(cat)) };
    assert_eq!(*response.body(), Pet::Pack(vec![Pet::Dog(dog)]));
    let paths: Vec<_> = response.mismatches().iter().map(client_runtime::Mismatch::path).collect();
    assert_eq!(paths, ["[0].kind", "[0].friend.lives"]);
}

#[test]
fn a_tag_that_no_variant_has_leaves_the_choice_to_the_fields() {
    let response = got::<Pet>(r#"{"kind":"bird","lives":9}"#).unwrap();
    assert!(matches!(response.body(), Pet::Cat(_)) && response.mismatches().is_empty());
    let response = got::<Pet>(r#"{"kind":null,"lives":"9"}"#).unwrap();
    assert_eq!(response.mismatches()[0].path(), "kind");
}

#[test]
fn tags_inside_each_other_are_still_repaired_in_time() {
    for (depth, mismatches) in [(30, Some(1)), (100, None)] {
        let json = r#"{"kind":"7","friend":"#.repeat(depth) + r#"{"kind":"cat"}"# + &"}".repeat(depth);
        let begin = Instant::now();
        let response = got::<Pet>(&json).unwrap();
        assert!(matches!(response.body(), Pet::Dog(_)));
        // What is nested beyond any honest depth is cut off there.
        assert!(
            mismatches.is_none_or(|count| response.mismatches().len() == count),
            "{:?}",
            response.mismatches()
        );
        assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
    }
}

#[test]
fn whatever_lie_they_hold_they_stay_what_their_tag_says() {
    for seed in 0..2_000 {
        let json = conforming::<Pet>(seed);
        assert_round_trip::<Pet>(&json);
        let wrong = lie(&json, seed);
        let came: serde_json::Value = serde_json::from_str(&wrong).unwrap();
        let Ok(response) = got::<Pet>(&wrong) else { continue };
        match (came["kind"].as_str(), response.body()) {
            (Some("cat"), Pet::Cat(_)) | (Some("7"), Pet::Dog(_)) => {}
            (Some(tag @ ("cat" | "7")), other) => panic!("{tag} of {wrong} became {other:?}"),
            _ => {}
        }
    }
}
