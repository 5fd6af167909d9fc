//! One wrong field never costs the response: what each kind of lie becomes.
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use Remedy::{Converted, Defaulted, LeftOut};
use client_runtime::{Decoding, Json, Remedy, Response};
use support::types::{Address, Item, Kind, Owner, Pair, Parcel, State, parcel};
use support::{Envelope, Line, Order, got, strictly};

type Told = (&'static str, &'static str, Option<&'static str>, Remedy);

fn repaired(member: &str) -> Response<Parcel> {
    got(&parcel(member)).unwrap_or_else(|error| panic!("{member}: {error:?}"))
}

/// The mismatches are these, with the member as JSON and as it is written again.
#[track_caller]
fn assert_becomes(member: &str, written: &str, told: &[Told]) {
    let response = repaired(member);
    let found: Vec<_> = response
        .mismatches()
        .iter()
        .map(|found| (found.path(), found.promised(), found.came().map(Json::get), found.remedy()))
        .collect();
    assert_eq!(found, told, "{member}");
    let key = written.split(':').next().unwrap().trim_matches('"').to_owned();
    let body = serde_json::to_value(response.body()).unwrap();
    let expected: serde_json::Value = serde_json::from_str(&format!("{{{written}}}")).unwrap();
    let is_absent = key == "absent";
    assert!(is_absent || body.get(&key) == expected.get(&key), "{member}: {body}");
    let error = strictly::<Parcel>(&parcel(member), Decoding::Strict).unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.mismatches(), response.mismatches());
    assert_eq!(error.json_path(), Some(found[0].0));
    assert_eq!(error.body(), Some(response.raw_body()));
}

/// The member is told once, with what was made of it.
#[track_caller]
fn assert_is(member: &str, promised: &'static str, remedy: Remedy, written: &str) {
    let (key, came) = member.split_once(':').unwrap();
    let path: &str = key.trim_matches('"');
    let response = repaired(member);
    let [only] = response.mismatches() else { panic!("{member}: {:?}", response.mismatches()) };
    assert_eq!((only.path(), only.promised(), only.remedy()), (path, promised, remedy), "{member}");
    assert_eq!(only.came().map(Json::get), Some(came), "{member}");
    let body = serde_json::to_string(&response.into_body()).unwrap();
    let expected = format!("{key}:{written}");
    assert!(body.contains(&expected), "{member}: {body}");
}

