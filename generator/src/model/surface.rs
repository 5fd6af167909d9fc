//! The surface of a client: every public item, with a signature that changes when code that uses it may break.

use std::collections::BTreeMap;

use super::rust::{
    Argument, Item, ItemPath, Model, Module, Purpose, RustType, Struct, StructField, Takes, Union, Value,
    Variants,
};
use super::rust_name::RustName;
use super::wire_names;

/// The path of each public item below the client's `api` module → its signature: `orders::find()` →
/// `fn(id: &str) -> Request<orders::Order>`, `orders::Order::id` → `String`. Docs are no part of it.
#[must_use]
pub fn surface(model: &Model) -> BTreeMap<String, String> {
    printed(model, false)
}

/// The same with every argument called what it is on the wire: Rust tells arguments by their order, so that another
/// name of one breaks nobody.
pub(super) fn surface_by_wire(model: &Model) -> BTreeMap<String, String> {
    printed(model, true)
}

fn printed(model: &Model, by_wire: bool) -> BTreeMap<String, String> {
    let mut surface = Surface { items: BTreeMap::new(), by_wire };
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
    surface.items
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

struct Surface {
    items: BTreeMap<String, String>,
    /// Whether arguments are called what they are on the wire.
    by_wire: bool,
}

impl Surface {
    fn add(&mut self, path: &str, signature: impl Into<String>) {
        self.items.insert(path.to_owned(), signature.into());
    }

    fn module(&mut self, module: &Module) {
        module.items.iter().for_each(|item| self.item(&module.path, item));
        module.modules.iter().for_each(|inner| self.module(inner));
    }

    fn item(&mut self, module: &[RustName], item: &Item) {
        match item {
            Item::Function(function) => {
                let list = self.arguments(&function.arguments, module, |argument| {
                    let step = function.steps.iter().find(|step| is(&step.value, argument))?;
                    step.wire.clone()
                });
                let signature = format!("fn({list}) -> Request<{}>", type_text(&function.answer));
                self.add(&format!("{}()", path(module, &function.name)), signature);
            }
            Item::Struct(item) => self.structure(&path(module, &item.name), item, module),
            Item::Alias(alias) => {
                self.add(&path(module, &alias.name), format!("type = {}", type_text(&alias.rust_type)));
            }
            Item::Statuses(item) => {
                let own = path(module, &item.name);
                self.add(&own, "#[non_exhaustive] enum");
                for one in &item.variants {
                    self.add(&format!("{own}::{}", one.name), format!("({})", type_text(&one.rust_type)));
                }
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
            Purpose::Json | Purpose::Multipart | Purpose::Options => "#[non_exhaustive] struct".to_owned(),
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
            let list = self.arguments(&constructor.arguments, module, |argument| {
                let (field, _) = constructor.filled.iter().find(|(_, value)| is(value, argument))?;
                let field = item.fields.iter().find(|one| one.name == *field)?;
                Some(wire_names::on_the_wire(field, item.camel_case))
            });
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

    /// `wire` tells what an argument is on the wire, where it is one value.
    fn arguments(
        &self,
        arguments: &[Argument],
        module: &[RustName],
        wire: impl Fn(&Argument) -> Option<String>,
    ) -> String {
        let one = |argument: &Argument| {
            let name =
                if self.by_wire { wire(argument).unwrap_or_default() } else { argument.name.to_string() };
            format!("{name}: {}", taken(&argument.takes, module))
        };
        arguments.iter().map(one).collect::<Vec<_>>().join(", ")
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

/// Whether a value is this argument, whole.
fn is(value: &Value, argument: &Argument) -> bool {
    value.of.is_none() && value.name == argument.name
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
