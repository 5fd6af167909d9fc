//! Facts → Spec: what the API is, reconciled from all pages, neutral and with evidence.

pub mod api;
pub mod contradiction;
pub mod correct;
pub mod corrected;
pub mod coverage;
pub mod device_name;
pub mod drift;
pub mod endpoint;
pub mod evidence;
pub mod fit;
pub mod guessed;
mod heirs;
pub mod json_schema;
pub mod ledger;
pub mod names;
pub mod openapi;
pub mod overrides;
pub mod place;
pub mod reconcile;
pub mod schema;
pub mod server;
mod sharing;
mod short_id;
pub(crate) mod shown;
pub mod type_words;
pub mod unread;
pub mod yaml;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use contradiction::Contradiction;
use corrected::Corrected;
use endpoint::Endpoint;
use evidence::Evidence;
use schema::Schema;
use server::{SecurityScheme, Server};
use unread::Unread;

/// What the API is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spec {
    /// API groups by name, such as `orders` or `shop/after_sales`.
    pub groups: BTreeMap<String, Group>,
    /// What several groups use.
    pub shared: Shared,
    /// The navigation of each edition.
    pub navigation: Vec<EditionNavigation>,
    /// The types that could not be read; none is left when the spec is written.
    pub unread: Vec<Unread>,
}

impl Spec {
    /// Every endpoint, by group, path and verb.
    pub fn endpoints(&self) -> impl Iterator<Item = &Endpoint> {
        self.groups.values().flat_map(|group| &group.endpoints)
    }

    /// Every named schema with its name: those of the groups first, then the shared ones.
    pub fn schemas(&self) -> impl Iterator<Item = (&str, &NamedSchema)> {
        let grouped = self.groups.values().flat_map(|group| &group.schemas);
        grouped.chain(&self.shared.schemas).map(|(name, named)| (name.as_str(), named))
    }

    /// The named schema of this name.
    #[must_use]
    pub fn schema(&self, name: &str) -> Option<&NamedSchema> {
        let grouped = self.groups.values().find_map(|group| group.schemas.get(name));
        grouped.or_else(|| self.shared.schemas.get(name))
    }

    /// Every contradiction: those of the groups first, then the shared ones.
    pub fn contradictions(&self) -> impl Iterator<Item = &Contradiction> {
        let grouped = self.groups.values().flat_map(|group| &group.contradictions);
        grouped.chain(&self.shared.contradictions)
    }

    /// The lists that hold them.
    fn contradiction_lists(&mut self) -> impl Iterator<Item = &mut Vec<Contradiction>> {
        let grouped = self.groups.values_mut().map(|group| &mut group.contradictions);
        grouped.chain([&mut self.shared.contradictions])
    }
}

/// The endpoints of one group and the schemas only they use: one YAML file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "API group")]
pub struct Group {
    /// Name, with `/` between levels.
    pub group: String,
    /// The endpoints, by path and verb.
    pub endpoints: Vec<Endpoint>,
    /// Named schemas that only this group uses.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub schemas: BTreeMap<String, NamedSchema>,
    /// What the pages of this group disagree on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
}

/// What several groups use: one YAML file.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "Shared schemas")]
pub struct Shared {
    /// The object around the `data` of every response, without that `data`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub envelope: Option<NamedSchema>,
    /// The servers that the pages list, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub servers: Vec<Server>,
    /// What no page says of them, in sentences.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// The ways to prove who calls, by the name that the pages give them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub security_schemes: BTreeMap<String, SecurityScheme>,
    /// Named schemas that several groups use.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub schemas: BTreeMap<String, NamedSchema>,
    /// What the pages disagree on there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
    /// Corrections that dropped whole endpoints.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub corrected: Vec<Corrected>,
}

/// A schema with a name of its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct NamedSchema {
    /// Places where it stands without its name and was recognised by its field's name and shape.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unnamed_at: Vec<String>,
    /// What it looks like.
    #[serde(flatten)]
    pub schema: Schema,
}

/// The navigation of one edition: `spec/navigation.yaml` holds one for each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct EditionNavigation {
    /// Directory below `captures/`.
    pub edition: String,
    /// The captures that show this navigation.
    pub evidence: Vec<Evidence>,
    /// The tree.
    pub entries: Vec<NavigationEntry>,
}

/// A folder or page of the navigation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct NavigationEntry {
    /// Title as printed.
    pub title: String,
    /// HTTP method, where the navigation shows it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verb: Option<String>,
    /// What lies below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entries: Vec<NavigationEntry>,
}
