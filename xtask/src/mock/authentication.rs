//! Checks that a call proves who sends it, by one recipe.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use generator::diagnostic::quote;
use generator::spec::api::{Authentication, Carrier, Encoding, Ingredient, SignatureRecipe, TimestampUnit};

use super::call::Call;
use super::findings::Findings;
use super::signature::signature;

/// Made-up values of the credentials that the recipe names.
pub(super) fn credentials(recipe: &Authentication) -> BTreeMap<String, String> {
    let carried = recipe.carriers().map(|(_, carrier)| &carrier.carries);
    let signed = recipe.signature.iter().flat_map(|signature| &signature.parts);
    let named = carried.chain(signed).flat_map(Ingredient::credentials);
    let key = recipe.signature.iter().filter_map(|signature| signature.key.as_deref());
    named.chain(key).map(|name| (name.to_owned(), value(name))).collect()
}

/// `mock-` and the name, in letters that neither headers nor shells misread.
fn value(name: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    format!("mock-{}", name.chars().map(plain).collect::<String>())
}

/// Looks at every carrier, then computes the signature anew. Gives the nonce of a call in which nothing is wrong.
pub(super) fn check(
    call: &Call,
    recipe: &Authentication,
    credentials: &BTreeMap<String, String>,
    findings: &mut Findings,
) -> Option<String> {
    let before = findings.count();
    let mut check =
        Check { call, recipe, credentials, findings, timestamp: None, nonce: None, signature: None };
    for carrier in &recipe.headers {
        let (sent, count) = (call.header(&carrier.name), call.header_count(&carrier.name));
        check.look(carrier, &format!("the header {}", quote(&carrier.name)), sent.as_deref(), count);
    }
    for carrier in &recipe.query {
        let sent: Vec<_> = call.pairs().filter(|(name, _)| *name == carrier.name).collect();
        let first = sent.first().map(|(_, value)| value.as_str());
        check.look(carrier, &format!("the query parameter {}", quote(&carrier.name)), first, sent.len());
    }
    for carrier in &recipe.cookies {
        let sent = call.cookie(&carrier.name);
        let count = usize::from(sent.is_some());
        check.look(carrier, &format!("the cookie {}", quote(&carrier.name)), sent.as_deref(), count);
    }
    check.signature();
    let nonce = check.nonce;
    nonce.filter(|_| findings.count() == before)
}

/// One call, and what it brought along.
struct Check<'a> {
    call: &'a Call,
    recipe: &'a Authentication,
    credentials: &'a BTreeMap<String, String>,
    findings: &'a mut Findings,
    timestamp: Option<String>,
    nonce: Option<String>,
    /// Where it stands, and what stands there.
    signature: Option<(String, String)>,
}

/// How far a clock may be off before it is worth a word.
const MINUTES: u64 = 10;

