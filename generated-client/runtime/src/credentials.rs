//! The caller's secrets, by the names the API's recipe uses.

use std::collections::BTreeMap;
use std::fmt;

/// Secrets by name. Printing it shows the names and never a value.
///
/// ```
/// let credentials = client_runtime::Credentials::new().set("access-key", "K-1").set("access-secret", "S-1");
/// assert_eq!(format!("{credentials:?}"), r#"{"access-key": ***, "access-secret": ***}"#);
/// ```
#[derive(Clone, Default)]
pub struct Credentials {
    values: BTreeMap<String, String>,
}

impl Credentials {
    /// No credentials yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a credential, or replaces the one of the same name.
    #[must_use]
    pub fn set(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.values.insert(name.into(), value.into());
        self
    }

    /// The value of a credential, for an [`Authenticator`](crate::Authenticator) written by hand. An empty value counts as missing.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str).filter(|value| !value.is_empty())
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &str> {
        self.values.values().map(String::as_str)
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = self.values.keys().map(|name| (name, format_args!("***")));
        hidden.fold(&mut f.debug_map(), |map, (name, stars)| map.entry(name, &stars)).finish()
    }
}
