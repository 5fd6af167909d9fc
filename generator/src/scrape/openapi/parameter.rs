//! Parameters and headers: fields with a schema of their own or that of a media type.

use super::reader::Reader;
use crate::diagnostic::{Code, Stated, quote};
use crate::scrape::facts::{Badge, FieldFacts, Location, ParameterGroup, SchemaFacts, SchemaShape};
use crate::scrape::json::Json;
use crate::scrape::json_schema::FURTHER_EXAMPLES;
use crate::scrape::json_text::plain;

const LOCATIONS: [(&str, Location); 4] = [
    ("path", Location::Path),
    ("query", Location::Query),
    ("header", Location::Header),
    ("cookie", Location::Cookie),
];

impl<'a> Reader<'a> {
    /// The parameters of an operation, and those of its path that it does not state anew.
    pub(super) fn parameters(&mut self, item: &'a Json, operation: &'a Json) -> Vec<ParameterGroup> {
        let mut groups: Vec<ParameterGroup> = Vec::new();
        for json in operation.items_of("parameters").iter().chain(item.items_of("parameters")) {
            let Some((location, field)) = self.parameter(json) else { continue };
            if groups.iter().all(|group| group.location != location) {
                let (origin, rows, fields) = (self.at(json.line), Vec::new(), Vec::new());
                groups.push(ParameterGroup { location, origin, rows, fields });
            }
            let Some(group) = groups.iter_mut().find(|group| group.location == location) else { continue };
            if group.fields.iter().all(|known| known.name.value != field.name.value) {
                group.fields.push(field);
            }
        }
        groups.sort_by_key(|group| group.location);
        groups
    }

    fn parameter(&mut self, json: &'a Json) -> Option<(Location, FieldFacts)> {
        let json = self.resolved(json)?;
        let name = json.member("name").map(Json::as_words).filter(|name| !name.is_empty());
        let place = json.words("in");
        let location = LOCATIONS.iter().find(|(word, _)| Some(*word) == place).map(|(_, location)| *location);
        let (Some(name), Some(location)) = (name, location) else {
            let message = match place {
                Some(place) if location.is_none() => {
                    format!("{} is no place of a parameter; it is left out", quote(place))
                }
                _ => "this parameter lacks its name or its place; it is left out".to_owned(),
            };
            self.report(Code::DoubtfulDocument, json.line, message, "capture the page again");
            return None;
        };
        Some((location, self.field(name, json)))
    }

    /// A parameter or header as a field. The standard says that what is not required is optional.
    pub(super) fn field(&mut self, name: String, json: &'a Json) -> FieldFacts {
        let is_required = json.flag("required") == Some(true);
        let line = json.member("name").map_or(json.line, |name| name.line);
        FieldFacts {
            name: Stated::new(name, self.at(line)),
            presence: Some(if is_required { Badge::Required } else { Badge::Optional }),
            schema: self.schema_of_field(json),
            style: json.words("style").map(str::to_owned),
            explode: json.flag("explode"),
        }
    }

    /// The schema of a field with what stands beside it: its description counts more than the schema's.
    fn schema_of_field(&mut self, json: &'a Json) -> SchemaFacts {
        let content = json.members_of("content").first();
        let stated =
            json.member("schema").or_else(|| content.and_then(|(_, content)| content.member("schema")));
        let mut schema = match stated {
            Some(stated) => self.schema(stated),
            None => SchemaFacts::bare(SchemaShape::Any, self.at(json.line)),
        };
        if let Some((media_type, _)) = content {
            schema.bounds.push(format!("written as {media_type}"));
        }
        schema.description = json.described().or(schema.description);
        schema.example = self.example_of_field(json).or(schema.example);
        schema.deprecated |= json.flag("deprecated") == Some(true);
        schema.last_line = schema.last_line.max(json.last_line());
        schema
    }

    fn example_of_field(&mut self, json: &'a Json) -> Option<String> {
        let several = json.members_of("examples");
        if several.len() > 1 {
            let (message, hint) = FURTHER_EXAMPLES;
            let line = json.member("examples").map_or(json.line, |stated| stated.line);
            self.report(Code::UnreadKeyword, line, message.to_owned(), hint);
        }
        let first = several.first().map(|(_, example)| example);
        let named =
            first.and_then(|example| self.resolved(example)).and_then(|example| example.member("value"));
        json.member("example").or(named).map(plain).filter(|text| !text.is_empty())
    }
}
