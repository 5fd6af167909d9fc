//! Uploads as streams, against real servers on loopback.

mod support;

use client_runtime::bytes::Bytes;
use client_runtime::http_body::{self, Frame, SizeHint};
use client_runtime::{Api, Body, Client, File, Multipart, Request, RetryPolicy, Signing, TimestampUnit};
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;
use support::API_DATA;
use support::loopback::{DONE, builder, client, request, serving};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

const BUSY: &[u8] = b"HTTP/1.1 503 Busy\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// A stream of these pieces.
struct Slices {
    pieces: Vec<&'static str>,
    has_length: bool,
    fails: bool,
}

impl http_body::Body for Slices {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if !self.pieces.is_empty() {
            let piece = self.pieces.remove(0);
            return Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(piece.as_bytes())))));
        }
        let failure = std::mem::take(&mut self.fails).then(|| Err(io::Error::other("the disk is gone")));
        Poll::Ready(failure)
    }

    fn size_hint(&self) -> SizeHint {
        let length = self.pieces.iter().map(|piece| piece.len() as u64).sum();
        if self.has_length { SizeHint::with_exact(length) } else { SizeHint::default() }
    }
}

fn stream(has_length: bool) -> Body {
    Body::stream(Slices { pieces: vec!["one, ", "two"], has_length, fails: false })
}

fn upload(body: Body) -> Request<()> {
    Request::put("/film").body("video/mp4", body)
}

#[tokio::test]
async fn a_stream_is_sent_with_its_length_or_in_chunks() {
    let (url, seen) = serving(&[DONE]).await;
    for body in [stream(true), stream(false).with_length(8), Body::reader(&b"one, two"[..]).with_length(8)] {
        client(&url).send(upload(body)).await.unwrap();
        let request = String::from_utf8(seen.lock().unwrap().pop().unwrap()).unwrap();
        assert!(
            request.contains("content-length: 8\r\n") && request.ends_with("\r\n\r\none, two"),
            "{request}"
        );
    }
    client(&url).send(upload(stream(false))).await.unwrap();
    let request = String::from_utf8(seen.lock().unwrap().pop().unwrap()).unwrap();
    assert!(
        request.contains("transfer-encoding: chunked") && !request.contains("content-length"),
        "{request}"
    );
    assert!(request.ends_with("5\r\none, \r\n3\r\ntwo\r\n0\r\n\r\n"), "{request}");
}

#[tokio::test]
async fn parts_stream_with_a_length_if_each_has_one() {
    let (url, seen) = serving(&[DONE]).await;
    let client = builder(&url).nonce_source(|length: usize| "b".repeat(length)).build().unwrap();
    for (has_length, framing) in
        [(true, "content-length: 265\r\n"), (false, "transfer-encoding: chunked\r\n")]
    {
        let parts = Multipart::new().text("a", 1).file("f", File::new("x", stream(has_length)));
        client.send(Request::<()>::post("/film").multipart(parts)).await.unwrap();
        let request = String::from_utf8(seen.lock().unwrap().pop().unwrap()).unwrap();
        assert!(request.contains(framing), "{request}");
        assert!(request.contains("filename=\"x\"") && request.contains("one, "), "{request}");
    }
}

#[tokio::test]
async fn a_body_of_another_length_than_announced_is_not_sent_as_if_it_were_whole() {
    for length in [7, 9] {
        let (url, _) = serving(&[DONE]).await;
        let error = client(&url).send(upload(stream(false).with_length(length))).await;
        // A server that has all it was told to expect may answer before the mistake shows.
        if let Err(error) = error {
            assert!(error.is_transport() && error.attempts() == 1, "{error:?}");
        } else {
            assert_eq!(length, 7);
        }
    }
}

