//! Answers that are as documented, in another form: the code of the envelope, the envelope itself, the bytes of the text.

mod support;

use client_runtime::{Decoding, Remedy::Defaulted};
use support::types::{Parcel, parcel};
use support::{Envelope, Order, got};

#[test]
fn the_code_is_the_same_in_any_form() {
    let order = |body: &str| got::<Envelope<Order>>(body);
    let data = r#""data":{"id":12,"lines":[]}"#;
    for code in ["200", "\"200\"", "200.0", "2e2", "\"200.0\"", "\" 200 \"", "[200]", "[\"200\"]"] {
        let response = order(&format!(r#"{{"code":{code},{data}}}"#))
            .unwrap_or_else(|error| panic!("{code}: {error:?}"));
        assert_eq!(response.data().unwrap().id, 12.into(), "{code}");
    }
    for code in ["201", "200.1", "true", "\"\"", "\"ok\"", "[200,200]", "{}", "[]", "20"] {
        assert!(order(&format!(r#"{{"code":{code},{data}}}"#)).is_err(), "{code}");
    }
}

#[test]
fn an_envelope_in_a_string_or_in_a_list_of_one_is_opened() {
    let body = r#"{"code":200,"msg":"ok","data":{"id":12,"lines":[]}}"#;
    let failure = r#"{"code":500,"msg":"busy","data":null}"#;
    for wrap in [|body: &str| serde_json::to_string(body).unwrap(), |body: &str| format!("[{body}]")] {
        let response = got::<Envelope<Order>>(&wrap(body)).unwrap();
        assert_eq!(response.data().unwrap().id, 12.into());
        assert_eq!((response.mismatches().len(), response.mismatches()[0].path()), (1, ""));
        assert!(got::<Envelope<Order>>(&wrap(failure)).unwrap_err().is_api());
    }
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_answer() {
    let body = "\u{feff}{\"code\":200,\"data\":{\"id\":12,\"lines\":[]},\"new\":1}";
    let response = got::<Envelope<Order>>(body).unwrap();
    assert_eq!(response.data().unwrap().id, 12.into());
    assert!(response.mismatches().is_empty());
    assert_eq!((response.undocumented()[0].path(), &response.raw_body()[..3]), ("new", &b"\xef\xbb\xbf"[..]));
    assert!(got::<Envelope<Order>>("\u{feff}{\"code\":500,\"msg\":\"busy\"}").unwrap_err().is_api());
    assert!(got::<Envelope<Order>>(&body.replace("12", "\"12\"")).unwrap().mismatches().len() == 1);
}

#[test]
fn bytes_that_are_no_text_cost_their_string_alone() {
    let body = parcel(r#""name":"退款 ?!""#).into_bytes();
    let broken: Vec<u8> = body.iter().map(|byte| if *byte == b'?' { 0xff } else { *byte }).collect();
    let response = support::got_bytes::<Parcel>(&broken, Decoding::Tolerant).unwrap();
    assert_eq!((response.body().id, response.body().name.as_str()), (1, ""));
    let [only] = response.mismatches() else { panic!("{:?}", response.mismatches()) };
    assert_eq!((only.path(), only.remedy()), ("name", Defaulted));
    assert_eq!(only.came().unwrap().get(), "\"退款 \u{fffd}!\"");
    assert_eq!(response.raw_body(), &broken);
    let error = support::got_bytes::<Parcel>(&broken, Decoding::Strict).unwrap_err();
    assert_eq!((error.json_path(), error.body()), (Some("name"), Some(&broken.into())));
    // Where anything may stand, too: it would no longer be what came.
    let body = parcel(r#""extra":{"a":["?"]}"#).into_bytes();
    let broken: Vec<u8> = body.iter().map(|byte| if *byte == b'?' { 0xff } else { *byte }).collect();
    let response = support::got_bytes::<Parcel>(&broken, Decoding::Tolerant).unwrap();
    assert!(response.body().extra.is_null() && response.mismatches()[0].path() == "extra");
}
