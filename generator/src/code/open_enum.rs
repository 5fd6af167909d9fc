//! Prints an enumeration that keeps values it does not know.

use proc_macro2::TokenStream;
use quote::quote;

use super::tokens::{docs, ident, integer};
use crate::model::rust::{OpenEnum, Variant, Variants};

/// The enum and its conversions.
pub(super) fn tokens(item: &OpenEnum) -> TokenStream {
    let conversions = match &item.variants {
        Variants::Integers(variants) => integers(item, variants),
        Variants::Strings(variants) => strings(item, variants),
    };
    let name = ident(item.name.as_str());
    let response_body = item.response_body.then(|| quote!(impl ResponseBody for #name {}));
    quote!(#conversions #response_body)
}

fn integers(item: &OpenEnum, variants: &[Variant<i64>]) -> TokenStream {
    let docs = docs(&item.docs);
    let name = ident(item.name.as_str());
    let listed = variants.iter().map(listed);
    let names: Vec<_> = variants.iter().map(|variant| ident(variant.name.as_str())).collect();
    let values: Vec<_> = variants.iter().map(|variant| integer(variant.value)).collect();
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(from = "i64", into = "i64")]
        #[non_exhaustive]
        pub enum #name {
            #(#listed)*
            /// Any other value; never one of those above.
            Other(i64),
        }

        impl From<i64> for #name {
            fn from(value: i64) -> Self {
                match value {
                    #(#values => Self::#names,)*
                    other => Self::Other(other),
                }
            }
        }

        impl From<#name> for i64 {
            fn from(value: #name) -> Self {
                match value {
                    #(#name::#names => #values,)*
                    #name::Other(other) => other,
                }
            }
        }

        impl fmt::Display for #name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                i64::from(*self).fmt(formatter)
            }
        }
    }
}

fn strings(item: &OpenEnum, variants: &[Variant<String>]) -> TokenStream {
    let docs = docs(&item.docs);
    let name = ident(item.name.as_str());
    let listed = variants.iter().map(listed);
    let names: Vec<_> = variants.iter().map(|variant| ident(variant.name.as_str())).collect();
    let values: Vec<_> = variants.iter().map(|variant| &variant.value).collect();
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(from = "String", into = "String")]
        #[non_exhaustive]
        pub enum #name {
            #(#listed)*
            /// Any other value; never one of those above.
            Other(String),
        }

        impl #name {
            /// The value on the wire.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    #(Self::#names => #values,)*
                    Self::Other(other) => other,
                }
            }
        }

        impl From<String> for #name {
            fn from(value: String) -> Self {
                match value.as_str() {
                    #(#values => Self::#names,)*
                    _ => Self::Other(value),
                }
            }
        }

        impl From<#name> for String {
            fn from(value: #name) -> Self {
                match value {
                    #name::Other(other) => other,
                    listed => listed.as_str().to_owned(),
                }
            }
        }

        impl fmt::Display for #name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.as_str().fmt(formatter)
            }
        }
    }
}

fn listed<T>(variant: &Variant<T>) -> TokenStream {
    let docs = docs(&variant.docs);
    let name = ident(variant.name.as_str());
    quote!(#docs #name,)
}
