//! Which fields need their name on the wire written beside them.

use super::rust::StructField;
use super::rust_name::RustName;

/// The names on the wire of one struct.
pub(super) struct WireNames {
    /// Whether camel case is the rule.
    pub(super) camel_case: bool,
    /// The name of each field that the rule does not give.
    pub(super) renames: Vec<Option<String>>,
}

/// The rule that leaves fewer names to write.
pub(super) fn of(names: &[RustName], wires: &[&str]) -> WireNames {
    let renames = |camel_case: bool| -> Vec<Option<String>> {
        let by_rule =
            |name: &RustName| if camel_case { camel(name.plain()) } else { name.plain().to_owned() };
        names
            .iter()
            .zip(wires)
            .map(|(name, wire)| (by_rule(name) != **wire).then(|| (*wire).to_owned()))
            .collect()
    };
    let (plain, camel) = (renames(false), renames(true));
    // The rule works on bytes: a name whose first letter is another one would break it.
    let starts_well =
        |name: &RustName| name.plain().trim_start_matches('_').starts_with(|first: char| first.is_ascii());
    let can_be_camel = names.iter().all(starts_well);
    let camel_case = can_be_camel && camel.iter().flatten().count() < plain.iter().flatten().count();
    WireNames { camel_case, renames: if camel_case { camel } else { plain } }
}

/// The name on the wire of a field of a struct with or without that rule.
pub(super) fn on_the_wire(field: &StructField, camel_case: bool) -> String {
    let plain = field.name.plain();
    let by_rule = || if camel_case { camel(plain) } else { plain.to_owned() };
    field.rename.clone().unwrap_or_else(by_rule)
}

/// What `rename_all = "camelCase"` makes of a field's name.
fn camel(name: &str) -> String {
    let mut camel = String::new();
    let mut capital = false;
    for character in name.chars() {
        match character {
            '_' => capital = true,
            _ if capital && !camel.is_empty() => {
                camel.push(character.to_ascii_uppercase());
                capital = false;
            }
            _ => {
                camel.push(character.to_ascii_lowercase());
                capital = false;
            }
        }
    }
    camel
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::field_names::{FieldNames, Wire};
    use crate::model::identifier;

    fn renamed(wires: &[&str]) -> (bool, Vec<Option<String>>) {
        let members: Vec<Wire<'_>> = wires.iter().map(|wire| ("Order", *wire)).collect();
        let mut locked = BTreeMap::new();
        let names = of(&FieldNames::new(&mut locked).choose(&["Order"], &members), wires);
        (names.camel_case, names.renames)
    }

    #[test]
    fn the_rule_with_fewer_exceptions_is_taken() {
        assert_eq!(renamed(&["refundId", "type"]), (true, vec![None, None]));
        assert_eq!(renamed(&["refund_id", "type"]), (false, vec![None, None]));
        assert_eq!(
            renamed(&["refundId", "sellerName", "_id"]),
            (true, vec![None, None, Some("_id".to_owned())])
        );
        assert_eq!(
            renamed(&["userId", "user_id", "订单"]),
            (false, vec![Some("userId".to_owned()), None, None])
        );
        assert_eq!(renamed(&["ID", "self"]), (true, vec![Some("ID".to_owned()), None]));
    }

    #[test]
    fn a_name_by_hand_may_start_with_an_underscore() {
        let name = |text| identifier::checked_field(text).unwrap();
        assert!(!of(&[name("_订单"), name("refund_id")], &["订单", "refundId"]).camel_case);
        assert!(of(&[name("_id"), name("refund_id")], &["id", "refundId"]).camel_case);
    }
}
