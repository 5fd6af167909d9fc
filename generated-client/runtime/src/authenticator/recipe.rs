//! Carries out the signing recipe of an API.

use super::Authenticator;
use crate::signing::leaves;
use crate::{
    Authentication, Clock, Credentials, Error, NonceSource, Outgoing, Part, Place, Result, Signature,
    Signing, TimestampUnit,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderValue;
use std::borrow::Cow;
use std::time::UNIX_EPOCH;

/// Authenticates as the [`Signing`] of an API says.
#[derive(Clone, Debug)]
pub struct RecipeAuthenticator {
    signing: Signing,
    credentials: Credentials,
}

impl RecipeAuthenticator {
    /// Takes the recipe and the credentials it names.
    ///
    /// # Errors
    /// When a credential the recipe requires is missing or empty, when one cannot travel in the header the recipe puts it in, or when the
    /// recipe makes no sense.
    pub fn new(signing: Signing, credentials: Credentials) -> Result<Self> {
        let mut signed = signing.signature.iter().flat_map(|signature| leaves(signature.parts));
        if signed.any(|part| part == Part::Signature) {
            return Err(Error::request("the signing recipe wants the signature to sign itself"));
        }
        if signing.signature.is_none()
            && signing.fields.iter().any(|field| leaves(field.value).contains(&Part::Signature))
        {
            return Err(Error::request(
                "the signing recipe sends a signature but does not say how to make it",
            ));
        }
        let mut required = signing.credentials().filter(|(_, required)| *required);
        match required.find(|(name, _)| credentials.get(name).is_none()) {
            Some((missing, _)) => {
                Err(Error::request(format!("the credential `{missing}` is missing or empty")))
            }
            None => check_headers(&signing, &credentials).map(|()| Self { signing, credentials }),
        }
    }
}

impl Authenticator for RecipeAuthenticator {
    fn authenticate(&self, call: &mut Outgoing, clock: &dyn Clock, nonces: &dyn NonceSource) -> Result<()> {
        let mut moment = Moment {
            timestamp: timestamp(clock, self.signing.timestamp)?,
            nonce: nonces.nonce(self.signing.nonce_length)?,
            signature: String::new(),
        };
        if let Some(signature) = &self.signing.signature {
            moment.signature = self.sign(signature, call, &moment)?;
        }
        self.hide(call, &moment)?;
        // Every value is made before the first is added, so that `Part::Query` is the endpoint's own query in all of them.
        let mut values = Vec::new();
        for field in self.sent() {
            let value = self.joined(field.value, "", call, &moment)?;
            let value = String::from_utf8(value).map_err(|_| {
                Error::request(format!("the authentication value `{}` is not text", field.name))
            })?;
            values.push((field, value));
        }
        values.into_iter().try_for_each(|(field, value)| add(call, field, &value))
    }
}

impl RecipeAuthenticator {
    /// The fields whose credentials are there; of those that travel in one place, the first.
    fn sent(&self) -> Vec<&'static Authentication> {
        let mut sent: Vec<&Authentication> = Vec::new();
        for field in self.signing.fields.iter().filter(|field| self.has_credentials_for(field)) {
            let is_there = |other: &&Authentication| {
                other.place == field.place && other.name.eq_ignore_ascii_case(field.name)
            };
            if !sent.iter().any(is_there) {
                sent.push(field);
            }
        }
        sent
    }

    fn has_credentials_for(&self, field: &Authentication) -> bool {
        leaves(field.value).into_iter().all(|part| match part {
            Part::Credential(name) => self.credentials.get(name).is_some(),
            _ => true,
        })
    }

    /// A server may echo a secret without what stands around it in its field, or unpack it.
    fn hide(&self, call: &mut Outgoing, moment: &Moment) -> Result<()> {
        call.secrets.hide(&moment.signature);
        for field in self.sent() {
            for part in field.value {
                let Part::Base64(inner) = part else { continue };
                if is_secret(inner) {
                    let plain = self.joined(inner, "", call, moment)?;
                    call.secrets.hide(&STANDARD.encode(&plain));
                    call.secrets.hide(&String::from_utf8_lossy(&plain));
                }
            }
        }
        Ok(())
    }

    fn sign(&self, signature: &Signature, call: &Outgoing, moment: &Moment) -> Result<String> {
        let message = self.joined(signature.parts, signature.joiner, call, moment)?;
        let key = signature.digest.key().map_or(Ok(""), |name| self.credential(name))?;
        let digest = signature.digest.compute(&message, key.as_bytes())?;
        Ok(signature.encoding.encode(&digest))
    }

    fn joined(&self, parts: &[Part], joiner: &str, call: &Outgoing, moment: &Moment) -> Result<Vec<u8>> {
        let values = parts.iter().map(|part| self.value(*part, call, moment)).collect::<Result<Vec<_>>>()?;
        Ok(values.join(joiner.as_bytes()))
    }

    fn value<'a>(&'a self, part: Part, call: &'a Outgoing, moment: &'a Moment) -> Result<Cow<'a, [u8]>> {
        Ok(Cow::Borrowed(match part {
            Part::Credential(name) => self.credential(name)?.as_bytes(),
            Part::Timestamp => moment.timestamp.as_bytes(),
            Part::Nonce => moment.nonce.as_bytes(),
            Part::Signature => moment.signature.as_bytes(),
            Part::Method => call.method().as_str().as_bytes(),
            Part::Path => call.path().as_bytes(),
            Part::Query => call.query().as_bytes(),
            Part::Body => call.body().ok_or_else(|| {
                Error::request("the body is a stream, and this API wants the body signed: give it as bytes")
            })?,
            Part::Literal(text) => text.as_bytes(),
            Part::Base64(parts) => {
                return Ok(Cow::Owned(STANDARD.encode(self.joined(parts, "", call, moment)?).into_bytes()));
            }
        }))
    }

    fn credential(&self, name: &str) -> Result<&str> {
        self.credentials
            .get(name)
            .ok_or_else(|| Error::request(format!("the credential `{name}` is missing or empty")))
    }
}

