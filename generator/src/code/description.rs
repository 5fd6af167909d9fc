//! Prints the facts about the API that the runtime needs.

use proc_macro2::TokenStream;
use quote::quote;

use super::source::Source;
use super::tokens::integer;
use crate::model::docs::Docs;
use crate::model::rust::{AuthenticationField, Description, Server, ServerVariable, Signing};
use crate::spec::api::{Digest, Encoding, EnvelopeRoles, In, Ingredient, SignatureRecipe, TimestampUnit};

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
    let signing = option(description.signing.as_ref().map(signing));
    let servers = description.servers.iter().map(server);
    let envelope = option(description.envelope.as_ref().map(envelope));
    quote! {
        /// Where the API lives, how calls are authenticated and how answers are wrapped.
        pub static API: client_runtime::Api = client_runtime::Api {
            name: #name,
            base_url: #base_url,
            servers: &[#(#servers),*],
            environment: #environment,
            signing: #signing,
            envelope: #envelope,
        };
    }
}

fn server(server: &Server) -> TokenStream {
    let Server { name, url, variables } = server;
    let name = option(name.as_ref());
    let variables = variables.iter().map(|variable| {
        let ServerVariable { name, default, values } = variable;
        let default = option(default.as_ref());
        quote!(client_runtime::ServerVariable { name: #name, default: #default, values: &[#(#values),*] })
    });
    quote!(client_runtime::Server { name: #name, url: #url, variables: &[#(#variables),*] })
}

fn signing(signing: &Signing) -> TokenStream {
    let fields = signing.fields.iter().map(field);
    let signature = option(signing.signature.as_ref().map(signature));
    let timestamp = match signing.timestamp_unit {
        TimestampUnit::Seconds => quote!(Seconds),
        TimestampUnit::Milliseconds => quote!(Milliseconds),
    };
    let nonce_length = integer(i64::from(signing.nonce_length));
    quote! {
        client_runtime::Signing {
            fields: &[#(#fields,)*],
            signature: #signature,
            timestamp: client_runtime::TimestampUnit::#timestamp,
            nonce_length: #nonce_length,
        }
    }
}

fn field(field: &AuthenticationField) -> TokenStream {
    let AuthenticationField { name, value, required, .. } = field;
    let place = match field.place {
        In::Query => quote!(Query),
        In::Cookie => quote!(Cookie),
        // A path has no place for it; the spec never says so.
        In::Header | In::Path => quote!(Header),
    };
    let value = value.iter().map(part);
    quote! {
        client_runtime::Authentication {
            place: client_runtime::Place::#place,
            name: #name,
            value: &[#(#value),*],
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

fn part(ingredient: &Ingredient) -> TokenStream {
    let part = match ingredient {
        Ingredient::Basic(user, password) => {
            let colon = Ingredient::Literal(":".to_owned());
            let pair =
                [Ingredient::Credential(user.clone()), colon, Ingredient::Credential(password.clone())];
            let pair = pair.iter().map(self::part);
            quote!(Base64(&[#(#pair),*]))
        }
        Ingredient::Credential(name) => quote!(Credential(#name)),
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
