//! Names of the variants of an open enum: those that are locked, and new ones after the docs' English words.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::Docs;
use super::enums::integer;
use super::field_docs::value_docs;
use super::identifier;
use super::rust::{Variant, Variants};
use super::rust_name::RustName;
use crate::diagnostic::{Code, Diagnostic, Origin, quote};
use crate::spec::schema::EnumValue;

/// The variant that keeps what the docs do not list.
pub(super) const OTHER: &str = "Other";

/// Names each of `values`. Names locked under any of `keys` count, the first key's first, then those under places
/// of the same type that are `gone`. All are locked where some are already, so that they outlive those places.
pub(super) fn name<'v>(
    values: &'v [EnumValue],
    keys: &[String],
    gone: &[String],
    locked: &mut BTreeMap<String, BTreeMap<String, String>>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<(&'v EnumValue, RustName)> {
    let mut taken = BTreeSet::from([OTHER.to_owned()]);
    let mut standing = BTreeMap::new();
    for key in keys.iter().chain(gone) {
        for (wire, written) in locked.get(key).into_iter().flatten() {
            if standing.contains_key(wire) {
                continue;
            }
            match identifier::checked_type(written).filter(|name| taken.insert(name.as_str().to_owned())) {
                Some(name) => drop(standing.insert(wire.clone(), name)),
                None if gone.contains(key) => {}
                None => diagnostics.push(unusable(key, wire, written)),
            }
        }
    }
    let mut named = Vec::new();
    for value in values {
        let wire = value.value.to_string();
        let name = standing.get(&wire).cloned();
        named.push((value, name.unwrap_or_else(|| free(value.name.as_deref(), &wire, &mut taken))));
    }
    let home = keys.iter().find(|key| locked.contains_key(*key)).or(keys.first());
    if let Some(home) = home.filter(|_| !named.is_empty()) {
        let entry = locked.entry(home.clone()).or_default();
        for (value, name) in &named {
            entry.entry(value.value.to_string()).or_insert_with(|| name.as_str().to_owned());
        }
    }
    named
}

/// The variants with their docs.
pub(super) fn of(named: &[(&EnumValue, RustName)], integers: bool) -> Variants {
    let docs = |value: &EnumValue| Docs::new().say(value_docs(value));
    if integers {
        let variant = |(value, name): &(&EnumValue, RustName)| {
            Some(Variant { docs: docs(value), name: name.clone(), value: integer(&value.value)? })
        };
        Variants::Integers(named.iter().filter_map(variant).collect())
    } else {
        let variant = |(value, name): &(&EnumValue, RustName)| Variant {
            docs: docs(value),
            name: name.clone(),
            value: value.value.to_string(),
        };
        Variants::Strings(named.iter().map(variant).collect())
    }
}

/// A free name: the English words, the text on the wire, or its number.
fn free(words: Option<&str>, wire: &str, taken: &mut BTreeSet<String>) -> RustName {
    let by_words = words.filter(|words| words.chars().any(char::is_alphanumeric)).map(identifier::camel);
    let by_text = wire.chars().any(char::is_alphabetic).then(|| identifier::camel(wire));
    let by_number = wire
        .strip_prefix('-')
        .map_or_else(|| format!("Value{}", digits(wire)), |rest| format!("ValueMinus{}", digits(rest)));
    let numbered = (2..).map(|number| format!("{by_number}No{number}"));
    let candidates = by_words.into_iter().chain(by_text).chain([by_number.clone()]).chain(numbered);
    // A name without capitals could be taken for that of a field.
    let capital = |name: String| {
        if name.starts_with(|first: char| first.is_ascii_uppercase()) { name } else { format!("Value{name}") }
    };
    let mut valid = candidates.map(capital).filter_map(|name| identifier::checked_type(&name));
    let name = valid.find(|name| !taken.contains(name.as_str())).unwrap_or_else(|| RustName::new("Unnamed"));
    taken.insert(name.as_str().to_owned());
    name
}

fn digits(wire: &str) -> String {
    wire.chars().filter(char::is_ascii_alphanumeric).collect()
}

fn unusable(key: &str, wire: &str, written: &str) -> Diagnostic {
    let message =
        format!("{} cannot be the name of the value {} of {}", quote(written), quote(wire), quote(key));
    let hint =
        "under `variants`, choose a name in upper camel case that no other value there has; `Other` is taken";
    Diagnostic::new(Code::InvalidName, Origin::new("names.yaml", 1), message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::schema::EnumScalar;

    fn value(number: i64, name: Option<&str>) -> EnumValue {
        EnumValue {
            value: EnumScalar::Integer(number),
            name: name.map(str::to_owned),
            description: None,
            evidence: Vec::new(),
        }
    }

    fn names(
        values: &[EnumValue],
        locked: &mut BTreeMap<String, BTreeMap<String, String>>,
    ) -> (Vec<String>, usize) {
        let mut diagnostics = Vec::new();
        let named = name(
            values,
            &["Order.state".to_owned(), "Line.state".to_owned()],
            &["Gone.state".to_owned()],
            locked,
            &mut diagnostics,
        );
        (named.into_iter().map(|(_, name)| name.to_string()).collect(), diagnostics.len())
    }

    fn locked(key: &str, entries: &[(&str, &str)]) -> BTreeMap<String, BTreeMap<String, String>> {
        let entries = entries.iter().map(|(wire, name)| ((*wire).to_owned(), (*name).to_owned())).collect();
        BTreeMap::from([(key.to_owned(), entries)])
    }

    #[test]
    fn variants_are_called_by_the_english_words() {
        let mut entries = BTreeMap::new();
        let values = [
            value(1, Some("Not shipped")),
            value(2, Some("not-shipped")),
            value(3, None),
            value(-4, Some("…")),
            value(5, Some("Other")),
        ];
        assert_eq!(
            names(&values, &mut entries).0,
            ["NotShipped", "Value2", "Value3", "ValueMinus4", "Value5"]
        );
        assert_eq!(entries["Order.state"]["1"], "NotShipped");
    }

    #[test]
    fn locked_variants_stay_and_new_ones_join_them() {
        let mut entries = locked("Line.state", &[("1", "Waiting"), ("9", "Value3")]);
        let values = [value(1, Some("Not shipped")), value(3, None)];
        assert_eq!(names(&values, &mut entries), (vec!["Waiting".to_owned(), "Value3No2".to_owned()], 0));
        assert_eq!(entries, locked("Line.state", &[("1", "Waiting"), ("3", "Value3No2"), ("9", "Value3")]));
    }

    #[test]
    fn variants_outlive_the_place_that_named_them() {
        let mut entries = locked("Gone.state", &[("1", "Waiting")]);
        assert_eq!(names(&[value(1, Some("Not shipped"))], &mut entries), (vec!["Waiting".to_owned()], 0));
        assert_eq!(entries["Order.state"]["1"], "Waiting");
    }

    #[test]
    fn unusable_locked_variants_are_errors_and_stay() {
        for wrong in ["not_shipped", "Other", ""] {
            let mut entries = locked("Order.state", &[("1", wrong)]);
            assert_eq!(
                names(&[value(1, Some("Not shipped"))], &mut entries),
                (vec!["NotShipped".to_owned()], 1),
                "{wrong}"
            );
            assert_eq!(entries["Order.state"]["1"], wrong);
        }
    }
}
