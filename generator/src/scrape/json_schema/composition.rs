//! What a schema is made of: its own shape, what it refers to, and its `allOf`, `oneOf` and `anyOf`.

use super::{CHECK, MOST_COPIES, Reader};
use crate::diagnostic::{Code, Stated, quote};
use crate::scrape::facts::{Badge, DiscriminatorFacts, FieldFacts, SchemaFacts, SchemaShape};
use crate::scrape::json::{Json, JsonValue};

/// Keywords that say more about a value's shape than its type does.
const SHAPING: [&str; 10] = [
    "properties",
    "additionalProperties",
    "patternProperties",
    "items",
    "prefixItems",
    "enum",
    "const",
    "format",
    "contentEncoding",
    "contentMediaType",
];

impl<'a> Reader<'a> {
    /// The shape of a schema, and whether its own types or values include `null`.
    ///
    /// One part alone is the shape; several hold all at once.
    pub(super) fn composition(&mut self, json: &'a Json, levels: usize) -> (SchemaShape, bool) {
        let mut parts: Vec<SchemaFacts> = Vec::new();
        let reference = json.member("$ref").and_then(|reference| Some((reference.text()?, reference.line)));
        if let Some((reference, line)) = reference {
            parts.push(self.referred(reference, line, levels));
        }
        let all_of = json.items_of("allOf");
        parts.extend(all_of.iter().map(|part| self.schema(part, levels)));
        parts.extend(self.alternatives(json, levels));
        if parts.is_empty() {
            self.tell_lone_discriminator(json);
            return self.own_shape(json, levels);
        }
        let is_shaped =
            SHAPING.iter().any(|keyword| json.member(keyword).is_some()) || json.extension("refs").is_some();
        let says_more = !self.repeats_its_definition(json);
        let (own, is_null_too) = if is_shaped && says_more {
            self.own_shape(json, levels)
        } else {
            let is_null_too = json.items_of("type").iter().any(|word| word.text() == Some("null"));
            let demanded = if says_more { self.demanded(json) } else { None };
            (demanded.unwrap_or(SchemaShape::Any), is_null_too)
        };
        if !matches!(own, SchemaShape::Any) {
            let own =
                SchemaFacts { last_line: json.last_line(), ..SchemaFacts::bare(own, self.at(json.line)) };
            parts.push(own);
        }
        // `allOf` of one part is how version 3.0 says something beside a `$ref`; what the part itself says must stay.
        let is_bare = parts.first().is_some_and(is_bare);
        if parts.len() == 1
            && (all_of.is_empty() || is_bare)
            && let Some(part) = parts.pop()
        {
            return (part.shape, is_null_too || part.nullable);
        }
        (SchemaShape::AllOf(parts), is_null_too)
    }

    /// What a reference stands for: a definition by its name, anything else as it stands where it is written.
    fn referred(&mut self, reference: &str, line: u32, levels: usize) -> SchemaFacts {
        let any = SchemaFacts::bare(SchemaShape::Any, self.at(line));
        if let Some((name, _)) = self.definitions.find(reference) {
            return SchemaFacts { shape: SchemaShape::Reference(name.to_owned()), ..any };
        }
        let Some(inside) = self.definitions.inside(reference) else {
            self.tell_broken(reference, line);
            return any;
        };
        if self.open.iter().any(|open| open == reference) || self.copies > MOST_COPIES {
            let message = format!(
                "{} leads back to itself or copies too much; any value is allowed there",
                quote(reference)
            );
            self.report(Code::DoubtfulDocument, line, message, CHECK);
            return any;
        }
        self.open.push(reference.to_owned());
        let copied = self.schema(inside, levels);
        self.open.pop();
        copied
    }

    /// `oneOf` and `anyOf`, each as one part.
    fn alternatives(&mut self, json: &'a Json, levels: usize) -> Vec<SchemaFacts> {
        let mut parts = Vec::new();
        let discriminator = self.discriminator(json);
        for keyword in ["oneOf", "anyOf"] {
            let Some(stated) = json.member(keyword).filter(|stated| !stated.items().is_empty()) else {
                continue;
            };
            let variants: Vec<_> =
                stated.items().iter().map(|variant| self.schema(variant, levels)).collect();
            // What a member tells apart is exactly one of them, whatever the keyword says.
            let shape = if keyword == "oneOf" || discriminator.is_some() {
                SchemaShape::OneOf { variants, discriminator: discriminator.clone() }
            } else {
                SchemaShape::AnyOf(variants)
            };
            let bare = SchemaFacts::bare(shape, self.at(stated.line));
            parts.push(SchemaFacts { last_line: stated.last_line(), ..bare });
        }
        parts
    }

    /// The member that tells alternatives apart. A mapping names schemas by reference or by name.
    fn discriminator(&mut self, json: &'a Json) -> Option<DiscriminatorFacts> {
        let stated = json.member("discriminator")?;
        let member = stated.words("propertyName")?.to_owned();
        let mut mapping = Vec::new();
        for (word, target) in stated.members_of("mapping") {
            let Some(named) = target.text() else { continue };
            let is_name = !named.contains(['/', '#']);
            let reference = if is_name { format!("#/components/schemas/{named}") } else { named.to_owned() };
            if let Some((schema, _)) = self.definitions.find(&reference) {
                mapping.push((word.clone(), schema.to_owned()));
            } else {
                let (word, named) = (quote(word), quote(named));
                let message =
                    format!("this `mapping` says that {word} stands for {named}, which is no schema here");
                self.report(Code::BrokenReference, target.line, message, CHECK);
            }
        }
        Some(DiscriminatorFacts { member, mapping })
    }

    /// Members that are demanded without being described, as beside `allOf`.
    fn demanded(&mut self, json: &'a Json) -> Option<SchemaShape> {
        let names = json.items_of("required").iter();
        let fields: Vec<_> = names
            .filter_map(|name| {
                let text = name.text().filter(|text| !super::composed::is_part_id(text))?;
                Some(FieldFacts {
                    name: Stated::new(text.to_owned(), self.at(name.line)),
                    presence: Some(Badge::Required),
                    schema: SchemaFacts::bare(SchemaShape::Any, self.at(name.line)),
                    style: None,
                    explode: None,
                })
            })
            .collect();
        (!fields.is_empty()).then_some(SchemaShape::Object { fields, rest: None })
    }

    fn tell_lone_discriminator(&mut self, json: &'a Json) {
        let stated =
            json.member("discriminator").filter(|stated| matches!(stated.value, JsonValue::Object(_)));
        if let Some(stated) = stated {
            let message = "`discriminator` without `oneOf` or `anyOf` is not read: which schemas extend this one is lost";
            self.report(Code::UnreadKeyword, stated.line, message.to_owned(), CHECK);
        }
    }
}

/// Whether a part states nothing but its shape.
fn is_bare(part: &SchemaFacts) -> bool {
    part.title.is_none()
        && part.description.is_none()
        && part.default.is_none()
        && part.example.is_none()
        && part.bounds.is_empty()
        && !part.deprecated
}
