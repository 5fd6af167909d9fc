//! Names of shapes that share a name on the pages and too little else: `Order`, `Order2` and so on.
//!
//! Which page comes first may change, and pages come and go: a shape is known again by the fields or values it had.

use std::collections::BTreeSet;

use super::naming::share;
use crate::spec::names::Names;

/// A name for each of the shapes that `schema` has, given the members each shows. New names are not `taken`.
pub(super) fn names(
    schema: &str,
    shapes: &[&BTreeSet<String>],
    taken: &BTreeSet<String>,
    names: &Names,
) -> Vec<String> {
    let numbered = |number: usize| match number {
        1 => schema.to_owned(),
        number => format!("{schema}{number}"),
    };
    let is_ours = |name: &String| name == schema || !taken.contains(name);
    let mut given: Vec<Option<String>> = vec![None; shapes.len()];
    // The schema's own name first: it is given up to a number only where the number fits and the name does not.
    let is_known = |name: &String| name == schema || names.knows_schema(name) || !had(name, names).is_empty();
    let standing = (1..).map(numbered).take_while(|name| is_known(name) || taken.contains(name));
    for name in standing.filter(is_ours) {
        let had = had(&name, names);
        let heir = (0..shapes.len()).filter(|&at| given[at].is_none() && share(shapes[at], &had));
        let heir = heir.max_by_key(|&at| (shapes[at].intersection(&had).count(), std::cmp::Reverse(at)));
        if let Some(at) = heir {
            given[at] = Some(name);
        }
    }
    let mut free = (1..).map(numbered).filter(is_ours);
    let known: BTreeSet<String> = given.iter().flatten().cloned().collect();
    let is_new = |name: &String| !known.contains(name) && (name == schema || had(name, names).is_empty());
    given
        .into_iter()
        .map(|name| name.or_else(|| free.find(is_new)).unwrap_or_else(|| schema.to_owned()))
        .collect()
}

/// What `names.yaml` knows of a schema: the fields it had, its values or the members that tell its shapes apart, and
/// those of its items, entries and shapes.
fn had(schema: &str, names: &Names) -> BTreeSet<String> {
    let is_part = |place: &str| {
        let below = place.strip_prefix(schema);
        below.is_some_and(|below| ["[]", "{}", " as "].iter().any(|part| below.starts_with(part)))
    };
    let all = names.fields.iter().chain(&names.variants);
    let ours = all.filter(|(place, _)| *place == schema || is_part(place));
    ours.flat_map(|(_, known)| known.keys().cloned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(members: &[&str]) -> BTreeSet<String> {
        members.iter().map(|&member| member.to_owned()).collect()
    }

    fn chosen(shapes: &[&[&str]], known: &[(&str, &[&str])]) -> Vec<String> {
        let mut locked = Names::default();
        for (name, fields) in known {
            let fields = fields.iter().map(|field| ((*field).to_owned(), (*field).to_owned())).collect();
            locked.fields.insert((*name).to_owned(), fields);
        }
        let shapes: Vec<_> = shapes.iter().map(|members| set(members)).collect();
        names("Order", &shapes.iter().collect::<Vec<_>>(), &set(&["Order", "Order3"]), &locked)
    }

    const KNOWN: &[(&str, &[&str])] = &[("Order", &["id", "state"]), ("Order2", &["city", "street"])];

    #[test]
    fn new_shapes_are_numbered_around_names_of_the_pages() {
        assert_eq!(chosen(&[&["id"], &["city"], &["sum"]], &[]), ["Order", "Order2", "Order4"]);
    }

    #[test]
    fn pages_in_another_order_keep_the_names_of_their_shapes() {
        assert_eq!(chosen(&[&["city", "street"], &["id", "state"]], KNOWN), ["Order2", "Order"]);
        assert_eq!(chosen(&[&["sum"], &["id"], &["city"]], KNOWN), ["Order4", "Order", "Order2"]);
    }

    #[test]
    fn a_shape_that_is_left_alone_keeps_its_number() {
        assert_eq!(chosen(&[&["city", "street"]], KNOWN), ["Order2"]);
        assert_eq!(chosen(&[&["id", "state", "sum"]], KNOWN), ["Order"]);
    }

    #[test]
    fn a_schema_whose_fields_all_changed_keeps_its_name() {
        assert_eq!(chosen(&[&["sum"]], &[("Order", &["id"])]), ["Order"]);
        assert_eq!(chosen(&[&[]], KNOWN), ["Order"]);
    }
}
