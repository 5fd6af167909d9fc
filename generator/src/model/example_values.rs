//! Values for the examples in the docs: what the docs show, as an expression of the type that is asked for.

use std::collections::BTreeMap;

use super::rust::{
    Argument, Expression, Item, ItemPath, Module, OpenEnum, Purpose, RustType, Struct, StructField, Takes,
    Union, Variants,
};
use super::rust_name::RustName;
use crate::diagnostic::is_unprintable;
use crate::spec::shown::{Shown as Json, shown};

/// Longer texts are not shown.
const LONGEST: usize = 40;

/// So many optional fields are shown.
const MOST_SETTERS: usize = 6;

/// Values within values are shown to this depth.
const DEEPEST: usize = 4;

/// What stands for a text that is not shown.
const ELLIPSIS: &str = "…";

/// The generated types, by module and name.
#[derive(Debug, Default)]
pub(super) struct Index(BTreeMap<(Vec<RustName>, RustName), Item>);

impl Index {
    /// The types of `modules` and those in them.
    pub(super) fn of(modules: &[Module]) -> Self {
        let mut index = Self::default();
        index.add(modules);
        index
    }

    fn add(&mut self, modules: &[Module]) {
        for module in modules {
            for item in &module.items {
                let Some(name) = item.type_name() else { continue };
                self.0.insert((module.path.clone(), name.clone()), item.clone());
            }
            self.add(&module.modules);
        }
    }
}

fn member(json: Option<&Json>, wire: &str) -> Option<Json> {
    shown(wire, json?.get(wire)?.clone())
}

/// Whether an example has a text for a field, even one that shows nothing.
fn stands(json: Option<&Json>, field: &StructField) -> bool {
    let value = json.zip(field.promise.as_ref()).and_then(|(json, promise)| json.get(&promise.wire));
    value.is_some_and(Json::is_string)
}

/// Makes values for an example in one module.
#[derive(Clone, Copy)]
pub(super) struct Values<'a> {
    pub(super) index: &'a Index,
    pub(super) module: &'a [RustName],
}

