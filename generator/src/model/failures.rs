//! What the docs say of calls that fail → enums that many endpoints share.

use std::collections::BTreeSet;

use super::answers::{Answer, variants};
use super::docs::Docs;
use super::modules;
use super::rust::{Item, ItemPath, RustType, StatusVariant, Statuses, StatusesOf};
use super::rust_name::RustName;
use super::site::Site;
use super::type_names::Kind;
use super::types::Types;

/// So many statuses still make a name.
const MOST_WORDS: usize = 3;

/// An enum of failures, as far as the endpoints so far show it.
#[derive(Debug)]
pub(super) struct Draft {
    path: ItemPath,
    variants: Vec<StatusVariant>,
}

impl Types<'_> {
    /// The enum of the failures among `answers` that have a body, for the endpoint at `site`. Endpoints that fail alike
    /// share one: nearly all of an API do.
    pub(super) fn failure(&mut self, answers: &[Answer<'_>], site: &Site) -> Option<Failure> {
        let is_read = |answer: &&Answer<'_>| {
            !answer.success && !matches!(answer.rust_type, RustType::Unit | RustType::Download)
        };
        let failures = variants(&answers.iter().filter(is_read).collect::<Vec<_>>());
        if failures.is_empty() {
            return None;
        }
        let place = format!("{} failure", site.place);
        let module = home(&failures, site);
        let statuses = failures.iter().map(|variant| variant.status).collect();
        let locked = self.names.locked_name(&place);
        let is_here = |draft: &&mut Draft| {
            draft.path.module == module
                && match &locked {
                    Some(name) => draft.path.name == *name,
                    None => same(&draft.variants, &failures),
                }
        };
        if let Some(draft) = self.failures.iter_mut().find(is_here) {
            if agree(&draft.variants, &failures) {
                for variant in failures {
                    if !draft.variants.iter().any(|other| other.status == variant.status) {
                        draft.variants.push(variant);
                    }
                }
                self.names.lock(&place, &draft.path.name);
                return Some(Failure { path: draft.path.clone(), statuses });
            }
            // Another body for one status is another type, whatever the name.
            self.names.unlock(&place);
        }
        let name = self.names.choose(&place, &module, &candidates(&failures, site), Kind::Enumeration);
        let path = ItemPath { module, name, qualified: Vec::new() };
        self.failures.push(Draft { path: path.clone(), variants: failures });
        Some(Failure { path, statuses })
    }

    /// Adds the enums, now that every endpoint was seen.
    pub(super) fn complete_failures(&mut self) {
        for draft in std::mem::take(&mut self.failures) {
            let mut variants = draft.variants;
            variants.sort_by_key(|variant| variant.status.unwrap_or(u16::MAX));
            let docs =
                Docs::new().say("What the docs say of the body of a call that failed, by HTTP status.");
            let name = draft.path.name;
            let item = Statuses { docs, name, of: StatusesOf::Failures, variants };
            self.items.entry((draft.path.module, None)).or_default().push(Item::Statuses(item));
        }
    }
}

/// How the docs say that an endpoint fails.
pub(super) struct Failure {
    /// The enum.
    pub(super) path: ItemPath,
    /// The statuses, none for any other.
    pub(super) statuses: Vec<Option<u16>>,
}

/// What is shared by all groups stands beside the types that it is made of, so that it need not move when another group
/// fails alike.
fn home(failures: &[StatusVariant], site: &Site) -> Vec<RustName> {
    let mut modules = BTreeSet::new();
    for variant in failures {
        modules_of(&variant.rust_type, &mut modules);
    }
    let shared = modules::shared();
    let all_shared = !modules.is_empty() && modules.iter().all(|module| *module == shared);
    if all_shared { shared } else { site.module.clone() }
}

fn modules_of(rust_type: &RustType, modules: &mut BTreeSet<Vec<RustName>>) {
    match rust_type {
        RustType::List(inner)
        | RustType::Map(inner)
        | RustType::Optional(inner)
        | RustType::Boxed(inner)
        | RustType::Enveloped(inner) => modules_of(inner, modules),
        RustType::Item(path) => drop(modules.insert(path.module.clone())),
        _ => {}
    }
}

/// Names after what it holds, since others may share it.
fn candidates(failures: &[StatusVariant], site: &Site) -> Vec<String> {
    let words: String = failures.iter().map(|variant| variant.name.as_str()).collect();
    let by_content =
        if failures.len() <= MOST_WORDS { format!("{words}Failure") } else { "Failure".to_owned() };
    std::iter::once(by_content).chain(site.candidates.iter().map(|name| format!("{name}Failure"))).collect()
}

fn same(some: &[StatusVariant], others: &[StatusVariant]) -> bool {
    some.len() == others.len() && agree(some, others) && covers(some, others)
}

fn covers(some: &[StatusVariant], others: &[StatusVariant]) -> bool {
    others.iter().all(|variant| some.iter().any(|one| one.status == variant.status))
}

/// Whether no status has two bodies.
fn agree(some: &[StatusVariant], others: &[StatusVariant]) -> bool {
    let differs = |one: &StatusVariant| {
        others.iter().any(|other| other.status == one.status && other.rust_type != one.rust_type)
    };
    !some.iter().any(differs)
}
