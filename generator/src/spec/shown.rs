//! What the docs show as a value, for the examples in the docs of the client.

use super::endpoint::Example;
use super::reconcile::is_secret;

/// A value that the docs show. Members are looked up by their names; the order is lost.
pub(crate) use serde_json::Value as Shown;

impl Example {
    /// Its value, if it is JSON that no correction contradicts.
    pub(crate) fn shown(&self) -> Option<Shown> {
        let is_sound = self.json && self.overruled.is_empty();
        serde_json::from_str(&self.text).ok().filter(|_| is_sound)
    }
}

/// The value of something called `name`, unless that may be somebody's credential, or shows nothing.
pub(crate) fn shown(name: &str, value: Shown) -> Option<Shown> {
    // Examples made by machine print these for any text.
    let says_nothing = value.is_null() || matches!(value.as_str(), Some("" | "string"));
    (!is_secret(name) && !says_nothing).then_some(value)
}
