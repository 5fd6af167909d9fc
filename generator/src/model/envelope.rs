//! The object around every response → `Envelope<T>`.

use super::docs::Docs;
use super::identifier;
use super::rust::{Envelope, EnvelopeField, Item, Role, RustType};
use super::rust_name::RustName;
use super::site::{Sides, Site};
use super::types::Types;
use crate::diagnostic::Origin;
use crate::spec::api::EnvelopeRoles;
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::schema::{Certainty, Field, Presence, Schema, Shape};

/// Where the envelope's fields stand, for names and contradictions.
pub(super) const PLACE: &str = "envelope";

/// The module of the envelope.
pub(super) fn module() -> Vec<RustName> {
    vec![identifier::module(PLACE)]
}

impl Types<'_> {
    /// The envelope that `roles` describe, with the fields that the pages show.
    /// `line` is where `api.yaml` describes it.
    pub(super) fn envelope(&mut self, roles: &EnvelopeRoles, line: u32, shown: Option<&Schema>) -> Envelope {
        let fields = fields(roles, line, shown);
        let site = Site {
            place: PLACE.to_owned(),
            shape: None,
            candidates: vec!["Envelope".to_owned()],
            prefix: None,
            docs: Docs::new(),
            module: module(),
            within: None,
            is: None,
            indirect: false,
            sides: Sides::RESPONSE,
            response_body: false,
        };
        let members = self.members(&fields, &RustName::new("Envelope"), &site);
        let camel_case = members.iter().any(|member| member.camel_case);
        let fields = members.into_iter().map(|member| {
            let role = role(&member.wire, roles);
            let mut field = member.field;
            if role == Role::Data {
                field.docs = field.docs.or(|| Docs::new().say("What was asked for."));
            }
            if !matches!(role, Role::Other | Role::Data) && !is_printable(&field.rust_type) {
                field.rust_type = RustType::Optional(Box::new(RustType::Json));
            }
            EnvelopeField { field, role }
        });
        let fields = fields.collect();
        let docs = Docs::new().say("What every response is wrapped in.");
        let docs = self.contradictions.add(docs, PLACE);
        Envelope {
            docs,
            imports: Vec::new(),
            camel_case,
            fields,
            items: Vec::new(),
            page: None,
            pages: Vec::new(),
        }
    }
}

/// The fields that the pages show, in their order, then the declared ones they do not. Each may be absent:
/// failures and some successes come without the rest.
fn fields(roles: &EnvelopeRoles, line: u32, shown: Option<&Schema>) -> Vec<Field> {
    let shown = match shown.map(|schema| &schema.shape) {
        Some(Shape::Object { fields }) => fields.clone(),
        _ => Vec::new(),
    };
    let mut fields: Vec<Field> =
        shown.into_iter().map(|field| Field { presence: Presence::Optional, ..field }).collect();
    let declared = [Some(&roles.code), roles.message.as_ref(), roles.request_id.as_ref(), Some(&roles.data)];
    for name in declared.into_iter().flatten().chain(&roles.others) {
        if !fields.iter().any(|field| field.name == *name) {
            fields.push(undescribed(name, line));
        }
    }
    if let Some(data) = fields.iter_mut().find(|field| field.name == roles.data) {
        data.schema.shape = Shape::Any;
    }
    fields
}

fn undescribed(name: &str, line: u32) -> Field {
    let evidence = vec![Evidence::line(EvidenceKind::Api, &Origin::new("api.yaml", line.max(1)))];
    let schema = Schema {
        shape: Shape::Any,
        nullable: true,
        certainty: Certainty::Stated,
        description: None,
        bounds: Vec::new(),
        evidence,
        corrected: Vec::new(),
    };
    Field::bare(name, schema, Presence::Optional)
}

fn role(wire: &str, roles: &EnvelopeRoles) -> Role {
    let is = |name: &Option<String>| name.as_deref() == Some(wire);
    if wire == roles.code {
        Role::Code
    } else if wire == roles.data {
        Role::Data
    } else if is(&roles.message) {
        Role::Message
    } else if is(&roles.request_id) {
        Role::RequestId
    } else {
        Role::Other
    }
}

/// Whether values of an optional type can be printed as one word.
fn is_printable(rust_type: &RustType) -> bool {
    let RustType::Optional(inner) = rust_type else { return false };
    matches!(
        **inner,
        RustType::String
            | RustType::Integer
            | RustType::Boolean
            | RustType::Number
            | RustType::NumberOrString
            | RustType::Json
    )
}

/// The types that stand beside the envelope.
pub(super) fn with_items(envelope: Envelope, items: Vec<Item>) -> Envelope {
    Envelope { items, ..envelope }
}
