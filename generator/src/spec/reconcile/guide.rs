//! Guide: the names and depth that examples show, for finding the nesting of flat rows.

use std::collections::BTreeMap;

use crate::scrape::json::{Json, JsonValue};

/// Members that some example shows at one place.
#[derive(Clone, Debug, Default)]
pub(super) struct Guide {
    members: BTreeMap<String, Guide>,
}

impl Guide {
    /// The union of what the examples show.
    pub(super) fn of<'a>(examples: impl IntoIterator<Item = &'a Json>) -> Self {
        let mut guide = Self::default();
        for example in examples {
            guide.see(example);
        }
        guide
    }

    fn see(&mut self, json: &Json) {
        match &json.value {
            JsonValue::Object(members) => {
                for (name, value) in members {
                    self.members.entry(name.clone()).or_default().see(value);
                }
            }
            JsonValue::Array(items) => items.iter().for_each(|item| self.see(item)),
            _ => {}
        }
    }

    /// What the examples show below `name`; `None` where they do not show the name.
    pub(super) fn member(&self, name: &str) -> Option<&Self> {
        self.members.get(name)
    }

    /// How many names the examples show here.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether the examples show no names here: a scalar, an empty object, or nothing at all.
    pub(super) fn is_empty(&self) -> bool {
        self.members.is_empty()
    }
}
