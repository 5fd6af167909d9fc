//! Prints a value of one of several shapes.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::source::Source;
use super::tokens::{docs, ident, rust_type, type_text};
use crate::model::rust::{Union, UnionVariant};

/// The enum, which the runtime teaches to read and write JSON.
pub(super) fn print(item: &Union, source: &mut Source) {
    source.items(definition(item));
    source.text(&reading_and_writing(item));
    let name = ident(item.name.as_str());
    source.items(item.response_body.then(|| quote!(impl ResponseBody for #name {})).into_token_stream());
}

fn definition(item: &Union) -> TokenStream {
    let docs = docs(&item.docs);
    let name = ident(item.name.as_str());
    let variants = item.variants.iter().map(variant);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants,)*
        }
    }
}

fn variant(variant: &UnionVariant) -> TokenStream {
    let docs = docs(&variant.docs);
    let name = ident(variant.name.as_str());
    let held = rust_type(&variant.rust_type);
    quote!(#docs #name(#held))
}

/// The call of the runtime's macro, as text: the printer knows no layout for macros.
fn reading_and_writing(item: &Union) -> String {
    let tagged_by = item.tag.as_ref().map(|tag| format!(" by {}", Literal::string(tag))).unwrap_or_default();
    let mut call = format!("client_runtime::untagged_union!({}{tagged_by} {{\n", item.name);
    for UnionVariant { name, tag, rust_type, .. } in &item.variants {
        let tag = tag.as_ref().map(|tag| format!(" = {}", Literal::string(tag))).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = writeln!(call, "    {name}({}){tag},", type_text(rust_type));
    }
    call + "});\n"
}
