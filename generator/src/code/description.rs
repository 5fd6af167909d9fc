//! Prints the facts about the API that the runtime needs.

use proc_macro2::TokenStream;
use quote::quote;

use super::source::Source;
use super::tokens::integer;
use crate::model::docs::Docs;
use crate::model::rust::Description;
use crate::spec::api::{
    Authentication, Carrier, Digest, Encoding, EnvelopeRoles, In, Ingredient, SignatureRecipe, TimestampUnit,
};

/// The file of the description.
pub(super) fn print(description: &Description) -> String {
    let mut source = Source::new(
        &Docs::new().say("The facts about the API that stand on no page, as constant data for the runtime."),
    );
    source.items(api(description));
    source.finish()
}

fn api(description: &Description) -> TokenStream {
    let name = &description.name;
    let base_url = option(description.base_url.as_ref());
    let environment = &description.environment;
    let signing = option(description.authentication.as_ref().map(signing));
    let envelope = option(description.envelope.as_ref().map(envelope));
    quote! {
        /// Where the API lives, how calls are authenticated and how answers are wrapped.
        pub static API: client_runtime::Api = client_runtime::Api {
            name: #name,
            base_url: #base_url,
            servers: &[],
            environment: #environment,
            signing: #signing,
            envelope: #envelope,
        };
    }
}

fn signing(authentication: &Authentication) -> TokenStream {
    let fields = authentication.carriers().map(|(place, one)| carrier(one, &quote_place(place)));
    let signature = option(authentication.signature.as_ref().map(signature));
    let timestamp = match authentication.timestamp_unit {
        TimestampUnit::Seconds => quote!(Seconds),
        TimestampUnit::Milliseconds => quote!(Milliseconds),
    };
    let nonce_length = integer(i64::from(authentication.nonce_length));
    quote! {
        client_runtime::Signing {
            fields: &[#(#fields,)*],
            signature: #signature,
            timestamp: client_runtime::TimestampUnit::#timestamp,
            nonce_length: #nonce_length,
        }
    }
}

fn quote_place(place: In) -> TokenStream {
    match place {
        In::Query => quote!(Query),
        In::Cookie => quote!(Cookie),
        In::Header | In::Path => quote!(Header),
    }
}

fn carrier(carrier: &Carrier, place: &TokenStream) -> TokenStream {
    let name = &carrier.name;
    let prefix = Some(&carrier.prefix)
        .filter(|prefix| !prefix.is_empty())
        .map(|prefix| quote!(client_runtime::Part::Literal(#prefix),));
    let value = match &carrier.carries {
        Ingredient::Basic(user, password) => basic(user, password),
        other => part(other),
    };
    let required = !carrier.optional;
    quote! {
        client_runtime::Authentication {
            place: client_runtime::Place::#place,
            name: #name,
            value: &[#prefix #value],
            required: #required,
        }
    }
}

fn signature(recipe: &SignatureRecipe) -> TokenStream {
    let parts = recipe.parts.iter().map(part);
    let joiner = &recipe.joiner;
    let digest = match (recipe.digest, &recipe.key) {
        (Digest::Md5, None) => quote!(Md5),
        (Digest::Sha256, None) => quote!(Sha256),
        (Digest::Md5, Some(key)) => quote!(HmacMd5 { key: #key }),
        (Digest::Sha256, Some(key)) => quote!(HmacSha256 { key: #key }),
    };
    let encoding = match recipe.encoding {
        Encoding::LowerHex => quote!(LowerHex),
        Encoding::UpperHex => quote!(UpperHex),
    };
    quote! {
        client_runtime::Signature {
            parts: &[#(#parts),*],
            joiner: #joiner,
            digest: client_runtime::Digest::#digest,
            encoding: client_runtime::Encoding::#encoding,
        }
    }
}

fn basic(user: &str, password: &str) -> TokenStream {
    quote! {
        client_runtime::Part::Literal("Basic "),
        client_runtime::Part::Base64(&[
            client_runtime::Part::Credential(#user),
            client_runtime::Part::Literal(":"),
            client_runtime::Part::Credential(#password),
        ])
    }
}

fn part(ingredient: &Ingredient) -> TokenStream {
    let part = match ingredient {
        Ingredient::Credential(name) | Ingredient::Basic(name, _) => quote!(Credential(#name)),
        Ingredient::Timestamp => quote!(Timestamp),
        Ingredient::Nonce => quote!(Nonce),
        Ingredient::Signature => quote!(Signature),
        Ingredient::Verb => quote!(Method),
        Ingredient::Path => quote!(Path),
        Ingredient::Query => quote!(Query),
        Ingredient::Body => quote!(Body),
        Ingredient::Literal(text) => quote!(Literal(#text)),
    };
    quote!(client_runtime::Part::#part)
}

fn envelope(roles: &EnvelopeRoles) -> TokenStream {
    let EnvelopeRoles { code, success, message, request_id, data, .. } = roles;
    let message = option(message.as_ref());
    let request_id = option(request_id.as_ref());
    quote! {
        client_runtime::EnvelopeFields {
            code: #code,
            message: #message,
            request_id: #request_id,
            data: #data,
            success: &[#(#success),*],
        }
    }
}

fn option(value: Option<impl quote::ToTokens>) -> TokenStream {
    value.map_or_else(|| quote!(None), |value| quote!(Some(#value)))
}
