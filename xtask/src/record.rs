//! What a run tells editors and CI: one JSON object on each line.

use generator::diagnostic::is_invisible;
use generator::spec::guessed::Guessed;
use serde::Serialize;

use crate::excerpt::Columns;

/// One line.
#[derive(Debug, Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub(crate) enum Record {
    /// Something is wrong, or worth a look.
    Diagnostic(Finding),
    /// The run has ended.
    Summary(Summary),
}

/// What is wrong, where, and what to do.
#[derive(Debug, Serialize)]
pub(crate) struct Finding {
    pub(crate) code: Option<&'static str>,
    pub(crate) severity: &'static str,
    /// Id of the contradiction it is about.
    pub(crate) id: Option<String>,
    pub(crate) message: String,
    #[serde(flatten)]
    pub(crate) place: Place,
    pub(crate) notes: Vec<FurtherPlace>,
    pub(crate) hint: Option<String>,
}

/// Another place that belongs to it.
#[derive(Debug, Serialize)]
pub(crate) struct FurtherPlace {
    pub(crate) message: String,
    #[serde(flatten)]
    pub(crate) place: Place,
}

/// A place in a file; columns count characters from 1.
#[derive(Debug, Serialize)]
pub(crate) struct Place {
    /// As a person in the current directory would type it.
    pub(crate) file: Option<String>,
    pub(crate) line: Option<u32>,
    pub(crate) column: Option<usize>,
    pub(crate) end_column: Option<usize>,
}

impl Place {
    pub(crate) fn new(file: Option<String>, line: Option<u32>, columns: Option<Columns>) -> Self {
        let (column, end_column) = columns.map(|columns| (columns.start, columns.end)).unzip();
        Self { file, line, column, end_column }
    }
}

/// How the run ended.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Summary {
    pub(crate) exit_code: u8,
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
    /// Contradictions that are no finding, since the spec on disk holds them already.
    pub(crate) known_contradictions: usize,
    pub(crate) captures: usize,
    /// Captures left out because of errors on them.
    pub(crate) left_out: usize,
    pub(crate) endpoints: usize,
    pub(crate) groups: usize,
    /// What no page states, and what a rule decided.
    pub(crate) guessed: Guesses,
    pub(crate) fresh: usize,
    pub(crate) written: usize,
    pub(crate) removed: usize,
    pub(crate) stale: usize,
    /// How long each phase took, and at the end everything; asked for by `--timings`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) timings: Vec<Phase>,
    /// The command to run now.
    pub(crate) next: Option<String>,
}

/// What had to be guessed in the spec.
#[derive(Clone, Copy, Debug, Default, Serialize)]
pub(crate) struct Guesses {
    /// Types that no page states.
    pub(crate) types: usize,
    /// Fields and parameters of which no page says whether they must be there.
    pub(crate) presences: usize,
    /// Lists of values that are kept as printed, since they could not be told apart.
    pub(crate) values: usize,
    /// Contradictions that a rule decided.
    pub(crate) contradictions: usize,
}

impl From<Guessed> for Guesses {
    fn from(guessed: Guessed) -> Self {
        let Guessed { types, presences, values, contradictions } = guessed;
        Self { types, presences, values, contradictions }
    }
}

/// How long one phase took.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Phase {
    pub(crate) phase: &'static str,
    pub(crate) milliseconds: f64,
}

impl Record {
    /// The line, without anything that commands a terminal or hides from a reader.
    pub(crate) fn line(&self) -> serde_json::Result<String> {
        let mut line = String::new();
        for character in serde_json::to_string(self)?.chars() {
            // Only strings hold such characters, and there this is the same text.
            if is_invisible(character) {
                let units = &mut [0; 2];
                line.extend(character.encode_utf16(units).iter().map(|unit| format!("\\u{unit:04x}")));
            } else {
                line.push(character);
            }
        }
        Ok(line)
    }
}

#[cfg(test)]
mod tests {
    use super::{Finding, Place, Record};

    #[test]
    fn hidden_characters_are_escaped_and_the_text_stays() {
        let text = "a\u{1b}[31m\u{202e}b\u{e0041}c\u{7f}\n退\"";
        let place = Place::new(Some(text.to_owned()), None, None);
        let severity = generator::diagnostic::Severity::Error.word();
        let finding = Finding {
            code: None,
            severity,
            id: None,
            message: String::new(),
            place,
            notes: Vec::new(),
            hint: None,
        };
        let line = Record::Diagnostic(finding).line().unwrap();
        assert!(line.contains(r#""a\u001b[31m\u202eb\udb40\udc41c\u007f\n退\"""#), "{line}");
        let value: serde_json::Value = serde_json::from_str(&line).unwrap();
        assert_eq!((value["file"].as_str(), value["line"].is_null()), (Some(text), true));
    }
}
