//! Prints the object around every response.

use proc_macro2::TokenStream;
use quote::quote;

use super::source::Source;
use super::tokens::{docs, ident, imports, rust_type};
use super::{documented, print_item, structure};
use crate::model::docs::Docs;
use crate::model::rust::{Envelope, EnvelopeField, Role};

/// The file of the envelope.
pub(super) fn print(envelope: &Envelope) -> String {
    let mut source = Source::new(&Docs::new().say("The object around every response."));
    source.lines(imports(&envelope.imports));
    source.items(definition(envelope));
    source.items(parts(envelope));
    for item in &envelope.items {
        print_item(item, &mut source);
    }
    documented::print_envelope(envelope, &mut source);
    source.finish()
}

fn definition(envelope: &Envelope) -> TokenStream {
    let docs = docs(&envelope.docs);
    let camel_case = envelope.camel_case.then(|| quote!(#[serde(rename_all = "camelCase")]));
    let fields = envelope.fields.iter().map(field);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #camel_case
        #[non_exhaustive]
        pub struct Envelope<T> {
            #(#fields)*
        }
    }
}

fn field(field: &EnvelopeField) -> TokenStream {
    match field.role {
        Role::Data => structure::field(&field.field, &quote!(Option<T>)),
        _ => structure::field(&field.field, &rust_type(&field.field.rust_type)),
    }
}

/// A type of the API may be called `Documented`; the other names are reserved.
fn parts(envelope: &Envelope) -> TokenStream {
    let heads = envelope.fields.iter().filter_map(head);
    let data: Vec<_> = envelope
        .fields
        .iter()
        .filter(|field| field.role == Role::Data)
        .map(|field| ident(field.field.name.as_str()))
        .collect();
    quote! {
        impl<T: DeserializeOwned + client_runtime::Documented> ResponseBody for Envelope<T> {
            fn head(&self) -> Head<'_> {
                Head::new() #(#heads)*
            }
        }

        impl<T: DeserializeOwned + client_runtime::Documented> Enveloped for Envelope<T> {
            type Data = T;

            fn data(&self) -> Option<&T> {
                #(self.#data.as_ref())*
            }

            fn into_data(self) -> Option<T> {
                #(self.#data)*
            }
        }
    }
}

/// What a field tells the runtime about the call.
fn head(field: &EnvelopeField) -> Option<TokenStream> {
    let name = ident(field.field.name.as_str());
    match field.role {
        Role::Code => Some(quote!(.code(self.#name.as_ref()))),
        Role::Message => Some(quote!(.message(self.#name.as_ref()))),
        Role::RequestId => Some(quote!(.request_id(self.#name.as_ref()))),
        Role::Data | Role::Other => None,
    }
}
