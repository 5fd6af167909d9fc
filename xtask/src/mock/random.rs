//! Chance that can be repeated: `SplitMix64` (Steele, Lea, Flood 2014).

/// A sequence of numbers that its seed decides.
#[derive(Clone, Debug)]
pub(super) struct Random(u64);

/// 2^64 divided by the golden ratio, odd.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

impl Random {
    /// The sequence of this seed.
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A sequence of its own for the call of this number, whatever other calls draw at the same time.
    pub(super) fn of_call(seed: u64, number: u64) -> Self {
        Self::new(Self::new(seed ^ number.wrapping_mul(STEP)).next())
    }

    /// The next number.
    pub(super) const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Whether it happens, when it does in this share of cases.
    pub(super) fn happens(&mut self, share: f64) -> bool {
        // 32 bits fit a float without loss.
        let Ok(drawn) = u32::try_from(self.next() >> 32) else { return false };
        f64::from(drawn) < share * (f64::from(u32::MAX) + 1.0)
    }

    /// A number below `end`; 0 when there is none.
    pub(super) fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    /// One of several.
    pub(super) fn one_of<'a, T>(&mut self, choices: &'a [T]) -> Option<&'a T> {
        choices.get(self.below(choices.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::Random;

    /// Computed from the published algorithm in Python, with seed 1234567.
    #[test]
    fn the_sequence_is_that_of_the_paper() {
        let mut random = Random::new(1_234_567);
        let drawn: Vec<_> = (0..5).map(|_| random.next()).collect();
        assert_eq!(
            drawn,
            [
                6_457_827_717_110_365_317,
                3_203_168_211_198_807_973,
                9_817_491_932_198_370_423,
                4_593_380_528_125_082_431,
                16_408_922_859_458_223_821,
            ]
        );
    }

    #[test]
    fn shares_are_kept() {
        let mut random = Random::new(1);
        assert!((0..1000).all(|_| !random.happens(0.0)));
        assert!((0..1000).all(|_| random.happens(1.0)));
        let count = (0..10_000).filter(|_| random.happens(0.2)).count();
        assert!((1800..2200).contains(&count), "{count}");
    }
}
