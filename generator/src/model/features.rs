//! Groups at the top of the client → cargo features, so that a user compiles what they use.

use std::collections::{BTreeMap, BTreeSet};

use super::client_crate::ClientCrate;
use super::docs::code;
use super::modules::{self, Modules};
use super::rust::Module;
use super::rust_name::RustName;
use crate::spec::Spec;

/// Features that mean something else in every client.
const OTHERS: [&str; 5] = ["blocking", "default", "reqwest", "testing", "tracing"];

/// The top-level modules that each top-level module uses.
pub(super) type Uses = BTreeMap<RustName, BTreeSet<RustName>>;

/// The feature of each group at the top: what the crate declares for all of them to be gated.
#[must_use]
pub fn features(spec: &Spec) -> BTreeSet<String> {
    let modules = Modules::of_groups(spec);
    spec.groups.keys().filter_map(|group| modules.of(group).first().and_then(feature)).collect()
}

/// The feature that a top-level module is gated by, where the crate declares it.
fn feature(module: &RustName) -> Option<String> {
    let name = module.plain().trim_end_matches('_').replace('_', "-");
    let is_free = !OTHERS.contains(&name.as_str()) && modules::shared() != [module.clone()];
    is_free.then_some(name)
}

/// Gates each of `modules`, all at the top, by its own feature and by those of the groups that use its types, so that
/// every choice of features compiles. What `always` uses is always compiled.
pub(super) fn gate(modules: &mut [Module], uses: &Uses, always: &BTreeSet<RustName>, client: &ClientCrate) {
    let own = |name: &RustName| feature(name).filter(|feature| client.features.contains(feature));
    let names: Vec<RustName> = modules.iter().filter_map(|module| module.path.first().cloned()).collect();
    for (module, name) in modules.iter_mut().zip(&names) {
        let around = names.iter().filter(|user| *user == name || reaches(user, name, uses));
        let gates: Option<BTreeSet<String>> = around.map(own).collect();
        let is_used_always = always.iter().any(|one| one == name || reaches(one, name, uses));
        module.features = gates.filter(|_| !is_used_always).unwrap_or_default().into_iter().collect();
        if !module.features.is_empty() {
            module.docs = std::mem::take(&mut module.docs).say(needs(&module.features));
        }
    }
}

/// Whether `from` uses `to`, directly or through others.
fn reaches(from: &RustName, to: &RustName, uses: &Uses) -> bool {
    let mut seen = BTreeSet::new();
    let mut waiting = vec![from];
    while let Some(one) = waiting.pop() {
        for next in uses.get(one).into_iter().flatten().filter(|next| seen.insert(*next)) {
            if next == to {
                return true;
            }
            waiting.push(next);
        }
    }
    false
}

fn needs(features: &[String]) -> String {
    let names: Vec<_> = features.iter().map(|feature| code(feature)).collect();
    match names.as_slice() {
        [only] => format!("Needs the feature {only}."),
        several => format!("Needs one of the features {}.", several.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(name: &str) -> RustName {
        RustName::new(name)
    }

    /// The gates of `a`, `b`, `c` and `shared`, where each of `uses` is a user and what it uses.
    fn gates(declared: &[&str], uses: &[(&str, &str)], always: &[&str]) -> Vec<String> {
        let mut modules: Vec<Module> =
            ["a", "b", "c", "shared"].map(|one| modules::empty(vec![name(one)])).into();
        let mut graph = Uses::new();
        for (user, used) in uses {
            graph.entry(name(user)).or_default().insert(name(used));
        }
        let features = declared.iter().map(|one| (*one).to_owned()).collect();
        let client = ClientCrate { name: String::new(), features };
        let always = always.iter().map(|one| name(one)).collect();
        gate(&mut modules, &graph, &always, &client);
        modules.iter().map(|module| module.features.join(" or ")).collect()
    }

    #[test]
    fn a_group_is_gated_by_its_own_feature_if_that_is_declared() {
        assert_eq!(gates(&[], &[], &[]), ["", "", "", ""]);
        assert_eq!(gates(&["a", "c", "shared"], &[], &[]), ["a", "", "c", ""]);
    }

    #[test]
    fn what_others_use_is_there_whenever_they_are() {
        let all = ["a", "b", "c"];
        assert_eq!(gates(&all, &[("a", "b")], &[]), ["a", "a or b", "c", ""]);
        assert_eq!(gates(&all, &[("a", "b"), ("b", "c")], &[]), ["a", "a or b", "a or b or c", ""]);
        // Groups that use each other.
        assert_eq!(gates(&all, &[("a", "b"), ("b", "a")], &[]), ["a or b", "a or b", "c", ""]);
        // A user without a feature of its own, the shared module, and the envelope.
        assert_eq!(gates(&["b", "c"], &[("a", "b")], &[]), ["", "", "c", ""]);
        assert_eq!(gates(&all, &[("shared", "b")], &[]), ["a", "", "c", ""]);
        assert_eq!(gates(&all, &[("b", "c")], &["b"]), ["a", "", "", ""]);
    }

    #[test]
    fn features_are_called_like_groups_and_take_no_name_with_another_meaning() {
        let named =
            ["shop_24", "type_", "shared", "tracing", "default", "u8ba2"].map(|one| feature(&name(one)));
        let expected = [Some("shop-24"), Some("type"), None, None, None, Some("u8ba2")];
        assert_eq!(named, expected.map(|feature| feature.map(str::to_owned)));
    }
}
