//! The surface of a client: every public item, with a signature that changes when code that uses it may break.

use std::collections::BTreeMap;

use super::rust::{
    Argument, Function, Item, ItemPath, Model, Module, Purpose, RustType, Struct, StructField, Takes, Union,
    Variants,
};
use super::rust_name::RustName;

/// The path of each public item below the client's `api` module → its signature: `orders::find()` →
/// `fn(id: &str) -> Request<orders::Order>`, `orders::Order::id` → `String`. Docs are no part of it.
#[must_use]
pub fn surface(model: &Model) -> BTreeMap<String, String> {
    let mut surface = Surface::default();
    if let Some(envelope) = &model.envelope {
        surface.add("Envelope", "#[non_exhaustive] struct Envelope<T>");
        for one in &envelope.fields {
            let rust_type = if one.role == super::rust::Role::Data {
                "Option<T>".to_owned()
            } else {
                type_text(&one.field.rust_type)
            };
            surface.add(&format!("Envelope::{}", one.field.name), rust_type);
        }
        let around = super::envelope::module();
        envelope.items.iter().for_each(|item| surface.item(&around, item));
    }
    model.modules.iter().for_each(|module| surface.module(module));
    surface.0
}

/// The path of `name` in `module`.
pub(super) fn path(module: &[RustName], name: &RustName) -> String {
    module.iter().chain([name]).map(RustName::as_str).collect::<Vec<_>>().join("::")
}

/// The path of a generated type that is named in `module`: without a module of its own, it stands there, too.
pub(super) fn item_path(item: &ItemPath, module: &[RustName]) -> String {
    path(if item.module.is_empty() { module } else { &item.module }, &item.name)
}

/// What implements a trait, as a path.
pub(super) fn implementation(path: &str, name: &str) -> String {
    format!("<{path} as {name}>")
}

#[derive(Default)]
struct Surface(BTreeMap<String, String>);

impl Surface {
    fn add(&mut self, path: &str, signature: impl Into<String>) {
        self.0.insert(path.to_owned(), signature.into());
    }

    fn module(&mut self, module: &Module) {
        module.items.iter().for_each(|item| self.item(&module.path, item));
        module.modules.iter().for_each(|inner| self.module(inner));
    }

    fn item(&mut self, module: &[RustName], item: &Item) {
        match item {
            Item::Function(function) => {
                self.add(&format!("{}()", path(module, &function.name)), self::function(function, module));
            }
            Item::Struct(item) => self.structure(&path(module, &item.name), item, module),
            Item::Alias(alias) => {
                self.add(&path(module, &alias.name), format!("type = {}", type_text(&alias.rust_type)));
            }
            Item::Union(union) => self.union(&path(module, &union.name), union),
            Item::OpenEnum(item) => {
                let own = path(module, &item.name);
                let (of, names) = match &item.variants {
                    Variants::Integers(variants) => ("i64", names(variants.iter().map(|one| &one.name))),
                    Variants::Strings(variants) => ("String", names(variants.iter().map(|one| &one.name))),
                };
                self.add(&own, format!("#[non_exhaustive] enum of {of}"));
                for name in names {
                    self.add(&format!("{own}::{name}"), "variant");
                }
                self.response_body(&own, item.response_body);
            }
        }
    }

    fn structure(&mut self, own: &str, item: &Struct, module: &[RustName]) {
        // Whoever writes a struct out names all of its fields, so that one more breaks them.
        let signature = match item.purpose {
            Purpose::Required => {
                let names = names(item.fields.iter().map(|field| &field.name));
                format!("struct {{ {} }}", names.join(", "))
            }
            Purpose::Json | Purpose::Options => "#[non_exhaustive] struct".to_owned(),
        };
        self.add(own, signature);
        if item.default {
            self.add(&implementation(own, "Default"), "impl");
        }
        self.response_body(own, item.response_body);
        for StructField { name, rust_type, .. } in &item.fields {
            self.add(&format!("{own}::{name}"), type_text(rust_type));
        }
        if let Some(constructor) = &item.constructor {
            let list = arguments(&constructor.arguments, module);
            self.add(&format!("{own}::new()"), format!("fn({list}) -> Self"));
        }
        for setter in &item.setters {
            let signature = format!("fn(self, {}) -> Self", taken(&setter.takes, module));
            self.add(&format!("{own}::{}()", setter.name), signature);
        }
    }

    fn union(&mut self, own: &str, union: &Union) {
        self.add(own, "#[non_exhaustive] enum");
        for variant in &union.variants {
            self.add(&format!("{own}::{}", variant.name), format!("({})", type_text(&variant.rust_type)));
        }
        self.response_body(own, union.response_body);
    }

    fn response_body(&mut self, own: &str, is_one: bool) {
        if is_one {
            self.add(&implementation(own, "ResponseBody"), "impl");
        }
    }
}

fn names<'a>(names: impl Iterator<Item = &'a RustName>) -> Vec<String> {
    names.map(ToString::to_string).collect()
}

fn function(function: &Function, module: &[RustName]) -> String {
    format!("fn({}) -> Request<{}>", arguments(&function.arguments, module), type_text(&function.answer))
}

fn arguments(arguments: &[Argument], module: &[RustName]) -> String {
    let one = |argument: &Argument| format!("{}: {}", argument.name, taken(&argument.takes, module));
    arguments.iter().map(one).collect::<Vec<_>>().join(", ")
}

/// What an argument takes; the structs of what is asked for together stand in the same module.
fn taken(takes: &Takes, module: &[RustName]) -> String {
    let text = |rust_type: &RustType| match rust_type {
        RustType::Item(item) => item_path(item, module),
        _ => type_text(rust_type),
    };
    match takes {
        Takes::Into(target) => format!("impl Into<{}>", text(target)),
        Takes::Owned(owned) => text(owned),
        Takes::Reference(target) => format!("&{}", text(target)),
        Takes::Text => "&str".to_owned(),
        Takes::Slice(items) => format!("&[{}]", text(items)),
        Takes::Optional(inner) => format!("Option<{}>", taken(inner, module)),
    }
}

/// A type, with the whole path of every generated one.
fn type_text(rust_type: &RustType) -> String {
    rust_type.text(&|item| path(&item.module, &item.name))
}
