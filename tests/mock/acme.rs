//! Another vendor: it signs in the query with a keyed digest, calls success by a word, and its URL has a path.

use std::path::PathBuf;

use serde_json::json;
use xtask::mock::{Options, Server};

use crate::raw::{Answer, send};

/// When all calls are made, in milliseconds.
const AT: &str = "1745560799000";

/// Signatures by
/// `hmac.new(b"mock-app-secret", "&".join([verb, path, query, at, body]).encode(), "sha256").hexdigest()` in Python.
const FIND: &str = "b0a52610446d61847629e188a5d0e939b5eaaf892d0eaacd6f1c8b7051050379";
const LIST: &str = "3a07aeed368a6a7bc7715409e57c8bd60210f4c4ae793a528015fac06dfd5e3d";
const PAY: &str = "baf435de54bccea6195d9c939305b7968ee7727e5921d29333f453285240f632";

fn start() -> Server {
    let directory = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("mock/acme");
    Server::start(&directory, Options::default()).unwrap()
}

fn call(server: &Server, first: &str, signature: &str, body: &str) -> Answer {
    let separator = if first.contains('?') { "&" } else { "?" };
    let first = format!("{first}{separator}at={AT}&sign={signature}");
    let headers = [("authorization", "App mock-app-key"), ("content-type", "application/json")];
    send(server, &first, &headers, body)
}

fn words(answer: &Answer) -> String {
    answer.json()["words"].as_str().unwrap().to_owned()
}

#[test]
fn the_base_url_and_the_variables_are_the_vendor_s() {
    let server = start();
    assert_eq!(server.base_url(), format!("http://{}/v1", server.address()));
    let names: Vec<_> = server.variables().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["ACME_SHOP_BASE_URL", "ACME_SHOP_APP_KEY", "ACME_SHOP_APP_SECRET"]);
    let told = words(&call(&server, "GET /orders/7", FIND, ""));
    assert!(told.contains("did you mean `GET /v1/orders/{orderId}`?"), "{told}");
}

#[test]
fn a_captured_example_keeps_its_numbers_and_gets_a_code_of_success() {
    let answer = call(&start(), "GET /v1/orders/7", FIND, "");
    assert_eq!(
        answer.body,
        r#"{"status":"OK","trace":"mock-1","words":"string","result":{"id":9007199254740993123,"note":"货"}}"#
    );
}

#[test]
fn where_no_page_shows_an_example_the_least_conforms() {
    let server = start();
    let list = call(&server, "GET /v1/orders?page=1&state=open", LIST, "").json();
    assert_eq!(
        (&list["status"], &list["result"], &list["trace"]),
        (&json!("OK"), &json!([]), &json!("mock-1"))
    );
    let pay = call(&server, "POST /v1/orders/pay", PAY, r#"{"id": 1, "lines": [{"price": 2.5}]}"#).json();
    assert_eq!(
        (&pay["status"], &pay["result"], &pay["trace"]),
        (&json!("OK"), &json!(false), &json!("mock-2"))
    );
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let server = start();
    let answer = call(&server, "GET /v1/orders?paid=perhaps&pge=1&state=gone", FIND, "");
    let told = words(&answer);
    for expected in [
        "the query parameter `sign` is wrong: it is the HMAC-SHA256, with app-secret as its key, of verb + path + query + \
         timestamp + body, joined with `&` between them, in lower-case hexadecimal digits",
        "the query parameter `page` is missing",
        "the query parameter `paid` is documented as boolean, and is none",
        "no page documents a query parameter `pge` (did you mean `page`?)",
    ] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
    assert_eq!((answer.status, &answer.json()["status"]), (200, &json!("401")));
    assert!(!told.contains("mock-app"), "{told}");
    assert!(
        answer
            .headers("x-mock-hint")
            .concat()
            .contains("`state` is none of the values that the docs list: `open`, `closed`")
    );

    // The longest fixed text is meant first, and a literal is no order.
    let told = words(&call(&server, "GET /v1/orders/pay", FIND, ""));
    assert!(told.contains("the path parameter `orderId` is documented as integer, and is none"), "{told}");

    let told = words(&call(
        &server,
        "POST /v1/orders/pay",
        PAY,
        r#"{"id": "1", "lines": [{"price": 1}, {"prise": 2}]}"#,
    ));
    for expected in [
        "`id` of the body is documented as integer, but a string came",
        "`lines[1].prise` of the body is no documented field (did you mean `price`?)",
        "in `lines[1]` of the body, the required field `price` is missing",
    ] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
}

#[test]
fn what_stands_before_a_credential_must_be_there() {
    let server = start();
    let first = format!("GET /v1/orders/7?at={AT}&sign={FIND}");
    let told = words(&send(&server, &first, &[("authorization", "mock-app-key")], ""));
    assert!(told.contains("the header `authorization` does not begin with `App `"), "{told}");
}
