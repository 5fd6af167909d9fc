//! Each kind of wrong call is refused, and told what is wrong with it.

use generated_client::api::taobao::after_sales::{RefundModifyBody, refund_cancel, refund_modify};
use generated_client::{Credentials, Request};
use serde_json::json;
use xtask::mock::{Options, Server};

use crate::raw::{Answer, send};
use crate::sandbox::{SIGNED, TIMESTAMP, builder, signed, start};

const CANCEL: &str = "GET /v2/taobao/order/refund/cancel/110000300003";
const MODIFY: &str = "POST /v2/taobao/order/refund/modify";
const LOGISTICS: &str = "POST /open/order/refund/render/submit/logistics";

/// The message of a refusal in the envelope, after its code and HTTP status were found as expected.
fn message(answer: &Answer, status: u16, code: u16) -> String {
    let json = answer.json();
    assert_eq!((answer.status, &json["code"]), (status, &json!(code)), "{answer:?}");
    assert!(json["requestId"].as_str().unwrap().starts_with("mock-"), "{json}");
    let message = json["msg"].as_str().unwrap().to_owned();
    assert!(!message.contains("mock-access"), "a credential is told: {message}");
    message
}

/// The refusal of a signed call with this body.
fn refused(first: &str, body: &str) -> String {
    message(&send(&start(Options::default()), first, &signed(0), body), 200, 400)
}

#[test]
fn a_call_without_authentication_is_told_what_to_send() {
    let told = message(&send(&start(Options::default()), CANCEL, &[], ""), 200, 401);
    for name in ["access-key", "timestamp", "nonce-str", "signature"] {
        assert!(told.contains(&format!("the header `{name}` is missing")), "{told}");
    }
    // What belongs there is told so that it can be made.
    for words in [
        "the Unix time in seconds",
        "32 random letters and digits, others for each call",
        "the MD5 of access-key + timestamp + nonce + access-secret, joined without separators",
    ] {
        assert!(told.contains(words), "{told}");
    }
    // The recipe calls it optional.
    assert!(!told.contains("user-id"), "{told}");
}

#[test]
fn a_wrong_signature_is_told_the_recipe() {
    let server = start(Options::default());
    let with = |name: &str, value: &'static str| -> Vec<_> {
        let change = |(known, old)| if known == name { (known, value) } else { (known, old) };
        signed(0).into_iter().map(change).collect()
    };
    let told = |headers: &[_]| message(&send(&server, CANCEL, headers, ""), 200, 401);
    let wrong = told(&with("signature", SIGNED[1].1));
    assert!(
        wrong.contains(
            "the header `signature` is wrong: it is the MD5 of access-key + timestamp + nonce + access-secret, \
             joined without separators, in upper-case hexadecimal digits"
        ),
        "{wrong}"
    );
    let lower = told(&with("signature", "5ae99cb146e138a0c4dd92997ed04750"));
    assert!(lower.contains("right but for the case of its letters: write it in upper-case"), "{lower}");
    let key = told(&with("access-key", "somebody"));
    assert!(key.contains("another access-key than the mock's"), "{key}");
    let time = told(&with("timestamp", "yesterday"));
    assert!(time.contains("the header `timestamp` is no Unix timestamp"), "{time}");
    let nonce = told(&with("nonce-str", "short"));
    assert!(nonce.contains("the header `nonce-str` has 5 characters in place of 32"), "{nonce}");
    // None of these was taken, so that the nonce is still good.
    assert_eq!(send(&server, CANCEL, &signed(0), "").json()["code"], 200);
}

#[test]
fn a_nonce_is_taken_once() {
    let server = start(Options::default());
    assert_eq!(send(&server, CANCEL, &signed(0), "").json()["code"], 200);
    let told = message(&send(&server, CANCEL, &signed(0), ""), 200, 401);
    assert!(
        told.contains("the nonce was used before: make a new one for each call, and sign anew"),
        "{told}"
    );
    assert_eq!(send(&server, CANCEL, &signed(1), "").json()["code"], 200);
}

#[test]
fn a_timestamp_of_long_ago_or_of_the_other_unit_is_taken_with_a_hint() {
    let server = start(Options::default());
    let answer = send(&server, CANCEL, &signed(0), "");
    assert_eq!(answer.json()["code"], 200);
    let hints = answer.headers("x-mock-hint");
    assert!(hints[0].contains("more than 10 minutes away from now"), "{hints:?}");
    // `hashlib.md5(("mock-access-key" + "1745560799000" + nonce + "mock-access-secret").encode())`
    let headers = [
        ("access-key", "mock-access-key"),
        ("timestamp", "1745560799000"),
        ("nonce-str", SIGNED[1].0),
        ("signature", "C941D4208168C726A725FC99911C10B4"),
    ];
    let answer = send(&server, CANCEL, &headers, "");
    assert_eq!(answer.json()["code"], 200, "{answer:?}");
    let hints = answer.headers("x-mock-hint");
    assert!(hints[0].contains("the header `timestamp` counts milliseconds, other than"), "{hints:?}");
    assert_eq!(TIMESTAMP.len(), 10);
}

