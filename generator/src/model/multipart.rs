//! Multipart bodies → structs that know which part each field is.

use super::all_of;
use super::constructor::{self, Member};
use super::docs::Docs;
use super::field_docs::{field_docs, is_binary, presence_is_unknown, words};
use super::rust::{Item, MultipartPart, PartKind, Purpose, RustType, Struct, StructField};
use super::scalars;
use super::site::{Sides, Site};
use super::type_names::Kind;
use super::types::{Types, allows_null};
use crate::spec::schema::{Field, Presence, Schema, Shape};

impl Types<'_> {
    /// The struct of a multipart body with `fields`.
    pub(super) fn multipart(&mut self, fields: &[Field], site: &Site) -> RustType {
        let site = Site { is: None, sides: Sides::REQUEST, ..site.clone() };
        let (name, rust_type) = self.name(&site, Kind::Sole);
        let position = self.section(&site).len();
        let places: Vec<_> = fields.iter().map(|field| (site.place.as_str(), field.name.as_str())).collect();
        let names = self.fields.choose(&[&site.place], &places);
        let presence_said = presence_is_unknown(fields);
        let (mut members, mut parts) = (Vec::new(), Vec::new());
        for (field, field_name) in fields.iter().zip(names) {
            let inner = site.member(&field.name, name.as_str(), words(field));
            let (kind, repeated, held) = self.part(&field.schema, &inner);
            let positional = field.presence == Presence::Required && !allows_null(&field.schema);
            let wire = field.name.clone();
            let part =
                MultipartPart { field: field_name.clone(), wire, kind, repeated, optional: !positional };
            parts.push(part);
            members.push(Member {
                wire: field.name.clone(),
                positional,
                camel_case: false,
                field: StructField {
                    docs: field_docs(field, &inner.place, &self.contradictions, presence_said, site.sides),
                    name: field_name,
                    rename: None,
                    rust_type: if positional { held } else { RustType::Optional(Box::new(held)) },
                    skip_none: false,
                    promise: None,
                },
            });
        }
        let made = constructor::of(&members, &name, &site.place, &mut self.order, |candidate| {
            self.names.choose(&format!("{} required", site.key()), &site.module, &[candidate], Kind::Sole)
        });
        let docs = site.docs.clone().or(|| Docs::new().say("A body in parts."));
        let item = Struct {
            docs,
            purpose: Purpose::Multipart,
            default: members.iter().all(|member| !member.positional),
            camel_case: false,
            constructor: made.constructor,
            setters: made.setters,
            response_body: false,
            page: None,
            name,
            fields: members.into_iter().map(|member| member.field).collect(),
            parts,
        };
        let section = self.section(&site);
        section.insert(position, Item::Struct(item));
        if let Some(required) = made.required {
            section.insert(position + 1, Item::Struct(required));
        }
        rust_type
    }

    /// What a field of this schema is sent as, whether each of its items is a part, and its type.
    fn part(&mut self, schema: &Schema, site: &Site) -> (PartKind, bool, RustType) {
        let resolved = all_of::resolved(schema, &site.module, &self.schemas);
        let list = |items| RustType::List(Box::new(items));
        match &resolved.shape {
            Shape::Array { items }
                if is_binary(&all_of::resolved(items, &site.module, &self.schemas).shape) =>
            {
                (PartKind::File, true, list(RustType::File))
            }
            Shape::Array { items } if scalars::is_scalar(items, &site.module, &self.schemas) => {
                (PartKind::Text, true, list(self.of(items, &site.items())))
            }
            _ if is_binary(&resolved.shape) => (PartKind::File, false, RustType::File),
            _ if scalars::is_scalar(schema, &site.module, &self.schemas) => {
                (PartKind::Text, false, self.of(schema, site))
            }
            _ => (PartKind::Json, false, self.of(schema, site)),
        }
    }
}
