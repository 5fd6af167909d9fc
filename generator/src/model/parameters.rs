//! Parameters → arguments of a function, and what the function does with them.

use std::collections::BTreeSet;

use super::all_of;
use super::constructor::{self, MOST_ARGUMENTS};
use super::docs::{Docs, code};
use super::field_docs::field_docs;
use super::identifier;
use super::lists;
use super::rust::{
    Argument, By, ItemPath, ListStyle, Purpose, RustType, Step, Struct, StructField, Takes, Value,
};
use super::rust_name::RustName;
use super::scalars;
use super::site::{Sides, Site};
use super::types::Types;
use crate::spec::endpoint::{Endpoint, In, Parameter, placeholders};
use crate::spec::place;
use crate::spec::schema::{Certainty, Field, Presence, Schema, Shape};

/// The runtime sends these by itself.
const SENT_ANYWAY: [&str; 6] =
    ["accept", "connection", "content-length", "content-type", "host", "transfer-encoding"];

/// So many plain `bool`s are still told apart in a call.
const MOST_BOOLS: usize = 3;

/// The arguments for the parameters of an endpoint.
#[derive(Clone, Debug, Default)]
pub(super) struct Arguments {
    /// The arguments; a body would come before the last one, if that is `options`.
    pub(super) required: Vec<Argument>,
    /// The argument for what may be left out.
    pub(super) options: Option<Argument>,
    /// What is added to the request.
    pub(super) steps: Vec<Step>,
    /// The types of the arguments.
    pub(super) structs: Vec<Struct>,
    /// What the docs say about single arguments.
    pub(super) docs: Vec<String>,
    /// What cannot be sent, and why.
    pub(super) notes: Vec<String>,
}

/// A parameter that is sent.
struct Sent {
    location: In,
    wire: String,
    name: RustName,
    rust_type: RustType,
    /// How the items of a list, or the members of an object, are written.
    listed: Option<ListStyle>,
    copy: bool,
    positional: bool,
    is_described: bool,
    docs: Docs,
}

