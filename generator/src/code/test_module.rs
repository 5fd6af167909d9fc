//! Prints the tests of the captured examples, and the examples themselves.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use rayon::prelude::*;

use super::source::Source;
use super::tokens::{docs, ident, imports, rust_type};
use super::{every, file, gate};
use crate::model::docs::Docs;
use crate::model::rust::{Module, RoundTrip};
use crate::model::rust_name::RustName;

/// The modules of tests, which stand as those of the client do.
pub(super) fn print(modules: &[Module], files: &mut BTreeMap<String, String>) {
    let mut source = Source::new(
        &Docs::new().say("Every captured example decodes into its type and encodes back to the same JSON."),
    );
    source.lines(modules.iter().filter(|module| has_tests(module)).map(private_module));
    files.insert("tests/api/mod.rs".to_owned(), source.finish());
    let mut tested = every(modules);
    tested.retain(|module| has_tests(module));
    let printed: Vec<_> = tested.par_iter().map(|module| print_module(module)).collect();
    for (module, printed) in tested.into_iter().zip(printed) {
        let examples = module.tests.iter().map(|test| (&test.file, &test.text));
        files.extend(examples.map(|(file, text)| (format!("tests/api/examples/{file}"), text.clone())));
        files.extend([printed]);
    }
}

fn print_module(module: &Module) -> (String, String) {
    let path: Vec<&str> = module.path.iter().map(RustName::as_str).collect();
    let mut source = Source::new(&Docs::new().say(format!("The captured examples of `{}`.", path.join("/"))));
    source.lines(module.modules.iter().filter(|module| has_tests(module)).map(private_module));
    source.lines(imports(&module.test_imports));
    for test in &module.tests {
        source.items(round_trip(test, &up(module)));
    }
    (format!("tests/api/{}", file(module)), source.finish())
}

fn round_trip(test: &RoundTrip, up: &str) -> TokenStream {
    let docs = docs(&test.docs);
    let name = ident(test.name.as_str());
    let rust_type = rust_type(&test.rust_type);
    let path = format!("{up}examples/{}", test.file);
    quote! {
        #docs
        #[test]
        fn #name() {
            let example = include_str!(#path);
            assert_round_trip::<#rust_type>(example);
        }
    }
}

/// The way from the file of a module to the folder of the root.
fn up(module: &Module) -> String {
    let folders = file(module).matches('/').count();
    "../".repeat(folders)
}

fn has_tests(module: &Module) -> bool {
    !module.tests.is_empty() || module.modules.iter().any(has_tests)
}

fn private_module(module: &Module) -> TokenStream {
    let name = module.path.last().map(|name| ident(name.as_str()));
    let gate = gate(module);
    quote!(#gate mod #name;)
}
