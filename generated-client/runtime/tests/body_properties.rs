//! Bodies of every content: a form and parts are what an independent reader makes of them, and an answer of any status is a value or a
//! typed error.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use client_runtime::testing::{conforming, lie};
use client_runtime::{Api, Client, File, Multipart, Request, Response, ResponseBody, Result, bytes::Bytes};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use std::collections::BTreeMap;
use support::types::{Address, Item, Parcel};
use support::{API, API_DATA, Canned, now};

impl ResponseBody for Item {}

/// Without an envelope.
static BARE: Api = Api { envelope: None, ..API_DATA };

#[derive(Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "as the generator writes it")]
enum Answer {
    Parcel(Parcel),
    Address(Address),
    Empty(()),
    Other(Vec<Item>),
}
client_runtime::answers!(Answer {
    200 => Parcel(Parcel),
    201 => Address(Address),
    204 => Empty(()),
    _ => Other(Vec<Item>),
});

#[derive(Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "as the generator writes it")]
enum Failure {
    Parcel(Parcel),
    Address(Address),
    Client(Item),
}
client_runtime::failures!(Failure { 404 => Parcel(Parcel), 409 => Address(Address), 400..=499 => Client(Item) });

fn answered(status: u16, body: &str) -> Result<Response<Answer>> {
    // A transport for tests takes constant text, of which a few kilobytes are left behind here.
    let canned = Canned::new(status, Box::leak(body.to_owned().into_boxed_str()));
    now(Client::builder(&BARE).transport(canned).build().unwrap().send(Request::get("/orders")))
}

/// The media type and the bytes that go out.
fn sent(request: Request<()>) -> (String, Bytes) {
    let canned = Canned::new(200, r#"{"code": 200}"#);
    let client = Client::builder(&API).transport(canned.clone()).build().unwrap();
    now(client.send(request)).unwrap();
    let seen = canned.seen();
    let media_type = seen.headers()["content-type"].to_str().unwrap().to_owned();
    (media_type, seen.body().as_bytes().unwrap().clone())
}

/// The pairs of a form as the URL standard reads them.
fn pairs(form: &str) -> Vec<(String, String)> {
    let parts = form.split('&').filter(|pair| !pair.is_empty());
    parts
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(key, value)| (plain(key), plain(value)))
        .collect()
}

fn plain(encoded: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = encoded.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'+' => b' ',
            b'%' => {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
            }
            byte => byte,
        });
    }
    String::from_utf8(bytes).unwrap()
}

/// The heads and contents of parts, by RFC 2046.
fn parts<'b>(body: &'b [u8], media_type: &str) -> Vec<(String, &'b [u8])> {
    let boundary = media_type.strip_prefix("multipart/form-data; boundary=").unwrap();
    let mut rest = body.strip_prefix(format!("--{boundary}").as_bytes()).unwrap();
    let mut found = Vec::new();
    let delimiter = format!("\r\n--{boundary}");
    while let Some(part) = rest.strip_prefix(b"\r\n") {
        let head = position(part, b"\r\n\r\n").unwrap();
        let (head, content) = (&part[..head], &part[head + 4..]);
        let end = position(content, delimiter.as_bytes()).unwrap();
        found.push((String::from_utf8(head.to_vec()).unwrap(), &content[..end]));
        rest = &content[end + delimiter.len()..];
    }
    assert_eq!(rest, b"--\r\n");
    found
}

fn position(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}

