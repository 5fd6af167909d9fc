//! When and how often a call that failed is sent again.

use http::header::RETRY_AFTER;
use http::{HeaderMap, StatusCode};
use std::time::{Duration, SystemTime};

/// When and how often a call that failed is sent again: exponential backoff with full jitter.
///
/// What is repeated, and after which failures:
///
/// | the call | no connection ([`is_connect`]) | connection lost, or an attempt took too long | HTTP 408, 429, 500, 502, 503, 504 | anything else |
/// |---|---|---|---|---|
/// | [idempotent] | repeated | repeated | repeated | never |
/// | any other | repeated, since nothing was sent | never | never | never |
///
/// A body that is a [stream](crate::Body::stream) is sent at most once: when some of it was read, the call is not repeated.
///
/// Each attempt is signed anew. Before it the client waits for a random time between zero and a bound that doubles from attempt to attempt,
/// and at least as long as the server's `Retry-After` asks for. The time limit of the call covers all attempts and the waits between
/// them: a wait that would exceed it is not begun, and the failure is returned at once.
///
/// [`is_connect`]: crate::Error::is_connect
/// [idempotent]: crate::Request::idempotent
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

    pub(crate) fn allows_another(&self, attempts: u32) -> bool {
        attempts < self.attempts
    }

    /// How long to wait after so many attempts, at least one: `chance` of all there is, where `u64::MAX` stands for nearly everything.
    pub(crate) fn delay(&self, attempts: u32, chance: u64) -> Duration {
        let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
        let bound = self.base.saturating_mul(doubled).min(self.longest);
        let bound = u64::try_from(bound.as_nanos()).unwrap_or(u64::MAX);
        let share = (u128::from(bound) * u128::from(chance)) >> 64;
        Duration::from_nanos(u64::try_from(share).unwrap_or(u64::MAX))
    }
}

/// A random number for [`RetryPolicy::delay`]. Without randomness everybody waits as long as possible, which is the careful choice.
pub(crate) fn chance() -> u64 {
    getrandom::u64().unwrap_or(u64::MAX)
}

/// Whether a server that answers so may answer otherwise to the same call soon.
pub(crate) fn may_pass(status: StatusCode) -> bool {
    matches!(status.as_u16(), 408 | 429 | 500 | 502 | 503 | 504)
}

/// How long the server asks to be left alone, be it in seconds or until a date. What is neither says nothing.
pub(crate) fn retry_after(headers: &HeaderMap, now: impl FnOnce() -> SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More seconds than fit are no reason to come back soon.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = httpdate::parse_http_date(text).ok()?;
    Some(date.duration_since(now()).unwrap_or_default())
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self { attempts: 3, base: Duration::from_millis(200), longest: Duration::from_secs(10) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;
    use std::time::UNIX_EPOCH;

    #[test]
    fn the_wait_is_random_below_a_bound_that_doubles() {
        let policy =
            RetryPolicy::default().base_delay(Duration::from_secs(1)).max_delay(Duration::from_secs(5));
        for (attempts, bound) in [(1, 1), (2, 2), (3, 4), (4, 5), (40, 5), (u32::MAX, 5)] {
            let bound = Duration::from_secs(bound);
            assert_eq!(policy.delay(attempts, 0), Duration::ZERO);
            assert_eq!(policy.delay(attempts, 1 << 63), bound / 2);
            let longest = policy.delay(attempts, u64::MAX);
            assert!(longest < bound && longest + Duration::from_millis(1) > bound, "{longest:?}");
        }
        let endless = policy.base_delay(Duration::MAX).max_delay(Duration::MAX);
        assert!(endless.delay(u32::MAX, u64::MAX) > Duration::from_secs(1 << 30));
    }

    #[test]
    fn chances_differ() {
        let chances: std::collections::BTreeSet<_> = (0..32).map(|_| chance() >> 32).collect();
        assert!(chances.len() > 28, "{chances:?}");
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        // 784111777 = `date -u -d '1994-11-06 08:49:37' +%s`.
        let now = || UNIX_EPOCH + Duration::from_secs(784_111_777);
        for (text, seconds) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("99999999999999999999999", Some(u64::MAX)),
            ("Sun, 06 Nov 1994 08:49:40 GMT", Some(3)),
            ("Sunday, 06-Nov-94 08:49:40 GMT", Some(3)),
            ("Sun, 06 Nov 1994 08:00:00 GMT", Some(0)),
            ("", None),
            ("-1", None),
            ("1.5", None),
            ("soon", None),
            ("\u{fc}", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(RETRY_AFTER, HeaderValue::from_bytes(text.as_bytes()).unwrap());
            assert_eq!(retry_after(&headers, now), seconds.map(Duration::from_secs), "{text}");
        }
        assert_eq!(retry_after(&HeaderMap::new(), now), None);
    }
}
