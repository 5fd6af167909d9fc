//! Parameters that are lists or objects → how they are written, which OpenAPI calls their style.

use super::all_of;
use super::rust::ListStyle;
use super::rust_name::RustName;
use super::scalars;
use super::schemas::Schemas;
use crate::spec::endpoint::{In, Parameter};
use crate::spec::schema::{Field, Presence, Shape};

/// How the parameter is written, if it is a list of single words. Where no page says, OpenAPI's default counts.
pub(super) fn listed(parameter: &Parameter, module: &[RustName], schemas: &Schemas<'_>) -> Option<ListStyle> {
    let schema = all_of::resolved(&parameter.field.schema, module, schemas);
    let Shape::Array { items } = &schema.shape else { return None };
    if items.nullable || !scalars::is_scalar(items, module, schemas) {
        return None;
    }
    let style = parameter.style.as_deref().unwrap_or_default();
    let explodes = parameter.explode.unwrap_or(matches!(style, "" | "form"));
    Some(match style {
        _ if explodes => ListStyle::Repeated,
        "pipeDelimited" => ListStyle::Pipe,
        "spaceDelimited" => ListStyle::Space,
        _ => ListStyle::Comma,
    })
}

/// How the parameter is written, if it is an object whose names and values stand in one text: `color=R,100,G,200`.
pub(super) fn joined(parameter: &Parameter, module: &[RustName], schemas: &Schemas<'_>) -> Option<ListStyle> {
    let style = match (parameter.style.as_deref(), parameter.explode) {
        (Some("form") | None, Some(false)) => ListStyle::Comma,
        (Some("pipeDelimited"), None | Some(false)) => ListStyle::Pipe,
        (Some("spaceDelimited"), None | Some(false)) => ListStyle::Space,
        _ => return None,
    };
    flat_fields(parameter, module, schemas).map(|_| style)
}

/// One parameter for each member of an object whose style says so: `filter[state]=1` or `state=1`. Any other stays one.
pub(super) fn expanded(parameter: Parameter, module: &[RustName], schemas: &Schemas<'_>) -> Vec<Parameter> {
    let Some(fields) = members(&parameter, module, schemas) else { return vec![parameter] };
    let is_deep = parameter.style.as_deref() == Some("deepObject");
    let is_required = parameter.field.presence == Presence::Required;
    let member = |field: Field| {
        let name =
            if is_deep { format!("{}[{}]", parameter.field.name, field.name) } else { field.name.clone() };
        let presence = if is_required { field.presence } else { Presence::Optional };
        Parameter { field: Field { name, presence, ..field }, ..parameter.clone() }
    };
    fields.into_iter().map(member).collect()
}

fn members(parameter: &Parameter, module: &[RustName], schemas: &Schemas<'_>) -> Option<Vec<Field>> {
    let by_member = match (parameter.style.as_deref(), parameter.explode) {
        (Some("deepObject"), _) | (Some("form"), None) => true,
        (Some("form") | None, Some(explode)) => explode,
        _ => false,
    };
    if by_member { flat_fields(parameter, module, schemas) } else { None }
}

/// The members of a query parameter that is an object of single words.
fn flat_fields(parameter: &Parameter, module: &[RustName], schemas: &Schemas<'_>) -> Option<Vec<Field>> {
    if parameter.location != In::Query {
        return None;
    }
    let schema = all_of::resolved(&parameter.field.schema, module, schemas);
    let Shape::Object { fields } = schema.shape else { return None };
    let is_flat = |field: &Field| scalars::is_scalar(&field.schema, module, schemas);
    (!fields.is_empty() && fields.iter().all(is_flat)).then_some(fields)
}
