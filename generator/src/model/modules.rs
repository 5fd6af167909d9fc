//! Groups of the spec → modules of the client.

use std::collections::{BTreeMap, BTreeSet};

use super::docs::{Docs, code};
use super::identifier;
use super::rust::{Item, Module, RoundTrip};
use super::rust_name::RustName;
use crate::spec::Spec;

/// The modules at the root that are no groups, and the one around groups called like them.
const OURS: [&str; 4] = ["description", "envelope", "groups", "shared"];

/// What a file imports from or by these names: a module within another, beside types, takes none of them.
const IMPORTED: [&str; 4] = ["client_runtime", "fmt", "serde", "std"];

/// The module of each group.
#[derive(Debug, Default)]
pub(super) struct Modules {
    paths: BTreeMap<String, Vec<RustName>>,
}

/// What goes into one module.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// What it is for.
    pub(super) docs: Docs,
    /// Its functions and types.
    pub(super) items: Vec<Item>,
    /// Its tests.
    pub(super) tests: Vec<RoundTrip>,
}

impl Modules {
    /// A distinct module for each group of `spec`.
    pub(super) fn of_groups(spec: &Spec) -> Self {
        let mut taken = BTreeSet::new();
        let mut modules = Self::default();
        for group in spec.groups.keys() {
            let mut path: Vec<RustName> =
                group.split('/').filter(|part| !part.is_empty()).map(identifier::module).collect();
            if path.first().is_none_or(|first| OURS.contains(&first.as_str())) {
                path.insert(0, identifier::module("groups"));
            }
            let wanted = path.pop();
            let mut names: BTreeSet<RustName> = taken
                .iter()
                .filter_map(|path: &Vec<RustName>| path.split_last())
                .filter(|(_, around)| **around == path)
                .map(|(name, _)| name.clone())
                .collect();
            if !path.is_empty() {
                names.extend(IMPORTED.map(RustName::new));
            }
            path.extend(wanted.map(|wanted| identifier::distinct(&wanted, &mut names)));
            taken.insert(path.clone());
            modules.paths.insert(group.clone(), path);
        }
        modules
    }

    /// The module of a group.
    pub(super) fn of(&self, group: &str) -> Vec<RustName> {
        self.paths.get(group).cloned().unwrap_or_default()
    }
}

/// The module of what several groups use.
pub(super) fn shared() -> Vec<RustName> {
    vec![identifier::module("shared")]
}

/// The tree of modules that `contents` make, by path.
pub(super) fn tree(contents: BTreeMap<Vec<RustName>, Content>) -> Vec<Module> {
    let mut root = Vec::new();
    for (path, content) in contents {
        let module = descend(&mut root, &[], &path);
        if let Some(module) = module {
            module.docs = content.docs;
            module.items = content.items;
            module.tests = content.tests;
        }
    }
    root
}

/// The module at `path` below `around`, made where it is missing.
fn descend<'a>(
    modules: &'a mut Vec<Module>,
    around: &[RustName],
    path: &[RustName],
) -> Option<&'a mut Module> {
    let (name, rest) = path.split_first()?;
    let here: Vec<RustName> = around.iter().chain([name]).cloned().collect();
    let position = modules.iter().position(|module| module.path == here).unwrap_or_else(|| {
        modules.push(empty(here.clone()));
        modules.len() - 1
    });
    let module = modules.get_mut(position)?;
    if rest.is_empty() { Some(module) } else { descend(&mut module.modules, &here, rest) }
}

/// A module that holds nothing yet.
pub(super) fn empty(path: Vec<RustName>) -> Module {
    let name = path.iter().map(RustName::as_str).collect::<Vec<_>>().join("/");
    Module {
        path,
        features: Vec::new(),
        docs: Docs::new().say(format!("The API groups of {}.", code(&name))),
        imports: Vec::new(),
        items: Vec::new(),
        pages: Vec::new(),
        modules: Vec::new(),
        tests: Vec::new(),
        test_imports: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Group;

    fn paths(groups: &[&str]) -> Vec<String> {
        let groups = groups.iter().map(|group| ((*group).to_owned(), Group::default())).collect();
        let modules = Modules::of_groups(&Spec { groups, ..Spec::default() });
        modules
            .paths
            .values()
            .map(|path| path.iter().map(RustName::as_str).collect::<Vec<_>>().join("::"))
            .collect()
    }

    #[test]
    fn groups_become_distinct_modules() {
        assert_eq!(paths(&["shop/after_sales", "shop"]), ["shop", "shop::after_sales"]);
        assert_eq!(paths(&["a-b", "a_b"]), ["a_b", "a_b_2"]);
        assert_eq!(paths(&["shared", "../x", ""]), ["groups", "unnamed::x", "groups::shared"]);
        assert_eq!(paths(&["type"]), ["type_"]);
        assert_eq!(paths(&["serde", "shop/serde", "std"]), ["serde", "shop::serde_2", "std"]);
        assert_eq!(paths(&["shared", "groups/shared"]), ["groups::groups::shared", "groups::shared"]);
    }
}
