//! No credential and no signature is ever printed: neither by what a program holds, nor by errors, spans or panics, whatever a server
//! sends back of what it got.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use client_runtime::{
    Api, Authentication, Authenticator, Client, ClientBuilder, Clock, Credentials, Decoding, Digest,
    Encoding, Error, NonceSource, Outgoing, Part, Place, RecipeAuthenticator, Request, Response, RetryPolicy,
    Signature, Signing, TimestampUnit,
};
use std::error::Error as _;
use std::io::Write;
use std::iter::successors;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use support::{API, Envelope, Order};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tracing_subscriber::util::SubscriberInitExt as _;

/// The letters and digits in them look the same in every spelling but Base64.
const ACCESS_KEY: &str = "K/+\"&=MARKERKEY4711'";
const ACCESS_SECRET: &str = "S\\% MARKERSECRET0815\u{9000}";
const PROXY_PASSWORD: &str = "MARKERPROXY42";

const fn signing(place: Place) -> Signing {
    const PARTS: &[Part] = &[Part::Nonce, Part::Credential("access-secret")];
    const IN_HEADERS: &[Authentication] = &fields(Place::Header);
    const IN_QUERY: &[Authentication] = &fields(Place::Query);
    const IN_COOKIES: &[Authentication] = &fields(Place::Cookie);
    Signing {
        fields: match place {
            Place::Query => IN_QUERY,
            Place::Cookie => IN_COOKIES,
            _ => IN_HEADERS,
        },
        signature: Some(Signature {
            parts: PARTS,
            joiner: "",
            digest: Digest::Sha256,
            encoding: Encoding::LowerHex,
        }),
        timestamp: TimestampUnit::Seconds,
        nonce_length: 16,
    }
}

/// The key travels in HTTP's `Basic`, too, next to a user name that is no secret by itself.
const BASIC: &[Part] = &[
    Part::Literal("Basic "),
    Part::Base64(&[Part::Credential("user"), Part::Literal(":"), Part::Credential("access-key")]),
];

const fn fields(place: Place) -> [Authentication; 4] {
    [
        Authentication { place, name: "basic", value: BASIC, required: true },
        Authentication { place, name: "key", value: &[Part::Credential("access-key")], required: true },
        Authentication { place, name: "nonce", value: &[Part::Nonce], required: true },
        Authentication { place, name: "sign", value: &[Part::Signature], required: true },
    ]
}

static IN_HEADERS: Api = Api { signing: Some(signing(Place::Header)), ..support::API_DATA };
static IN_QUERY: Api = Api { signing: Some(signing(Place::Query)), ..support::API_DATA };
static IN_COOKIES: Api = Api { signing: Some(signing(Place::Cookie)), ..support::API_DATA };

fn credentials() -> Credentials {
    Credentials::new().set("user", "me").set("access-key", ACCESS_KEY).set("access-secret", ACCESS_SECRET)
}

fn builder(api: &'static Api, url: &str) -> ClientBuilder {
    let retry = RetryPolicy::default().max_attempts(2).base_delay(Duration::from_millis(1));
    Client::builder(api)
        .base_url(url)
        .credentials(credentials())
        .retry(retry)
        .timeout(Duration::from_secs(20))
}

fn request() -> Request<Envelope<Order>> {
    Request::post("/orders/{id}").path("id", "1".to_owned()).json(&[7]).idempotent(true)
}

/// Everything that could be printed, and every signature that was sent.
#[derive(Clone, Default)]
struct Told {
    text: Arc<Mutex<String>>,
    signatures: Arc<Mutex<Vec<String>>>,
}

impl Told {
    fn add(&self, text: &str) {
        self.text.lock().unwrap().push_str(text);
    }

    fn error(&self, error: &Error) {
        let causes = successors(error.source(), |&cause| cause.source());
        let causes: Vec<_> = causes.map(|cause| format!("{cause} {cause:?} {cause:#?}")).collect();
        let words = (error.api_code(), error.api_message(), error.request_id(), error.json_path());
        self.add(&format!("{error} {error:?} {error:#?} {causes:?} {words:?} {:?}\n", error.body_excerpt()));
    }

    fn response<T>(&self, response: &Response<T>) {
        let mismatches = response.mismatches();
        assert!(!mismatches.is_empty(), "{response:?}");
        self.add(&format!("{response:?} {response:#?} {mismatches:?} {}\n", mismatches[0]));
    }

