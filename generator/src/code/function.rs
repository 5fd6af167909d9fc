//! Prints an endpoint.

use proc_macro2::TokenStream;
use quote::quote;

use super::example;
use super::tokens::{argument, docs_with, ident, rust_type, value};
use crate::model::rust::{Function, ListStyle, Step};

/// The function of an endpoint.
pub(super) fn tokens(function: &Function) -> TokenStream {
    let example = function.example.iter().flat_map(|example| example::lines(example, function));
    let docs = docs_with(&function.docs, example);
    let deprecated = function.deprecated.iter().map(|why| quote!(#[deprecated = #why]));
    let name = ident(function.name.as_str());
    let arguments = function.arguments.iter().map(argument);
    let answer = rust_type(&function.answer);
    let verb = ident(function.verb.as_str());
    let path = &function.path;
    let steps = function.steps.iter().map(step);
    let idempotent = function.idempotent.then(|| quote!(.idempotent(true)));
    let anonymous = function.anonymous.then(|| quote!(.without_authentication()));
    quote! {
        #docs
        #(#deprecated)*
        pub fn #name(#(#arguments),*) -> Request<#answer> {
            Request::#verb(#path) #(#steps)* #idempotent #anonymous
        }
    }
}

fn step(step: &Step) -> TokenStream {
    let method = ident(step.method.as_str());
    let wire = step.wire.iter().chain(&step.media_type);
    let value = value(&step.value);
    let style = step.style.into_iter().map(list_style);
    quote!(.#method(#(#wire,)* #value #(, #style)*))
}

fn list_style(style: ListStyle) -> TokenStream {
    let style = match style {
        ListStyle::Repeated => quote!(Repeated),
        ListStyle::Comma => quote!(Comma),
        ListStyle::Space => quote!(Space),
        ListStyle::Pipe => quote!(Pipe),
    };
    quote!(client_runtime::ListStyle::#style)
}