impl Check<'_> {
    /// Looks at what one carrier holds, and how often it is there.
    fn look(&mut self, carrier: &Carrier, named: &str, sent: Option<&str>, count: usize) {
        if count > 1 {
            self.findings.refuse(&format!("{named} is sent {count} times: only once is clear"));
        }
        let Some(sent) = sent.filter(|sent| !sent.is_empty()) else {
            if !carrier.optional {
                let what = self.what_belongs(carrier);
                self.findings.refuse(&format!("{named} is missing: it is {what}"));
            }
            return;
        };
        let Some(sent) = sent.strip_prefix(&carrier.prefix) else {
            self.findings.refuse(&format!("{named} does not begin with {}", quote(&carrier.prefix)));
            return;
        };
        match &carrier.carries {
            // What is optional says for whom a call is made, and any account will do.
            Ingredient::Credential(name)
                if !carrier.optional && self.credentials.get(name).is_some_and(|own| own != sent) =>
            {
                self.findings.refuse(&format!(
                    "{named} holds another {name} than the mock's: take the values that it printed at its start"
                ));
            }
            Ingredient::Basic(user, password) => self.look_at_basic(named, sent, user, password),
            Ingredient::Timestamp => {
                self.look_at_timestamp(named, sent);
                self.timestamp = Some(sent.to_owned());
            }
            Ingredient::Nonce => {
                self.look_at_nonce(named, sent);
                self.nonce = Some(sent.to_owned());
            }
            Ingredient::Signature => self.signature = Some((named.to_owned(), sent.to_owned())),
            Ingredient::Literal(text) if text != sent => {
                self.findings.refuse(&format!("{named} is not {}", quote(text)));
            }
            _ => {}
        }
    }

    /// What a carrier should hold, in words by which it can be made.
    fn what_belongs(&self, carrier: &Carrier) -> String {
        let what = match (&carrier.carries, &self.recipe.signature) {
            (Ingredient::Credential(name), _) => format!("the {name} that the mock printed at its start"),
            (Ingredient::Basic(user, password), _) => basic_words(user, password),
            (Ingredient::Signature, Some(recipe)) => made_of(recipe),
            (Ingredient::Timestamp, _) => match self.recipe.timestamp_unit {
                TimestampUnit::Seconds => "the Unix time in seconds".to_owned(),
                TimestampUnit::Milliseconds => "the Unix time in milliseconds".to_owned(),
            },
            (Ingredient::Nonce, _) => {
                format!("{} random letters and digits, others for each call", self.recipe.nonce_length)
            }
            (other, _) => format!("the {}", word(other)),
        };
        match carrier.prefix.as_str() {
            "" => what,
            prefix => format!("{}, then {what}", quote(prefix)),
        }
    }

    /// RFC 7617: the word `Basic` in any case, then the base64 of both, joined by a colon.
    fn look_at_basic(&mut self, named: &str, sent: &str, user: &str, password: &str) {
        let encoded = sent.split_once(' ').filter(|(scheme, _)| scheme.eq_ignore_ascii_case("basic"));
        let decoded = encoded.and_then(|(_, encoded)| BASE64_STANDARD.decode(encoded.trim()).ok());
        let text = decoded.and_then(|bytes| String::from_utf8(bytes).ok());
        let Some(both) = text.as_deref().and_then(|text| text.split_once(':')) else {
            self.findings.refuse(&format!("{named} is not {}", basic_words(user, password)));
            return;
        };
        let is_own = |name: &str, sent: &str| self.credentials.get(name).is_none_or(|own| own == sent);
        if !is_own(user, both.0) || !is_own(password, both.1) {
            self.findings.refuse(&format!(
                "{named} holds another {user} or {password} than the mock's: take the values that it printed at its start"
            ));
        }
    }

    /// Either unit is taken, whatever the recipe says, and so is any time: what the vendor takes is not always settled.
    fn look_at_timestamp(&mut self, named: &str, sent: &str) {
        let is_number = sent.bytes().all(|byte| byte.is_ascii_digit());
        let Some(count) = sent.parse::<u64>().ok().filter(|_| is_number) else {
            self.findings.refuse(&format!("{named} is no Unix timestamp: only digits belong there"));
            return;
        };
        // So many seconds end in the year 5138, and so many milliseconds in March 1973.
        let is_milliseconds = count >= 100_000_000_000;
        let (seconds, counted) =
            if is_milliseconds { (count / 1000, "milliseconds") } else { (count, "seconds") };
        if is_milliseconds != (self.recipe.timestamp_unit == TimestampUnit::Milliseconds) {
            self.findings
                .hint(&format!("{named} counts {counted}, other than `timestamp_unit` in api.yaml says"));
        }
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        if now.abs_diff(seconds) > MINUTES * 60 {
            self.findings.hint(&format!(
                "{named} is more than {MINUTES} minutes away from now; a real server may refuse it"
            ));
        }
    }

    fn look_at_nonce(&mut self, named: &str, sent: &str) {
        let (length, wanted) = (sent.chars().count(), self.recipe.nonce_length);
        if length != usize::from(wanted) {
            self.findings.refuse(&format!("{named} has {length} characters in place of {wanted}"));
        } else if !sent.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            self.findings.hint(&format!("{named} holds other characters than letters and digits"));
        }
    }

    /// Compares the signature with one that is made of what the call brought along.
    fn signature(&mut self) {
        let (Some(recipe), Some((named, sent))) = (&self.recipe.signature, &self.signature) else { return };
        match self.made(recipe) {
            Some(made) if made == *sent => {}
            Some(made) => {
                let differs_in_case = made.eq_ignore_ascii_case(sent);
                self.findings.refuse(&wrong_signature(named, recipe, differs_in_case));
            }
            None => {
                self.findings
                    .hint(&format!("{named} was not checked: the call does not carry all that is signed"));
            }
        }
    }

    /// The signature of what the call brought along; `None` when that is not all that is signed.
    fn made(&self, recipe: &SignatureRecipe) -> Option<String> {
        let carriers: Vec<_> = self.recipe.query.iter().map(|carrier| carrier.name.as_str()).collect();
        let mut parts: Vec<Vec<u8>> = Vec::new();
        for part in &recipe.parts {
            parts.push(match part {
                Ingredient::Credential(name) => self.credentials.get(name)?.clone().into_bytes(),
                Ingredient::Timestamp => self.timestamp.clone()?.into_bytes(),
                Ingredient::Nonce => self.nonce.clone()?.into_bytes(),
                Ingredient::Verb => self.call.verb.clone().into_bytes(),
                Ingredient::Path => self.call.path.clone().into_bytes(),
                Ingredient::Query => self.call.query_without(&carriers).into_bytes(),
                Ingredient::Body => self.call.body.to_vec(),
                Ingredient::Literal(text) => text.clone().into_bytes(),
                Ingredient::Signature | Ingredient::Basic(..) => return None,
            });
        }
        let message = parts.join(recipe.joiner.as_bytes());
        match &recipe.key {
            None => signature(recipe, &message, None),
            Some(name) => signature(recipe, &message, Some(self.credentials.get(name)?.as_bytes())),
        }
    }
}

