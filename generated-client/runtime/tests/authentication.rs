//! Signing by recipe: what is sent, compared with signatures computed elsewhere.
#![expect(clippy::unwrap_used, reason = "a test helper fails by panicking")]

mod support;

use client_runtime::{
    Api, Authentication, Client, Credentials, Digest, Encoding, Part, Place, RandomNonce,
    RecipeAuthenticator, Request, Signature, Signing, TimestampUnit,
};
use serde_json::json;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use support::{Canned, now};

const NONCE: &str = "abcdefghijklmnopqrstuvwxyz012345";

const fn header(name: &'static str, value: &'static [Part], required: bool) -> Authentication {
    Authentication { place: Place::Header, name, value, required }
}

const MD5: Signing = Signing {
    fields: &[
        header("access-key", &[Part::Credential("access-key")], true),
        header("timestamp", &[Part::Timestamp], true),
        header("nonce-str", &[Part::Nonce], true),
        header("user-id", &[Part::Credential("user-id")], false),
        header("signature", &[Part::Signature], true),
    ],
    signature: Some(Signature {
        parts: &[
            Part::Credential("access-key"),
            Part::Timestamp,
            Part::Nonce,
            Part::Credential("access-secret"),
        ],
        joiner: "",
        digest: Digest::Md5,
        encoding: Encoding::UpperHex,
    }),
    timestamp: TimestampUnit::Seconds,
    nonce_length: 32,
};

static API: Api = Api {
    name: "test",
    base_url: Some("https://api.example.com/v1"),
    servers: &[],
    environment: "TEST",
    signing: Some(MD5),
    envelope: None,
};

fn credentials() -> Credentials {
    Credentials::new().set("access-key", "K-4711").set("access-secret", "S-0815")
}

fn moment() -> SystemTime {
    UNIX_EPOCH + Duration::from_millis(1_700_000_000_123)
}

/// What leaves the client with this recipe.
fn sent(
    signing: Signing,
    credentials: Credentials,
    request: Request<()>,
) -> http::Request<client_runtime::Body> {
    let server = Canned::new(200, "");
    let client = Client::builder(&API)
        .signing(signing)
        .credentials(credentials)
        .clock(moment)
        .nonce_source(|length: usize| NONCE[..length].to_owned())
        .transport(server.clone())
        .build()
        .unwrap();
    now(client.send(request)).unwrap();
    server.seen()
}

#[test]
fn the_md5_recipe_sends_what_python_computes() {
    let request = sent(MD5, credentials(), Request::get("/orders"));
    let header = |name: &str| request.headers()[name].to_str().unwrap();
    assert_eq!(header("access-key"), "K-4711");
    assert_eq!(header("timestamp"), "1700000000");
    assert_eq!(header("nonce-str"), NONCE);
    // hashlib.md5(b"K-4711" + b"1700000000" + b"abcdefghijklmnopqrstuvwxyz012345" + b"S-0815").hexdigest().upper()
    assert_eq!(header("signature"), "AE3426B3884031D35C8A100C5032A1E9");
    assert!(!request.headers().contains_key("user-id"), "an optional credential that is missing is left out");
}

#[test]
fn the_unit_of_the_timestamp_is_one_changed_field() {
    let signing = Signing { timestamp: TimestampUnit::Milliseconds, ..MD5 };
    let request = sent(signing, credentials().set("user-id", "u-1"), Request::get("/orders"));
    assert_eq!(request.headers()["timestamp"], "1700000000123");
    assert_eq!(request.headers()["user-id"], "u-1");
    // As above, with b"1700000000123".
    assert_eq!(request.headers()["signature"], "4958A87B53A0E0CA0613129A366E54B3");
}

#[test]
fn the_builder_can_change_the_unit_of_the_timestamp_alone() {
    let milliseconds = Signing { timestamp: TimestampUnit::Milliseconds, ..MD5 };
    for (signing, unit, timestamp) in [
        (None, TimestampUnit::Milliseconds, "1700000000123"),
        (Some(milliseconds), TimestampUnit::Seconds, "1700000000"),
    ] {
        let server = Canned::new(200, "");
        let builder = Client::builder(&API).timestamp_unit(unit);
        let builder = if let Some(signing) = signing { builder.signing(signing) } else { builder };
        let builder = builder.credentials(credentials()).clock(moment);
        let client = builder.transport(server.clone()).build().unwrap();
        now(client.send(Request::<()>::get("/orders"))).unwrap();
        assert_eq!(server.seen().headers()["timestamp"], timestamp);
    }
}

