//! Objects that the documentation tool composes of others: an id in the order stands for all members of a definition.

use std::collections::{BTreeMap, BTreeSet};

use super::object::required;
use super::{CHECK, MOST_PARTS, Reader};
use crate::diagnostic::{Code, quote};
use crate::scrape::json::Json;

/// A member before its schema is read.
pub(super) struct Member<'a> {
    pub(super) name: &'a str,
    pub(super) schema: &'a Json,
    /// Whether the part that it comes from requires it.
    pub(super) is_required: bool,
}

impl<'a> Reader<'a> {
    /// The members in the order that the tool states, and those that it does not mention.
    ///
    /// The tool may write the members of a part among the `properties`, too, and lists them under `ignore-properties`
    /// then: they are the part's and stand in its place, as they are written here.
    pub(super) fn members(&mut self, json: &'a Json, levels: usize) -> (Vec<Member<'a>>, Vec<Member<'a>>) {
        let properties = json.members_of("properties");
        let written = by_name(properties);
        let parts = json.extension("refs").map_or(&[][..], Json::members);
        let of_parts = by_name(parts);
        let order: Vec<&str> = texts(json.extension("orders"));
        let ordered: BTreeSet<&str> = order.iter().copied().collect();
        // Parts that the order does not mention come behind it.
        let forgotten = parts.iter().map(|(id, _)| id.as_str()).filter(|id| !ordered.contains(id));
        let mut members = Vec::new();
        for name in order.iter().copied().chain(forgotten) {
            if let Some((name, schema)) = written.get_key_value(name) {
                members.push(Member { name, schema, is_required: false });
            } else if let Some(part) = of_parts.get(name) {
                members.extend(self.part(&written, part, levels));
            }
        }
        let ignored: BTreeSet<&str> = match parts {
            [] => texts(json.extension("ignore-properties")).into_iter().collect(),
            _ => BTreeSet::new(),
        };
        let unordered = properties.iter().filter(|(name, _)| !ordered.contains(name.as_str()));
        let unordered = unordered.map(|(name, schema)| Member { name, schema, is_required: false });
        let is_kept = |member: &Member<'a>| !ignored.contains(member.name);
        (members.into_iter().filter(is_kept).collect(), unordered.filter(is_kept).collect())
    }

    /// The members of the definition that a part refers to, with its overrides.
    fn part(&mut self, written: &ByName<'a>, part: &'a Json, levels: usize) -> Vec<Member<'a>> {
        let Some((reference, line)) =
            part.member("$ref").and_then(|stated| Some((stated.text()?, stated.line)))
        else {
            return Vec::new();
        };
        let Some((name, definition)) = self.definition(reference, line) else { return Vec::new() };
        self.parts += 1;
        let is_endless = self.open.iter().any(|open| open == name) || self.open.len() >= levels;
        if is_endless || self.parts > MOST_PARTS {
            let message =
                format!("{} is composed of itself or of too many parts; they are left out", quote(name));
            self.report(Code::DoubtfulDocument, line, message, CHECK);
            return Vec::new();
        }
        self.open.push(name.to_owned());
        let (members, unordered) = self.members(definition, levels);
        self.open.pop();
        let demanded = required(definition);
        let also_demanded = required(part);
        let members = members.into_iter().chain(unordered).map(|member| {
            let is_required =
                member.is_required || demanded.contains(member.name) || also_demanded.contains(member.name);
            Member { is_required, ..member }
        });
        let overrides = by_name(part.extension("overrides").map_or(&[], Json::members));
        members.filter_map(|member| overridden(member, written, &overrides)).collect()
    }
}

/// A member as the composed object has it: an override replaces it or, with `null`, removes it. What the object writes
/// among its own properties counts most.
fn overridden<'a>(member: Member<'a>, written: &ByName<'a>, overrides: &ByName<'a>) -> Option<Member<'a>> {
    match written.get(member.name).or_else(|| overrides.get(member.name)) {
        Some(schema) if schema.is_null() => None,
        Some(schema) => Some(Member { schema, ..member }),
        None => Some(member),
    }
}

type ByName<'a> = BTreeMap<&'a str, &'a Json>;

fn by_name(members: &[(String, Json)]) -> ByName<'_> {
    members.iter().map(|(name, value)| (name.as_str(), value)).collect()
}

fn texts(list: Option<&Json>) -> Vec<&str> {
    list.map_or(&[][..], Json::items).iter().filter_map(Json::text).collect()
}

/// Whether a name is one of the ids that the tool gives to parts: 26 characters of Crockford's base 32.
pub(super) fn is_part_id(name: &str) -> bool {
    name.len() == 26
        && name.starts_with(|first: char| first.is_ascii_digit())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_digit() || (byte.is_ascii_uppercase() && !b"ILOU".contains(&byte)))
}
