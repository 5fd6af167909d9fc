//! Ledger: contradictions as they are found, each with a short id that stays.

use crate::spec::contradiction::{About, Contradiction, Reading, Rule};

/// Contradictions, in the order in which they were found.
#[derive(Debug, Default)]
pub(super) struct Ledger(Vec<Contradiction>);

impl Ledger {
    /// Writes down a contradiction.
    pub(super) fn record(
        &mut self,
        subject: &str,
        about: About,
        readings: Vec<Reading>,
        rule: Rule,
        effect: impl Into<String>,
    ) {
        let id = id(subject, about);
        if let Some(known) = self.0.iter_mut().find(|known| known.id == id) {
            known.readings.extend(readings);
            return;
        }
        let (subject, effect) = (subject.to_owned(), effect.into());
        self.0.push(Contradiction { id, subject, other: None, about, readings, rule, effect, settled: None });
    }

    /// Says that the contradiction recorded last is between its subject and `other`.
    pub(super) fn between(&mut self, other: &str) {
        if let Some(last) = self.0.last_mut() {
            last.other = Some(other.to_owned());
        }
    }

    pub(super) fn into_contradictions(self) -> Vec<Contradiction> {
        self.0
    }
}

/// `c-` and eight hexadecimal digits: FNV-1a over subject and property.
fn id(subject: &str, about: About) -> String {
    let mut hash: u32 = 0x811c_9dc5;
    for byte in subject.bytes().chain([0, about as u8]) {
        hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }
    format!("c-{hash:08x}")
}
