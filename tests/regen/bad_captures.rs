//! Captures that cannot be used: each is named with its line and a remedy, and nothing is written.

use crate::project::{CANCEL, FIND, Project};

/// A sound page beside a bad one, before and after a sound run.
fn is_refused(bytes: &[u8], words: &[&str]) {
    let project = Project::with(&[("en/find.txt", FIND.as_bytes()), ("en/bad.txt", bytes)]);
    project.is_refused(&[], words);
    let project = Project::sound();
    project.regenerated();
    project.write("api/captures/en/bad.txt", bytes);
    project.is_refused(&[], words);
}

#[test]
fn an_empty_capture() {
    is_refused(b"", &["error[empty-capture]", "api/captures/en/bad.txt:1"]);
    is_refused(b"\n  \r\n\t\n", &["error[empty-capture]", "api/captures/en/bad.txt:1"]);
    is_refused("\u{feff}".as_bytes(), &["error[empty-capture]", "api/captures/en/bad.txt:1"]);
}

#[test]
fn a_binary_capture() {
    let picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06";
    is_refused(picture, &["error[", "-", "api/captures/en/bad.txt:"]);
    let padded = [FIND.as_bytes(), b"\0\0\0"].concat();
    is_refused(&padded, &["error[binary-capture]", "api/captures/en/bad.txt:"]);
}

#[test]
fn a_capture_that_is_not_utf8() {
    let latin = [b"First line\nCaf".as_slice(), b"\xe9\nGET\n/a\n"].concat();
    is_refused(&latin, &["error[not-utf8]", "api/captures/en/bad.txt:2"]);
    let sixteen: Vec<u8> = FIND.encode_utf16().flat_map(u16::to_le_bytes).collect();
    is_refused(&sixteen, &["error[", "api/captures/en/bad.txt:"]);
}

#[test]
fn a_capture_of_another_kind() {
    // Prose in HTML is a page of the site, but what scripts have yet to fill, or has lost its verb, is none.
    let shell = "<!DOCTYPE html>\n<html><body><div id=\"root\"></div><script>run()</script></body></html>\n";
    is_refused(shell.as_bytes(), &["error[no-endpoint]: nothing is shown", "api/captures/en/bad.txt:1"]);
    let headless =
        "<!DOCTYPE html>\n<h1>Find an order</h1>\n<div>GET</div><div>orders</div><h2>Responses</h2>\n";
    is_refused(headless.as_bytes(), &["error[no-endpoint]: this looks like", "api/captures/en/bad.txt:3"]);
    let export = "{\"apiCollection\": [{\"name\": \"root\"}]}";
    is_refused(export.as_bytes(), &["this is JSON, but no OpenAPI document", "api/captures/en/bad.txt:1"]);
    let mail = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n";
    is_refused(mail.as_bytes(), &["(MHTML)", "Webpage, HTML only", "api/captures/en/bad.txt:1"]);
    let prose = "About us\nWe sell things.\n";
    is_refused(prose.as_bytes(), &["error[no-endpoint]", "api/captures/en/bad.txt:1"]);
}

#[test]
fn an_unknown_type_word() {
    let page = CANCEL.replace("orderId\nstring", "orderId\nstrng").replace("/cancel", "/stop");
    let words =
        ["error[unknown-type]: `strng` is not a type we know", "api/captures/en/bad.txt:7", "`string`"];
    is_refused(page.as_bytes(), &words);
}

#[test]
fn two_pages_that_claim_one_endpoint() {
    let project = Project::sound();
    project.write("api/captures/en/find-again.txt", FIND.replace("05:59:59", "06:00:00"));
    let words = ["error[duplicate-endpoint]", "GET /shop/orders/find/{orderId}"];
    let ran = project.is_refused(&[], &words);
    for file in ["api/captures/en/find.txt:2", "api/captures/en/find-again.txt:2"] {
        assert!(ran.messages.contains(file), "{file} is not in\n{}", ran.messages);
    }
}

#[test]
fn every_bad_capture_is_named_in_one_run() {
    let bad: [(&str, &[u8]); 4] = [
        ("en/1-empty.txt", b""),
        ("en/2-latin.txt", b"caf\xe9"),
        ("en/3-html.txt", b"<html></html>"),
        ("en/4-prose.txt", b"Hello"),
    ];
    let project = Project::with(&bad);
    let ran = project.is_refused(&[], &bad.map(|(file, _)| file));
    assert!(ran.messages.contains("4 errors"), "{}", ran.messages);
}
