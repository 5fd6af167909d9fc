//! Keeps secrets, control characters and endless text out of what errors show.

mod echo;

use std::fmt;
use std::sync::Arc;

/// How many bytes of a server's text an error shows.
const LIMIT: usize = 1024;

/// Values that must not be printed.
#[derive(Clone, Default)]
pub(crate) struct Redactor {
    /// Longest first, so that a secret inside another does not uncover the rest of it. Shared, since every call begins with those of the
    /// client.
    secrets: Vec<Arc<str>>,
}

impl Redactor {
    pub(crate) fn new<'a>(secrets: impl Iterator<Item = &'a str>) -> Self {
        let mut redactor = Self::default();
        secrets.for_each(|secret| redactor.hide(secret));
        redactor
    }

    /// Values of up to three characters stay: hiding `1` everywhere would hide nothing and spoil the text.
    pub(crate) fn hide(&mut self, secret: &str) {
        if secret.chars().count() > 3 {
            let place = self.secrets.partition_point(|known| known.len() > secret.len());
            self.secrets.insert(place, secret.into());
        }
    }

    /// The beginning of a server's text, fit to be shown.
    pub(crate) fn clean(&self, text: &str) -> String {
        let spellings: Vec<_> = self.secrets.iter().flat_map(|secret| echo::spellings(secret)).collect();
        let mut clean = String::new();
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            if clean.len() >= LIMIT {
                clean.push('…');
                break;
            }
            if let Some(length) = spellings.iter().find_map(|spelling| echo::length_at_start(rest, spelling))
            {
                clean.push_str("***");
                rest = &rest[length..];
            } else {
                let harmless = !next.is_control() || next == '\n' || next == '\t';
                clean.push(if harmless { next } else { char::REPLACEMENT_CHARACTER });
                rest = &rest[next.len_utf8()..];
            }
        }
        clean
    }

    /// The same for a body that need not be text at all.
    pub(crate) fn clean_bytes(&self, body: &[u8]) -> String {
        self.clean(&String::from_utf8_lossy(body))
    }
}

impl fmt::Debug for Redactor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} secrets", self.secrets.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_replaced_wherever_it_stands() {
        let redactor = Redactor::new(["S-4711", "S-4711-long", "abc"].into_iter());
        assert_eq!(redactor.clean("S-4711, S-4711-long, abc, S-471"), "***, ***, abc, S-471");
    }

    #[test]
    fn a_secret_across_the_limit_is_not_cut_open() {
        let redactor = Redactor::new(["topsecret"].into_iter());
        let text = format!("{}topsecret and more", "x".repeat(LIMIT - 4));
        assert_eq!(redactor.clean(&text), format!("{}*** …", "x".repeat(LIMIT - 4)));
    }

    #[test]
    fn control_characters_and_length_are_bounded() {
        let redactor = Redactor::default();
        assert_eq!(redactor.clean("a\u{1b}[31mb\nc"), "a\u{fffd}[31mb\nc");
        assert_eq!(redactor.clean(&"é".repeat(5000)).chars().count(), LIMIT / 2 + 1);
    }
}
