//! Names of types: those that are locked, and new ones that collide with nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::identifier;
use super::rust_name::RustName;
use crate::diagnostic::{Code, Diagnostic, Origin, quote};

/// Names that mean something else to every reader of Rust, or that generated files use.
const RESERVED: &[&str] = &[
    "Any",
    "Arc",
    "AsMut",
    "AsRef",
    "BTreeMap",
    "Box",
    "Clone",
    "Copy",
    "Debug",
    "Default",
    "Deserialize",
    "Deserializer",
    "DeserializeOwned",
    "Display",
    "DoubleEndedIterator",
    "Drop",
    "Envelope",
    "Enveloped",
    "Eq",
    "Err",
    "Error",
    "ExactSizeIterator",
    "Extend",
    "Fn",
    "FnMut",
    "FnOnce",
    "From",
    "FromIterator",
    "Future",
    "Hash",
    "Head",
    "Into",
    "IntoFuture",
    "IntoIterator",
    "Iterator",
    "Json",
    "New",
    "None",
    "Number",
    "NumberOrString",
    "Ok",
    "Option",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Pin",
    "Rc",
    "Request",
    "Response",
    "ResponseBody",
    "Result",
    "Self",
    "Send",
    "Serialize",
    "Serializer",
    "Sized",
    "Some",
    "String",
    "Sync",
    "ToOwned",
    "ToString",
    "TryFrom",
    "TryInto",
    "Unpin",
    "Vec",
];

/// Whether a type of this name would hide one that everybody knows.
fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&name)
}

/// A type that has its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Other places may be of the same type.
    Enumeration,
    /// Only one place is of this type.
    Sole,
}

/// Chooses the names of types.
#[derive(Debug)]
pub(super) struct TypeNames<'a> {
    locked: &'a mut BTreeMap<String, String>,
    shared: Vec<RustName>,
    /// Places that are gone.
    gone: BTreeSet<String>,
    /// Their names; nobody gets them again.
    buried: BTreeSet<String>,
    /// The names in each module, locked or given.
    taken: BTreeMap<Vec<RustName>, BTreeSet<String>>,
    defined: BTreeMap<(Vec<RustName>, RustName), Kind>,
    /// What is wrong with the locked names.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'a> TypeNames<'a> {
    /// Names for the types at `places`, each with its module.
    pub(super) fn new(
        locked: &'a mut BTreeMap<String, String>,
        places: &BTreeMap<String, Vec<RustName>>,
        shared: Vec<RustName>,
    ) -> Self {
        let (mut gone, mut buried) = (BTreeSet::new(), BTreeSet::new());
        let mut taken: BTreeMap<_, BTreeSet<String>> = BTreeMap::new();
        for (place, name) in &*locked {
            match schemas_of(place).find_map(|schema| places.get(schema)) {
                Some(module) => taken.entry(module.clone()).or_default().insert(name.clone()),
                None => gone.insert(place.clone()) && buried.insert(name.clone()),
            };
        }
        Self { locked, shared, gone, buried, taken, defined: BTreeMap::new(), diagnostics: Vec::new() }
    }

    /// The name for the type at `place` in `module`: the locked one, or the first of `candidates` that is free.
    pub(super) fn choose(
        &mut self,
        place: &str,
        module: &[RustName],
        candidates: &[String],
        kind: Kind,
    ) -> RustName {
        if let Some(name) = self.locked(place, module, kind) {
            self.defined.insert((module.to_vec(), name.clone()), kind);
            return name;
        }
        let name = self.free(module, candidates);
        self.taken.entry(module.to_vec()).or_default().insert(name.as_str().to_owned());
        self.defined.insert((module.to_vec(), name.clone()), kind);
        self.lock(place, &name);
        name
    }

    /// The locked name of a place, if there is one that can be used.
    pub(super) fn locked_name(&self, place: &str) -> Option<RustName> {
        self.locked
            .get(place)
            .and_then(|name| identifier::checked_type(name))
            .filter(|name| !is_reserved(name.as_str()))
    }

    /// The locked name of a place, if no other place has it.
    pub(super) fn own_name(&self, place: &str) -> Option<RustName> {
        let is_other = |(other, name): (&String, &String)| {
            other != place && self.locked.get(place) == Some(name) && !self.gone.contains(other)
        };
        self.locked_name(place).filter(|_| !self.locked.iter().any(is_other))
    }

    /// The places that are gone whose type had this name.
    pub(super) fn buried_at(&self, name: &RustName) -> Vec<String> {
        let is_namesake = |(_, other): &(&String, &String)| other.as_str() == name.as_str();
        let namesakes = self.locked.iter().filter(is_namesake).map(|(place, _)| place);
        namesakes.filter(|place| self.gone.contains(*place)).cloned().collect()
    }

    /// Gives a place the name of a type that another place has already.
    pub(super) fn lock(&mut self, place: &str, name: &RustName) {
        self.locked.entry(place.to_owned()).or_insert_with(|| name.as_str().to_owned());
    }

    /// Forgets the name of a place whose type is another one now.
    pub(super) fn unlock(&mut self, place: &str) {
        self.locked.remove(place);
    }

    fn locked(&mut self, place: &str, module: &[RustName], kind: Kind) -> Option<RustName> {
        let written = self.locked.get(place)?;
        let Some(name) = self.locked_name(place) else {
            let message = format!("{} cannot be the name of the type at {}", quote(written), quote(place));
            self.complain(
                message,
                "under `types`, choose a name in upper camel case that Rust and its prelude do not use",
            );
            return None;
        };
        let other = self.defined.get(&(module.to_vec(), name.clone()));
        if other.is_some_and(|other| (*other, kind) != (Kind::Enumeration, Kind::Enumeration)) {
            let message = format!(
                "two types in one module are called {}; the second is at {}",
                quote(name.as_str()),
                quote(place)
            );
            self.complain(message, "give one of them another name under `types`");
            return None;
        }
        Some(name)
    }

    fn free(&self, module: &[RustName], candidates: &[String]) -> RustName {
        let first = candidates.first().map_or("Unnamed", String::as_str);
        let last = candidates.last().map_or("Unnamed", String::as_str);
        let typed = format!("{first}Type");
        let numbered = (2..).map(|number| format!("{last}{number}"));
        let names = candidates.iter().cloned().chain([typed]).chain(numbered);
        let mut valid = names.filter_map(|name| identifier::checked_type(&name));
        valid.find(|name| self.is_free(module, name.as_str())).unwrap_or_else(|| RustName::new("Unnamed"))
    }

    fn is_free(&self, module: &[RustName], name: &str) -> bool {
        let taken = |module: &[RustName]| self.taken.get(module).is_some_and(|names| names.contains(name));
        let anywhere = || self.taken.values().any(|names| names.contains(name));
        let clashes = if module == self.shared { anywhere() } else { taken(module) || taken(&self.shared) };
        !is_reserved(name) && !self.buried.contains(name) && !clashes
    }

    fn complain(&mut self, message: String, hint: &str) {
        self.diagnostics
            .push(Diagnostic::new(Code::InvalidName, Origin::new("names.yaml", 1), message).hint(hint));
    }
}

