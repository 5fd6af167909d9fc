//! The root of a body: its rows are members of one object, or of the items of a list.

use super::witness::{Member, Witness, WitnessId, WitnessShape, Witnesses};
use crate::scrape::facts::BodyFacts;
use crate::scrape::json::{Json, JsonValue};
use crate::scrape::type_expression::{TypeExpression, TypeKind};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::schema::Certainty;

/// Takes in what the type line and the rows of a body say of it; `shown` are its examples.
pub(super) fn take(
    facts: &BodyFacts,
    members: Vec<Member>,
    shown: &[&Json],
    witnesses: &mut Witnesses,
) -> Option<WitnessId> {
    let rows = facts.rows.first().zip(facts.rows.last());
    let evidence = match (rows, &facts.root) {
        (Some((first, last)), _) => Evidence::lines(EvidenceKind::Table, &first.name.origin, last.last_line),
        (None, Some(root)) => Evidence::line(EvidenceKind::Table, &root.origin),
        (None, None) => return None,
    };
    let mut root = Root { evidence, members, witnesses };
    match &facts.root {
        Some(stated) => root.typed(&stated.value),
        None if is_list_of_objects(shown) => {
            let items = root.object(false, None);
            Some(root.add(WitnessShape::Array(vec![items]), false, None))
        }
        None => Some(root.object(false, None)),
    }
}

/// Whether a type says all of a body: it is no object, and holds none.
pub(super) fn needs_no_rows(stated: &TypeExpression) -> bool {
    match &stated.kind {
        TypeKind::Array(items) | TypeKind::Enum(items) => needs_no_rows(items),
        TypeKind::Object { .. } | TypeKind::Any | TypeKind::AnyOf | TypeKind::OneOf | TypeKind::AllOf => {
            false
        }
        _ => true,
    }
}

/// Whether every example is a list and one of them holds an object.
fn is_list_of_objects(shown: &[&Json]) -> bool {
    let items = |json: &&Json| match &json.value {
        JsonValue::Array(items) => Some(items.iter().any(|item| matches!(item.value, JsonValue::Object(_)))),
        _ => None,
    };
    let lists: Option<Vec<bool>> = shown.iter().map(items).collect();
    lists.is_some_and(|lists| lists.contains(&true))
}

/// What the root is made of.
struct Root<'a> {
    evidence: Evidence,
    members: Vec<Member>,
    witnesses: &'a mut Witnesses,
}

impl Root<'_> {
    /// The witness of a stated type; `None` where it says nothing.
    fn typed(&mut self, stated: &TypeExpression) -> Option<WitnessId> {
        let shape = match &stated.kind {
            TypeKind::Array(items) => {
                let items = self.typed(items).into_iter().collect();
                return Some(self.add(WitnessShape::Array(items), stated.nullable, None));
            }
            TypeKind::Object { name, .. } => {
                // `Order[]` names the schema of a list's items: the schema is `Order`.
                let name = name.as_ref().map(|name| name.trim_end_matches("[]").to_owned());
                return Some(self.object(stated.nullable, name));
            }
            // Rows below any other type are members all the same.
            _ if !self.members.is_empty() => return Some(self.object(stated.nullable, None)),
            TypeKind::String { format } => {
                WitnessShape::String { format: format.clone(), values: Vec::new() }
            }
            TypeKind::Integer { format } => {
                WitnessShape::Integer { format: format.clone(), values: Vec::new() }
            }
            TypeKind::Number { format } => WitnessShape::Number { format: format.clone() },
            TypeKind::Boolean => WitnessShape::Boolean,
            TypeKind::Null => WitnessShape::Null,
            TypeKind::File => WitnessShape::Binary,
            TypeKind::Enum(of) => return self.typed(of),
            TypeKind::Any | TypeKind::Unread { .. } | TypeKind::AnyOf | TypeKind::OneOf | TypeKind::AllOf => {
                return None;
            }
        };
        Some(self.add(shape, stated.nullable, None))
    }

    fn object(&mut self, nullable: bool, name: Option<String>) -> WitnessId {
        let members = std::mem::take(&mut self.members);
        self.add(WitnessShape::Object(members), nullable, name)
    }

    fn add(&mut self, shape: WitnessShape, nullable: bool, name: Option<String>) -> WitnessId {
        let evidence = self.evidence.clone();
        self.witnesses.add(Witness { nullable, name, ..Witness::new(shape, Certainty::Stated, evidence) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Origin, Stated};

    fn facts(root: Option<&str>) -> BodyFacts {
        let at = Origin::new("captures/en/list.txt", 7);
        let root = root.and_then(TypeExpression::parse).map(|root| Stated::new(root, at.clone()));
        BodyFacts { root, ..BodyFacts::empty("", at) }
    }

    #[test]
    fn a_type_line_alone_tells_the_root() {
        let mut witnesses = Witnesses::default();
        let root = take(&facts(Some("array [object (Order[]) {2}]")), Vec::new(), &[], &mut witnesses);
        let items = root.map(|root| witnesses.items(root).to_vec()).unwrap_or_default();
        let names: Vec<_> = items.iter().map(|item| witnesses.get(*item).name.as_deref()).collect();
        assert_eq!(names, [Some("Order")]);
        assert_eq!(take(&facts(None), Vec::new(), &[], &mut witnesses), None);
        assert_eq!(take(&facts(Some("any")), Vec::new(), &[], &mut witnesses), None);
    }

    #[test]
    fn only_lists_of_objects_take_the_rows_as_members_of_their_items() {
        let json = |value| Json { line: 1, value };
        let empty = json(JsonValue::Array(Vec::new()));
        let list = json(JsonValue::Array(vec![json(JsonValue::Object(Vec::new()))]));
        assert!(is_list_of_objects(&[&empty, &list]));
        assert!(!is_list_of_objects(&[&empty]));
        assert!(!is_list_of_objects(&[&list, &json(JsonValue::Null)]));
        assert!(!is_list_of_objects(&[]));
    }
}