#[tokio::test]
async fn a_stream_is_sent_once_and_what_can_be_had_again_is_repeated() {
    let (url, seen) = serving(&[BUSY, DONE]).await;
    let error = client(&url).send(upload(stream(true)).idempotent(true)).await.unwrap_err();
    assert_eq!((error.status().unwrap().as_u16(), error.attempts(), seen.lock().unwrap().len()), (503, 1, 1));

    let opened = Arc::new(AtomicUsize::new(0));
    let counter = opened.clone();
    let reopenable = Body::reopenable(move || {
        counter.fetch_add(1, Ordering::SeqCst);
        Ok(stream(true))
    });
    let parts = Multipart::new().file("f", File::new("x", "bytes"));
    for request in [
        upload(Body::from("bytes")).idempotent(true),
        upload(reopenable).idempotent(true),
        Request::<()>::put("/film").multipart(parts).idempotent(true),
    ] {
        let (url, seen) = serving(&[BUSY, DONE]).await;
        assert_eq!(client(&url).send(request).await.unwrap().attempts(), 2);
        let seen = seen.lock().unwrap();
        let length = |request: &[u8]| String::from_utf8_lossy(request).split("\r\n\r\n").nth(1).map(str::len);
        assert_eq!((seen.len(), length(&seen[0])), (2, length(&seen[1])));
    }
    assert_eq!(opened.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_stream_that_nobody_has_read_goes_out_after_all() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = free.local_addr().unwrap();
    drop(free);
    let waiting = RetryPolicy::default().max_attempts(100).base_delay(Duration::from_millis(20));
    let client = builder(&format!("http://{address}")).retry(waiting).build().unwrap();
    let server = tokio::spawn(async move {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let (mut stream, _) = TcpListener::bind(address).await.unwrap().accept().await.unwrap();
        let request = request(&mut stream).await;
        stream.write_all(DONE).await.unwrap();
        request
    });
    let response = client.send(upload(stream(true))).await.unwrap();
    assert!(response.attempts() > 1, "the first attempt found nobody");
    assert!(server.await.unwrap().ends_with(b"\r\n\r\none, two"));
}

#[tokio::test]
async fn a_request_whose_stream_is_gone_says_so() {
    let (url, seen) = serving(&[DONE]).await;
    let request = upload(stream(true));
    client(&url).send(request.clone()).await.unwrap();
    let error = client(&url).send(request).await.unwrap_err();
    assert!(
        error.is_request() && error.to_string().contains("a stream and has been sent already"),
        "{error}"
    );
    assert_eq!(seen.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_body_that_cannot_be_opened_or_read_is_an_error() {
    let (url, seen) = serving(&[DONE]).await;
    let missing = Body::reopenable(|| Err(io::Error::other("no such film")));
    let error = client(&url).send(upload(missing)).await.unwrap_err();
    assert!(error.is_request() && format!("{error:?}").contains("no such film"), "{error:?}");
    assert!(seen.lock().unwrap().is_empty());
    let failing = Body::stream(Slices { pieces: vec!["one"], has_length: false, fails: true });
    let error = client(&url).send(upload(failing).idempotent(true)).await.unwrap_err();
    assert!(error.is_transport() && error.attempts() == 1, "{error:?}");
    assert!(format!("{error:?}").contains("the disk is gone"), "{error:?}");
}

#[tokio::test]
async fn a_recipe_that_signs_the_body_refuses_a_stream() {
    use client_runtime::{Authentication, Digest, Encoding, Part, Place, Signature};
    static SIGNED: Api = Api {
        signing: Some(Signing {
            fields: &[Authentication {
                place: Place::Header,
                name: "sign",
                value: &[Part::Signature],
                required: true,
            }],
            signature: Some(Signature {
                parts: &[Part::Body],
                joiner: "",
                digest: Digest::Sha256,
                encoding: Encoding::LowerHex,
            }),
            timestamp: TimestampUnit::Seconds,
            nonce_length: 0,
        }),
        ..API_DATA
    };
    let (url, seen) = serving(&[DONE]).await;
    let client = Client::builder(&SIGNED).base_url(&url).build().unwrap();
    let request = upload(stream(true));
    let error = client.send(request.clone()).await.unwrap_err();
    assert!(error.is_request() && error.to_string().contains("wants the body signed"), "{error}");
    client.send(upload(Body::from("abc"))).await.unwrap();
    let seen = String::from_utf8(seen.lock().unwrap().pop().unwrap()).unwrap();
    // hashlib.sha256(b"abc").hexdigest()
    assert!(
        seen.contains("sign: ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        "{seen}"
    );
    // The stream was not touched.
    client.send(request.without_authentication()).await.unwrap();
}

#[tokio::test]
async fn whoever_drops_an_upload_ends_it() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let server = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut length = 0;
        let mut buffer = vec![0; 64 * 1024];
        while let Ok(read @ 1..) = stream.read(&mut buffer).await {
            length += read;
        }
        length
    });
    let endless = Body::reader(io::repeat(b'x'));
    let client = client(&url);
    let late = tokio::time::timeout(Duration::from_millis(200), client.send(upload(endless))).await;
    assert!(late.is_err(), "there is no end to it");
    let length = tokio::time::timeout(Duration::from_secs(20), server).await.unwrap().unwrap();
    assert!(length > 64 * 1024, "{length}");
}
