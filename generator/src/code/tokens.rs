//! Pieces that all items are printed with: names, types, docs, imports, arguments and values.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::model::docs::Docs;
use crate::model::rust::{Argument, By, Import, ItemPath, RustType, Takes, Value};

/// A name.
pub(super) fn ident(name: &str) -> Ident {
    format_ident!("{}", name)
}

/// An integer, with `_` between groups of three digits.
pub(super) fn integer(number: i64) -> TokenStream {
    let digits = number.unsigned_abs().to_string();
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    let sign = (number < 0).then(|| quote!(-));
    let literal: Literal = grouped.parse().unwrap_or_else(|_| Literal::u64_unsuffixed(number.unsigned_abs()));
    quote!(#sign #literal)
}

/// A doc comment, line by line.
pub(super) fn docs(docs: &Docs) -> TokenStream {
    let lines =
        docs.lines().iter().map(|line| if line.is_empty() { String::new() } else { format!(" {line}") });
    quote!(#(#[doc = #lines])*)
}

/// A doc comment that ends with lines of code after a blank one.
pub(super) fn docs_with(text: &Docs, code: impl Iterator<Item = String>) -> TokenStream {
    let docs = docs(text);
    let mut lines = code.map(|line| if line.is_empty() { line } else { format!(" {line}") }).peekable();
    let blank = lines.peek().map(|_| quote!(#[doc = ""]));
    quote!(#docs #blank #(#[doc = #lines])*)
}

/// The `use` items.
pub(super) fn imports(imports: &[Import]) -> Vec<TokenStream> {
    imports.iter().map(import).collect()
}

fn import(import: &Import) -> TokenStream {
    let path = import.path.iter().map(|part| ident(part));
    let names = import.names.iter().map(|name| ident(name));
    // A single name loses its braces when it is printed.
    quote!(use #(#path::)* {#(#names),*};)
}

/// A type.
pub(super) fn rust_type(rust_type: &RustType) -> TokenStream {
    type_text(rust_type).parse().unwrap_or_default()
}

/// A type as text.
pub(super) fn type_text(rust_type: &RustType) -> String {
    rust_type.text(&path_text)
}

fn path_text(path: &ItemPath) -> String {
    let whole: Vec<&str> = path.qualified.iter().map(String::as_str).chain([path.name.as_str()]).collect();
    whole.join("::")
}

/// The path of a generated type.
pub(super) fn item_path(path: &ItemPath) -> TokenStream {
    path_text(path).parse().unwrap_or_default()
}

/// An argument: its name and what it takes.
pub(super) fn argument(argument: &Argument) -> TokenStream {
    let name = ident(argument.name.as_str());
    let takes = takes(&argument.takes);
    quote!(#name: #takes)
}

/// What an argument takes.
pub(super) fn takes(taken: &Takes) -> TokenStream {
    match taken {
        Takes::Into(target) => {
            let target = rust_type(target);
            quote!(impl Into<#target>)
        }
        Takes::Owned(owned) => rust_type(owned),
        Takes::Reference(target) => {
            let target = rust_type(target);
            quote!(&#target)
        }
        Takes::Text => quote!(&str),
        Takes::Slice(items) => {
            let items = rust_type(items);
            quote!(&[#items])
        }
        Takes::Optional(inner) => {
            let inner = takes(inner);
            quote!(Option<#inner>)
        }
    }
}

/// A value that is handed on.
pub(super) fn value(value: &Value) -> TokenStream {
    let of = value.of.iter().map(|of| ident(of.as_str()));
    let name = ident(value.name.as_str());
    handed_on(&quote!(#(#of.)* #name), value.by)
}

/// `value`, as it is handed on.
pub(super) fn handed_on(value: &TokenStream, by: By) -> TokenStream {
    match by {
        By::Move => value.clone(),
        By::Borrow => quote!(&#value),
        By::Into => quote!(#value.into()),
        By::Text => quote!(#value.to_string()),
        By::Clone => quote!(#value.clone()),
        By::AsRef => quote!(#value.as_ref()),
        By::Boxed => quote!(Box::new(#value)),
        By::Joined => quote!(client_runtime::joined(&#value)),
        By::JoinedOptional => quote!(#value.as_deref().map(client_runtime::joined)),
        By::Flattened => quote!(#value.iter().flatten()),
    }
}
