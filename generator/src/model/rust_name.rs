//! `RustName`: text that is a valid Rust identifier.

use std::fmt;

/// A valid identifier, such as `refund_id`, `RefundType` or `r#type`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RustName(String);

impl RustName {
    /// Only `identifier` makes names, since it knows the rules.
    pub(super) fn new(valid: impl Into<String>) -> Self {
        Self(valid.into())
    }

    /// The name as written in Rust, with `r#` where needed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name without `r#`.
    #[must_use]
    pub fn plain(&self) -> &str {
        self.0.strip_prefix("r#").unwrap_or(&self.0)
    }
}

impl fmt::Display for RustName {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}
