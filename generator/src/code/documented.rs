//! Prints what the docs promise of types, below everything that is read beside a page.

use std::fmt::Write as _;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::source::Source;
use super::tokens::{ident, integer, type_text};
use crate::model::rust::{
    Envelope, Item, OpenEnum, PageConstant, Promise, Purpose, Role, Struct, StructField, Union, UnionVariant,
    Variants,
};
use crate::model::rust_name::RustName;

/// Says once what the rest of the file is for.
const HEADING: &str =
    "// What the docs promise, and on which line: answers that break a promise are repaired by it.\n";

/// The promises of `items`, whose files are `pages`.
pub(super) fn print(items: &[Item], pages: &[PageConstant], source: &mut Source) {
    print_all(items.iter().filter_map(promises).collect(), pages, source);
}

/// The promises of the envelope and of the types of its fields.
pub(super) fn print_envelope(envelope: &Envelope, source: &mut Source) {
    let own = envelope.fields.iter().filter_map(|one| match one.role {
        Role::Data => field(&one.field, "Option<T>"),
        _ => field(&one.field, &type_text(&one.field.rust_type)),
    });
    let own = object("Envelope<T>", envelope.page.as_ref(), own);
    let others = envelope.items.iter().filter_map(promises);
    print_all(own.into_iter().chain(others).collect(), &envelope.pages, source);
}

fn print_all(promises: Vec<String>, pages: &[PageConstant], source: &mut Source) {
    if promises.is_empty() {
        return;
    }
    source.text(HEADING);
    source.lines(pages.iter().map(constant));
    for promise in promises {
        source.text(&promise);
    }
}

fn constant(page: &PageConstant) -> TokenStream {
    let name = ident(page.name.as_str());
    let file = &page.file;
    quote!(const #name: &str = #file;)
}

/// The call of the runtime's macro, as text: the printer knows no layout for macros.
fn promises(item: &Item) -> Option<String> {
    match item {
        Item::Struct(item) => structure(item),
        Item::OpenEnum(item) => Some(open_enum(item)),
        Item::Union(item) => Some(union(item)),
        Item::Function(_) | Item::Alias(_) | Item::Statuses(_) => None,
    }
}

fn structure(item: &Struct) -> Option<String> {
    let fields = item.fields.iter().filter_map(|one| field(one, &type_text(&one.rust_type)));
    object(item.name.as_str(), item.page.as_ref(), fields).filter(|_| item.purpose == Purpose::Json)
}

fn object(name: &str, page: Option<&RustName>, fields: impl Iterator<Item = String>) -> Option<String> {
    let fields: String = fields.collect();
    Some(format!("client_runtime::documented!(struct {name} in {} {{\n{fields}}});\n", page?))
}

fn field(field: &StructField, held: &str) -> Option<String> {
    let Promise { wire, line, elsewhere, .. } = field.promise.as_ref()?;
    let elsewhere = elsewhere.as_ref().map(|page| format!("{page}:")).unwrap_or_default();
    Some(format!("    {}: {held} => {elsewhere}{line},\n", Literal::string(wire)))
}

fn open_enum(item: &OpenEnum) -> String {
    let (of, values): (_, Vec<String>) = match &item.variants {
        Variants::Integers(variants) => {
            ("i64", variants.iter().map(|one| integer(one.value).to_string().replace(' ', "")).collect())
        }
        Variants::Strings(variants) => {
            ("String", variants.iter().map(|one| Literal::string(&one.value).to_string()).collect())
        }
    };
    let values = values.join(", ");
    format!("client_runtime::documented!(enum {} of {of} {{ {values} }});\n", item.name)
}

fn union(item: &Union) -> String {
    let mut variants = String::new();
    for (position, UnionVariant { name, tag, rust_type, .. }) in item.variants.iter().enumerate() {
        let comma = if position > 0 { ", " } else { "" };
        let tag = tag.as_ref().map(|tag| format!(" = {}", Literal::string(tag))).unwrap_or_default();
        // Writing to a string cannot fail.
        let _ = write!(variants, "{comma}{name}({}){tag}", type_text(rust_type));
    }
    let tagged_by = item.tag.as_ref().map(|tag| format!(" by {}", Literal::string(tag))).unwrap_or_default();
    format!("client_runtime::documented!(union {}{tagged_by} {{ {variants} }});\n", item.name)
}
