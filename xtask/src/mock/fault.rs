//! The ways in which a server fails, and which of them a call meets.

use std::time::Duration;

use super::Options;
use super::random::Random;

/// A way in which a server fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// This HTTP status instead of the answer, perhaps with seconds to wait.
    Status(u16, Option<u8>),
    /// The connection is reset before the answer.
    Reset,
    /// The connection is closed in the middle of the body.
    Cut,
    /// The body comes in small pieces, slowly.
    Dribble,
    /// An error page of some proxy, with the status 200.
    Page,
}

const FAULTS: [Fault; 9] = [
    Fault::Status(500, None),
    Fault::Status(502, None),
    Fault::Status(503, None),
    Fault::Status(503, Some(1)),
    Fault::Status(429, Some(0)),
    Fault::Reset,
    Fault::Cut,
    Fault::Dribble,
    Fault::Page,
];

impl Fault {
    /// In words, for the log.
    pub(super) fn words(self) -> String {
        match self {
            Self::Status(status, _) => format!("HTTP {status}"),
            Self::Reset => "connection reset".to_owned(),
            Self::Cut => "body cut in the middle".to_owned(),
            Self::Dribble => "slow body".to_owned(),
            Self::Page => "HTML page with 200".to_owned(),
        }
    }
}

/// What becomes of a call, whatever it is.
#[derive(Clone, Debug)]
pub(super) struct Fate {
    pub(super) latency: Duration,
    pub(super) fault: Option<Fault>,
    pub(super) lies: bool,
    /// What else is left to chance.
    pub(super) random: Random,
}

impl Fate {
    /// That of the call of this number: the seed decides it alone, however many calls come at once.
    pub(super) fn of_call(options: &Options, number: u64) -> Self {
        let mut random = Random::of_call(options.seed, number);
        let latency = options.latency.drawn(|end| random.below(end));
        let fails = random.happens(options.fail_rate);
        let fault = random.one_of(&FAULTS).copied().filter(|_| fails);
        let lies = random.happens(options.lie_rate);
        Self { latency, fault, lies, random }
    }
}

#[cfg(test)]
mod tests {
    use super::{FAULTS, Fate};
    use crate::mock::Options;

    #[test]
    fn the_seed_decides_and_every_fault_comes() {
        let options = Options { fail_rate: 0.3, lie_rate: 0.5, seed: 7, ..Options::default() };
        let fates = |seed| {
            let options = Options { seed, ..options.clone() };
            let fate = |number| Fate::of_call(&options, number);
            (1..1000).map(fate).map(|fate| (fate.fault, fate.lies)).collect::<Vec<_>>()
        };
        assert_eq!(fates(7), fates(7));
        assert_ne!(fates(7), fates(8));
        for fault in FAULTS {
            assert!(fates(7).iter().any(|(found, _)| *found == Some(fault)), "{fault:?}");
        }
        let failed = fates(7).iter().filter(|(fault, _)| fault.is_some()).count();
        assert!((250..350).contains(&failed), "{failed}");
    }
}
