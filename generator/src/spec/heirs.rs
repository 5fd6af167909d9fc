//! Schemas that pages call otherwise than before: whatever stands where one stood that is gone, and looks like it, is
//! its heir and keeps its Rust names.

use std::collections::BTreeSet;

use super::Spec;
use super::api::ApiDescription;
use super::names::Names;
use super::place;
use super::schema::Shape;

/// Hands the names of schemas that are gone to their heirs.
pub(super) fn inherit(spec: &Spec, api: &ApiDescription, names: &mut Names) {
    if names.refs.is_empty() {
        return;
    }
    let mut places: Vec<_> = references(spec, api);
    // A schema within one that has been renamed is found in the next round, at its new place.
    loop {
        let heir = |(place, new): &(String, String)| {
            let old = names.refs.get(place).filter(|old| *old != new)?;
            (spec.schema(old).is_none() && !names.knows_schema(new) && is_alike(spec, new, old, names))
                .then(|| (old.clone(), new.clone()))
        };
        let Some((old, new)) = places.iter().find_map(heir) else { return };
        names.rename_schema(&old, &new);
        places.retain(|(_, schema)| *schema != new);
    }
}

/// Notes which named schema stands where.
pub(super) fn lock(spec: &Spec, api: &ApiDescription, names: &mut Names) {
    names.refs.extend(references(spec, api));
}

/// The places at which a named schema stands, with its name.
fn references(spec: &Spec, api: &ApiDescription) -> Vec<(String, String)> {
    let all = place::all(spec, api).into_iter();
    let named = all.filter_map(|(place, node)| match &node.schema()?.shape {
        Shape::Ref { schema } => Some((place, schema.clone())),
        _ => None,
    });
    named.collect()
}

/// Whether the schema `new` has at least half of its fields or values, or of those that `old` had, from it. A choice is
/// the heir of whatever was no object.
fn is_alike(spec: &Spec, new: &str, old: &str, names: &Names) -> bool {
    let Some(heir) = spec.schema(new) else { return false };
    let has: BTreeSet<String> = match &heir.schema.shape {
        Shape::Object { fields } => fields.iter().map(|field| field.name.clone()).collect(),
        Shape::String { values, .. } | Shape::Integer { values, .. } => {
            values.iter().map(|value| value.value.to_string()).collect()
        }
        _ => return !names.fields.contains_key(old),
    };
    let is_object = matches!(heir.schema.shape, Shape::Object { .. });
    let had: BTreeSet<String> = if is_object {
        names.fields.get(old).into_iter().flat_map(|had| had.keys().cloned()).collect()
    } else {
        names.variants.get(old).into_iter().flat_map(|had| had.keys().cloned()).collect()
    };
    super::reconcile::share(&has, &had)
}
