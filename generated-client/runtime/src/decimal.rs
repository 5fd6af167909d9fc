//! The mathematical value of a JSON number, exact at any length.

use std::cmp::Ordering;

/// `0.DIGITS × 10^exponent` in its only normal form: no zeros around the digits; zero has no digits, no exponent and no sign.
///
/// An exponent beyond `i64` is taken for the largest one; such numbers compare by their digits alone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Decimal {
    negative: bool,
    exponent: i128,
    digits: String,
}

impl Decimal {
    /// Reads text that is known to be a JSON number.
    pub(crate) fn parse(text: &str) -> Self {
        let (negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) =
            text.split_once(['e', 'E']).map_or((text, 0), |(mantissa, power)| (mantissa, exponent(power)));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let all = [whole, fraction].concat();
        let significant = all.trim_start_matches('0');
        let zeros = all.len() - significant.len();
        let digits = significant.trim_end_matches('0');
        if digits.is_empty() {
            return Self { negative: false, exponent: 0, digits: String::new() };
        }
        // The lengths are those of a text in memory, far below the limits of `i128`.
        let exponent = i128::from(exponent) + whole.len() as i128 - zeros as i128;
        Self { negative, exponent, digits: digits.to_owned() }
    }

    /// The value if it is whole and fits.
    pub(crate) fn to_i128(&self) -> Option<i128> {
        let zeros = usize::try_from(self.exponent).ok()?.checked_sub(self.digits.len())?;
        // 10^38 is the last power of ten within `i128`; a longer text of zeros need not be built.
        if zeros > 38 {
            return None;
        }
        let digits = [if self.negative { "-" } else { "" }, "0", &self.digits, &"0".repeat(zeros)].concat();
        digits.parse().ok()
    }

    fn compare_magnitude(&self, other: &Self) -> Ordering {
        // Without leading zeros, a larger exponent is a larger number, and zero has no digits to compare.
        match (self.digits.is_empty(), other.digits.is_empty()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => self.exponent.cmp(&other.exponent).then_with(|| self.digits.cmp(&other.digits)),
        }
    }
}

fn exponent(text: &str) -> i64 {
    let beyond = if text.starts_with('-') { i64::MIN } else { i64::MAX };
    text.parse().unwrap_or(beyond)
}

impl Ord for Decimal {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self.negative, other.negative) {
            (false, false) => self.compare_magnitude(other),
            (true, true) => other.compare_magnitude(self),
            (false, true) => Ordering::Greater,
            (true, false) => Ordering::Less,
        }
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_value_has_one_form() {
        for (left, right) in
            [("0", "-0.00e5"), ("1e2", "100"), ("0.10", "0.1"), ("-12.50", "-125e-1"), ("1E+2", "100.0")]
        {
            assert_eq!(Decimal::parse(left), Decimal::parse(right));
        }
    }

    #[test]
    fn order_is_by_value() {
        let ascending = [
            "-1e400",
            "-2",
            "-1.5",
            "-0.001",
            "0",
            "1e-400",
            "0.001",
            "0.0012",
            "1",
            "9",
            "10",
            "18446744073709551617",
            "1e400",
        ];
        for pair in ascending.windows(2) {
            assert!(Decimal::parse(pair[0]) < Decimal::parse(pair[1]), "{pair:?}");
            assert!(Decimal::parse(pair[1]) > Decimal::parse(pair[0]), "{pair:?}");
        }
    }

    #[test]
    fn whole_values_become_integers() {
        assert_eq!(Decimal::parse("-0").to_i128(), Some(0));
        assert_eq!(Decimal::parse("-1.20e3").to_i128(), Some(-1200));
        assert_eq!(Decimal::parse("18446744073709551617").to_i128(), Some(18_446_744_073_709_551_617));
        assert_eq!(Decimal::parse("1.5").to_i128(), None);
        assert_eq!(Decimal::parse("1e-1").to_i128(), None);
        assert_eq!(Decimal::parse("1e400").to_i128(), None);
        assert_eq!(Decimal::parse("1e99999999999999999999").to_i128(), None);
    }
}
