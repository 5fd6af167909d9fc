//! Prints an enum with one variant for each HTTP status.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::source::Source;
use super::tokens::{docs, ident, rust_type, type_text};
use crate::model::rust::{RustType, StatusVariant, Statuses, StatusesOf};

/// The enum, which the runtime teaches which body comes with which status.
pub(super) fn print(item: &Statuses, source: &mut Source) {
    source.items(definition(item));
    source.text(&reading(item));
}

fn definition(item: &Statuses) -> TokenStream {
    let docs = docs(&item.docs);
    let name = ident(item.name.as_str());
    let variants = item.variants.iter().map(variant);
    // What streams comes once.
    let streams = item.variants.iter().any(|variant| variant.rust_type == RustType::Download);
    let derives = if streams { quote!(Debug) } else { quote!(Clone, Debug, PartialEq) };
    quote! {
        #docs
        #[derive(#derives)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "it is read once, and moved to whoever asked")]
        pub enum #name {
            #(#variants,)*
        }
    }
}

fn variant(variant: &StatusVariant) -> TokenStream {
    let docs = docs(&variant.docs);
    let name = ident(variant.name.as_str());
    let held = rust_type(&variant.rust_type);
    quote!(#docs #name(#held))
}

/// The call of the runtime's macro, as text: the printer knows no layout for macros.
fn reading(item: &Statuses) -> String {
    let of = match item.of {
        StatusesOf::Answers => "answers",
        StatusesOf::Failures => "failures",
    };
    let mut call = format!("client_runtime::{of}!({} {{\n", item.name);
    for StatusVariant { name, status, rust_type, .. } in &item.variants {
        let status = status.map_or_else(|| "_".to_owned(), |status| status.to_string());
        // Writing to a string cannot fail.
        let _ = writeln!(call, "    {status} => {name}({}),", type_text(rust_type));
    }
    call + "});\n"
}
