//! The written spec as plain YAML, without the generator's own types.

use std::fs;

use serde_yaml::Value;

use crate::captures;

/// Every file below `spec/`.
pub(crate) struct Spec {
    pub(crate) groups: Vec<Value>,
    pub(crate) shared: Value,
    pub(crate) navigation: Value,
}

pub(crate) fn load() -> Spec {
    let (mut groups, mut shared, mut navigation) = (Vec::new(), Value::Null, Value::Null);
    let entries = fs::read_dir(captures::directory().join("spec")).expect("spec/ lists its entries");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry reads").path()).collect();
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(&path).expect("a file of the spec reads");
        let value = serde_yaml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        match path.file_name().and_then(|name| name.to_str()) {
            Some("shared.yaml") => shared = value,
            Some("navigation.yaml") => navigation = value,
            _ => groups.push(value),
        }
    }
    Spec { groups, shared, navigation }
}

/// The text at `key`; empty where there is none.
pub(crate) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The list at `key`; empty where there is none.
pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value.get(key).and_then(Value::as_sequence).map_or(&[], Vec::as_slice)
}

impl Spec {
    /// The endpoint of this verb and path, with its group.
    pub(crate) fn endpoint(&self, verb: &str, path: &str) -> (&Value, &Value) {
        let endpoints =
            self.groups.iter().flat_map(|group| list(group, "endpoints").iter().map(move |one| (group, one)));
        let mut same = endpoints.filter(|(_, one)| text(one, "verb") == verb && text(one, "path") == path);
        let found = same.next().unwrap_or_else(|| panic!("{verb} {path} is not in the spec"));
        assert!(same.next().is_none(), "{verb} {path} is in the spec twice");
        found
    }

    /// What a reference means: the group's schema of that name, or the shared one.
    fn named(&self, group: &Value, name: &str) -> Option<Value> {
        [group, &self.shared].into_iter().find_map(|file| file.get("schemas")?.get(name).cloned())
    }

    /// The field at the end of `place`, names joined by dots, within `schema`.
    pub(crate) fn field(&self, group: &Value, schema: &Value, place: &str) -> Option<Value> {
        let (name, rest) = place.split_once('.').map_or((place, None), |(name, rest)| (name, Some(rest)));
        match text(schema, "type") {
            "ref" => self.field(group, &self.named(group, text(schema, "schema"))?, place),
            "array" => self.field(group, schema.get("items")?, place),
            "union" => list(schema, "variants").iter().find_map(|variant| self.field(group, variant, place)),
            _ => {
                let field = list(schema, "fields").iter().find(|field| text(field, "name") == name)?;
                rest.map_or_else(|| Some(field.clone()), |rest| self.field(group, field, rest))
            }
        }
    }

    /// All contradictions of all files.
    pub(crate) fn contradictions(&self) -> impl Iterator<Item = &Value> {
        self.groups.iter().chain([&self.shared]).flat_map(|file| list(file, "contradictions"))
    }
}

/// Everything that witnesses the shape of a field: its own evidence and that of its alternatives.
pub(crate) fn witnesses(field: &Value) -> Vec<&str> {
    let variants = list(field, "variants").iter().flat_map(|variant| list(variant, "evidence"));
    list(field, "evidence").iter().chain(variants).filter_map(Value::as_str).collect()
}
