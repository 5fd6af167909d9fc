//! Checks that a call proves who sends it, by the recipe of `api.yaml`.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::time::{SystemTime, UNIX_EPOCH};

use generator::diagnostic::quote;
use generator::spec::api::{
    ApiDescription, Authentication, Carrier, Digest, Encoding, Ingredient, SignatureRecipe, TimestampUnit,
};

use super::call::Call;
use super::findings::Findings;
use super::signature::signature;

/// Made-up values of the credentials that the recipe names.
pub(super) fn credentials(api: &ApiDescription) -> BTreeMap<String, String> {
    let Some(recipe) = &api.authentication else { return BTreeMap::new() };
    let carried = recipe.headers.iter().chain(&recipe.query).map(|carrier| &carrier.carries);
    let signed = recipe.signature.iter().flat_map(|signature| &signature.parts);
    let named = carried.chain(signed).filter_map(|ingredient| match ingredient {
        Ingredient::Credential(name) => Some(name),
        _ => None,
    });
    let key = recipe.signature.iter().filter_map(|signature| signature.key.as_ref());
    named.chain(key).map(|name| (name.clone(), value(name))).collect()
}

/// `mock-` and the name, in letters that neither headers nor shells misread.
fn value(name: &str) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter } else { '-' };
    format!("mock-{}", name.chars().map(plain).collect::<String>())
}

/// What a call brought along.
#[derive(Debug, Default)]
struct Brought {
    timestamp: Option<String>,
    nonce: Option<String>,
    signature: Option<(String, String)>,
}

/// Looks at every carrier, then computes the signature anew. Gives the nonce of a call in which nothing is wrong.
pub(super) fn check(
    call: &Call,
    recipe: &Authentication,
    credentials: &BTreeMap<String, String>,
    findings: &mut Findings,
) -> Option<String> {
    let before = findings.count();
    let mut brought = Brought::default();
    for (carriers, place) in [(&recipe.headers, "header"), (&recipe.query, "query parameter")] {
        for carrier in carriers {
            let named = format!("the {place} {}", quote(&carrier.name));
            let sent = match place {
                "header" => call.header(&carrier.name).map(std::borrow::Cow::into_owned),
                _ => call.pairs().find(|(name, _)| *name == carrier.name).map(|(_, value)| value),
            };
            look(carrier, &named, sent, recipe, credentials, &mut brought, findings);
        }
    }
    if let (Some(signed), Some((named, sent))) = (&recipe.signature, &brought.signature) {
        let made = made(call, recipe, signed, credentials, &brought);
        match made {
            Some(made) if made == *sent => {}
            Some(made) => findings.refuse(wrong_signature(named, signed, made.eq_ignore_ascii_case(sent))),
            None => {
                findings.hint(format!("{named} was not checked: the call does not carry all that is signed"))
            }
        }
    }
    brought.nonce.filter(|_| findings.count() == before)
}

/// Looks at one carrier.
fn look(
    carrier: &Carrier,
    named: &str,
    sent: Option<String>,
    recipe: &Authentication,
    credentials: &BTreeMap<String, String>,
    brought: &mut Brought,
    findings: &mut Findings,
) {
    let Some(sent) = sent.filter(|sent| !sent.is_empty()) else {
        if !carrier.optional {
            findings.refuse(format!("{named} is missing, which carries the {}", word(&carrier.carries)));
        }
        return;
    };
    let Some(sent) = sent.strip_prefix(&carrier.prefix) else {
        findings.refuse(format!("{named} does not begin with {}", quote(&carrier.prefix)));
        return;
    };
    match &carrier.carries {
        Ingredient::Credential(name)
            if !carrier.optional && credentials.get(name).is_some_and(|own| own != sent) =>
        {
            findings.refuse(format!(
                "{named} holds another {name} than the mock's: take the values that it printed at its start"
            ));
        }
        Ingredient::Timestamp => {
            timestamp(named, sent, recipe.timestamp_unit, findings);
            brought.timestamp = Some(sent.to_owned());
        }
        Ingredient::Nonce => {
            nonce(named, sent, recipe.nonce_length, findings);
            brought.nonce = Some(sent.to_owned());
        }
        Ingredient::Signature => brought.signature = Some((named.to_owned(), sent.to_owned())),
        Ingredient::Literal(text) if text != sent => {
            findings.refuse(format!("{named} is not {}", quote(text)));
        }
        _ => {}
    }
}

/// How far a clock may be off before it is worth a word.
const MINUTES: u64 = 10;