    /// Fails if a secret stands anywhere in it.
    fn check(&self) {
        // A copy: the hook for panics writes to it.
        let text = self.text.lock().unwrap().clone();
        let mut markers = vec!["MARKER".to_owned()];
        // base64.b64encode(pad + b"MARKER") for each length of pad, without what depends on the neighbours
        markers.extend(["TUFSS0VS", "1BUktFU", "NQVJLRV"].map(str::to_owned));
        markers.extend(self.signatures.lock().unwrap().iter().cloned());
        for marker in markers {
            let at = text.find(&marker);
            let around = at.map(|at| text.get(at.saturating_sub(200)..at + 100));
            assert_eq!(around, None, "{marker} was told");
        }
    }
}

impl Write for Told {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.add(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// What a server makes of a request that it got: status, and body.
type Echo = fn(&str) -> (u16, String);

/// Sends back what it got, and remembers the signatures in it.
async fn echoing(told: &Told, echo: Echo) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let signatures = told.signatures.clone();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut request = vec![0; 8192];
            let length = stream.read(&mut request).await.unwrap();
            let request = String::from_utf8_lossy(&request[..length]).into_owned();
            let hex = request.split(|character: char| !character.is_ascii_hexdigit());
            signatures.lock().unwrap().extend(hex.filter(|word| word.len() == 64).map(str::to_owned));
            let (status, body) = echo(&request);
            let head =
                format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {}\r\n\r\n", body.len());
            stream.write_all((head + &body).as_bytes()).await.unwrap();
        }
    });
    url
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn percent(text: &str) -> String {
    text.bytes().flat_map(|byte| format!("%{byte:02X}").into_bytes()).map(char::from).collect()
}

/// A URL encoded as far as it must be, so that most of it looks as before.
fn url(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c.to_string() } else { percent(&c.to_string()) })
        .collect()
}

fn base64(text: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let bits: Vec<u8> = text.bytes().flat_map(|byte| format!("{byte:08b}").into_bytes()).collect();
    let sextets = bits.chunks(6).map(|bits| std::str::from_utf8(bits).unwrap());
    sextets
        .map(|bits| char::from(ALPHABET[usize::from_str_radix(&format!("{bits:0<6}"), 2).unwrap()]))
        .collect()
}

