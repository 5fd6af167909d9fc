//! Which nonces were used: each is taken once.

use std::collections::{BTreeSet, VecDeque};

/// The nonces that were used, the latest of them.
#[derive(Debug, Default)]
pub(super) struct Nonces {
    known: BTreeSet<String>,
    in_order: VecDeque<String>,
}

impl Nonces {
    /// So many are remembered: enough for any test, and no burden for a mock that runs for months.
    const MOST: usize = 100_000;

    /// Takes a nonce; whether it is new.
    pub(super) fn take(&mut self, nonce: String) -> bool {
        if !self.known.insert(nonce.clone()) {
            return false;
        }
        self.in_order.push_back(nonce);
        if self.in_order.len() > Self::MOST
            && let Some(oldest) = self.in_order.pop_front()
        {
            self.known.remove(&oldest);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Nonces;

    #[test]
    fn a_nonce_is_taken_once_and_the_oldest_are_forgotten() {
        let mut nonces = Nonces::default();
        assert!(nonces.take("a".to_owned()));
        assert!(!nonces.take("a".to_owned()));
        for number in 0..Nonces::MOST {
            assert!(nonces.take(number.to_string()));
        }
        assert!(nonces.take("a".to_owned()));
        assert_eq!(nonces.known.len(), Nonces::MOST);
    }
}
