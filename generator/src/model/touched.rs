//! Which items of a client come from which place of the spec.

use std::collections::BTreeMap;

use super::drift::Version;
use super::modules::{self, Modules};
use super::rust::{
    Constructor, Function, Item, Model, Module, Purpose, RustType, Step, Struct, Takes, Variants,
};
use super::rust_name::RustName;
use super::surface::{implementation, item_path, path};
use super::{envelope, identifier, places, type_names, wire_names};
use crate::spec::drift;
use crate::spec::endpoint::Endpoint;
use crate::spec::place::{self, ENVELOPE};

/// A place and, where several things stand there, which of them: a listed value, or the key of a type.
pub(super) type Key = (String, String);

/// An item in which a change at a place can be seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Its path.
    pub(super) path: String,
    /// The item that is new or gone, too, when this one changes because of that place.
    pub(super) only_with: Option<String>,
}

/// The items of one client, by where they come from.
#[derive(Debug, Default)]
pub(super) struct Touched {
    /// The items at each place, the one that stands for the place first.
    pub(super) at: BTreeMap<Key, Vec<Part>>,
    /// The types, whose names people can change.
    pub(super) types: BTreeMap<Key, String>,
    /// The functions, fields and variants, whose names people can change.
    pub(super) members: BTreeMap<Key, String>,
}

impl Touched {
    /// The items of one version.
    pub(super) fn of(version: Version<'_>) -> Self {
        let Version { of: drift::Version { spec, api }, names, model } = version;
        let modules = Modules::of_groups(spec);
        let places = places::of(spec, api, &modules);
        let items = Items::of(model);
        let mut touched = Self::default();
        touched.envelope(model);
        for (key, name) in &names.types {
            let known = type_names::schemas_of(key).find_map(|place| Some((place, places.get(place)?)));
            let Some((place, module)) = known else { continue };
            // Enums of failures may stand with what all groups share.
            for module in [module, &modules::shared()] {
                let path = module.iter().map(RustName::as_str).chain([name.as_str()]);
                let own = path.collect::<Vec<_>>().join("::");
                if let Some(item) = items.types.get(&own) {
                    touched.named_type(key, place, &own, item);
                    break;
                }
            }
        }
        for (group, content) in &spec.groups {
            let module = modules.of(group);
            for endpoint in &content.endpoints {
                touched.endpoint(endpoint, &module, &items);
            }
        }
        touched
    }

    /// The place of the function or type at the beginning of an item's path.
    pub(super) fn owner(&self, path: &str) -> Option<&str> {
        let around = path.rsplit_once("::").map_or(path, |(around, _)| around);
        let own = self.members.iter().chain(&self.types).find(|(_, own)| *own == path);
        let own = own.or_else(|| self.types.iter().find(|(_, own)| *own == around));
        own.map(|((place, _), _)| place.as_str())
    }

    fn add(&mut self, place: &str, detail: &str, path: impl Into<String>) {
        let part = Part { path: path.into(), only_with: None };
        self.at.entry((place.to_owned(), detail.to_owned())).or_default().push(part);
    }

    fn envelope(&mut self, model: &Model) {
        let Some(envelope) = &model.envelope else { return };
        self.add(ENVELOPE, "", "Envelope");
        for one in &envelope.fields {
            let wire = wire_names::on_the_wire(&one.field, envelope.camel_case);
            self.member(&place::member(ENVELOPE, &wire), &format!("Envelope::{}", one.field.name));
        }
    }

    /// A field or function that stands for its place.
    fn member(&mut self, place: &str, path: &str) {
        self.add(place, "", path);
        self.members.insert((place.to_owned(), String::new()), path.to_owned());
    }

    fn named_type(&mut self, key: &str, place: &str, own: &str, item: &Item) {
        self.types.insert((place.to_owned(), key.to_owned()), own.to_owned());
        match item {
            // What is in them comes from other places: fields of an object, or parameters.
            Item::Struct(item) if item.purpose != Purpose::Json => {}
            Item::Struct(item) => {
                self.whole(place, own);
                self.fields(place, own, item);
            }
            Item::OpenEnum(item) => {
                self.whole(place, own);
                let variants: Vec<(String, &RustName)> = match &item.variants {
                    Variants::Integers(list) => {
                        list.iter().map(|one| (one.value.to_string(), &one.name)).collect()
                    }
                    Variants::Strings(list) => {
                        list.iter().map(|one| (one.value.clone(), &one.name)).collect()
                    }
                };
                for (wire, name) in variants {
                    let path = format!("{own}::{name}");
                    self.add(place, &wire, path.clone());
                    self.members.insert((place.to_owned(), wire), path);
                }
            }
            Item::Union(item) => {
                self.whole(place, own);
                item.variants.iter().for_each(|one| self.add(place, "", format!("{own}::{}", one.name)));
            }
            Item::Statuses(item) => {
                self.whole(place, own);
                item.variants.iter().for_each(|one| self.add(place, "", format!("{own}::{}", one.name)));
            }
            Item::Alias(_) | Item::Function(_) => self.whole(place, own),
        }
    }

