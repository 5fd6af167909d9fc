//! Every schema that a page states, whatever it stands in.

use crate::scrape::facts::{FieldFacts, Page, SchemaFacts, SchemaShape};

/// Visits every schema that stands on the page, each once: references are not followed, since what they refer to stands
/// there, too.
pub(super) fn each<'p>(page: &'p Page, visit: &mut impl FnMut(&'p SchemaFacts)) {
    let answers = page.responses.iter().filter_map(|response| response.body.as_ref());
    let bodies = page.bodies.iter().chain(answers).filter_map(|body| body.schema.as_ref());
    let fields = page.parameters.iter().flat_map(|group| &group.fields);
    let headers = page.responses.iter().flat_map(|response| &response.headers);
    let parameters = fields.chain(headers).map(|field: &FieldFacts| &field.schema);
    let mut next: Vec<_> =
        page.definitions.values().map(|named| &**named).chain(bodies).chain(parameters).collect();
    while let Some(schema) = next.pop() {
        visit(schema);
        next.extend(parts(schema));
    }
}

/// What a schema is made of.
pub(super) fn parts(schema: &SchemaFacts) -> Vec<&SchemaFacts> {
    match &schema.shape {
        SchemaShape::Array(inner) | SchemaShape::Map(inner) => inner.iter().map(|inner| &**inner).collect(),
        SchemaShape::Object { fields, rest } => {
            fields.iter().map(|field| &field.schema).chain(rest.as_deref()).collect()
        }
        SchemaShape::OneOf { variants: parts, .. }
        | SchemaShape::AnyOf(parts)
        | SchemaShape::AllOf(parts) => parts.iter().collect(),
        _ => Vec::new(),
    }
}
