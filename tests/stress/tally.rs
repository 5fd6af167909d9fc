//! How often calls ended how, held against what the mock was told to do.

use std::ops::AddAssign;

use crate::calls::{End, Ended, KINDS, Kind};
use crate::mock::Counts;

/// How often the calls of each kind ended how.
#[derive(Debug, Default)]
pub(crate) struct Tally([Counted; KINDS.len()]);

#[derive(Debug, Default)]
struct Counted {
    ends: [usize; 6],
    attempts: usize,
    /// Calls that were sent more than once.
    repeated: usize,
}

impl Counted {
    fn calls(&self) -> usize {
        self.ends.iter().sum()
    }

    fn count(&self, end: End) -> usize {
        self.ends[end as usize]
    }

    /// Whether one end or another came in so many per cent of the calls.
    fn check(&self, kind: Kind, ends: &[End], per_cent: std::ops::RangeInclusive<usize>) {
        let count: usize = ends.iter().map(|end| self.count(*end)).sum();
        let (calls, least, most) = (self.calls(), per_cent.start(), per_cent.end());
        assert!(count * 100 >= calls * least && count * 100 <= calls * most, "{ends:?}: {kind:?}: {self:?}");
    }
}

impl Tally {
    pub(crate) fn add(&mut self, number: usize, ended: Ended) {
        let counted = &mut self.0[number % KINDS.len()];
        counted.ends[ended.end as usize] += 1;
        counted.attempts += ended.attempts as usize;
        counted.repeated += usize::from(ended.attempts > 1);
    }

    /// A fifth of what arrives meets a failure, of which there are nine, and a fifth of the answers lies. Seven of the failures pass when
    /// a call is sent again; slow bodies are whole, and whoever gets the page of a proxy may have been served.
    pub(crate) fn check(&self, calls: usize, arrived: &Counts) {
        assert_eq!(self.0.iter().map(Counted::calls).sum::<usize>(), calls, "{self:?}");
        for (kind, counted) in KINDS.into_iter().zip(&self.0) {
            // What the client says it sent is what arrived.
            assert_eq!(arrived.get(kind.endpoint), Some(&counted.attempts), "{kind:?}: {counted:?}");
            if kind.may_repeat {
                // 0.2 × 7 / 9 = 15.6 %, and of three attempts in a row 0.4 %.
                let repeated = counted.repeated * 100 / counted.calls();
                assert!((11..=20).contains(&repeated), "{kind:?}: {counted:?}");
                counted.check(kind, &[End::Transport, End::HttpStatus], 0..=2);
            } else {
                assert_eq!((counted.repeated, counted.attempts), (0, counted.calls()), "{kind:?}");
                counted.check(kind, &[End::Transport], 2..=8);
                counted.check(kind, &[End::HttpStatus], 7..=15);
            }
            counted.check(kind, &[End::Page], 1..=5);
            counted.check(kind, &[End::Reported, End::Harmless], 12..=24);
            counted.check(kind, &[End::Reported], 8..=24);
            counted.check(kind, &[End::True], 58..=88);
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        for (own, more) in self.0.iter_mut().zip(other.0) {
            own.attempts += more.attempts;
            own.repeated += more.repeated;
            for (own, more) in own.ends.iter_mut().zip(more.ends) {
                *own += more;
            }
        }
    }
}
