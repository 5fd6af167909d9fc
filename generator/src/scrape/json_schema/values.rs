//! Listed values, with the names and descriptions that stand beside them under several keywords.

use super::Reader;
use crate::scrape::facts::ValueFacts;
use crate::scrape::json::{Json, JsonValue};
use crate::scrape::json_text::plain;

/// The values that a schema lists, as stated.
pub(super) fn listed(json: &Json) -> Vec<&Json> {
    // `member` passes over `null`, which is a constant here.
    if let Some((_, value)) = json.members().iter().find(|(name, _)| name == "const") {
        return vec![value];
    }
    let values = json.items_of("enum");
    if !values.is_empty() {
        return values.iter().collect();
    }
    let described = json.extension("enum").map_or(&[][..], Json::items);
    described.iter().filter_map(|entry| entry.member("value")).collect()
}

impl<'a> Reader<'a> {
    /// The values that `fits` accepts, each with its name and description.
    pub(super) fn values(&mut self, json: &'a Json, fits: impl Fn(&JsonValue) -> bool) -> Vec<ValueFacts> {
        let notes = Notes::of(json);
        let values = listed(json).into_iter().enumerate().filter(|(_, value)| fits(&value.value));
        let facts = values.map(|(at, value)| ValueFacts {
            value: value.clone(),
            name: notes.name(at, value),
            description: notes.description(at, value),
            origin: self.at(value.line),
        });
        facts.collect()
    }
}

/// What stands beside the values.
struct Notes<'a> {
    /// `{value, name, description}`
    entries: &'a [Json],
    names: &'a [Json],
    descriptions: Option<&'a Json>,
}

impl<'a> Notes<'a> {
    fn of(json: &'a Json) -> Self {
        let names = ["x-enum-varnames", "x-enumNames", "enumNames"];
        Self {
            entries: json.extension("enum").map_or(&[], Json::items),
            names: names
                .into_iter()
                .map(|name| json.items_of(name))
                .find(|items| !items.is_empty())
                .unwrap_or_default(),
            descriptions: json.member("x-enum-descriptions").or_else(|| json.member("x-enumDescriptions")),
        }
    }

    fn name(&self, at: usize, value: &Json) -> Option<String> {
        let stated = self.entry(value).and_then(|entry| entry.words("name"));
        stated.or_else(|| words(self.names.get(at)?)).map(str::to_owned)
    }

    fn description(&self, at: usize, value: &Json) -> Option<String> {
        let stated = self.entry(value).and_then(|entry| entry.words("description"));
        let beside = || {
            let descriptions = self.descriptions?;
            words(descriptions.items().get(at).or_else(|| descriptions.member(&plain(value)))?)
        };
        stated.or_else(beside).map(str::to_owned)
    }

    /// The entry of a value; the tool may write it as text where the value is a number.
    fn entry(&self, value: &Json) -> Option<&'a Json> {
        self.entries
            .iter()
            .find(|entry| entry.member("value").is_some_and(|stated| plain(stated) == plain(value)))
    }
}

fn words(json: &Json) -> Option<&str> {
    json.text().map(str::trim).filter(|text| !text.is_empty())
}
