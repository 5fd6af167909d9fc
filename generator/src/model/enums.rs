//! Enumerations → open enums. Places with the same name and the same values are of one type.

use std::collections::BTreeMap;

use super::rust::{Item, ItemPath, OpenEnum, RustType, Variants};
use super::rust_name::RustName;
use super::site::Site;
use super::type_names::Kind;
use super::types::Types;
use super::variants;
use crate::spec::schema::{EnumScalar, EnumValue, Schema, Shape};

/// Enumerations that are not complete before every place was seen.
pub(super) type Drafts = BTreeMap<(Vec<RustName>, RustName), Draft>;

/// An enumeration, as far as the places so far show it.
#[derive(Debug)]
pub(super) struct Draft {
    integers: bool,
    values: Vec<EnumValue>,
    /// Its places in `names.yaml`.
    keys: Vec<String>,
    response_body: bool,
}

impl Types<'_> {
    /// The enum of a string or an integer with listed `values`. Integers with other words among them are either.
    pub(super) fn enumeration(&mut self, schema: &Schema, values: &[EnumValue], site: &Site) -> RustType {
        let integers = matches!(schema.shape, Shape::Integer { .. });
        if integers && !values.iter().all(|value| integer(&value.value).is_some()) {
            return RustType::NumberOrString;
        }
        if let Some(name) = self.twin(integers, values, site) {
            self.names.lock(&site.key(), &name);
            let rust_type = RustType::Item(ItemPath {
                module: site.module.clone(),
                name: name.clone(),
                qualified: Vec::new(),
            });
            self.remember(site, &rust_type);
            self.draft(name, integers, values, site);
            return rust_type;
        }
        let (name, rust_type) = self.name(site, Kind::Enumeration);
        let docs = site.whole();
        let empty = if integers { Variants::Integers(Vec::new()) } else { Variants::Strings(Vec::new()) };
        self.section(site).push(Item::OpenEnum(OpenEnum {
            docs,
            name: name.clone(),
            variants: empty,
            response_body: false,
        }));
        self.draft(name, integers, values, site);
        rust_type
    }

    /// The enum that this one is, too: the one it is locked to, or one of the same name with the same values.
    fn twin(&self, integers: bool, values: &[EnumValue], site: &Site) -> Option<RustName> {
        let locked = self.names.locked_name(&site.key());
        let in_module = self
            .drafts
            .iter()
            .filter(|((module, _), draft)| *module == site.module && draft.integers == integers);
        let mut twins = in_module.filter(|((_, name), draft)| match &locked {
            Some(locked) => name == locked,
            None => {
                site.candidates.first().is_some_and(|word| word == name.as_str())
                    && same_values(&draft.values, values)
            }
        });
        twins.next().map(|((_, name), _)| name.clone())
    }

    /// Adds what `site` shows of the enum called `name`.
    fn draft(&mut self, name: RustName, integers: bool, values: &[EnumValue], site: &Site) {
        let empty = Draft { integers, values: Vec::new(), keys: Vec::new(), response_body: false };
        let draft = self.drafts.entry((site.module.clone(), name)).or_insert(empty);
        draft.keys.push(site.key());
        draft.response_body |= site.response_body;
        for value in values {
            if !draft.values.iter().any(|other| other.value.to_string() == value.value.to_string()) {
                draft.values.push(value.clone());
            }
        }
    }

    /// Fills in the variants, now that every place was seen.
    pub(super) fn complete_enumerations(&mut self) {
        for ((module, name), draft) in std::mem::take(&mut self.drafts) {
            let gone = self.names.buried_at(&name);
            let named =
                variants::name(&draft.values, &draft.keys, &gone, self.variants, &mut self.names.diagnostics);
            let items = self
                .items
                .iter_mut()
                .filter(|((around, _), _)| *around == module)
                .flat_map(|(_, items)| items);
            for item in items {
                match item {
                    Item::OpenEnum(item) if item.name == name => {
                        item.response_body |= draft.response_body;
                        item.variants = variants::of(&named, draft.integers);
                    }
                    _ => {}
                }
            }
        }
    }
}

fn same_values(some: &[EnumValue], others: &[EnumValue]) -> bool {
    some.iter().map(|value| value.value.to_string()).eq(others.iter().map(|value| value.value.to_string()))
}

/// A value as a number.
pub(super) fn integer(value: &EnumScalar) -> Option<i64> {
    match value {
        EnumScalar::Integer(number) => Some(*number),
        EnumScalar::String(text) => text.parse().ok(),
    }
}
