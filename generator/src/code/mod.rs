//! Model → Files: prints what was decided, decides nothing and cannot fail.

mod alias;
mod description;
mod documented;
mod envelope;
mod example;
mod function;
mod open_enum;
mod source;
mod statuses;
mod structure;
mod test_module;
#[cfg(test)]
mod tests;
mod tokens;
mod union;

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use rayon::prelude::*;

use crate::model::rust::{Item, Model, Module};
use crate::model::rust_name::RustName;
use source::Source;
use tokens::{ident, imports};

/// The files of a client, by path relative to its crate.
#[must_use]
pub fn emit(model: &Model) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    files.insert("src/api/mod.rs".to_owned(), root(model));
    files.insert("src/api/description.rs".to_owned(), description::print(&model.description));
    files.extend(
        model.envelope.as_ref().map(|envelope| ("src/api/envelope.rs".to_owned(), envelope::print(envelope))),
    );
    // Each file is its module's alone, so that they can be printed side by side.
    let modules = every(&model.modules);
    files.par_extend(modules.par_iter().map(|module| print_module(module)));
    test_module::print(&model.modules, &mut files);
    files
}

/// These modules and those within them, outer ones first.
fn every<'a>(modules: &'a [Module]) -> Vec<&'a Module> {
    let within = |module: &'a Module| std::iter::once(module).chain(every(&module.modules));
    modules.iter().flat_map(within).collect()
}

fn root(model: &Model) -> String {
    let mut source = Source::new(&model.docs);
    let modules = model.modules.iter().map(module_item);
    let envelope = model.envelope.iter().map(|_| quote! { pub mod envelope; });
    source.lines([quote! { mod description; }].into_iter().chain(envelope).chain(modules));
    let envelope = model.envelope.iter().map(|_| quote! { pub use envelope::Envelope; });
    source.lines([quote! { pub use description::API; }].into_iter().chain(envelope));
    source.finish()
}

fn print_module(module: &Module) -> (String, String) {
    let mut source = Source::new(&module.docs);
    source.lines(module.modules.iter().map(module_item));
    source.lines(imports(&module.imports));
    for item in &module.items {
        print_item(item, &mut source);
    }
    documented::print(&module.items, &module.pages, &mut source);
    (format!("src/api/{}", file(module)), source.finish())
}

fn print_item(item: &Item, source: &mut Source) {
    match item {
        Item::Function(function) => source.items(function::tokens(function)),
        Item::Struct(item) => source.items(structure::tokens(item)),
        Item::OpenEnum(item) => source.items(open_enum::tokens(item)),
        Item::Union(item) => union::print(item, source),
        Item::Statuses(item) => statuses::print(item, source),
        Item::Alias(item) => source.items(alias::tokens(item)),
    }
}

fn module_item(module: &Module) -> TokenStream {
    let gate = gate(module);
    let name = module.path.last().map(|name| ident(name.as_str()));
    quote!(#gate pub mod #name;)
}

/// The condition under which a module is compiled.
fn gate(module: &Module) -> Option<TokenStream> {
    match module.features.as_slice() {
        [] => None,
        [only] => Some(quote!(#[cfg(feature = #only)])),
        several => Some(quote!(#[cfg(any(#(feature = #several),*))])),
    }
}

/// The file of a module, below that of the root.
fn file(module: &Module) -> String {
    let path: Vec<&str> = module.path.iter().map(RustName::as_str).collect();
    let end = if module.modules.is_empty() { ".rs" } else { "/mod.rs" };
    path.join("/") + end
}
