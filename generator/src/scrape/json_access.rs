//! Looking into a JSON tree: a member, a text, or nothing where the page has something else.

use super::json::{Json, JsonValue};
use super::{json_text, prose};

/// The documentation tool is sold under two brands, which its own members are named after.
const BRANDS: [&str; 2] = ["x-apifox-", "x-apidog-"];

/// What the tool calls a member of its own, without its brand.
pub(in crate::scrape) fn extension(name: &str) -> Option<&str> {
    BRANDS.iter().find_map(|brand| name.strip_prefix(brand))
}

impl Json {
    /// The member called `name`, unless it is `null`.
    pub(in crate::scrape) fn member(&self, name: &str) -> Option<&Self> {
        self.members()
            .iter()
            .find(|(member, _)| member == name)
            .map(|(_, value)| value)
            .filter(|value| !value.is_null())
    }

    /// The member that the tool adds under either of its brands.
    pub(in crate::scrape) fn extension(&self, name: &str) -> Option<&Self> {
        let is_it = |(member, value): &&(String, Self)| extension(member) == Some(name) && !value.is_null();
        self.members().iter().find(is_it).map(|(_, value)| value)
    }

    /// The members of an object; none of anything else.
    pub(in crate::scrape) fn members(&self) -> &[(String, Self)] {
        match &self.value {
            JsonValue::Object(members) => members,
            _ => &[],
        }
    }

    /// The members of the object called `name`.
    pub(in crate::scrape) fn members_of(&self, name: &str) -> &[(String, Self)] {
        self.member(name).map_or(&[], Self::members)
    }

    /// The items of a list; none of anything else.
    pub(in crate::scrape) fn items(&self) -> &[Self] {
        match &self.value {
            JsonValue::Array(items) => items,
            _ => &[],
        }
    }

    /// The items of the list called `name`.
    pub(in crate::scrape) fn items_of(&self, name: &str) -> &[Self] {
        self.member(name).map_or(&[], Self::items)
    }

    /// The text.
    pub(in crate::scrape) fn text(&self) -> Option<&str> {
        match &self.value {
            JsonValue::String(text) => Some(text),
            _ => None,
        }
    }

    /// The text of the member called `name`, where it says something.
    pub(in crate::scrape) fn words(&self, name: &str) -> Option<&str> {
        self.member(name).and_then(Self::text).map(str::trim).filter(|text| !text.is_empty())
    }

    /// The description without the components of a page, and below it where more is written.
    pub(in crate::scrape) fn described(&self) -> Option<String> {
        let parts: Vec<_> =
            self.words("description").map(prose::plain).into_iter().chain(self.external_docs()).collect();
        (!parts.is_empty()).then(|| parts.join("\n\n"))
    }

    /// The address of `externalDocs` and what stands there: `How to count: https://…`.
    pub(in crate::scrape) fn external_docs(&self) -> Option<String> {
        let stated = self.member("externalDocs")?;
        let parts: Vec<_> =
            [stated.words("description"), stated.words("url")].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join(": "))
    }

    /// The value as one writes it among words.
    pub(in crate::scrape) fn as_words(&self) -> String {
        json_text::plain(self)
    }

    /// The truth value of the member called `name`.
    pub(in crate::scrape) fn flag(&self, name: &str) -> Option<bool> {
        match self.member(name)?.value {
            JsonValue::Boolean(value) => Some(value),
            _ => None,
        }
    }

    /// The same, all of it on one line.
    pub(in crate::scrape) fn on_line(self, line: u32) -> Self {
        let value = match self.value {
            JsonValue::Array(items) => {
                JsonValue::Array(items.into_iter().map(|item| item.on_line(line)).collect())
            }
            JsonValue::Object(members) => {
                let members = members.into_iter().map(|(name, member)| (name, member.on_line(line)));
                JsonValue::Object(members.collect())
            }
            scalar => scalar,
        };
        Self { line, value }
    }

    /// Whether it is `null`.
    pub(in crate::scrape) fn is_null(&self) -> bool {
        self.value == JsonValue::Null
    }

    /// The last line on which a value in it starts.
    pub(in crate::scrape) fn last_line(&self) -> u32 {
        let inside = match &self.value {
            JsonValue::Array(items) => items.iter().map(Self::last_line).max(),
            JsonValue::Object(members) => members.iter().map(|(_, value)| value.last_line()).max(),
            _ => None,
        };
        inside.unwrap_or(self.line).max(self.line)
    }
}
