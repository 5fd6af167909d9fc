//! Named schemas: a component for each, under a name that OpenAPI allows and no other has.

use std::collections::{BTreeMap, BTreeSet};

use super::json::{Json, Object};
use super::{schema, security};
use crate::spec::api::ApiDescription;
use crate::spec::{NamedSchema, Spec};

/// Who owns a schema: a group, or all of them.
pub(super) type Owner<'spec> = Option<&'spec str>;

/// The component name of every named schema.
pub(super) struct Components<'spec> {
    names: BTreeMap<(Owner<'spec>, &'spec str), String>,
    envelope: Option<String>,
    /// Security schemes of the pages: name → component.
    security: Vec<(String, String)>,
    pub(super) spec: &'spec Spec,
}

impl<'spec> Components<'spec> {
    pub(super) fn new(spec: &'spec Spec, api: &ApiDescription) -> Self {
        let mut names = BTreeMap::new();
        let mut taken = Taken::default();
        for (owner, name, _) in schemas(spec) {
            names.insert((owner, name), taken.name(owner, name));
        }
        let envelope = spec.shared.envelope.as_ref().map(|_| taken.name(None, "Envelope"));
        Self { names, envelope, security: security::stated(spec, api), spec }
    }

    /// Where the schema that `group` calls `name` stands: its own, or one that all share.
    pub(super) fn reference(&self, group: Owner<'_>, name: &str) -> Option<String> {
        let component = self.names.get(&(group, name)).or_else(|| self.names.get(&(None, name)))?;
        Some(format!("#/components/schemas/{component}"))
    }

    /// The component of a security scheme of the pages, where OpenAPI has words for it.
    pub(super) fn security(&self, name: &str) -> Option<&str> {
        self.security.iter().find(|(known, _)| known == name).map(|(_, component)| component.as_str())
    }

    /// Where the envelope stands.
    pub(super) fn envelope(&self) -> Option<String> {
        self.envelope.as_ref().map(|component| format!("#/components/schemas/{component}"))
    }

    /// The `components` of the document.
    pub(super) fn export(&self, api: &ApiDescription) -> Object {
        let spec = self.spec;
        let mut exported = Object::new();
        if let (Some(component), Some(envelope)) = (&self.envelope, &spec.shared.envelope) {
            exported.insert(component, self.component(None, envelope, "Envelope", component));
        }
        for (owner, name, named) in schemas(spec) {
            if let Some(component) = self.names.get(&(owner, name)) {
                exported.insert(component, self.component(owner, named, name, component));
            }
        }
        Object::new()
            .with_filled("schemas", exported)
            .with_filled("securitySchemes", security::schemes(spec, api, self))
    }

    fn component(&self, owner: Owner<'_>, named: &NamedSchema, name: &str, component: &str) -> Object {
        schema::of(&named.schema, owner, self)
            .with_some("x-name", (name != component).then_some(name))
            .with_list("x-unnamed-at", named.unnamed_at.iter().map(Json::of))
    }
}

/// Every named schema with its owner, the shared ones first.
fn schemas(spec: &Spec) -> impl Iterator<Item = (Owner<'_>, &str, &NamedSchema)> {
    let shared = spec.shared.schemas.iter().map(|(name, schema)| (None, name.as_str(), schema));
    let owned = spec.groups.iter().flat_map(|(group, content)| {
        content.schemas.iter().map(|(name, schema)| (Some(group.as_str()), name.as_str(), schema))
    });
    shared.chain(owned)
}

/// Component names given away.
#[derive(Default)]
struct Taken {
    names: BTreeSet<String>,
}

impl Taken {
    /// A free name: the schema's own, else with its group before it, else with a number behind it.
    fn name(&mut self, owner: Owner<'_>, name: &str) -> String {
        let plain = allowed(name);
        let long = owner.map_or_else(|| plain.clone(), |owner| format!("{}.{plain}", allowed(owner)));
        let numbered = (2_u32..).map(|number| format!("{long}-{number}"));
        let free = [plain, long.clone()].into_iter().chain(numbered).find(|name| !self.names.contains(name));
        let free = free.unwrap_or(long);
        self.names.insert(free.clone());
        free
    }
}

/// `name` in the characters that OpenAPI allows in names of components.
pub(super) fn allowed(name: &str) -> String {
    let keep = |character: char| character.is_ascii_alphanumeric() || matches!(character, '.' | '-' | '_');
    let text: String = name.chars().map(|character| if keep(character) { character } else { '_' }).collect();
    if text.is_empty() { "Unnamed".to_owned() } else { text }
}
