//! What leaves the client: queries, cookies, forms and parts, compared with texts computed elsewhere.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use client_runtime::{Body, Client, File, ListStyle, Multipart, Request, http};
use serde::Serialize;
use serde_json::json;
use std::collections::BTreeMap;
use support::{API, Canned, now};

const BOUNDARY: &str = "0123456789abcdefghijABCDEFGHIJXY";

fn sent(request: Request<()>) -> http::Request<Body> {
    let server = Canned::new(200, "");
    let client = Client::builder(&API).transport(server.clone());
    let client = client.nonce_source(|length: usize| BOUNDARY[..length].to_owned()).build().unwrap();
    now(client.send(request)).unwrap();
    server.seen()
}

fn refused(request: Request<()>) -> String {
    let server = Canned::new(200, "");
    let client = Client::builder(&API).transport(server.clone()).build().unwrap();
    let error = now(client.send(request)).unwrap_err();
    assert!(error.is_request() && error.attempts() == 0 && !server.was_called(), "{error:?}");
    error.to_string()
}

fn text(request: &http::Request<Body>) -> String {
    String::from_utf8(request.body().as_bytes().unwrap().to_vec()).unwrap()
}

#[test]
fn lists_stand_in_a_query_in_every_style() {
    for (style, query) in [
        (ListStyle::Repeated, "id=a&id=b%2Cc&id=d%20e"),
        (ListStyle::Comma, "id=a,b%2Cc,d%20e"),
        (ListStyle::Space, "id=a%20b%2Cc%20d%20e"),
        (ListStyle::Pipe, "id=a%7Cb%2Cc%7Cd%20e"),
    ] {
        let request = Request::get("/orders").query_list("id", ["a", "b,c", "d e"], style);
        assert_eq!(sent(request).uri().query(), Some(query));
        let none: [i64; 0] = [];
        assert_eq!(sent(Request::get("/orders").query_list("id", none, style)).uri().query(), None);
    }
    let request =
        Request::get("/orders").query("a", 1).query_list("id", [7, 8], ListStyle::Comma).query("z", 2);
    assert_eq!(sent(request).uri().query(), Some("a=1&id=7,8&z=2"));
}

#[test]
fn objects_stand_in_a_query_field_by_field() {
    let filter = json!({ "state": "open & new", "tags": ["a", "b"], "none": null, "range": { "from": 1 } });
    let deep = Request::get("/orders").query_object("filter", &filter);
    // urllib.parse.quote of each name and value, with safe="-._~"
    assert_eq!(
        sent(deep).uri().query(),
        Some(
            "filter%5Brange%5D=%7B%22from%22%3A1%7D&filter%5Bstate%5D=open%20%26%20new&filter%5Btags%5D=a&filter%5Btags%5D=b"
        )
    );
    let flat = Request::get("/orders").query_fields(&json!({ "b": 2, "a": true }));
    assert_eq!(sent(flat).uri().query(), Some("a=true&b=2"));
    assert_eq!(
        refused(Request::get("/orders").query_fields(&7)),
        "GET /orders: a query parameter cannot be written: only an object has fields"
    );
}

#[test]
fn cookies_travel_in_one_header() {
    let request = Request::get("/orders")
        .cookie("theme", "dark; admin=1")
        .cookie_optional("none", None::<i64>)
        .cookie("n", 7);
    let request = sent(request.header("cookie", "own=1"));
    assert_eq!(request.headers().get_all("cookie").iter().count(), 1);
    assert_eq!(request.headers()["cookie"], "own=1; theme=dark%3B%20admin=1; n=7");
    assert_eq!(
        refused(Request::get("/orders").cookie("a=b\r\n", 1)),
        "GET /orders: `a=b\\r\\n` is no name of a cookie"
    );
    let shown = format!("{:?}", Request::<()>::get("/orders").cookie("session", "S-0815"));
    assert!(shown.contains("session") && !shown.contains("S-0815"), "{shown}");
}

#[test]
fn a_form_is_written_as_browsers_do() {
    #[derive(Serialize)]
    struct Order {
        title: &'static str,
        tags: [i64; 2],
        note: Option<i64>,
    }
    let request =
        sent(Request::post("/orders").form(&Order { title: "a b&\u{e9}", tags: [1, 2], note: None }));
    assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
    // urllib.parse.urlencode([("title", "a b&é"), ("tags", 1), ("tags", 2)])
    assert_eq!(text(&request), "title=a+b%26%C3%A9&tags=1&tags=2");
    let none = sent(Request::post("/orders").form_optional(None::<&Order>));
    assert!(none.headers().get("content-type").is_none() && text(&none).is_empty());
    assert_eq!(
        refused(Request::post("/orders").form(&[1])),
        "POST /orders: the body cannot be written as a form: only an object has fields"
    );
}

