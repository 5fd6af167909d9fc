//! Ledger: contradictions as they are found, each with a short id that stays.

use crate::diagnostic::{Code, Diagnostic, escape};
use crate::spec::contradiction::{About, Contradiction, Reading, Rule};
use crate::spec::evidence::Evidence;
use crate::spec::place;
use crate::spec::short_id;

/// So many places are shown for each reading.
const NOTES: usize = 5;

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
    short_id::of("c", subject.bytes().chain([0, about as u8]))
}

/// What a person is told about a contradiction.
pub(super) fn warning(contradiction: &Contradiction) -> Option<Diagnostic> {
    let mut readings = contradiction.readings.iter();
    let first = readings.next()?;
    let says: Vec<_> = contradiction.readings.iter().map(|reading| reading.says.as_str()).collect();
    let about = match contradiction.about {
        About::Type => "the type",
        About::Nullable => "whether null is allowed",
        About::Presence => "whether it is always there",
        About::Name => "the name",
        About::Location => "where it travels",
        About::Docs => "its description",
    };
    let message = format!(
        "`{}`: the docs disagree about {about}: {}",
        escape(&contradiction.subject),
        says.iter().map(|says| escape(says)).collect::<Vec<_>>().join(" ↔ "),
    );
    let mut diagnostic = Diagnostic::new(Code::Contradiction, first.evidence.first()?.origin(), message)
        .hint(format!("{} (contradiction {})", contradiction.effect, contradiction.id));
    let name = place::name(&contradiction.subject);
    diagnostic.focus = Some(name.into());
    for reading in std::iter::once(first).chain(readings) {
        let mut others = reading.evidence.iter().map(Evidence::origin).filter(|at| *at != diagnostic.origin);
        let shown: Vec<_> = others.by_ref().take(NOTES).collect();
        let more = others.count();
        let rest = if more == 0 { String::new() } else { format!(" (and in {more} more places)") };
        let says = escape(&reading.says);
        for origin in shown {
            diagnostic = diagnostic.note_on(name, format!("here: {says}{rest}"), origin);
        }
    }
    Some(diagnostic)
}
