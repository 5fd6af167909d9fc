//! Schemas → types. Each shape has its own file; this one chooses between them and keeps what they make.

use std::collections::{BTreeMap, BTreeSet};

use super::argument_order::ArgumentOrder;
use super::docs::Docs;
use super::enums::Drafts;
use super::field_docs::Contradictions;
use super::field_names::FieldNames;
use super::rust::{Item, ItemPath, RustType};
use super::rust_name::RustName;
use super::schemas::{SchemaId, Schemas};
use super::site::Site;
use super::type_names::{Kind, TypeNames};
use super::{all_of, identifier};
use crate::diagnostic::Diagnostic;
use crate::spec::endpoint::In;
use crate::spec::fit::Fit;
use crate::spec::schema::{Certainty, Schema, Shape};

/// Where items stand in their module: those of endpoints, then each named schema with its own.
type Section = (Vec<RustName>, Option<String>);

/// Makes types and keeps them.
#[derive(Debug)]
pub(super) struct Types<'a> {
    /// The named schemas.
    pub(super) schemas: Schemas<'a>,
    /// Compares examples with the spec.
    pub(super) fit: Fit<'a>,
    /// What the pages disagree on.
    pub(super) contradictions: Contradictions<'a>,
    /// The names of types.
    pub(super) names: TypeNames<'a>,
    /// The names of variants.
    pub(super) variants: &'a mut BTreeMap<String, BTreeMap<String, String>>,
    /// The names of fields and parameters.
    pub(super) fields: FieldNames<'a>,
    /// The order of arguments.
    pub(super) order: ArgumentOrder<'a>,
    pub(super) items: BTreeMap<Section, Vec<Item>>,
    /// The enumerations that are not complete yet.
    pub(super) drafts: Drafts,
    /// The enums of failures that are not complete yet.
    pub(super) failures: Vec<super::failures::Draft>,
    /// Whether calls prove who sends them.
    pub(super) is_signed: bool,
    /// The headers, query parameters and cookies that prove it by the docs' own words.
    pub(super) proofs: Vec<(In, String)>,
    /// The places whose types have their name.
    named: BTreeSet<String>,
    /// The named schemas that have their type, or are about to.
    known: BTreeMap<SchemaId, Option<RustType>>,
}

impl<'a> Types<'a> {
    /// No types yet.
    pub(super) fn new(
        schemas: Schemas<'a>,
        fit: Fit<'a>,
        contradictions: Contradictions<'a>,
        names: TypeNames<'a>,
        variants: &'a mut BTreeMap<String, BTreeMap<String, String>>,
        fields: FieldNames<'a>,
        order: ArgumentOrder<'a>,
    ) -> Self {
        Self {
            schemas,
            fit,
            contradictions,
            names,
            variants,
            fields,
            order,
            items: BTreeMap::new(),
            drafts: Drafts::new(),
            failures: Vec::new(),
            is_signed: false,
            proofs: Vec::new(),
            named: BTreeSet::new(),
            known: BTreeMap::new(),
        }
    }

    /// The type of the values of `schema`, apart from `null`.
    pub(super) fn of(&mut self, schema: &Schema, site: &Site) -> RustType {
        let said;
        let site = match &schema.description {
            Some(words) => {
                said = site.said(words);
                &said
            }
            None => site,
        };
        match &schema.shape {
            Shape::Any | Shape::Null => RustType::Json,
            // Bytes travel as text within JSON; in parts they are files.
            Shape::Binary => RustType::String,
            Shape::Boolean => RustType::Boolean,
            Shape::Number { .. } => RustType::Number,
            Shape::String { values, .. } if values.is_empty() => RustType::String,
            Shape::Integer { format, values } if values.is_empty() => {
                integer(format.as_deref(), schema.certainty)
            }
            Shape::String { values, .. } | Shape::Integer { values, .. } => {
                self.enumeration(schema, values, site)
            }
            Shape::Array { items } => RustType::List(Box::new(self.inner(items, &site.items()))),
            Shape::Map { entries } => RustType::Map(Box::new(self.inner(entries, &site.entries()))),
            Shape::Object { fields } if fields.is_empty() => RustType::Map(Box::new(RustType::Json)),
            Shape::Object { fields } => self.object(fields, site),
            Shape::Union { variants, discriminator } => self.union(variants, discriminator.as_ref(), site),
            Shape::AllOf { parts } => {
                let merged = all_of::merge(parts, &site.module, &self.schemas);
                self.of(&merged, site)
            }
            Shape::Ref { schema } => self.reference(schema, site),
        }
    }

    /// The type of what a list or a map holds, `null` included.
    fn inner(&mut self, schema: &Schema, site: &Site) -> RustType {
        let rust_type = self.of(schema, site);
        let is_optional = allows_null(schema) && rust_type != RustType::Json;
        let held = if is_optional { RustType::Optional(Box::new(rust_type)) } else { rust_type };
        self.held(held, site)
    }

