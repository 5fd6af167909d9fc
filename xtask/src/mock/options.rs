//! How the mock behaves, and how it misbehaves.

use std::str::FromStr;
use std::time::Duration;

/// How the mock behaves, and how it misbehaves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Options {
    /// The port to listen on; 0 takes a free one.
    pub port: u16,
    /// The share of calls that meet a failing server, from 0 to 1.
    pub fail_rate: f64,
    /// The share of successful answers in which a field changes its type, from 0 to 1.
    pub lie_rate: f64,
    /// How long an answer takes at least.
    pub latency: Latency,
    /// Decides which calls meet what.
    pub seed: u64,
}

/// How long an answer takes at least: `200ms`, or something between `50ms..2s`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Latency {
    shortest: Duration,
    longest: Duration,
}

impl Latency {
    /// Something between these two.
    #[must_use]
    pub fn between(shortest: Duration, longest: Duration) -> Self {
        Self { shortest, longest: longest.max(shortest) }
    }

    /// One of them, by a number below the one given to `below`.
    pub(super) fn drawn(self, below: impl FnOnce(usize) -> usize) -> Duration {
        let range = self.longest.saturating_sub(self.shortest).as_micros();
        let range = usize::try_from(range).unwrap_or(usize::MAX).saturating_add(1);
        self.shortest + Duration::from_micros(below(range).try_into().unwrap_or(u64::MAX))
    }
}

impl FromStr for Latency {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (shortest, longest) = text.split_once("..").unwrap_or((text, text));
        let (shortest, longest) = (duration(shortest)?, duration(longest)?);
        if shortest > longest {
            return Err("the range ends before it begins".to_owned());
        }
        Ok(Self { shortest, longest })
    }
}

/// No answer is worth a longer wait.
const LONGEST: Duration = Duration::from_secs(60 * 60);

fn duration(text: &str) -> Result<Duration, String> {
    let number = |digits: &str| digits.trim().parse::<u64>().ok();
    let duration = match text.trim().strip_suffix("ms") {
        Some(digits) => number(digits).map(Duration::from_millis),
        None => text.trim().strip_suffix('s').and_then(number).map(Duration::from_secs),
    };
    duration
        .filter(|duration| *duration <= LONGEST)
        .ok_or_else(|| "write it as `200ms`, `2s` or `50ms..2s`, an hour at most".to_owned())
}

/// Reads a share such as `0.2`.
pub(crate) fn share(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| "write a share from 0 to 1, such as `0.2`".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Latency, share};
    use std::time::Duration;

    #[test]
    fn latencies_are_read() {
        let (short, long) = (Duration::from_millis(50), Duration::from_secs(2));
        assert_eq!("50ms".parse(), Ok(Latency::between(short, short)));
        assert_eq!("50ms..2s".parse(), Ok(Latency::between(short, long)));
        for text in
            ["", "5", "-5ms", "2s..50ms", "1e9s", "99999999999999999999s", "5000s", "..", "5ms..", "s"]
        {
            assert!(text.parse::<Latency>().is_err(), "{text}");
        }
        assert_eq!(Latency::between(short, long).drawn(|end| end - 1), long);
        assert_eq!(Latency::default().drawn(|_| 0), Duration::ZERO);
    }

    #[test]
    fn shares_lie_between_0_and_1() {
        assert_eq!(share("0.2"), Ok(0.2));
        for text in ["2", "-0.1", "NaN", "inf", "many", ""] {
            assert!(share(text).is_err(), "{text}");
        }
    }
}
