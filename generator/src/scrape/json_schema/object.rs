//! Objects: their members in the stated order, and what members without a name are.

use std::collections::BTreeSet;

use super::{CHECK, Reader};
use crate::diagnostic::{Code, Stated, quote};
use crate::scrape::facts::{Badge, FieldFacts, SchemaFacts, SchemaShape};
use crate::scrape::json::{Json, JsonValue};

impl<'a> Reader<'a> {
    pub(super) fn object(&mut self, json: &'a Json, levels: usize) -> SchemaShape {
        let fields = self.fields(json, levels);
        let rest = self.rest(json, levels);
        match rest {
            Some(rest) if fields.is_empty() => SchemaShape::Map(
                Some(rest).filter(|rest| !matches!(rest.shape, SchemaShape::Any)).map(Box::new),
            ),
            rest => SchemaShape::Object { fields, rest: rest.map(Box::new) },
        }
    }

    /// The members of an object, each where its order says; those of composed parts stand in the place of their part.
    fn fields(&mut self, json: &'a Json, levels: usize) -> Vec<FieldFacts> {
        let properties = json.members_of("properties");
        let required = required(json);
        let (members, unordered) = self.members(json, levels);
        let mut seen = BTreeSet::new();
        let mut fields = Vec::new();
        for member in members.into_iter().chain(unordered) {
            if seen.insert(member.name) {
                let is_required = required.contains(member.name) || member.is_required;
                let schema = self.schema(member.schema, levels);
                fields.push(field(member.name, is_required, schema));
            }
        }
        if !properties.is_empty() {
            self.tell_ghosts(json, &seen);
        }
        fields
    }

    /// Tells of names that are required and are no members.
    fn tell_ghosts(&mut self, json: &'a Json, seen: &BTreeSet<&str>) {
        for name in json.items_of("required") {
            let Some(text) = name.text() else { continue };
            if !seen.contains(text) && !super::composed::is_part_id(text) {
                let message = format!("{} is required and is no property; it is left out", quote(text));
                self.report(Code::DoubtfulDocument, name.line, message, CHECK);
            }
        }
    }

    /// What members without a name are; `None` where nothing is said of them or there are none.
    fn rest(&mut self, json: &'a Json, levels: usize) -> Option<SchemaFacts> {
        let patterns = json.members_of("patternProperties");
        let additional =
            json.member("additionalProperties").filter(|rest| rest.value != JsonValue::Boolean(false));
        let stated = patterns.iter().map(|(_, schema)| schema).chain(additional);
        let mut schemas: Vec<_> = stated.map(|schema| self.schema(schema, levels)).collect();
        let last = schemas.pop()?;
        if schemas.is_empty() {
            return Some(last);
        }
        schemas.push(last);
        Some(SchemaFacts::bare(SchemaShape::AnyOf(schemas), self.at(json.line)))
    }
}

/// The names that a schema requires.
pub(super) fn required(json: &Json) -> BTreeSet<&str> {
    json.items_of("required").iter().filter_map(Json::text).collect()
}

fn field(name: &str, is_required: bool, schema: SchemaFacts) -> FieldFacts {
    FieldFacts {
        name: Stated::new(name.to_owned(), schema.origin.clone()),
        presence: Some(if is_required { Badge::Required } else { Badge::Optional }),
        schema,
        style: None,
        explode: None,
    }
}
