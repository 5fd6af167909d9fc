//! Prints an object.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{argument, docs, handed_on, ident, rust_type, takes, value};
use crate::model::rust::{
    Constructor, MultipartPart, PartKind, Purpose, RustType, Setter, Struct, StructField,
};

/// The struct of an object, and how it is made.
pub(super) fn tokens(item: &Struct) -> TokenStream {
    let definition = definition(item);
    let making = making(item);
    let name = ident(item.name.as_str());
    let response_body = item.response_body.then(|| quote!(impl ResponseBody for #name {}));
    let parts = (item.purpose == Purpose::Multipart).then(|| multipart(item));
    quote!(#definition #making #parts #response_body)
}

fn definition(item: &Struct) -> TokenStream {
    let docs = docs(&item.docs);
    let name = ident(item.name.as_str());
    let default = item.default.then(|| quote!(Default,));
    let derives = match item.purpose {
        Purpose::Json => quote!(Clone, Debug, #default PartialEq, Serialize, Deserialize),
        // The bytes of a file may be there only once.
        Purpose::Multipart => quote!(Debug, #default),
        Purpose::Required if item.fields.iter().any(|field| holds_file(&field.rust_type)) => quote!(Debug),
        Purpose::Options | Purpose::Required => quote!(Clone, Debug, #default PartialEq),
    };
    let non_exhaustive = (item.purpose != Purpose::Required).then(|| quote!(#[non_exhaustive]));
    let camel_case = item.camel_case.then(|| quote!(#[serde(rename_all = "camelCase")]));
    let fields = item.fields.iter().map(|field| self::field(field, &rust_type(&field.rust_type)));
    quote! {
        #docs
        #[derive(#derives)]
        #camel_case
        #non_exhaustive
        pub struct #name {
            #(#fields)*
        }
    }
}

fn holds_file(rust_type: &RustType) -> bool {
    match rust_type {
        RustType::File => true,
        RustType::List(inner) | RustType::Optional(inner) => holds_file(inner),
        _ => false,
    }
}

/// How a body in parts becomes them.
fn multipart(item: &Struct) -> TokenStream {
    let name = ident(item.name.as_str());
    let mut before = TokenStream::new();
    let mut parts = quote!(Self::new());
    for one in &item.parts {
        parts = if one.repeated {
            before = quote!(#before let parts = #parts;);
            repeated(one)
        } else {
            let part = part(one);
            quote!(#parts #part)
        };
    }
    quote! {
        impl From<#name> for client_runtime::Multipart {
            fn from(body: #name) -> Self {
                #before
                #parts
            }
        }
    }
}

/// `parts` with one more for each item of a list.
fn repeated(part: &MultipartPart) -> TokenStream {
    let field = ident(part.field.as_str());
    let wire = &part.wire;
    let method = ident(method(part.kind));
    let all = if part.optional {
        quote!(body.#field.into_iter().flatten())
    } else {
        quote!(body.#field.into_iter())
    };
    quote!(#all.fold(parts, |parts, one| parts.#method(#wire, one)))
}

/// The call that adds one more.
fn part(part: &MultipartPart) -> TokenStream {
    let field = ident(part.field.as_str());
    let wire = &part.wire;
    let suffix = if part.optional { "_optional" } else { "" };
    let name = ident(&format!("{}{suffix}", method(part.kind)));
    match (part.kind, part.optional) {
        (PartKind::Json, false) => quote!(.#name(#wire, &body.#field)),
        (PartKind::Json, true) => quote!(.#name(#wire, body.#field.as_ref())),
        _ => quote!(.#name(#wire, body.#field)),
    }
}

const fn method(kind: PartKind) -> &'static str {
    match kind {
        PartKind::Text => "text",
        PartKind::Json => "json",
        PartKind::File => "file",
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
