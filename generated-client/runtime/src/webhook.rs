//! Messages that a vendor sends to its developers: who sent one, and that nobody changed it.

use crate::{Error, Result, digest};
use http::{HeaderMap, HeaderName};
use std::error::Error as StdError;
use std::fmt;

/// Verifies that a message comes from the vendor: a header holds the HMAC-SHA256 of something in hexadecimal, keyed with a secret that
/// only the two of you know.
///
/// What that something is, the *base*, is said by a closure, since vendors differ and some do not tell. The time that comparing takes tells
/// nothing about the right signature. That a message is old, or came before, it does not notice.
///
/// ```
/// use client_runtime::http::{HeaderMap, HeaderValue, header::AUTHORIZATION};
/// use client_runtime::webhook::{Delivery, Verifier};
///
/// let verifier = Verifier::new(AUTHORIZATION, "secret", |delivery: &Delivery| delivery.body().to_vec())?;
///
/// let mut headers = HeaderMap::new();
/// let signature = "77325902caca812dc259733aacd046b73817372c777b8d95b402647474516e13";
/// headers.insert(AUTHORIZATION, HeaderValue::from_static(signature));
/// assert!(verifier.verify(&headers, b"{}").is_ok());
/// assert!(verifier.verify(&headers, b"{ }").unwrap_err().is_mismatch());
/// # Ok::<(), client_runtime::Error>(())
/// ```
pub struct Verifier {
    header: HeaderName,
    secret: String,
    base: Box<Base>,
}

/// Makes of a delivery what is signed.
type Base = dyn Fn(&Delivery<'_>) -> Vec<u8> + Send + Sync;

impl Verifier {
    /// A verifier for signatures in this header, made with this secret over what the closure makes of a delivery.
    ///
    /// # Errors
    /// A request error when the secret is empty: everybody could sign with it.
    pub fn new(
        header: HeaderName,
        secret: impl Into<String>,
        base: impl Fn(&Delivery<'_>) -> Vec<u8> + Send + Sync + 'static,
    ) -> Result<Self> {
        let secret = secret.into();
        if secret.trim().is_empty() {
            return Err(Error::request("the secret that verifies messages is empty"));
        }
        Ok(Self { header, secret, base: Box::new(base) })
    }

    /// Whether the signature in the headers is that of this delivery. The body must be the bytes that came, not JSON written again.
    ///
    /// # Errors
    /// When there is no signature, when it cannot be one, or when it is another one. All three deserve the same answer: none that says why.
    pub fn verify(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), VerificationError> {
        let mut values = headers.get_all(&self.header).iter();
        let value = values.next().ok_or(VerificationError(Reason::Missing))?;
        // Of two signatures, nobody knows which one counts.
        let signature = if values.next().is_some() { None } else { decoded(value.as_bytes()) };
        let signature = signature.ok_or(VerificationError(Reason::Malformed))?;
        let base = (self.base)(&Delivery { headers, body });
        if digest::is_hmac_sha256(&signature, &base, self.secret.as_bytes()) {
            Ok(())
        } else {
            Err(VerificationError(Reason::Mismatch))
        }
    }
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").field("header", &self.header).finish_non_exhaustive()
    }
}

/// What came, unverified yet: the ground for the base of a signature.
#[derive(Clone, Copy)]
pub struct Delivery<'a> {
    headers: &'a HeaderMap,
    body: &'a [u8],
}

impl<'a> Delivery<'a> {
    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &'a HeaderMap {
        self.headers
    }

    /// The body, as it came.
    #[must_use]
    pub fn body(&self) -> &'a [u8] {
        self.body
    }
}

impl fmt::Debug for Delivery<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Not the headers: the signature is among them.
        write!(f, "Delivery({} bytes)", self.body.len())
    }
}

/// Why a message is not known to be the vendor's. It holds nothing of what came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerificationError(Reason);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    Missing,
    Malformed,
    Mismatch,
}

impl VerificationError {
    /// The header is not there.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        self.0 == Reason::Missing
    }

    /// The header cannot be a signature: it is not 64 hexadecimal digits, or it is there twice.
    #[must_use]
    pub fn is_malformed(&self) -> bool {
        self.0 == Reason::Malformed
    }

    /// The signature is another one: the sender has another secret, the message was changed on its way, or the base is not what the vendor
    /// signs.
    #[must_use]
    pub fn is_mismatch(&self) -> bool {
        self.0 == Reason::Mismatch
    }
}

impl fmt::Display for VerificationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            Reason::Missing => "the message has no signature",
            Reason::Malformed => "the signature of the message is not 64 hexadecimal digits",
            Reason::Mismatch => {
                "the signature of the message is not the one that its contents and the secret give"
            }
        })
    }
}

impl StdError for VerificationError {}

/// The bytes that 64 hexadecimal digits of either case spell.
fn decoded(text: &[u8]) -> Option<[u8; 32]> {
    let (pairs, rest) = text.as_chunks::<2>();
    let mut bytes = [0; 32];
    if pairs.len() != bytes.len() || !rest.is_empty() {
        return None;
    }
    let digit = |letter: u8| char::from(letter).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    for (byte, [high, low]) in bytes.iter_mut().zip(pairs) {
        *byte = digit(*high)? << 4 | digit(*low)?;
    }
    Some(bytes)
}