impl Types<'_> {
    /// The arguments for the parameters of `endpoint`, which has `bodies` more. `site` is the endpoint's.
    pub(super) fn arguments(&mut self, endpoint: &Endpoint, bodies: usize, site: &Site) -> Arguments {
        let mut arguments = Arguments::default();
        let mut sent = self.sent(endpoint, site, &mut arguments.notes);
        let bools = sent.iter().filter(|one| one.positional && one.rust_type == RustType::Boolean).count();
        if bools > MOST_BOOLS {
            sent.iter_mut()
                .filter(|one| one.rust_type == RustType::Boolean && one.location != In::Path)
                .for_each(|one| one.positional = false);
        }
        let (positional, optional): (Vec<Sent>, Vec<Sent>) = sent.into_iter().partition(|one| one.positional);
        let others = bodies + usize::from(!optional.is_empty());
        if positional.len() + others <= MOST_ARGUMENTS {
            let key = |one: &Sent| place::member(one.location.word(), &one.wire);
            arguments.one_each(self.order.sorted(&site.place, positional, key));
        } else {
            let name = self.name_part(site, "required", "Required");
            arguments.together(positional, name);
        }
        if !optional.is_empty() {
            let name = self.name_part(site, "options", "Options");
            arguments.optional(optional, name);
        }
        arguments
    }

    fn name_part(&mut self, site: &Site, part: &str, word: &str) -> RustName {
        let candidates: Vec<String> = site.candidates.iter().map(|name| format!("{name}{word}")).collect();
        self.names.choose(
            &format!("{} {part}", site.place),
            &site.module,
            &candidates,
            super::type_names::Kind::Sole,
        )
    }

    /// The parameters that are sent: those in the path, in its order, then the others in that of the documentation.
    fn sent(&mut self, endpoint: &Endpoint, site: &Site, notes: &mut Vec<String>) -> Vec<Sent> {
        let places = placeholders(&endpoint.path);
        let documented = |place: &str| {
            endpoint
                .parameters
                .iter()
                .find(|one| one.location == In::Path && one.field.name == place)
                .cloned()
        };
        let in_path = places.iter().map(|place| documented(place).unwrap_or_else(|| undocumented(place)));
        let elsewhere = endpoint.parameters.iter().filter(|one| one.location != In::Path).cloned();
        let mut described: Vec<Parameter> = Vec::new();
        let expanded = |one| lists::expanded(one, &site.module, &self.schemas);
        for parameter in in_path.chain(elsewhere).filter(|one| !self.is_proof(one)).flat_map(expanded) {
            let wire = &parameter.field.name;
            let is_sent = described
                .iter()
                .any(|other| other.location == parameter.location && other.field.name == *wire);
            let by_runtime =
                parameter.location == In::Header && SENT_ANYWAY.contains(&wire.to_lowercase().as_str());
            if !is_sent && !by_runtime {
                described.push(parameter);
            }
        }
        let lost = endpoint
            .parameters
            .iter()
            .filter(|one| one.location == In::Path && !places.contains(&one.field.name.as_str()));
        notes.extend(lost.map(|one| {
            format!(
                "The path parameter {} is documented, but the path has no place for it.",
                code(&one.field.name)
            )
        }));
        let names = self.parameter_names(&described, site);
        described.iter().zip(names).map(|(parameter, name)| self.sent_as(parameter, name, site)).collect()
    }

    /// Whether authentication fills a parameter.
    fn is_proof(&self, parameter: &Parameter) -> bool {
        let wire = &parameter.field.name;
        let is_it = |(location, name): &(In, String)| {
            *location == parameter.location
                && if *location == In::Header { name.eq_ignore_ascii_case(wire) } else { name == wire }
        };
        parameter.authentication || self.proofs.iter().any(is_it)
    }

    /// Distinct names for all parameters of one endpoint: which of them are fields of one struct may change.
    fn parameter_names(&mut self, parameters: &[Parameter], site: &Site) -> Vec<RustName> {
        let place = |location: In| place::parameters(&site.place, location);
        let places = [In::Path, In::Query, In::Header, In::Cookie].map(place);
        let at: Vec<String> = parameters.iter().map(|one| place(one.location)).collect();
        let wires = at.iter().zip(parameters).map(|(at, one)| (at.as_str(), one.field.name.as_str()));
        self.fields.choose(&places.each_ref().map(String::as_str), &wires.collect::<Vec<_>>())
    }

    fn sent_as(&mut self, parameter: &Parameter, name: RustName, site: &Site) -> Sent {
        let field = &parameter.field;
        let place = Site { place: place::parameters(&site.place, parameter.location), ..site.clone() };
        let parent = site.candidates.first().map_or("", String::as_str);
        let inner = place.member(&field.name, parent, super::field_docs::words(field));
        let inner = Site { sides: Sides::REQUEST, ..inner };
        let mut docs = field_docs(field, &inner.place, &self.contradictions, false, Sides::REQUEST);
        let named_alone = super::field_docs::named(field);
        let is_scalar = scalars::is_scalar(&field.schema, &site.module, &self.schemas);
        let listed = if is_scalar {
            None
        } else {
            lists::listed(parameter, &site.module, &self.schemas)
                .or_else(|| lists::joined(parameter, &site.module, &self.schemas))
        };
        let rust_type =
            if is_scalar || listed.is_some() { self.of(&field.schema, &inner) } else { RustType::String };
        if listed.is_some() && parameter.style.is_none() && parameter.explode.is_none() {
            docs = docs.say("How a list is written, no page says; it is sent as `OpenAPI` has it then.");
        }
        if !is_scalar && listed.is_none() {
            docs = docs.say("How it is written as text, no page says.");
        }
        Sent {
            location: parameter.location,
            wire: field.name.clone(),
            name,
            copy: scalars::is_copy(&rust_type, &all_of::resolved(&field.schema, &site.module, &self.schemas)),
            positional: parameter.location == In::Path || field.presence == Presence::Required,
            is_described: docs != named_alone,
            rust_type,
            listed,
            docs,
        }
    }
}