#[test]
fn parts_are_laid_out_as_rfc_7578_says() {
    let parts = Multipart::new()
        .text("title", "A film")
        .text_optional("none", None::<i64>)
        .json("tags", &["short"])
        .file("film", File::new("film.mp4", "\r\n--not the end").media_type("video/mp4"))
        .file_optional("cover", None);
    let request = sent(Request::post("/films").multipart(parts));
    assert_eq!(request.headers()["content-type"], format!("multipart/form-data; boundary={BOUNDARY}"));
    let expected = [
        "--0123456789abcdefghijABCDEFGHIJXY",
        "Content-Disposition: form-data; name=\"title\"",
        "",
        "A film",
        "--0123456789abcdefghijABCDEFGHIJXY",
        "Content-Disposition: form-data; name=\"tags\"",
        "Content-Type: application/json",
        "",
        "[\"short\"]",
        "--0123456789abcdefghijABCDEFGHIJXY",
        "Content-Disposition: form-data; name=\"film\"; filename=\"film.mp4\"",
        "Content-Type: video/mp4",
        "",
        "",
        "--not the end",
        "--0123456789abcdefghijABCDEFGHIJXY--",
        "",
    ];
    assert_eq!(text(&request), expected.join("\r\n"));
}

#[test]
fn no_name_breaks_out_of_its_part() {
    let parts = Multipart::new()
        .text("a\"; filename=\"x\r\nX-Evil: 1", "v")
        .file("f", File::new("\u{9000}\"\r\n\r\nbody\\.txt", "v"));
    let body = text(&sent(Request::post("/films").multipart(parts)));
    let heads: Vec<_> = body.lines().filter(|line| line.starts_with("Content-Disposition")).collect();
    assert_eq!(
        heads,
        [
            "Content-Disposition: form-data; name=\"a%22; filename=%22x%0D%0AX-Evil: 1\"",
            "Content-Disposition: form-data; name=\"f\"; filename=\"\u{9000}%22%0D%0A%0D%0Abody\\.txt\"",
        ]
    );
    let evil = File::new("x", "v").media_type("text/plain\r\nX-Evil: 1");
    assert_eq!(
        refused(Request::post("/films").multipart(Multipart::new().file("f", evil))),
        "POST /films: the media type of the part `f` holds a character that headers do not allow"
    );
    let unwritable = Multipart::new().json("map", &BTreeMap::from([([1], 2)]));
    assert!(refused(Request::post("/films").multipart(unwritable)).contains("the part `map` of the body"));
}

#[test]
fn a_boundary_that_is_none_is_refused() {
    for nonce in ["", "a b", "a\r\nb", &"x".repeat(71)] {
        let nonce = nonce.to_owned();
        let client = Client::builder(&API).transport(Canned::new(200, ""));
        let client = client.nonce_source(move |_: usize| nonce.clone()).build().unwrap();
        let error = now(client.send(Request::<()>::post("/films").multipart(Multipart::new()))).unwrap_err();
        assert!(error.is_request() && error.to_string().contains("boundary"), "{error}");
    }
}

#[test]
fn bytes_go_out_with_the_media_type_they_have() {
    let request = sent(Request::put("/cover").body("image/png", vec![0x89, b'P', b'N', b'G']));
    assert_eq!(request.headers()["content-type"], "image/png");
    assert_eq!(request.body().as_bytes().unwrap(), &b"\x89PNG"[..]);
    let none = sent(Request::put("/cover").body_optional("image/png", None::<String>));
    assert!(none.headers().get("content-type").is_none());
    assert!(refused(Request::put("/cover").body("a\nb", "x")).contains("media type"));
}

#[test]
fn printing_a_request_shows_no_content() {
    let parts = Multipart::new().text("pin", "S-0815").file("f", File::new("x", "S-0815"));
    for request in [
        Request::<()>::post("/x").multipart(parts),
        Request::post("/x").body("text/plain", "S-0815"),
        Request::post("/x").form(&json!({ "pin": "S-0815" })),
    ] {
        let shown = format!("{request:?} {request:#?}");
        assert!(!shown.contains("S-0815"), "{shown}");
    }
}