/// Pasted secrets often bring a line break or a space along, which servers then report as a wrong signature, if they get it at all.
fn check_headers(signing: &Signing, credentials: &Credentials) -> Result<()> {
    let headers = signing.fields.iter().filter(|field| field.place == Place::Header);
    for part in headers.flat_map(|field| field.value) {
        let Part::Credential(name) = part else { continue };
        let value = credentials.get(name).unwrap_or_default();
        let problem = if value.trim() != value {
            "begins or ends with white space"
        } else if HeaderValue::from_bytes(value.as_bytes()).is_err() {
            "holds a character that HTTP headers do not allow"
        } else {
            continue;
        };
        return Err(Error::request(format!("the credential `{name}` {problem}")));
    }
    Ok(())
}

/// What all parts of one call share.
struct Moment {
    timestamp: String,
    nonce: String,
    signature: String,
}

fn timestamp(clock: &dyn Clock, unit: TimestampUnit) -> Result<String> {
    let elapsed = clock
        .now()
        .duration_since(UNIX_EPOCH)
        .map_err(|_| Error::request("the clock stands before the year 1970"))?;
    Ok(match unit {
        TimestampUnit::Seconds => elapsed.as_secs().to_string(),
        TimestampUnit::Milliseconds => elapsed.as_millis().to_string(),
    })
}

fn add(call: &mut Outgoing, field: &Authentication, value: &str) -> Result<()> {
    match (field.place, is_secret(field.value)) {
        (Place::Header, true) => call.set_secret_header(field.name, value)?,
        (Place::Header, false) => call.set_header(field.name, value)?,
        (Place::Query, true) => call.add_secret_query(field.name, value),
        (Place::Query, false) => call.add_query(field.name, value),
        (Place::Cookie, true) => call.set_secret_cookie(field.name, value)?,
        (Place::Cookie, false) => call.set_cookie(field.name, value)?,
    }
    Ok(())
}

fn is_secret(parts: &'static [Part]) -> bool {
    leaves(parts).iter().any(|part| matches!(part, Part::Credential(_) | Part::Signature))
}
