//! All of several shapes at once → one shape.

use super::rust_name::RustName;
use super::schemas::{SchemaId, Schemas};
use crate::spec::schema::{Field, Schema, Shape};

/// The shape that unites `parts`: the members of all objects, or the first part when none is an object.
pub(super) fn merge(parts: &[Schema], module: &[RustName], schemas: &Schemas<'_>) -> Schema {
    let mut fields = Vec::new();
    collect(parts, module, schemas, &mut Vec::new(), &mut fields);
    let first = parts
        .iter()
        .find(|part| !matches!(part.shape, Shape::Any | Shape::Object { .. } | Shape::AllOf { .. }));
    match (parts, first) {
        ([only], _) if !matches!(only.shape, Shape::AllOf { .. }) => only.clone(),
        (_, Some(first)) if fields.is_empty() => first.clone(),
        (parts, _) => Schema {
            shape: Shape::Object { fields },
            nullable: !parts.is_empty() && parts.iter().all(|part| part.nullable),
            certainty: parts.iter().map(|part| part.certainty).max().unwrap_or_default(),
            evidence: parts.iter().flat_map(|part| part.evidence.clone()).collect(),
            corrected: parts.iter().flat_map(|part| part.corrected.clone()).collect(),
        },
    }
}

/// Adds the members of the objects among `parts`; a later part overrides an earlier one.
fn collect(
    parts: &[Schema],
    module: &[RustName],
    schemas: &Schemas<'_>,
    seen: &mut Vec<SchemaId>,
    fields: &mut Vec<Field>,
) {
    for part in parts {
        match &part.shape {
            Shape::Object { fields: more } => more.iter().for_each(|field| set(fields, field)),
            Shape::AllOf { parts } => collect(parts, module, schemas, seen, fields),
            Shape::Ref { schema } => {
                let found = schemas.find(schema, module).filter(|id| !seen.contains(id));
                if let Some((id, schema)) = found.and_then(|id| Some((id.clone(), schemas.get(&id)?))) {
                    seen.push(id.clone());
                    collect(std::slice::from_ref(schema), &id.module, schemas, seen, fields);
                }
            }
            _ => {}
        }
    }
}

fn set(fields: &mut Vec<Field>, field: &Field) {
    match fields.iter_mut().find(|other| other.name == field.name) {
        Some(other) => *other = field.clone(),
        None => fields.push(field.clone()),
    }
}
