//! Reads base URL and credentials of an API from environment variables.

use crate::{Api, Credentials, Error, Result, Signing};
use std::collections::BTreeMap;
use std::ffi::OsString;

/// What the environment says.
pub(super) struct Environment {
    pub(super) base_url: Option<String>,
    pub(super) credentials: Credentials,
}

/// Reads every variable of the API before it judges, so that whoever sets them up hears of all that are wrong at once.
pub(super) fn read(api: &Api, variable: impl Fn(&str) -> Option<OsString>) -> Result<Environment> {
    // One that the recipe names twice is required if it is so once.
    let mut named = BTreeMap::new();
    for (name, required) in api.signing.iter().flat_map(Signing::credentials) {
        *named.entry(name).or_default() |= required;
    }
    let (mut missing, mut unreadable) = (Vec::new(), Vec::new());
    let mut text = |name: &str, required: bool| {
        let name = variable_name(api, name);
        // An empty variable counts as none, as an empty credential does.
        match variable(&name).filter(|value| !value.is_empty()).map(OsString::into_string) {
            Some(Ok(value)) => return Some(value),
            // The value stays out of the message: it may be most of a secret.
            Some(Err(_)) => unreadable.push(name),
            None if required => missing.push(name),
            None => {}
        }
        None
    };
    let base_url = text("base-url", false);
    let mut credentials = Credentials::new();
    for (name, required) in named {
        if let Some(value) = text(name, required) {
            credentials = credentials.set(name, value);
        }
    }
    let problems = [told(&missing, "missing or empty"), told(&unreadable, "no valid Unicode")];
    let problems: Vec<_> = problems.into_iter().flatten().collect();
    if problems.is_empty() {
        Ok(Environment { base_url, credentials })
    } else {
        Err(Error::request(problems.join("; ")))
    }
}

fn told(variables: &[String], problem: &str) -> Option<String> {
    let names: Vec<_> = variables.iter().map(|name| format!("`{name}`")).collect();
    let names = names.join(", ");
    match variables.len() {
        0 => None,
        1 => Some(format!("the environment variable {names} is {problem}")),
        _ => Some(format!("the environment variables {names} are {problem}")),
    }
}

/// `EXAMPLE` and `access-key` make `EXAMPLE_ACCESS_KEY`.
fn variable_name(api: &Api, name: &str) -> String {
    let words = name.split(|character: char| !character.is_ascii_alphanumeric());
    let words = words.filter(|word| !word.is_empty()).map(str::to_ascii_uppercase);
    std::iter::once(api.environment.to_owned()).chain(words).collect::<Vec<_>>().join("_")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Authentication, ClientBuilder, Digest, Encoding, Part, Place, Signature, TimestampUnit};

    static API: Api = Api {
        name: "example",
        base_url: None,
        servers: &[],
        environment: "EXAMPLE",
        signing: Some(Signing {
            fields: &[
                Authentication {
                    place: Place::Header,
                    name: "key",
                    value: &[Part::Credential("access-key")],
                    required: true,
                },
                Authentication {
                    place: Place::Header,
                    name: "user",
                    value: &[Part::Credential("user.id")],
                    required: false,
                },
            ],
            signature: Some(Signature {
                parts: &[Part::Credential("access-key"), Part::Credential("access-secret")],
                joiner: "",
                digest: Digest::HmacSha256 { key: "hmac-key" },
                encoding: Encoding::LowerHex,
            }),
            timestamp: TimestampUnit::Seconds,
            nonce_length: 0,
        }),
        envelope: None,
    };

    const COMPLETE: &[(&str, &str)] = &[
        ("EXAMPLE_BASE_URL", "https://staging.example.com"),
        ("EXAMPLE_ACCESS_KEY", "K-1"),
        ("EXAMPLE_ACCESS_SECRET", "S-1"),
        ("EXAMPLE_HMAC_KEY", "H-1"),
        ("EXAMPLE_USER_ID", "U-1"),
        ("ACCESS_KEY", "of another program"),
    ];

    fn lookup(variables: &[(&str, &str)]) -> impl Fn(&str) -> Option<OsString> {
        |wanted| variables.iter().find(|(name, _)| *name == wanted).map(|(_, value)| OsString::from(value))
    }

    #[test]
    fn base_url_and_credentials_come_from_their_variables() {
        let environment = read(&API, lookup(COMPLETE)).unwrap();
        assert_eq!(environment.base_url.as_deref(), Some("https://staging.example.com"));
        for (name, value) in
            [("access-key", "K-1"), ("access-secret", "S-1"), ("hmac-key", "H-1"), ("user.id", "U-1")]
        {
            assert_eq!(environment.credentials.get(name), Some(value));
        }
        let builder = ClientBuilder::from_variables(&API, lookup(COMPLETE)).unwrap();
        assert!(!format!("{builder:?}").contains("-1"), "{builder:?}");
    }

    #[test]
    fn what_is_not_required_may_be_missing_or_empty() {
        let variables = [&COMPLETE[1..4], &[("EXAMPLE_BASE_URL", ""), ("EXAMPLE_USER_ID", "")]].concat();
        for variables in [&COMPLETE[1..4], &variables] {
            let environment = read(&API, lookup(variables)).unwrap();
            assert_eq!(environment.base_url, None);
            assert_eq!(environment.credentials.get("user.id"), None);
        }
        let bare = Api { signing: None, ..API };
        assert!(read(&bare, lookup(&[])).is_ok());
    }

    #[test]
    fn all_missing_variables_are_named_at_once() {
        let error = |variables| read(&API, lookup(variables)).err().unwrap();
        assert_eq!(
            error(&[("EXAMPLE_ACCESS_SECRET", "")]).to_string(),
            "the environment variables `EXAMPLE_ACCESS_KEY`, `EXAMPLE_ACCESS_SECRET`, `EXAMPLE_HMAC_KEY` are missing or empty"
        );
        let one = error(&COMPLETE[..3]);
        assert_eq!(one.to_string(), "the environment variable `EXAMPLE_HMAC_KEY` is missing or empty");
        assert!(one.is_request() && !format!("{one:?}").contains("S-1"), "{one:?}");
    }

    #[cfg(unix)]
    #[test]
    fn what_is_no_text_is_named_and_not_shown() {
        use std::os::unix::ffi::OsStringExt as _;
        let wrong = |wanted: &str| match wanted {
            "EXAMPLE_USER_ID" | "EXAMPLE_ACCESS_KEY" => Some(OsString::from_vec(b"hidden\xff".to_vec())),
            _ => None,
        };
        let error = read(&API, wrong).err().unwrap();
        assert_eq!(
            error.to_string(),
            "the environment variables `EXAMPLE_ACCESS_SECRET`, `EXAMPLE_HMAC_KEY` are missing or empty; \
             the environment variables `EXAMPLE_ACCESS_KEY`, `EXAMPLE_USER_ID` are no valid Unicode"
        );
        assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
    }
}
