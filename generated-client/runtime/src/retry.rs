//! When and how often a call that failed is sent again.

use std::time::Duration;

/// When and how often a call that failed is sent again: exponential backoff with full jitter.
///
/// A call is repeated after any failure that may pass only where it is idempotent ([`Request::idempotent`](crate::Request::idempotent));
/// otherwise only when nothing was sent. `Retry-After` is honoured. The time limit of the client covers all attempts and the waits between
/// them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    pub(crate) attempts: u32,
    pub(crate) base: Duration,
    pub(crate) longest: Duration,
}

impl RetryPolicy {
    /// Never sends a call twice.
    #[must_use]
    pub const fn never() -> Self {
        Self { attempts: 1, base: Duration::ZERO, longest: Duration::ZERO }
    }

    /// How often a call is sent at most, the first time included; 3 by default. 0 counts as 1.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The longest wait before the second attempt; it doubles with each further one. 200 ms by default.
    #[must_use]
    pub const fn base_delay(mut self, delay: Duration) -> Self {
        self.base = delay;
        self
    }

    /// The longest wait before any attempt, unless the server asks for more; 10 s by default.
    #[must_use]
    pub const fn max_delay(mut self, delay: Duration) -> Self {
        self.longest = delay;
        self
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { attempts: 3, base: Duration::from_millis(200), longest: Duration::from_secs(10) }
    }
}
