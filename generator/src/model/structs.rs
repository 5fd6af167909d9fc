//! Objects → structs.

use super::constructor::{self, Made, Member};
use super::docs::Docs;
use super::field_docs::{bytes_in_text, field_docs, presence_is_unknown, presence_unknown, words};
use super::field_names::Wire;
use super::promises;
use super::rust::{Item, Purpose, RustType, Struct, StructField};
use super::rust_name::RustName;
use super::site::Site;
use super::type_names::Kind;
use super::types::{Types, allows_null};
use super::wire_names;
use crate::spec::schema::{Field, Presence};

/// So many plain `bool`s are still told apart; where there are more, each may be left out.
const MOST_BOOLS: usize = 3;

impl Types<'_> {
    /// The struct of an object with `fields`.
    pub(super) fn object(&mut self, fields: &[Field], site: &Site) -> RustType {
        let fields = distinct(fields);
        let (name, rust_type) = self.name(site, Kind::Sole);
        let position = self.section(site).len();
        let members = self.members(&fields, &name, site);
        let docs = site.whole();
        let docs = if presence_is_unknown(&fields) { docs.say(presence_unknown(site.sides)) } else { docs };
        // What the pages disagree on at a field is said there.
        let is_no_field = site.is.is_some() || site.prefix.is_some();
        let docs = if is_no_field { self.contradictions.add(docs, &site.place) } else { docs };
        let made = if site.sides.request {
            constructor::of(&members, &name, &site.place, &mut self.order, |candidate| {
                let place = format!("{} required", site.key());
                self.names.choose(&place, &site.module, &[candidate], Kind::Sole)
            })
        } else {
            Made::default()
        };
        let item = Struct {
            docs,
            purpose: Purpose::Json,
            default: members
                .iter()
                .all(|member| !member.positional && matches!(member.field.rust_type, RustType::Optional(_))),
            camel_case: members.iter().any(|member| member.camel_case),
            constructor: made.constructor,
            setters: made.setters,
            response_body: site.response_body,
            page: None,
            parts: Vec::new(),
            name,
            fields: members.into_iter().map(|member| member.field).collect(),
        };
        let section = self.section(site);
        section.insert(position, Item::Struct(item));
        if let Some(required) = made.required {
            section.insert(position + 1, Item::Struct(required));
        }
        rust_type
    }

    /// The fields, with what the constructors need to know of them.
    pub(super) fn members(&mut self, fields: &[Field], parent: &RustName, site: &Site) -> Vec<Member> {
        let wires: Vec<&str> = fields.iter().map(|field| field.name.as_str()).collect();
        // No place has two objects, so that an object keeps its fields when another shape joins it there.
        let members: Vec<Wire<'_>> = wires.iter().map(|wire| (site.place.as_str(), *wire)).collect();
        let names = self.fields.choose(&[&site.place], &members);
        let renames = wire_names::of(&names, &wires);
        let presence_said = presence_is_unknown(fields);
        let many_bools = fields.iter().filter(|field| is_plain_bool(field)).count() > MOST_BOOLS;
        let mut members = Vec::new();
        for ((field, name), rename) in fields.iter().zip(names).zip(renames.renames) {
            let inner = site.member(&field.name, parent.as_str(), words(field));
            let rust_type = self.of(&field.schema, &inner);
            let required = field.presence == Presence::Required && !(many_bools && is_plain_bool(field));
            let plain = required && !allows_null(&field.schema);
            let docs = field_docs(field, &inner.place, &self.contradictions, presence_said, site.sides);
            let docs = bytes_in_text(&field.schema).into_iter().fold(docs, Docs::say);
            let positional = required && site.sides.request;
            members.push(Member {
                wire: field.name.clone(),
                positional,
                camel_case: renames.camel_case,
                field: StructField {
                    docs,
                    name,
                    rename,
                    rust_type: if plain { rust_type } else { RustType::Optional(Box::new(rust_type)) },
                    skip_none: !plain && !positional,
                    promise: Some(promises::of(field)),
                },
            });
        }
        members
    }
}

fn is_plain_bool(field: &Field) -> bool {
    let is_bool = matches!(field.schema.shape, crate::spec::schema::Shape::Boolean);
    is_bool && field.presence == Presence::Required && !allows_null(&field.schema)
}

/// The fields without those that repeat a name.
fn distinct(fields: &[Field]) -> Vec<Field> {
    let mut kept: Vec<Field> = Vec::new();
    for field in fields {
        if !kept.iter().any(|other| other.name == field.name) {
            kept.push(field.clone());
        }
    }
    kept
}