#[test]
fn a_missing_field_and_a_wrong_type_are_named_with_their_place() {
    let told = refused(
        LOGISTICS,
        r#"{"buyerPhone": 15068763422, "logisticsCompanyCode": "SF", "refundId": "1", "returnGoodsDesc": null}"#,
    );
    assert!(told.contains("in the body, the required field `logisticsNo` is missing"), "{told}");
    assert!(told.contains("`buyerPhone` of the body is documented as string, but a number came"), "{told}");
    // It is documented as `string or null`.
    assert!(!told.contains("returnGoodsDesc"), "{told}");
}

#[test]
fn a_misspelt_field_is_refused_and_a_new_value_only_hinted_at() {
    let told = refused(MODIFY, r#"{"refundDescr": "parcel lost"}"#);
    assert!(
        told.contains("`refundDescr` of the body is no documented field (did you mean `refundDesc`?)"),
        "{told}"
    );
    let answer = send(&start(Options::default()), MODIFY, &signed(0), r#"{"refundType": 3}"#);
    assert_eq!(answer.json()["code"], 200);
    let hints = answer.headers("x-mock-hint").join(" ");
    assert!(
        hints.contains("`refundType` of the body is none of the values that the docs list: 1, 2"),
        "{hints}"
    );
}

#[test]
fn a_body_must_be_there_and_json() {
    assert!(refused(MODIFY, "").contains("the body is missing; send `application/json`"));
    let told = refused(MODIFY, r#"{"refundDesc": }"#);
    assert!(told.contains("the body is not JSON: expected value at line 1 column 16"), "{told}");
    let told = refused(MODIFY, "[]");
    assert!(told.contains("the body is documented as object, but a list came"), "{told}");
    let mut headers = signed(0);
    headers.retain(|(name, _)| *name != "content-type");
    let told = message(&send(&start(Options::default()), MODIFY, &headers, "{}"), 200, 400);
    assert!(told.contains("the header `content-type` is not `application/json`: it is missing"), "{told}");
    headers.push(("content-type", "text/plain"));
    let told = message(&send(&start(Options::default()), MODIFY, &headers, "{}"), 200, 400);
    assert!(told.contains("is not `application/json`: it is `text/plain`"), "{told}");
    let headers = [signed(0), vec![("content-encoding", "gzip")]].concat();
    let told = message(&send(&start(Options::default()), MODIFY, &headers, "{}"), 200, 400);
    assert!(told.contains("the header `content-encoding` is `gzip`, which no page documents"), "{told}");
}

#[test]
fn what_is_sent_twice_is_refused() {
    let server = start(Options::default());
    let headers = [signed(0), vec![("access-key", "another")]].concat();
    let told = message(&send(&server, CANCEL, &headers, ""), 200, 401);
    assert_eq!(told, "the header `access-key` is sent 2 times: only once is clear");
    let told = refused(&format!("{MODIFY}?x=1&x=2"), "{}");
    assert_eq!(told, "no page documents a query parameter `x`");
}

#[test]
fn a_path_parameter_must_not_be_empty() {
    let told = refused("GET /v2/taobao/order/refund/cancel/", "");
    assert!(told.contains("the path parameter `refundId` is empty"), "{told}");
    for dots in ["..", "%2e%2E"] {
        let told = refused(&format!("GET /v2/taobao/order/refund/cancel/{dots}"), "");
        assert!(
            told.contains("the path parameter `refundId` is `..`, which leads to another path"),
            "{told}"
        );
    }
}

#[test]
fn a_wrong_verb_and_an_unknown_path_are_led_to_the_right_ones() {
    let server = start(Options::default());
    let answer = send(&server, "POST /v2/taobao/order/refund/cancel/1", &[], "");
    assert_eq!(answer.headers("allow"), ["GET"]);
    let told = message(&answer, 405, 405);
    assert!(told.contains("did you mean `GET /v2/taobao/order/refund/cancel/{refundId}`?"), "{told}");
    let told = message(&send(&server, "POST /v2/taobao/order/refund/modifi", &[], ""), 404, 404);
    assert!(told.contains("did you mean `POST /v2/taobao/order/refund/modify`?"), "{told}");
    let told = message(&send(&server, "GET /", &[], ""), 404, 404);
    assert!(told.contains("check the path against the docs"), "{told}");
}

/// The two kinds of failure are two kinds of error for users of the client.
#[tokio::test]
async fn the_client_tells_refusals_from_http_failures() {
    let server: Server = start(Options::default());
    let wrong = Credentials::new()
        .set(generated_client::ACCESS_KEY, "mock-access-key")
        .set(generated_client::ACCESS_SECRET, "another secret");
    let client = builder(&server).credentials(wrong).build().unwrap();
    let error = client.send(refund_cancel("1")).await.unwrap_err();
    assert!(error.is_api() && !error.is_http_status(), "{error:?}");
    assert_eq!((error.api_code(), error.request_id()), (Some("401"), Some("mock-1")));
    assert!(error.api_message().unwrap().contains("it is the MD5 of access-key + timestamp"), "{error}");

    let client = builder(&server).build().unwrap();
    let error = client.send(Request::<()>::get("/v2/nowhere")).await.unwrap_err();
    assert!(error.is_http_status() && !error.is_api(), "{error:?}");
    assert_eq!((error.status().unwrap().as_u16(), error.api_code()), (404, Some("404")));

    // What the client encodes and signs is taken, again and again.
    for _ in 0..3 {
        client.send(refund_modify(&RefundModifyBody::default().refund_desc("货损 \"1\""))).await.unwrap();
    }
}
