//! Where the random text of a call comes from.

use crate::{Error, Result};

/// Makes random text. A closure `|length| String` is one too, for tests.
pub trait NonceSource: Send + Sync {
    /// Text of `length` ASCII letters and digits that nobody can guess.
    ///
    /// # Errors
    /// When no randomness is to be had.
    fn nonce(&self, length: usize) -> Result<String>;
}

/// Randomness from the operating system.
#[derive(Clone, Copy, Debug, Default)]
pub struct RandomNonce;

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

impl NonceSource for RandomNonce {
    fn nonce(&self, length: usize) -> Result<String> {
        let mut nonce = String::with_capacity(length);
        let mut random = [0_u8; 64];
        while nonce.len() < length {
            getrandom::fill(&mut random).map_err(|source| {
                Error::request("the operating system gave no random bytes").because(source)
            })?;
            // 248 is the last multiple of 62 in a byte; higher bytes would make the first characters likelier.
            let fair = random
                .iter()
                .filter(|&&byte| byte < 248)
                .map(|byte| char::from(ALPHABET[usize::from(byte % 62)]));
            nonce.extend(fair.take(length - nonce.len()));
        }
        Ok(nonce)
    }
}

impl<F: Fn(usize) -> String + Send + Sync> NonceSource for F {
    fn nonce(&self, length: usize) -> Result<String> {
        Ok(self(length))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_has_the_length_and_the_alphabet_asked_for() {
        for length in [0, 1, 32, 200] {
            let nonce = RandomNonce.nonce(length).unwrap();
            assert_eq!(nonce.len(), length);
            assert!(nonce.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{nonce}");
        }
    }

    #[test]
    fn two_nonces_differ() {
        assert_ne!(RandomNonce.nonce(32).unwrap(), RandomNonce.nonce(32).unwrap());
    }
}
