//! Prints an object.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{argument, docs, handed_on, ident, rust_type, takes, value};
use crate::model::rust::{Constructor, Purpose, Setter, Struct, StructField};

/// The struct of an object, and how it is made.
pub(super) fn tokens(item: &Struct) -> TokenStream {
    let definition = definition(item);
    let making = making(item);
    let name = ident(item.name.as_str());
    let response_body = item.response_body.then(|| quote!(impl ResponseBody for #name {}));
    quote!(#definition #making #response_body)
}

fn definition(item: &Struct) -> TokenStream {
    let docs = docs(&item.docs);
    let name = ident(item.name.as_str());
    let default = item.default.then(|| quote!(Default,));
    let (json, non_exhaustive) = match item.purpose {
        Purpose::Json => (quote!(Serialize, Deserialize), quote!(#[non_exhaustive])),
        Purpose::Options => (quote!(), quote!(#[non_exhaustive])),
        Purpose::Required => (quote!(), quote!()),
    };
    let camel_case = item.camel_case.then(|| quote!(#[serde(rename_all = "camelCase")]));
    let fields = item.fields.iter().map(|field| self::field(field, &rust_type(&field.rust_type)));
    quote! {
        #docs
        #[derive(Clone, Debug, #default PartialEq, #json)]
        #camel_case
        #non_exhaustive
        pub struct #name {
            #(#fields)*
        }
    }
}

/// A field of type `rust_type`.
pub(super) fn field(field: &StructField, rust_type: &TokenStream) -> TokenStream {
    let docs = docs(&field.docs);
    let name = ident(field.name.as_str());
    let rename = field.rename.iter().map(|wire| quote!(rename = #wire));
    let skip_none = field.skip_none.then(|| quote!(skip_serializing_if = "Option::is_none"));
    let rules: Vec<TokenStream> = rename.chain(skip_none).collect();
    let serde = (!rules.is_empty()).then(|| quote!(#[serde(#(#rules),*)]));
    quote! {
        #docs
        #serde
        pub #name: #rust_type,
    }
}

fn making(item: &Struct) -> Option<TokenStream> {
    let constructor = item.constructor.as_ref().map(constructor);
    let setters = item.setters.iter().map(setter);
    let is_made = constructor.is_some() || setters.len() > 0;
    let name = ident(item.name.as_str());
    is_made.then(|| quote!(impl #name { #constructor #(#setters)* }))
}

fn constructor(constructor: &Constructor) -> TokenStream {
    let arguments = constructor.arguments.iter().map(argument);
    let filled = constructor.filled.iter().map(|(field, value)| {
        let value = self::value(value);
        match ident(field.as_str()) {
            field if field == value.to_string() => quote!(#field,),
            field => quote!(#field: #value,),
        }
    });
    let left_out = constructor.left_out.iter().map(|field| ident(field.as_str()));
    quote! {
        /// A value with the required fields.
        #[must_use]
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#filled)* #(#left_out: None,)* }
        }
    }
}

fn setter(setter: &Setter) -> TokenStream {
    let docs = docs(&setter.docs);
    let name = ident(setter.name.as_str());
    let field = ident(setter.field.as_str());
    let takes = takes(&setter.takes);
    let value = handed_on(&quote!(value), setter.by);
    quote! {
        #docs
        #[must_use]
        pub fn #name(mut self, value: #takes) -> Self {
            self.#field = Some(#value);
            self
        }
    }
}