/// Either unit is taken, whatever the recipe says, and so is any time: what the vendor takes is not always settled.
fn timestamp(named: &str, sent: &str, unit: TimestampUnit, findings: &mut Findings) {
    let Some(count) = sent.parse::<u64>().ok().filter(|_| sent.bytes().all(|byte| byte.is_ascii_digit()))
    else {
        findings.refuse(format!("{named} is no Unix timestamp: only digits belong there"));
        return;
    };
    // Ten digits of seconds last until the year 2286, and ten of milliseconds ended in April 1970.
    let is_milliseconds = count >= 100_000_000_000;
    let (seconds, counted) =
        if is_milliseconds { (count / 1000, "milliseconds") } else { (count, "seconds") };
    if is_milliseconds != (unit == TimestampUnit::Milliseconds) {
        findings.hint(format!("{named} counts {counted}, other than `timestamp_unit` in api.yaml says"));
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
    if now.abs_diff(seconds) > MINUTES * 60 {
        findings.hint(format!(
            "{named} is more than {MINUTES} minutes away from now; a real server may refuse it"
        ));
    }
}

fn nonce(named: &str, sent: &str, length: u16, findings: &mut Findings) {
    let sent_length = sent.chars().count();
    if sent_length != usize::from(length) {
        findings.refuse(format!("{named} has {sent_length} characters in place of {length}"));
    } else if !sent.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        findings.hint(format!("{named} holds other characters than letters and digits"));
    }
}

/// The signature of what the call brought; `None` when it does not carry all that is signed.
fn made(
    call: &Call,
    recipe: &Authentication,
    signed: &SignatureRecipe,
    credentials: &BTreeMap<String, String>,
    brought: &Brought,
) -> Option<String> {
    let carriers: Vec<_> = recipe.query.iter().map(|carrier| carrier.name.as_str()).collect();
    let mut parts: Vec<Vec<u8>> = Vec::new();
    for part in &signed.parts {
        parts.push(match part {
            Ingredient::Credential(name) => credentials.get(name)?.clone().into_bytes(),
            Ingredient::Timestamp => brought.timestamp.clone()?.into_bytes(),
            Ingredient::Nonce => brought.nonce.clone()?.into_bytes(),
            Ingredient::Verb => call.verb.clone().into_bytes(),
            Ingredient::Path => call.path.clone().into_bytes(),
            Ingredient::Query => call.query_without(&carriers).into_bytes(),
            Ingredient::Body => call.body.to_vec(),
            Ingredient::Literal(text) => text.clone().into_bytes(),
            Ingredient::Signature => return None,
        });
    }
    let key = signed.key.as_ref().map(|name| credentials.get(name).map(String::as_bytes));
    let key = match key {
        Some(None) => return None,
        Some(Some(key)) => Some(key),
        None => None,
    };
    signature(signed, &parts.join(signed.joiner.as_bytes()), key)
}

/// Explains how the signature is made: names only, never a value.
fn wrong_signature(named: &str, recipe: &SignatureRecipe, differs_in_case: bool) -> String {
    if differs_in_case {
        return format!(
            "{named} is right but for the case of its letters: write it in {}",
            encoding(recipe.encoding)
        );
    }
    let digest = match (recipe.digest, &recipe.key) {
        (Digest::Md5, None) => "MD5".to_owned(),
        (Digest::Sha256, None) => "SHA-256".to_owned(),
        (Digest::Md5, Some(key)) => format!("HMAC-MD5, with {key} as its key,"),
        (Digest::Sha256, Some(key)) => format!("HMAC-SHA256, with {key} as its key,"),
    };
    let parts: Vec<_> = recipe.parts.iter().map(word).collect();
    let joined = match recipe.joiner.as_str() {
        "" => "without separators".to_owned(),
        joiner => format!("with {} between them", quote(joiner)),
    };
    format!(
        "{named} is wrong: it is the {digest} of {}, joined {joined}, in {}",
        parts.join(" + "),
        encoding(recipe.encoding)
    )
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
        Ingredient::Timestamp => "timestamp".to_owned(),
        Ingredient::Nonce => "nonce".to_owned(),
        Ingredient::Signature => "signature".to_owned(),
        Ingredient::Verb => "verb".to_owned(),
        Ingredient::Path => "path".to_owned(),
        Ingredient::Query => "query".to_owned(),
        Ingredient::Body => "body".to_owned(),
        Ingredient::Literal(text) => quote(text),
    }
}

/// The nonces that were used, the latest of them.
#[derive(Debug, Default)]
pub(super) struct Nonces {
    known: BTreeSet<String>,
    in_order: VecDeque<String>,
}

impl Nonces {
    /// So many are remembered: enough for any test, and no burden for a mock that runs for months.
    const MOST: usize = 100_000;

    /// Takes a nonce; whether it is new.
    pub(super) fn take(&mut self, nonce: String) -> bool {
        if !self.known.insert(nonce.clone()) {
            return false;
        }
        self.in_order.push_back(nonce);
        if self.in_order.len() > Self::MOST
            && let Some(oldest) = self.in_order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }
}
