//! All of several shapes at once → one shape.

use super::rust_name::RustName;
use super::schemas::{SchemaId, Schemas};
use crate::spec::schema::{Field, Schema, Shape};

/// The shape that unites `parts`: the members of all objects, or the first part when none is an object.
pub(super) fn merge(parts: &[Schema], module: &[RustName], schemas: &Schemas<'_>) -> Schema {
    let parts: Vec<Schema> = parts.iter().filter(|part| says_something(part)).cloned().collect();
    let parts = parts.as_slice();
    if let Some(union) = distributed(parts, module, schemas) {
        return union;
    }
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
            description: parts.iter().find_map(|part| part.description.clone()),
            bounds: Vec::new(),
            evidence: parts.iter().flat_map(|part| part.evidence.clone()).collect(),
            corrected: parts.iter().flat_map(|part| part.corrected.clone()).collect(),
        },
    }
}

/// Whether a part narrows down what the others allow.
fn says_something(part: &Schema) -> bool {
    match &part.shape {
        Shape::Any => false,
        Shape::Object { fields } => !fields.is_empty(),
        _ => true,
    }
}

/// Of members and one of several shapes at once: each of these shapes with the members. None where there are more unions
/// than one, or where it has nothing to be united with.
fn distributed(parts: &[Schema], module: &[RustName], schemas: &Schemas<'_>) -> Option<Schema> {
    let of = |part: &Schema| match &part.shape {
        Shape::Union { .. } => Some(part.clone()),
        // What is one of its own parts would be united without an end.
        Shape::Ref { schema } => {
            let id = schemas.find(schema, module).filter(|id| !schemas.is_itself(id))?;
            schemas.get(&id).map(|_| resolved(part, module, schemas))
        }
        _ => None,
    };
    let is_union = |part: &Schema| of(part).is_some_and(|found| matches!(found.shape, Shape::Union { .. }));
    let at = parts.iter().position(is_union)?;
    let (before, [part, after @ ..]) = parts.split_at(at) else { return None };
    if before.is_empty() && after.is_empty() || after.iter().any(is_union) {
        return None;
    }
    let union = of(part)?;
    let Shape::Union { variants, discriminator } = union.shape else { return None };
    let with_members = |variant: Schema| Schema {
        shape: Shape::AllOf { parts: before.iter().chain([&variant]).chain(after).cloned().collect() },
        ..variant
    };
    let variants = variants.into_iter().map(with_members).collect();
    Some(Schema { shape: Shape::Union { variants, discriminator }, ..union })
}

/// The schema itself, or what it is a name for; all of several shapes as the one that unites them.
pub(super) fn resolved(schema: &Schema, module: &[RustName], schemas: &Schemas<'_>) -> Schema {
    const MOST_REFERENCES: usize = 16;
    let (mut schema, mut module) = (schema, module.to_vec());
    for _ in 0..MOST_REFERENCES {
        match &schema.shape {
            Shape::AllOf { parts } => return merge(parts, &module, schemas),
            Shape::Ref { schema: name } => {
                let Some(id) = schemas.find(name, &module) else { break };
                let Some(named) = schemas.get(&id) else { break };
                (schema, module) = (named, id.module);
            }
            _ => break,
        }
    }
    schema.clone()
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
