//! How much of a spec had to be guessed, since no page states it.

use super::Spec;
use super::contradiction::Rule;
use super::endpoint::Endpoint;
use super::schema::{Field, Presence, Schema, Shape};

/// Counts of what no page states, and of what a rule decided where pages disagree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Guessed {
    /// Types read off examples, sample calls or paths, and types of which nothing is known.
    pub types: usize,
    /// Fields and parameters of which no page says whether they must be there.
    pub presences: usize,
    /// Lists of values that could not be told apart, and are kept as printed.
    pub values: usize,
    /// Contradictions that a rule decided, and no person.
    pub contradictions: usize,
}

impl Guessed {
    /// Counts what had to be guessed in `spec`.
    #[must_use]
    pub fn of(spec: &Spec) -> Self {
        let mut guessed = Self::default();
        spec.endpoints().for_each(|endpoint| guessed.endpoint(endpoint));
        let named = spec.schemas().map(|(_, named)| named).chain(&spec.shared.envelope);
        named.for_each(|named| guessed.schema(&named.schema));
        let by_rule = spec.contradictions().filter(|one| one.settled.is_none() && one.rule != Rule::ApiLeads);
        guessed.contradictions = by_rule.count();
        guessed
    }

    /// Whether all of it is stated.
    #[must_use]
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }

    fn endpoint(&mut self, endpoint: &Endpoint) {
        // What the authentication fills is stated by hand.
        let parameters = endpoint.parameters.iter().filter(|parameter| !parameter.authentication);
        parameters.for_each(|parameter| self.field(&parameter.field));
        endpoint
            .responses
            .iter()
            .flat_map(|response| &response.headers)
            .for_each(|header| self.field(header));
        let answers = endpoint.responses.iter().flat_map(|response| &response.bodies);
        endpoint.bodies.iter().chain(answers).for_each(|body| self.schema(&body.schema));
    }

    fn field(&mut self, field: &Field) {
        self.presences += usize::from(field.presence == Presence::Unknown);
        self.values += usize::from(!field.allowed.is_empty());
        self.schema(&field.schema);
    }

    fn schema(&mut self, schema: &Schema) {
        self.types += usize::from(!schema.certainty.is_stated());
        match &schema.shape {
            Shape::Array { items: inner } | Shape::Map { entries: inner } => self.schema(inner),
            Shape::Object { fields } => fields.iter().for_each(|field| self.field(field)),
            Shape::Union { variants: parts, .. } | Shape::AllOf { parts } => {
                for part in parts {
                    self.schema(part);
                }
            }
            Shape::Any
            | Shape::Null
            | Shape::String { .. }
            | Shape::Integer { .. }
            | Shape::Number { .. }
            | Shape::Boolean
            | Shape::Binary
            | Shape::Ref { .. } => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Guessed;
    use crate::spec::{Spec, yaml};

    #[test]
    fn what_no_page_states_is_counted() {
        let shared = "schemas:\n  A:\n    type: object\n    fields:\n      - { name: a, type: string, presence: required }\n      - { name: b, type: string, presence: unknown, allowed: [v1v2] }\n      - name: c\n        presence: optional\n        type: array\n        certainty: inferred from an example\n        items: { type: integer, certainty: inferred from an example }\ncontradictions:\n  - { id: c-1, subject: A.a, about: type, readings: [], rule: widest-number, effect: x }\n  - { id: c-2, subject: A.b, about: type, readings: [], rule: api-leads, effect: x }\n";
        let shared = yaml::read_shared("shared.yaml", shared).unwrap();
        let spec = Spec { shared, ..Spec::default() };
        let expected = Guessed { types: 2, presences: 1, values: 1, contradictions: 1 };
        assert_eq!(Guessed::of(&spec), expected);
        assert!(Guessed::of(&Spec::default()).is_nothing());
    }
}