    /// The type of a named schema, boxed where it would contain itself.
    fn reference(&mut self, name: &str, site: &Site) -> RustType {
        let Some(id) = self.schemas.find(name, &site.module) else { return RustType::Json };
        let rust_type = self.known(&id);
        if site.response_body {
            self.mark_response_body(&rust_type);
        }
        self.former(&rust_type, site);
        let recurs =
            !site.indirect && site.within.as_ref().is_some_and(|outer| self.schemas.recurs(outer, &id));
        if recurs && matches!(rust_type, RustType::Item(_)) {
            RustType::Boxed(Box::new(rust_type))
        } else {
            rust_type
        }
    }

    /// The type of a named schema. One that is nothing but itself is any JSON.
    pub(super) fn known(&mut self, id: &SchemaId) -> RustType {
        if let Some(known) = self.known.get(id) {
            return known.clone().unwrap_or(RustType::Json);
        }
        let Some(schema) = self.schemas.get(id) else { return RustType::Json };
        self.known.insert(id.clone(), None);
        let site = Site {
            place: id.name.clone(),
            shape: None,
            candidates: vec![identifier::camel(&id.name)],
            prefix: None,
            docs: Docs::new(),
            module: id.module.clone(),
            within: Some(id.clone()),
            is: Some(id.clone()),
            indirect: false,
            sides: self.schemas.sides(id),
            response_body: false,
        };
        let rust_type = self.of(schema, &site);
        self.known.insert(id.clone(), Some(rust_type.clone()));
        rust_type
    }

    /// Names the type at `site`, under which it is known from now on.
    pub(super) fn name(&mut self, site: &Site, kind: Kind) -> (RustName, RustType) {
        // Shapes of one union may have members in the same places.
        let again = (2..).map(|number| format!("{} as {number}", site.key()));
        let key = std::iter::once(site.key()).chain(again).find(|key| self.named.insert(key.clone()));
        let key = key.unwrap_or_default();
        let name = self.names.choose(&key, &site.module, &site.candidates, kind);
        let path = ItemPath { module: site.module.clone(), name: name.clone(), qualified: Vec::new() };
        let rust_type = RustType::Item(path);
        self.remember(site, &rust_type);
        (name, rust_type)
    }

    /// Whether nothing has taken the name that is locked for `site`; it is taken then.
    pub(super) fn claim(&mut self, site: &Site) -> bool {
        self.named.insert(site.key())
    }

    /// From now on, the named schema at `site` has this type.
    pub(super) fn remember(&mut self, site: &Site, rust_type: &RustType) {
        if let Some(id) = &site.is {
            self.known.insert(id.clone(), Some(rust_type.clone()));
        }
    }

    /// The items around `site`, in the order of the documentation.
    pub(super) fn section(&mut self, site: &Site) -> &mut Vec<Item> {
        let section = (site.module.clone(), site.within.as_ref().map(|id| id.name.clone()));
        self.items.entry(section).or_default()
    }

    /// Everything that was made, by module.
    pub(super) fn into_items(mut self) -> (BTreeMap<Vec<RustName>, Vec<Item>>, Vec<Diagnostic>) {
        self.complete_enumerations();
        self.complete_failures();
        let mut diagnostics = self.names.diagnostics;
        diagnostics.extend(self.fields.diagnostics);
        let mut modules = BTreeMap::<_, Vec<Item>>::new();
        for ((module, _), items) in self.items {
            modules.entry(module).or_default().extend(items);
        }
        (modules, diagnostics)
    }

    fn mark_response_body(&mut self, rust_type: &RustType) {
        let RustType::Item(path) = rust_type else { return };
        let sections = self.items.iter_mut().filter(|((module, _), _)| *module == path.module);
        for item in sections.flat_map(|(_, items)| items) {
            match item {
                Item::Struct(item) if item.name == path.name => item.response_body = true,
                Item::OpenEnum(item) if item.name == path.name => item.response_body = true,
                Item::Union(item) if item.name == path.name => item.response_body = true,
                _ => {}
            }
        }
    }
}

/// Whether `null` is among the values of a schema.
pub(super) fn allows_null(schema: &Schema) -> bool {
    let by_shape = match &schema.shape {
        Shape::Null => true,
        Shape::Union { variants, .. } => variants.iter().any(allows_null),
        _ => false,
    };
    schema.nullable || by_shape
}

/// A zero in an example may stand for a fraction, and unsigned numbers do not fit.
fn integer(format: Option<&str>, certainty: Certainty) -> RustType {
    if format == Some("uint64") || certainty >= Certainty::Placeholder {
        RustType::Number
    } else {
        RustType::Integer
    }
}