/// One for each way to fail on an answer, with everything the client sent in it in some spelling.
const ECHOES: [Echo; 11] = [
    |got| (400, got.to_owned()),
    |got| (503, json(got)),
    |got| (500, json(&json(got))),
    |got| (404, url(got)),
    |got| (404, percent(got)),
    |got| (401, base64(got)),
    |got| (401, got.replace('&', "&amp;").replace('"', "&quot;").replace('\'', "&#x27;")),
    |got| (200, format!(r#"{{"code": 4001, "msg": {0}, "requestId": {0}}}"#, json(got))),
    |got| (200, format!(r#"{{"code": {0}, "msg": {0}}}"#, json(got))),
    |got| (200, format!(r#"{{"code": 200, "data": {{"id": {}, "lines": []}}}}"#, json(got))),
    |got| (200, got.to_owned()),
];

#[tokio::test]
async fn nothing_that_is_printed_holds_a_secret() {
    let told = Told::default();
    let writer = told.clone();
    let log = tracing_subscriber::fmt().with_max_level(tracing_subscriber::filter::LevelFilter::TRACE);
    // For all threads: a span that a thread without a log meets first is off for every other.
    log.with_writer(move || writer.clone()).finish().init();
    let panics = told.clone();
    std::panic::set_hook(Box::new(move |panic| {
        eprintln!("{panic}");
        panics.add(&panic.to_string());
    }));
    for api in [&IN_HEADERS, &IN_QUERY, &IN_COOKIES] {
        for echo in ECHOES {
            let server = echoing(&told, echo).await;
            let client = builder(api, &server).build().unwrap();
            told.error(&client.send(request().decoding(Decoding::Strict)).await.unwrap_err());
            // Tolerance takes the echo for a wrong field, and has a value.
            match client.send(request()).await {
                Ok(response) => told.response(&response),
                Err(error) => told.error(&error),
            }
        }
        for error in silent_failures(api, &told).await {
            told.error(&error);
        }
    }
    assert_eq!(
        told.signatures.lock().unwrap().len(),
        3 * (2 * (ECHOES.len() + 2) + 1),
        "each echo is asked for twice, and two of the answers are repeated"
    );
    let log = told.text.lock().unwrap().clone();
    assert!(log.contains("api.call") && log.contains("the call is repeated"), "the log was not captured");
    told.check();
}

/// One of each error that shows nothing of an answer.
async fn silent_failures(api: &'static Api, told: &Told) -> Vec<Error> {
    let server = echoing(told, |_| (200, "MARKERBODY".to_owned())).await;
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let hanging = format!("http://{}", silent.local_addr().unwrap());
    let proxy = nobody.replace("//", &format!("//user:{PROXY_PASSWORD}@"));
    let client = |url: &str| builder(api, url).build().unwrap();
    let errors = [
        client(&server).send(Request::<Envelope<Order>>::get("/orders/{id}")).await.unwrap_err(),
        client(&server).send(request().header("host", "x")).await.unwrap_err(),
        client("http://1.2.3.4.5").send(request()).await.unwrap_err(),
        client(&nobody).send(request()).await.unwrap_err(),
        client(&hanging).send(request().timeout(Duration::from_millis(100))).await.unwrap_err(),
        builder(api, &server).max_response_bytes(0).build().unwrap().send(request()).await.unwrap_err(),
        builder(api, "http://example.invalid")
            .proxy(&proxy)
            .build()
            .unwrap()
            .send(request())
            .await
            .unwrap_err(),
        builder(api, &server).proxy(format!("ftp://user:{PROXY_PASSWORD}@h")).build().unwrap_err(),
        builder(api, &server).proxy(format!("http://user:{PROXY_PASSWORD}@h:x")).build().unwrap_err(),
        builder(api, &format!("http://user:{PROXY_PASSWORD}@h")).build().unwrap_err(),
        builder(api, &server).user_agent("MARKER\n").build().unwrap_err(),
        builder(api, &server)
            .credentials(Credentials::new().set("access-key", ACCESS_KEY))
            .build()
            .unwrap_err(),
    ];
    errors.into()
}

#[test]
fn nothing_a_program_holds_prints_a_secret() {
    /// Prints the call before and after it is signed.
    struct Printing(RecipeAuthenticator, Told);
    impl Authenticator for Printing {
        fn authenticate(
            &self,
            call: &mut Outgoing,
            clock: &dyn Clock,
            nonces: &dyn NonceSource,
        ) -> client_runtime::Result<()> {
            self.1.add(&format!("{call:?} {call:#?}"));
            self.0.authenticate(call, clock, nonces)?;
            call.set_secret_header("x-token", "MARKERTOKEN")?;
            call.add_secret_query("token", "MARKERTOKEN");
            call.set_secret_cookie("token", "MARKER; TOKEN")?;
            self.1.add(&format!("{call:?} {call:#?}"));
            Ok(())
        }
    }
    let told = Told::default();
    for place in [Place::Header, Place::Query, Place::Cookie] {
        let recipe = RecipeAuthenticator::new(signing(place), credentials()).unwrap();
        told.add(&format!("{recipe:?} {:?}", credentials()));
        let server = support::Canned::new(200, r#"{"code": 200}"#);
        let builder =
            Client::builder(&API).proxy(format!("http://user:{PROXY_PASSWORD}@h")).credentials(credentials());
        told.add(&format!("{builder:?}"));
        let builder = Client::builder(&API).credentials(credentials()).transport(server.clone());
        let client = builder.authenticator(Printing(recipe, told.clone())).build().unwrap();
        told.add(&format!("{client:?}"));
        let own = request().header("x-token", "MARKERTOKEN").cookie("own", "MARKERTOKEN").json("MARKERBODY");
        told.add(&format!("{own:?}"));
        support::now(client.send(own)).unwrap();
        assert!(server.seen().uri().to_string().contains("token=MARKERTOKEN"), "it was sent");
    }
    let transport = client_runtime::ReqwestTransport::through_proxy(
        &format!("http://user:{PROXY_PASSWORD}@127.0.0.1:1"),
        Duration::from_secs(1),
    );
    told.add(&format!("{:?}", transport.unwrap()));
    told.check();
}
