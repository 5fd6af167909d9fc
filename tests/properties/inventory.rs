//! The types of the generated client, read from its files: a new one must not be forgotten.

use std::collections::BTreeSet;

use syn::{Attribute, Item, Visibility};

use crate::repository;

/// What a public type of the client is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Struct,
    /// An enum with listed values and a place for all others.
    OpenEnum,
    Union,
}

/// Every public type: `taobao::after_sales::RefundType`, and what it is.
pub(crate) fn types() -> BTreeSet<(String, Kind)> {
    let folder = repository::root().join("generated-client/src/api");
    let mut found = BTreeSet::new();
    for (path, text) in repository::texts(&folder) {
        let module = path.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
        let file = syn::parse_file(&text).unwrap_or_else(|error| panic!("{path}: {error}"));
        for item in file.items {
            let (name, kind) = match item {
                Item::Struct(item) if is_public(&item.vis) => (item.ident, Kind::Struct),
                Item::Enum(item) if is_public(&item.vis) && is_derived(&item.attrs) => {
                    (item.ident, Kind::OpenEnum)
                }
                Item::Enum(item) if is_public(&item.vis) => (item.ident, Kind::Union),
                _ => continue,
            };
            found.insert((format!("{module}::{name}"), kind));
        }
    }
    assert!(found.len() >= 15, "only {found:?}");
    found
}

/// The names of those of one kind.
pub(crate) fn named(kind: Kind) -> BTreeSet<String> {
    types().into_iter().filter(|(_, known)| *known == kind).map(|(name, _)| name).collect()
}

/// The path of a type as this module writes it: as the compiler does, without the crate.
pub(crate) fn name_of<T>() -> String {
    let name = std::any::type_name::<T>().trim_start_matches("generated_client::api::");
    name.split('<').next().unwrap_or(name).to_owned()
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// Unions implement serde's traits by a macro of the runtime; all else derives them.
fn is_derived(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| attribute.path().is_ident("serde"))
}