impl Arguments {
    /// One argument for each parameter.
    fn one_each(&mut self, sent: Vec<Sent>) {
        // What an argument is called matters to nobody but the reader of the docs, so that it is not locked.
        let ours = ["body", "options", "required"].map(RustName::new);
        let mut taken: BTreeSet<RustName> = sent.iter().map(|one| &one.name).chain(&ours).cloned().collect();
        for one in sent {
            let is_ours = ours.contains(&one.name);
            let name = if is_ours { identifier::distinct(&one.name, &mut taken) } else { one.name.clone() };
            let (accepted, by) = match (&one.rust_type, one.location) {
                (RustType::List(items), _) if one.listed.is_some() => {
                    let by = if one.location == In::Query { By::Move } else { By::Joined };
                    (Takes::Slice(items.as_ref().clone()), by)
                }
                (RustType::String, In::Path) => (Takes::Into(RustType::String), By::Into),
                (RustType::String, _) => (Takes::Text, By::Move),
                (other, location) => {
                    let by = if location == In::Path { By::Text } else { By::Move };
                    (if one.copy { Takes::Owned(other.clone()) } else { Takes::Reference(other.clone()) }, by)
                }
            };
            if one.is_described {
                self.docs.push(format!("{}: {}", code(name.plain()), one.docs.in_one_line()));
            }
            self.steps.push(step(&one, "", Value { of: None, name: name.clone(), by }));
            self.required.push(Argument { name, takes: accepted });
        }
    }

    /// One struct for the parameters that must be given.
    fn together(&mut self, sent: Vec<Sent>, name: RustName) {
        let of = RustName::new("required");
        let mut fields = Vec::new();
        for one in sent {
            let field = one.name.clone();
            let by = match (&one.rust_type, one.location) {
                (_, In::Query) if one.listed.is_some() => By::Borrow,
                _ if one.listed.is_some() => By::Joined,
                (RustType::String, In::Path) => By::Clone,
                (_, In::Path) => By::Text,
                _ if one.copy => By::Move,
                _ => By::Borrow,
            };
            self.steps.push(step(&one, "", Value { of: Some(of.clone()), name: field.clone(), by }));
            fields.push(StructField {
                docs: one.docs,
                name: field,
                rename: None,
                rust_type: one.rust_type,
                skip_none: false,
                promise: None,
            });
        }
        let path = ItemPath { module: Vec::new(), name: name.clone(), qualified: Vec::new() };
        self.required.push(Argument { name: of, takes: Takes::Reference(RustType::Item(path)) });
        self.structs.push(constructor::literal(
            Docs::new().say("The parameters that must be given."),
            name,
            fields,
        ));
    }

    /// One struct for the parameters that may be left out.
    fn optional(&mut self, sent: Vec<Sent>, name: RustName) {
        let of = RustName::new("options");
        let mut fields = Vec::new();
        let mut setters = Vec::new();
        for one in sent {
            let field = one.name.clone();
            let by = match (one.listed, &one.rust_type) {
                (Some(_), RustType::List(_)) if one.location == In::Query => By::Flattened,
                (Some(_), RustType::List(_)) => By::JoinedOptional,
                _ if one.copy => By::Move,
                _ => By::AsRef,
            };
            self.steps.push(step(&one, "_optional", Value { of: Some(of.clone()), name: field.clone(), by }));
            setters.push(constructor::setter(&one.wire, &field, &one.rust_type));
            let rust_type = RustType::Optional(Box::new(one.rust_type));
            fields.push(StructField {
                docs: one.docs,
                name: field,
                rename: None,
                rust_type,
                skip_none: false,
                promise: None,
            });
        }
        let path = ItemPath { module: Vec::new(), name: name.clone(), qualified: Vec::new() };
        self.options = Some(Argument { name: of, takes: Takes::Reference(RustType::Item(path)) });
        let docs = Docs::new().say("The parameters that may be left out.");
        let literal = constructor::literal(docs, name, fields);
        self.structs.push(Struct { purpose: Purpose::Options, default: true, setters, ..literal });
    }
}

fn step(sent: &Sent, suffix: &str, value: Value) -> Step {
    let style = sent.listed.filter(|_| sent.location == In::Query);
    let method = match (style, &sent.rust_type) {
        // An empty list is as good as none.
        (Some(_), RustType::List(_)) => RustName::new("query_list"),
        (Some(_), _) => RustName::new(format!("query_joined{suffix}")),
        (None, _) => RustName::new(format!("{}{suffix}", sent.location.word())),
    };
    Step { method, wire: Some(sent.wire.clone()), media_type: None, value, style }
}

/// A parameter of which the path shows nothing but the name.
fn undocumented(name: &str) -> Parameter {
    let shape = Shape::String { format: None, values: Vec::new() };
    let schema = Schema {
        shape,
        nullable: false,
        certainty: Certainty::Call,
        description: None,
        bounds: Vec::new(),
        evidence: Vec::new(),
        corrected: Vec::new(),
    };
    let field = Field::bare(name, schema, Presence::Required);
    Parameter { location: In::Path, authentication: false, style: None, explode: None, field }
}