#[test]
fn a_whole_number_in_another_form_becomes_an_integer() {
    for (came, is) in [
        (r#""12""#, "12"),
        (r#"" 12 ""#, "12"),
        (r#""1234567890123456789""#, "1234567890123456789"),
        (r#""-9223372036854775808""#, "-9223372036854775808"),
        ("1.0", "1"),
        ("1e3", "1000"),
        (r#""1.20e2""#, "120"),
        ("-0", "0"),
        ("true", "1"),
        ("false", "0"),
    ] {
        assert_is(&format!(r#""id":{came}"#), "an integer", Converted, is);
    }
}

#[test]
fn what_is_no_whole_number_is_never_rounded() {
    for came in [
        "1.5",
        r#""1.5""#,
        "9223372036854775808",
        r#""9223372036854775808""#,
        "1e99999999999999999999",
        r#""007""#,
        r#""+7""#,
        r#""7 8""#,
        r#""""#,
        r#""ten""#,
        "null",
        "{}",
        "[]",
        "[1,2]",
        r#"{"id":7}"#,
    ] {
        assert_is(&format!(r#""id":{came}"#), "an integer", Defaulted, "0");
    }
    assert_becomes(r#""count":1.5"#, r#""absent":0"#, &[("count", "an integer", Some("1.5"), LeftOut)][..]);
}

#[test]
fn numbers_keep_every_digit() {
    for (came, is) in [
        (r#""0.10""#, "0.10"),
        (r#""18446744073709551617""#, "18446744073709551617"),
        (r#""1e400""#, "1e400"),
        ("true", "1"),
    ] {
        assert_is(&format!(r#""weight":{came}"#), "a number", Converted, is);
    }
    assert_is(r#""weight":"heavy""#, "a number", Defaulted, "0");
    // Beside a wrong field, those that fit stay as they came.
    let body = parcel(r#""name":7"#).replace("0.10", "18446744073709551617.10");
    assert_eq!(got::<Parcel>(&body).unwrap().body().weight.to_string(), "18446744073709551617.10");
}

#[test]
fn booleans_have_many_spellings() {
    for (came, is) in [
        (r#""true""#, "true"),
        (r#""FALSE""#, "false"),
        ("1", "true"),
        ("0", "false"),
        (r#""1""#, "true"),
        (r#""0""#, "false"),
    ] {
        assert_is(&format!(r#""fragile":{came}"#), "a boolean", Converted, is);
    }
    for came in ["2", r#""yes""#, r#""""#, "null", "1.0"] {
        assert_is(&format!(r#""fragile":{came}"#), "a boolean", Defaulted, "false");
    }
}

#[test]
fn strings_hold_the_text_of_whatever_came() {
    for (came, is) in [
        ("1234567890123456789", r#""1234567890123456789""#),
        ("0.10", r#""0.10""#),
        ("true", r#""true""#),
        (r#"{"a": [1]}"#, r#""{\"a\": [1]}""#),
        ("[1, 2]", r#""[1, 2]""#),
        ("[]", r#""[]""#),
    ] {
        assert_is(&format!(r#""name":{came}"#), "a string", Converted, is);
    }
    assert_is(r#""name":["only"]"#, "a string", Converted, r#""only""#);
    assert_is(r#""name":null"#, "a string", Defaulted, r#""""#);
    assert_is(r#""name":"\ud800""#, "a string", Defaulted, r#""""#);
    assert_is(r#""reference":false"#, "a number or a string", Converted, r#""false""#);
    assert_is(r#""reference":{"a":1}"#, "a number or a string", Converted, r#""{\"a\":1}""#);
    assert_is(r#""reference":null"#, "a number or a string", Defaulted, r#""""#);
}

#[test]
fn an_enumeration_never_gets_a_variant_that_nobody_named() {
    assert_is(r#""state":"1""#, "an integer", Converted, "1");
    assert_is(r#""state":null"#, "an integer", Defaulted, "-1");
    assert_is(r#""kind":7"#, "a string", Converted, r#""7""#);
    assert_is(r#""kind":null"#, "a string", Defaulted, r#""""#);
    assert_eq!(repaired(r#""state":null"#).body().state, State::Other(-1));
    assert_eq!(repaired(r#""kind":null"#).body().kind, Kind::Other(String::new()));
    let unknown = repaired(r#""state":99"#);
    assert!(unknown.mismatches().is_empty() && unknown.body().state == State::Other(99));
}

#[test]
fn json_in_a_string_is_read_and_mended_inside() {
    let response = repaired(r#""items":"[{\"sku\":\"12\"},7]""#);
    assert_eq!(response.body().items, [Item { sku: 12.into(), size: None }]);
    let told: Vec<_> = response.mismatches().iter().map(ToString::to_string).collect();
    assert_eq!(
        told,
        [
            "`items`: promised a list of objects, came string (captures/parcel.txt:8); converted",
            "`items[0].sku`: promised a number, came string (captures/parcel.txt:20); converted",
            "`items[1]`: promised an object, came number (captures/parcel.txt:8); left out",
        ]
    );
    assert_is(r#""counts":"{\"a\":1}""#, "a map of integers", Converted, r#"{"a":1}"#);
    assert_is(r#""owner":"{\"phone\":\"1\"}""#, "an object", Converted, r#"{"phone":"1"}"#);
    assert_is(r#""owner":"{\"phone\":""#, "an object", Defaulted, r#"{"phone":""}"#);
    assert_is(r#""owner":"""#, "an object", Defaulted, r#"{"phone":""}"#);
}

#[test]
fn a_single_value_and_a_list_of_one_stand_for_each_other() {
    assert_is(r#""tags":"a""#, "a list of strings", Converted, r#"["a"]"#);
    assert_is(r#""tags":"""#, "a list of strings", Defaulted, "[]");
    assert_is(r#""tags":null"#, "a list of strings", Defaulted, "[]");
    assert_is(r#""items":{"sku":5}"#, "a list of objects", Converted, r#"[{"sku":5}]"#);
    assert_is(r#""owner":[{"phone":"1"}]"#, "an object", Converted, r#"{"phone":"1"}"#);
    assert_is(r#""owner":[{"phone":"1"},{"phone":"2"}]"#, "an object", Defaulted, r#"{"phone":""}"#);
    assert_is(r#""owner":[]"#, "an object", Defaulted, r#"{"phone":""}"#);
    assert_is(r#""id":[7]"#, "an integer", Converted, "7");
    assert_is(r#""counts":[]"#, "a map of integers", Converted, "{}");
    let told = [
        ("id", "an integer", Some(r#"["7"]"#), Converted),
        ("id[0]", "an integer", Some(r#""7""#), Converted),
    ];
    assert_becomes(r#""id":["7"]"#, r#""id":7"#, &told);
}

#[test]
fn what_is_missing_is_empty_and_told() {
    let response = got::<Parcel>(r#"{"id":"5"}"#).unwrap();
    let parcel = response.body();
    assert_eq!((parcel.id, &*parcel.name, parcel.fragile), (5, "", false));
    assert_eq!(parcel.address, Address::Pair(Pair::default()));
    assert!(parcel.extra.is_null() && parcel.note.is_none());
    let told: Vec<_> = response.mismatches().iter().map(|found| (found.path(), found.came())).collect();
    let names = "weight reference name fragile state kind items tags counts owner address";
    let missing: Vec<_> = names.split(' ').map(|name| (name, None)).collect();
    assert_eq!(told[1..], missing);
    assert_eq!(response.mismatches()[3].source().unwrap().line(), 4);
}

#[test]
fn items_that_fit_nowhere_are_left_out_and_the_others_stay() {
    let told = [
        ("items[0]", "an object", Some("null"), LeftOut),
        ("items[1].size", "an integer", Some(r#""big""#), LeftOut),
        ("items[2].sku", "a number", None, Defaulted),
        ("items[3]", "an object", Some("[]"), LeftOut),
    ];
    assert_becomes(
        r#""items":[null,{"sku":1,"size":"big"},{},[]]"#,
        r#""items":[{"sku":1},{"sku":0}]"#,
        &told,
    );
    let told = [("gaps[1]", "an integer", Some(r#""x""#), LeftOut)];
    assert_becomes(r#""gaps":[1,"x",null]"#, r#""gaps":[1,null,null]"#, &told);
    let told = [
        ("counts.a", "an integer", Some(r#""1""#), Converted),
        (r#"counts["b.c"]"#, "an integer", Some("null"), LeftOut),
    ];
    assert_becomes(r#""counts":{"a":"1","b.c":null,"d":3}"#, r#""counts":{"a":1,"d":3}"#, &told);
}

#[test]
fn of_a_key_that_repeats_the_last_counts() {
    let told = [("name", "a key that stands once", Some("\"old\""), LeftOut)];
    let response = got::<Parcel>(&parcel(r#""name":"old","name":"new""#)).unwrap();
    assert_eq!(response.body().name, "new");
    assert_eq!(response.mismatches()[0].promised(), told[0].1);
    let nested = parcel(r#""id":"1""#).replace(r#""counts":{}"#, r#""counts":{"a":1,"b":2,"a":3}"#);
    let response = got::<Parcel>(&nested).unwrap();
    assert_eq!(response.body().counts["a"], 3);
    assert_eq!(response.mismatches()[0].path(), "counts.a");
}

#[test]
fn a_union_takes_the_variant_that_loses_least() {
    let owner = |age| Address::Owner(Owner { phone: "5".to_owned(), age });
    assert_eq!(repaired(r#""address":{"phone":5}"#).body().address, owner(None));
    assert_eq!(repaired(r#""address":{"phone":"5","age":"6"}"#).body().address, owner(Some(6)));
    // `number` means the first variant, although nothing of it is as documented.
    let pair = Address::Pair(Pair { street: None, number: Some(7) });
    assert_eq!(repaired(r#""address":{"number":"7"}"#).body().address, pair);
    assert_eq!(repaired(r#""address":7"#).body().address, Address::Text("7".to_owned()));
    let told = [("address", "an object or a string or a list of values", Some("7"), Converted)];
    assert_becomes(r#""address":7"#, r#""address":"7""#, &told);
    let nested = repaired(r#""address":[[{"number":"7"}],"x",{"phone":1}]"#);
    let lines = |lines| Address::Lines(lines);
    let owner = Address::Owner(Owner { phone: "1".to_owned(), age: None });
    assert_eq!(nested.body().address, lines(vec![lines(vec![pair]), Address::Text("x".to_owned()), owner]));
}

#[test]
fn the_nesting_of_unions_does_not_multiply_the_work() {
    let deep = format!(r#""address":{}{{"number":"7"}}{}"#, "[".repeat(60), "]".repeat(60));
    assert_eq!(repaired(&deep).mismatches()[0].remedy(), Converted);
    // Deeper than any honest value: it is cut off where `serde_json` would stop.
    let deep = format!(r#""address":{}7{}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert!(!repaired(&deep).mismatches().is_empty());
}

#[test]
fn a_hostile_body_cannot_make_a_client_keep_without_bound() {
    let many = format!(r#""tags":[{}null]"#, "null,".repeat(4999));
    let response = repaired(&many);
    assert_eq!((response.mismatches().len(), response.unlisted_mismatches()), (1000, 4000));
    // Values inside values are told again on each level.
    let long = "x".repeat(200_000);
    let nested = format!(r#""id":{}"{long}"{}"#, "[".repeat(90), "]".repeat(90));
    let response = repaired(&nested);
    let kept: usize =
        response.mismatches().iter().filter_map(|told| told.came()).map(|came| came.get().len()).sum();
    assert!(kept <= 2 * nested.len() + 110_000, "{kept}");
}

#[test]
fn the_code_is_judged_after_the_repair_and_never_made_up() {
    let order = |body: &str| got::<Envelope<Order>>(body);
    let response = order(r#"{"code":"200","data":{"id":"12","lines":[{"quantity":"3"}]}}"#).unwrap();
    assert_eq!(response.data(), Some(&Order { id: 12.into(), lines: vec![Line { quantity: 3 }] }));
    for body in [r#"{"data":{"id":"12"}}"#, r#"{"code":null,"data":{"id":"12"}}"#, r#"{"code":"","msg":7}"#] {
        let error = order(body).unwrap_err();
        assert!(!error.is_transport() && (error.is_decode() || error.is_api()), "{error:?}");
    }
    assert!(order(r#"{"code":"500","data":{"id":"12"}}"#).unwrap_err().is_api());
    assert!(order(r#"[{"data":{"id":"12"}}]"#).unwrap_err().is_decode());
}

#[test]
fn data_that_cannot_be_read_is_told_as_such() {
    let error = got::<Envelope<Order>>(r#"{"code":200,"data":"none"}"#).unwrap().into_data().unwrap_err();
    let cause = std::error::Error::source(&error).unwrap().to_string();
    assert_eq!(
        cause,
        "the envelope's `data` cannot be read: promised an object, came string (captures/order.txt:4)"
    );
    assert_eq!(error.mismatches().len(), 1);
    assert_eq!(error.body().unwrap(), r#"{"code":200,"data":"none"}"#);
}

#[test]
fn a_body_of_which_nothing_fits_is_an_error_with_the_body() {
    for body in ["7", "null", "[]", "<html>", "", r#"{"id":1"#] {
        let error = got::<Parcel>(body).unwrap_err();
        assert!(error.is_decode() && error.mismatches().is_empty(), "{error:?}");
        assert_eq!(error.body().unwrap(), body);
    }
}

#[test]
fn what_the_docs_do_not_know_is_found_when_asked_for() {
    let told = |body: &str| -> Vec<(String, String)> {
        let response = got::<Parcel>(body).unwrap();
        let found = response.undocumented();
        found.iter().map(|found| (found.path().to_owned(), found.value().get().to_owned())).collect()
    };
    let pair = |path: &str, value: &str| (path.to_owned(), value.to_owned());
    assert_eq!(told(&parcel(r#""extra":{"a":1}"#)), []);
    assert_eq!(told(&parcel(r#""new":{"a" : 1e400}"#)), [pair("new", r#"{"a" : 1e400}"#)]);
    assert_eq!(told(&parcel(r#""new":null"#)), [pair("new", "null")]);
    assert_eq!(told(&parcel(r#""state":99"#)), [pair("state", "99")]);
    assert_eq!(told(&parcel(r#""kind":"CRATE""#)), [pair("kind", "\"CRATE\"")]);
    assert_eq!(told(&parcel(r#""state":"99""#)), [pair("state", "\"99\"")]);
    assert_eq!(told(&parcel(r#""items":"[{\"sku\":1,\"x\":2}]""#)), [pair("items[0].x", "2")]);
    assert_eq!(told(&parcel(r#""address":{"phone":"1","x":2}"#)), [pair("address.x", "2")]);
}

#[test]
fn neither_debug_nor_display_shows_a_body_or_a_header() {
    let body = r#"{"code":"200","msg":"K-secret","data":{"id":"K-secret","K-secret":1,"lines":[]}}"#;
    let response = got::<Envelope<Order>>(body).unwrap();
    assert_eq!(response.mismatches()[1].came().unwrap().get(), "\"K-secret\"");
    let shown = format!("{response:?} {:?} {}", response.mismatches(), response.mismatches()[1]);
    assert!(!shown.contains("K-secret"), "{shown}");
    let error = response.into_data().map(|order| order.id).unwrap();
    assert_eq!(error, 0.into());
}
