//! Names of fields and parameters: those that are locked, and new ones around them.

use std::collections::{BTreeMap, BTreeSet};

use super::constructor::setter_name;
use super::identifier;
use super::rust_name::RustName;
use crate::diagnostic::{Code, Diagnostic, Origin, quote};

/// Chooses the names of fields.
///
/// Every name is locked, also those that follow from the name on the wire alone: when `refund_desc` joins
/// `refundDesc`, both would be called `refund_desc`, and nothing but the lock tells which of them was there first.
#[derive(Debug)]
pub(super) struct FieldNames<'a> {
    locked: &'a mut BTreeMap<String, BTreeMap<String, String>>,
    /// What is wrong with the locked names.
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// A field or parameter: its place without its name, and its name on the wire.
pub(super) type Wire<'w> = (&'w str, &'w str);

impl<'a> FieldNames<'a> {
    pub(super) fn new(locked: &'a mut BTreeMap<String, BTreeMap<String, String>>) -> Self {
        Self { locked, diagnostics: Vec::new() }
    }

    /// A distinct name for each of `wires`, in their order. They stand at `places`, whose names must differ from
    /// each other, those of fields that are gone included.
    pub(super) fn choose(&mut self, places: &[&str], wires: &[Wire<'_>]) -> Vec<RustName> {
        self.follow(places, wires);
        let mut taken = Taken::default();
        let standing = self.standing(places, &mut taken);
        let names = around(&standing, &mut taken, wires);
        for ((place, wire), name) in wires.iter().zip(&names) {
            let object = self.locked.entry((*place).to_owned()).or_default();
            object.entry((*wire).to_owned()).or_insert_with(|| name.as_str().to_owned());
        }
        names
    }

    /// The name of the function that sends a body of `media_type` to the endpoint `id`: the locked one, or `wanted`; it is
    /// `taken` then.
    pub(super) fn function(
        &mut self,
        id: &str,
        media_type: &str,
        wanted: &RustName,
        taken: &mut BTreeSet<RustName>,
    ) -> RustName {
        let functions = self.locked.entry(format!("{id} functions")).or_default();
        let locked = functions.get(media_type).and_then(|name| identifier::checked_field(name));
        let name = match locked.filter(|name| !taken.contains(name)) {
            Some(name) => {
                taken.insert(name.clone());
                name
            }
            None => identifier::distinct(wanted, taken),
        };
        functions.entry(media_type.to_owned()).or_insert_with(|| name.as_str().to_owned());
        name
    }

    /// A parameter that travels elsewhere than before takes its name along.
    fn follow(&mut self, places: &[&str], wires: &[Wire<'_>]) {
        for (place, wire) in wires {
            let is_gone = |other: &&&str| *other != place && !wires.contains(&(**other, *wire));
            if self.locked.get(*place).is_some_and(|known| known.contains_key(*wire)) {
                continue;
            }
            let left = places.iter().filter(is_gone).find_map(|other| self.give_up(other, wire));
            if let Some(name) = left {
                self.locked.entry((*place).to_owned()).or_default().insert((*wire).to_owned(), name);
            }
        }
    }

    /// Takes the name of a field from where it stood.
    fn give_up(&mut self, place: &str, wire: &str) -> Option<String> {
        let names = self.locked.get_mut(place)?;
        let name = names.remove(wire)?;
        if names.is_empty() {
            self.locked.remove(place);
        }
        Some(name)
    }

    /// The locked names that can be used.
    fn standing(&mut self, places: &[&str], taken: &mut Taken) -> BTreeMap<(String, String), RustName> {
        let mut standing = BTreeMap::new();
        for place in places {
            for (wire, written) in self.locked.get(*place).into_iter().flatten() {
                match identifier::checked_field(written) {
                    Some(name) if taken.is_free(&name) => {
                        taken.insert(&name);
                        standing.insert(((*place).to_owned(), wire.clone()), name);
                    }
                    found => self.diagnostics.push(unusable(place, wire, written, found.is_some())),
                }
            }
        }
        standing
    }
}

/// The names of one object, and those of the methods that set its fields.
#[derive(Default)]
struct Taken {
    fields: BTreeSet<String>,
    setters: BTreeSet<String>,
}

impl Taken {
    fn is_free(&self, name: &RustName) -> bool {
        !self.fields.contains(name.plain()) && !self.setters.contains(setter_name(name).plain())
    }

    fn insert(&mut self, name: &RustName) {
        self.fields.insert(name.plain().to_owned());
        self.setters.insert(setter_name(name).plain().to_owned());
    }
}

/// The standing names, and new ones. Of the new, a field spelled as in Rust keeps its spelling, whatever stands
/// beside it.
fn around(
    standing: &BTreeMap<(String, String), RustName>,
    taken: &mut Taken,
    wires: &[Wire<'_>],
) -> Vec<RustName> {
    let mut names: Vec<Option<RustName>> = wires
        .iter()
        .map(|(place, wire)| standing.get(&((*place).to_owned(), (*wire).to_owned())).cloned())
        .collect();
    let mut claim = |names: &mut Vec<Option<RustName>>, exact: bool| {
        for (name, (_, wire)) in names.iter_mut().zip(wires) {
            let wanted = identifier::snake(wire);
            if name.is_some() || exact && (wanted.plain() != *wire || !taken.is_free(&wanted)) {
                continue;
            }
            let free = identifier::first_free(&wanted, |name| taken.is_free(name));
            taken.insert(&free);
            *name = Some(free);
        }
    };
    claim(&mut names, true);
    claim(&mut names, false);
    names.into_iter().flatten().collect()
}

fn unusable(place: &str, wire: &str, written: &str, is_name: bool) -> Diagnostic {
    let why = if is_name { "is the name of two fields" } else { "cannot be the name of a field" };
    let message = format!("{} {why}: {} of {}", quote(written), quote(wire), quote(place));
    let hint = "under `fields`, choose a name in snake case that no other field there has, nor had before it \
                went; keywords are written `r#type`";
    Diagnostic::new(Code::InvalidName, Origin::new("names.yaml", 1), message).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Locked = BTreeMap<String, BTreeMap<String, String>>;

    fn locked(entries: &[(&str, &str)]) -> Locked {
        let entries = entries.iter().map(|(wire, name)| ((*wire).to_owned(), (*name).to_owned())).collect();
        BTreeMap::from([("Order".to_owned(), entries)])
    }

    fn names(wires: &[&str], locked: &mut Locked) -> (Vec<String>, usize) {
        let wires: Vec<Wire<'_>> = wires.iter().map(|wire| ("Order", *wire)).collect();
        let mut names = FieldNames::new(locked);
        let chosen = names.choose(&["Order"], &wires).iter().map(ToString::to_string).collect();
        (chosen, names.diagnostics.len())
    }

    fn fresh(wires: &[&str]) -> Vec<String> {
        names(wires, &mut Locked::new()).0
    }

    #[test]
    fn fields_that_collide_stay_distinct_and_the_exact_one_keeps_its_name() {
        assert_eq!(fresh(&["userId", "user_id", "UserID"]), ["user_id_2", "user_id", "user_id_3"]);
        assert_eq!(fresh(&["_id", "id"]), ["id_2", "id"]);
        assert_eq!(fresh(&["type", "Type"]), ["r#type", "type_2"]);
        assert_eq!(fresh(&["a_2", "a", "A"]), ["a_2", "a", "a_3"]);
    }

    #[test]
    fn a_later_field_takes_no_name_in_any_order() {
        for wires in [["refund_desc", "refundDesc"], ["refundDesc", "refund_desc"]] {
            let mut entries = Locked::new();
            assert_eq!(names(&["refundDesc"], &mut entries).0, ["refund_desc"]);
            names(&wires, &mut entries);
            assert_eq!(entries, locked(&[("refundDesc", "refund_desc"), ("refund_desc", "refund_desc_2")]));
        }
    }

    #[test]
    fn the_name_of_a_field_that_is_gone_waits_for_it() {
        let mut entries = locked(&[("refundDesc", "refund_desc")]);
        assert_eq!(names(&["refund_desc"], &mut entries).0, ["refund_desc_2"]);
        assert_eq!(names(&["refundDesc"], &mut entries).0, ["refund_desc"]);
    }

    #[test]
    fn a_parameter_that_moves_takes_its_name_along() {
        let places = ["GET /x path", "GET /x query", "GET /x header"];
        let mut locked = Locked::new();
        let mut choose = |wires: &[Wire<'_>]| {
            let chosen = FieldNames::new(&mut locked).choose(&places, wires);
            chosen.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        assert_eq!(choose(&[("GET /x query", "trace")]), ["trace"]);
        assert_eq!(choose(&[("GET /x header", "trace")]), ["trace"]);
        assert_eq!(choose(&[("GET /x query", "trace"), ("GET /x header", "trace")]), ["trace_2", "trace"]);
        assert_eq!(choose(&[("GET /x query", "trace")]), ["trace_2"]);
    }

    #[test]
    fn two_fields_never_share_a_setter() {
        assert_eq!(fresh(&["with_new", "new"]), ["with_new", "new_2"]);
        assert_eq!(fresh(&["isOpen", "with_is_open"]), ["is_open_2", "with_is_open"]);
        let mut entries = locked(&[("new", "new")]);
        assert_eq!(names(&["with_new", "new"], &mut entries).0, ["with_new_2", "new"]);
    }

    #[test]
    fn names_by_hand_are_used_or_refused() {
        let mut entries = locked(&[("refundDesc", "why"), ("type", "r#type")]);
        assert_eq!(
            names(&["refundDesc", "why", "type"], &mut entries),
            (vec!["why".to_owned(), "why_2".to_owned(), "r#type".to_owned()], 0)
        );
        for wrong in ["refundDesc", "type", "a b", ""] {
            let mut entries = locked(&[("refundDesc", wrong)]);
            assert_eq!(names(&["refundDesc"], &mut entries), (vec!["refund_desc".to_owned()], 1), "{wrong}");
            assert_eq!(entries, locked(&[("refundDesc", wrong)]));
        }
        let mut entries = locked(&[("a", "same"), ("b", "same")]);
        assert_eq!(names(&["a", "b"], &mut entries), (vec!["same".to_owned(), "b".to_owned()], 1));
    }
}
