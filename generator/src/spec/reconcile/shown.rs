//! A JSON value of an example → witnesses.

use std::sync::Arc;

use super::witness::{Member, Witness, WitnessId, WitnessShape, Witnesses, Words};
use crate::scrape::json::{Json, JsonValue};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::schema::{Certainty, Presence};

/// Longer texts than this are no words that tell alternatives apart.
const LONGEST_SHOWN: usize = 64;

impl Witnesses {
    /// Takes in a JSON value. Depth is bounded by the reader that made it.
    pub(super) fn add_json(&mut self, json: &Json, file: &Arc<str>, kind: EvidenceKind) -> WitnessId {
        let shown = match &json.value {
            JsonValue::Number(text) | JsonValue::String(text) => {
                Some(text.as_str()).filter(|text| text.len() <= LONGEST_SHOWN).map(Box::from)
            }
            _ => None,
        };
        let (shape, certainty) = match &json.value {
            JsonValue::Null => (WitnessShape::Null, Certainty::Example),
            JsonValue::Boolean(value) => (WitnessShape::Boolean, example_unless(!value)),
            JsonValue::Number(text) => number(text),
            JsonValue::String(text) => {
                let placeholder = text.is_empty() || text == "string";
                (WitnessShape::String { format: None, values: Vec::new() }, example_unless(placeholder))
            }
            JsonValue::Array(items) => {
                let items: Vec<_> = items.iter().map(|item| self.add_json(item, file, kind)).collect();
                let empty = items.is_empty();
                (WitnessShape::Array(items), example_unless(empty))
            }
            JsonValue::Object(members) => {
                let members: Vec<_> = members
                    .iter()
                    .map(|(name, value)| Member {
                        name: name.clone(),
                        witness: self.add_json(value, file, kind),
                        presence: Presence::Unknown,
                        words: Words::default(),
                    })
                    .collect();
                let empty = members.is_empty();
                (WitnessShape::Object(members), example_unless(empty))
            }
        };
        let evidence = Evidence { file: file.clone(), first: json.line, last: json.line, kind };
        self.add(Witness { shown, ..Witness::new(shape, certainty, evidence) })
    }
}

const fn example_unless(placeholder: bool) -> Certainty {
    if placeholder { Certainty::Placeholder } else { Certainty::Example }
}

/// `0` may stand for any number; an integer that fits 64 bits is an integer; all else is a number.
fn number(text: &str) -> (WitnessShape, Certainty) {
    match text.parse::<i64>() {
        Ok(0) => (WitnessShape::Number { format: None }, Certainty::Placeholder),
        Ok(_) => (WitnessShape::Integer { format: None, values: Vec::new() }, Certainty::Example),
        Err(_) => (WitnessShape::Number { format: None }, Certainty::Example),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_proves_no_integer_and_a_long_id_fits() {
        assert!(matches!(number("0"), (WitnessShape::Number { .. }, Certainty::Placeholder)));
        assert!(matches!(number("2597049687002736161"), (WitnessShape::Integer { .. }, Certainty::Example)));
        assert!(matches!(number("92233720368547758070"), (WitnessShape::Number { .. }, Certainty::Example)));
        assert!(matches!(number("1.0"), (WitnessShape::Number { .. }, Certainty::Example)));
    }
}
