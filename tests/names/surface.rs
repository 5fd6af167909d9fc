//! What callers of a client see: every public item with its signature.

use std::collections::BTreeMap;

use generator::model::Model;
use generator::model::rust::{
    Argument, Constructor, Function, Item, Module, OpenEnum, Purpose, RustType, Struct, Takes, Union,
    Variants,
};

/// What is public: `field shop::Order.userId` → its name, and what else its users depend on.
pub(crate) type Surface = BTreeMap<String, (String, String)>;

/// The public items of a client. Docs are left out.
pub(crate) fn of(model: &Model) -> Surface {
    let mut surface = Surface::new();
    model.modules.iter().for_each(|module| add_module(module, &mut surface));
    if let Some(envelope) = &model.envelope {
        for field in &envelope.fields {
            let wire = wire(field.field.rename.as_ref(), field.field.name.plain(), envelope.camel_case);
            let name = field.field.name.to_string();
            surface.insert(format!("field Envelope.{wire}"), (name, shown(&field.field.rust_type)));
        }
        envelope.items.iter().for_each(|item| add(item, "envelope", &mut surface));
    }
    surface
}

/// Items of `before` that `after` has not, or not so.
pub(crate) fn lost(before: &Surface, after: &Surface) -> Vec<String> {
    let kept = |key: &String, value| after.get(key) == Some(value);
    let lost = before.iter().filter(|(key, value)| !kept(key, value));
    lost.map(|(key, value)| format!("{key}: {value:?} is now {:?}", after.get(key))).collect()
}

/// The types of `before`, other than the options of a call that may all come to be demanded, whose name `after` does not know any more.
pub(crate) fn forgotten(before: &Surface, after: &Surface) -> Vec<String> {
    const KINDS: [&str; 4] = ["struct ", "enum ", "union ", "type "];
    let path = |key: &str| KINDS.iter().find_map(|kind| key.strip_prefix(kind)).map(str::to_owned);
    let paths = before.keys().filter_map(|key| path(key));
    paths.filter(|path| !KINDS.iter().any(|kind| after.contains_key(&format!("{kind}{path}")))).collect()
}

/// Items that both have, but under different names; functions that only `before` has, unless they are `gone`.
pub(crate) fn renamed(before: &Surface, after: &Surface, gone: &[String]) -> Vec<String> {
    let mut renamed = Vec::new();
    for (key, (name, _)) in before {
        match after.get(key) {
            Some((other, _)) if other != name => renamed.push(format!("{key}: {name} is now {other}")),
            None if key.starts_with("fn ") && !gone.contains(key) => renamed.push(format!("{key} is gone")),
            _ => {}
        }
    }
    renamed
}

fn add_module(module: &Module, surface: &mut Surface) {
    let path: Vec<_> = module.path.iter().map(ToString::to_string).collect();
    module.items.iter().for_each(|item| add(item, &path.join("::"), surface));
    module.modules.iter().for_each(|inner| add_module(inner, surface));
}

fn add(item: &Item, module: &str, surface: &mut Surface) {
    match item {
        Item::Function(item) => add_function(item, module, surface),
        Item::Struct(item) => add_struct(item, &format!("{module}::{}", item.name), surface),
        Item::OpenEnum(item) => add_enum(item, &format!("{module}::{}", item.name), surface),
        Item::Union(item) => add_union(item, &format!("{module}::{}", item.name), surface),
        Item::Statuses(item) => {
            for one in &item.variants {
                let path = format!("status {module}::{}::{:?}", item.name, one.status);
                surface.insert(path, (one.name.to_string(), shown(&one.rust_type)));
            }
        }
        Item::Alias(item) => {
            surface.insert(format!("type {module}::{}", item.name), (String::new(), shown(&item.rust_type)));
        }
    }
}

fn add_function(item: &Function, module: &str, surface: &mut Surface) {
    let id = format!("{} {}", item.verb.plain().to_uppercase(), item.path);
    let signature = format!("({}) -> {}", arguments(&item.arguments), shown(&item.answer));
    surface.insert(format!("fn {id}"), (format!("{module}::{}", item.name), signature));
    for step in &item.steps {
        let wire = step.wire.as_deref().unwrap_or_default();
        let value = format!("{:?}.{}", step.value.of.as_ref().map(ToString::to_string), step.value.name);
        let location = step.method.as_str().trim_end_matches("_optional");
        surface.insert(format!("{id} sends {location} {wire}"), (step.value.name.to_string(), value));
    }
}

