//! What is wrong with a call, and what is only worth a word.

use generator::diagnostic::escape;

/// What is wrong with a call, and what is only worth a word.
#[derive(Debug, Default)]
pub(super) struct Findings {
    problems: Vec<String>,
    hints: Vec<String>,
}

/// So many are told; who sends more has another problem.
const MOST: usize = 20;

impl Findings {
    /// Something for which the call is refused. Words of the call itself may be in it: it is made safe to print.
    pub(super) fn refuse(&mut self, problem: &str) {
        self.problems.push(escape(problem));
    }

    /// Something that is taken all the same.
    pub(super) fn hint(&mut self, hint: &str) {
        if self.hints.len() < MOST {
            self.hints.push(escape(hint));
        }
    }

    /// Takes over what was found elsewhere.
    pub(super) fn absorb(&mut self, other: Self) {
        self.problems.extend(other.problems);
        self.hints.extend(other.hints);
        self.hints.truncate(MOST);
    }

    /// How many reasons there are to refuse the call.
    pub(super) fn count(&self) -> usize {
        self.problems.len()
    }

    /// Why the call is refused, if it is: one sentence part after the other.
    pub(super) fn refusal(&self) -> Option<String> {
        let told: Vec<_> = self.problems.iter().take(MOST).map(String::as_str).collect();
        match self.problems.len().saturating_sub(MOST) {
            _ if told.is_empty() => None,
            0 => Some(told.join("; ")),
            more => Some(format!("{}; and {more} more", told.join("; "))),
        }
    }

    /// What is worth a word.
    pub(super) fn into_hints(self) -> Vec<String> {
        self.hints
    }
}