impl Values<'_> {
    /// A value of this type; none where it would never end.
    pub(super) fn of(&self, rust_type: &RustType, json: Option<&Json>) -> Option<Expression> {
        self.exact(rust_type, json, 0)
    }

    /// What is handed over where this is asked for.
    pub(super) fn taken(&self, takes: &Takes, json: Option<&Json>) -> Option<Expression> {
        self.handed(takes, json, 0)
    }

    /// A struct of parameters, each with what `shown` tells of its field; none when it is another struct.
    pub(super) fn parameters(
        &self,
        path: &ItemPath,
        shown: &dyn Fn(&RustName) -> Option<Json>,
    ) -> Option<Expression> {
        let (path, Item::Struct(item)) = self.item(path)? else { return None };
        match item.purpose {
            Purpose::Json | Purpose::Multipart => None,
            Purpose::Required => {
                let one = |field: &StructField| {
                    let value = self.exact(&field.rust_type, shown(&field.name).as_ref(), 1)?;
                    Some((field.name.clone(), value))
                };
                Some(Expression::Literal {
                    of: path,
                    fields: item.fields.iter().map(one).collect::<Option<_>>()?,
                })
            }
            Purpose::Options => Some(Expression::Made {
                of: path,
                new: None,
                setters: self.setters(item, &|_| false, &|field| shown(&field.name), 1),
            }),
        }
    }

    /// The type at a path that may be relative to the module, and its whole path.
    fn item(&self, path: &ItemPath) -> Option<(ItemPath, &Item)> {
        let module = if path.module.is_empty() { self.module.to_vec() } else { path.module.clone() };
        let whole = ItemPath { module: module.clone(), name: path.name.clone(), qualified: Vec::new() };
        Some((whole, self.index.0.get(&(module, path.name.clone()))?))
    }

    fn handed(&self, takes: &Takes, json: Option<&Json>, depth: usize) -> Option<Expression> {
        match takes {
            Takes::Text | Takes::Into(RustType::String | RustType::Body) => {
                Some(Expression::Text(text(json)))
            }
            Takes::Into(RustType::NumberOrString) if json.is_some_and(Json::is_string) => {
                Some(Expression::Text(text(json)))
            }
            Takes::Into(_) => Some(Expression::Number(integer(json))),
            Takes::Owned(owned) => self.exact(owned, json, depth),
            Takes::Reference(_) | Takes::Slice(_) => None,
            Takes::Optional(inner) => Some(Expression::Some(Box::new(self.handed(inner, json, depth)?))),
        }
    }

    fn exact(&self, rust_type: &RustType, json: Option<&Json>, depth: usize) -> Option<Expression> {
        if depth > DEEPEST {
            return None;
        }
        let inner = |rust_type: &RustType, json| self.exact(rust_type, json, depth + 1).map(Box::new);
        match rust_type {
            RustType::String => Some(Expression::Owned(text(json))),
            RustType::Integer => Some(Expression::Integer(integer(json))),
            RustType::Boolean => Some(Expression::Boolean(boolean(json))),
            RustType::NumberOrString if json.is_some_and(Json::is_string) => {
                Some(Expression::Converted(Box::new(Expression::Text(text(json)))))
            }
            RustType::Number | RustType::NumberOrString => {
                Some(Expression::Converted(Box::new(Expression::Number(integer(json)))))
            }
            RustType::Json => Some(Expression::Json(text(json))),
            RustType::List(items) => match json.and_then(|list| list.get(0)) {
                Some(first) => Some(Expression::List(vec![self.exact(items, Some(first), depth + 1)?])),
                None => Some(Expression::List(Vec::new())),
            },
            RustType::Map(_) => Some(Expression::Default),
            RustType::Optional(value) => match json {
                Some(json) => Some(Expression::Some(inner(value, Some(json))?)),
                None => Some(Expression::None),
            },
            RustType::Boxed(value) => Some(Expression::Boxed(inner(value, json)?)),
            RustType::File => Some(Expression::File),
            RustType::Multipart => Some(Expression::Multipart),
            RustType::Body => Some(Expression::Converted(Box::new(Expression::Text(text(json))))),
            RustType::Unit | RustType::Enveloped(_) | RustType::Download => None,
            RustType::Item(path) => match self.item(path)? {
                (path, Item::Struct(item)) => self.structure(path, item, json, depth),
                (path, Item::OpenEnum(item)) => Some(listed(path, item, json)),
                (path, Item::Union(item)) => self.union(&path, item, json, depth),
                (_, Item::Alias(item)) => self.exact(&item.rust_type, json, depth),
                (_, Item::Function(_) | Item::Statuses(_)) => None,
            },
        }
    }

    /// `new` with what is required, then what the docs show of the rest.
    fn structure(
        &self,
        of: ItemPath,
        item: &Struct,
        json: Option<&Json>,
        depth: usize,
    ) -> Option<Expression> {
        let shown = |field: &StructField| member(json, &field.promise.as_ref()?.wire);
        let new = match &item.constructor {
            None if item.default => None,
            None => return None,
            Some(constructor) => {
                let argument = |argument: &Argument| {
                    let (name, value) = constructor
                        .filled
                        .iter()
                        .find(|(_, value)| value.of.as_ref().unwrap_or(&value.name) == &argument.name)?;
                    if value.of.is_some() {
                        return self.required(argument, item, &shown, depth);
                    }
                    let field = item.fields.iter().find(|field| field.name == *name)?;
                    match &field.rust_type {
                        RustType::Optional(_) => {
                            self.exact(&field.rust_type, shown(field).as_ref(), depth + 1)
                        }
                        _ => self.handed(&argument.takes, shown(field).as_ref(), depth + 1),
                    }
                };
                Some(constructor.arguments.iter().map(argument).collect::<Option<Vec<_>>>()?)
            }
        };
        let stands = |field: &StructField| stands(json, field);
        let setters = self.setters(item, &stands, &shown, depth + 1);
        Some(Expression::Made { of, new, setters })
    }

    /// The struct of all that `new` asks for.
    fn required(
        &self,
        argument: &Argument,
        around: &Struct,
        shown: &dyn Fn(&StructField) -> Option<Json>,
        depth: usize,
    ) -> Option<Expression> {
        let Takes::Owned(RustType::Item(path)) = &argument.takes else { return None };
        let (of, Item::Struct(item)) = self.item(path)? else { return None };
        let one = |field: &StructField| {
            let known = around.fields.iter().find(|other| other.name == field.name)?;
            Some((field.name.clone(), self.exact(&field.rust_type, shown(known).as_ref(), depth + 1)?))
        };
        Some(Expression::Literal { of, fields: item.fields.iter().map(one).collect::<Option<_>>()? })
    }

    /// The setters of what the docs show, and of texts that `stand` there with a value that shows nothing.
    fn setters(
        &self,
        item: &Struct,
        stand: &dyn Fn(&StructField) -> bool,
        shown: &dyn Fn(&StructField) -> Option<Json>,
        depth: usize,
    ) -> Vec<(RustName, Expression)> {
        let set = item.setters.iter().filter_map(|setter| {
            let field = item.fields.iter().find(|field| field.name == setter.field)?;
            let json = shown(field);
            let is_shown = !matches!(&setter.takes, Takes::Owned(RustType::Json | RustType::Map(_)))
                && (json.is_some() || stand(field));
            let value = self.handed(&setter.takes, json.as_ref(), depth).filter(|_| is_shown)?;
            Some((setter.name.clone(), value))
        });
        set.take(MOST_SETTERS).collect()
    }

    fn union(&self, of: &ItemPath, item: &Union, json: Option<&Json>, depth: usize) -> Option<Expression> {
        let fits = |held: &RustType| match json {
            Some(Json::String(_)) => matches!(held, RustType::String),
            Some(Json::Bool(_)) => matches!(held, RustType::Boolean),
            Some(Json::Number(_)) => matches!(held, RustType::Integer | RustType::Number),
            Some(Json::Array(_)) => matches!(held, RustType::List(_)),
            Some(Json::Object(_)) => {
                matches!(held, RustType::Item(_) | RustType::Boxed(_) | RustType::Map(_))
            }
            _ => false,
        };
        let said = item.tag.as_ref().and_then(|tag| json?.get(tag)?.as_str());
        let named = item.variants.iter().find(|variant| said.is_some() && variant.tag.as_deref() == said);
        let fitting = named.or_else(|| item.variants.iter().find(|variant| fits(&variant.rust_type)));
        let json = json.filter(|_| fitting.is_some());
        let variants = fitting.into_iter().chain(&item.variants);
        variants.into_iter().find_map(|variant| {
            let held = Box::new(self.exact(&variant.rust_type, json, depth + 1)?);
            Some(Expression::Variant { of: of.clone(), name: variant.name.clone(), held: Some(held) })
        })
    }
}