fn add_struct(item: &Struct, path: &str, surface: &mut Surface) {
    let kind = if item.purpose == Purpose::Options { "options" } else { "struct" };
    surface.insert(format!("{kind} {path}"), (String::new(), format!("{:?} {}", item.purpose, item.default)));
    for field in &item.fields {
        let wire = wire(field.rename.as_ref(), field.name.plain(), item.camel_case);
        surface.insert(format!("field {path}.{wire}"), (field.name.to_string(), shown(&field.rust_type)));
    }
    if let Some(Constructor { arguments: taken, .. }) = &item.constructor {
        surface.insert(format!("{path}::new"), (String::new(), arguments(taken)));
    }
    for setter in &item.setters {
        let takes = taken(&setter.takes);
        surface.insert(format!("setter {path}.{}", setter.field), (setter.name.to_string(), takes));
    }
}

fn add_enum(item: &OpenEnum, path: &str, surface: &mut Surface) {
    let variants: Vec<(String, String)> = match &item.variants {
        Variants::Integers(all) => {
            all.iter().map(|one| (one.value.to_string(), one.name.to_string())).collect()
        }
        Variants::Strings(all) => all.iter().map(|one| (one.value.clone(), one.name.to_string())).collect(),
    };
    surface.insert(format!("enum {path}"), Default::default());
    for (value, name) in variants {
        surface.insert(format!("variant {path} {value}"), (name, String::new()));
    }
}

fn add_union(item: &Union, path: &str, surface: &mut Surface) {
    surface.insert(format!("union {path}"), Default::default());
    for variant in &item.variants {
        // An object that grows is boxed one day; its name and fields stay.
        let held = match &variant.rust_type {
            RustType::Boxed(inner) => inner,
            other => other,
        };
        surface.insert(format!("shape {path} {}", shown(held)), (variant.name.to_string(), String::new()));
    }
}

/// A field's name on the wire.
fn wire(rename: Option<&String>, name: &str, camel_case: bool) -> String {
    let camel = || {
        let mut words = name.split('_').filter(|word| !word.is_empty());
        let first = words.next().unwrap_or_default().to_owned();
        words.fold(first, |camel, word| {
            let (start, rest) = word.split_at(word.chars().next().map_or(0, char::len_utf8));
            camel + &start.to_ascii_uppercase() + rest
        })
    };
    rename.cloned().unwrap_or_else(|| if camel_case { camel() } else { name.to_owned() })
}

fn arguments(arguments: &[Argument]) -> String {
    let shown = arguments.iter().map(|argument| format!("{}: {}", argument.name, taken(&argument.takes)));
    shown.collect::<Vec<_>>().join(", ")
}

fn taken(takes: &Takes) -> String {
    match takes {
        Takes::Into(inner) => format!("impl Into<{}>", shown(inner)),
        Takes::Owned(inner) => shown(inner),
        Takes::Reference(inner) => format!("&{}", shown(inner)),
        Takes::Slice(inner) => format!("&[{}]", shown(inner)),
        Takes::Text => "&str".to_owned(),
        Takes::Optional(inner) => format!("Option<{}>", taken(inner)),
    }
}

/// A type, with the whole path of what is generated.
fn shown(rust_type: &RustType) -> String {
    match rust_type {
        RustType::List(inner) => format!("Vec<{}>", shown(inner)),
        RustType::Map(inner) => format!("Map<{}>", shown(inner)),
        RustType::Optional(inner) => format!("Option<{}>", shown(inner)),
        RustType::Boxed(inner) => format!("Box<{}>", shown(inner)),
        RustType::Enveloped(inner) => format!("Envelope<{}>", shown(inner)),
        RustType::Item(path) => {
            let module: Vec<_> = path.module.iter().map(ToString::to_string).collect();
            format!("{}::{}", module.join("::"), path.name)
        }
        plain => format!("{plain:?}"),
    }
}
