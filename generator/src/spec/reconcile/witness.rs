//! Witnesses: what a single row or a single JSON value says about one place.
//!
//! All witnesses live in one arena, so that naming a schema on one page names it for every witness of the
//! same place.

use super::edition::Editions;
use crate::diagnostic::Origin;
use crate::scrape::json::{Json, JsonValue};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::schema::{Certainty, EnumValue, Presence};

/// Index of a witness in its arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct WitnessId(usize);

/// What one row or one JSON value says.
#[derive(Clone, Debug)]
pub(super) struct Witness {
    pub(super) shape: WitnessShape,
    pub(super) nullable: bool,
    pub(super) certainty: Certainty,
    pub(super) evidence: Evidence,
    /// Name of the schema; only objects have one.
    pub(super) name: Option<String>,
}

#[derive(Clone, Debug)]
pub(super) enum WitnessShape {
    Any,
    /// A type in words that no reader knows.
    Unread(Box<UnreadWords>),
    Null,
    String {
        format: Option<String>,
        values: Vec<EnumValue>,
    },
    Integer {
        format: Option<String>,
        values: Vec<EnumValue>,
    },
    Number {
        format: Option<String>,
    },
    Boolean,
    Binary,
    /// Every item seen; none for an empty list.
    Array(Vec<WitnessId>),
    Object(Vec<Member>),
}

/// The words of a type that no reader knows.
#[derive(Clone, Debug)]
pub(super) struct UnreadWords {
    pub(super) words: String,
    pub(super) origin: Origin,
    pub(super) closest: Option<&'static str>,
}

/// A member of an object, as one witness shows it.
#[derive(Clone, Debug)]
pub(super) struct Member {
    pub(super) name: String,
    pub(super) witness: WitnessId,
    /// What a row says; an example leaves it unknown.
    pub(super) presence: Presence,
    pub(super) words: Words,
}

/// The docs of a row.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) default: Option<String>,
    pub(super) example: Option<String>,
    pub(super) bounds: Vec<String>,
    pub(super) allowed: Vec<String>,
}

/// The arena, and whose pages its witnesses stand on.
#[derive(Clone, Debug, Default)]
pub(super) struct Witnesses {
    all: Vec<Witness>,
    pub(super) editions: Editions,
}

impl Witnesses {
    pub(super) fn on(editions: Editions) -> Self {
        Self { all: Vec::new(), editions }
    }

    pub(super) fn add(&mut self, witness: Witness) -> WitnessId {
        self.all.push(witness);
        WitnessId(self.all.len() - 1)
    }

    /// The types that could not be read, with the evidence of their rows.
    pub(super) fn unread(&self) -> impl Iterator<Item = (&UnreadWords, &Evidence)> {
        self.all.iter().filter_map(|witness| match &witness.shape {
            WitnessShape::Unread(words) => Some((&**words, &witness.evidence)),
            _ => None,
        })
    }

    /// The witness behind an id, which always comes from this arena's `add`.
    pub(super) fn get(&self, id: WitnessId) -> &Witness {
        &self.all[id.0]
    }

    pub(super) fn name(&mut self, id: WitnessId, name: &str) {
        self.all[id.0].name = Some(name.to_owned());
    }

    /// Every witness, in the order in which they were added.
    pub(super) fn ids(&self) -> impl Iterator<Item = WitnessId> + use<> {
        (0..self.all.len()).map(WitnessId)
    }

    pub(super) fn members(&self, id: WitnessId) -> &[Member] {
        match &self.get(id).shape {
            WitnessShape::Object(members) => members,
            _ => &[],
        }
    }

    pub(super) fn items(&self, id: WitnessId) -> &[WitnessId] {
        match &self.get(id).shape {
            WitnessShape::Array(items) => items,
            _ => &[],
        }
    }

    pub(super) fn is_object(&self, id: WitnessId) -> bool {
        matches!(self.get(id).shape, WitnessShape::Object(_))
    }

    /// Names of all members shown by `group`, each with the witnesses that show it; in order of appearance.
    pub(super) fn members_by_name(&self, group: &[WitnessId]) -> Vec<(String, Vec<WitnessId>)> {
        let mut found: Vec<(String, Vec<WitnessId>)> = Vec::new();
        let mut index = std::collections::BTreeMap::new();
        for member in group.iter().flat_map(|&id| self.members(id)) {
            let at = *index.entry(member.name.clone()).or_insert_with(|| {
                found.push((member.name.clone(), Vec::new()));
                found.len() - 1
            });
            found[at].1.push(member.witness);
        }
        found
    }

    /// Takes in a JSON value. Depth is bounded by the reader that made it.
    pub(super) fn add_json(
        &mut self,
        json: &Json,
        file: &std::sync::Arc<str>,
        kind: EvidenceKind,
    ) -> WitnessId {
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
        self.add(Witness { shape, nullable: false, certainty, evidence, name: None })
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
