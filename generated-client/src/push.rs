//! Push messages: what `PandaPon` POSTs to a developer's own HTTPS address.
//!
//! The vendor's guide tells of four fields: `messageType`, `messageBody`, `messagePlatform` and `timestamp`. [`Message::parse`] reads them
//! and keeps whatever else comes. How to receive them, and what to do about duplicates: [`guide::push`](crate::guide::push).
//!
//! # Open
//!
//! - **What is signed.** The header `Authorization` holds the HMAC-SHA256 of something in hexadecimal, keyed with the access secret, the
//!   guide says; of what, is not visible. Therefore [`verifier`] takes a closure, and there is no default.
//! - **`messageBody`** is an object on one page and a JSON string in the manual of a sister platform. [`Message::body`] takes both.
//! - **`timestamp`**: no page tells its unit, nor whether it is a number or a string. It is kept as it came.

use client_runtime::{Json, NumberOrString, Result};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
use std::fmt;

pub use client_runtime::webhook::{Delivery, VerificationError, Verifier};

/// A verifier of the header `Authorization`, keyed with the access secret.
///
/// The closure makes the bytes that the vendor signs. Which ones, is open: no page shows them. By analogy with a sister platform it may be
/// the access key followed by the body as it came. That is a guess; hold it against a message of yours before you rely on it:
///
/// ```
/// use generated_client::push::{Delivery, verifier};
///
/// let access_key = "the access key".to_owned();
/// let verifier = verifier("the access secret", move |delivery: &Delivery| {
///     [access_key.as_bytes(), delivery.body()].concat() // a guess
/// })?;
/// # Ok::<(), generated_client::Error>(())
/// ```
///
/// # Errors
/// A request error when the secret is empty.
pub fn verifier(
    access_secret: impl Into<String>,
    base: impl Fn(&Delivery<'_>) -> Vec<u8> + Send + Sync + 'static,
) -> Result<Verifier> {
    Verifier::new(client_runtime::http::header::AUTHORIZATION, access_secret, base)
}

/// A push message. Its `Debug` leaves out the contents, which may be personal data.
///
/// ```
/// use generated_client::push::{Message, Platform};
/// use serde::Deserialize;
///
/// #[derive(Deserialize)]
/// #[serde(rename_all = "camelCase")]
/// struct Refunded {
///     refund_id: String,
/// }
///
/// let message = Message::parse(
///     br#"{"messageType": "T", "messageBody": "{\"refundId\": \"2597049687002736161\"}", "messagePlatform": 0}"#,
/// )?;
/// assert_eq!(message.message_type(), "T");
/// assert_eq!(message.platform(), Some(&Platform::Taobao));
/// assert_eq!(message.body::<Refunded>()?.refund_id, "2597049687002736161");
/// # Ok::<(), generated_client::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Message {
    kind: String,
    body: Json,
    raw_body: Json,
    platform: Option<Platform>,
    timestamp: Option<NumberOrString>,
    undocumented: BTreeMap<String, Json>,
}

/// The platform a message tells of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Platform {
    /// `0`: Taobao
    Taobao,
    /// `1`: 1688
    Alibaba1688,
    /// Anything else, as it came.
    Other(Json),
}

/// The fields that the guide tells of.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Told {
    message_type: NumberOrString,
    message_body: Option<Json>,
    message_platform: Option<Json>,
    timestamp: Option<Json>,
}

impl Message {
    /// Reads the body of a delivery. Only `messageType` must be there; verify the delivery first.
    ///
    /// It looks at every byte some times and no more, however deep the message is nested; how many bytes are accepted is the receiver's to
    /// decide.
    ///
    /// # Errors
    /// A decode error when the bytes are no JSON object, when `messageType` is absent or neither a string nor a number, or when one of the
    /// four fields is there twice.
    pub fn parse(bytes: &[u8]) -> Result<Self> {
        let json = Json::from_slice(bytes)?;
        let mut fields: BTreeMap<String, Json> = json.decode()?;
        let told: Told = json.decode()?;
        let timestamp = told.timestamp.and_then(|timestamp| timestamp.decode().ok());
        for name in ["messageType", "messageBody", "messagePlatform"] {
            fields.remove(name);
        }
        if timestamp.is_some() {
            fields.remove("timestamp");
        }
        let raw_body = told.message_body.map_or_else(|| Json::encode(&()), Ok)?;
        Ok(Self {
            kind: told.message_type.to_string(),
            body: opened(&raw_body),
            raw_body,
            platform: told.message_platform.map(platform),
            timestamp,
            undocumented: fields,
        })
    }

    /// What the message is about: `messageType`.
    #[must_use]
    pub fn message_type(&self) -> &str {
        &self.kind
    }

    /// `messagePlatform`, if it came.
    #[must_use]
    pub fn platform(&self) -> Option<&Platform> {
        self.platform.as_ref()
    }

    /// `timestamp`, if it came. No page tells its unit.
    #[must_use]
    pub fn timestamp(&self) -> Option<&NumberOrString> {
        self.timestamp.as_ref()
    }

    /// `messageBody` as a type of yours, whether it came as an object or as a string that holds one.
    ///
    /// # Errors
    /// A decode error with the JSON path within the body, when it does not have the shape of a `T`.
    pub fn body<T: DeserializeOwned>(&self) -> Result<T> {
        self.body.decode()
    }

    /// `messageBody`, out of its string if that holds an object or a list; `null` when none came.
    #[must_use]
    pub fn body_json(&self) -> &Json {
        &self.body
    }

    /// `messageBody` as it came; `null` when none came.
    #[must_use]
    pub fn raw_body(&self) -> &Json {
        &self.raw_body
    }

    /// What the guide does not tell of: every other field, and a `timestamp` that is neither a number nor a string.
    #[must_use]
    pub fn undocumented(&self) -> &BTreeMap<String, Json> {
        &self.undocumented
    }
}

impl fmt::Debug for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Message")
            .field("message_type", &self.kind)
            .field("platform", &self.platform)
            .field("timestamp", &self.timestamp)
            .finish_non_exhaustive()
    }
}

fn platform(json: Json) -> Platform {
    let number: Option<NumberOrString> = json.decode().ok();
    match number.and_then(|number| number.as_i64()) {
        Some(0) => Platform::Taobao,
        Some(1) => Platform::Alibaba1688,
        _ => Platform::Other(json),
    }
}

/// The object or list within a string, be it wrapped once or more; what holds neither stays as it is, so that `"12"` never becomes a number.
/// The turns are few: every string within a string doubles the length of the innermost quotes.
fn opened(json: &Json) -> Json {
    let mut inner = json.clone();
    while let Ok(text) = inner.decode::<String>() {
        match text.parse::<Json>() {
            Ok(next) if next.get().starts_with(['{', '[', '"']) => inner = next,
            _ => return json.clone(),
        }
    }
    inner
}