/// As browsers write a name between quotation marks.
fn quoted(name: &str) -> String {
    name.chars().fold(String::new(), |name, letter| match letter {
        '\r' => name + "%0D",
        '\n' => name + "%0A",
        '"' => name + "%22",
        letter => format!("{name}{letter}"),
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn a_form_is_read_as_it_was_written(fields in btree_map(any::<String>(), vec(any::<String>(), 0..4), 0..6)) {
        let (media_type, body) = sent(Request::post("/orders").form(&fields));
        prop_assert_eq!(media_type, "application/x-www-form-urlencoded");
        let expected: Vec<_> = fields
            .iter()
            .flat_map(|(name, values)| values.iter().map(move |value| (name.clone(), value.clone())))
            .collect();
        prop_assert_eq!(pairs(std::str::from_utf8(&body).unwrap()), expected);
    }

    #[test]
    fn an_object_in_one_parameter_is_read_as_it_was_written(fields in btree_map(any::<String>(), any::<String>(), 0..6)) {
        use client_runtime::ListStyle;
        for (style, separator) in [(ListStyle::Comma, ","), (ListStyle::Space, "%20"), (ListStyle::Pipe, "%7C")] {
            let canned = Canned::new(200, r#"{"code": 200}"#);
            let client = Client::builder(&API).transport(canned.clone()).build().unwrap();
            now(client.send(Request::<()>::get("/lamps").query_joined("color", &fields, style))).unwrap();
            let uri = canned.seen().uri().clone();
            let Some(query) = uri.query() else {
                prop_assert!(fields.is_empty());
                continue;
            };
            let value = query.strip_prefix("color=").unwrap();
            // A space or a bar in a text is written like one between two, as OpenAPI has it; only a comma is told apart.
            let expected: Vec<_> = fields.iter().flat_map(|(name, value)| [name.clone(), value.clone()]).collect();
            if style == ListStyle::Comma {
                prop_assert_eq!(value.split(separator).map(plain).collect::<Vec<_>>(), expected);
            } else {
                prop_assert_eq!(plain(value), expected.join(&plain(separator)));
            }
        }
    }

    #[test]
    fn parts_are_read_as_they_were_written(
        texts in vec((any::<String>(), any::<String>()), 0..4),
        files in vec((any::<String>(), any::<String>(), vec(any::<u8>(), 0..200)), 0..4),
    ) {
        let body = texts.iter().fold(Multipart::new(), |parts, (name, text)| parts.text(name.clone(), text));
        let body = files.iter().fold(body, |parts, (name, file, content)| {
            parts.file(name.clone(), File::new(file, content.clone()).media_type("image/png"))
        });
        let (media_type, body) = sent(Request::post("/orders").multipart(body));
        let expected: Vec<_> = texts
            .iter()
            .map(|(name, text)| {
                (format!("Content-Disposition: form-data; name=\"{}\"", quoted(name)), text.as_bytes())
            })
            .chain(files.iter().map(|(name, file, content)| {
                let (name, file) = (quoted(name), quoted(file));
                let head = format!(
                    "Content-Disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\nContent-Type: image/png"
                );
                (head, content.as_slice())
            }))
            .collect();
        // Of no parts at all, nothing but the end is left.
        if expected.is_empty() {
            prop_assert!(body.starts_with(b"--") && body.ends_with(b"--\r\n"));
        } else {
            prop_assert_eq!(parts(&body, &media_type), expected);
        }
    }

    #[test]
    fn an_answer_of_any_status_is_a_value_or_a_typed_error(seed: u64, status in 200..599_u16, lies in 0..4_u64) {
        let body = (0..lies).fold(honest(status, seed), |body, turn| lie(&body, seed ^ turn));
        match answered(status, &body).map(Response::into_body) {
            Ok(answer) => {
                prop_assert!(status < 300);
                prop_assert_eq!(std::mem::discriminant(&answer), std::mem::discriminant(&promised(status)));
                if lies == 0 && status != 204 {
                    prop_assert_eq!(answer, success(status, &body).unwrap());
                }
            }
            Err(error) => {
                prop_assert!(if status < 300 { error.is_decode() && lies > 0 } else { error.is_http_status() }, "{error:?}");
                let failure = error.failure::<Failure>();
                let is_documented = (400..500).contains(&status);
                prop_assert!(failure.is_none() || is_documented, "{failure:?}");
                if lies == 0 && is_documented {
                    prop_assert_eq!(failure, refusal(status, &body).ok());
                }
            }
        }
    }
}

/// A value of what the status promises.
fn promised(status: u16) -> Answer {
    match status {
        204 => Answer::Empty(()),
        _ => success(status, &honest(status, 0)).unwrap(),
    }
}

/// The body of an answer with this status, as the docs have it.
fn honest(status: u16, seed: u64) -> String {
    match status {
        200 | 404 => conforming::<Parcel>(seed),
        201 | 409 => conforming::<Address>(seed),
        400..=499 => conforming::<Item>(seed),
        _ => conforming::<Vec<Item>>(seed),
    }
}

fn success(status: u16, body: &str) -> serde_json::Result<Answer> {
    match status {
        200 => serde_json::from_str(body).map(Answer::Parcel),
        201 => serde_json::from_str(body).map(Answer::Address),
        _ => serde_json::from_str(body).map(Answer::Other),
    }
}

fn refusal(status: u16, body: &str) -> serde_json::Result<Failure> {
    match status {
        404 => serde_json::from_str(body).map(Failure::Parcel),
        409 => serde_json::from_str(body).map(Failure::Address),
        _ => serde_json::from_str(body).map(Failure::Client),
    }
}

#[test]
fn the_readers_of_this_file_read() {
    // urllib.parse.parse_qsl("a+b=c%26%C3%A9&d=")
    assert_eq!(
        pairs("a+b=c%26%C3%A9&d="),
        [("a b".to_owned(), "c&é".to_owned()), ("d".to_owned(), String::new())]
    );
    let body = b"--x\r\nA: b\r\n\r\none\r\n--x\r\nC: d\r\n\r\n\r\n--x--\r\n";
    let found = parts(body, "multipart/form-data; boundary=x");
    assert_eq!(found, [("A: b".to_owned(), &b"one"[..]), ("C: d".to_owned(), &b""[..])]);
    assert_eq!(sent(Request::post("/").form(&BTreeMap::<String, i64>::new())).1, "");
}
