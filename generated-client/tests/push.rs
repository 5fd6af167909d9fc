//! Push messages in every form the docs leave open, and in forms that nobody should send.

#![expect(clippy::unwrap_used, reason = "what does not parse is a failed test")]

use generated_client::push::{Delivery, Message, Platform, verifier};
use generated_client::{Json, NumberOrString, client_runtime::http};
use serde::Deserialize;

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Refund {
    refund_id: i64,
}

fn parsed(json: &str) -> Message {
    Message::parse(json.as_bytes()).unwrap()
}

fn with_body(body: &str) -> Message {
    parsed(&format!(r#"{{"messageType": "T", "messageBody": {body}}}"#))
}

fn json(text: &str) -> Json {
    text.parse().unwrap()
}

#[test]
fn the_four_fields_are_read_and_the_rest_is_kept() {
    let message = parsed(
        r#"{"messageType": "TAOBAO_ORDER", "messageBody": {"refundId": 9007199254740993},
            "messagePlatform": 1, "timestamp": 1745560799000, "traceId": [1.50], "sign": "x"}"#,
    );
    assert_eq!(message.message_type(), "TAOBAO_ORDER");
    assert_eq!(message.platform(), Some(&Platform::Alibaba1688));
    assert_eq!(message.timestamp(), Some(&NumberOrString::from(1_745_560_799_000_i64)));
    assert_eq!(message.body::<Refund>().unwrap(), Refund { refund_id: 9_007_199_254_740_993 });
    let rest: Vec<_> =
        message.undocumented().iter().map(|(name, value)| (name.as_str(), value.get())).collect();
    assert_eq!(rest, [("sign", r#""x""#), ("traceId", "[1.50]")]);
}

#[test]
fn the_body_is_the_same_as_an_object_and_within_strings() {
    let object = r#"{"refundId": 7}"#;
    let string = serde_json::to_string(object).unwrap();
    let twice = serde_json::to_string(&string).unwrap();
    for body in [object, &string, &twice, r#"" {\"refundId\": 7}\n""#, r#""\u007b\"refundId\": 7}""#] {
        let message = with_body(body);
        assert_eq!(message.body::<Refund>().unwrap(), Refund { refund_id: 7 }, "{body}");
        assert_eq!(message.body_json().get(), object);
        assert_eq!(message.raw_body().get(), body);
    }
    assert_eq!(with_body(r#""[1, 2]""#).body::<Vec<i64>>().unwrap(), [1, 2]);
    assert_eq!(with_body("[1, 2]").body::<Vec<i64>>().unwrap(), [1, 2]);
}

#[test]
fn a_string_that_holds_no_json_stays_a_string() {
    for text in ["", "12", "2597049687002736161", "true", "null", "{\"a\":", "text", "\"text\"", "[1] [2]"] {
        let body = serde_json::to_string(text).unwrap();
        assert_eq!(with_body(&body).body::<String>().unwrap(), text);
    }
}

#[test]
fn numbers_may_come_as_strings() {
    for (platform, expected) in [
        ("0", Platform::Taobao),
        (r#""0""#, Platform::Taobao),
        ("1", Platform::Alibaba1688),
        (r#""1""#, Platform::Alibaba1688),
        ("2", Platform::Other(json("2"))),
        (r#""TAOBAO""#, Platform::Other(json(r#""TAOBAO""#))),
        ("false", Platform::Other(json("false"))),
        ("[0]", Platform::Other(json("[0]"))),
    ] {
        let message = parsed(&format!(r#"{{"messageType": 12, "messagePlatform": {platform}}}"#));
        assert_eq!(message.platform(), Some(&expected), "{platform}");
        assert_eq!(message.message_type(), "12");
        assert!(message.undocumented().is_empty());
    }
    let message = parsed(r#"{"messageType": "T", "timestamp": "1745560799"}"#);
    assert_eq!(message.timestamp().and_then(NumberOrString::as_i64), Some(1_745_560_799));
}

#[test]
fn a_timestamp_of_another_kind_is_kept_with_the_rest() {
    let message = parsed(r#"{"messageType": "T", "timestamp": {"s": 1}}"#);
    assert_eq!(message.timestamp(), None);
    assert_eq!(message.undocumented()["timestamp"].get(), r#"{"s": 1}"#);
}

#[test]
fn only_the_type_must_be_there() {
    for text in [r#"{"messageType": "T"}"#, r#"{"messageType": "T", "messageBody": null, "timestamp": null}"#]
    {
        let message = parsed(text);
        assert_eq!((message.platform(), message.timestamp()), (None, None));
        assert!(message.body_json().is_null() && message.raw_body().is_null());
        assert_eq!(message.body::<Option<Refund>>().unwrap(), None);
        assert!(message.body::<Refund>().unwrap_err().is_decode());
    }
}

#[test]
fn a_body_of_another_shape_is_an_error_that_says_where() {
    #[derive(Debug, Deserialize)]
    struct Order {
        #[expect(dead_code, reason = "it never decodes")]
        refund: Refund,
    }
    let error = with_body(r#"{"refund": {"refundId": "x"}}"#).body::<Order>().unwrap_err();
    assert!(error.is_decode());
    assert_eq!(error.json_path(), Some("refund.refundId"));
}

#[test]
fn what_is_no_message_is_a_decode_error() {
    let deep = "[".repeat(100_000);
    let texts: [&[u8]; 14] = [
        b"",
        b" ",
        b"null",
        b"[]",
        br#"["T", {}, 0, 1]"#,
        br#"[{"messageType": "T"}]"#,
        br#""{\"messageType\": \"T\"}""#,
        b"{}",
        br#"{"messageType": null}"#,
        br#"{"messageType": {}}"#,
        br#"{"messageType": "T", "messageType": "U"}"#,
        br#"{"messageType": "T"} {}"#,
        b"{\"messageType\": \"T\xff\"}",
        deep.as_bytes(),
    ];
    for text in texts {
        let error = Message::parse(text).unwrap_err();
        assert!(error.is_decode(), "{}: {error}", String::from_utf8_lossy(text));
    }
}

#[test]
fn deep_and_large_bodies_harm_nobody() {
    let deep = "[".repeat(200_000) + &"]".repeat(200_000);
    let message = with_body(&deep);
    assert_eq!(message.body_json().get(), deep);
    assert!(message.body::<serde_json::Value>().unwrap_err().is_decode());
    assert!(message.body::<Vec<Refund>>().unwrap_err().is_decode());
    assert_eq!(with_body(&format!("\"{deep}\"")).body_json().get(), deep);

    let large = format!("{{\"note\": \"{}\"}}", "a".repeat(4_000_000));
    let mut wrapped = large.clone();
    for _ in 0..5 {
        wrapped = serde_json::to_string(&wrapped).unwrap();
    }
    assert_eq!(with_body(&wrapped).body_json().get(), large);
    let fields: Vec<_> = (0..50_000).map(|number| format!("\"f{number}\": {number}")).collect();
    let message = parsed(&format!("{{\"messageType\": \"T\", {}}}", fields.join(",")));
    assert_eq!(message.undocumented().len(), 50_000);
}

#[test]
fn every_beginning_of_a_message_ends_in_an_error_and_every_changed_byte_in_either() {
    let whole =
        br#"{"messageType": "T", "messageBody": "{\"refundId\": 7}", "messagePlatform": 0, "timestamp": 1}"#;
    for end in 0..whole.len() {
        assert!(Message::parse(&whole[..end]).unwrap_err().is_decode(), "{end}");
    }
    for at in 0..whole.len() {
        for byte in 0..=u8::MAX {
            let mut changed = whole.to_vec();
            changed[at] = byte;
            match Message::parse(&changed) {
                Ok(message) => drop(message.body::<Refund>()),
                Err(error) => assert!(error.is_decode()),
            }
        }
    }
}

#[test]
fn debug_shows_no_contents() {
    let message = parsed(r#"{"messageType": "T", "messageBody": "hidden", "note": "hidden"}"#);
    assert_eq!(
        format!("{message:?}"),
        r#"Message { message_type: "T", platform: None, timestamp: None, .. }"#
    );
}

#[test]
fn a_delivery_is_verified_with_the_base_the_receiver_gives() {
    // python3 -c 'import hmac; print(hmac.new(b"test-access-secret", b"test-access-key{\"messageType\":\"ORDER_PAID\"}", "sha256").hexdigest())'
    let signature = "43593748fb58469ee6fb11daeea0e054c8b1fcb27aae44a4a562528f3a678120";
    let body = br#"{"messageType":"ORDER_PAID"}"#;
    let verifier =
        verifier("test-access-secret", |delivery: &Delivery| [b"test-access-key", delivery.body()].concat())
            .unwrap();
    let mut headers = http::HeaderMap::new();
    assert!(verifier.verify(&headers, body).unwrap_err().is_missing());
    headers.insert("authorization", http::HeaderValue::from_static(signature));
    verifier.verify(&headers, body).unwrap();
    assert!(verifier.verify(&headers, &body[1..]).unwrap_err().is_mismatch());
    assert!(generated_client::push::verifier("", |_: &Delivery| Vec::new()).unwrap_err().is_request());
}
