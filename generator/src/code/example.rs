//! Prints how an endpoint is called, as an example in its docs that compiles.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::source;
use super::tokens::{ident, imports, integer, item_path};
use crate::model::rust::{Answer, CallExample, Expression, Function};

/// The lines of the example, from fence to fence.
pub(super) fn lines(example: &CallExample, function: &Function) -> Vec<String> {
    let mut lines = vec!["# Example".to_owned(), String::new(), "```no_run".to_owned()];
    if function.deprecated.is_some() {
        lines.push("# #[expect(deprecated)]".to_owned());
    }
    lines.push(
        "# async fn example(client: &client_runtime::Client) -> client_runtime::Result<()> {".to_owned(),
    );
    let uses = imports(&example.imports);
    lines.extend(uses.iter().flat_map(source::lines_of));
    lines.push(String::new());
    lines.extend(body(&calls(example, function)));
    lines.extend(["# Ok(())", "# }", "```"].map(str::to_owned));
    lines
}

/// The lines of statements, laid out as in a function.
fn body(statements: &TokenStream) -> Vec<String> {
    let mut lines = source::lines_of(&quote!(fn example() { #statements }));
    lines.pop();
    let plain = |line: &String| line.strip_prefix("    ").unwrap_or(line).to_owned();
    lines.iter().skip(1).map(plain).collect()
}

fn calls(example: &CallExample, function: &Function) -> TokenStream {
    let bindings = example.bindings.iter().map(|(name, value)| {
        let (name, value) = (ident(name.as_str()), expression(value));
        quote!(let #name = #value;)
    });
    let module = ident(example.module.as_str());
    let name = ident(function.name.as_str());
    let arguments = example.arguments.iter().map(expression);
    let sent = quote!(client.send(#module::#name(#(#arguments),*)).await?);
    let sent = match example.answer {
        Answer::Data => quote!(let data = #sent.into_data()?;),
        Answer::Bytes => quote!(let bytes = #sent.into_body().bytes().await?;),
        Answer::Body => quote!(let answer = #sent.into_body();),
        Answer::Nothing => quote!(#sent;),
    };
    quote!(#(#bindings)* #sent)
}

fn expression(one: &Expression) -> TokenStream {
    match one {
        Expression::Text(text) => quote!(#text),
        Expression::Owned(text) => quote!(#text.to_owned()),
        Expression::Integer(number) => integer(*number),
        Expression::Number(number) => any_number(*number),
        Expression::Boolean(boolean) => quote!(#boolean),
        Expression::Json(text) => quote!(client_runtime::Json::encode(#text)?),
        Expression::File => quote!(client_runtime::File::new("example.bin", "…")),
        Expression::Multipart => quote!(client_runtime::Multipart::new()),
        Expression::Default => quote!(Default::default()),
        Expression::None => quote!(None),
        Expression::Unknown => quote!(unimplemented!()),
        Expression::Reference(name) => {
            let name = ident(name.as_str());
            quote!(&#name)
        }
        Expression::Some(value) => around(&quote!(Some), value),
        Expression::Boxed(value) => around(&quote!(Box::new), value),
        Expression::Converted(value) => {
            let value = expression(value);
            quote!(#value.into())
        }
        Expression::List(items) if items.is_empty() => quote!(Vec::new()),
        Expression::List(items) => {
            let items = items.iter().map(expression);
            quote!(vec![#(#items),*])
        }
        Expression::Variant { of, name, held } => {
            let (of, name) = (item_path(of), ident(name.as_str()));
            let variant = quote!(#of::#name);
            held.as_ref().map_or(variant.clone(), |held| around(&variant, held))
        }
        Expression::From { of, value } => {
            let of = item_path(of);
            around(&quote!(#of::from), value)
        }
        Expression::Literal { of, fields } => {
            let of = item_path(of);
            let fields = fields.iter().map(|(name, value)| {
                let (name, value) = (ident(name.as_str()), expression(value));
                quote!(#name: #value)
            });
            quote!(#of { #(#fields),* })
        }
        Expression::Made { of, new, setters } => {
            let of = item_path(of);
            let new = new.as_ref().map_or(quote!(#of::default()), |arguments| {
                let arguments = arguments.iter().map(expression);
                quote!(#of::new(#(#arguments),*))
            });
            let setters = setters.iter().map(|(name, value)| {
                let (name, value) = (ident(name.as_str()), expression(value));
                quote!(.#name(#value))
            });
            quote!(#new #(#setters)*)
        }
    }
}

fn around(outer: &TokenStream, value: &Expression) -> TokenStream {
    let value = expression(value);
    quote!(#outer(#value))
}

/// A number for whoever takes several types of numbers: one that is no `i32` says that it is an `i64`.
fn any_number(number: i64) -> TokenStream {
    if i32::try_from(number).is_ok() {
        return integer(number);
    }
    let literal = Literal::i64_suffixed(number);
    quote!(#literal)
}
