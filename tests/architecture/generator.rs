//! Within `generator`: arrows, homes of third-party crates, purity, and no vendor's name.

use std::collections::{BTreeMap, BTreeSet};

use crate::members::dependencies;
use crate::repository;
use crate::source::{Source, generator};

#[test]
fn arrows_run_one_way() {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("diagnostic", [].as_slice()),
        ("scrape", &["diagnostic"]),
        ("spec", &["diagnostic", "scrape"]),
        ("model", &["diagnostic", "spec"]),
        ("code", &["model", "spec"]),
    ]);
    let mut seen = BTreeSet::new();
    for source in generator() {
        let Some(allowed) = allowed.get(source.module()) else {
            assert_eq!(source.path, "lib.rs", "a module without an arrow");
            continue;
        };
        for used in source.uses() {
            let is_own = used == source.module();
            assert!(is_own || allowed.contains(&used.as_str()), "{} may not use crate::{used}", source.path);
            seen.insert((source.module().to_owned(), used));
        }
    }
    for arrow in [("spec", "scrape"), ("model", "spec"), ("code", "model")] {
        assert!(
            seen.contains(&(arrow.0.to_owned(), arrow.1.to_owned())),
            "the arrow {arrow:?} was not found"
        );
    }
}

/// What `code` prints is decided in the model; only the facts of `api.yaml` go through as they are.
#[test]
fn code_knows_of_the_spec_only_what_is_written_by_hand() {
    for source in
        generator().iter().filter(|source| source.module() == "code" && source.uses().contains("spec"))
    {
        assert_eq!(source.path, "code/description.rs");
        let named = source.text.matches("crate::spec::").count();
        assert_eq!(
            named,
            source.text.matches("crate::spec::api::").count(),
            "{} uses more than spec::api",
            source.path
        );
    }
}

#[test]
fn the_spec_s_types_do_not_know_the_pages() {
    for source in generator()
        .iter()
        .filter(|source| source.module() == "spec" && !source.path.starts_with("spec/reconcile"))
    {
        assert!(!source.uses().contains("scrape"), "{} uses crate::scrape; only reconcile may", source.path);
    }
}

#[test]
fn every_third_party_crate_has_one_home() {
    let homes: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("encoding_rs", ["scrape/"].as_slice()),
        ("heck", &["model/"]),
        ("jsonc_parser", &["scrape/json.rs"]),
        ("percent_encoding", &["scrape/"]),
        ("petgraph", &["model/schemas.rs"]),
        ("prettyplease", &["code/", "code.rs"]),
        ("proc_macro2", &["code/", "code.rs"]),
        ("quote", &["code/", "code.rs"]),
        ("rayon", &["code/", "lib.rs", "spec/yaml"]),
        ("saphyr_parser", &["scrape/yaml"]),
        ("schemars", &["spec/"]),
        ("scraper", &["scrape/html"]),
        ("serde", &["spec/"]),
        ("serde_json", &["scrape/json_text.rs", "spec/"]),
        ("serde_yaml", &["spec/yaml"]),
        ("strsim", &["scrape/", "spec/"]),
        ("syn", &["code/", "code.rs"]),
    ]);
    let declared = dependencies("generator");
    for dependency in &declared {
        let name = dependency.replace('-', "_");
        assert!(homes.contains_key(name.as_str()), "{dependency} has no home; give it one here");
    }
    let mut found = BTreeSet::new();
    for source in generator() {
        let tokens = source.tokens();
        for (at, window) in tokens.windows(3).enumerate() {
            // `std::env::x`, `self::syn::x` and `.syn` name something else.
            let is_start = at == 0 || ![":", "."].contains(&tokens[at - 1]);
            if let ([name, ":", ":"], true) = (window, is_start)
                && let Some(homes) = homes.get(name)
            {
                let is_home = homes.iter().any(|home| source.path.starts_with(home));
                let is_local = source.text.contains(&format!("mod {name};"))
                    || source.text.contains(&format!("{name}, "));
                assert!(
                    is_home || is_local || is_own_function(&source, name),
                    "{} may not use {name}; its home is {homes:?}",
                    source.path
                );
                found.insert((*name).to_owned());
            }
        }
    }
    for dependency in declared {
        assert!(found.contains(&dependency.replace('-', "_")), "{dependency} is declared and not used");
    }
}

/// `quote` is also the name of a function of ours; `quote::` never is.
fn is_own_function(source: &Source, name: &str) -> bool {
    source.text.contains(&format!("use crate::diagnostic::{name}::"))
}

#[test]
fn the_generator_is_a_calculator() {
    const IMPURE: [&str; 7] = ["fs", "env", "net", "time", "process", "thread", "io"];
    const WORDS: [&str; 6] = ["HashMap", "HashSet", "rand", "getrandom", "SystemTime", "Instant"];
    const MACROS: [&str; 6] = ["println", "eprintln", "print", "eprint", "dbg", "todo"];
    for source in generator() {
        let tokens = source.tokens();
        for window in tokens.windows(4) {
            if let ["std", ":", ":", module] = window {
                assert!(!IMPURE.contains(module), "{} uses std::{module}", source.path);
            }
            assert!(
                !(MACROS.contains(&window[0]) && window[1] == "!"),
                "{} uses {}!",
                source.path,
                window[0]
            );
        }
        for word in tokens {
            assert!(!WORDS.contains(&word), "{} uses {word}", source.path);
        }
    }
}

#[test]
fn no_vendor_is_named_in_vendor_neutral_code() {
    let root = repository::root();
    for below in ["generator", "xtask", "generated-client/runtime"] {
        for (path, text) in repository::texts(&root.join(below)) {
            let text = text.to_lowercase();
            for vendor in ["pandapon", "taobao", "1688"] {
                assert!(!text.contains(vendor) && !path.contains(vendor), "{below}/{path} names {vendor}");
            }
        }
    }
}