/// How user name and password are sent.
fn basic_words(user: &str, password: &str) -> String {
    format!(
        "`Basic `, then the base64 of the {user} and the {password} that the mock printed at its start, joined by a colon"
    )
}

/// Explains what is wrong with a signature.
fn wrong_signature(named: &str, recipe: &SignatureRecipe, differs_in_case: bool) -> String {
    if differs_in_case {
        return format!(
            "{named} is right but for the case of its letters: write it in {}",
            encoding(recipe.encoding)
        );
    }
    format!("{named} is wrong: it is {}", made_of(recipe))
}

/// How the signature is made: names only, never a value.
fn made_of(recipe: &SignatureRecipe) -> String {
    let digest = recipe.digest.name();
    let digest = match &recipe.key {
        None => digest.to_owned(),
        // HMAC-SHA256 is written without the hyphen of SHA-256.
        Some(key) => format!("HMAC-{}, with {key} as its key,", digest.replace('-', "")),
    };
    let parts: Vec<_> = recipe.parts.iter().map(word).collect();
    let joined = match recipe.joiner.as_str() {
        "" => "without separators".to_owned(),
        joiner => format!("with {} between them", quote(joiner)),
    };
    format!("the {digest} of {}, joined {joined}, in {}", parts.join(" + "), encoding(recipe.encoding))
}

const fn encoding(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::LowerHex => "lower-case hexadecimal digits",
        Encoding::UpperHex => "upper-case hexadecimal digits",
    }
}

fn word(ingredient: &Ingredient) -> String {
    match ingredient {
        Ingredient::Credential(name) => name.clone(),
        Ingredient::Literal(text) => quote(text),
        _ => ingredient.word().to_owned(),
    }
}
