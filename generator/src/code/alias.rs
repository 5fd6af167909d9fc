//! Prints another name for a type.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident, rust_type};
use crate::model::rust::Alias;

/// The alias.
pub(super) fn tokens(item: &Alias) -> TokenStream {
    let docs = docs(&item.docs);
    let name = ident(item.name.as_str());
    let rust_type = rust_type(&item.rust_type);
    quote!(#docs pub type #name = #rust_type;)
}