#[test]
fn a_recipe_can_sign_the_whole_call_and_travel_in_the_query() {
    let signing = Signing {
        fields: &[
            Authentication { place: Place::Query, name: "ts", value: &[Part::Timestamp], required: true },
            Authentication {
                place: Place::Query,
                name: "sign",
                value: &[Part::Literal("v2:"), Part::Signature],
                required: true,
            },
        ],
        signature: Some(Signature {
            parts: &[Part::Method, Part::Path, Part::Query, Part::Body, Part::Timestamp, Part::Literal("v2")],
            joiner: "\n",
            digest: Digest::HmacSha256 { key: "access-secret" },
            encoding: Encoding::LowerHex,
        }),
        timestamp: TimestampUnit::Seconds,
        nonce_length: 0,
    };
    let request = Request::post("/orders/{id}")
        .path("id", "a/b".to_owned())
        .query("page", 1)
        .query("q", "退")
        .json(&json!({ "n": 1 }));
    let request = sent(signing, credentials(), request);
    // message = "\n".join(["POST", "/v1/orders/a%2Fb", "page=1&q=%E9%80%80", '{"n":1}', "1700000000", "v2"])
    // hmac.new(b"S-0815", message.encode(), hashlib.sha256).hexdigest()
    let signature = "ff6cb1170628182b020ffc49431c5f46c2aca8e7b80e709be69db7cadf03a92e";
    let url = format!(
        "https://api.example.com/v1/orders/a%2Fb?page=1&q=%E9%80%80&ts=1700000000&sign=v2%3A{signature}"
    );
    assert_eq!(request.uri().to_string(), url);
    assert_eq!(request.body().as_bytes().unwrap(), r#"{"n":1}"#);
}

#[test]
fn a_bearer_token_is_a_recipe_without_a_signature() {
    let signing = Signing {
        fields: &[Authentication {
            place: Place::Header,
            name: "authorization",
            value: &[Part::Literal("Bearer "), Part::Credential("token")],
            required: true,
        }],
        signature: None,
        ..MD5
    };
    let request = sent(signing, Credentials::new().set("token", "T-1"), Request::get("/orders"));
    assert_eq!(request.headers()["authorization"], "Bearer T-1");
    assert!(request.headers()["authorization"].is_sensitive());
}

#[test]
fn the_authentication_wins_over_a_header_of_the_endpoint() {
    let request =
        sent(MD5, credentials(), Request::get("/orders").header("access-key", "documented default"));
    assert_eq!(request.headers().get_all("access-key").iter().collect::<Vec<_>>(), ["K-4711"]);
}

#[test]
fn the_caller_s_header_wins_over_the_client_s() {
    let agent = |request: &http::Request<client_runtime::Body>, name: &str| {
        let values: Vec<_> = request.headers().get_all(name).iter().collect();
        assert_eq!(values.len(), 1, "{name}");
        values[0].to_str().unwrap().to_owned()
    };
    let plain = sent(MD5, credentials(), Request::get("/orders"));
    assert_eq!(agent(&plain, "accept"), "application/json");
    assert_eq!(agent(&plain, "user-agent"), concat!("client-runtime/", env!("CARGO_PKG_VERSION")));
    let own = Request::get("/orders").header("Accept", "text/plain").header("User-Agent", "mine");
    let own = sent(MD5, credentials(), own);
    assert_eq!((&*agent(&own, "accept"), &*agent(&own, "user-agent")), ("text/plain", "mine"));

    let server = Canned::new(200, "");
    let builder = || Client::builder(&API).credentials(credentials()).transport(server.clone());
    let client = builder().user_agent("shop/2.1").build().unwrap();
    now(client.send(Request::<()>::get("/orders"))).unwrap();
    assert_eq!(agent(&server.seen(), "user-agent"), "shop/2.1");
    let error = builder().user_agent("hidden\r\nx: y").build().unwrap_err();
    assert_eq!(error.to_string(), "the user agent holds a character that HTTP headers do not allow");
    assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
}

#[test]
fn a_missing_or_empty_credential_is_named_before_anything_is_sent() {
    for (credentials, missing) in [
        (Credentials::new(), "`access-key`"),
        (Credentials::new().set("access-key", "K"), "`access-secret`"),
        (credentials().set("access-key", ""), "`access-key`"),
    ] {
        let error = Client::builder(&API)
            .credentials(credentials)
            .transport(Canned::new(200, ""))
            .build()
            .unwrap_err();
        assert!(error.is_request());
        assert!(error.to_string().contains(missing), "{error}");
    }
    let keyed = Signature { digest: Digest::HmacSha256 { key: "other-key" }, ..MD5.signature.unwrap() };
    let error =
        RecipeAuthenticator::new(Signing { signature: Some(keyed), ..MD5 }, credentials()).unwrap_err();
    assert!(error.to_string().contains("`other-key`"), "{error}");
}

#[test]
fn a_recipe_that_makes_no_sense_is_refused() {
    let error = RecipeAuthenticator::new(Signing { signature: None, ..MD5 }, credentials()).unwrap_err();
    assert!(error.to_string().contains("does not say how to make it"), "{error}");
    let circular = Signature { parts: &[Part::Signature], ..MD5.signature.unwrap() };
    let error =
        RecipeAuthenticator::new(Signing { signature: Some(circular), ..MD5 }, credentials()).unwrap_err();
    assert!(error.to_string().contains("sign itself"), "{error}");
}

#[test]
fn a_credential_a_header_cannot_carry_is_named_and_not_shown() {
    for (name, value, problem) in [
        ("user-id", "hidden\r\nx: y", "holds a character that HTTP headers do not allow"),
        ("access-key", "hid\0den", "holds a character that HTTP headers do not allow"),
        ("access-key", "hidden\n", "begins or ends with white space"),
        ("access-key", " hidden", "begins or ends with white space"),
    ] {
        let builder = Client::builder(&API).credentials(credentials().set(name, value));
        let error = builder.transport(Canned::new(200, "")).build().unwrap_err();
        assert!(error.is_request());
        assert_eq!(error.to_string(), format!("the credential `{name}` {problem}"));
        assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
    }
    // It signs and travels in no header.
    assert!(RecipeAuthenticator::new(MD5, credentials().set("access-secret", " S\n")).is_ok());
}

#[test]
fn debug_output_shows_no_secret() {
    let client = Client::builder(&API).credentials(credentials()).nonce_source(RandomNonce);
    let shown =
        format!("{:?} {client:?} {:?}", credentials(), RecipeAuthenticator::new(MD5, credentials()).unwrap());
    assert!(
        shown.contains("access-secret") && !shown.contains("S-0815") && !shown.contains("K-4711"),
        "{shown}"
    );
    let shown = format!("{:?}", client.transport(Canned::new(200, "")).build().unwrap());
    assert!(!shown.contains("S-0815") && !shown.contains("K-4711"), "{shown}");
    let shown = format!("{:?}", Request::<()>::get("/orders").header("x-token", "S-0815").json("S-0815"));
    assert!(shown.contains("x-token") && !shown.contains("S-0815"), "{shown}");
}

/// As RFC 7617 has it.
const USER_AND_PASSWORD: &[Part] = &[
    Part::Literal("Basic "),
    Part::Base64(&[Part::Credential("username"), Part::Literal(":"), Part::Credential("password")]),
];

const BASIC: Signing = Signing {
    fields: &[
        header("authorization", USER_AND_PASSWORD, true),
        Authentication {
            place: Place::Cookie,
            name: "session",
            value: &[Part::Credential("session")],
            required: false,
        },
    ],
    signature: None,
    timestamp: TimestampUnit::Seconds,
    nonce_length: 0,
};

#[test]
fn user_and_password_travel_in_base64() {
    let credentials = Credentials::new().set("username", "Aladdin").set("password", "open sesame");
    let request = sent(BASIC, credentials.clone(), Request::get("/orders"));
    // The example of RFC 7617.
    assert_eq!(request.headers()["authorization"], "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assert!(request.headers()["authorization"].is_sensitive());
    assert!(request.headers().get("cookie").is_none(), "a cookie without its credential is left out");
    let without = sent(BASIC, credentials, Request::get("/orders").without_authentication());
    assert!(without.headers().get("authorization").is_none());
    let missing = Client::builder(&API).signing(BASIC).credentials(Credentials::new().set("username", "x"));
    let error = missing.build().unwrap_err();
    assert_eq!(error.to_string(), "the credential `password` is missing or empty");
}

#[test]
fn a_credential_in_a_cookie_replaces_the_callers_own_and_stands_beside_others() {
    let credentials = Credentials::new().set("username", "u").set("password", "p").set("session", "S; 0815");
    let request = Request::get("/orders").cookie("session", "mine").cookie("theme", "dark");
    let request = sent(BASIC, credentials, request);
    assert_eq!(request.headers()["cookie"], "theme=dark; session=S%3B%200815");
    assert!(request.headers()["cookie"].is_sensitive());
}

#[test]
fn a_server_that_echoes_basic_in_any_way_tells_nothing() {
    // Short enough to be no secrets by themselves.
    let credentials =
        Credentials::new().set("username", "ab").set("password", "xyz").set("session", "S; 0815");
    for body in ["bad: YWI6eHl6", "bad: ab:xyz", "bad: S%3B%200815", "bad: S; 0815", "bad: Basic YWI6eHl6"] {
        let client = Client::builder(&API).signing(BASIC).credentials(credentials.clone());
        let client = client.transport(Canned::new(401, body)).build().unwrap();
        let error = now(client.send(Request::<()>::get("/orders"))).unwrap_err();
        assert_eq!(error.body_excerpt(), Some("bad: ***"), "{body}");
    }
}

/// A call carries one of two values that travel in one place: the first one whose credentials are there.
#[test]
fn of_two_fields_in_one_place_the_first_that_can_be_made_is_sent() {
    const EITHER: Signing = Signing {
        fields: &[
            header("Authorization", &[Part::Literal("Bearer "), Part::Credential("token")], false),
            header("authorization", USER_AND_PASSWORD, false),
        ],
        signature: None,
        ..MD5
    };
    let values = |credentials: Credentials| -> Vec<String> {
        let sent = sent(EITHER, credentials, Request::get("/a"));
        let values = sent.headers().get_all("authorization").iter();
        values.map(|value| value.to_str().unwrap().to_owned()).collect()
    };
    let user = || Credentials::new().set("username", "Aladdin").set("password", "open sesame");
    // The example of RFC 7617.
    assert_eq!(values(user()), ["Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="]);
    assert_eq!(values(user().set("token", "T-4711")), ["Bearer T-4711"]);
    assert!(values(Credentials::new()).is_empty());
}