    /// A type and what it implements.
    fn whole(&mut self, place: &str, own: &str) {
        self.add(place, "", own);
        self.add(place, "", implementation(own, "ResponseBody"));
        self.add(place, "", implementation(own, "Default"));
    }

    fn fields(&mut self, place: &str, own: &str, item: &Struct) {
        let constructor = item.constructor.as_ref();
        let together = constructor.and_then(|new| {
            new.arguments.iter().find_map(|argument| match &argument.takes {
                Takes::Owned(RustType::Item(path)) if path.module.is_empty() => Some(path.name.as_str()),
                _ => None,
            })
        });
        let around = own.rsplit_once("::").map_or("", |(around, _)| around);
        for field in &item.fields {
            let place = place::member(place, &wire_names::on_the_wire(field, item.camel_case));
            self.member(&place, &format!("{own}::{}", field.name));
            for setter in item.setters.iter().filter(|setter| setter.field == field.name) {
                self.add(&place, "", format!("{own}::{}()", setter.name));
            }
            let is_asked_for = |new: &Constructor| new.filled.iter().any(|(name, _)| *name == field.name);
            if constructor.is_some_and(is_asked_for) || !matches!(field.rust_type, RustType::Optional(_)) {
                // What must be given leaves no default.
                self.add(&place, "", implementation(own, "Default"));
            }
            if constructor.is_some_and(is_asked_for) {
                self.add(&place, "", format!("{own}::new()"));
                if let Some(together) = together {
                    self.add(&place, "", format!("{around}::{together}"));
                    self.add(&place, "", format!("{around}::{together}::{}", field.name));
                }
            }
        }
    }

    fn endpoint(&mut self, endpoint: &Endpoint, module: &[RustName], items: &Items<'_>) {
        let id = endpoint.id();
        let verb = identifier::snake(&endpoint.verb);
        let here =
            items.functions.iter().filter(|(around, _)| *around == module).map(|(_, function)| *function);
        let of_endpoint = |one: &&Function| one.path == endpoint.path && one.verb == verb;
        for (at, function) in here.filter(of_endpoint).enumerate() {
            let own = format!("{}()", path(module, &function.name));
            if at == 0 {
                self.member(&id, &own);
            } else {
                self.add(&id, "", own.clone());
            }
            self.function(endpoint, function, &own, (module, items));
        }
    }

    fn function(
        &mut self,
        endpoint: &Endpoint,
        function: &Function,
        own: &str,
        (module, items): (&[RustName], &Items<'_>),
    ) {
        let id = endpoint.id();
        self.add(&format!("{id} request"), "", own);
        for response in &endpoint.responses {
            self.add(&place::response(&id, response.status), "", own);
        }
        for parameter in &endpoint.parameters {
            let (location, wire) = (parameter.location.word(), &parameter.field.name);
            let sends =
                |step: &&Step| step.wire.as_ref() == Some(wire) && step.method.plain().starts_with(location);
            let place = place::parameter(&id, parameter.location, wire);
            // What authentication fills, and what is not sent, is no part of the function.
            if let Some(step) = function.steps.iter().find(sends) {
                self.parameter(&place, own, step, (module, function), items);
            }
        }
    }

    fn parameter(
        &mut self,
        place: &str,
        own: &str,
        step: &Step,
        (module, function): (&[RustName], &Function),
        items: &Items<'_>,
    ) {
        let argument =
            step.value.of.as_ref().and_then(|of| function.arguments.iter().find(|one| one.name == *of));
        let together = argument.and_then(|argument| match &argument.takes {
            Takes::Owned(RustType::Item(item)) | Takes::Reference(RustType::Item(item)) => {
                Some(item_path(item, module))
            }
            _ => None,
        });
        let Some(together) = together else { return self.add(place, "", own) };
        self.member(place, &format!("{together}::{}", step.value.name));
        if let Some(Item::Struct(item)) = items.types.get(&together) {
            for setter in item.setters.iter().filter(|setter| setter.field == step.value.name) {
                self.add(place, "", format!("{together}::{}()", setter.name));
            }
        }
        self.add(place, "", together.clone());
        self.add(place, "", implementation(&together, "Default"));
        let part = Part { path: own.to_owned(), only_with: Some(together) };
        self.at.entry((place.to_owned(), String::new())).or_default().push(part);
    }
}

/// Everything a client holds, by path.
#[derive(Default)]
struct Items<'a> {
    types: BTreeMap<String, &'a Item>,
    functions: Vec<(&'a [RustName], &'a Function)>,
}

impl<'a> Items<'a> {
    fn of(model: &'a Model) -> Self {
        let mut items = Self::default();
        model.modules.iter().for_each(|module| items.module(module));
        for item in model.envelope.iter().flat_map(|envelope| &envelope.items) {
            items.item(&envelope::module(), item);
        }
        items
    }

    fn module(&mut self, module: &'a Module) {
        for item in &module.items {
            match item {
                Item::Function(function) => self.functions.push((&module.path, function)),
                item => self.item(&module.path, item),
            }
        }
        module.modules.iter().for_each(|inner| self.module(inner));
    }

    fn item(&mut self, module: &[RustName], item: &'a Item) {
        let Some(name) = item.type_name() else { return };
        self.types.insert(path(module, name), item);
    }
}
