//! Verifying messages: signatures computed with Python's `hmac`, and everything that is none.

#![expect(clippy::unwrap_used, reason = "what cannot be set up is a failed test")]

use client_runtime::http::{HeaderMap, HeaderName, HeaderValue, header::AUTHORIZATION};
use client_runtime::webhook::{Delivery, VerificationError, Verifier};

const KEY: &str = "test-access-key";
const SECRET: &str = "test-access-secret";
const BODY: &[u8] = br#"{"messageType":"ORDER_PAID"}"#;
/// `python3 -c 'import hmac; print(hmac.new(b"test-access-secret",
/// b"test-access-key" b"{\"messageType\":\"ORDER_PAID\"}", "sha256").hexdigest())'`
const SIGNATURE: &str = "43593748fb58469ee6fb11daeea0e054c8b1fcb27aae44a4a562528f3a678120";
/// The same over the body alone.
const OVER_THE_BODY: &str = "457840019d4777f5a1a7ffb531e46cacb09c6de14a64ffd61b6735efd52bdeed";
/// The same over nothing at all.
const OVER_NOTHING: &str = "be1ba8c219b644faa557d901cd3000a17687b29c3f4d6ef521c60eaf04dc72af";

/// A verifier of signatures over the access key and the body.
fn verifier(secret: &str) -> Verifier {
    Verifier::new(AUTHORIZATION, secret, |delivery: &Delivery| [KEY.as_bytes(), delivery.body()].concat())
        .unwrap()
}

fn headers(signature: &[u8]) -> HeaderMap {
    HeaderMap::from_iter([(AUTHORIZATION, HeaderValue::from_bytes(signature).unwrap())])
}

fn verify(signature: &str, body: &[u8]) -> Result<(), VerificationError> {
    verifier(SECRET).verify(&headers(signature.as_bytes()), body)
}

#[test]
fn a_signature_as_python_computes_it_holds_in_either_case() {
    assert_eq!(verify(SIGNATURE, BODY), Ok(()));
    assert_eq!(verify(&SIGNATURE.to_uppercase(), BODY), Ok(()));
    let mixed = SIGNATURE.replace("fb", "FB");
    assert_ne!(mixed, SIGNATURE);
    assert_eq!(verify(&mixed, BODY), Ok(()));
}

#[test]
fn the_closure_decides_what_is_signed() {
    let over_the_body =
        Verifier::new(AUTHORIZATION, SECRET, |delivery: &Delivery| delivery.body().to_vec()).unwrap();
    assert_eq!(over_the_body.verify(&headers(OVER_THE_BODY.as_bytes()), BODY), Ok(()));
    assert_eq!(over_the_body.verify(&headers(OVER_NOTHING.as_bytes()), b""), Ok(()));
    assert!(over_the_body.verify(&headers(SIGNATURE.as_bytes()), BODY).unwrap_err().is_mismatch());

    // The access key comes from another header of the delivery.
    let with_a_header =
        Verifier::new(HeaderName::from_static("x-signature"), SECRET, |delivery: &Delivery| {
            let key = delivery.headers().get("x-key").map(HeaderValue::as_bytes).unwrap_or_default();
            [key, delivery.body()].concat()
        })
        .unwrap();
    let mut headers = headers(b"another scheme");
    headers.insert("x-signature", HeaderValue::from_static(SIGNATURE));
    assert!(with_a_header.verify(&headers, BODY).unwrap_err().is_mismatch());
    headers.insert("x-key", HeaderValue::from_static(KEY));
    assert_eq!(with_a_header.verify(&headers, BODY), Ok(()));
}

#[test]
fn what_was_changed_on_its_way_is_a_mismatch() {
    for at in 0..BODY.len() {
        let mut body = BODY.to_vec();
        body[at] ^= 1;
        assert!(verify(SIGNATURE, &body).unwrap_err().is_mismatch(), "{at}");
    }
    assert!(verify(SIGNATURE, &[BODY, b"\n"].concat()).unwrap_err().is_mismatch());
    assert!(verify(SIGNATURE, b"").unwrap_err().is_mismatch());
    for at in 0..SIGNATURE.len() {
        let mut signature = SIGNATURE.as_bytes().to_vec();
        signature[at] = if signature[at] == b'0' { b'1' } else { b'0' };
        assert!(verifier(SECRET).verify(&headers(&signature), BODY).unwrap_err().is_mismatch(), "{at}");
    }
    let other = verifier("test-access-secre");
    assert!(other.verify(&headers(SIGNATURE.as_bytes()), BODY).unwrap_err().is_mismatch());
}

#[test]
fn what_cannot_be_a_signature_is_malformed() {
    let near_misses = [
        String::new(),
        SIGNATURE[..63].to_owned(),
        SIGNATURE[..62].to_owned(),
        SIGNATURE.to_owned() + "0",
        SIGNATURE.to_owned() + "00",
        SIGNATURE.repeat(2),
        SIGNATURE.repeat(1000),
        format!("Bearer {SIGNATURE}"),
        format!("0x{}", &SIGNATURE[2..]),
        SIGNATURE.replace('4', "g"),
        SIGNATURE.replacen("43", "+3", 1),
        SIGNATURE.replacen("43", "4 ", 1),
        "=".repeat(64),
    ];
    for signature in near_misses {
        assert!(verify(&signature, BODY).unwrap_err().is_malformed(), "{signature}");
    }
    // Bytes that are no text, and digits that are not those of ASCII.
    for signature in [vec![0xff; 64], "４".repeat(64).into_bytes(), "é".repeat(32).into_bytes()] {
        assert!(verifier(SECRET).verify(&headers(&signature), BODY).unwrap_err().is_malformed());
    }
}

#[test]
fn a_signature_must_be_there_once() {
    let error = verifier(SECRET).verify(&HeaderMap::new(), BODY).unwrap_err();
    assert!(error.is_missing() && !error.is_malformed() && !error.is_mismatch());
    let mut twice = headers(SIGNATURE.as_bytes());
    twice.append(AUTHORIZATION, HeaderValue::from_static(SIGNATURE));
    assert!(verifier(SECRET).verify(&twice, BODY).unwrap_err().is_malformed());
}

#[test]
fn nobody_signs_with_an_empty_secret() {
    for secret in ["", " ", "\n"] {
        let error = Verifier::new(AUTHORIZATION, secret, |_: &Delivery| Vec::new()).unwrap_err();
        assert!(error.is_request(), "{error}");
    }
}

#[test]
fn nothing_printed_shows_secret_or_signature() {
    let verifier = verifier(SECRET);
    let wrong = OVER_NOTHING;
    let error = verifier.verify(&headers(wrong.as_bytes()), BODY).unwrap_err();
    let printed = format!("{verifier:?} {verifier:#?} {error} {error:?}");
    for hidden in [SECRET, KEY, SIGNATURE, wrong] {
        assert!(!printed.contains(hidden), "{printed}");
    }
    let seen = std::sync::Arc::new(std::sync::Mutex::new(String::new()));
    let printing = std::sync::Arc::clone(&seen);
    let verifier = Verifier::new(AUTHORIZATION, SECRET, move |delivery: &Delivery| {
        *printing.lock().unwrap() = format!("{delivery:?}");
        Vec::new()
    });
    let _ = verifier.unwrap().verify(&headers(SIGNATURE.as_bytes()), BODY);
    assert_eq!(*seen.lock().unwrap(), "Delivery(28 bytes)");
}

#[test]
fn a_verifier_serves_many_threads() {
    fn assert_shared<T: Send + Sync + 'static>() {}
    assert_shared::<Verifier>();
    assert_shared::<VerificationError>();
}