/// What else stands at the place of an endpoint or an object.
const PARTS: [&str; 4] = [" required", " options", " answer", " failure"];

/// The places of the schema whose type, or part of it, may be at `place`: names on the wire may hold any words.
pub(super) fn schemas_of(place: &str) -> impl Iterator<Item = &str> {
    let part = PARTS.iter().find_map(|part| place.strip_suffix(part)).unwrap_or(place);
    let shapes = part.rmatch_indices(" as ").map(|(end, _)| &part[..end]);
    [place, part].into_iter().chain(shapes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn module(name: &str) -> Vec<RustName> {
        vec![identifier::module(name)]
    }

    fn choose(locked: &mut BTreeMap<String, String>, wanted: &[(&str, &str)]) -> (Vec<String>, usize) {
        let places = wanted.iter().map(|(place, _)| ((*place).to_owned(), module("orders"))).collect();
        let mut names = TypeNames::new(locked, &places, module("shared"));
        let chosen = wanted
            .iter()
            .map(|(place, word)| {
                names
                    .choose(
                        place,
                        &module("orders"),
                        &[(*word).to_owned(), format!("Order{word}")],
                        Kind::Sole,
                    )
                    .to_string()
            })
            .collect();
        (chosen, names.diagnostics.len())
    }

    fn locked(entries: &[(&str, &str)]) -> BTreeMap<String, String> {
        entries.iter().map(|(place, name)| ((*place).to_owned(), (*name).to_owned())).collect()
    }

    #[test]
    fn new_names_are_locked() {
        let mut names = BTreeMap::new();
        let (chosen, complaints) = choose(
            &mut names,
            &[("Order.line", "Line"), ("Order.other.line", "Line"), ("Order.result", "Result")],
        );
        assert_eq!(chosen, ["Line", "OrderLine", "OrderResult"]);
        assert_eq!(complaints, 0);
        assert_eq!(
            names,
            locked(&[
                ("Order.line", "Line"),
                ("Order.other.line", "OrderLine"),
                ("Order.result", "OrderResult")
            ])
        );
    }

    #[test]
    fn locked_names_survive_whoever_comes_first() {
        let mut names = locked(&[("Order.other.line", "Line")]);
        let (chosen, _) = choose(&mut names, &[("Order.line", "Line"), ("Order.other.line", "Line")]);
        assert_eq!(chosen, ["OrderLine", "Line"]);
    }

    #[test]
    fn names_of_what_is_gone_are_not_given_again() {
        let mut names = locked(&[("Gone", "Line")]);
        assert_eq!(choose(&mut names, &[("Order.line", "Line")]).0, ["OrderLine"]);
        assert_eq!(names.get("Gone").map(String::as_str), Some("Line"));
    }

    #[test]
    fn unusable_locked_names_are_errors_and_stay() {
        for wrong in ["order_line", "Option", "1st", "a b", ""] {
            let mut names = locked(&[("Order.line", wrong)]);
            let (chosen, complaints) = choose(&mut names, &[("Order.line", "Line")]);
            assert_eq!((chosen, complaints), (vec!["Line".to_owned()], 1), "{wrong}");
            assert_eq!(names, locked(&[("Order.line", wrong)]));
        }
    }

    #[test]
    fn one_locked_name_for_two_objects_is_an_error() {
        let mut names = locked(&[("Order.a", "Line"), ("Order.b", "Line")]);
        let (chosen, complaints) = choose(&mut names, &[("Order.a", "A"), ("Order.b", "B")]);
        assert_eq!((chosen, complaints), (vec!["Line".to_owned(), "B".to_owned()], 1));
    }
}