/// The listed value that the docs show, or the first one.
fn listed(of: ItemPath, item: &OpenEnum, json: Option<&Json>) -> Expression {
    let (found, other) = match &item.variants {
        Variants::Integers(variants) => {
            let listed = |value| variants.iter().find(|one| one.value == value);
            let value = json.map(|_| integer(json));
            // Examples made by machine print 0 for any number.
            let found = value.map_or(variants.first(), |value| {
                listed(value).or_else(|| variants.first().filter(|_| value == 0))
            });
            (found.map(|one| &one.name), Expression::Integer(integer(json)))
        }
        Variants::Strings(variants) => {
            let value = json.and_then(Json::as_str);
            let found = variants.iter().find(|one| value.is_none_or(|value| one.value == value));
            (found.map(|one| &one.name), Expression::Owned(text(json)))
        }
    };
    match found {
        Some(name) => Expression::Variant { of, name: name.clone(), held: None },
        None => Expression::From { of, value: Box::new(other) },
    }
}

/// A text that is short and plain, or what stands for it.
fn text(json: Option<&Json>) -> String {
    let text = match json {
        Some(Json::String(text)) => text.clone(),
        Some(Json::Number(number)) => number.to_string(),
        Some(Json::Bool(boolean)) => boolean.to_string(),
        _ => String::new(),
    };
    let is_plain = |letter: char| !is_unprintable(letter) && (letter == ' ' || !letter.is_whitespace());
    let is_shown = !text.is_empty() && text.chars().count() <= LONGEST && text.chars().all(is_plain);
    if is_shown { text } else { ELLIPSIS.to_owned() }
}

fn integer(json: Option<&Json>) -> i64 {
    let shown = json.and_then(|json| json.as_i64().or_else(|| json.as_str()?.parse().ok()));
    shown.unwrap_or(1)
}

fn boolean(json: Option<&Json>) -> bool {
    let shown = json.and_then(|json| json.as_bool().or_else(|| json.as_str()?.parse().ok()));
    shown.unwrap_or(true)
}
